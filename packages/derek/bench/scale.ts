import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { restore } from '../src/article/restore.js'
import { analyze } from '../src/language/analyze.js'
import { read } from '../src/read.js'
import { record as recordOf } from '../src/record/record.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { openFetched } from '../src/source/open.js'
import type { Page } from '../src/source/schema.js'
import { withDatabase } from '../src/store/databases.js'
import { placementsOf } from '../src/store/placing.js'
import type { Database } from '../src/store/schema.js'
import { openStore, type Store } from '../src/store/store.js'
import { signatureOf } from '../src/story/signature.js'
import { storyText } from '../src/story/text.js'
import { makeDatabase, server } from '../test/database.js'
import { generate } from './generate.js'
import type { Bench } from './main.js'
import { multiply } from './multiply.js'

/** Articles that are saved one by one; more are copies of these, under other names and days. */
const made = 1_000
/** The news of so many days, so that a window of days has as many articles at each size from 10,000 on. */
const madeDays = 1
const measured = 100
const eachWorker = 100
const latencies = 100

const part = (numbers: readonly number[], of: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0
}
const cells = (values: readonly (string | number)[]): string =>
  values.map((value) => (typeof value === 'number' ? value.toFixed(1) : value).padStart(11)).join('')

const bytesOf = (page: Page) => ({
  url: page.url ?? '',
  bytes: Buffer.from(page.content),
  contentType: 'text/html; charset=utf-8',
})

/** New articles, which no other measure has had: `seed` tells them apart. */
const fresh = (count: number, seed: number) =>
  [...generate(count, { seed, days: madeDays })].map(({ page }): Page => {
    const url = page.url?.replace('/news/', `/${seed}/`) ?? ''
    return { ...page, url, content: page.content.replaceAll(page.url ?? '', url) }
  })

/** Milliseconds that this process has worked: other work on the machine changes them least. */
const ownWork = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

type Stage = 'open' | 'restore' | 'analyze' | 'record' | 'save' | 'place' | 'wall'

/** What each stage takes of one article after another: milliseconds of work here; of the save, those of a clock too. */
async function timeStages(store: Store, database: Kysely<Database>, pages: readonly Page[]) {
  const times: Record<Stage, number[]> = {
    open: [],
    restore: [],
    analyze: [],
    record: [],
    save: [],
    place: [],
    wall: [],
  }
  const timed = async <T>(name: Stage, run: () => T | Promise<T>): Promise<T> => {
    const start = ownWork()
    const result = await run()
    times[name].push(ownWork() - start)
    return result
  }
  for (const page of pages) {
    const opened = await timed('open', () => openFetched(bytesOf(page)))
    const article = await timed('restore', () => restore(opened))
    const analysis = await timed('analyze', () => analyze(article))
    const record = await timed('record', () => recordOf(analysis))
    // What a save spends on placing is asked for beside it: the same questions, of the same tables, and nothing is kept.
    await timed('place', () => placementsOf(database, [signatureOf(storyText(record), record.publishedAt)]))
    const start = performance.now()
    await timed('save', () => store.save(opened, record))
    times.wall.push(performance.now() - start)
  }
  return times
}

const tables = sql<{ name: string; rows: string; indexes: string }>`
  select relname as name, pg_table_size(oid) as rows, pg_indexes_size(oid) as indexes from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace order by pg_total_relation_size(oid) desc`

