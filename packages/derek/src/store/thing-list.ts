import { convert } from 'kazakh'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { EntityType } from '../record/schema.js'
import { inPattern, type Named, namesOf } from './claims.js'
import type { Database } from './schema.js'
import { keyOf } from './things.js'

/** The people, organizations, places of all articles, as a reader looks for them: by name, by letter, by how often. */

export const thingSorts = ['articles', 'seen'] as const
export type ThingSort = (typeof thingSorts)[number]

export interface ThingQuery {
  readonly type: EntityType
  /** A part of a name, in any script. */
  readonly q?: string | undefined
  /** What the name begins with. */
  readonly letter?: string | undefined
  /** Those that most articles name first, or those that the newest articles name. */
  readonly sort: ThingSort
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface ListedThing extends Named {
  readonly articles: number
  /** When the newest article that names it was published, or else read. */
  readonly seen: string
}

/** `next` is absent on the last page. */
export interface ThingList {
  readonly things: readonly ListedThing[]
  readonly next?: string
}

type Executor = Kysely<Database>

/** Where a list of things was left: the number that it is sorted by, and the key of the last thing. */
export const thingCursorPattern = /^(\d{1,15})\.(.{1,600})$/su

/** A name as keys have it: in Cyrillic, without capitals. */
const folded = (name: string): string => keyOf('other', convert(name, { to: 'cyrillic' }).text).slice('other:'.length)

function isNamed(type: EntityType, { q, letter }: ThingQuery): RawBuilder<boolean> {
  const begins = letter === undefined ? sql`true` : sql`thing like ${`${type}:${inPattern(folded(letter))}%`}`
  const name = q === undefined ? '' : folded(q)
  if (name === '') return sql<boolean>`${begins}`
  const pattern = `%${inPattern(name)}%`
  return sql<boolean>`(${begins} and (substr(thing, ${type.length + 2}::int) like ${pattern}
    or substr(key, ${type.length + 2}::int) like ${pattern} or lower(aliases::text) like ${pattern}))`
}

const sortValues: { readonly [S in ThingSort]: RawBuilder<number> } = {
  articles: sql`count(distinct article_id)`,
  seen: sql`(extract(epoch from max(coalesce(published_at, read_at))) * 1000)::bigint`,
}

export async function listThings(database: Executor, query: ThingQuery): Promise<ThingList> {
  const { type, sort, limit, cursor } = query
  const value = sortValues[sort]
  const [, number, last] = thingCursorPattern.exec(cursor ?? '') ?? []
  const isAfter =
    number === undefined || last === undefined
      ? sql`true`
      : sql`(${value} < ${number}::bigint or (${value} = ${number}::bigint and thing collate "C" > ${last}))`
  const { rows } = await sql<{ thing: string; articles: string; seen: Date; value: string }>`
    select thing, count(distinct article_id) as articles, max(coalesce(published_at, read_at)) as seen, ${value} as value
    from entities join articles on articles.id = entities.article_id
    where type = ${type} and ${isNamed(type, query)}
    group by thing having ${isAfter}
    order by value desc, thing collate "C" limit ${limit + 1}`.execute(database)
  const shown = rows.slice(0, limit)
  const names = await namesOf(
    database,
    shown.map(({ thing }) => thing),
  )
  const things = shown.map(({ thing, articles, seen }) => ({
    key: thing,
    name: names.get(thing) ?? thing,
    articles: Number(articles),
    seen: new Date(seen).toISOString(),
  }))
  const end = shown.at(-1)
  return rows.length > limit && end !== undefined ? { things, next: `${end.value}.${end.thing}` } : { things }
}

/** The Kazakh alphabet; letters of other alphabets come after it. */
const alphabet = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'

/** The letters that names of a type begin with, in the order of the Kazakh alphabet. */
export async function lettersOf(database: Executor, type: EntityType): Promise<readonly string[]> {
  const { rows } = await sql<{ letter: string }>`
    select distinct substr(thing, ${type.length + 2}::int, 1) as letter from entities where type = ${type}`.execute(
    database,
  )
  const place = (letter: string): number => {
    const at = alphabet.indexOf(letter)
    return at < 0 ? alphabet.length : at
  }
  return rows
    .map(({ letter }) => letter)
    .filter((letter) => /^\p{L}$/u.test(letter))
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}
