import { mkdir, open, readFile, rename, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * What was found, fetched and read, one line an entry, each line on the disk before what follows from it is done. Killed
 * at any point, Derek reads the journal again and goes on: a line that breaks off is as if it had never been written.
 */
const entrySchema = z.discriminatedUnion('type', [
  /** A source names an article. */
  z.object({
    type: z.literal('found'),
    url: z.string(),
    source: z.string().optional(),
    title: z.string().optional(),
    publishedAt: z.string().optional(),
  }),
  /** What a later request may ask: whether it changed since. */
  z.object({
    type: z.literal('validators'),
    url: z.string(),
    etag: z.string().optional(),
    modified: z.string().optional(),
  }),
  /** An archive file is begun. */
  z.object({ type: z.literal('file'), file: z.string() }),
  /** The raw response is in the archive, from `start` to `end` of the file. */
  z.object({ type: z.literal('kept'), url: z.string(), file: z.string(), start: z.int(), end: z.int() }),
  /** It could not be fetched, and will be tried again. */
  z.object({ type: z.literal('failed'), url: z.string(), attempts: z.int(), until: z.number(), reason: z.string() }),
  /** Nothing more is to be done about it. */
  z.object({
    type: z.literal('done'),
    url: z.string(),
    outcome: z.enum(['read', 'same', 'unread', 'given-up', 'disallowed']),
    article: z.string().optional(),
    canonical: z.string().optional(),
    reason: z.string().optional(),
  }),
  /** So many records of a file, or the whole of it, have been imported. */
  z.object({ type: z.literal('imported'), file: z.string(), records: z.int(), whole: z.boolean() }),
])

export type Entry = z.infer<typeof entrySchema>
type EntryOf<T extends Entry['type']> = Extract<Entry, { readonly type: T }>

/** What the journal comes to: the last word on each address. */
export interface Journaled {
  /** Found and not done, in the order they were found. */
  readonly waiting: Map<string, EntryOf<'found'>>
  /** In the archive and not yet read, in the order they were kept. */
  readonly kept: Map<string, EntryOf<'kept'>>
  readonly failed: Map<string, EntryOf<'failed'>>
  readonly done: Map<string, EntryOf<'done'>>
  readonly validators: Map<string, EntryOf<'validators'>>
  /** Which address an article was first read at, by its canonical address. */
  readonly canonical: Map<string, string>
  /** How far each archive file reaches. */
  readonly ends: Map<string, number>
  readonly imported: Map<string, EntryOf<'imported'>>
}

const empty = (): Journaled => ({
  waiting: new Map(),
  kept: new Map(),
  failed: new Map(),
  done: new Map(),
  validators: new Map(),
  canonical: new Map(),
  ends: new Map(),
  imported: new Map(),
})

function apply(state: Journaled, entry: Entry): void {
  switch (entry.type) {
    case 'found':
      if (!state.done.has(entry.url) && !state.waiting.has(entry.url)) state.waiting.set(entry.url, entry)
      break
    case 'validators':
      state.validators.set(entry.url, entry)
      break
    case 'file':
      state.ends.set(entry.file, 0)
      break
    case 'kept':
      state.ends.set(entry.file, Math.max(entry.end, state.ends.get(entry.file) ?? 0))
      state.kept.delete(entry.url)
      state.kept.set(entry.url, entry)
      break
    case 'failed':
      state.failed.set(entry.url, entry)
      break
    case 'done':
      state.waiting.delete(entry.url)
      state.kept.delete(entry.url)
      state.failed.delete(entry.url)
      state.done.set(entry.url, entry)
      if (entry.outcome === 'read' && entry.canonical !== undefined && !state.canonical.has(entry.canonical)) {
        state.canonical.set(entry.canonical, entry.url)
      }
      break
    case 'imported':
      state.imported.set(entry.file, entry)
      break
  }
}

/** The shortest journal that comes to the same. */
function* entriesOf(state: Journaled): Generator<Entry> {
  for (const [file, end] of state.ends) {
    yield { type: 'file', file }
    yield { type: 'kept', url: '', file, start: end, end }
  }
  yield* state.validators.values()
  yield* state.imported.values()
  yield* state.done.values()
  yield* state.waiting.values()
  yield* state.failed.values()
  for (const entry of state.kept.values()) if (entry.url !== '') yield entry
}

export interface Journal {
  readonly state: Journaled
  /** Writes entries, all or none of which hold after a crash of this process; resolves when they are on the disk. */
  append(...entries: readonly Entry[]): Promise<void>
  close(): Promise<void>
}

/** A journal this much longer than what it comes to is written anew. */
const slack = 4
const slackLines = 10_000

/** Opens the journal of a data folder. Only the process that has the folder's lock may. */
export async function openJournal(folder: string): Promise<Journal> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'watch.ndjson')
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  })
  const state = empty()
  let lines = 0
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines++
    for (const entry of parseLine(bytes.toString('utf8', start, end), `${path}, line ${lines}`)) apply(state, entry)
    start = end + 1
  }
  // What broke off was never acted on.
  if (start < bytes.length) await truncate(path, start)
  state.kept.delete('')
  if (lines > slackLines) {
    const kept = [...entriesOf(state)]
    if (lines > kept.length * slack) await rewrite(path, kept)
  }
  const file = await open(path, 'a')
  let last: Promise<unknown> = Promise.resolve()
  return {
    state,
    append(...entries) {
      if (entries.length === 0) return Promise.resolve()
      // One line an append: all of its entries are there after a crash, or none.
      const written = last.then(async () => {
        await file.appendFile(`${JSON.stringify(entries.length === 1 ? entries[0] : entries)}\n`)
        await file.datasync()
        for (const entry of entries) apply(state, entry)
      })
      // Once a write fails, nothing is written after it: it may have broken off in a line.
      last = written
      written.catch(() => undefined)
      return written
    },
    async close() {
      await last.catch(() => undefined)
      await file.close()
    },
  }
}

const lineSchema = z.union([entrySchema.transform((entry) => [entry]), z.array(entrySchema)])

function parseLine(line: string, where: string): readonly Entry[] {
  try {
    return lineSchema.parse(JSON.parse(line))
  } catch (error) {
    throw new Error(`${where}: it is no entry of the journal`, { cause: error })
  }
}

async function rewrite(path: string, entries: readonly Entry[]): Promise<void> {
  const made = `${path}.new`
  const file = await open(made, 'w')
  for (const entry of entries) await file.write(`${JSON.stringify(entry)}\n`)
  await file.datasync()
  await file.close()
  await rename(made, path)
}
