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
  const store = await openStore(where)
  return {
    store,
    async remove() {
      await store.close()
      await remove()
    },
  }
}
