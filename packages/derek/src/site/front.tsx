import type { FoundEvent } from '../store/claims.js'
import type { Covered, Speaker } from '../store/front.js'
import { Onward, shortened, whenOf } from './cards.js'
import { written } from './claim-lists.js'
import type { Interface } from './language.js'
import { tagOfText } from './scripts.js'
import { pathOf } from './thing.js'

/** What several outlets have in the news, the most first. */
export const CoveredList = ({ site, covered }: { readonly site: Interface; readonly covered: readonly Covered[] }) => {
  const { news } = site.messages
  if (covered.length === 0) return null
  return (
    <section aria-labelledby="covered">
      <h2 id="covered">{news.covered}</h2>
      <p class="hint">{news.coveredHint}</p>
      <ol class="ranked">
        {covered.map(({ key, name, type, articles, outlets }) => (
          <li>
            <a href={site.to(pathOf(key))} lang="kk">
              {name}
            </a>
            <p class="facts">
              {news.things[type]} · {news.coveredIn(articles, outlets)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const quoteLength = 150

/** Who speaks, each with the last words of theirs, which lead to their sentence. */
export const SpeakerList = ({
  site,
  speakers,
}: {
  readonly site: Interface
  readonly speakers: readonly Speaker[]
}) => {
  const { messages, to } = site
  if (speakers.length === 0) return null
  return (
    <section aria-labelledby="speaks">
      <h2 id="speaks">{messages.news.speaks}</h2>
      <ol class="speakers">
        {speakers.map(({ key, name, statements, last }) => (
          <li>
            <p class="who">
              <a href={to(pathOf(key))} lang="kk">
                <strong>{name}</strong>
              </a>{' '}
              <span class="role">{messages.news.statements(statements)}</span>
            </p>
            <p>
              <a
                class={`words ${last.kind}`}
                href={to(`/articles/${last.article}?show=${last.id}`)}
                title={messages.article.showSentence}
              >
                <bdi lang={tagOfText(last.text)}>{shortened(last.text, quoteLength)}</bdi>
              </a>
            </p>
            <p class="facts">
              {messages.acts[last.act]} · {last.source}
              {last.publishedAt !== undefined && (
                <>
                  {' · '}
                  <time datetime={last.publishedAt}>{whenOf(site, last.publishedAt)}</time>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface HappenedProps {
  readonly site: Interface
  readonly events: readonly FoundEvent[]
  /** Where all of them are. */
  readonly all: string
}

/** What happened last: events side by side, each leading to its sentence. */
export const Happened = ({ site, events, all }: HappenedProps) => {
  const { news } = site.messages
  if (events.length === 0) return null
  return (
    <section aria-labelledby="happened">
      <h2 id="happened" class="band">
        {news.happened}
      </h2>
      <EventStrip site={site} events={events} />
      <Onward href={all}>{news.allEvents}</Onward>
    </section>
  )
}

const EventStrip = ({ site, events }: Omit<HappenedProps, 'all'>) => {
  const { messages, to } = site
  const names = (things: FoundEvent['actors']): string => things.map(({ name }) => name).join(', ')
  return (
    <ol class="strip">
      {events.map(({ type, actors, recipients, place, day, article, id, text, title, source }) => {
        const who = [names(actors), names(recipients)].filter((side) => side !== '').join(' → ')
        return (
          <li>
            <a href={to(`/articles/${article}?show=${id}`)} title={messages.article.showSentence}>
              <span class="kicker">{messages.eventTypes[type]}</span>
              <bdi class="happened" lang={tagOfText(who === '' ? text : who)}>
                {shortened(who === '' ? text : who, 110)}
              </bdi>
              <bdi class="told" lang={tagOfText(title)}>
                {shortened(title, 110)}
              </bdi>
            </a>
            <p class="facts">
              {day !== undefined && (
                <>
                  <time datetime={day}>{written(day)}</time>
                  {' · '}
                </>
              )}
              {place !== undefined && (
                <>
                  <bdi lang="kk">{place.name}</bdi>
                  {' · '}
                </>
              )}
              {source}
            </p>
          </li>
        )
      })}
    </ol>
  )
}

/** The latest events, of an article one at most and nothing twice, so that one article does not fill the strip. */
export function varied(events: readonly FoundEvent[], limit: number): readonly FoundEvent[] {
  const articles = new Set<string>()
  const told = new Set<string>()
  const chosen: FoundEvent[] = []
  for (const event of events) {
    const what = [event.type, ...event.actors.map(({ key }) => key), ...event.recipients.map(({ key }) => key)].join()
    if (chosen.length === limit || articles.has(event.article) || told.has(what)) continue
    articles.add(event.article)
    told.add(what)
    chosen.push(event)
  }
  return chosen
}
