import { type Kysely, sql } from 'kysely'
import type { EntityType } from '../record/schema.js'
import { refreshFacets } from './facets.js'
import type { Database } from './schema.js'

/**
 * A thing is what entities of many articles are: a person, a body, a place. The reader takes entities of one type and
 * name for one thing; people correct that by merging (all of one key are another thing) and by splitting (the entity of
 * one article is another thing). Corrections are rows of their own, so that reading an article again keeps them.
 */
export interface Thing {
  readonly key: string
  readonly type: EntityType
  readonly name: string
  readonly aliases: readonly string[]
  readonly articles: number
}

export interface Identity {
  readonly id: string
  readonly kind: 'merge' | 'split'
  readonly key: string
  readonly article?: string
  readonly thing: string
  readonly madeBy: string
  readonly madeAt: string
}

/** A key is in several indexes, so it has a limit; what differs only after so much is one thing. */
const longestName = 200

/** The key of what the reader takes for one thing: its type and its name, spelt alike. */
export const keyOf = (type: EntityType, name: string): string =>
  `${type}:${name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[«»"“”„]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, longestName)
    .toWellFormed()}`

type Executor = Kysely<Database>

/**
 * The things that keys are in an article, with what people corrected: an entity that was split off is, in all versions of
 * the article; chains of merges are followed to their end. Merging is refused where it would close a circle, so every
 * chain ends.
 */
export async function thingsOf(
  database: Executor,
  article: string | undefined,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asRead = new Map(keys.map((key) => [key, key]))
  if (keys.length === 0 || !(await hasIdentities(database))) return asRead
  const { rows } = await sql<{ key: string; thing: string }>`
    with recursive apart as (
      select distinct on (identities.key) identities.key, identities.thing from identities
      where kind = 'split' and undone_at is null and article_id in (
        select ${article ?? null} union all
        select id from articles where address = (select address from articles where id = ${article ?? null})
      ) order by identities.key, identities.id desc
    ), chain as (
      select own.key, coalesce(apart.thing, own.key) as thing, 0 as step
      from unnest(array[${sql.join(keys)}]::text[]) as own (key) left join apart on apart.key = own.key
      union all
      select chain.key, identities.thing, step + 1
      from chain join identities on identities.key = chain.thing and kind = 'merge' and undone_at is null
      where step < ${sql.lit(longestChain)}
    )
    select distinct on (key) key, thing from chain where step > 0 or key <> thing order by key, step desc
  `.execute(database)
  return new Map([...asRead, ...rows.map(({ key, thing }) => [key, thing] as const)])
}

/** The things that keys are in each of several articles. */
export async function thingsOfEach(
  database: Executor,
  articles: readonly { readonly article: string; readonly keys: ReadonlySet<string> }[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const found = new Map<string, ReadonlyMap<string, string>>()
  if (!(await hasIdentities(database))) return found
  for (const { article, keys } of articles) found.set(article, await thingsOf(database, article, [...keys]))
  return found
}

/** Whether people have corrected anything: following what they did takes longer than to ask. */
async function hasIdentities(database: Executor): Promise<boolean> {
  const row = await database
    .selectFrom('identities')
    .select('id')
    .where('undone_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const longestChain = 1_000

/** Which thing each entity of an article is; of a version that was replaced, too. */
export async function thingsIn(database: Executor, article: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; type: EntityType; name: string }>`
    select entity ->> 'id' as id, entity ->> 'type' as type, entity ->> 'name' as name
    from articles, jsonb_array_elements(record -> 'entities') as entity where articles.id = ${article}
  `.execute(database)
  const keys = new Map(rows.map(({ id, type, name }) => [id, keyOf(type, name)]))
  const things = await thingsOf(database, article, [...new Set(keys.values())])
  return new Map([...keys].map(([id, key]) => [id, things.get(key) ?? key]))
}

/** Why a correction cannot be made; the message says it. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError'
}

/** Says that all that is `key` is `thing`. Doing it again changes nothing. */
export async function merge(database: Executor, key: string, thing: string, by: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const roots = await thingsOf(transaction, undefined, [key, thing])
    const [from, to] = [roots.get(key) ?? key, roots.get(thing) ?? thing]
    if (from === to) return
    await mustExist(transaction, from)
    await mustExist(transaction, to)
    if (from.split(':')[0] !== to.split(':')[0]) {
      throw new IdentityError(`"${from}" and "${to}" are not of one type`)
    }
    await transaction
      .insertInto('identities')
      .values({ kind: 'merge', key: from, thing: to, name: null, article_id: null, made_by: by, made_at: now() })
      .execute()
    await transaction.updateTable('entities').set({ thing: to }).where('thing', '=', from).execute()
    await refreshFacets(transaction, sql`thing = ${to}`)
  })
}

