import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { main } from '../src/cli/main.js'
import { packageFolder } from '../src/data/table.js'
import { openRawArchive } from '../src/flow/archive.js'
import { memoryBus } from '../src/flow/memory.js'
import { natsBus } from '../src/flow/nats.js'
import { stageNames, work } from '../src/flow/worker.js'
import { openStore, type Store } from '../src/store/store.js'
import { start } from './command.js'
import { makeDatabase, server } from './database.js'
import { openInMemory } from './databases.js'
import { hasNats, makeNats } from './nats.js'
import { newsPage, portalSource, type Site, serveSite } from './web.js'

/** A portal with a feed of so many articles, each fourth of which is there at two addresses. */
function portal(articles: number, asked: (path: string) => void = () => {}): Promise<Site> {
  return serveSite((request, response) => {
    const path = request.url ?? ''
    asked(path)
    if (path === '/robots.txt') return response.end('User-agent: *\nDisallow: /closed')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (path === '/feed') {
      const etag = '"1"'
      response.setHeader('etag', etag)
      if (request.headers['if-none-match'] === etag) return response.writeHead(304).end()
      const links = Array.from({ length: articles }, (_, i) => [`/news/${i}`, ...(i % 4 === 0 ? [`/amp/${i}`] : [])])
      const paths = [...links.flat(), '/closed/1', '/gone', '/moved']
      return response.end(`<rss>${paths.map((link) => `<item><link>${link}</link></item>`).join('')}</rss>`)
    }
    if (path === '/gone') return response.writeHead(404).end()
    if (path === '/moved') return response.writeHead(301, { location: '/news/0' }).end()
    const number = /\d+$/u.exec(path)?.[0] ?? ''
    return response.end(
      newsPage(`${number}-жаңалық`, `Ауылда ${number}-мектеп ашылды.`, `<link rel="canonical" href="/news/${number}">`),
    )
  })
}

/** The same as a list on the disk. */
async function listOf(folder: string, { origin }: Site): Promise<string> {
  const list = join(folder, 'sources.tsv')
  await writeFile(list, `name\tkind\thome\tfeeds\tlicence\nАуыл\tportal\t${origin}\t${origin}/feed\tinvented\n`)
  return list
}

const hour = 60 * 60_000

async function until(what: () => Promise<boolean>, seconds = 30): Promise<void> {
  for (let i = 0; i < seconds * 20 && !(await what()); i++) await sleep(50)
  expect(await what()).toBe(true)
}

