import { setTimeout as sleep } from 'node:timers/promises'
import { openStore, type Store } from '../store/store.js'
import { type Archive, openArchive } from './archive.js'
import { type Journal, openJournal } from './journal.js'
import { createSchedule, type Schedule } from './schedule.js'
import { createTaker, type Taker } from './take.js'
import { createVisitor, type Visitor } from './visit.js'

/** The data folder with all that fetching needs, held by this process alone. */
export interface Collection {
  readonly store: Pick<Store, 'save' | 'close'>
  readonly journal: Journal
  readonly archive: Archive
  readonly schedule: Schedule
  readonly visitor: Visitor
  readonly taker: Taker
  close(): Promise<void>
}

export interface CollectionOptions {
  /** Another store than that of the data folder. */
  readonly open?: () => Promise<Pick<Store, 'save' | 'close'>>
  /** Ends all waiting for the turn of a host. */
  readonly signal?: AbortSignal
}

/** Opens the data folder: the store first, whose lock keeps other processes from journal and archive too. */
export async function openCollection(
  data: string,
  pause: number,
  { open = () => openStore({ folder: data }), signal }: CollectionOptions = {},
): Promise<Collection> {
  const store = await open()
  try {
    const journal = await openJournal(data)
    const archive = await openArchive(data, journal)
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
      taker: createTaker({ journal, archive, visitor, store }),
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
