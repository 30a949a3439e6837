import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exchange } from '../source/fetch.js'
import type { Journal } from './journal.js'
import { answerIn, readWarc, warcExchange, warcInfo } from './warc.js'

/** Where in the archive something is: from byte `start` to byte `end` of a file. */
export interface Place {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** Raw responses, kept as they came in WARC files of the data folder. */
export interface Archive {
  readonly folder: string
  /** Keeps what was asked and answered for an address, and writes it into the journal. */
  keep(url: string, exchanges: readonly Exchange[]): Promise<Place>
  /** The last answer at a place. */
  answer(place: Place): Promise<Pick<Exchange, 'url' | 'status' | 'headers' | 'payload'> | undefined>
  close(): Promise<void>
}

/** A file that has reached this is followed by another. */
const fileBytes = 1024 * 1024 * 1024
const fileName = /^derek-(\d{6})\.warc\.gz$/u

/**
 * Opens the archive of a data folder. What a killed process wrote beyond what the journal knows is cut off: it will be
 * fetched again, and would be there twice.
 */
export async function openArchive(data: string, journal: Journal, limit: number = fileBytes): Promise<Archive> {
  const folder = join(data, 'warc')
  await mkdir(folder, { recursive: true })
  for (const [file, end] of journal.state.ends) {
    const size = (await stat(join(folder, file)).catch(() => undefined))?.size
    if (size !== undefined && size > end) await truncate(join(folder, file), end)
  }
  const numbers = (await readdir(folder)).map((name) => Number(fileName.exec(name)?.[1] ?? 0))
  let number = Math.max(0, ...numbers)
  let name = `derek-${String(number).padStart(6, '0')}.warc.gz`
  let handle: FileHandle | undefined
  let end = 0
  const known = journal.state.ends.get(name)
  if (known !== undefined && known < limit && (await stat(join(folder, name)).catch(() => undefined))?.size === known) {
    handle = await open(join(folder, name), 'r+')
    end = known
  }
  const begin = async (): Promise<FileHandle> => {
    await handle?.close()
    number++
    name = `derek-${String(number).padStart(6, '0')}.warc.gz`
    await journal.append({ type: 'file', file: name })
    end = 0
    handle = await open(join(folder, name), 'wx')
    return handle
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    folder,
    keep(url, exchanges) {
      const kept = last.then(async (): Promise<Place> => {
        const file = handle === undefined || end >= limit ? await begin() : handle
        const records = exchanges.map(warcExchange)
        const info = end === 0 ? [warcInfo(name, 'Derek/0.1', new Date().toISOString())] : []
        const bytes = Buffer.concat([...info, ...records])
        for (let at = 0; at < bytes.length; ) {
          const { bytesWritten } = await file.write(bytes, at, bytes.length - at, end + at)
          at += bytesWritten
        }
        await file.datasync()
        const place = { file: name, start: end + (info[0]?.length ?? 0), end: end + bytes.length }
        await journal.append({ type: 'kept', url, ...place })
        end = place.end
        return place
      })
      last = kept.catch(() => undefined)
      return kept
    },
    async answer({ file, start, end: until }) {
      const stream = createReadStream(join(folder, file), { start, end: until - 1 })
      let answer: ReturnType<typeof answerIn>
      for await (const record of readWarc(stream)) answer = answerIn(record) ?? answer
      return answer
    },
    async close() {
      await last
      await handle?.close()
    },
  }
}
