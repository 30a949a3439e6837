import { PGlite } from '@electric-sql/pglite'
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'

/**
 * PGlite, PostgreSQL inside this process, as Kysely's own PostgreSQL dialect sees a pool: the same SQL runs on both.
 * PGlite has one session, so a client is lent to one user at a time, and a transaction holds it to its end. Ends with
 * its use, unless it stays open for others.
 */
export function pgliteDialect(database: PGlite, staysOpen = false): PostgresDialect {
  return new PostgresDialect({ pool: asPool(database, staysOpen) })
}

function asPool(database: PGlite, staysOpen: boolean): PostgresPool {
  let free: Promise<void> = Promise.resolve()
  return {
    async connect() {
      const before = free
      let release: () => void = () => {}
      free = new Promise((resolve) => {
        release = resolve
      })
      await before
      return asClient(database, release)
    },
    end: () => (staysOpen ? free : database.close()),
  }
}

function asClient(database: PGlite, release: () => void): PostgresPoolClient {
  return {
    // Kysely's interface answers cursors too; PGlite has none, and Kysely asks for none unless it streams.
    query(sql: unknown, parameters?: unknown) {
      if (typeof sql !== 'string') throw new Error('PGlite answers no cursors')
      return database.query<unknown>(sql, Array.isArray(parameters) ? parameters : []).then((result) => ({
        command: 'SELECT' as const,
        rowCount: result.affectedRows ?? result.rows.length,
        rows: result.rows,
      }))
    },
    release,
  } as PostgresPoolClient
}

export function openPglite(folder: string | undefined): Promise<PGlite> {
  return folder === undefined ? PGlite.create() : PGlite.create(folder)
}
