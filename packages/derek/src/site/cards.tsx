import type { Child } from 'hono/jsx'
import { topics } from '../data/lists.js'
import type { Card } from '../store/cards.js'
import type { Interface } from './language.js'

/** The address of a topic's page, and of a source's, without the language. */
export const topicPath = (id: string): string => `/topics/${id}`
export const sourcePath = (id: string): string => `/sources/${encodeURIComponent(id)}`

/** A topic as this language calls it, with a capital, which IPTC's names lack; its id where the list has it no longer. */
export function topicName({ language }: Interface, id: string): string {
  const name = topics().find((topic) => topic.id === id)?.[language]
  return name === undefined ? id : name.charAt(0).toUpperCase() + name.slice(1)
}

const zone = 'Asia/Almaty'

/** The day and the hour in Kazakhstan, in words: 22 мамыр 2026, 11:00. A date without an hour is midnight there. */
export function whenOf({ language }: Interface, instant: string): string {
  const date = new Date(instant)
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(date)
  const day = longDay(language, date)
  return hour === '00:00' ? day : `${day}, ${hour}`
}

/** A day in words: 22 мамыр 2026. */
export const dayInWords = ({ language }: Interface, day: string): string =>
  longDay(language, new Date(`${day}T12:00:00+05:00`))

function longDay(language: string, date: Date): string {
  const parts = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).formatToParts(date)
  const part = (type: 'day' | 'month' | 'year'): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('day')} ${part('month')} ${part('year')}`
}

/** A text cut to a length, between words where it can be. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const space = text.lastIndexOf(' ', length)
  return `${text.slice(0, space > length / 2 ? space : length).toWellFormed()} …`
}

/** What has no title is called by how it begins, which may be long. */
const longestTitle = 130

interface OnwardProps {
  readonly href: string
  /** Whether it leads to the next page of the same list. */
  readonly isNext?: boolean
  readonly children?: Child
}

/** The link at the end of a list, to more of it. */
export const Onward = ({ href, isNext = false, children }: OnwardProps) => (
  <p class="onward">
    <a href={href} rel={isNext ? 'next' : undefined}>
      {children}
    </a>
  </p>
)

interface CardsProps {
  readonly site: Interface
  readonly articles: readonly Card[]
  /** Whether the first stands out, as on a front page. */
  readonly leads?: boolean
}

/** Articles, each with how it begins. */
export const Cards = ({ site, articles, leads = false }: CardsProps) => (
  <ol class={leads ? 'cards leading' : 'cards'}>
    {articles.map((card) => (
      <CardView site={site} card={card} />
    ))}
  </ol>
)

const CardView = ({ site, card }: { readonly site: Interface; readonly card: Card }) => {
  const { messages, to } = site
  const { id, title, source, publishedAt, language, lead, credit, statements, events } = card
  const [topic] = card.topics
  const dir = language.endsWith('-Arab') ? 'rtl' : 'ltr'
  const isNew = lead !== '' && !lead.startsWith(title.replace(/…$/u, ''))
  return (
    <li class="card">
      {topic !== undefined && (
        <p class="kicker">
          <a href={to(topicPath(topic))}>{topicName(site, topic)}</a>
        </p>
      )}
      <h3 lang={language} dir={dir}>
        <a href={to(`/articles/${id}`)}>{shortened(title, longestTitle)}</a>
      </h3>
      {isNew && (
        <p class="begins" lang={language} dir={dir}>
          {lead}
        </p>
      )}
      <p class="facts">
        <a href={to(sourcePath(source.id))}>{source.name}</a>
        {publishedAt !== undefined && (
          <>
            {' · '}
            <time datetime={publishedAt}>{whenOf(site, publishedAt)}</time>
          </>
        )}
        {' · '}
        {messages.counts(statements, events)}
        {credit !== undefined && (
          <>
            {' · '}
            {messages.news.photo} <bdi lang={language}>{shortened(credit, 60)}</bdi>
          </>
        )}
      </p>
    </li>
  )
}

/** Topics as links. */
export const TopicLinks = ({ site, topics: ids }: { readonly site: Interface; readonly topics: readonly string[] }) =>
  ids.length === 0 ? null : (
    <ul class="topics" aria-label={site.messages.news.about}>
      {ids.map((id) => (
        <li>
          <a href={site.to(topicPath(id))}>{topicName(site, id)}</a>
        </li>
      ))}
    </ul>
  )
