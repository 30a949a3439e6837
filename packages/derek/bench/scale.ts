import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
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
import { warcExchange } from '../src/watch/warc.js'
import { makeCluster, programs } from '../test/cluster.js'
import { run as runDerek } from '../test/command.js'
import { makeDatabase } from '../test/database.js'
import { hasNats } from '../test/nats.js'
import { generate } from './generate.js'
import type { Bench } from './main.js'
import { multiply } from './multiply.js'
import { serverOf, workOfAll } from './processes.js'
import { showWorkers, showWorkersOver } from './workers.js'

/** Articles that are read and saved; more are copies of these, under other names and days. */
const made = 1_000
/** The news of so many days, so that a window of days has as many articles at each size from 10,000 on. */
const madeDays = 1
const measured = 100
/** So many are saved at once, as `derek import` does, and so often. */
const portion = 20
const portions = 10
const imported = 600

export const part = (numbers: readonly number[], of: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0
}
export const cells = (values: readonly (string | number)[]): string =>
  values.map((value) => (typeof value === 'number' ? value.toFixed(1) : value).padStart(11)).join('')
export const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')

/** New articles, which no other measure has had: `seed` tells them apart. */
export const fresh = (count: number, seed: number): readonly Page[] =>
  [...generate(count, { seed, days: madeDays })].map(({ page }): Page => {
    const url = page.url?.replace('/news/', `/${seed}/`) ?? ''
    return { ...page, url, content: page.content.replaceAll(page.url ?? '', url) }
  })

const bytesOf = (page: Page) => ({
  url: page.url ?? '',
  bytes: Buffer.from(page.content),
  contentType: 'text/html; charset=utf-8',
})

/** Milliseconds that this process has worked. */
const ownWork = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

type Stage = 'open' | 'restore' | 'analyze' | 'record' | 'place' | 'save' | 'wall'

