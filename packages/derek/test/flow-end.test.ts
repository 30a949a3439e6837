import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { generate } from '../bench/generate.js'
import { type NatsBus, natsBus } from '../src/flow/nats.js'
import { putPage } from '../src/flow/pages.js'
import { openStore, type Store } from '../src/store/store.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { start } from './command.js'
import { Crew, databaseOn, endOf, startAgain, untilDone } from './crew.js'
import { handOutAgainAfter, hasNats, makeNats, type Nats } from './nats.js'

const articles = 60
/** Milliseconds in which a worker has ended, whatever is away: half a second where the machine has nothing else to do. */
const longestEnd = 4_000

interface Place {
  readonly nats: Nats
  readonly cluster: Cluster
}

/** What goes away before the workers are told to end, and comes back after. */
const away: readonly (readonly [string, (place: Place) => Promise<void>, (place: Place) => Promise<void>])[] = [
  ['nothing', async () => {}, async () => {}],
  ['NATS', ({ nats }) => nats.kill(), ({ nats }) => nats.start()],
  ['PostgreSQL', ({ cluster }) => cluster.kill(), ({ cluster }) => startAgain(cluster)],
  [
    'NATS and PostgreSQL',
    async ({ nats, cluster }) => {
      await Promise.all([nats.kill(), cluster.kill()])
    },
    async ({ nats, cluster }) => {
      await Promise.all([nats.start(), startAgain(cluster)])
    },
  ],
]

async function kept(store: Store): Promise<number> {
  const { articles } = await store.latest({ limit: 1_000 })
  return articles.length
}

async function putAll(bus: NatsBus): Promise<void> {
  for (const { page } of generate(articles)) await putPage(bus, page, page.url === undefined ? {} : { url: page.url })
}

describe.skipIf(!hasNats || programs === undefined)(
  'workers that are told to end by SIGTERM (skipped where nats-server or PostgreSQL is not installed)',
  () => {
    it.each(away)(
      'end with exit code 0 in a few seconds with %s away, and lose and repeat nothing',
      async (name, takeAway, bringBack) => {
        const cluster = await makeCluster()
        const nats = await makeNats()
        const place = { nats, cluster }
        await Promise.all([cluster.start(), nats.start()])
        const url = await databaseOn(cluster, 'articles')
        const bus = await natsBus({ url: nats.url, say: () => {} })
        // What is left under way is waited for, but not for long.
        await handOutAgainAfter(bus, 4_000)
        const store = await openStore({ url })
        const stages = [['read', 'keep'], ['keep']]
        const environment = { NATS_URL: nats.url, DATABASE_URL: url }
        const crew = new Crew(environment, stages)
        let second: Crew | undefined
        try {
          await putAll(bus)
          while ((await kept(store)) < 5) await sleep(20)
          await takeAway(place)
          // Some find out that it is away, some are told to end before.
          await sleep(name === 'nothing' ? 0 : 300)
          const begun = performance.now()
          expect(await crew.end(), crew.complaints).toEqual([0, 0])
          expect(performance.now() - begun).toBeLessThan(longestEnd)
          await bringBack(place)
          expect(await kept(store)).toBeLessThan(articles)
          second = new Crew(environment, stages)
          await untilDone(bus, () => second?.complaints ?? '')
          expect(await second.end()).toEqual([0, 0])
          expect(await kept(store)).toBe(articles)
          for (const { record } of generate(articles)) {
            expect(await store.revisions(record.id)).toHaveLength(1)
          }
        } finally {
          await crew.end()
          await second?.end()
          await store.close()
          await bus.close()
          await Promise.all([nats.remove(), cluster.remove()])
        }
      },
      120_000,
    )
  },
)

describe.skipIf(programs === undefined)(
  'a process whose PostgreSQL answers nothing (skipped where PostgreSQL is not installed)',
  () => {
    it.each([
      ['derek worker', ['worker', 'alerts']],
      ['derek serve', ['serve']],
    ])(
      'ends at last with exit code 0: %s',
      async (_, command) => {
        const cluster = await makeCluster()
        await cluster.start()
        const url = await databaseOn(cluster, 'articles')
        const store = await openStore({ url })
        for (const { page, record } of generate(1)) await store.save(page, record)
        const child = start(command, { DATABASE_URL: url, NATS_URL: '', PORT: '0', DEREK_END_SECONDS: '2' })
        let said = ''
        let printed = ''
        child.stderr?.setEncoding('utf8').on('data', (text: string) => {
          said += text
        })
        child.stdout?.setEncoding('utf8').on('data', (text: string) => {
          printed += text
        })
        const client = new pg.Client({ connectionString: url })
        await client.connect()
        try {
          while (!/Derek works: alerts|Stages: /u.test(printed) && child.exitCode === null) await sleep(50)
          // Whoever asks for stories that changed has no answer.
          await client.query('begin; lock table stories in access exclusive mode')
          const waiting = 'select from pg_locks where not granted'
          while ((await client.query(waiting)).rowCount === 0) await sleep(100)
          expect(await endOf(child, 'SIGTERM'), said).toBe(0)
          expect(said).toContain('what is under way has not ended in 2 seconds, and is left')
        } finally {
          child.kill('SIGKILL')
          await client.end()
          await store.close()
          await cluster.remove()
        }
      },
      120_000,
    )
  },
)

describe.skipIf(!hasNats || programs === undefined)(
  'a worker that begins (skipped where nats-server or PostgreSQL is not installed)',
  () => {
    it('waits for a PostgreSQL that is killed while its tables are brought up to date', async () => {
      const cluster = await makeCluster()
      const nats = await makeNats()
      await Promise.all([cluster.start(), nats.start()])
      const url = await databaseOn(cluster, 'articles')
      const other = new pg.Client({ connectionString: url })
      other.on('error', () => {})
      await other.connect()
      // Whoever makes the first table waits for this one.
      await other.query('begin; create table articles ()')
      const worker = start(['worker', 'keep'], { NATS_URL: nats.url, DATABASE_URL: url })
      let said = ''
      let printed = ''
      worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      worker.stdout?.setEncoding('utf8').on('data', (text: string) => {
        printed += text
      })
      try {
        const waiting = `select from pg_locks where locktype = 'transactionid' and not granted`
        while ((await other.query(waiting)).rowCount === 0) await sleep(50)
        await cluster.kill()
        while (!said.includes('is waited for') && worker.exitCode === null) await sleep(50)
        expect(worker.exitCode, said).toBe(null)
        await startAgain(cluster)
        while (!printed.includes('Derek works: keep')) await sleep(50)
        expect(await endOf(worker, 'SIGTERM'), said).toBe(0)
      } finally {
        worker.kill('SIGKILL')
        await other.end().catch(() => {})
        await Promise.all([nats.remove(), cluster.remove()])
      }
    }, 60_000)
  },
)
