import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, stat, statfs, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exchange } from '../source/fetch.js'
import { limits, mebibytes } from '../source/limits.js'
import { lock } from '../store/lock.js'
import type { Place, Responses } from '../store/responses.js'
import type { Answer } from '../watch/reading.js'
import { answerIn, readWarc, warcExchange, warcInfo } from '../watch/warc.js'

/** Raw responses as they came, in WARC files of a folder that one process has for itself. */
export interface RawArchive {
  /** Where the files are. */
  readonly folder: string
  /** Whether there is room for another page. Throws an error of code ENOSPC where there is not. */
  ready(): Promise<void>
  /** Keeps what was asked and answered for an address; it is on the disk when this resolves, at the place it answers. */
  keep(url: string, exchanges: readonly Exchange[]): Promise<Place>
  /** The answer that was kept for an address, where it is here and whole. */
  kept(url: string): Promise<Answer | undefined>
  close(): Promise<void>
}

export interface ArchiveOptions {
  /** Less room on the disk than so many bytes is none: a page, its headers, and the same again. */
  readonly room?: number
  /** A file that has reached so many bytes is followed by another. */
  readonly fileBytes?: number
}

/** A number that counts the files of the folder, and what tells them from those of other folders. */
const fileName = /^derek-(\d{6})-[\da-f]{8}\.warc\.gz$/u

/**
 * Opens the archive of a data folder, in its folder `warc`. Each place is noted before it is written to. So what a killed
 * process wrote and did not come to the end of is cut off, and what it wrote whole is there for whoever goes on; a file
 * that is longer than is known, because the store is of an older backup, is left as it is.
 */
export async function openRawArchive(
  data: string,
  responses: Responses,
  { room = 2 * limits.pageBytes, fileBytes = 1024 * 1024 * 1024 }: ArchiveOptions = {},
): Promise<RawArchive> {
  const folder = join(data, 'warc')
  await mkdir(folder, { recursive: true })
  const unlock = await lock(folder)
  let current: { readonly file: FileHandle; readonly name: string; end: number } | undefined
  let number = 0

  const answerAt = async ({ file, start, end }: Place): Promise<Answer | undefined> => {
    try {
      let answer: Answer | undefined
      const stream = createReadStream(join(folder, file), { start, end: end - 1 })
      for await (const record of readWarc(stream)) answer = answerIn(record) ?? answer
      return answer
    } catch {
      // Not here, or it breaks off.
      return undefined
    }
  }

  /** Cuts off what was not written to its end, and goes on with the last file where that is as it is known. */
  const recover = async (): Promise<void> => {
    current = undefined
    const names = (await readdir(folder)).filter((name) => fileName.test(name)).sort()
    number = Number(fileName.exec(names.at(-1) ?? '')?.[1] ?? 0)
    const lasts = await responses.lastIn(names)
    for (const name of names) {
      const path = join(folder, name)
      const { size } = await stat(path)
      const last = lasts.get(name) ?? { file: name, start: 0, end: 0 }
      if (size > last.end) continue
      const isWhole = size === last.end && (size === 0 || (await answerAt(last)) !== undefined)
      const end = isWhole ? last.end : Math.min(size, last.start)
      if (!isWhole) {
        await truncate(path, end)
        await responses.forget(last)
      }
      if (name === names.at(-1) && end < fileBytes) current = { file: await open(path, 'r+'), name, end }
    }
  }

  const begin = async () => {
    await current?.file.close()
    number++
    const name = `derek-${String(number).padStart(6, '0')}-${randomBytes(4).toString('hex')}.warc.gz`
    const begun = { file: await open(join(folder, name), 'wx'), name, end: 0 }
    current = begun
    return begun
  }

  const keep = async (url: string, exchanges: readonly Exchange[]): Promise<Place> => {
    if (isBroken) await recover()
    isBroken = false
    const into = current === undefined || current.end >= fileBytes ? await begin() : current
    const { file, name, end: start } = into
    const info = start === 0 ? [warcInfo(name, 'Derek/0.1', new Date().toISOString())] : []
    const bytes = Buffer.concat([...info, ...exchanges.map(warcExchange)])
    const place = { file: name, start, end: start + bytes.length }
    await responses.note(url, place)
    try {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, at, bytes.length - at, start + at)
        at += bytesWritten
      }
      await file.datasync()
    } catch (error) {
      isBroken = true
      await file.close().catch(() => {})
      throw error
    }
    into.end = place.end
    return { ...place, start: start + (info[0]?.length ?? 0) }
  }
  let isBroken = false

  try {
    await recover()
  } catch (error) {
    await unlock()
    throw error
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    folder,
    async ready() {
      const { bavail, bsize } = await statfs(folder)
      if (bavail * bsize >= room) return
      const message = `${folder} has no room for another page: ${mebibytes(bavail * bsize)} are left`
      throw Object.assign(new Error(message), { code: 'ENOSPC' })
    },
    keep(url, exchanges) {
      // One after another, so that what is not whole is the last of a file.
      const kept = last.then(() => keep(url, exchanges))
      last = kept.catch(() => undefined)
      return kept
    },
    async kept(url) {
      const place = await responses.placeOf(url)
      return place === undefined ? undefined : answerAt(place)
    },
    async close() {
      await last
      await current?.file.close().catch(() => {})
      await unlock()
    },
  }
}
