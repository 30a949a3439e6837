import { PGlite } from '@electric-sql/pglite'
import { describe, it } from 'vitest'
import { openStore, type Store } from '../src/store/store.js'
import { makeDatabase, type Place, server } from './database.js'

/**
 * The same tests on each database: PGlite in memory, and PostgreSQL where TEST_DATABASE_URL names a server on which
 * databases may be made.
 */
export function onEachDatabase(name: string, tests: (place: () => Promise<Place>) => void | Promise<void>): void {
  describe(`${name}, on PGlite`, () => tests(async () => ({ where: { memory: true }, remove: async () => {} })))
  if (server === undefined) it.skip(`${name}, on PostgreSQL: TEST_DATABASE_URL is not set`, () => {})
  else describe(`${name}, on PostgreSQL`, () => tests(() => makeDatabase(server ?? '')))
}

/** A store in a place of its own, and what closes and removes both. */
export async function openAt(
  place: () => Promise<Place>,
): Promise<{ readonly store: Store; readonly remove: () => Promise<void> }> {
  const { where, remove } = await place()
  const store = 'memory' in where ? await openInMemory() : await openStore(where)
  return {
    store,
    async remove() {
      await store.close()
      await remove()
    },
  }
}

/** Starting PGlite takes a second or two, emptying it a twentieth of one: tests leave theirs to those that come after. */
const free: PGlite[] = []

/** A store in memory that has nothing, and is emptied once it is closed. */
export async function openInMemory(): Promise<Store> {
  const memory = free.pop() ?? (await PGlite.create())
  const store = await openStore({ memory })
  return {
    ...store,
    async close() {
      await store.close()
      await empty(memory)
      free.push(memory)
    },
  }
}

/** Takes all rows out of Derek's tables, which count from one again. */
async function empty(database: PGlite): Promise<void> {
  const { rows } = await database.query<{ tables: string }>(`
    select string_agg(format('%I', tablename), ', ') as tables from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%'`)
  for (const { tables } of rows) await database.exec(`truncate ${tables} restart identity cascade`)
}
