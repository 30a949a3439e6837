import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { normalAddress } from '../article/canonical.js'
import { claimOf, outcomeOf } from '../flow/keep.js'
import { decode } from '../source/decode.js'
import { SourceError } from '../source/error.js'
import { limits, mebibytes } from '../source/limits.js'
import type { Page } from '../source/schema.js'
import type { Portion } from '../store/imports.js'
import type { Store } from '../store/store.js'
import { inStage } from '../telemetry/stages.js'
import { type Read, type Readers, readersHere } from './readers.js'
import { type Found, mayBePage, openFound } from './reading.js'
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

/** Where pages go instead of into the store, to be read elsewhere: the stream of the workers. */
export interface PageSink {
  /** Resolves when the page is sure not to be lost. Doing it again changes nothing. */
  put(page: Page): Promise<void>
}

/** How far an import is. */
export interface Progress {
  /** Bytes read, of bytes in all. */
  readonly done: number
  readonly all: number
  readonly file: string
  readonly result: Imported
}

export interface ImportOptions {
  readonly store: Pick<Store, 'save' | 'frontier' | 'imports'>
  /** Imports what was imported before, too. */
  readonly again?: boolean
  /** What reads the pages; this thread, if absent. */
  readonly readers?: Readers
  /** Takes the pages: nothing is read or saved here. */
  readonly sink?: PageSink
  readonly progress?: (progress: Progress) => void
}

/** So many pages are saved together; twice as many, at most, are read again after a crash. */
const portion = 20
/** Or fewer, where their pages have so many characters. */
const portionCharacters = 8_000_000

/**
 * Imports WARC files, exports of Telegram channels, saved pages, and folders of them into the store. What was imported
 * before is passed over; what breaks off goes on where it was. Pages are read at once, as many as the readers can, but
 * saved in the order of files and records, some together while the next are read: so neither the number of readers nor a
 * kill changes which of two addresses an article is first read at, and what is saved of a file is always its beginning.
 */
export async function importFiles(
  paths: readonly string[],
  { store, again = false, readers = readersHere, sink, progress = () => {} }: ImportOptions,
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
  const imported = again ? new Map<string, Portion>() : await store.imports.of(files.map(keyOf))
  const earlier = (file: FileFound): Portion | undefined => imported.get(keyOf(file))

  /** Keeps what was read, in this order, and notes what became of each address. */
  const keepAll = async (reads: readonly Read[]): Promise<void> => {
    const { frontier } = store
    const named = reads.flatMap(({ page, record }) =>
      page.url === undefined ? [] : [{ url: normalAddress(page.url), page, record }],
    )
    const firsts = await frontier.claimAll(named.map(claimOf))
    const outcomes = named.map((read, i) => [read, outcomeOf(read, firsts[i] ?? read.url)] as const)
    const same = new Set(outcomes.flatMap(([{ page }, { outcome }]) => (outcome === 'same' ? [page] : [])))
    const kept = reads.filter(({ page }) => !same.has(page))
    // Not waited for one by one: what is saved at once is saved together.
    await Promise.all(kept.map(({ page, record }) => store.save(page, record)))
    await frontier.doneAll(new Map(outcomes.map(([{ url }, outcome]) => [url, outcome])))
    result.same += same.size
    result.articles += kept.length
  }
  const putInto = async (sink: PageSink, found: Found): Promise<'put'> => {
    await sink.put(await openFound(found))
    return 'put'
  }

  let done = 0
  let records = 0
  let reads: Read[] = []
  let keeping: Promise<void> = Promise.resolve()
  /** Has what was read kept while the next is read, once what was read before it is kept. */
  const flush = async (file: FileFound, whole: boolean): Promise<void> => {
    const [portionOfFile, upTo] = [reads, records]
    reads = []
    await keeping
    keeping = (async () => {
      await keepAll(portionOfFile)
      await store.imports.note(keyOf(file), { records: upTo, whole })
    })()
    // Whoever waits for it hears of its error; until then it is nobody's.
    keeping.catch(() => undefined)
  }
  const steps = stepsIn(files, (file) => earlier(file)?.whole === true)
  const start = (step: Step): Promise<Read | 'put' | undefined> | undefined => {
    if (step.kind !== 'found' || step.number <= (earlier(step.file)?.records ?? 0)) return undefined
    if ('error' in step) return Promise.reject(step.error)
    if (step.found === undefined) return Promise.resolve(undefined)
    if (sink !== undefined) return putInto(sink, step.found)
    const { found } = step
    return inStage('read', {}, () => readers.read(found))
  }
  for await (const { step, outcome } of aheadOf(steps, readers.ahead, start)) {
    const { file } = step
    switch (step.kind) {
      case 'before':
        result.before++
        done += file.size
        break
      case 'begun':
        result.files++
        records = 0
        break
      case 'found':
        records = step.number
        if (outcome !== undefined) {
          try {
            const read = await outcome
            if (read === undefined) result.passed++
            else if (read === 'put') result.articles++
            else reads.push(read)
          } catch (error) {
            fail(step.name, error)
          }
          if (records % portion === 0 || charactersOf(reads) >= portionCharacters) await flush(file, false)
        }
        progress({ done: done + step.bytes, all, file: file.path, result })
        break
      case 'ended':
        if (step.error !== undefined) fail(file.path, step.error)
        await flush(file, true)
        done += file.size
        progress({ done, all, file: file.path, result })
        break
    }
  }
  await keeping
  return result
}

