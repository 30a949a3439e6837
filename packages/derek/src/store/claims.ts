import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Act, type EntityType, type EventType, entityTypes, type Statement } from '../record/schema.js'
import { isAbout } from './cards.js'
import type { Database } from './schema.js'
import { keyOf } from './things.js'

/** Statements and events of all articles, as a reader asks for them: by whom, to whom, of what kind, and when. */

export interface Named {
  readonly key: string
  readonly name: string
}

/**
 * Days in Kazakhstan (2026-03-01), both included. A statement's day is that of publication; an event's is its own where
 * the article says it, else that of publication.
 */
interface Between {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

interface Paged {
  /** Only of articles about this topic. */
  readonly topic?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Who is meant: the key of a thing (person:айгүл сапарова), or a part of a name, as a reader types it. */
type Who = string | undefined

export interface StatementQuery extends Between, Paged {
  readonly speaker?: Who
  readonly addressee?: Who
  readonly act?: Act | undefined
}

export interface EventQuery extends Between, Paged {
  /** Who took part, in any part: actor, recipient, place or document. */
  readonly who?: Who
  /** Who else took part. */
  readonly with?: Who
  readonly type?: EventType | undefined
}

interface Found {
  readonly article: string
  /** Of the statement or event in its record. */
  readonly id: string
  readonly title: string
  readonly source: string
  /** Of the article: ISO 8601, UTC. */
  readonly publishedAt?: string
  /** The day that it is found by: 2026-03-01, or 2026-03, or 2026 where no more is known. */
  readonly day?: string
  readonly text: string
}

export interface FoundStatement extends Found {
  readonly act: Act
  readonly kind: Statement['kind']
  readonly polarity: Statement['polarity']
  readonly speaker?: Named
  readonly addressee?: Named
}

export interface FoundEvent extends Found {
  readonly type: EventType
  readonly time?: string
  readonly actors: readonly Named[]
  readonly recipients: readonly Named[]
  readonly place?: Named
  readonly document?: Named
}

/** The latest day first; within an article, as it tells them. `next` is absent on the last page. */
export interface StatementList {
  readonly statements: readonly FoundStatement[]
  readonly next?: string
}

export interface EventList {
  readonly events: readonly FoundEvent[]
  readonly next?: string
}

export interface RelationQuery extends Between {
  /** Only what this thing, by its key, has to do with others. */
  readonly thing?: string | undefined
  readonly kind?: Act | EventType | undefined
  readonly limit: number
}

/** That one praised, met or called another, and in how many statements or events. */
export interface Relation {
  readonly source: Named
  readonly target: Named
  readonly of: 'statement' | 'event'
  readonly kind: Act | EventType
  /** Whether it has no direction: a meeting, a call, or something that both did. */
  readonly mutual: boolean
  readonly count: number
}

type Executor = Kysely<Database>

/**
 * A day known only by its month or year is between two days if any of its days may be. Comparing with the year as well
 * lets an index on days be read from there on.
 */
export function isBetween(day: RawBuilder<string>, { from, to }: Between): RawBuilder<boolean> {
  const after =
    from === undefined ? sql`true` : sql`${day} >= ${from.slice(0, 4)} and ${day} >= left(${from}, length(${day}))`
  const before = to === undefined ? sql`true` : sql`${day} <= ${to}`
  const known = from === undefined && to === undefined ? sql`true` : sql`${day} <> ''`
  return sql<boolean>`(${known} and ${after} and ${before})`
}

const keyPattern = new RegExp(`^(?:${entityTypes.join('|')}):.`, 'u')

/** Whether this names a thing by its key, rather than by a part of its name. */
export const isKey = (who: string): boolean => keyPattern.test(who)

/** A text as a pattern of LIKE has it: its own signs mean nothing there. */
export const inPattern = (text: string): string => text.replace(/[\\%_]/gu, '\\$&')

/** The keys of the things that are meant. */
export async function thingsMeant(database: Executor, who: string): Promise<readonly string[]> {
  if (isKey(who)) return [who]
  const name = inPattern(keyOf('other', who).slice('other:'.length))
  const pattern = `%:%${name}%`
  const rows = await database
    .selectFrom('entities')
    .select('thing')
    .distinct()
    .where((or) => or.or([or('key', 'like', pattern), or('thing', 'like', pattern)]))
    .execute()
  return rows.map(({ thing }) => thing)
}

export const isOneOf = (column: string, things: readonly string[]): RawBuilder<boolean> =>
  things.length === 1
    ? sql<boolean>`${sql.ref(column)} = ${things[0]}`
    : sql<boolean>`${sql.ref(column)} = any(${things}::text[])`

interface Place {
  readonly day: string
  readonly arrival: string
  readonly position: number
}

/** Where a list was left: day, arrival of the article, position in it. */
export const cursorPattern = /^((?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?)\.(\d{1,18})\.(\d{1,9})$/u

const cursorOf = ({ day, arrival, position }: Place): string => `${day}.${arrival}.${position}`

/** Whether a row comes after a cursor; a cursor that is none is the beginning. The indexes have this order. */
function isAfter(table: 'statements' | 'events', cursor: string | undefined): RawBuilder<boolean> {
  const place = cursorPattern.exec(cursor ?? '')
  if (place === null) return sql<boolean>`true`
  return sql<boolean>`(${sql.ref(`${table}.day`)}, ${sql.ref(`${table}.arrival`)}, -${sql.ref(`${table}.position`)})
    < (${place[1] ?? ''}, ${place[2] ?? '0'}::bigint, -(${place[3] ?? '0'}::integer))`
}

export async function findStatements(database: Executor, query: StatementQuery): Promise<StatementList> {
  const { speaker, addressee, act, limit, cursor } = query
  let rows = database
    .selectFrom('statements')
    .innerJoin('articles', 'articles.id', 'statements.article_id')
    .select([
      'statements.article_id',
      'statements.id',
      'statements.position',
      'statements.act',
      'statements.kind',
      'statements.polarity',
      'statements.text',
      'statements.day',
      'statements.arrival',
      'statements.speaker_thing',
      'statements.addressee_thing',
      'articles.title',
      'articles.source_name',
      'articles.published_at',
    ])
    .where(isBetween(sql`statements.day`, query))
    .where(isAfter('statements', cursor))
    .orderBy('statements.day', 'desc')
    .orderBy('statements.arrival', 'desc')
    .orderBy(sql`(-statements.position)`, 'desc')
    .limit(limit + 1)
  if (query.topic !== undefined) rows = rows.where(isAbout('articles.id', query.topic))
  if (speaker !== undefined) {
    rows = rows.where(isOneOf('statements.speaker_thing', await thingsMeant(database, speaker)))
  }
  if (addressee !== undefined) {
    rows = rows.where(isOneOf('statements.addressee_thing', await thingsMeant(database, addressee)))
  }
  if (act !== undefined) rows = rows.where('statements.act', '=', act)
  const found = await rows.execute()
  const shown = found.slice(0, limit)
  const names = await namesOf(
    database,
    shown.flatMap((row) => [row.speaker_thing, row.addressee_thing]).filter((key) => key !== null),
  )
  const statements = shown.map(
    (row): FoundStatement => ({
      ...foundIn(row),
      act: row.act,
      kind: row.kind,
      polarity: row.polarity,
      ...(row.speaker_thing === null ? {} : { speaker: named(names, row.speaker_thing) }),
      ...(row.addressee_thing === null ? {} : { addressee: named(names, row.addressee_thing) }),
    }),
  )
  return { statements, ...nextOf(found, limit) }
}

export async function findEvents(database: Executor, query: EventQuery): Promise<EventList> {
  const { who, with: other, type, limit, cursor } = query
  let rows = database
    .selectFrom('events')
    .innerJoin('articles', 'articles.id', 'events.article_id')
    .select([
      'events.article_id',
      'events.id',
      'events.position',
      'events.type',
      'events.time',
      'events.text',
      'events.day',
      'events.arrival',
      'articles.title',
      'articles.source_name',
      'articles.published_at',
    ])
    .where(isBetween(sql`events.day`, query))
    .where(isAfter('events', cursor))
    .orderBy('events.day', 'desc')
    .orderBy('events.arrival', 'desc')
    .orderBy(sql`(-events.position)`, 'desc')
    .limit(limit + 1)
  if (query.topic !== undefined) rows = rows.where(isAbout('articles.id', query.topic))
  const meant = who === undefined ? undefined : await thingsMeant(database, who)
  if (meant !== undefined) rows = rows.where(takesPart(meant))
  if (other !== undefined) {
    // Two names may both fit one participant; it takes two to be together.
    const others = await thingsMeant(database, other)
    rows = rows.where(takesPart(meant === undefined ? others : without(others, meant)))
  }
  if (type !== undefined) rows = rows.where('events.type', '=', type)
  const found = await rows.execute()
  const shown = found.slice(0, limit)
  const partsOf = await participantsOf(database, shown)
  const names = await namesOf(
    database,
    shown.flatMap((row) => partsOf(row).map(({ thing }) => thing)),
  )
  const events = shown.map(
    (row): FoundEvent => ({
      ...foundIn(row),
      type: row.type,
      ...(row.time === null ? {} : { time: row.time }),
      ...rolesOf(partsOf(row), names),
    }),
  )
  return { events, ...nextOf(found, limit) }
}

export const without = (things: readonly string[], others: readonly string[]): readonly string[] => {
  const left = new Set(others)
  return things.filter((thing) => !left.has(thing))
}

/** Who did what to whom most often: statements that have an addressee, and events with two sides or two who act. */
export async function findRelations(database: Executor, query: RelationQuery): Promise<readonly Relation[]> {
  const counted = [...(await spoken(database, query)), ...(await done(database, query))]
    .sort((a, b) => b.count - a.count || compare(a.source, b.source) || compare(a.target, b.target))
    .slice(0, query.limit)
  const names = await namesOf(
    database,
    counted.flatMap(({ source, target }) => [source, target]),
  )
  return counted.map(({ source, target, ...rest }) => ({
    source: named(names, source),
    target: named(names, target),
    ...rest,
  }))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface Counted extends Omit<Relation, 'source' | 'target'> {
  readonly source: string
  readonly target: string
}

/** Those who can stand in a relation; a document or an office cannot be met or thanked. */
const sides: readonly EntityType[] = ['person', 'organization', 'place']
const isSide = (thing: string): RawBuilder<boolean> =>
  sql<boolean>`split_part(${sql.ref(thing)}, ':', 1) in (${sql.join(sides.map((side) => sql.lit(side)))})`

async function spoken(database: Executor, query: RelationQuery): Promise<readonly Counted[]> {
  const { thing, kind } = query
  const { rows } = await sql<{ kind: Act; source: string; target: string; count: number }>`
    select act as kind, speaker_thing as source, addressee_thing as target, count(*)::int as count from statements
    where speaker_thing <> addressee_thing and polarity = 'positive'
      and ${isSide('speaker_thing')} and ${isSide('addressee_thing')}
      and ${thing === undefined ? sql`true` : sql`(speaker_thing = ${thing} or addressee_thing = ${thing})`}
      and ${kind === undefined ? sql`true` : sql`act = ${kind}`} and ${isBetween(sql`day`, query)}
    group by 1, 2, 3 order by 4 desc, 2, 3, 1 limit ${query.limit}`.execute(database)
  return rows.map((row) => ({ ...row, of: 'statement', mutual: false }))
}

/** An event is between all who act and all who receive; where nobody receives, between those who act together. */
async function done(database: Executor, query: RelationQuery): Promise<readonly Counted[]> {
  const { thing, kind } = query
  const { rows } = await sql<{ kind: EventType; source: string; target: string; mutual: boolean; count: number }>`
    with chosen as materialized (
      select events.article_id, events.id, events.type, participants.part, participants.thing collate "C" as thing
      from events join participants on participants.article_id = events.article_id and participants.event = events.id
      where participants.part in ('actor', 'recipient')
        and ${thing === undefined ? sql`true` : takesPart([thing])}
        and ${kind === undefined ? sql`true` : sql`events.type = ${kind}`} and ${isBetween(sql`events.day`, query)}
    ), sided as materialized (
      select *, bool_or(part = 'recipient') over (partition by article_id, id) as has_recipient from chosen
    ), pairs as (
      select p.article_id, p.id, p.type as kind, (q.part = 'actor' or p.type in ('call', 'meet')) as mutual,
        p.thing as x, q.thing as y
      from sided as p join sided as q on q.article_id = p.article_id and q.id = p.id
      where p.part = 'actor' and p.thing <> q.thing and (q.part = 'recipient' or not q.has_recipient)
        and ${isSide('p.thing')} and ${isSide('q.thing')}
        and ${thing === undefined ? sql`true` : sql`(p.thing = ${thing} or q.thing = ${thing})`}
    ), told as (
      select distinct article_id, id, kind, mutual, case when mutual then least(x, y) else x end as source,
        case when mutual then greatest(x, y) else y end as target
      from pairs
    )
    select kind, mutual, source, target, count(*)::int as count from told
    group by kind, mutual, source, target order by count desc, source, target, kind limit ${query.limit}
  `.execute(database)
  return rows.map((row) => ({ ...row, of: 'event' }))
}

export const takesPart = (things: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`exists (select from participants as own
    where own.article_id = events.article_id and own.event = events.id and ${isOneOf('own.thing', things)})`

/** Who takes part in each of these events. */
export async function participantsOf(
  database: Executor,
  events: readonly { readonly article_id: string }[],
): Promise<(event: { readonly article_id: string; readonly id: string }) => readonly Participant[]> {
  const articles = [...new Set(events.map(({ article_id }) => article_id))]
  if (articles.length === 0) return () => []
  const rows = await database
    .selectFrom('participants')
    .select(['article_id', 'event', 'part', 'thing'])
    .where('article_id', 'in', articles)
    .orderBy('entity')
    .execute()
  const parts = new Map<string, Participant[]>()
  for (const { article_id, event, ...participant } of rows) {
    const key = `${article_id} ${event}`
    const known = parts.get(key)
    if (known === undefined) parts.set(key, [participant])
    else known.push(participant)
  }
  return ({ article_id, id }) => parts.get(`${article_id} ${id}`) ?? []
}

export interface Participant {
  readonly part: Database['participants']['part']
  readonly thing: string
}

/** Who did what, to whom, where and by which document. */
export function rolesOf(participants: readonly Participant[], names: ReadonlyMap<string, string>) {
  const of = (wanted: Participant['part']): readonly Named[] =>
    participants.flatMap(({ part, thing }) => (part === wanted ? [named(names, thing)] : []))
  const [place] = of('place')
  const [document] = of('document')
  return {
    actors: of('actor'),
    recipients: of('recipient'),
    ...(place === undefined ? {} : { place }),
    ...(document === undefined ? {} : { document }),
  }
}

interface Row {
  readonly article_id: string
  readonly id: string
  readonly position: number
  readonly title: string
  readonly source_name: string
  readonly arrival: string
  readonly published_at: Date | null
  readonly day: string
  readonly text: string
}

const foundIn = (row: Row): Found => ({
  article: row.article_id,
  id: row.id,
  title: row.title,
  source: row.source_name,
  ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
  ...(row.day === '' ? {} : { day: row.day }),
  text: row.text,
})

function nextOf(found: readonly Row[], limit: number): { readonly next?: string } {
  const last = found[limit - 1]
  return found.length > limit && last !== undefined ? { next: cursorOf(last) } : {}
}

export const named = (names: ReadonlyMap<string, string>, key: string): Named => ({ key, name: names.get(key) ?? key })

/** What things are called: as people called them who split them off, else as the articles that the key is of. */
export async function namesOf(database: Executor, things: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const keys = [...new Set(things)]
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ thing: string; name: string | null }>`
    select own.thing, coalesce(
      (select name from identities where thing = own.thing and kind = 'split' and undone_at is null
        order by id desc limit 1),
      (select name from entities where thing = own.thing and key = own.thing order by left(name, 200) desc limit 1),
      (select max(name) from entities where thing = own.thing)) as name
    from unnest(${keys}::text[]) as own (thing)
  `.execute(database)
  return new Map(rows.flatMap(({ thing, name }) => (name === null ? [] : [[thing, name] as const])))
}
