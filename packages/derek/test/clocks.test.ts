import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generate } from '../bench/generate.js'
import { packageFolder } from '../src/data/table.js'
import { openStore, type Store } from '../src/store/store.js'
import { serveBotApi } from './bot-api.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { start } from './command.js'
import { databaseOn, endOf } from './crew.js'
import { hasNats, makeNats } from './nats.js'
import { servePortal } from './web.js'

const hour = 60 * 60_000
/** One clock is five hours late, the other seven hours early. */
const skews = [-5 * hour, 7 * hour] as const
const articles = 6
const token = '1:test'

/** The command in a process whose clock is wrong. */
const startSkewed = (skew: number, args: readonly string[], environment: Readonly<Record<string, string>>) =>
  start(args, {
    ...environment,
    DEREK_CLOCK_SKEW: String(skew),
    NODE_OPTIONS: `--import=${join(packageFolder(), 'dist/test/skewed-clock.js')}`,
  })

const gapsIn = (times: readonly number[]): readonly number[] => times.slice(1).map((time, i) => time - (times[i] ?? 0))

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 900 && !(await what()); i++) await sleep(100)
  expect(await what()).toBe(true)
}

/** Lets two processes of wrong clocks do something until it is so, and ends them. */
async function together(begin: (skew: number) => ChildProcess, isSo: () => boolean | Promise<boolean>): Promise<void> {
  let said = ''
  const workers = skews.map((skew) => {
    const worker = begin(skew)
    worker.stdout?.resume()
    worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    return worker
  })
  try {
    await until(isSo)
    expect(await Promise.all(workers.map((worker) => endOf(worker, 'SIGTERM'))), said).toEqual([0, 0])
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
  }
}

describe.skipIf(!hasNats || programs === undefined)(
  'workers whose clocks are twelve hours apart (skipped where nats-server or PostgreSQL is not installed)',
  () => {
    let cluster: Cluster
    let url: string
    let store: Store
    beforeAll(async () => {
      cluster = await makeCluster()
      await cluster.start()
      url = await databaseOn(cluster, 'clocks')
      store = await openStore({ url })
    })
    afterAll(async () => {
      await store.close()
      await cluster.remove()
    })

    it('look at a feed as often as they are told, ask a site one by one, and keep each article once', async () => {
      const [looks, pages]: [number[], number[]] = [[], []]
      const site = await servePortal(articles, {
        onAsked: (path) => void (path === '/feed' ? looks : pages).push(performance.now()),
      })
      const nats = await makeNats()
      await nats.start()
      const folder = await mkdtemp(join(tmpdir(), 'derek-'))
      const list = join(folder, 'sources.tsv')
      await writeFile(
        list,
        `name\tkind\thome\tfeeds\tlicence\nАуыл\tportal\t${site.origin}\t${site.origin}/feed\tinvented\n`,
      )
      const stages = ['discover', 'fetch', 'read', 'keep']
      const kept = async () => (await store.latest({ limit: 100 })).articles
      await together(
        (skew) =>
          startSkewed(skew, ['worker', ...stages, '--sources', list, '--pause', '0.5', '--every', '2'], {
            NATS_URL: nats.url,
            DATABASE_URL: url,
            DEREK_ALLOW_ADDRESSES: '127.0.0.1/32',
          }),
        async () => looks.length >= 4 && (await kept()).length === articles,
      )
      expect(pages).toHaveLength(articles)
      // A look may be late, and the next one not.
      const [first = 0] = looks
      expect(looks.length).toBeLessThanOrEqual(2 + ((looks.at(-1) ?? 0) - first) / 2_000)
      const asked = [...looks, ...pages].toSorted((a, b) => a - b)
      expect(Math.min(...gapsIn(asked))).toBeGreaterThan(490)
      for (const { id } of await kept()) expect(await store.revisions(id)).toHaveLength(1)
      await nats.remove()
      await site.close()
      await rm(folder, { recursive: true })
    }, 120_000)

    it('show what is put in line at once, each post once, and one by one in a channel', async () => {
      const sent: number[] = []
      const api = await serveBotApi(token, ['@news', '@control'])
      api.carriedOut = ({ method }) => {
        if (method === 'sendMessage') sent.push(performance.now())
      }
      await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
      const posted = [...generate(3)]
      for (const { page, record } of posted) await store.save(page, record)
      for (const [i, { record }] of posted.entries()) {
        const post = startSkewed(skews[i % 2] ?? 0, ['post', record.id, '--channel', 'news'], { DATABASE_URL: url })
        expect(await new Promise((resolve) => post.once('exit', resolve))).toBe(0)
      }
      await together(
        (skew) =>
          startSkewed(skew, ['worker', 'publish'], {
            DATABASE_URL: url,
            DEREK_TELEGRAM_TOKEN: token,
            DEREK_TELEGRAM_ROOT: api.root,
            DEREK_TELEGRAM_CONTROL: '@control',
          }),
        async () => (await store.posts.list({ states: ['shown'], limit: 10 })).length === posted.length,
      )
      expect(api.messages('@news')).toHaveLength(posted.length)
      // Between two posts of a channel there are three seconds.
      expect(Math.min(...gapsIn(sent))).toBeGreaterThan(2_900)
      await api.close()
    }, 120_000)
  },
)
