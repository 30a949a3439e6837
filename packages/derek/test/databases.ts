import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, it } from 'vitest'
import type { Where } from '../src/store/databases.js'

export const server = process.env.TEST_DATABASE_URL

/** A place for a store that nothing else uses, and what removes it again. */
export interface Place {
  readonly where: Where
  readonly remove: () => Promise<void>
}

/**
 * The same tests on each database: PGlite in memory, and PostgreSQL where TEST_DATABASE_URL names a server on which
 * databases may be made.
 */
export function onEachDatabase(name: string, tests: (place: () => Promise<Place>) => void | Promise<void>): void {
  describe(`${name}, on PGlite`, () => tests(async () => ({ where: { memory: true }, remove: async () => {} })))
  if (server === undefined) it.skip(`${name}, on PostgreSQL: TEST_DATABASE_URL is not set`, () => {})
  else describe(`${name}, on PostgreSQL`, () => tests(() => makeDatabase(server)))
}

/** A database of its own on a PostgreSQL server. */
export async function makeDatabase(server: string): Promise<Place> {
  const name = `derek_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await ask(server, `create database ${name}`)
  return { where: { url: url.href }, remove: () => ask(server, `drop database ${name} with (force)`) }
}

async function ask(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
