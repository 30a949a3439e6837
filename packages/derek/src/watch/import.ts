import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { canonicalOf, normalAddress } from '../article/canonical.js'
import { decode } from '../source/decode.js'
import { SourceError } from '../source/error.js'
import { decompressed, type Exchange, headerOf } from '../source/fetch.js'
import { limits, mebibytes } from '../source/limits.js'
import { openFetched, openFile } from '../source/open.js'
import type { Page } from '../source/schema.js'
import type { Store } from '../store/store.js'
import { inStage } from '../telemetry/stages.js'
import type { Entry, Journal } from './journal.js'
import { readPage } from './take.js'
import { readTelegram } from './telegram.js'
import { answerIn, readWarc } from './warc.js'

/** What came of an import, in numbers. */
export interface Imported {
  files: number
  /** Files that were imported whole before. */
  before: number
  articles: number
  /** Pages that are the article of another address. */
  same: number
  /** Records and messages that are no page: requests, pictures, redirects. */
  passed: number
  /** What could not be read: how often, by kind, with the first of each. */
  readonly errors: Map<string, { count: number; readonly first: string }>
}

export interface ImportOptions {
  readonly store: Pick<Store, 'save'>
  readonly journal: Journal
  /** Imports what was imported before, too. */
  readonly again?: boolean
  /** Bytes read of bytes in all. */
  readonly progress?: (done: number, all: number, file: string) => void
}

/** So many pages are read again, at most, after a crash. */
const portion = 20

/**
 * Imports WARC files, exports of Telegram channels, saved pages, and folders of them into the store. What was imported
 * before is passed over; what breaks off goes on where it was.
 */
export async function importFiles(
  paths: readonly string[],
  { store, journal, again = false, progress = () => {} }: ImportOptions,
): Promise<Imported> {
  const result: Imported = { files: 0, before: 0, articles: 0, same: 0, passed: 0, errors: new Map() }
  const fail = (name: string, error: unknown): void => {
    if (!(error instanceof SourceError)) throw error
    const known = result.errors.get(error.kind)
    if (known === undefined) result.errors.set(error.kind, { count: 1, first: `${name}: ${error.message}` })
    else known.count++
  }
  const files: FileFound[] = []
  for (const path of paths) {
    try {
      for await (const file of filesIn(path)) files.push(file)
    } catch (error) {
      fail(path, error)
    }
  }
  const all = files.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  for (const file of files) {
    const key = `${resolve(file.path)} ${file.size} ${file.modified}`
    const earlier = again ? undefined : journal.state.imported.get(key)
    const first = done
    done += file.size
    if (earlier?.whole === true) {
      result.before++
      continue
    }
    result.files++
    const skip = earlier?.records ?? 0
    let records = 0
    let entries: Entry[] = []
    const flush = async (whole: boolean): Promise<void> => {
      await journal.append(...entries, { type: 'imported', file: key, records, whole })
      entries = []
    }
    try {
      for await (const { name, open } of pagesIn(file, (bytes) => progress(first + bytes, all, file.path))) {
        records++
        if (records <= skip) continue
        try {
          const page = await open()
          if (page === undefined) result.passed++
          else {
            const record = await inStage('read', {}, () => readPage(page))
            const url = page.url === undefined ? undefined : normalAddress(page.url)
            const canonical = url === undefined ? undefined : canonicalOf(record, url)
            const before = canonical === undefined ? undefined : journal.state.canonical.get(canonical)
            if (before !== undefined && before !== url) result.same++
            else {
              await store.save(page, record)
              result.articles++
              if (url !== undefined) {
                entries.push({ type: 'done', url, outcome: 'read', article: record.id, canonical })
              }
            }
          }
        } catch (error) {
          fail(name, error)
        }
        if (records % portion === 0) await flush(false)
      }
    } catch (error) {
      fail(file.path, error)
    }
    await flush(true)
    progress(done, all, file.path)
  }
  return result
}

interface FileFound {
  readonly path: string
  readonly size: number
  readonly modified: number
}

const pageName = /\.(?:html?|xhtml|md|markdown|txt)$/iu
const archiveName = /\.warc(?:\.gz)?$/iu
const exportName = /^result.*\.json$/iu

/** A file, or those of a folder and its folders that may have articles, in the order of their names. */
async function* filesIn(path: string): AsyncGenerator<FileFound> {
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) throw new SourceError('not-found', 'there is no such file')
  if (!found.isDirectory()) {
    yield { path, size: found.size, modified: found.mtimeMs }
    return
  }
  const entries = await readdir(path, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const wanted = pageName.test(entry.name) || archiveName.test(entry.name) || exportName.test(entry.name)
    // Links are not followed: they may lead round in a ring.
    if (entry.isDirectory() || (entry.isFile() && wanted)) yield* filesIn(join(path, entry.name))
  }
}

interface Found {
  /** How errors name it. */
  readonly name: string
  /** The page; nothing where it is none. */
  open(): Promise<Page | undefined>
}

async function* pagesIn({ path, size }: FileFound, progress: (bytes: number) => void): AsyncGenerator<Found> {
  if (archiveName.test(path)) {
    const stream = createReadStream(path)
    for await (const record of readWarc(stream)) {
      progress(stream.bytesRead)
      const answer = answerIn(record)
      const { url = path } = record
      yield {
        name: `${path}: ${url}`,
        open: async () => {
          if (record.tooLarge) throw new SourceError('too-large', `it has more than ${mebibytes(limits.pageBytes)}`)
          return answer === undefined ? undefined : pageOf(answer)
        },
      }
    }
  } else if (extname(path).toLowerCase() === '.json') {
    if (size > exportBytes) {
      throw new SourceError(
        'too-large',
        `it has ${mebibytes(size)}; of an export, ${mebibytes(exportBytes)} is the most`,
      )
    }
    const chunks: Buffer[] = []
    for await (const chunk of createReadStream(path)) chunks.push(chunk)
    for (const post of readTelegram(decode(Buffer.concat(chunks))).posts) {
      yield { name: `${path}: ${post.url ?? ''}`, open: async () => post }
    }
  } else yield { name: path, open: () => openFile(path) }
}

const exportBytes = 256 * 1024 * 1024

/** The page in an answer that an archive kept; nothing where it is a redirect, a fault or a picture. */
async function pageOf(answer: Pick<Exchange, 'url' | 'status' | 'headers' | 'payload'>): Promise<Page | undefined> {
  const contentType = headerOf(answer, 'content-type') ?? ''
  if (answer.status !== 200 || !/^\s*(?:$|text\/(?:html|plain)|application\/xhtml)/iu.test(contentType))
    return undefined
  // Some archives keep bodies decompressed, with headers that say otherwise.
  const bytes = await decompressed(answer).catch(() => answer.payload)
  return openFetched({ url: answer.url, bytes, contentType })
}