const numbersIn = async (store: Store): Promise<number[]> => {
  const { articles } = await store.latest({ limit: 1000 })
  return articles.map(({ url }) => Number(/\d+$/u.exec(url ?? '')?.[0])).sort((a, b) => a - b)
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
const isNotNoise = (message: string): boolean =>
  !/new$|жаңалық$|the same as|asks not to fetch|404|given up/u.test(message)

describe('the stages from a feed to the store', () => {
  beforeEach(() => void vi.stubEnv('DEREK_ALLOW_ADDRESSES', '127.0.0.1/32'))
  afterEach(() => void vi.unstubAllEnvs())

  it('keep each article once in one process, and go on where the process ended', async () => {
    const asked: string[] = []
    const site = await portal(12, (path) => asked.push(path))
    const store = await openInMemory()
    const said: string[] = []
    const runUntil = async (what: () => Promise<boolean>): Promise<void> => {
      const ending = new AbortController()
      const working = work({
        stages: stageNames,
        bus: memoryBus(),
        store,
        sources: [portalSource(site, 'Ауыл')],
        every: 1,
        pause: 0,
        since: 3600,
        signal: ending.signal,
        say: (message) => said.push(message),
      })
      await until(what)
      ending.abort()
      await working
    }
    await runUntil(async () => (await numbersIn(store)).length >= 4)
    await runUntil(async () => (await store.frontier.undone('Ауыл', 1)) === 0)
    expect(await numbersIn(store)).toEqual(upTo(12))
    expect(await store.frontier.outcome(`${site.origin}/closed/1`)).toMatchObject({ outcome: 'disallowed' })
    expect(await store.frontier.outcome(`${site.origin}/gone`)).toMatchObject({ outcome: 'given-up' })
    expect(await store.frontier.outcome(`${site.origin}/moved`)).toMatchObject({ outcome: 'same' })
    expect(asked.filter((path) => path === '/robots.txt')).toHaveLength(1)
    expect(said.filter(isNotNoise)).toEqual([])
    await store.close()
    await site.close()
  }, 60_000)

  it('stop from the slowest back to discovery, and go on', async () => {
    const site = await portal(40)
    const store = await openInMemory()
    const bus = memoryBus({
      limits: [
        { subject: 'look', messages: 5 },
        { subject: 'found', messages: 5 },
        { subject: 'page', messages: 3 },
        { subject: 'reading', messages: 3 },
      ],
    })
    const ending = new AbortController()
    const options = {
      bus,
      store,
      sources: [portalSource(site, 'Ауыл')],
      every: 60,
      pause: 0,
      since: 3600,
      say: () => {},
    }
    const working = [work({ ...options, stages: ['discover', 'fetch', 'read'], signal: ending.signal })]
    const pages = (): number => site.asked.filter((path) => /\d$/u.test(path)).length
    // What waits on streams, and what is under way to them.
    const most = 3 + 3 + 5
    await until(async () => pages() === most)
    await sleep(500)
    expect(pages()).toBe(most)
    working.push(work({ ...options, stages: ['keep'], signal: ending.signal }))
    await until(async () => (await numbersIn(store)).length === 40)
    ending.abort()
    await Promise.all(working)
    await store.close()
    await site.close()
  }, 60_000)

  it.skipIf(!hasNats || server === undefined)(
    'keep each article once in any number of workers, which ask a host one by one (skipped without nats-server and TEST_DATABASE_URL)',
    async () => {
      const times: number[] = []
      const site = await portal(8, (path) => {
        if (path !== '/robots.txt') times.push(performance.now())
      })
      const nats = await makeNats()
      const database = await makeDatabase(server ?? '')
      const store = await openStore(database.where)
      const folder = await mkdtemp(join(tmpdir(), 'derek-'))
      const list = await listOf(folder, site)
      await nats.start()
      const bus = await natsBus({ url: nats.url, say: () => {} })
      // The clock of the second is an hour early, that of the third an hour late.
      const workers = [0, hour, -hour].map((skew) =>
        start(['worker', ...stageNames, '--sources', list, '--pause', '0.1', '--every', '1'], {
          NATS_URL: nats.url,
          DATABASE_URL: database.where.url,
          DEREK_ALLOW_ADDRESSES: '127.0.0.1/32',
          DEREK_CLOCK_SKEW: String(skew),
          NODE_OPTIONS: `--import=${join(packageFolder(), 'dist/test/skewed-clock.js')}`,
        }),
      )
      const isDone = async (): Promise<boolean> => {
        const counts = await bus.waiting()
        const left = ['found', 'page', 'reading'].reduce((sum, name) => sum + (counts.get(name) ?? 0), 0)
        return left === 0 && (await numbersIn(store)).length === 8
      }
      await until(isDone, 60)
      const codes = workers.map((worker) => {
        const ended = new Promise((resolve) => worker.once('exit', resolve))
        worker.kill('SIGTERM')
        return ended
      })
      expect(await Promise.all(codes)).toEqual([0, 0, 0])
      expect(await numbersIn(store)).toEqual(upTo(8))
      // A pause is counted from the end of a request to the beginning of the next.
      const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
      expect(Math.min(...gaps)).toBeGreaterThan(95)
      await bus.close()
      await store.close()
      await Promise.all([nats.remove(), database.remove(), site.close(), rm(folder, { recursive: true })])
    },
    90_000,
  )
})

describe('derek worker', () => {
  it('says how it is called wrongly', async () => {
    vi.stubEnv('DATABASE_URL', '')
    const fault = async (nats: string, ...args: readonly string[]): Promise<string> => {
      vi.stubEnv('NATS_URL', nats)
      let complaint = ''
      const complain = (message: string): void => {
        complaint = message
      }
      const code = await main(args, { colour: false, print: () => {}, complain, progress: () => {} })
      expect(code).toBe(2)
      return complaint
    }
    expect(await fault('', 'worker')).toContain('which stages? There are discover, fetch, read, keep, notify, publish')
    expect(await fault('', 'worker', 'sleep')).toContain('there is no stage "sleep"')
    expect(await fault('', 'worker', 'fetch')).toContain('NATS_URL is not set')
    expect(await fault('nats://127.0.0.1:1', 'worker', 'fetch')).toContain('DATABASE_URL is not set')
    expect(await fault('somewhere', 'worker', 'fetch')).toContain('not of the form nats://host:4222')
    expect(await fault('', 'dead')).toContain('NATS_URL is not set')
    vi.unstubAllEnvs()
  })

  it('runs all stages in one process over a data folder, and ends by SIGTERM with exit code 0', async () => {
    const site = await portal(3)
    const data = await mkdtemp(join(tmpdir(), 'derek-'))
    const list = await listOf(data, site)
    const worker = start(['worker', ...stageNames, '--sources', list, '--pause', '0', '--archive', join(data, 'raw')], {
      DEREK_DATA: data,
      NATS_URL: '',
      DEREK_ALLOW_ADDRESSES: '127.0.0.1/32',
    })
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    await until(async () => upTo(3).every((number) => site.asked.includes(`/news/${number}`)))
    // What was fetched is kept before the end.
    worker.kill('SIGTERM')
    expect(await ended).toBe(0)
    const store = await openStore({ folder: data })
    expect(await numbersIn(store)).toEqual(upTo(3))
    await store.close()
    await rm(data, { recursive: true })
    await site.close()
  }, 60_000)
})

describe('derek serve', () => {
  const served = async (data: string, args: readonly string[]) => {
    const server = start(['serve', ...args], {
      DEREK_DATA: data,
      PORT: '0',
      NATS_URL: '',
      DATABASE_URL: '',
      DEREK_ALLOW_ADDRESSES: '127.0.0.1/32',
    })
    let printed = ''
    server.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    await until(async () => printed.includes('Stages: '))
    return {
      printed,
      url: /^Derek: (\S+)$/mu.exec(printed)?.[1] ?? '',
      end: () => {
        const ended = new Promise((resolve) => server.once('exit', resolve))
        server.kill('SIGTERM')
        return ended
      },
    }
  }

  it('runs all stages beside the site: what a source names is on a page, its response in the archive', async () => {
    const site = await portal(3)
    const data = await mkdtemp(join(tmpdir(), 'derek-'))
    const { printed, url, end } = await served(data, ['--sources', await listOf(data, site), '--pause', '0'])
    expect(printed).toContain('Stages: discover, fetch, read, keep, notify, alerts. Watched: Ауыл')
    const hasAll = (page: string): boolean => upTo(3).every((number) => page.includes(`${number}-жаңалық`))
    await until(async () => hasAll(await (await fetch(`${url}search?q=мектеп`)).text()))
    expect(await (await fetch(`${url}metrics`)).text()).toContain('derek_queue{queue="reading",state="waiting"} 0')
    expect(await end()).toBe(0)
    const store = await openStore({ folder: data })
    const numbers = (await numbersIn(store)).filter((number) => !Number.isNaN(number))
    expect(numbers).toEqual(expect.arrayContaining(upTo(3)))
    const archive = await openRawArchive(data, store.responses)
    for (const number of upTo(3)) expect((await archive.kept(`${site.origin}/news/${number}`))?.status).toBe(200)
    await archive.close()
    await store.close()
    await rm(data, { recursive: true })
    await site.close()
  }, 60_000)

  it('asks no site where it is told of none', async () => {
    const data = await mkdtemp(join(tmpdir(), 'derek-'))
    const { printed, end } = await served(data, [])
    expect(printed).toContain('No source is watched: derek serve --sources all, or --sources FILE')
    expect(await end()).toBe(0)
    await rm(data, { recursive: true })
  }, 60_000)
})
