import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { clock } from '../src/flow/clock.js'
import { discover } from '../src/flow/discover.js'
import { fetchPages } from '../src/flow/fetch.js'
import { keep } from '../src/flow/keep.js'
import { type NatsBus, natsBus } from '../src/flow/nats.js'
import { readPages } from '../src/flow/read.js'
import { runStage } from '../src/flow/run.js'
import { openStore, type Store } from '../src/store/store.js'
import type { Watched } from '../src/watch/sources.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { databaseOn } from './crew.js'
import { hasNats, makeNats, type Nats } from './nats.js'
import { portalSource, type Site, servePortal } from './web.js'

/** Each portal has a feed, which is due each second, and so many articles. */
const portals = 6
const articles = 12

const subjects = ['look', 'found', 'page', 'reading'] as const
type Counts = Readonly<Record<(typeof subjects)[number], number>>
/** How much there may be on each stream. */
const limits: Counts = { look: 2, found: 24, page: 4, reading: 4 }
/** How many of one worker give at once: who looks how full a stream is just before another gives, gives too. */
const givers: Counts = { look: 1, found: 1, page: 16, reading: 2 }

const pagesAsked = (sites: readonly Site[]): readonly string[] =>
  sites.flatMap(({ origin, asked }) => asked.flatMap((path) => (path.startsWith('/news/') ? [origin + path] : [])))
const feedsAsked = ({ asked }: Site): number => asked.filter((path) => path === '/feed').length

interface Running {
  readonly store: Store
  readonly bus: NatsBus
  readonly sources: readonly Watched[]
  readonly signal: AbortSignal
  readonly say?: (message: string) => void
  readonly mostUndone?: number
}

/** A worker that discovers, fetches and reads. */
function readOn({ store: { frontier, operation }, bus, sources, signal, say = () => {}, ...more }: Running) {
  const pace = { every: 1, pause: 0, since: 3600 }
  return Promise.all([
    clock({ bus, frontier, sources, signal, say, tick: 100, ...pace, ...more }),
    runStage(discover({ frontier, operation, sources, say, ...pace }), bus, { signal, say }),
    runStage(fetchPages({ frontier, pause: 0, say }), bus, { signal, say }),
    runStage(readPages({ say }), bus, { signal, say }),
  ])
}

/** A worker that keeps, each article after so many milliseconds. */
function keepOn({ store, bus, signal }: Running, milliseconds: number) {
  const slow: Pick<Store, 'save' | 'frontier'> = {
    frontier: store.frontier,
    async save(page, record) {
      await sleep(milliseconds)
      await store.save(page, record)
    },
  }
  return runStage(keep({ store: slow, say: () => {} }), bus, { signal, say: () => {} })
}

/** Looks on at the streams; answers the most that was ever on each. */
async function mostOn(bus: NatsBus, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const most = new Map<string, number>()
  while (!signal.aborted) {
    for (const [name, count] of await bus.waiting()) most.set(name, Math.max(count, most.get(name) ?? 0))
    await sleep(10)
  }
  return most
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 900 && !(await what()); i++) await sleep(100)
  expect(await what()).toBe(true)
}

/** Until something is the same for two seconds, which it then is. */
async function untilStill(what: () => Promise<string>): Promise<string> {
  let last = await what()
  for (let still = 0; still < 20; still++) {
    await sleep(100)
    const now = await what()
    if (now !== last) still = 0
    last = now
  }
  return last
}

