import { convert } from 'kazakh'
import { offices } from '../data/lists.js'
import type { EntityType } from '../record/schema.js'
import type { Relation } from '../store/claims.js'
import type { ThingPage } from '../store/thing-page.js'
import type { Identity } from '../store/things.js'
import { Onward, shortened } from './cards.js'
import { Graph } from './graph.js'
import { dayOf } from './home.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { thingData } from './linked-data.js'
import { FeedLinks, feedsOf, type Listed } from './other-forms.js'
import { tagOf, tagOfText } from './scripts.js'
import { searchPath } from './search.js'
import { Timeline, type TimelineProps } from './timeline.js'

/** The address of a thing's page, without the language. */
export const pathOf = (key: string): string => `/things/${encodeURIComponent(key)}`

/** The types that have a list of their own, at an address that a reader guesses. */
export const thingLists = [
  ['/people', 'person', 'people'],
  ['/organizations', 'organization', 'organizations'],
  ['/places', 'place', 'places'],
] as const satisfies readonly (readonly [path: string, type: EntityType, name: string])[]

export type ThingListPath = (typeof thingLists)[number]

/** A page shows the latest; the rest are in lists of their own. */
const shownClaims = 8
const shownArticles = 10
const shownRelations = 10

export interface ThingProps {
  readonly site: Interface
  readonly page: ThingPage
  readonly identities: readonly Identity[]
  /** What it said and did over time. */
  readonly timeline: Pick<TimelineProps, 'statements' | 'events' | 'hasMore'>
  /** What it has to do with others. */
  readonly relations: readonly Relation[]
  /** Its item in Wikidata, where the articles' lists know it. */
  readonly sameAs?: string
}