const charactersOf = (reads: readonly Read[]): number => reads.reduce((sum, { page }) => sum + page.content.length, 0)

/** A file that has changed is another. */
const keyOf = ({ path, size, modified }: FileFound): string => `${resolve(path)} ${size} ${modified}`

/** One thing after another that is met in the files. */
type Step = { readonly file: FileFound } & (
  | { readonly kind: 'before' | 'begun' }
  /** The record of this number, from 1, or what is wrong with it; bytes of the file are read up to there. */
  | ({ readonly kind: 'found'; readonly number: number; readonly bytes: number } & Item)
  /** The file ends, or breaks off. */
  | { readonly kind: 'ended'; readonly error?: unknown }
)

async function* stepsIn(files: readonly FileFound[], isWhole: (file: FileFound) => boolean): AsyncGenerator<Step> {
  for (const file of files) {
    if (isWhole(file)) {
      yield { kind: 'before', file }
      continue
    }
    yield { kind: 'begun', file }
    let number = 0
    let bytes = 0
    let error: unknown
    const items = itemsIn(file, (read) => {
      bytes = read
    })
    try {
      for await (const item of items) yield { kind: 'found', file, number: ++number, bytes, ...item }
    } catch (broken) {
      error = broken
    }
    yield { kind: 'ended', file, error }
  }
}

interface Started<T> {
  readonly step: Step
  readonly outcome: Promise<T> | undefined
}

/** The steps in their order, each with what was started for it: as many are under way at once as `most`. */
async function* aheadOf<T>(
  steps: AsyncGenerator<Step>,
  most: number,
  start: (step: Step) => Promise<T> | undefined,
): AsyncGenerator<Started<T>> {
  const underWay: Started<T>[] = []
  let running = 0
  try {
    for await (const step of steps) {
      const outcome = start(step)
      // Whoever takes the step hears of its error; until then it is nobody's.
      outcome?.catch(() => undefined)
      underWay.push({ step, outcome })
      if (outcome !== undefined) running++
      while (running >= most || underWay.length > most * mostSteps) {
        const first = underWay.shift()
        if (first === undefined) break
        if (first.outcome !== undefined) running--
        yield first
      }
    }
    yield* underWay
  } finally {
    await steps.return(undefined)
  }
}

/** Steps that nothing is started for are light: so many for each that is. */
const mostSteps = 8

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

/** A record or a file, by the name that errors give it: what was found, nothing where it is no page. */
type Item = { readonly name: string } & ({ readonly found: Found | undefined } | { readonly error: SourceError })

async function* itemsIn({ path, size }: FileFound, progress: (bytes: number) => void): AsyncGenerator<Item> {
  if (archiveName.test(path)) {
    const stream = createReadStream(path)
    for await (const record of readWarc(stream)) {
      progress(stream.bytesRead)
      const { url = path } = record
      const name = `${path}: ${url}`
      if (record.tooLarge) {
        yield { name, error: new SourceError('too-large', `it has more than ${mebibytes(limits.pageBytes)}`) }
      } else {
        const answer = answerIn(record)
        yield { name, found: answer === undefined || !mayBePage(answer) ? undefined : { kind: 'answer', answer } }
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
    for (const page of readTelegram(decode(Buffer.concat(chunks))).posts) {
      yield { name: `${path}: ${page.url ?? ''}`, found: { kind: 'page', page } }
    }
  } else yield { name: path, found: { kind: 'file', path } }
}

const exportBytes = 256 * 1024 * 1024
