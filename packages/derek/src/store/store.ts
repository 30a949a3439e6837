import { mkdir } from 'node:fs/promises'
import { Kysely, Migrator, sql } from 'kysely'
import { type ArticleRecord, recordSchema } from '../record/schema.js'
import type { Page } from '../source/schema.js'
import { articles } from './migrations/0001-articles.js'
import { openPglite, pgliteDialect } from './pglite.js'
import type { Database } from './schema.js'

/** What lists show of an article. */
export interface Summary {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly url?: string
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
  readonly readAt: string
  readonly language: string
  readonly statements: number
  readonly events: number
}

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
  close(): Promise<void>
}

/** The data folder cannot be used: the message says why. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** Opens the store in a folder, made if it is not there, or in memory. */
export async function openStore(where: { readonly folder: string } | { readonly memory: true }): Promise<Store> {
  const folder = 'folder' in where ? where.folder : undefined
  let database: Kysely<Database>
  try {
    if (folder !== undefined) await mkdir(folder, { recursive: true })
    database = new Kysely<Database>({ dialect: pgliteDialect(await openPglite(folder)) })
    await migrate(database)
  } catch (error) {
    throw new StoreError(`the data folder ${folder ?? '(in memory)'} cannot be used: ${messageOf(error)}`, {
      cause: error,
    })
  }
  return storeOver(database)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function migrate(database: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ '0001-articles': articles }) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

function storeOver(database: Kysely<Database>): Store {
  return {
    async save(page, record) {
      const names = new Map(record.entities.map((entity) => [entity.id, entity.name]))
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
        for (const table of ['entities', 'statements', 'events'] as const) {
          await transaction.deleteFrom(table).where('article_id', '=', record.id).execute()
        }
        const article_id = record.id
        // PostgreSQL takes 65,535 parameters a statement; rows go in portions well below that.
        for (const rows of portions(record.entities.map(({ id, type, name }) => ({ article_id, id, type, name })))) {
          await transaction.insertInto('entities').values(rows).execute()
        }
        const said = record.statements.map(({ id, speaker, addressee, act, kind }) => ({
          article_id,
          id,
          speaker: names.get(speaker ?? '') ?? null,
          addressee: names.get(addressee ?? '') ?? null,
          act,
          kind,
        }))
        for (const rows of portions(said)) await transaction.insertInto('statements').values(rows).execute()
        const happened = record.events.map(({ id, type, time }) => ({ article_id, id, type, time: time ?? null }))
        for (const rows of portions(happened)) await transaction.insertInto('events').values(rows).execute()
      })
    },
    async article(id) {
      const row = await database.selectFrom('articles').select('record').where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : recordSchema.parse(row.record)
    },
    async latest({ limit, cursor }) {
      let query = database
        .selectFrom('articles')
        .select([
          'id',
          'title',
          'source_name',
          'url',
          'published_at',
          'read_at',
          'language',
          'statement_count',
          'event_count',
          'arrival',
        ])
        .orderBy('arrival', 'desc')
        .limit(limit + 1)
      if (cursor !== undefined) query = query.where('arrival', '<', cursor)
      const rows = await query.execute()
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const list = shown.map(
        (row): Summary => ({
          id: row.id,
          title: row.title,
          source: row.source_name,
          ...(row.url === null ? {} : { url: row.url }),
          ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
          readAt: new Date(row.read_at).toISOString(),
          language: row.language,
          statements: row.statement_count,
          events: row.event_count,
        }),
      )
      return rows.length > limit && last !== undefined
        ? { articles: list, next: String(last.arrival) }
        : { articles: list }
    },
    async isEmpty() {
      const { rows } = await sql<{ one: number }>`select 1 as one from articles limit 1`.execute(database)
      return rows.length === 0
    },
    close: () => database.destroy(),
  }
}

const portionSize = 1_000

function portions<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const made: T[][] = []
  for (let i = 0; i < rows.length; i += portionSize) made.push(rows.slice(i, i + portionSize))
  return made
}

const longestTitle = 200

/** An article without a title is called by how it begins. */
export function titleOf(record: ArticleRecord): string {
  const title = record.title ?? record.blocks.find(({ kind }) => kind === 'lead')?.text ?? record.blocks[0]?.text ?? ''
  return title.length > longestTitle ? `${title.slice(0, longestTitle - 1).toWellFormed()}…` : title
}
