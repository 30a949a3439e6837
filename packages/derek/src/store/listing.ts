import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type ArticleRecord, recordSchema, type Span } from '../record/schema.js'
import { isAbout } from './cards.js'
import {
  type EventQuery,
  type FoundEvent,
  type FoundStatement,
  isBetween,
  isOneOf,
  named,
  namesOf,
  participantsOf,
  rolesOf,
  type StatementQuery,
  takesPart,
  thingsMeant,
  without,
} from './claims.js'
import { matcherOf } from './matching.js'
import { type Clause, parseQuery, type Query, tsqueryOf } from './query.js'
import type { Database } from './schema.js'
import { preferIndexes, type SearchFilters } from './search.js'

/**
 * Articles, statements and events one after another in the order in which articles arrived: for exports, the first
 * first; for feeds, the last first. A page begins where the one before ended, however far that is, at the same cost.
 */
export interface Paging {
  readonly order: 'first' | 'last'
  readonly limit: number
  /** `next` of the page before. */
  readonly cursor?: string | undefined
}

/** `next` is absent on the last page. A page may have fewer than its limit, or none, and yet a next. */
export interface Listing<T> {
  readonly items: readonly T[]
  readonly next?: string
}

/** Words in any script and form, "phrases" and -exclusions; all that is asked for must be there. */
interface Worded {
  readonly q?: string | undefined
}

/** Only what is in one article, by its id. */
interface InArticle {
  readonly article?: string | undefined
}

export interface ArticleListing extends SearchFilters, Worded, InArticle {
  /** Only of articles about this topic. */
  readonly topic?: string | undefined
}
export interface StatementListing extends Omit<StatementQuery, 'limit' | 'cursor'>, Worded, InArticle {}
export interface EventListing extends Omit<EventQuery, 'limit' | 'cursor'>, Worded, InArticle {}

/** When what is listed was read, and when it last changed: read anew, or a person said who is who. */
export interface Changes {
  readonly readAt: string
  readonly updatedAt: string
}

export interface ListedArticle extends Changes {
  readonly record: ArticleRecord
  /** The key of the thing that each entity is, by the entity's id. */
  readonly things: ReadonlyMap<string, string>
}

/** What a statement or an event is told by. */
interface Told extends Changes {
  readonly publishedAt?: string
  readonly language: string
  readonly script: string
  /** Where the article is from. */
  readonly url?: string
}

export type ListedStatement = FoundStatement & Told
export type ListedEvent = FoundEvent & Told

export const listingCursorPattern = /^(\d{1,18})(?:\.(\d{1,9}))?$/u

type Executor = Kysely<Database>
type Condition = RawBuilder<unknown>

export async function listArticles(
  database: Executor,
  filters: ArticleListing,
  { order, limit, cursor }: Paging,
): Promise<Listing<ListedArticle>> {
  const query = parseQuery(filters.q ?? '')
  if (isHopeless(query)) return { items: [] }
  const place = placeOf(cursor)
  const rows = await withIndexes(database, query, (transaction) => {
    let select = transaction
      .selectFrom('articles')
      .select(['articles.record', 'articles.read_at', 'articles.arrival'])
      .orderBy('articles.arrival', order === 'first' ? 'asc' : 'desc')
      .limit(limit + 1)
    for (const condition of articleConditions(filters, query)) select = select.where(sql<boolean>`${condition}`)
    if (place !== undefined) select = select.where('articles.arrival', order === 'first' ? '>' : '<', place.arrival)
    return select.execute()
  })
  const shown = rows.slice(0, limit).map((row) => ({ ...row, record: recordSchema.parse(row.record) }))
  const things = await thingsIn(
    database,
    shown.map(({ record }) => record.id),
  )
  const changes = await changesOf(
    database,
    shown.map(({ record: { id }, read_at }) => ({
      article_id: id,
      read_at,
      things: [...(things.get(id)?.values() ?? [])],
    })),
  )
  const items = shown.flatMap(({ record }, i) => {
    const own = changes[i]
    return own === undefined ? [] : [{ record, things: things.get(record.id) ?? new Map<string, string>(), ...own }]
  })
  const last = shown.at(-1)
  return { items, ...(rows.length > limit && last !== undefined ? { next: String(last.arrival) } : {}) }
}

