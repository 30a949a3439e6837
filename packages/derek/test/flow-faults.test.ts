import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { generate, randomFrom } from '../bench/generate.js'
import type { Bus } from '../src/flow/bus.js'
import { deadMessages } from '../src/flow/dead.js'
import { memoryBus } from '../src/flow/memory.js'
import { natsBus } from '../src/flow/nats.js'
import { putPage } from '../src/flow/pages.js'
import { work } from '../src/flow/worker.js'
import { openStore } from '../src/store/store.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { type Content, contentOf, differencesIn, faults, rowsIn } from './content.js'
import { Crew, databaseOn, startAgain, untilDone } from './crew.js'
import { handOutAgainAfter, hasNats, makeNats, type Nats } from './nats.js'

/** A few articles in every run of the tests; `npm run test:faults` imports 20,000, many times. */
const articles = Number(process.env.DEREK_FAULT_ARTICLES ?? 60)
const rounds = Number(process.env.DEREK_FAULT_ROUNDS ?? 1)
const kills = Number(process.env.DEREK_FAULT_KILLS ?? 4)
/** Milliseconds between two kills, at most. */
const every = Number(process.env.DEREK_FAULT_EVERY ?? 1_500)
/** With this one, four kills are of all kinds. */
const firstSeed = Number(process.env.DEREK_FAULT_SEED ?? 17)
const isLong = articles >= 1_000

/** Milliseconds that an import may take: twenty articles a second, and what each kill costs. What stands still ends sooner. */
const longestImport = 120_000 + articles * 50
const longestKill = every + 10_000

const pages = () => generate(articles, { changedEach: 25 })

/** Shows how it goes while it goes, and not when the test is over. */
const tell = (line: string): void => void writeSync(2, `${line}\n`)

interface Import {
  readonly nats: Nats
  readonly crew: Crew
  /** What was killed, in order. */
  readonly killed: string[]
}

async function putAll(bus: Bus): Promise<void> {
  for (const { page } of pages()) await putPage(bus, page, page.url === undefined ? {} : { url: page.url })
}

/** Imports all pages in this process, with nothing between the stages but memory. */
async function importUndisturbed(database: string): Promise<void> {
  const store = await openStore({ url: database })
  const bus = memoryBus()
  const ending = new AbortController()
  const endTelling = isLong ? tellProgress('undisturbed', [], bus, database) : () => {}
  const options = { store, bus, sources: [], every: 60, pause: 0, since: 0, say: () => {} }
  const working = work({ ...options, stages: ['read', 'keep'], signal: ending.signal })
  try {
    await putAll(bus)
    await untilDone(bus)
    ending.abort()
    await working
  } finally {
    endTelling()
    ending.abort()
    await store.close()
  }
}

/** Imports all pages by three workers and a server of NATS, while something else happens; answers what was killed. */
async function importInto(
  database: string,
  name: string,
  disturb: (run: Import) => Promise<void>,
): Promise<readonly string[]> {
  const nats = await makeNats()
  await nats.start()
  const bus = await natsBus({ url: nats.url, say: () => {} })
  // What is left of a killed worker is waited for once, at the end: in a short test, not for long.
  if (!isLong) await handOutAgainAfter(bus, 4_000)
  const stages = [['read', 'keep'], ['read', 'keep'], ['keep']]
  const crew = new Crew({ NATS_URL: nats.url, DATABASE_URL: database }, stages)
  const run: Import = { nats, crew, killed: [] }
  const endTelling = isLong ? tellProgress(name, run.killed, bus, database) : () => {}
  try {
    await Promise.all([disturb(run), putAll(bus)])
    await untilDone(bus, () => crew.complaints)
    expect(await crew.end(), crew.complaints).toEqual([0, 0, 0])
    for await (const { reason } of deadMessages(bus.connection)) expect.fail(reason)
    return run.killed
  } finally {
    endTelling()
    await crew.end()
    await bus.close()
    await nats.remove()
  }
}

