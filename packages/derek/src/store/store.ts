import { Kysely, Migrator, sql, type Transaction } from 'kysely'
import { type ArticleRecord, type EntityType, recordSchema } from '../record/schema.js'
import type { Page } from '../source/schema.js'
import { type Accounts, accountsOver } from './accounts.js'
import {
  type EventList,
  type EventQuery,
  findEvents,
  findRelations,
  findStatements,
  type Relation,
  type RelationQuery,
  type StatementList,
  type StatementQuery,
} from './claims.js'
import { connect, nameOf, type Where } from './databases.js'
import { documentOf } from './document.js'
import { articles } from './migrations/0001-articles.js'
import { search as searchTables } from './migrations/0002-search.js'
import { notices as noticeTables } from './migrations/0007-notices.js'
import { posts as postTables } from './migrations/0008-posts.js'
import { accounts as accountTables } from './migrations/0009-accounts.js'
import { type Posts, postsOver } from './posts.js'
import { type SavedSearches, savedOver } from './saved.js'
import type { Database } from './schema.js'
import { type SearchOptions, type SearchResult, search } from './search.js'
import { type Sitemaps, sitemapsOver } from './sitemap.js'
import { type Summary, summaryColumns, summaryOf } from './summary.js'
import {
  type Identity,
  identitiesOf,
  keyOf,
  merge,
  mostNamed,
  split,
  type Thing,
  type ThingPage,
  thingPage,
  thingsOf,
  undo,
} from './things.js'
import { titleOf } from './title.js'

export interface SummaryPage {
  readonly articles: readonly Summary[]
  /** Where the next page begins; absent on the last. */
  readonly next?: string
}

/** Where articles and their records are kept. */
export interface Store {
  /** Keeps a page and its record. Doing it again with the same record changes nothing. */
  save(page: Page, record: ArticleRecord): Promise<void>
  article(id: string): Promise<ArticleRecord | undefined>
  /** The newest first, by arrival. */
  latest(options: { readonly limit: number; readonly cursor?: string }): Promise<SummaryPage>
  isEmpty(): Promise<boolean>
  /** Finds articles by their words, in any script and form. Takes any string. */
  search(query: string, options: SearchOptions): Promise<SearchResult>
  statements(query: StatementQuery): Promise<StatementList>
  events(query: EventQuery): Promise<EventList>
  relations(query: RelationQuery): Promise<readonly Relation[]>
  /** The things of a type that most articles name. */
  mostNamed(type: EntityType, limit: number): Promise<readonly Pick<Thing, 'key' | 'name' | 'articles'>[]>
  thing(key: string): Promise<ThingPage | undefined>
  /** Which thing each entity of an article is, by the entity's id. */
  thingsIn(article: string): Promise<ReadonlyMap<string, string>>
  /** What people corrected of a thing. */
  identities(thing: string): Promise<readonly Identity[]>
  /** Says that all that is `key` is `thing`. Throws IdentityErrors, as the two below do. */
  merge(key: string, thing: string, by: string): Promise<void>
  /** Says that the entity of one article is another thing than others of its name; answers the key of that. */
  split(what: {
    readonly article: string
    readonly key: string
    readonly name: string
    readonly by: string
  }): Promise<string>
  undo(identity: string): Promise<void>
  /** What channels show. */
  readonly posts: Posts
  /** Searches that somebody is told of. */
  readonly saved: SavedSearches
  /** Who works at the desk. */
  readonly accounts: Accounts

  /** Differs whenever what the store holds does, and often else; asking costs next to nothing. */
  version(): Promise<string>
  readonly sitemaps: Sitemaps
  close(): Promise<void>
}

/** The store cannot be opened: the message says why. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** Opens the store, and brings its tables up to date. */
export async function openStore(where: Where): Promise<Store> {
  try {
    const { dialect, release } = await connect(where)
    const database = new Kysely<Database>({ dialect })
    const close = async (): Promise<void> => {
      await database.destroy()
      await release()
    }
    try {
      await migrate(database)
      await indexRest(database)
      return storeOver(database, close)
    } catch (error) {
      await close()
      throw error
    }
  } catch (error) {
    throw new StoreError(`${nameOf(where)} cannot be used: ${messageOf(error)}`, { cause: error })
  }
}