export async function listStatements(
  database: Executor,
  filters: StatementListing,
  paging: Paging,
): Promise<Listing<ListedStatement>> {
  const { article, speaker, addressee, act, topic } = filters
  const query = parseQuery(filters.q ?? '')
  const speakers = speaker === undefined ? undefined : await thingsMeant(database, speaker)
  const addressees = addressee === undefined ? undefined : await thingsMeant(database, addressee)
  const { rows, next } = await sift(database, query, paging, sentencesOfStatement, (executor, limit, after) => {
    let select = executor
      .selectFrom('statements')
      .innerJoin('articles', 'articles.id', 'statements.article_id')
      .select([...claimColumns, 'statements.id', 'statements.position', 'statements.text', 'statements.day'])
      .select(['statements.act', 'statements.kind', 'statements.polarity'])
      .select(['statements.speaker_thing', 'statements.addressee_thing'])
      .where(isBetween(sql`statements.day`, filters))
      .where(isAfter('statements.position', after, paging.order))
      .orderBy('articles.arrival', paging.order === 'first' ? 'asc' : 'desc')
      .orderBy('statements.position')
      .limit(limit)
    if (article !== undefined) select = select.where('articles.id', '=', article)
    if (topic !== undefined) select = select.where(isAbout('articles.id', topic))
    if (speakers !== undefined) select = select.where(isOneOf('statements.speaker_thing', speakers))
    if (addressees !== undefined) select = select.where(isOneOf('statements.addressee_thing', addressees))
    if (act !== undefined) select = select.where('statements.act', '=', act)
    for (const condition of sentenceConditions(query)) select = select.where(sql<boolean>`${condition}`)
    return select.execute()
  })
  const thingsOf = ({ speaker_thing, addressee_thing }: (typeof rows)[number]): readonly string[] =>
    [speaker_thing, addressee_thing].filter((key) => key !== null)
  const [names, changes] = await Promise.all([
    namesOf(database, rows.flatMap(thingsOf)),
    changesOf(
      database,
      rows.map((row) => ({ ...row, things: thingsOf(row) })),
    ),
  ])
  const items = rows.flatMap((row, i): readonly ListedStatement[] => {
    const { speaker_thing: from, addressee_thing: to } = row
    const own = changes[i]
    if (own === undefined) return []
    return [
      {
        ...toldIn(row),
        ...own,
        act: row.act,
        kind: row.kind,
        polarity: row.polarity,
        ...(from === null ? {} : { speaker: named(names, from) }),
        ...(to === null ? {} : { addressee: named(names, to) }),
      },
    ]
  })
  return { items, ...(next === undefined ? {} : { next }) }
}

export async function listEvents(
  database: Executor,
  filters: EventListing,
  paging: Paging,
): Promise<Listing<ListedEvent>> {
  const { article, who, with: other, type, topic } = filters
  const query = parseQuery(filters.q ?? '')
  const meant = who === undefined ? undefined : await thingsMeant(database, who)
  const others = other === undefined ? undefined : without(await thingsMeant(database, other), meant ?? [])
  const { rows, next } = await sift(database, query, paging, sentencesOfEvent, (executor, limit, after) => {
    let select = executor
      .selectFrom('events')
      .innerJoin('articles', 'articles.id', 'events.article_id')
      .select([...claimColumns, 'events.id', 'events.position', 'events.text', 'events.day'])
      .select(['events.type', 'events.time'])
      .where(isBetween(sql`events.day`, filters))
      .where(isAfter('events.position', after, paging.order))
      .orderBy('articles.arrival', paging.order === 'first' ? 'asc' : 'desc')
      .orderBy('events.position')
      .limit(limit)
    if (article !== undefined) select = select.where('articles.id', '=', article)
    if (topic !== undefined) select = select.where(isAbout('articles.id', topic))
    if (meant !== undefined) select = select.where(takesPart(meant))
    if (others !== undefined) select = select.where(takesPart(others))
    if (type !== undefined) select = select.where('events.type', '=', type)
    for (const condition of sentenceConditions(query)) select = select.where(sql<boolean>`${condition}`)
    return select.execute()
  })
  const partsOf = await participantsOf(database, rows)
  const thingsOf = (row: (typeof rows)[number]): readonly string[] => partsOf(row).map(({ thing }) => thing)
  const [names, changes] = await Promise.all([
    namesOf(database, rows.flatMap(thingsOf)),
    changesOf(
      database,
      rows.map((row) => ({ ...row, things: thingsOf(row) })),
    ),
  ])
  const items = rows.flatMap((row, i): readonly ListedEvent[] => {
    const own = changes[i]
    if (own === undefined) return []
    return [
      {
        ...toldIn(row),
        ...own,
        type: row.type,
        ...(row.time === null ? {} : { time: row.time }),
        ...rolesOf(partsOf(row), names),
      },
    ]
  })
  return { items, ...(next === undefined ? {} : { next }) }
}

interface Place {
  readonly arrival: string
  readonly position: string
}

function placeOf(cursor: string | undefined): Place | undefined {
  const found = listingCursorPattern.exec(cursor ?? '')
  return found === null ? undefined : { arrival: found[1] ?? '0', position: found[2] ?? '0' }
}

