import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { type NatsBus, natsBus } from '../src/flow/nats.js'
import { putPage } from '../src/flow/pages.js'
import { read } from '../src/read.js'
import type { Page } from '../src/source/schema.js'
import { withDatabase } from '../src/store/databases.js'
import type { Database } from '../src/store/schema.js'
import { openStore, type Store } from '../src/store/store.js'
import { start } from '../test/command.js'
import { makeDatabase } from '../test/database.js'
import { makeNats, type Nats } from '../test/nats.js'
import { canPin, pin, readingRate } from './cores.js'
import { mostMemoryOf, serverOf, workOf, workOfAll } from './processes.js'
import { cells, fresh, load, part } from './scale.js'

/** Pages for each worker, before what is measured: what is read first is compiled then. */
const warmEach = 200
const measuredEach = 300
const latencies = 500
/** Milliseconds between two looks at what has come in. */
const pollEach = 20

/** A database, and the store over it. */
interface Stored {
  readonly url: string
  readonly store: Store
  readonly database: Kysely<Database>
}

interface Setting extends Stored {
  readonly nats: Nats
  readonly bus: NatsBus
  /** The first process of PostgreSQL. */
  readonly postgres: number
}

/** Real workers on servers of their own: `derek worker read keep`, with NATS and PostgreSQL between them. */
export async function showWorkers(server: string, counts: readonly number[], cores: number): Promise<void> {
  const { where, remove } = await makeDatabase(server)
  const store = await openStore(where)
  try {
    await withDatabase(where, (database) =>
      withNats({ url: where.url, store, database }, async (setting) => {
        console.log(
          `derek worker read keep: ${measuredEach} pages for each, on the stream before they begin, after ${warmEach} others`,
        )
        console.log('milliseconds of work for one article; cores are what all of them got together')
        console.log(headOf(cores))
        let best = { count: 1, rate: 0 }
        for (const count of counts) {
          const rate = await showCount(setting, count, cores)
          if (rate > best.rate) best = { count, rate }
        }
        console.log()
        await showLatency(setting, best.count, best.rate / 2)
        if (canPin) await showCores(setting, cores)
      }),
    )
  } finally {
    await store.close()
    await remove()
  }
}

/** As many workers as cores over a store that has articles: what grows with them. */
export async function showWorkersOver(stored: Stored, cores: number): Promise<void> {
  await withNats(stored, async (setting) => {
    console.log(headOf(cores))
    await showLatency(setting, cores, (await showCount(setting, cores, cores)) / 2)
  })
}

const headOf = (cores: number): string =>
  cells(['workers', 'a second', 'workers ms', 'postgres', 'nats', 'cores', `of ${cores}`, 'a core', 'RSS MiB'])

async function withNats(stored: Stored, show: (setting: Setting) => Promise<void>): Promise<void> {
  const nats = await makeNats()
  await nats.start()
  const bus = await natsBus({ url: nats.url, say: () => {} })
  try {
    await show({ ...stored, nats, bus, postgres: await serverOf(stored.database) })
  } finally {
    await bus.close()
    await nats.remove()
  }
}

async function startWorkers({ nats, url }: Setting, count: number): Promise<readonly ChildProcess[]> {
  const workers = Array.from({ length: count }, () =>
    start(['worker', 'read', 'keep'], { NATS_URL: nats.url, DATABASE_URL: url }),
  )
  for (const { stdout, stderr } of workers) {
    stderr?.resume()
    if (stdout !== null) await once(stdout, 'data')
    stdout?.resume()
  }
  return workers
}

async function endWorkers(workers: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    workers.map(async (worker) => {
      const ended = once(worker, 'exit')
      worker.kill('SIGCONT')
      worker.kill('SIGTERM')
      await ended
    }),
  )
}

let nextSeed = 700_000

const put = async (bus: NatsBus, pages: readonly Page[]): Promise<void> => {
  for (const page of pages) await putPage(bus, page, page.url === undefined ? {} : { url: page.url })
}

async function untilDone({ bus }: Setting): Promise<void> {
  for (;;) {
    const waiting = await bus.waiting()
    if ((waiting.get('page') ?? 0) + (waiting.get('reading') ?? 0) === 0) return
    await sleep(5 * pollEach)
  }
}

/** As many workers as cores, with NATS and PostgreSQL on the same cores and no other: what each core more brings. */
async function showCores(setting: Setting, cores: number): Promise<void> {
  console.log('\nas many workers as cores, and all of it, NATS and PostgreSQL too, on these cores alone')
  const rates: [workers: number, reading: number][] = []
  for (let count = 1; count <= cores; count++) {
    rates.push([await showCount(setting, count, count, { isPinned: true }), await readingRate(count)])
  }
  const [[alone, readAlone] = [0, 0]] = rates
  for (const [index, [rate, reading]] of rates.entries()) {
    const count = index + 1
    const linear = (rate / alone / count).toFixed(2)
    const given = (reading / readAlone / count).toFixed(2)
    console.log(
      `cores ${count}: ${rate.toFixed(1)} articles a second, ${linear} of linear; ` +
        `${reading.toFixed(1)} pages a second only read by ${count} processes, ${given} of linear: what the machine gives`,
    )
  }
}