/** Milliseconds that each process of PostgreSQL which answers for this database has worked. */
async function databaseWork(database: Kysely<Database>): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`.execute(
    database,
  )
  return new Map(
    rows.map(({ pid }) => {
      const file = `/proc/${pid}/schedstat`
      return [pid, existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : 0]
    }),
  )
}

/** What they have worked since; of processes that ended meanwhile, as idle ones do, nothing is known. */
async function workSince(before: ReadonlyMap<number, number>, database: Kysely<Database>): Promise<number> {
  const after = await databaseWork(database)
  return [...after].reduce((sum, [pid, work]) => sum + work - (before.get(pid) ?? 0), 0)
}

const workedSchema = z.object({ seconds: z.number(), cpu: z.number(), rss: z.number() })
type Worked = z.infer<typeof workedSchema>

/** A worker as it is beside others: a process with a connection of its own, which opens, reads and saves. */
async function work(url: string, seed: number): Promise<void> {
  const pages = fresh(eachWorker, seed)
  for (const page of fresh(30, 99_999)) read(page)
  const store = await openStore({ url })
  process.stdout.write('ready\n')
  await new Promise((resolve) => process.stdin.once('data', resolve))
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  for (const page of pages) {
    const opened = openFetched(bytesOf(page))
    await store.save(opened, read(opened))
  }
  const { user, system } = process.cpuUsage(cpu)
  const worked: Worked = {
    seconds: (performance.now() - start) / 1_000,
    cpu: (user + system) / 1_000,
    rss: process.memoryUsage.rss(),
  }
  process.stdout.write(`${JSON.stringify(worked)}\n`)
  await new Promise((resolve) => process.stdin.once('data', resolve))
  await store.close()
  process.stdin.destroy()
}

function startWorker(url: string, seed: number) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./main.js', import.meta.url)), 'scale', 'worker'], {
    env: { ...process.env, SCALE_URL: url, SCALE_SEED: String(seed) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.trim().split('\n')) (waiting.shift() ?? ((own) => lines.push(own)))(line)
  })
  return {
    line: () =>
      new Promise<string>((resolve) => {
        const known = lines.shift()
        if (known === undefined) waiting.push(resolve)
        else resolve(known)
      }),
    go: () => child.stdin.write('go\n'),
    ended: new Promise((resolve) => child.on('close', resolve)),
  }
}

let nextSeed = 1_000

/** So many processes at once, each with articles of its own. */
async function timeWorkers(url: string, count: number, database: Kysely<Database>) {
  const workers = Array.from({ length: count }, () => startWorker(url, nextSeed++))
  await Promise.all(workers.map(({ line }) => line()))
  const [start, before] = [performance.now(), await databaseWork(database)]
  for (const { go } of workers) go()
  const worked = (await Promise.all(workers.map(({ line }) => line()))).map((line) =>
    workedSchema.parse(JSON.parse(line)),
  )
  const seconds = (performance.now() - start) / 1_000
  const postgres = await workSince(before, database)
  for (const { go } of workers) go()
  await Promise.all(workers.map(({ ended }) => ended))
  const articles = count * eachWorker
  const cpu = worked.reduce((sum, one) => sum + one.cpu, 0)
  return {
    rate: articles / seconds,
    node: cpu / articles,
    postgres: postgres / articles,
    rss: Math.max(...worked.map(({ rss }) => rss)) / 2 ** 20,
    cores: (cpu + postgres) / 1_000 / seconds,
  }
}

/** Pages that come in at an even pace: how long each takes from being fetched to being found. */
async function timeLatency(store: Store, pages: readonly Page[], rate: number): Promise<readonly number[]> {
  const start = performance.now()
  const times: number[] = []
  for (const [i, page] of pages.entries()) {
    const fetched = start + (i * 1_000) / rate
    await sleep(Math.max(0, fetched - performance.now()))
    const opened = openFetched(bytesOf(page))
    const record = read(opened)
    await store.save(opened, record)
    // A save that has ended can be found: one in ten is looked for.
    if (i % 10 === 0) await checkFound(store, record)
    times.push(performance.now() - fetched)
  }
  return times
}

async function checkFound(store: Store, { id, title = '', source }: ArticleRecord): Promise<void> {
  const { total } = await store.search(title, { limit: 1, source: source.id })
  if (total === 0) throw new Error(`article ${id} is saved and not found`)
}

const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')

async function showWorkers(url: string, counts: readonly number[], store: Store, database: Kysely<Database>) {
  console.log(`processes that open, read and save; milliseconds of work for one article; load average ${load()}`)
  console.log(cells(['workers', 'a second', 'node', 'postgres', 'cores used', 'per core', 'RSS MiB']))
  let one: number | undefined
  for (const count of counts) {
    const { rate, node, postgres, cores, rss } = await timeWorkers(url, count, database)
    one ??= rate
    console.log(cells([String(count), rate, node, postgres, cores, rate / cores, rss]))
  }
  const half = (one ?? 1) / 2
  const times = await timeLatency(store, fresh(latencies, 501), half)
  const shown = [0.5, 0.99].map((of) => `p${of * 100} ${part(times, of).toFixed(0)} ms`).join(', ')
  console.log(`\nfrom fetched to found, at ${half.toFixed(1)} articles a second: ${shown}; load average ${load()}`)
}

async function showStages(store: Store, database: Kysely<Database>, size: number): Promise<void> {
  const before = await databaseWork(database)
  const times = await timeStages(store, database, fresh(measured, size + 7))
  const postgres = (await workSince(before, database)) / measured
  const p50 = (name: Stage): number => part(times[name], 0.5)
  const shown = (['open', 'restore', 'analyze', 'record', 'save', 'place'] as const).map(p50)
  console.log(cells([String(size), ...shown, postgres, p50('wall'), part(times.wall, 0.95)]))
  const { rows } = await tables.execute(database)
  const { rows: counted } = await sql<{ count: string }>`select count(*) as count from articles`.execute(database)
  const kibibytes = (bytes: number): string => (bytes / Number(counted[0]?.count ?? 1) / 1_024).toFixed(1)
  const all = rows.reduce((sum, row) => sum + Number(row.rows) + Number(row.indexes), 0)
  const largest = rows
    .slice(0, 8)
    .map(({ name, rows, indexes }) => `${name} ${kibibytes(Number(rows))}+${kibibytes(Number(indexes))}`)
  console.log(`  KiB an article, rows+indexes: ${kibibytes(all)} in all: ${largest.join(', ')}; load average ${load()}`)
}

async function run(args: readonly string[]): Promise<void> {
  if (args[0] === 'worker') return work(process.env.SCALE_URL ?? '', Number(process.env.SCALE_SEED))
  if (server === undefined) {
    console.log('skipped: TEST_DATABASE_URL is not set')
    return
  }
  const numbers = (option: string, otherwise: readonly number[]): readonly number[] =>
    args
      .find((arg) => arg.startsWith(`${option}=`))
      ?.slice(option.length + 1)
      .split(',')
      .map(Number) ?? otherwise
  const sizes = numbers('sizes', [1_000, 10_000, 100_000])
  const counts = numbers('workers', [1, 2, 4])
  console.log(`${availableParallelism()} cores, shared with other work; load average before: ${load()}\n`)
  const { where, remove } = await makeDatabase(server)
  try {
    const store = await openStore(where)
    for (const { page, record } of generate(made, { days: madeDays })) await store.save(page, record)
    for (const page of fresh(50, 99_999)) read(page)
    await withDatabase(where, async (database) => {
      await showWorkers(where.url, counts, store, database)
      console.log(
        '\nmilliseconds of work for one article, p50; place is a part of save, and wall is what a clock says of save',
      )
      console.log(
        cells(['stored', 'open', 'restore', 'analyze', 'record', 'save', 'place', 'postgres', 'wall', 'wall p95']),
      )
      for (const size of sizes) {
        await multiply(database, size)
        await showStages(store, database, size)
      }
    })
    await store.close()
  } finally {
    await remove()
  }
}

/** `npm run bench -- scale [sizes=1000,10000,100000] [workers=1,2,4]`: how many are stored, each more than the one before. */
export const scale: Bench = {
  name: 'scale',
  about: 'articles a second by workers, and what one costs by how many are stored',
  run,
}