function isAfter(position: string, cursor: string | undefined, order: Paging['order']): RawBuilder<boolean> {
  const place = placeOf(cursor)
  if (place === undefined) return sql<boolean>`true`
  const { arrival, position: last } = place
  // Said twice of the arrival, so that its index is entered where the page begins.
  const [from, further] = order === 'first' ? [sql`>=`, sql`>`] : [sql`<=`, sql`<`]
  return sql<boolean>`(articles.arrival ${from} ${arrival}::bigint
    and (articles.arrival ${further} ${arrival}::bigint or ${sql.ref(position)} > ${last}::integer))`
}

/** A query whose words are all such as no index has finds nothing. */
const isHopeless = ({ asksForWords, clauses }: Query): boolean =>
  asksForWords && clauses.every(({ isExcluded }) => isExcluded)

/** What an article that is listed must have: its newest text has a document. */
function articleConditions(filters: ArticleListing, query: Query): readonly Condition[] {
  const { article, source, speaker, addressee, act, script, topic, from, to } = filters
  const things = [filters.thing, filters.person, filters.organization, filters.place].filter((key) => key !== undefined)
  const words = query.clauses.map((clause) => (clause.isExcluded ? sql`not (${hasWords(clause)})` : hasWords(clause)))
  const isSaid = [
    ...(speaker === undefined ? [] : [isOneOf('statements.speaker_thing', [speaker])]),
    ...(addressee === undefined ? [] : [isOneOf('statements.addressee_thing', [addressee])]),
    ...(act === undefined ? [] : [sql`statements.act = ${act}`]),
  ]
  return [
    ...(article === undefined ? [] : [sql`articles.id = ${article}`]),
    ...(article === undefined || words.length > 0 ? [hasDocument(words)] : []),
    ...(source === undefined ? [] : [sql`articles.source_id = ${source}`]),
    ...(from === undefined ? [] : [sql`articles.published_at >= ${dayStart(from)}::timestamptz`]),
    ...(to === undefined ? [] : [sql`articles.published_at < ${dayStart(to)}::timestamptz + interval '24 hours'`]),
    ...(topic === undefined ? [] : [isAbout('articles.id', topic)]),
    ...(script === undefined ? [] : [sql`articles.script = ${script}`]),
    ...things.map(
      (key) => sql`exists (select from entities where entities.article_id = articles.id and entities.thing = ${key})`,
    ),
    ...(isSaid.length === 0
      ? []
      : [sql`exists (select from statements where statements.article_id = articles.id and ${and(isSaid)})`]),
  ]
}

/** What the article of a statement or event must have where only one of its sentences is to fit: all the words. */
function sentenceConditions({ clauses }: Query): readonly Condition[] {
  const words = clauses.filter(({ isExcluded }) => !isExcluded).map(hasWords)
  return words.length === 0 ? [] : [hasDocument(words)]
}

const hasWords = (clause: Clause): Condition => sql`documents.terms @@ ${tsqueryOf(clause)}::tsquery`

const hasDocument = (conditions: readonly Condition[]): Condition =>
  sql`articles.id in (select documents.article_id from documents where ${and(conditions)})`

const and = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)

/** Kazakhstan's days begin five hours before those of UTC (in the east six, until March 2024). */
const dayStart = (day: string): string => `${day}T00:00:00+05:00`

/** Looking for words by the index of words: see preferIndexes. */
function withIndexes<T>(database: Executor, { clauses }: Query, ask: (executor: Executor) => Promise<T>): Promise<T> {
  if (clauses.length === 0) return ask(database)
  return database.transaction().execute(async (transaction) => {
    await preferIndexes(transaction)
    return ask(transaction)
  })
}

const claimColumns = [
  'articles.id as article_id',
  'articles.title',
  'articles.source_name',
  'articles.published_at',
  'articles.read_at',
  'articles.language',
  'articles.script',
  'articles.url',
  'articles.arrival',
] as const

interface Row {
  readonly article_id: string
  readonly id: string
  readonly position: number
  readonly text: string
  readonly title: string
  readonly source_name: string
  readonly published_at: Date | null
  readonly read_at: Date
  readonly language: string
  readonly script: string
  readonly url: string | null
  readonly arrival: string
  readonly day: string
}

const toldIn = (row: Row) => ({
  article: row.article_id,
  id: row.id,
  title: row.title,
  source: row.source_name,
  ...(row.day === '' ? {} : { day: row.day }),
  text: row.text,
  ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
  language: row.language,
  script: row.script,
  ...(row.url === null ? {} : { url: row.url }),
})

/** So many rows are looked through for words at a time, and so many times before a page is given as it is. */
const siftSize = 200
const siftTimes = 10