describe.skipIf(!hasNats || programs === undefined)(
  'back-pressure over NATS (skipped where nats-server or PostgreSQL is not installed)',
  () => {
    let cluster: Cluster
    let nats: Nats
    const opened: { close(): Promise<void> }[] = []
    beforeAll(async () => {
      cluster = await makeCluster()
      await cluster.start()
    })
    afterAll(() => cluster.remove())
    beforeEach(async () => {
      vi.stubEnv('DEREK_ALLOW_ADDRESSES', '127.0.0.1/32')
      nats = await makeNats()
      await nats.start()
    })
    afterEach(async () => {
      vi.unstubAllEnvs()
      for (const one of opened.splice(0)) await one.close()
      await nats.remove()
    })

    const openBus = async (most: Counts): Promise<NatsBus> => {
      const bus = await natsBus({
        url: nats.url,
        say: () => {},
        limits: Object.entries(most).map(([subject, messages]) => ({ subject, messages, bytes: 64 * 1024 * 1024 })),
      })
      opened.push(bus)
      return bus
    }
    const openDatabase = async (name: string): Promise<Store> => {
      const store = await openStore({ url: await databaseOn(cluster, name) })
      opened.push(store)
      return store
    }
    const openPortal = async (count: number): Promise<Site> => {
      const site = await servePortal(count)
      opened.push(site)
      return site
    }

    it('stops two workers from keep back to the clock, within the limit of each stream, and goes on: each article once', async () => {
      const sites = await Promise.all(Array.from({ length: portals }, () => openPortal(articles)))
      const sources = sites.map((site, i) => portalSource(site, `Ауыл ${i}`))
      const store = await openDatabase('pressed')
      const buses = await Promise.all([openBus(limits), openBus(limits)])
      const [bus] = buses
      const ending = new AbortController()
      const looking = new AbortController()
      const { signal } = ending
      setMaxListeners(0, signal)
      const most = mostOn(bus, looking.signal)
      const working: Promise<unknown>[] = buses.map((own) => readOn({ store, bus: own, sources, signal }))

      // Nobody keeps: nothing moves, at any stage, though feeds are due and most addresses wait in the database.
      const state = async () => JSON.stringify([[...(await bus.waiting())], sites.map(({ asked }) => asked.length)])
      await untilStill(state)
      const [asked, waiting] = [pagesAsked(sites).length, await bus.waiting()]
      expect(asked).toBeLessThan((portals * articles) / 2)
      for (const name of ['found', 'page', 'reading'] as const) {
        expect(waiting.get(name), name).toBeGreaterThanOrEqual(limits[name])
      }
      expect((await store.latest({ limit: 1 })).articles).toEqual([])

      // Somebody keeps slowly, and then another as fast as it comes.
      working.push(keepOn({ store, bus, sources, signal }, 300))
      await sleep(1_500)
      working.push(keepOn({ store, bus: buses[1], sources, signal }, 0))
      await until(async () => {
        const left = await bus.waiting()
        const { articles: kept } = await store.latest({ limit: 1_000 })
        return kept.length === portals * articles && subjects.every((name) => name === 'look' || left.get(name) === 0)
      })
      ending.abort()
      await Promise.all(working)
      looking.abort()

      // Each page was asked for once, and each article is there once.
      const pages = pagesAsked(sites)
      expect(pages).toHaveLength(portals * articles)
      expect(new Set(pages).size).toBe(portals * articles)
      const { articles: kept } = await store.latest({ limit: 1_000 })
      expect(new Set(kept.map(({ url }) => url))).toEqual(new Set(pages))
      for (const { id } of kept) expect(await store.revisions(id)).toHaveLength(1)
      for (const name of subjects) {
        expect((await most).get(name), name).toBeLessThanOrEqual(limits[name] + buses.length * givers[name])
      }
    }, 120_000)

    it('does not look at a source that has too many undone, and looks at it again when fewer are', async () => {
      const [large, small] = await Promise.all([openPortal(articles), openPortal(3)])
      const sources = [portalSource(large, 'Қала'), portalSource(small, 'Ауыл')]
      const store = await openDatabase('undone')
      const bus = await openBus({ ...limits, found: 1_000 })
      const ending = new AbortController()
      const { signal } = ending
      setMaxListeners(0, signal)
      const said: string[] = []
      const say = (message: string): void => void said.push(message)
      const running = { store, bus, sources, signal, say, mostUndone: 8 }
      const working: Promise<unknown>[] = [readOn(running)]
      await until(async () => feedsAsked(small) >= 4)
      expect(feedsAsked(large)).toBe(1)
      expect(said.filter((message) => message.includes('addresses that it named wait'))).toEqual([
        'Қала: 8 addresses that it named wait: it is looked at when fewer do',
      ])
      working.push(keepOn(running, 0))
      await until(async () => feedsAsked(large) >= 3)
      await until(async () => (await store.latest({ limit: 100 })).articles.length === articles + 3)
      ending.abort()
      await Promise.all(working)
      expect(new Set(pagesAsked([large, small])).size).toBe(articles + 3)
      expect(pagesAsked([large, small])).toHaveLength(articles + 3)
    }, 120_000)
  },
)