/** Says that the entity of one article that was taken for `key` is another thing, of the name given. */
export async function split(
  database: Executor,
  {
    article,
    key,
    name,
    by,
  }: { readonly article: string; readonly key: string; readonly name: string; readonly by: string },
): Promise<string> {
  return database.transaction().execute(async (transaction) => {
    const entity = await transaction
      .selectFrom('entities')
      .select(['type', 'key'])
      .where('article_id', '=', article)
      .where((or) => or.or([or('key', '=', key), or('thing', '=', key)]))
      .executeTakeFirst()
    if (entity === undefined) throw new IdentityError(`article ${article} names no "${key}"`)
    const thing = keyOf(entity.type, name)
    if (name.trim() === '' || thing === entity.key) throw new IdentityError('the new name must differ from the old')
    await transaction
      .insertInto('identities')
      .values({
        kind: 'split',
        key: entity.key,
        thing,
        name: name.trim(),
        article_id: article,
        made_by: by,
        made_at: now(),
      })
      .execute()
    await refresh(transaction, [entity.key])
    return thing
  })
}

/** Takes a correction back. */
export async function undo(database: Executor, id: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('identities')
      .set({ undone_at: now() })
      .where('id', '=', id)
      .where('undone_at', 'is', null)
      .returning(['key', 'thing'])
      .executeTakeFirst()
    if (row === undefined) throw new IdentityError(`there is no correction ${id} to undo`)
    const touched = await transaction
      .selectFrom('entities')
      .select('key')
      .distinct()
      .where((or) => or.or([or('key', '=', row.key), or('thing', '=', row.thing)]))
      .execute()
    await refresh(transaction, [row.key, ...touched.map(({ key }) => key)])
  })
}

/** Works out anew what the entities of these keys are. */
async function refresh(database: Executor, keys: readonly string[]): Promise<void> {
  const rows = await database
    .selectFrom('entities')
    .select(['article_id', 'id', 'key'])
    .where('key', 'in', keys)
    .execute()
  for (const { article_id, id, key } of rows) {
    const thing = (await thingsOf(database, article_id, [key])).get(key) ?? key
    await database
      .updateTable('entities')
      .set({ thing })
      .where('article_id', '=', article_id)
      .where('id', '=', id)
      .execute()
  }
  if (keys.length > 0) await refreshFacets(database, sql`key in (${sql.join(keys)})`)
}

const now = (): string => new Date().toISOString()

async function mustExist(database: Executor, thing: string): Promise<void> {
  const found = await database
    .selectFrom('entities')
    .select('id')
    .where('thing', '=', thing)
    .limit(1)
    .executeTakeFirst()
  if (found === undefined) throw new IdentityError(`no article names "${thing}"`)
}

/** What people corrected of a thing, the newest first. */
export async function identitiesOf(database: Executor, thing: string): Promise<readonly Identity[]> {
  const rows = await database
    .selectFrom('identities')
    .selectAll()
    .where('undone_at', 'is', null)
    .where((or) => or.or([or('thing', '=', thing), or('key', '=', thing)]))
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: String(row.id),
    kind: row.kind,
    key: row.key,
    ...(row.article_id === null ? {} : { article: row.article_id }),
    thing: row.thing,
    madeBy: row.made_by,
    madeAt: new Date(row.made_at).toISOString(),
  }))
}

/** The things of a type that most articles name. */
export async function mostNamed(
  database: Executor,
  type: EntityType,
  limit: number,
): Promise<readonly { readonly key: string; readonly name: string; readonly articles: number }[]> {
  const rows = await database
    .selectFrom('entities')
    .select(['thing', (name) => name.fn.max('name').as('name'), (count) => count.fn.countAll<string>().as('articles')])
    .where('type', '=', type)
    .groupBy('thing')
    .orderBy('articles', 'desc')
    .orderBy('thing')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ key: row.thing, name: row.name, articles: Number(row.articles) }))
}