/** A page of rows whose sentences have the words that are asked for. */
async function sift<R extends Row>(
  database: Executor,
  query: Query,
  { limit, cursor }: Paging,
  sentencesOf: (record: ArticleRecord, id: string) => string,
  ask: (executor: Executor, limit: number, after: string | undefined) => Promise<readonly R[]>,
): Promise<{ readonly rows: readonly R[]; readonly next?: string }> {
  if (isHopeless(query)) return { rows: [] }
  const cursorOf = ({ arrival, position }: R): string => `${arrival}.${position}`
  if (query.clauses.length === 0) {
    const found = await ask(database, limit + 1, cursor)
    const last = found[limit - 1]
    return {
      rows: found.slice(0, limit),
      ...(found.length > limit && last !== undefined ? { next: cursorOf(last) } : {}),
    }
  }
  const matches = matcherOf(query)
  const rows: R[] = []
  let after = cursor
  for (let time = 0; time < siftTimes; time++) {
    const found = await withIndexes(database, query, (executor) => ask(executor, siftSize, after))
    const records = await recordsOf(
      database,
      found.map(({ article_id }) => article_id),
    )
    for (const row of found) {
      after = cursorOf(row)
      const record = records.get(row.article_id)
      if (matches(record === undefined ? row.text : sentencesOf(record, row.id))) rows.push(row)
      if (rows.length === limit) return { rows, next: after }
    }
    if (found.length < siftSize) return { rows }
  }
  return { rows, ...(after === undefined ? {} : { next: after }) }
}

async function recordsOf(database: Executor, ids: readonly string[]): Promise<ReadonlyMap<string, ArticleRecord>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await database.selectFrom('articles').select(['id', 'record']).where('id', 'in', wanted).execute()
  return new Map(rows.map(({ id, record }) => [id, recordSchema.parse(record)]))
}

function sentencesOfStatement(record: ArticleRecord, id: string): string {
  const statement = record.statements.find((candidate) => candidate.id === id)
  if (statement === undefined) return ''
  return sentencesAt(record, [statement.cue, ...(statement.content === undefined ? [] : [statement.content])])
}

const sentencesOfEvent = (record: ArticleRecord, id: string): string =>
  sentencesAt(record, record.events.find((candidate) => candidate.id === id)?.evidence ?? [])

/** The sentences that spans touch; the spans themselves where a record has no sentences. */
function sentencesAt({ sentences = [] }: ArticleRecord, spans: readonly Span[]): string {
  const touched = sentences.filter(({ block, start, end }) =>
    spans.some((span) => span.block === block && span.start < end && start < span.end),
  )
  return (touched.length === 0 ? spans : touched).map(({ text }) => text).join('\n')
}

async function thingsIn(
  database: Executor,
  articles: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const made = new Map(articles.map((id) => [id, new Map<string, string>()]))
  if (articles.length === 0) return made
  const rows = await database
    .selectFrom('entities')
    .select(['article_id', 'id', 'thing'])
    .where('article_id', 'in', articles)
    .execute()
  for (const { article_id, id, thing } of rows) made.get(article_id)?.set(id, thing)
  return made
}

/** When people last said of things who they are, or took it back. */
async function correctionsOf(database: Executor, things: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const keys = [...new Set(things)]
  if (keys.length === 0) return new Map()
  const rows = await database
    .selectFrom('identities')
    .select(['key', 'thing', sql<Date>`greatest(made_at, undone_at)`.as('at')])
    .where((or) => or.or([or('key', 'in', keys), or('thing', 'in', keys)]))
    .orderBy('at')
    .execute()
  return new Map(rows.flatMap(({ key, thing, at }) => [key, thing].map((one) => [one, new Date(at)] as const)))
}

/** When the revisions were made that articles show now: read anew, or put right by a person. */
async function revisedAt(database: Executor, articles: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const ids = [...new Set(articles)]
  if (ids.length === 0) return new Map()
  const rows = await database
    .selectFrom('articles')
    .innerJoin('revisions', (join) =>
      join.onRef('revisions.article_id', '=', 'articles.id').onRef('revisions.number', '=', 'articles.revision'),
    )
    .select(['articles.id', 'revisions.made_at'])
    .where('articles.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, made_at }) => [id, new Date(made_at)]))
}

interface Changing {
  readonly article_id: string
  readonly read_at: Date
  readonly things: readonly string[]
}

async function changesOf(database: Executor, rows: readonly Changing[]): Promise<readonly Changes[]> {
  const [revised, corrected] = await Promise.all([
    revisedAt(
      database,
      rows.map(({ article_id }) => article_id),
    ),
    correctionsOf(
      database,
      rows.flatMap(({ things }) => things),
    ),
  ])
  return rows.map(({ article_id, read_at, things }) => {
    const readAt = new Date(read_at)
    const times = [readAt, revised.get(article_id) ?? readAt, ...things.flatMap((thing) => corrected.get(thing) ?? [])]
    return {
      readAt: readAt.toISOString(),
      updatedAt: new Date(Math.max(...times.map((time) => time.getTime()))).toISOString(),
    }
  })
}
