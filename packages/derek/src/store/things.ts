import { type Kysely, sql } from 'kysely'
import type { Act, EntityType, EventType, Statement } from '../record/schema.js'
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

export interface SaidBy {
  readonly article: string
  readonly id: string
  readonly title: string
  readonly publishedAt?: string
  readonly act: Act
  readonly kind: Statement['kind']
  readonly polarity: Statement['polarity']
  readonly text: string
  readonly addressee?: { readonly key: string; readonly name: string }
}

export interface TookPart {
  readonly article: string
  readonly id: string
  readonly title: string
  readonly publishedAt?: string
  readonly type: EventType
  readonly time?: string
  readonly text: string
  readonly with: readonly { readonly key: string; readonly name: string }[]
}

export interface ThingPage {
  readonly thing: Thing
  readonly said: readonly SaidBy[]
  readonly events: readonly TookPart[]
  /** Who is most often in the same events, or spoken to. */
  readonly others: readonly { readonly key: string; readonly name: string; readonly times: number }[]
  readonly articles: readonly {
    readonly id: string
    readonly title: string
    readonly source: string
    readonly publishedAt?: string
  }[]
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

/** The key of what the reader takes for one thing: its type and its name, spelt alike. */
export const keyOf = (type: EntityType, name: string): string =>
  `${type}:${name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[«»"“”„]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()}`

type Executor = Kysely<Database>

/** The things that keys are, with what people corrected; chains of merges are followed to their end. */
export async function thingsOf(
  database: Executor,
  article: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const splits = await database
    .selectFrom('identities')
    .select(['key', 'thing'])
    .where('kind', '=', 'split')
    .where('article_id', '=', article)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute()
  const apart = new Map(splits.map(({ key, thing }) => [key, thing]))
  const starts = keys.map((key) => apart.get(key) ?? key)
  const merged = await rootsOf(database, starts)
  return new Map(keys.map((key, i) => [key, merged.get(starts[i] ?? key) ?? key]))
}

/** The end of each key's chain of merges. Merging is refused where it would close a circle, so every chain ends. */
async function rootsOf(database: Executor, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await database
    .selectFrom('identities')
    .select(['key', 'thing'])
    .where('kind', '=', 'merge')
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute()
  const merges = new Map(rows.map(({ key, thing }) => [key, thing]))
  return new Map(
    keys.map((key) => {
      let root = key
      for (let step = 0; step <= merges.size; step++) {
        const next = merges.get(root)
        if (next === undefined) break
        root = next
      }
      return [key, root]
    }),
  )
}

/** Why a correction cannot be made; the message says it. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError'
}

/** Says that all that is `key` is `thing`. Doing it again changes nothing. */
export async function merge(database: Executor, key: string, thing: string, by: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const roots = await rootsOf(transaction, [key, thing])
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

const shown = 50

/** Everything the store has of a thing; undefined where no article names it. */
export async function thingPage(database: Executor, thing: string): Promise<ThingPage | undefined> {
  const own = await thingOf(database, thing)
  if (own === undefined) return undefined
  const [said, events, others, articles] = await Promise.all([
    saidBy(database, thing),
    tookPart(database, thing),
    othersOf(database, thing),
    articlesOf(database, thing),
  ])
  return { thing: own, said, events, others, articles }
}

async function thingOf(database: Executor, thing: string): Promise<Thing | undefined> {
  const rows = await database
    .selectFrom('entities')
    .select(['type', 'name', 'aliases', (count) => count.fn.countAll<string>().as('articles')])
    .where('thing', '=', thing)
    .groupBy(['type', 'name', 'aliases'])
    .orderBy('articles', 'desc')
    .execute()
  const first = rows[0]
  if (first === undefined) return undefined
  const apart = await database
    .selectFrom('identities')
    .select('name')
    .where('thing', '=', thing)
    .where('kind', '=', 'split')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const name = rows.find((row) => keyOf(row.type, row.name) === thing)?.name ?? apart?.name ?? first.name
  const names = new Set(rows.flatMap((row) => [row.name, ...row.aliases]))
  names.delete(name)
  return {
    key: thing,
    type: first.type,
    name,
    aliases: [...names],
    articles: rows.reduce((sum, row) => sum + Number(row.articles), 0),
  }
}

const dated = (instant: Date | null): { readonly publishedAt?: string } =>
  instant === null ? {} : { publishedAt: new Date(instant).toISOString() }

async function saidBy(database: Executor, thing: string): Promise<readonly SaidBy[]> {
  const rows = await database
    .selectFrom('entities as speaker')
    .innerJoin('statements', (join) =>
      join.onRef('statements.article_id', '=', 'speaker.article_id').onRef('statements.speaker', '=', 'speaker.id'),
    )
    .innerJoin('articles', 'articles.id', 'statements.article_id')
    .leftJoin('entities as addressee', (join) =>
      join
        .onRef('addressee.article_id', '=', 'statements.article_id')
        .onRef('addressee.id', '=', 'statements.addressee'),
    )
    .select([
      'statements.article_id',
      'statements.id',
      'statements.act',
      'statements.kind',
      'statements.polarity',
      'statements.text',
      'articles.title',
      'articles.published_at',
      'addressee.thing as addressee_thing',
      'addressee.name as addressee_name',
    ])
    .where('speaker.thing', '=', thing)
    .orderBy(sql`articles.published_at desc nulls last`)
    .orderBy('articles.arrival', 'desc')
    .orderBy('statements.position')
    .limit(shown)
    .execute()
  return rows.map((row) => ({
    article: row.article_id,
    id: row.id,
    title: row.title,
    ...dated(row.published_at),
    act: row.act,
    kind: row.kind,
    polarity: row.polarity,
    text: row.text,
    ...(row.addressee_thing === null || row.addressee_name === null
      ? {}
      : { addressee: { key: row.addressee_thing, name: row.addressee_name } }),
  }))
}

async function tookPart(database: Executor, thing: string): Promise<readonly TookPart[]> {
  const rows = await database
    .selectFrom('entities')
    .innerJoin('participants', (join) =>
      join
        .onRef('participants.article_id', '=', 'entities.article_id')
        .onRef('participants.entity', '=', 'entities.id'),
    )
    .innerJoin('events', (join) =>
      join.onRef('events.article_id', '=', 'participants.article_id').onRef('events.id', '=', 'participants.event'),
    )
    .innerJoin('articles', 'articles.id', 'events.article_id')
    .select([
      'events.article_id',
      'events.id',
      'events.type',
      'events.time',
      'events.text',
      'articles.title',
      'articles.published_at',
    ])
    .distinct()
    .where('entities.thing', '=', thing)
    .orderBy(sql`articles.published_at desc nulls last`)
    .orderBy('events.article_id')
    .orderBy('events.id')
    .limit(shown)
    .execute()
  if (rows.length === 0) return []
  const partners = await database
    .selectFrom('participants')
    .innerJoin('entities', (join) =>
      join
        .onRef('entities.article_id', '=', 'participants.article_id')
        .onRef('entities.id', '=', 'participants.entity'),
    )
    .select(['participants.article_id', 'participants.event', 'entities.thing', 'entities.name'])
    .where(
      'participants.article_id',
      'in',
      rows.map(({ article_id }) => article_id),
    )
    .where('entities.thing', '<>', thing)
    .execute()
  return rows.map((row) => ({
    article: row.article_id,
    id: row.id,
    title: row.title,
    ...dated(row.published_at),
    type: row.type,
    ...(row.time === null ? {} : { time: row.time }),
    text: row.text,
    with: partners
      .filter((partner) => partner.article_id === row.article_id && partner.event === row.id)
      .map((partner) => ({ key: partner.thing, name: partner.name })),
  }))
}

async function othersOf(database: Executor, thing: string): Promise<ThingPage['others']> {
  const rows = await database
    .selectFrom('entities as own')
    .innerJoin('entities as other', 'other.article_id', 'own.article_id')
    .select([
      'other.thing',
      (name) => name.fn.max('other.name').as('name'),
      (count) => count.fn.countAll<string>().as('times'),
    ])
    .where('own.thing', '=', thing)
    .whereRef('other.thing', '<>', 'own.thing')
    .where('other.type', 'in', ['person', 'organization'])
    .groupBy('other.thing')
    .orderBy('times', 'desc')
    .orderBy('other.thing')
    .limit(12)
    .execute()
  return rows.map((row) => ({ key: row.thing, name: row.name, times: Number(row.times) }))
}

async function articlesOf(database: Executor, thing: string): Promise<ThingPage['articles']> {
  const rows = await database
    .selectFrom('entities')
    .innerJoin('articles', 'articles.id', 'entities.article_id')
    .select(['articles.id', 'articles.title', 'articles.source_name', 'articles.published_at', 'articles.arrival'])
    .distinct()
    .where('entities.thing', '=', thing)
    .orderBy(sql`articles.published_at desc nulls last`)
    .orderBy('articles.arrival', 'desc')
    .limit(shown)
    .execute()
  return rows.map((row) => ({ id: row.id, title: row.title, source: row.source_name, ...dated(row.published_at) }))
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
