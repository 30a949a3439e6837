import { mkdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Where } from '../store/databases.js'
import { lock } from '../store/lock.js'
import { openStore, type Store } from '../store/store.js'
import { type Archive, openArchive } from './archive.js'
import { type Journal, openJournal } from './journal.js'
import { createSchedule, type Schedule } from './schedule.js'
import { createVisitor, type Visitor } from './visit.js'

/** All that fetching needs, held by this process alone; the store may be one that others use too. */
export interface Collection<S extends Kept = Store> {
  readonly store: S
  readonly journal: Journal
  readonly archive: Archive
  readonly schedule: Schedule
  readonly visitor: Visitor
  close(): Promise<void>
}

/** What fetching asks of a store. */
export type Kept = Pick<Store, 'save' | 'close'>

export interface CollectionOptions {
  /** Milliseconds between two requests to one host. */
  readonly pause: number
  /** Ends all waiting for the turn of a host. */
  readonly signal?: AbortSignal
}

/**
 * Opens a data folder and the store, which is in it or in a database server. The folder's lock, which a store in it
 * takes and else is taken here, keeps other processes from journal and archive.
 */
export async function openCollection(
  { folder, store: where }: { readonly folder: string; readonly store: Where },
  options: CollectionOptions,
): Promise<Collection> {
  if ('folder' in where) return collectionOver(folder, await openStore(where), options)
  await mkdir(folder, { recursive: true })
  const unlock = await lock(folder).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`the data folder ${folder} cannot be used: ${reason}`, { cause: error })
  })
  try {
    const collection = await collectionOver(folder, await openStore(where), options)
    return {
      ...collection,
      close: async () => {
        await collection.close()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** Fetching into any store, in a folder that this process alone has. Closing it closes the store. */
export async function collectionOver<S extends Kept>(
  folder: string,
  store: S,
  { pause, signal }: CollectionOptions,
): Promise<Collection<S>> {
  try {
    const journal = await openJournal(folder)
    const archive = await openArchive(folder, journal)
    const schedule = createSchedule({
      pause,
      sleep: (milliseconds) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
    })
    const visitor = createVisitor(schedule, journal.state.validators)
    return {
      store,
      journal,
      archive,
      schedule,
      visitor,
      async close() {
        await archive.close()
        await journal.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
