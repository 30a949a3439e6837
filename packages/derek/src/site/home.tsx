import type { Card, CardList } from '../store/cards.js'
import type { FoundEvent } from '../store/claims.js'
import type { Covered, Speaker } from '../store/front.js'
import { Cards, dayInWords, Onward, topicName, topicPath } from './cards.js'
import { ReadForm, type ReadFormProps } from './form.js'
import { CoveredList, Happened, SpeakerList } from './front.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { feedsOf, OtherForms } from './other-forms.js'

/** What the front page shows. */
export interface Front {
  readonly latest: CardList
  readonly covered: readonly Covered[]
  readonly speakers: readonly Speaker[]
  readonly events: readonly FoundEvent[]
  /** The topics of most articles, with how many each has. */
  readonly topics: readonly (readonly [id: string, articles: number])[]
  /** The day of the newest article. */
  readonly today?: string
}

export interface HomeProps extends ReadFormProps {
  readonly front: Front
}

const everything = { what: 'articles', asked: {} } as const

/** The front page: what is in the news, who is, who speaks, what happened; and the form that reads an article. */
export const Home = ({ site, front, sent, error }: HomeProps) => {
  const { messages, to } = site
  const { news } = messages
  const { latest, covered, speakers, events, topics, today } = front
  const isEmpty = latest.articles.length === 0
  const form = (
    <div class="own">
      <ReadForm site={site} {...(sent === undefined ? {} : { sent })} {...(error === undefined ? {} : { error })} />
    </div>
  )
  return (
    <Layout site={site} title={messages.name} path="/" alternates={feedsOf(site, everything)}>
      <div class="masthead">
        <h1>{messages.tagline}</h1>
        {today !== undefined && (
          <p class="facts">
            <time datetime={today}>{dayInWords(site, today)}</time>
          </p>
        )}
      </div>
      {topics.length > 0 && (
        <ul class="topics line" aria-label={news.nav.topics}>
          {topics.map(([id, articles]) => (
            <li>
              <a href={to(topicPath(id))}>
                {topicName(site, id)} <span class="role">{articles}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && form}
      {isEmpty ? (
        <p class="empty">{news.empty}</p>
      ) : (
        <div class={covered.length + speakers.length === 0 ? 'front alone' : 'front'}>
          <section aria-labelledby="latest">
            <h2 id="latest">{news.latest}</h2>
            <Cards site={site} articles={latest.articles} leads />
            {latest.next !== undefined && (
              <Onward href={to(`/articles?cursor=${latest.next}`)} isNext>
                {news.older}
              </Onward>
            )}
          </section>
          <div class="beside">
            <CoveredList site={site} covered={covered} />
            <SpeakerList site={site} speakers={speakers} />
            {speakers.length > 0 && <Onward href={to('/statements')}>{news.allStatements}</Onward>}
          </div>
        </div>
      )}
      <Happened site={site} events={events} all={to('/events')} />
      {error === undefined && form}
      <OtherForms site={site} lists={[everything]} />
    </Layout>
  )
}

interface ArticlesProps {
  readonly site: Interface
  readonly list: CardList
  readonly cursor?: string
}

/** All articles, page by page. */
export const ArticlesView = ({ site, list, cursor }: ArticlesProps) => {
  const { messages, to } = site
  const { news } = messages
  return (
    <Layout
      site={site}
      title={news.all}
      path={cursor === undefined ? '/articles' : `/articles?cursor=${cursor}`}
      alternates={feedsOf(site, everything)}
    >
      <h1>{news.all}</h1>
      {list.articles.length === 0 && <p class="empty">{messages.none}</p>}
      <div class="narrow-list">
        {byDay(list.articles).map(([day, articles]) => (
          <section aria-label={dayInWords(site, day)}>
            <h2 class="band">
              <time datetime={day}>{dayInWords(site, day)}</time>
            </h2>
            <Cards site={site} articles={articles} />
          </section>
        ))}
      </div>
      {list.next !== undefined && (
        <Onward href={to(`/articles?cursor=${list.next}`)} isNext>
          {news.older}
        </Onward>
      )}
      <OtherForms site={site} lists={[everything]} />
    </Layout>
  )
}

/** Articles by the day in Kazakhstan on which they were published, or else read, in their order. */
function byDay(articles: readonly Card[]): readonly (readonly [day: string, articles: readonly Card[]])[] {
  const days = new Map<string, Card[]>()
  for (const card of articles) {
    const day = dayOf(card.publishedAt ?? card.readAt)
      .split('.')
      .reverse()
      .join('-')
    days.set(day, [...(days.get(day) ?? []), card])
  }
  return [...days]
}

/** The day in Kazakhstan, as 24.03.2025. */
export const dayOf = (instant: string): string =>
  new Date(instant).toLocaleDateString('ru-KZ', {
    timeZone: 'Asia/Almaty',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
