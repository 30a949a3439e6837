import { writeSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstreamManager } from '@nats-io/jetstream'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { deadMessages } from '../src/flow/dead.js'
import { workersOf } from '../src/flow/declare.js'
import { type NatsBus, natsBus } from '../src/flow/nats.js'
import { streamOf } from '../src/flow/streams.js'
import { openStore } from '../src/store/store.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { contentOf, differencesIn, rowsIn } from './content.js'
import { Crew, databaseOn } from './crew.js'
import { handOutAgainAfter, hasNats, makeNats } from './nats.js'
import { canSlowDown, type Slowness, slowDown } from './slow-disk.js'
import { servePortal } from './web.js'

/** A few articles in every run of the tests; 400, and a disk that stands still for half a minute, show more. */
const portals = 4
const articles = Number(process.env.DEREK_SLOW_ARTICLES ?? 24) / portals
/** For so long PostgreSQL's disk stands still, again and again, in seconds: longer than an unheard-of worker's message is kept. */
const stall = Number(process.env.DEREK_SLOW_STALL ?? 4)
const ackWait = (stall * 1000) / 2

/** PostgreSQL waits for each commit, and its disk stands still at some writes; NATS and the archive wait for each write. */
const slow: Readonly<Record<'postgres' | 'nats' | 'archive', Slowness>> = {
  postgres: { sync: 'delay_enter=30ms', write: `delay_enter=${stall}s:when=5+60` },
  nats: { sync: 'delay_enter=100ms', write: 'delay_enter=20ms' },
  archive: { sync: 'delay_enter=200ms', write: 'delay_enter=50ms' },
}

/** When each article was kept, by its address. */
async function keptAt(url: string): Promise<ReadonlyMap<string, number>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ url: string; done_at: Date }>(
      `select url, done_at from addresses where outcome = 'read'`,
    )
    return new Map(rows.map(({ url, done_at }) => [url, done_at.getTime()]))
  } finally {
    await client.end()
  }
}

/** How often messages of a subject were handed out, and how many there were. */
async function handedOut({ connection }: NatsBus, name: string) {
  const { consumers } = await jetstreamManager(connection)
  const { delivered } = await consumers.info(streamOf(name), workersOf(name))
  return { times: delivered.consumer_seq, messages: delivered.stream_seq }
}

async function mainProcessOf(cluster: Cluster): Promise<number> {
  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  try {
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
    return Number((await readFile(join(rows[0]?.folder ?? '', 'postmaster.pid'), 'utf8')).split('\n')[0])
  } finally {
    await client.end()
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

describe.skipIf(!hasNats || programs === undefined || !(await canSlowDown()))(
  'slow disks under PostgreSQL, NATS and the archive (skipped where one of these, or strace, is not installed or may not attach)',
  () => {
    it(
      'make news late, but none is lost, repeated without end or given up',
      async () => {
        const cluster = await makeCluster()
        await cluster.start()
        const asked = new Map<string, number>()
        const onAsked = (path: string, host: string): void => {
          if (path !== '/feed') asked.set(`http://${host}${path}`, Date.now())
        }
        const sites = await Promise.all(Array.from({ length: portals }, () => servePortal(articles, { onAsked })))
        const folder = await mkdtemp(join(tmpdir(), 'derek-'))
        const list = join(folder, 'sources.tsv')
        const rows = sites.map(({ origin }, i) => `Ауыл ${i}\tportal\t${origin}\t${origin}/feed\tinvented\n`)
        await writeFile(list, `name\tkind\thome\tfeeds\tlicence\n${rows.join('')}`)

        /** All that the portals have, by three workers, from their feeds to the store. */
        const newsIn = async (name: 'quick' | 'slow') => {
          asked.clear()
          const nats = await makeNats()
          await nats.start()
          const url = await databaseOn(cluster, name)
          // Its tables are made before the disk is slow.
          await (await openStore({ url })).close()
          const bus = await natsBus({ url: nats.url, say: () => {} })
          // Sooner than the disk goes on: what is given a sign of is not handed out again.
          await handOutAgainAfter(bus, ackWait, ['found', 'page', 'reading'])
          const options = ['--sources', list, '--pause', '0', '--every', '600', '--archive', join(folder, name)]
          const crew = new Crew({ NATS_URL: nats.url, DATABASE_URL: url, DEREK_ALLOW_ADDRESSES: '127.0.0.1/32' }, [
            ['discover', 'fetch', ...options],
            ['read', 'keep'],
            ['keep'],
          ])
          const disks =
            name === 'quick'
              ? []
              : await Promise.all([
                  slowDown([await mainProcessOf(cluster)], slow.postgres),
                  slowDown([nats.pid() ?? 0], slow.nats),
                  slowDown(crew.pids.slice(0, 1), slow.archive),
                ])
          const begun = performance.now()
          try {
            while ((await keptAt(url).catch(() => new Map())).size < portals * articles) await sleep(100)
            const counts = await Promise.all(['page', 'reading'].map((subject) => handedOut(bus, subject)))
            for await (const { reason } of deadMessages(bus.connection)) expect.fail(reason)
            for (const { end } of disks) await end()
            expect(await crew.end(), crew.complaints).toEqual([0, 0, 0])
            const kept = await keptAt(url)
            const waits = [...kept]
              .map(([address, at]) => at - (asked.get(address) ?? Number.NaN))
              .sort((a, b) => a - b)
            const [median, longest] = [waits[waits.length >> 1] ?? Number.NaN, waits.at(-1) ?? Number.NaN]
            const tries = counts.map(({ times, messages }) => `${times} of ${messages}`).join(', ')
            writeSync(
              2,
              `${name} disks: ${kept.size} articles in ${seconds(performance.now() - begun)}; from a page's request to ` +
                `the store ${seconds(median)} (median), ${seconds(longest)} (longest); handed out ${tries}\n`,
            )
            return { content: await contentOf(url), counts, longest }
          } finally {
            for (const { end } of disks) await end()
            await crew.end()
            await bus.close()
            await nats.remove()
          }
        }

        try {
          const quick = await newsIn('quick')
          const slowly = await newsIn('slow')
          expect(rowsIn(quick.content)).toBeGreaterThan(portals * articles)
          expect(differencesIn(slowly.content, quick.content)).toEqual([])
          expect(slowly.longest).toBeGreaterThan(ackWait)
          for (const { times, messages } of slowly.counts) expect(times).toBeLessThanOrEqual(2 * messages)
        } finally {
          await cluster.remove()
          await Promise.all(sites.map((site) => site.close()))
          await rm(folder, { recursive: true })
        }
      },
      180_000 + portals * articles * 500 + stall * 20_000,
    )
  },
)