/** What each stage takes of one article after another: milliseconds of work here; of the save, those of a clock too. */
async function timeStages(store: Store, database: Kysely<Database>, pages: readonly Page[]) {
  const times: Record<Stage, number[]> = {
    open: [],
    restore: [],
    analyze: [],
    record: [],
    place: [],
    save: [],
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

/** What saving takes where some are saved at once: milliseconds for one article. */
async function timePortions(store: Store, postgres: number, seed: number) {
  const articles = fresh(portion * portions, seed).map((page) => ({ page, record: read(page) }))
  const [node, before, start] = [ownWork(), workOfAll(postgres), performance.now()]
  for (let i = 0; i < portions; i++) {
    const some = articles.slice(i * portion, (i + 1) * portion)
    await Promise.all(some.map(({ page, record }) => store.save(page, record)))
  }
  const each = (all: number): number => all / articles.length
  return {
    node: each(ownWork() - node),
    postgres: each(workOfAll(postgres) - before),
    wall: each(performance.now() - start),
  }
}

const tables = sql<{ name: string; rows: string; indexes: string }>`
  select relname as name, pg_table_size(oid) as rows, pg_indexes_size(oid) as indexes from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace order by pg_total_relation_size(oid) desc`

const sizeHead = cells([
  'stored',
  'open',
  'restore',
  'analyze',
  'record',
  'save',
  'place',
  'clock',
  'p95',
  'at once',
  'postgres',
  'clock',
])

async function showSize(store: Store, database: Kysely<Database>, size: number): Promise<void> {
  const postgres = await serverOf(database)
  const times = await timeStages(store, database, fresh(measured, size + 7))
  const together = await timePortions(store, postgres, size + 8)
  const p50 = (name: Stage): number => part(times[name], 0.5)
  const shown = (['open', 'restore', 'analyze', 'record', 'save', 'place', 'wall'] as const).map(p50)
  const { rows: counted } = await sql<{ count: number }>`select count(*)::integer as count from articles`.execute(
    database,
  )
  const count = counted[0]?.count ?? 1
  console.log(`\n${sizeHead}`)
  console.log(
    `${cells([String(count), ...shown, part(times.wall, 0.95), together.node, together.postgres, together.wall])}  load ${load()}`,
  )
  const { rows } = await tables.execute(database)
  const kibibytes = (bytes: number): string => (bytes / count / 1_024).toFixed(1)
  const sum = (of: 'rows' | 'indexes'): number => rows.reduce((all, row) => all + Number(row[of]), 0)
  const largest = rows
    .slice(0, 8)
    .map(({ name, rows, indexes }) => `${name} ${kibibytes(Number(rows))}+${kibibytes(Number(indexes))}`)
  console.log(
    `  KiB an article, rows+indexes: ${kibibytes(sum('rows'))}+${kibibytes(sum('indexes'))}: ${largest.join(', ')}`,
  )
}

async function showSizes(server: string, sizes: readonly number[], cores: number): Promise<void> {
  const { where, remove } = await makeDatabase(server)
  const store = await openStore(where)
  try {
    const articles = fresh(made, 1).map((page): { page: Page; record: ArticleRecord } => ({ page, record: read(page) }))
    for (let i = 0; i < made; i += portion) {
      await Promise.all(articles.slice(i, i + portion).map(({ page, record }) => store.save(page, record)))
    }
    console.log(
      '\nmilliseconds of work here for one article, p50 of those saved one by one; place is a part of save, clock',
    )
    console.log(
      `what a clock says of save; then for one of ${portion} that are saved at once: here, in PostgreSQL, by a clock`,
    )
    await withDatabase(where, async (database) => {
      for (const size of sizes) {
        await multiply(database, size)
        await showSize(store, database, size)
        if (hasNats) await showWorkersOver({ url: where.url, store, database }, cores)
      }
    })
  } finally {
    await store.close()
    await remove()
  }
}

/** `derek import` of a WARC file, as it says itself. */
async function showImport(server: string): Promise<void> {
  const { where, remove } = await makeDatabase(server)
  const folder = await mkdtemp(join(tmpdir(), 'derek-bench-'))
  try {
    for (const [threads, seed] of [
      ['0', 801],
      ['2', 802],
    ] as const) {
      const file = join(folder, `${threads}.warc`)
      const exchanges = fresh(imported, seed).map(({ url = '', content }) =>
        warcExchange({
          url,
          at: '2026-03-04T05:06:07Z',
          request: [],
          status: 200,
          statusText: 'OK',
          headers: [['Content-Type', 'text/html; charset=utf-8']],
          payload: Buffer.from(content),
        }),
      )
      await writeFile(file, Buffer.concat(exchanges))
      const { stdout } = await runDerek(['import', file, '--workers', threads], '', {
        DATABASE_URL: where.url,
        DEREK_DATA: join(folder, 'data'),
        NATS_URL: '',
      })
      console.log(`derek import --workers ${threads}: ${stdout.trim()}; load ${load()}`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await remove()
  }
}

async function run(args: readonly string[]): Promise<void> {
  if (programs === undefined) {
    console.log('skipped: PostgreSQL is not installed')
    return
  }
  const numbers = (option: string, otherwise: readonly number[]): readonly number[] =>
    args
      .find((arg) => arg.startsWith(`${option}=`))
      ?.slice(option.length + 1)
      .split(',')
      .map(Number) ?? otherwise
  const cores = availableParallelism()
  console.log(`${cores} cores, which workers, NATS, PostgreSQL and whatever else runs share; load before: ${load()}`)
  console.log('a PostgreSQL of its own, which waits for the disk (fsync), as it is by default\n')
  const cluster = await makeCluster()
  try {
    await cluster.start()
    if (hasNats) await showWorkers(cluster.url, numbers('workers', [1, 2, 4]), cores)
    else console.log('workers: skipped: nats-server is not installed')
    console.log()
    await showImport(cluster.url)
    await showSizes(cluster.url, numbers('sizes', [1_000, 10_000]), cores)
  } finally {
    await cluster.remove()
  }
}

/** `npm run bench -- scale [sizes=1000,10000,100000] [workers=1,2,4]`: how many are stored, each more than the one before. */
export const scale: Bench = {
  name: 'scale',
  about: 'articles a second by workers, and what one costs by how many are stored',
  run,
}
