import { mkdir, statfs } from 'node:fs/promises'
import type { Exchange } from '../source/fetch.js'
import { limits, mebibytes } from '../source/limits.js'
import { lock } from '../store/lock.js'
import { type Archive, openArchive } from '../watch/archive.js'
import { type Journal, openJournal } from '../watch/journal.js'

/** Raw responses as WARC files in a folder that one worker has for itself. */
export interface RawArchive {
  /** Whether there is room for another page. Throws an error of code ENOSPC where there is not. */
  ready(): Promise<void>
  keep(url: string, exchanges: readonly Exchange[]): Promise<void>
  close(): Promise<void>
}

/** A page, its headers, and the same again: less room than this is none. */
const leastRoom = 2 * limits.pageBytes

/** Opens the archive of a folder. After a write that failed it is opened anew, without what broke off. */
export async function openRawArchive(folder: string, room: number = leastRoom): Promise<RawArchive> {
  await mkdir(folder, { recursive: true })
  const unlock = await lock(folder)
  let opened: { readonly journal: Journal; readonly archive: Archive } | undefined
  const open = async () => {
    const journal = await openJournal(folder)
    opened = { journal, archive: await openArchive(folder, journal) }
    return opened
  }
  const close = async (): Promise<void> => {
    const was = opened
    opened = undefined
    await was?.archive.close().catch(() => {})
    await was?.journal.close()
  }
  let last: Promise<unknown> = Promise.resolve()
  try {
    await open()
  } catch (error) {
    await unlock()
    throw error
  }
  return {
    async ready() {
      const { bavail, bsize } = await statfs(folder)
      if (bavail * bsize >= room) return
      const message = `${folder} has no room for another page: ${mebibytes(bavail * bsize)} are left`
      throw Object.assign(new Error(message), { code: 'ENOSPC' })
    },
    keep(url, exchanges) {
      // One after another: what is opened anew is so for one of them.
      const kept = last.then(async () => {
        const { archive, journal } = opened ?? (await open())
        try {
          await archive.keep(url, exchanges)
          // Streams know what is to be read, and not the journal.
          journal.state.kept.delete(url)
        } catch (error) {
          await close()
          throw error
        }
      })
      last = kept.catch(() => undefined)
      return kept
    },
    async close() {
      await last
      await close()
      await unlock()
    },
  }
}
