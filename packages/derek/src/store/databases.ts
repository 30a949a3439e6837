import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { type Dialect, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { lock } from './lock.js'
import { openPglite, pgliteDialect } from './pglite.js'
import type { Database } from './schema.js'

/**
 * Where a store is: a folder of its own, made if it is not there; memory, in a PGlite of its own or in one that is open
 * and stays so; or PostgreSQL 15 or later at an address such as postgres://user:password@host/database.
 */
export type Where = { readonly folder: string } | { readonly memory: true | PGlite } | { readonly url: string }

/** How Kysely speaks to a database, and what is to be done once it is closed. */
interface Connection {
  readonly dialect: Dialect
  readonly release: () => Promise<void>
}

/** The same SQL runs on all: PGlite is PostgreSQL inside this process. */
async function connect(where: Where): Promise<Connection> {
  if ('url' in where) return { dialect: new PostgresDialect({ pool: poolOf(where.url) }), release: async () => {} }
  if ('memory' in where) {
    const { memory } = where
    const dialect = memory === true ? pgliteDialect(await openPglite(undefined)) : pgliteDialect(memory, true)
    return { dialect, release: async () => {} }
  }
  await mkdir(where.folder, { recursive: true })
  const unlock = await lock(where.folder)
  try {
    return { dialect: pgliteDialect(await openPglite(join(where.folder, 'pglite'))), release: unlock }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** The store cannot be opened: the message says why. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** Why a place cannot be used, with its name, and what happened there. */
export const unusable = (where: Where, error: unknown): StoreError =>
  new StoreError(`${nameOf(where)} cannot be used: ${messageOf(error)}`, { cause: error })

/** A connection that was refused on all addresses of a host has its reasons inside, and no message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

export interface OpenDatabase {
  readonly database: Kysely<Database>
  readonly close: () => Promise<void>
}

/** A database as it is: its tables are not brought up to date. Throws a StoreError. */
export async function openDatabase(where: Where): Promise<OpenDatabase> {
  try {
    const { dialect, release } = await connect(where)
    const database = new Kysely<Database>({ dialect })
    return {
      database,
      async close() {
        await database.destroy()
        await release()
      },
    }
  } catch (error) {
    throw unusable(where, error)
  }
}

/** Opens a database for one use. */
export async function withDatabase<T>(where: Where, use: (database: Kysely<Database>) => Promise<T>): Promise<T> {
  const { database, close } = await openDatabase(where)
  try {
    return await use(database)
  } finally {
    await close()
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

/** What pg says of a connection without a code, and Kysely of one on which not even a rollback came through. */
const brokenBefore =
  /^Connection terminated|timeout exceeded when trying to connect|^Client has encountered a connection error|^Postgres connection has been discarded/u

/**
 * Whether an error says that the database cannot be reached for now, and not that a request was wrong: connections that
 * fail or break, and a server that is starting, stopping or full (PostgreSQL's classes 08, 53 and 57).
 */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway)
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/^(?:08...|53300|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/u.test(code)) return true
  if (brokenBefore.test(error.message)) return true
  return error.cause !== undefined && isAway(error.cause)
}
