import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Where } from '../src/store/databases.js'

/** The PostgreSQL server for tests and measures, as a user who may make databases. */
export const server = process.env.TEST_DATABASE_URL

/** A place for a store that nothing else uses, and what removes it again. */
export interface Place<W extends Where = Where> {
  readonly where: W
  readonly remove: () => Promise<void>
}

/** A database of its own on a PostgreSQL server. */
export async function makeDatabase(server: string): Promise<Place<{ readonly url: string }>> {
  const name = `derek_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await ask(server, `create database ${name}`)
  return { where: { url: url.href }, remove: () => ask(server, `drop database ${name} with (force)`) }
}

/** Runs one statement on a server. */
export async function ask(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
