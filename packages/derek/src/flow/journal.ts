import { readFile, rename, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LockError, lock } from '../store/lock.js'
import type { Store } from '../store/store.js'
import type { Known, KnownAddress } from '../store/take-over.js'
import type { Log } from '../telemetry/log.js'

/**
 * The journal that Derek kept in the data folder before 0018-imports: what was found, fetched, read and imported, a line
 * an entry or some of them. All of it is in the database now.
 */
const entrySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('found'),
    url: z.string(),
    source: z.string().optional(),
    title: z.string().optional(),
    publishedAt: z.string().optional(),
  }),
  z.object({
    type: z.literal('validators'),
    url: z.string(),
    etag: z.string().optional(),
    modified: z.string().optional(),
  }),
  /** An archive file was begun. */
  z.object({ type: z.literal('file'), file: z.string() }),
  /** The raw response is in the archive; without an address, it only says how far the file reaches. */
  z.object({ type: z.literal('kept'), url: z.string(), file: z.string(), start: z.int(), end: z.int() }),
  /** `until` is in milliseconds. */
  z.object({ type: z.literal('failed'), url: z.string(), attempts: z.int(), until: z.number(), reason: z.string() }),
  z.object({
    type: z.literal('done'),
    url: z.string(),
    outcome: z.enum(['read', 'same', 'unread', 'given-up', 'disallowed']),
    article: z.string().optional(),
    canonical: z.string().optional(),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal('imported'), file: z.string(), records: z.int(), whole: z.boolean() }),
])

type Entry = z.infer<typeof entrySchema>
type EntryOf<T extends Entry['type']> = Extract<Entry, { readonly type: T }>

const lineSchema = z.union([entrySchema.transform((entry) => [entry]), z.array(entrySchema)])

/** What a journal comes to: the last word on each address and file. */
class Journaled {
  readonly found = new Map<string, EntryOf<'found'>>()
  readonly kept = new Map<string, EntryOf<'kept'>>()
  readonly failed = new Map<string, EntryOf<'failed'>>()
  readonly done = new Map<string, EntryOf<'done'>>()
  readonly validators = new Map<string, EntryOf<'validators'>>()
  readonly canonicals = new Map<string, string>()
  readonly imports = new Map<string, EntryOf<'imported'>>()
  /** How far each archive file reaches. */
  readonly ends = new Map<string, number>()

  add(entry: Entry): void {
    switch (entry.type) {
      case 'found':
        if (!this.found.has(entry.url)) this.found.set(entry.url, entry)
        break
      case 'validators':
        this.validators.set(entry.url, entry)
        break
      case 'file':
        this.ends.set(entry.file, 0)
        break
      case 'kept':
        this.ends.set(entry.file, Math.max(entry.end, this.ends.get(entry.file) ?? 0))
        if (entry.url !== '') this.kept.set(entry.url, entry)
        break
      case 'failed':
        this.failed.set(entry.url, entry)
        break
      case 'done':
        this.kept.delete(entry.url)
        this.done.set(entry.url, entry)
        if (entry.outcome === 'read' && entry.canonical !== undefined && !this.canonicals.has(entry.canonical)) {
          this.canonicals.set(entry.canonical, entry.url)
        }
        break
      case 'imported':
        this.imports.set(entry.file, entry)
        break
    }
  }

  /** The same as the database has it. */
  get known(): Known {
    const urls = new Set([...this.found.keys(), ...this.kept.keys(), ...this.done.keys()])
    return {
      addresses: [...urls].map((url) => this.addressOf(url)),
      canonicals: [...this.canonicals].map(([canonical, url]) => ({ canonical, url })),
      validators: [...this.validators.values()],
      responses: [...this.kept.values()],
      imports: [...this.imports.values()],
    }
  }

  private addressOf(url: string): KnownAddress {
    const { source, title, publishedAt } = this.found.get(url) ?? {}
    const item = { url, source, title, publishedAt }
    // What was fetched again, and not yet read, is not done.
    const done = this.kept.has(url) ? undefined : this.done.get(url)
    if (done !== undefined) {
      const { outcome, article, reason } = done
      return {
        item,
        outcome,
        ...(article === undefined ? {} : { article }),
        ...(reason === undefined ? {} : { reason }),
      }
    }
    const failed = this.failed.get(url)
    if (failed === undefined) return { item }
    const { attempts, until, reason } = failed
    return { item, attempts, due: new Date(until).toISOString(), reason }
  }
}

/**
 * Takes over what the journal of an older Derek says, where the data folder has one, and puts the journal aside. Killed
 * meanwhile, it is done again, and nothing is there twice. What stands in the archive beyond the journal is cut off, as
 * it will be fetched again.
 */
export async function takeOverJournal(folder: string, store: Pick<Store, 'takeOver'>, say: Log): Promise<void> {
  const path = join(folder, 'watch.ndjson')
  if (!(await isThere(path))) return
  const unlock = await lockUnlessOurs(folder)
  try {
    const { known, ends } = journalIn(await readFile(path), path)
    for (const [file, end] of ends) {
      const archived = join(folder, 'warc', file)
      const size = (await stat(archived).catch(() => undefined))?.size ?? 0
      if (size > end) await truncate(archived, end)
    }
    await store.takeOver(known)
    const aside = await freeName(join(folder, 'journal.taken-over'))
    await rename(path, aside)
    const { addresses, imports } = known
    say(
      `${path} is in the database now (${addresses.length} addresses, ${imports.length} imported files), and ${aside}`,
    )
  } finally {
    await unlock()
  }
}

/** A line that breaks off was never acted on. */
function journalIn(bytes: Buffer, path: string): Journaled {
  const journaled = new Journaled()
  let lines = 0
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines++
    for (const entry of entriesOf(bytes.toString('utf8', start, end), `${path}, line ${lines}`)) journaled.add(entry)
    start = end + 1
  }
  return journaled
}

function entriesOf(line: string, where: string): readonly Entry[] {
  try {
    return lineSchema.parse(JSON.parse(line))
  } catch (error) {
    throw new Error(`${where}: it is no entry of the journal`, { cause: error })
  }
}

/** Keeps an older Derek away, which would go on writing; a store in the folder has done so already. */
async function lockUnlessOurs(folder: string): Promise<() => Promise<void>> {
  try {
    return await lock(folder)
  } catch (error) {
    if (error instanceof LockError && error.holder === process.pid) return async () => {}
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`the data folder ${folder} cannot be used: ${reason}`, { cause: error })
  }
}

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined

/** An older Derek may have been started again meanwhile, and its journal be taken over a second time. */
async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? path : `${path}.${number}`
    if (!(await isThere(name))) return name
  }
}