/** A person, a body, a place: its names, its offices over time, what it said and did, and with whom. */
export const ThingView = ({ site, page, identities, timeline, relations, sameAs }: ThingProps) => {
  const { messages, to } = site
  const { thing, said, events, others, articles } = page
  const path = pathOf(thing.key)
  const listed = thingLists.find(([, type]) => type === thing.type)?.[0]
  const held = offices().filter(({ holder }) => holder.toLowerCase() === thing.name.toLowerCase())
  const lists: readonly Listed[] = [
    { what: 'statements', asked: { speaker: thing.key }, title: messages.nav.statements },
    { what: 'events', asked: { who: thing.key }, title: messages.nav.events },
    { what: 'articles', asked: { thing: thing.key }, title: messages.thing.articles(thing.articles) },
  ]
  return (
    <Layout
      site={site}
      title={thing.name}
      path={path}
      description={messages.head.thing(thing.name, { said: said.length, did: events.length, articles: thing.articles })}
      card={{ type: thing.type === 'person' ? 'profile' : 'website' }}
      alternates={feedsOf(site, ...lists)}
      crumbs={[{ name: messages.nav.things, path: '/things' }]}
      data={(origin) => thingData(page, { path, sameAs, origin })}
    >
      <p class="kicker">
        {listed === undefined ? (
          messages.entityTypes[thing.type]
        ) : (
          <a href={to(listed)}>{messages.entityTypes[thing.type]}</a>
        )}
      </p>
      <h1 lang="kk">{thing.name}</h1>
      <p class="facts">
        {messages.thing.scripts}{' '}
        {writings
          .filter(([script]) => script !== (site.script ?? 'Cyrl'))
          .map(([script, writing], index) => (
            <>
              {index > 0 && ' · '}
              <bdi lang={tagOf(script)} translate="no">
                {convert(thing.name, { to: writing }).text}
              </bdi>
            </>
          ))}
      </p>
      {thing.aliases.length > 0 && (
        <p class="facts">
          {messages.thing.aliases} <span lang="kk">{thing.aliases.join(' · ')}</span>
        </p>
      )}
      <Timeline site={site} thing={thing} {...timeline} />
      {relations.length > 0 && <h2>{messages.graph.heading}</h2>}
      <Graph site={site} relations={relations.slice(0, shownRelations)} />
      <div class="columns">
        <div>
          {said.length > 0 && (
            <section>
              <h2>{messages.thing.said}</h2>
              <p>
                <a href={to(searchPath({ speaker: thing.key }))}>{messages.search.saidBy}</a>
              </p>
              <ul>
                {said.slice(0, shownClaims).map((statement) => (
                  <li>
                    <a class="claim" href={to(`/articles/${statement.article}?show=${statement.id}`)}>
                      <span class="act">{messages.acts[statement.act]}</span>
                      {statement.polarity === 'negative' && <span class="role"> {messages.article.negated}</span>}
                      {statement.addressee !== undefined && (
                        <span class="to">
                          {' '}
                          {messages.article.to} <strong lang="kk">{statement.addressee.name}</strong>
                        </span>
                      )}
                      <bdi class={`content ${statement.kind}`} lang={tagOfText(statement.text)}>
                        {statement.text}
                      </bdi>
                      <span class="details">
                        {statement.publishedAt !== undefined && `${dayOf(statement.publishedAt)} · `}
                        <bdi lang={tagOfText(statement.title)}>{statement.title}</bdi>
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
              {said.length > shownClaims && (
                <Onward href={to(`/statements?${new URLSearchParams({ speaker: thing.key })}`)}>
                  {messages.news.allStatements}
                </Onward>
              )}
            </section>
          )}
          {events.length > 0 && (
            <section>
              <h2>{messages.thing.did}</h2>
              <ul>
                {events.slice(0, shownClaims).map((event) => (
                  <li>
                    <a class="claim" href={to(`/articles/${event.article}?show=${event.id}`)}>
                      <strong>{messages.eventTypes[event.type]}</strong>{' '}
                      <span lang="kk">{event.with.map(({ name }) => name).join(', ')}</span>
                      <span class="details">
                        {event.time !== undefined && `${event.time} · `}
                        <bdi lang={tagOfText(event.title)}>{event.title}</bdi>
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
              {events.length > shownClaims && (
                <Onward href={to(`/events?${new URLSearchParams({ who: thing.key })}`)}>
                  {messages.news.allEvents}
                </Onward>
              )}
            </section>
          )}
          <section>
            <h2>{messages.thing.articles(thing.articles)}</h2>
            <ul class="articles">
              {articles.slice(0, shownArticles).map(({ id, title, source, publishedAt }) => (
                <li>
                  <a href={to(`/articles/${id}`)} lang={tagOfText(title)} dir="auto">
                    {shortened(title, 110)}
                  </a>
                  <p class="facts">
                    {source}
                    {publishedAt !== undefined && ` · ${dayOf(publishedAt)}`}
                  </p>
                </li>
              ))}
            </ul>
            {articles.length > shownArticles && (
              <Onward href={to(searchPath({ thing: thing.key, sort: 'newest' }))}>{messages.news.all}</Onward>
            )}
          </section>
        </div>
        <aside aria-label={messages.thing.about}>
          {held.length > 0 && (
            <section>
              <h2>{messages.thing.offices}</h2>
              <ul>
                {held.map(({ titles, country, of, from, to: until }) => (
                  <li>
                    <span lang="kk">{[of, titles[0]].filter((part) => part !== undefined).join(', ')}</span>
                    <span class="details">
                      {country} {from ?? '…'} – {until ?? '…'}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {others.length > 0 && (
            <section>
              <h2>{messages.thing.others}</h2>
              <ul>
                {others.map(({ key, name, times }) => (
                  <li>
                    <a href={to(pathOf(key))} lang="kk">
                      {name}
                    </a>{' '}
                    <span class="role">{times}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {identities.length > 0 && (
            <section>
              <h2>{messages.thing.corrections}</h2>
              <ul>
                {identities.map(({ kind, key, thing: other, madeAt, madeBy }) => (
                  <li>
                    {messages.thing.identity[kind]}: <span lang="kk">{nameIn(key)}</span> →{' '}
                    <span lang="kk">{nameIn(other)}</span>
                    <span class="details">
                      {dayOf(madeAt)} · {madeBy}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
      <FeedLinks site={site} lists={lists} />
    </Layout>
  )
}

const writings = [
  ['Cyrl', 'cyrillic'],
  ['Latn', 'latin-2021'],
  ['Arab', 'tote'],
] as const

const nameIn = (key: string): string => key.slice(key.indexOf(':') + 1)

export interface ThingsProps {
  readonly site: Interface
  readonly lists: readonly {
    readonly type: EntityType
    /** Where the whole list is. */
    readonly page?: string
    readonly things: readonly { readonly key: string; readonly name: string; readonly articles: number }[]
  }[]
}

/** Who and what the articles name most, of each type; the longer lists have a page of their own. */
export const ThingsView = ({ site, lists }: ThingsProps) => {
  const { messages, to } = site
  return (
    <Layout site={site} title={messages.nav.things} path="/things">
      <h1>{messages.nav.things}</h1>
      {lists.every(({ things }) => things.length === 0) && <p class="empty">{messages.none}</p>}
      <div class="lists">
        {lists
          .filter(({ things }) => things.length > 0)
          .map(({ type, things, page }) => (
            <section>
              <h2>
                {page === undefined ? messages.entityTypes[type] : <a href={to(page)}>{messages.entityTypes[type]}</a>}
              </h2>
              <ul>
                {things.map(({ key, name, articles }) => (
                  <li>
                    <a href={to(pathOf(key))} lang="kk">
                      {name}
                    </a>{' '}
                    <span class="role">{articles}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </Layout>
  )
}
