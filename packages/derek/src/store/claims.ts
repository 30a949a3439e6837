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

const publishedDay = sql<string | null>`to_char(articles.published_at at time zone 'Asia/Almaty', 'YYYY-MM-DD')`
const statementDay = sql<string>`coalesce(${publishedDay}, '') collate "C"`
/** The first day that an EDTF value names; a value that names none (199X, P3D) leaves the event without a day. */
const eventDay = sql<string>`coalesce(case when events.time is null then ${publishedDay}
  else substring(events.time from '^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9X])') end, '') collate "C"`

/** A day known only by its month or year is between two days if any of its days may be. */
function isBetween(day: RawBuilder<string>, { from, to }: Between): RawBuilder<boolean> {
  const after = from === undefined ? sql`true` : sql`${day} >= left(${from}, length(${day}))`
  const before = to === undefined ? sql`true` : sql`${day} <= ${to}`
  const known = from === undefined && to === undefined ? sql`true` : sql`${day} <> ''`
  return sql<boolean>`(${known} and ${after} and ${before})`
}

const keyPattern = new RegExp(`^(?:${entityTypes.join('|')}):.`, 'u')

/** Whether this names a thing by its key, rather than by a part of its name. */
export const isKey = (who: string): boolean => keyPattern.test(who)

/** Whether the entity that goes by this alias in the query is who is meant. */
function isWho(entity: string, who: string): RawBuilder<boolean> {
  const thing = sql.ref(`${entity}.thing`)
  if (isKey(who)) return sql<boolean>`${thing} = ${who}`
  const name = keyOf('other', who)
    .slice('other:'.length)
    .replace(/[\\%_]/gu, '\\$&')
  const pattern = `%:%${name}%`
  return sql<boolean>`(${sql.ref(`${entity}.key`)} like ${pattern} or ${thing} like ${pattern})`
}

interface Place {
  readonly day: string
  readonly arrival: string
  readonly position: number
}