/** `cores`: how many the share is of; `isPinned`: all is kept to these. */
async function showCount(
  setting: Setting,
  count: number,
  cores: number,
  { isPinned = false }: { readonly isPinned?: boolean } = {},
): Promise<number> {
  const { bus, nats, database, postgres } = setting
  const workers = await startWorkers(setting, count)
  const all = [postgres, nats.pid() ?? 0, ...workers.flatMap(({ pid }) => pid ?? [])]
  if (isPinned) pin(all, cores)
  try {
    await put(bus, fresh(warmEach * count, nextSeed++))
    await untilDone(setting)
    const pids = workers.flatMap(({ pid }) => pid ?? [])
    const pages = fresh(measuredEach * count, nextSeed++)
    // They stand still until all pages are there, so that giving them takes nothing from what is measured.
    for (const worker of workers) worker.kill('SIGSTOP')
    await put(bus, pages)
    const stored = await countOf(database)
    const now = () => ({
      at: performance.now(),
      workers: pids.reduce((sum, pid) => sum + workOf(pid), 0),
      postgres: workOfAll(postgres),
      nats: workOf(nats.pid() ?? 0),
    })
    const before = now()
    for (const worker of workers) worker.kill('SIGCONT')
    await untilDone(setting)
    const after = now()
    const lost = pages.length - ((await countOf(database)) - stored)
    if (lost !== 0) throw new Error(`${lost} of ${pages.length} articles are not there`)
    const each = (name: 'workers' | 'postgres' | 'nats'): number => (after[name] - before[name]) / pages.length
    const work = each('workers') + each('postgres') + each('nats')
    const seconds = (after.at - before.at) / 1_000
    const rate = pages.length / seconds
    const used = (work * pages.length) / 1_000 / seconds
    const memory = Math.max(...pids.map(mostMemoryOf))
    const share = `${Math.round((100 * used) / cores)} %`
    console.log(
      `${cells([String(count), rate, each('workers'), each('postgres'), each('nats'), used, share, rate / used, memory])}  load ${load()}`,
    )
    return rate
  } finally {
    if (isPinned) pin(all, availableParallelism())
    await endWorkers(workers)
  }
}

async function countOf(database: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) as count from articles`.execute(database)
  return Number(rows[0]?.count ?? 0)
}

/** Pages that come in at an even pace: how long each takes from being fetched to being found. */
async function showLatency(setting: Setting, count: number, rate: number): Promise<void> {
  const { bus, database, store } = setting
  const workers = await startWorkers(setting, count)
  try {
    await put(bus, fresh(warmEach * count, nextSeed++))
    await untilDone(setting)
    const pages = fresh(latencies, nextSeed++).map((page) => ({ page, id: read(page).id }))
    const waiting = new Map<string, number>()
    const times: number[] = []
    let given = 0
    const giving = async (): Promise<void> => {
      const start = performance.now()
      for (const [i, { page, id }] of pages.entries()) {
        const fetched = start + (i * 1_000) / rate
        await sleep(Math.max(0, fetched - performance.now()))
        waiting.set(id, fetched)
        await put(bus, [page])
        given++
      }
    }
    const looking = async (): Promise<void> => {
      while (given < pages.length || waiting.size > 0) {
        await sleep(pollEach)
        const { rows } = await sql<{ id: string }>`
          select article_id as id from documents where article_id = any(${[...waiting.keys()]}::text[])
        `.execute(database)
        for (const { id } of rows) {
          times.push(performance.now() - (waiting.get(id) ?? 0))
          waiting.delete(id)
        }
      }
    }
    await Promise.all([giving(), looking()])
    await checkFound(store, pages)
    const [p50, p99, most] = [0.5, 0.99, 1].map((of) => part(times, of).toFixed(0))
    console.log(
      `from fetched to found, ${times.length} articles at ${rate.toFixed(1)} a second (half of the most, ${count} workers): ` +
        `p50 ${p50} ms, p99 ${p99} ms, the slowest ${most} ms; looked at each ${pollEach} ms; load ${load()}`,
    )
  } finally {
    await endWorkers(workers)
  }
}

/** What has its document is found by its words: one in fifty is looked for. */
async function checkFound(store: Store, pages: readonly { readonly page: Page; readonly id: string }[]): Promise<void> {
  for (const { page, id } of pages.filter((_, i) => i % 50 === 0)) {
    const { title = '', source } = read(page)
    const { articles } = await store.search(title, { limit: 50, source: source.id })
    if (!articles.some((found) => found.id === id)) throw new Error(`article ${id} is kept and not found`)
  }
}
