import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.js'

/** A look at a feed, sitemap or section of a source. */
export interface Look {
  readonly source: string
  readonly address: string
  /** What went wrong; absent where nothing did. */
  readonly fault?: string
}

/** The last look at an address. */
export interface KeptLook extends Look {
  /** ISO 8601, UTC, as all times here. */
  readonly at: string
  /** When it last went well; absent where it never did. */
  readonly succeededAt?: string
  /** Failed looks in a row. */
  readonly failures: number
}

/** A channel where nothing can be posted for now. */
export interface Paused {
  readonly channel: string
  readonly until: string
  /** In Telegram's words; absent where it only bids wait. */
  readonly reason?: string
}

export interface StoreSize {
  /** Of PostgreSQL, or of PGlite inside Derek. */
  readonly database: string
  /** The name of the last change of the tables. */
  readonly migration: string
  readonly bytes: number
  /** The largest tables with their indexes, the largest first. */
  readonly tables: readonly { readonly name: string; readonly bytes: number }[]
}

/** What those who keep Derek running want to know of the store, and of what is written down in it. */
export interface Operation {
  looked(look: Look): Promise<void>
  /** Those that fail first, then by source. */
  looks(): Promise<readonly KeptLook[]>
  paused(): Promise<readonly Paused[]>
  size(): Promise<StoreSize>
}

const mostTables = 8
/** Lists of sources have hundreds; a page has room for these. */
const mostLooks = 500

export function operationOver(database: Kysely<Database>): Operation {
  return {
    async looked({ source, address, fault = null }) {
      const now = sql<Date>`now()`
      const succeeded_at = fault === null ? now : null
      await database
        .insertInto('source_looks')
        .values({ address, source, looked_at: now, succeeded_at, failures: fault === null ? 0 : 1, fault })
        .onConflict((conflict) =>
          conflict.column('address').doUpdateSet({
            source,
            looked_at: now,
            succeeded_at: sql<Date>`coalesce(excluded.succeeded_at, source_looks.succeeded_at)`,
            failures: fault === null ? 0 : sql<number>`source_looks.failures + 1`,
            fault,
          }),
        )
        .execute()
    },
    async looks() {
      const rows = await database
        .selectFrom('source_looks')
        .selectAll()
        .orderBy('failures', 'desc')
        .orderBy('source')
        .orderBy('address')
        .limit(mostLooks)
        .execute()
      return rows.map(({ source, address, looked_at, succeeded_at, failures, fault }) => ({
        source,
        address,
        at: looked_at.toISOString(),
        failures,
        ...(succeeded_at === null ? {} : { succeededAt: succeeded_at.toISOString() }),
        ...(fault === null ? {} : { fault }),
      }))
    },
    async paused() {
      const rows = await database
        .selectFrom('channels')
        .select(['id', 'free_at', 'trouble'])
        .where(({ or, eb }) =>
          or([eb('free_at', '>', sql<Date>`now() + interval '1 minute'`), eb('trouble', 'is not', null)]),
        )
        .orderBy('id')
        .execute()
      return rows.map(({ id, free_at, trouble }) => ({
        channel: id,
        until: free_at.toISOString(),
        ...(trouble === null ? {} : { reason: trouble }),
      }))
    },
    async size() {
      const { rows } = await sql<{ database: string; migration: string; bytes: string }>`
        select current_setting('server_version') as database, max(name) as migration,
          pg_database_size(current_database())::text as bytes from kysely_migration`.execute(database)
      const tables = await sql<{ name: string; bytes: string }>`
        select relname as name, pg_total_relation_size(oid)::text as bytes from pg_class
        where relkind = 'r' and relnamespace = current_schema()::regnamespace
        order by pg_total_relation_size(oid) desc, relname limit ${mostTables}`.execute(database)
      const [row] = rows
      return {
        database: row?.database ?? '',
        migration: row?.migration ?? '',
        bytes: Number(row?.bytes ?? 0),
        tables: tables.rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
      }
    },
  }
}
