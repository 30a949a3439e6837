import { z } from 'zod'
import { filterSchemas } from '../exports/exports.js'
import { topicName } from '../site/cards.js'
import { type Interface, interfaces } from '../site/language.js'
import { languages } from '../site/messages/messages.js'
import { isKey } from '../store/claims.js'
import { type Listing, listingCursorPattern } from '../store/listing.js'
import type { Store } from '../store/store.js'
import { atom } from './atom.js'
import { articleEntry, type EntryOptions, eventEntry, statementEntry } from './entries.js'
import type { Entry, Feed, FeedFormat } from './feed.js'
import { jsonFeed } from './json-feed.js'
import { rss } from './rss.js'

/** Feeds of all that can be listed: /feeds/statements.atom, with the filters that exports and the API take. */

export const feedFormats: readonly FeedFormat[] = [rss, atom, jsonFeed]
export const fed = ['articles', 'statements', 'events'] as const
export type Fed = (typeof fed)[number]

const how = {
  lang: z.enum(languages).default('kk').describe('the language of titles and categories'),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().regex(listingCursorPattern, 'not a cursor: take the link "next" of the page before').optional(),
}

export const feedSchemas = {
  articles: filterSchemas.articles.extend(how),
  statements: filterSchemas.statements.extend(how),
  events: filterSchemas.events.extend(how),
} as const

/** The address of a feed, without the host. */
export function feedPath(
  what: Fed,
  extension: FeedFormat['extension'],
  asked: Readonly<Record<string, string | undefined>> = {},
): string {
  const fields = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === '' || (name === 'lang' && value === 'kk') ? [] : [[name, value]],
  )
  const path = `/feeds/${what}.${extension}`
  return fields.length === 0 ? path : `${path}?${new URLSearchParams(fields)}`
}

export interface FeedRequest {
  readonly what: Fed
  readonly format: FeedFormat
  /** The parameters as they were sent. */
  readonly asked: Asked
  readonly base: string
  /** Whose the ids are: the host of the public address. */
  readonly authority: string
  readonly hub?: string
}

/** A page of a feed, the last to arrive first; throws a ZodError where what is asked is not as it must be. */
export async function feedOf(store: Store, request: FeedRequest): Promise<Feed> {
  const { what, format, asked, base, authority, hub } = request
  const idOf = (path: string): string => `tag:${authority},2026:${path}`
  const { site, entries, next, names } = await pageOf(store, request, idOf)
  const fromFirst = without(asked, 'cursor')
  const filters = without(asked, 'cursor', 'limit')
  const shown = without(filters, 'lang')
  const { messages } = site
  const title = [
    messages.name,
    titles(site)[what],
    ...Object.entries(shown).map(([name, value]) => shownAs(name, value, site, names)),
  ]
  const sorted = Object.fromEntries(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)))
  const updated = entries
    .map((entry) => entry.updated)
    .sort()
    .at(-1)
  return {
    id: idOf(feedPath(what, format.extension, sorted).slice(1).replace(/\.\w+/u, '')),
    title: title.join(' · '),
    description: messages.tagline,
    language: site.language,
    page: base + site.to(pagePath(what, shown)),
    self: base + feedPath(what, format.extension, asked),
    first: base + feedPath(what, format.extension, fromFirst),
    ...(next === undefined ? {} : { next: base + feedPath(what, format.extension, { ...fromFirst, cursor: next }) }),
    ...(hub === undefined ? {} : { hub }),
    ...(updated === undefined ? {} : { updated }),
    entries,
  }
}

type Asked = Readonly<Record<string, string>>

const without = (asked: Asked, ...names: readonly string[]): Asked =>
  Object.fromEntries(Object.entries(asked).filter(([name]) => !names.includes(name)))

interface Page {
  readonly site: Interface
  readonly entries: readonly Entry[]
  readonly next?: string | undefined
  /** What the things are called that the entries know. */
  readonly names: ReadonlyMap<string, string>
}

async function pageOf(store: Store, { what, asked, base }: FeedRequest, idOf: EntryOptions['idOf']): Promise<Page> {
  switch (what) {
    case 'articles': {
      const { lang, limit, cursor, ...filters } = feedSchemas.articles.parse(asked)
      const page = await store.listArticles(filters, { order: 'last', limit, cursor })
      const entities = page.items.flatMap(({ record, things }) =>
        record.entities.map(({ id, name }) => ({ key: things.get(id) ?? '', name })),
      )
      const sources = page.items.map(({ record: { source } }) => ({ key: source.id, name: source.name }))
      return made(lang, page, articleEntry, [...entities, ...sources])
    }
    case 'statements': {
      const { lang, limit, cursor, ...filters } = feedSchemas.statements.parse(asked)
      const page = await store.listStatements(filters, { order: 'last', limit, cursor })
      return made(
        lang,
        page,
        statementEntry,
        page.items.flatMap(({ speaker, addressee }) => [speaker, addressee]),
      )
    }
    case 'events': {
      const { lang, limit, cursor, ...filters } = feedSchemas.events.parse(asked)
      const page = await store.listEvents(filters, { order: 'last', limit, cursor })
      return made(
        lang,
        page,
        eventEntry,
        page.items.flatMap(({ actors, recipients, place, document }) => [...actors, ...recipients, place, document]),
      )
    }
  }

  function made<T>(
    lang: Interface['language'],
    { items, next }: Listing<T>,
    entryOf: (item: T, options: EntryOptions) => Entry,
    known: readonly ({ readonly key: string; readonly name: string } | undefined)[],
  ): Page {
    const site = interfaces.find(({ language }) => language === lang)
    if (site === undefined) throw new Error(`the site is not in ${lang}`)
    const names = new Map(known.flatMap((thing) => (thing === undefined ? [] : [[thing.key, thing.name] as const])))
    return { site, entries: items.map((item) => entryOf(item, { site, base, idOf })), next, names }
  }
}

const titles = ({ messages }: Interface): { readonly [F in Fed]: string } => ({
  articles: messages.latest,
  statements: messages.nav.statements,
  events: messages.nav.events,
})

/** A filter as a title says it: a name for a key, words for a kind. */
function shownAs(name: string, value: string, site: Interface, names: ReadonlyMap<string, string>): string {
  const { messages } = site
  if (name === 'q') return `«${value}»`
  if (name === 'topic') return topicName(site, value)
  const words: Readonly<Record<string, string>> =
    name === 'act' ? messages.acts : name === 'type' ? messages.eventTypes : {}
  if (Object.hasOwn(words, value)) return words[value] ?? value
  if (name === 'from') return `${value} –`
  if (name === 'to') return `– ${value}`
  return names.get(value) ?? (isKey(value) ? value.slice(value.indexOf(':') + 1) : value)
}

/** The page of the site that shows what a feed has; what has words is shown by the page that looks for them. */
function pagePath(what: Fed, asked: Asked): string {
  const [[name, value] = ['', ''], ...others] = Object.entries(asked)
  const query = new URLSearchParams(asked).toString()
  if (asked.q !== undefined) return `/search?${what === 'statements' ? `${query}&in=statements` : query}`
  if (what !== 'articles') return query === '' ? `/${what}` : `/${what}?${query}`
  if (query === '') return '/articles'
  const own: Readonly<Record<string, string>> = { source: '/sources/', topic: '/topics/', thing: '/things/' }
  return others.length === 0 && Object.hasOwn(own, name)
    ? `${own[name] ?? ''}${encodeURIComponent(value)}`
    : `/search?${query}`
}