/** Where a list was left: day, arrival of the article, position in it. */
export const cursorPattern = /^((?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?)\.(\d{1,18})\.(\d{1,9})$/u

const cursorOf = ({ day, arrival, position }: Place): string => `${day}.${arrival}.${position}`

/** Whether a row comes after a cursor; a cursor that is none is the beginning. */
function isAfter(day: RawBuilder<string>, position: string, cursor: string | undefined): RawBuilder<boolean> {
  const place = cursorPattern.exec(cursor ?? '')
  if (place === null) return sql<boolean>`true`
  return sql<boolean>`(${day}, articles.arrival, -${sql.ref(position)})
    < (${place[1] ?? ''}, ${place[2] ?? '0'}::bigint, -(${place[3] ?? '0'}::integer))`
}

export async function findStatements(database: Executor, query: StatementQuery): Promise<StatementList> {
  const { speaker, addressee, act, limit, cursor } = query
  let rows = database
    .selectFrom('statements')
    .innerJoin('articles', 'articles.id', 'statements.article_id')
    .leftJoin('entities as speaker', (join) =>
      join.onRef('speaker.article_id', '=', 'statements.article_id').onRef('speaker.id', '=', 'statements.speaker'),
    )
    .leftJoin('entities as addressee', (join) =>
      join
        .onRef('addressee.article_id', '=', 'statements.article_id')
        .onRef('addressee.id', '=', 'statements.addressee'),
    )
    .select([
      'statements.article_id',
      'statements.id',
      'statements.position',
      'statements.act',
      'statements.kind',
      'statements.polarity',
      'statements.text',
      'articles.title',
      'articles.source_name',
      'articles.arrival',
      'speaker.thing as speaker_thing',
      'addressee.thing as addressee_thing',
      statementDay.as('day'),
    ])
    .where(isBetween(statementDay, query))
    .where(isAfter(statementDay, 'statements.position', cursor))
    .orderBy(statementDay, 'desc')
    .orderBy('articles.arrival', 'desc')
    .orderBy('statements.position')
    .limit(limit + 1)
  if (query.topic !== undefined) rows = rows.where(isAbout('articles.id', query.topic))
  if (speaker !== undefined) rows = rows.where(isWho('speaker', speaker))
  if (addressee !== undefined) rows = rows.where(isWho('addressee', addressee))
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
      'articles.title',
      'articles.source_name',
      'articles.arrival',
      eventDay.as('day'),
    ])
    .where(isBetween(eventDay, query))
    .where(isAfter(eventDay, 'events.position', cursor))
    .orderBy(eventDay, 'desc')
    .orderBy('articles.arrival', 'desc')
    .orderBy('events.position')
    .limit(limit + 1)
  if (query.topic !== undefined) rows = rows.where(isAbout('articles.id', query.topic))
  if (who !== undefined) rows = rows.where(takesPart(isWho('entities', who)))
  if (other !== undefined) {
    // Two names may both fit one participant; it takes two to be together.
    const another = who === undefined ? sql`true` : sql`not ${isWho('entities', who)}`
    rows = rows.where(takesPart(sql<boolean>`${isWho('entities', other)} and ${another}`))
  }
  if (type !== undefined) rows = rows.where('events.type', '=', type)
  const found = await rows.execute()
  const shown = found.slice(0, limit)
  const parts = await participantsOf(database, [...new Set(shown.map(({ article_id }) => article_id))])
  const names = await namesOf(
    database,
    parts.map(({ thing }) => thing),
  )
  const events = shown.map((row): FoundEvent => {
    const own = parts.filter(({ article_id, event }) => article_id === row.article_id && event === row.id)
    const of = (part: (typeof own)[number]['part']): readonly Named[] =>
      own.filter((one) => one.part === part).map(({ thing }) => named(names, thing))
    const [place] = of('place')
    const [document] = of('document')
    return {
      ...foundIn(row),
      type: row.type,
      ...(row.time === null ? {} : { time: row.time }),
      actors: of('actor'),
      recipients: of('recipient'),
      ...(place === undefined ? {} : { place }),
      ...(document === undefined ? {} : { document }),
    }
  })
  return { events, ...nextOf(found, limit) }
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
const isSide = (entity: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${entity}.type`)} in (${sql.join(sides)})`

const restrict = ({ thing, kind }: RelationQuery, kindColumn: string): RawBuilder<boolean> =>
  sql<boolean>`(${thing === undefined ? sql`true` : sql`(a.thing = ${thing} or b.thing = ${thing})`}
    and ${kind === undefined ? sql`true` : sql`${sql.ref(kindColumn)} = ${kind}`})`

async function spoken(database: Executor, query: RelationQuery): Promise<readonly Counted[]> {
  const { rows } = await sql<{ kind: Act; source: string; target: string; count: string }>`
    select statements.act as kind, a.thing as source, b.thing as target, count(*) as count
    from statements
    join articles on articles.id = statements.article_id
    join entities a on a.article_id = statements.article_id and a.id = statements.speaker
    join entities b on b.article_id = statements.article_id and b.id = statements.addressee
    where a.thing <> b.thing and statements.polarity = 'positive' and ${isSide('a')} and ${isSide('b')}
      and ${restrict(query, 'statements.act')} and ${isBetween(statementDay, query)}
    group by 1, 2, 3 order by 4 desc, 2, 3, 1 limit ${query.limit}`.execute(database)
  return rows.map((row) => ({ ...row, of: 'statement', mutual: false, count: Number(row.count) }))
}

async function done(database: Executor, query: RelationQuery): Promise<readonly Counted[]> {
  const { rows } = await sql<{ kind: EventType; source: string; target: string; mutual: boolean; count: string }>`
    select kind, mutual, case when mutual then least(x, y) else x end as source,
      case when mutual then greatest(x, y) else y end as target, count(distinct (article_id, id)) as count
    from (
      select events.article_id, events.id, events.type as kind, a.thing collate "C" as x, b.thing collate "C" as y,
        (q.part = 'actor' or events.type in ('call', 'meet')) as mutual
      from events
      join articles on articles.id = events.article_id
      join participants p on p.article_id = events.article_id and p.event = events.id and p.part = 'actor'
      join participants q on q.article_id = events.article_id and q.event = events.id
      join entities a on a.article_id = p.article_id and a.id = p.entity
      join entities b on b.article_id = q.article_id and b.id = q.entity
      where a.thing <> b.thing and ${isSide('a')} and ${isSide('b')}
        and (q.part = 'recipient' or (q.part = 'actor' and not exists (
          select 1 from participants r
          where r.article_id = events.article_id and r.event = events.id and r.part = 'recipient')))
        and ${restrict(query, 'events.type')} and ${isBetween(eventDay, query)}
    ) as pairs
    group by 1, 2, 3, 4 order by 5 desc, 3, 4, 1 limit ${query.limit}`.execute(database)
  return rows.map((row) => ({ ...row, of: 'event', count: Number(row.count) }))
}

const takesPart = (isMeant: RawBuilder<boolean>): RawBuilder<boolean> =>
  sql<boolean>`exists (
    select 1 from participants
    join entities on entities.article_id = participants.article_id and entities.id = participants.entity
    where participants.article_id = events.article_id and participants.event = events.id and ${isMeant})`

async function participantsOf(database: Executor, articles: readonly string[]) {
  if (articles.length === 0) return []
  return database
    .selectFrom('participants')
    .innerJoin('entities', (join) =>
      join
        .onRef('entities.article_id', '=', 'participants.article_id')
        .onRef('entities.id', '=', 'participants.entity'),
    )
    .select(['participants.article_id', 'participants.event', 'participants.part', 'entities.thing'])
    .where('participants.article_id', 'in', articles)
    .orderBy('participants.entity')
    .execute()
}

interface Row {
  readonly article_id: string
  readonly id: string
  readonly position: number
  readonly title: string
  readonly source_name: string
  readonly arrival: string
  readonly day: string
  readonly text: string
}

const foundIn = (row: Row): Found => ({
  article: row.article_id,
  id: row.id,
  title: row.title,
  source: row.source_name,
  ...(row.day === '' ? {} : { day: row.day }),
  text: row.text,
})

function nextOf(found: readonly Row[], limit: number): { readonly next?: string } {
  const last = found[limit - 1]
  return found.length > limit && last !== undefined ? { next: cursorOf(last) } : {}
}

const named = (names: ReadonlyMap<string, string>, key: string): Named => ({ key, name: names.get(key) ?? key })

/** What things are called: as people called them who split them off, else as the articles that the key is of. */
export async function namesOf(database: Executor, things: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const keys = [...new Set(things)]
  if (keys.length === 0) return new Map()
  const [names, apart] = await Promise.all([
    database
      .selectFrom('entities')
      .select(['thing', sql<string>`coalesce(max(name) filter (where key = thing), max(name))`.as('name')])
      .where('thing', 'in', keys)
      .groupBy('thing')
      .execute(),
    database
      .selectFrom('identities')
      .select(['thing', 'name'])
      .where('kind', '=', 'split')
      .where('undone_at', 'is', null)
      .where('thing', 'in', keys)
      .orderBy('id')
      .execute(),
  ])
  return new Map([
    ...names.map(({ thing, name }) => [thing, name] as const),
    ...apart.flatMap(({ thing, name }) => (name === null ? [] : [[thing, name] as const])),
  ])
}
