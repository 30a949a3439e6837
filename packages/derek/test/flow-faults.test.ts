import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { generate, randomFrom } from '../bench/generate.js'
import type { Bus } from '../src/flow/bus.js'
import { deadMessages } from '../src/flow/dead.js'
import { natsBus } from '../src/flow/nats.js'
import { putPage } from '../src/flow/pages.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { start } from './command.js'
import { ask } from './database.js'
import { hasNats, makeNats, type Nats } from './nats.js'

/** A few hundred articles in every run of the tests; `npm run test:faults` imports 20,000, many times. */
const articles = Number(process.env.DEREK_FAULT_ARTICLES ?? 150)
const rounds = Number(process.env.DEREK_FAULT_ROUNDS ?? 1)
const kills = Number(process.env.DEREK_FAULT_KILLS ?? 6)
/** Milliseconds between two kills, at most. */
const every = Number(process.env.DEREK_FAULT_EVERY ?? 2_000)
const firstSeed = Number(process.env.DEREK_FAULT_SEED ?? 1)

const pages = function* () {
  for (const { page } of generate(articles, { changedEach: 25 })) yield page
}

/** All that follows from the articles, whatever order they came in, as one text of the database. */
async function contentOf(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const content: string[] = []
    for (const query of [
      `select id, revision, version, replaced_by, address, md5(record::text) from articles order by id`,
      `select article_id, number, made_by, md5(record::text) from revisions order by article_id, number`,
      `select article_id, md5(content), format, url from pages order by article_id`,
      `select article_id, id, speaker_thing, act, day, md5(text) from statements order by article_id, id`,
      `select article_id, id, type, day, md5(text) from events order by article_id, id`,
      `select article_id, id, thing, mention_count from entities order by article_id, id`,
      `select article_id, length, md5(terms::text) from documents order by article_id`,
      `select article_id, lead from cards order by article_id`,
      // Of two texts of one address, `article` is the one that was kept last.
      `select url, outcome from addresses order by url`,
      `select canonical, url from canonicals order by canonical`,
    ]) {
      const { rows } = await client.query({ text: query, rowMode: 'array' })
      content.push(...rows.map((row) => JSON.stringify(row)))
    }
    // An article is in one story, and a story has as many articles as are in it.
    const { rows } = await client.query(`
      select (select count(*)::int from articles where replaced_by is null) as newest,
        (select count(*)::int from story_articles join articles on id = article_id and replaced_by is null) as placed,
        (select count(*)::int from story_articles) as rows`)
    const { newest, placed, rows: all } = rows[0]
    expect([placed, all]).toEqual([newest, newest])
    return content
  } finally {
    await client.end()
  }
}

/** A database of its own on a cluster. */
async function databaseOn(cluster: Cluster, name: string): Promise<string> {
  await ask(cluster.url, `create database ${name}`)
  return cluster.url.replace(/postgres$/u, name)
}

async function putAll(bus: Bus): Promise<void> {
  for (const page of pages()) await putPage(bus, page, page.url === undefined ? {} : { url: page.url })
}

/** Until nothing is on the streams; a minute without anything done is a fault. */
async function until(bus: Bus, crew: Crew): Promise<void> {
  let before = ''
  for (let idle = 0; ; idle++) {
    const counts = await bus.waiting().catch(() => undefined)
    const left = JSON.stringify([...(counts ?? [])])
    if (counts !== undefined && [...counts.values()].every((count) => count === 0)) return
    if (left !== before) idle = 0
    before = left
    if (idle > 300) throw new Error(`nothing is done of ${left}: ${crew.complaints.slice(-40).join('')}`)
    await sleep(200)
  }
}

interface Disturbed {
  readonly workers: number
  readonly nats: number
  readonly postgres: number
}

/** Workers as processes of their own, each begun anew where it was killed. */
class Crew {
  private readonly running: ChildProcess[] = []
  readonly complaints: string[] = []

  constructor(
    private readonly environment: Readonly<Record<string, string>>,
    private readonly stages: readonly (readonly string[])[],
  ) {
    for (const index of stages.keys()) this.begin(index)
  }