/** A connection that was refused on all addresses of a host has its reasons inside, and no message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

/** Brings the tables up to date. */
export async function migrate(database: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: {
      getMigrations: async () => ({
        '0001-articles': articles,
        '0002-search': searchTables,
        '0007-notices': noticeTables,
        '0008-posts': postTables,
        '0009-accounts': accountTables,
      }),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

/** Makes the articles that were kept before there was search known to it. */
async function indexRest(database: Kysely<Database>): Promise<void> {
  for (;;) {
    const rows = await database
      .selectFrom('articles')
      .leftJoin('documents', 'documents.article_id', 'articles.id')
      .select('articles.record')
      .where('documents.article_id', 'is', null)
      .orderBy('articles.id')
      .limit(100)
      .execute()
    for (const { record } of rows) await putDocument(database, recordSchema.parse(record))
    if (rows.length === 0) return
  }
}

export async function putDocument(database: Kysely<Database>, record: ArticleRecord): Promise<void> {
  const { terms, length, blocks } = documentOf(record)
  const row = {
    source_id: record.source.id,
    published_at: record.publishedAt ?? null,
    length,
    blocks: JSON.stringify(blocks),
    terms: sql<string>`${terms}::tsvector`,
  }
  await database
    .insertInto('documents')
    .values({ article_id: record.id, ...row })
    .onConflict((conflict) => conflict.column('article_id').doUpdateSet(row))
    .execute()
}

function storeOver(database: Kysely<Database>, close: () => Promise<void>): Store {
  return {
    async save(page, record) {
      const row = {
        source_id: record.source.id,
        source_name: record.source.name,
        url: record.url ?? null,
        title: titleOf(record),
        published_at: record.publishedAt ?? null,
        language: record.language,
        script: record.script,
        statement_count: record.statements.length,
        event_count: record.events.length,
        record: JSON.stringify(record),
      }
      await database.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('articles')
          .values({ id: record.id, read_at: new Date().toISOString(), ...row })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute()
        await transaction
          .insertInto('pages')
          .values({ article_id: record.id, content: page.content, format: page.format, url: page.url ?? null })
          .onConflict((conflict) => conflict.column('article_id').doNothing())
          .execute()
        for (const table of ['statements', 'events', 'entities'] as const) {
          await transaction.deleteFrom(table).where('article_id', '=', record.id).execute()
        }
        await insertClaims(transaction, record)
        await putDocument(transaction, record)
      })
    },
    async article(id) {
      const row = await database.selectFrom('articles').select('record').where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : recordSchema.parse(row.record)
    },
    async latest({ limit, cursor }) {
      let query = database
        .selectFrom('articles')
        .select([...summaryColumns, 'arrival'])
        .orderBy('arrival', 'desc')
        .limit(limit + 1)
      if (cursor !== undefined) query = query.where('arrival', '<', cursor)
      const rows = await query.execute()
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const list = shown.map(summaryOf)
      return rows.length > limit && last !== undefined
        ? { articles: list, next: String(last.arrival) }
        : { articles: list }
    },
    async isEmpty() {
      const { rows } = await sql<{ one: number }>`select 1 as one from articles limit 1`.execute(database)
      return rows.length === 0
    },
    search: (query, options) => search(database, query, options),
    statements: (query) => findStatements(database, query),
    events: (query) => findEvents(database, query),
    relations: (query) => findRelations(database, query),
    mostNamed: (type, limit) => mostNamed(database, type, limit),
    thing: (key) => thingPage(database, key),
    async thingsIn(article) {
      const rows = await database
        .selectFrom('entities')
        .select(['id', 'thing'])
        .where('article_id', '=', article)
        .execute()
      return new Map(rows.map(({ id, thing }) => [id, thing]))
    },
    identities: (thing) => identitiesOf(database, thing),
    merge: (key, thing, by) => merge(database, key, thing, by),
    split: (what) => split(database, what),
    undo: (identity) => undo(database, identity),
    posts: postsOver(database),
    saved: savedOver(database),
    accounts: accountsOver(database),

    async version() {
      // What a query sees is what was written when it began: the same snapshot, the same rows.
      const { rows } = await sql<{ seen: string }>`select pg_current_snapshot()::text as seen`.execute(database)
      return rows[0]?.seen ?? ''
    },
    sitemaps: sitemapsOver(database),
    close,
  }
}

/** What is asked for by columns. A claim about an entity that the record lacks is kept without it. */
async function insertClaims(transaction: Transaction<Database>, record: ArticleRecord): Promise<void> {
  const article_id = record.id
  const keys = new Map(record.entities.map(({ id, type, name }) => [id, keyOf(type, name)]))
  const things = await thingsOf(transaction, article_id, [...new Set(keys.values())])
  const known = (id: string | undefined): string | null => (id !== undefined && keys.has(id) ? id : null)
  const entities = record.entities.map(({ id, type, name, aliases, mentions }) => {
    const key = keys.get(id) ?? ''
    const thing = things.get(key) ?? key
    return { article_id, id, type, name, aliases: JSON.stringify(aliases), mention_count: mentions.length, key, thing }
  })
  const statements = record.statements.map((statement, position) => ({
    article_id,
    id: statement.id,
    position,
    speaker: known(statement.speaker),
    addressee: known(statement.addressee),
    act: statement.act,
    kind: statement.kind,
    polarity: statement.polarity,
    text: (statement.content ?? statement.cue).text,
  }))
  const events = record.events.map(({ id, type, time, evidence }, position) => ({
    article_id,
    id,
    position,
    type,
    time: time ?? null,
    text: evidence[0]?.text ?? '',
  }))
  const participants = record.events.flatMap(({ id: event, actors, recipients, place, document }) => {
    const parts = [
      ...actors.map((entity) => ({ entity, part: 'actor' as const })),
      ...recipients.map((entity) => ({ entity, part: 'recipient' as const })),
      ...(place === undefined ? [] : [{ entity: place, part: 'place' as const }]),
      ...(document === undefined ? [] : [{ entity: document, part: 'document' as const }]),
    ]
    return parts.filter(({ entity }) => keys.has(entity)).map((part) => ({ article_id, event, ...part }))
  })
  // PostgreSQL takes 65,535 parameters a statement; rows go in portions well below that.
  for (const rows of portions(entities)) await transaction.insertInto('entities').values(rows).execute()
  for (const rows of portions(statements)) await transaction.insertInto('statements').values(rows).execute()
  for (const rows of portions(events)) await transaction.insertInto('events').values(rows).execute()
  for (const rows of portions(participants)) {
    await transaction
      .insertInto('participants')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

const portionSize = 1_000

function portions<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const made: T[][] = []
  for (let i = 0; i < rows.length; i += portionSize) made.push(rows.slice(i, i + portionSize))
  return made
}