/** Every ten seconds: how many articles are kept, how fast, what was killed since. */
function tellProgress(name: string, killed: readonly string[], bus: Bus, database: string): () => void {
  const begun = performance.now()
  let [before, told] = [0, 0]
  const timer = setInterval(async () => {
    const seconds = (performance.now() - begun) / 1000
    const kept = await keptIn(database).catch(() => undefined)
    const waits = await Promise.race([bus.waiting(), sleep(1_000)]).catch(() => undefined)
    const rate = kept === undefined ? '' : `, ${((kept - before) / 10).toFixed(0)}/s`
    const streams = waits === undefined ? 'NATS is away' : [...waits].map((stream) => stream.join(' ')).join(', ')
    const news = killed.slice(told)
    tell(
      `${name}: ${seconds.toFixed(0)} s: ${kept ?? 'database away, ?'} of ${articles} kept${rate}; ${streams}` +
        (news.length === 0 ? '' : `; killed: ${news.join(', ')}`),
    )
    told = killed.length
    before = kept ?? before
  }, 10_000)
  return () => clearInterval(timer)
}

async function keptIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query('select count(*)::int as kept from articles')
    return rows[0].kept
  } finally {
    await client.end()
  }
}

/** Kills what a seed says, so many times, with pauses between, and starts it again. */
async function killAtRandom({ crew, nats, killed }: Import, cluster: Cluster, seed: number): Promise<void> {
  const random = randomFrom(seed)
  for (let i = 0; i < kills; i++) {
    await sleep(every / 5 + random((every * 4) / 5))
    const chance = random(8)
    if (chance < 4) killed.push(await crew.kill(random(crew.size)))
    else if (chance < 6) {
      await nats.kill()
      killed.push('NATS')
      await sleep(random(500))
      await nats.start()
    } else {
      await cluster.kill()
      killed.push('PostgreSQL')
      await sleep(random(500))
      await startAgain(cluster)
    }
  }
}

/** How often each was killed. */
function countsOf(killed: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const what of killed) counts.set(what, (counts.get(what) ?? 0) + 1)
  return [...counts].map(([what, count]) => `${what} ${count}`).join(', ')
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(0)} s`

describe.skipIf(!hasNats || programs === undefined)(
  'workers, NATS and PostgreSQL, killed at random (skipped where nats-server or PostgreSQL is not installed)',
  () => {
    it(
      `keep ${articles} articles as they are kept undisturbed`,
      async () => {
        const cluster = await makeCluster()
        const imported = async (name: string, disturb?: (run: Import) => Promise<void>): Promise<Content> => {
          const begun = performance.now()
          const url = await databaseOn(cluster, name)
          const killed = disturb === undefined ? [] : await importInto(url, name, disturb)
          if (disturb === undefined) await importUndisturbed(url)
          const took = performance.now() - begun
          const content = await contentOf(url)
          const rate = `${((articles * 1000) / took).toFixed(0)} a second`
          tell(`${name}: ${articles} articles in ${seconds(took)}, ${rate}; killed: ${countsOf(killed) || 'nothing'}`)
          return content
        }
        try {
          await cluster.start()
          const expected = await imported('undisturbed')
          expect(rowsIn(expected)).toBeGreaterThan(articles)
          for (const fault of faults) expect(expected.get(fault)).toEqual([])
          for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
            const content = await imported(`seed${seed}`, (run) => killAtRandom(run, cluster, seed))
            const differences = differencesIn(content, expected)
            tell(`seed${seed}: ${rowsIn(content)} rows, ${differences.length === 0 ? 'the same' : 'they differ'}`)
            expect(differences).toEqual([])
          }
        } finally {
          await cluster.remove()
        }
      },
      60_000 + (1 + rounds) * longestImport + rounds * kills * longestKill,
    )
  },
)