  private begin(index: number): void {
    const child = start(['worker', ...(this.stages[index] ?? [])], this.environment)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.complaints.push(text))
    this.running[index] = child
  }

  async kill(index: number): Promise<void> {
    const child = this.running[index]
    if (child === undefined) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    // One that ended by itself had a fault.
    expect(child.exitCode, this.complaints.join('')).toBe(null)
    child.kill('SIGKILL')
    await ended
    this.begin(index)
  }

  get size(): number {
    return this.stages.length
  }

  /** Ends all by SIGTERM; answers their exit codes. */
  async end(): Promise<readonly (number | null)[]> {
    return Promise.all(
      this.running.map(async (child) => {
        if (child.exitCode !== null) return child.exitCode
        const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
        child.kill('SIGTERM')
        return ended
      }),
    )
  }
}

/** Kills what `random` says, so many times, with pauses between; answers how many of each. */
async function disturb(
  random: (below: number) => number,
  crew: Crew,
  nats: Nats,
  cluster: Cluster,
): Promise<Disturbed> {
  const done = { workers: 0, nats: 0, postgres: 0 }
  for (let i = 0; i < kills; i++) {
    await sleep(every / 5 + random((every * 4) / 5))
    const chance = random(8)
    if (chance < 4) {
      await crew.kill(random(crew.size))
      done.workers++
    } else if (chance < 6) {
      await nats.kill()
      await sleep(random(500))
      await nats.start()
      done.nats++
    } else {
      await cluster.kill()
      await sleep(random(500))
      // What is left of it goes first.
      while (
        !(await cluster.start().then(
          () => true,
          () => false,
        ))
      )
        await sleep(200)
      done.postgres++
    }
  }
  return done
}

/** Imports all pages by three workers and a server of NATS, while something else happens; answers what did. */
async function importBy<T>(database: string, meanwhile: (crew: Crew, nats: Nats) => Promise<T>): Promise<T> {
  const nats = await makeNats()
  await nats.start()
  const bus = await natsBus({ url: nats.url, say: () => {} })
  const stages = [['read', 'keep'], ['read', 'keep'], ['keep']]
  const crew = new Crew({ NATS_URL: nats.url, DATABASE_URL: database }, stages)
  try {
    const [happened] = await Promise.all([meanwhile(crew, nats), putAll(bus)])
    await until(bus, crew)
    expect(await crew.end(), crew.complaints.join('')).toEqual([0, 0, 0])
    for await (const { reason } of deadMessages(bus.connection)) expect.fail(reason)
    return happened
  } finally {
    await crew.end()
    await bus.close()
    await nats.remove()
  }
}

describe.skipIf(!hasNats || programs === undefined)(
  'workers, NATS and PostgreSQL, killed at random (skipped where nats-server or PostgreSQL is not installed)',
  () => {
    it(
      `keep ${articles} articles as they are kept undisturbed`,
      async () => {
        const cluster = await makeCluster()
        try {
          await cluster.start()
          const undisturbed = await databaseOn(cluster, 'undisturbed')
          await importBy(undisturbed, async () => {})
          const expected = await contentOf(undisturbed)
          for (let round = 0; round < rounds; round++) {
            const seed = firstSeed + round
            const begun = performance.now()
            const url = await databaseOn(cluster, `round${round}`)
            const disturbed = await importBy(url, (crew, nats) => disturb(randomFrom(seed), crew, nats, cluster))
            const content = await contentOf(url)
            expect(content.length).toBe(expected.length)
            expect(content.filter((line, i) => line !== expected[i])).toEqual([])
            const took = ((performance.now() - begun) / 1000).toFixed(0)
            console.log(
              `seed ${seed}: ${articles} articles in ${took} s, the same; killed ${JSON.stringify(disturbed)}`,
            )
          }
        } finally {
          await cluster.remove()
        }
      },
      120_000 + rounds * (60_000 + articles * 400 + kills * 10_000),
    )
  },
)
