import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { lock } from './lock.js'
import { openPglite, pgliteDialect } from './pglite.js'

/**
 * Where a store is: a folder of its own, made if it is not there; memory; or PostgreSQL 15 or later at an address such
 * as postgres://user:password@host/database.
 */
export type Where = { readonly folder: string } | { readonly memory: true } | { readonly url: string }

/** How Kysely speaks to a database, and what is to be done once it is closed. */
export interface Connection {
  readonly dialect: Dialect
  readonly release: () => Promise<void>
}

/** The same SQL runs on all: PGlite is PostgreSQL inside this process. */
export async function connect(where: Where): Promise<Connection> {
  if ('url' in where) return { dialect: new PostgresDialect({ pool: poolOf(where.url) }), release: async () => {} }
  if ('memory' in where) return { dialect: pgliteDialect(await openPglite(undefined)), release: async () => {} }
  await mkdir(where.folder, { recursive: true })
  const unlock = await lock(where.folder)
  try {
    return { dialect: pgliteDialect(await openPglite(join(where.folder, 'pglite'))), release: unlock }
  } catch (error) {
    await unlock()
    throw error
  }
}

function poolOf(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 })
  // A connection that breaks while nobody uses it must not end the process: the pool opens another when one is needed.
  pool.on('error', () => {})
  return pool
}

/** How a place is called in messages: never with its password. */
export function nameOf(where: Where): string {
  if ('memory' in where) return 'the database in memory'
  if ('folder' in where) return `the data folder ${where.folder}`
  if (!URL.canParse(where.url)) return 'the database at DATABASE_URL'
  const { host, pathname } = new URL(where.url)
  return `the database ${host}${pathname}`
}
