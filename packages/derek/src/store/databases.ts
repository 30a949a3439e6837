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
  // Nor one that breaks while it is in use: whoever uses it is told by the request that fails.
  pool.on('connect', (client) => client.on('error', () => {}))
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

/**
 * Whether an error says that the database cannot be reached for now, and not that a request was wrong: connections that
 * fail or break, and a server that is starting, stopping or full (PostgreSQL's classes 08, 53 and 57).
 */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway)
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/^(?:08...|53300|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/u.test(code)) return true
  if (
    /^Connection terminated|timeout exceeded when trying to connect|^Client has encountered a connection error/u.test(
      error.message,
    )
  )
    return true
  return error.cause !== undefined && isAway(error.cause)
}
