import type { Store } from '../store/store.js'
import type { Log } from '../telemetry/log.js'
import { openRawArchive, type RawArchive } from './archive.js'
import { takeOverJournal } from './journal.js'

/** Opens a data folder for fetching, which this process then has for itself. What is known of addresses is in the store. */
export async function openFolder(
  folder: string,
  store: Pick<Store, 'responses' | 'takeOver'>,
  say: Log,
): Promise<RawArchive> {
  await takeOverJournal(folder, store, say)
  return openRawArchive(folder, store.responses)
}
