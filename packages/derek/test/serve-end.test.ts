import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generate } from '../bench/generate.js'
import type { Where } from '../src/store/databases.js'
import { openStore, type Store } from '../src/store/store.js'
import { type BotApi, serveBotApi } from './bot-api.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { start } from './command.js'
import { databaseOn, endOf } from './crew.js'
import { type Site, servePortal } from './web.js'

const portals = 4
const articles = 8
const all = portals * articles
const token = '1:test'
/** A channel shows a post each three seconds: so many have one each, and one more. */
const channels = Array.from({ length: 10 }, (_, i) => `@news${i}`)
/** Milliseconds in which a server has ended, on a machine with much else to do: it has the drain, and what is under way. */
const longestEnd = 20_000

const pagesAsked = (sites: readonly Site[]): readonly string[] =>
  sites.flatMap(({ origin, asked }) => asked.flatMap((path) => (path.startsWith('/news/') ? [origin + path] : [])))

/** Two posts in each channel. */
async function putPosts({ posts }: Store): Promise<void> {
  for (const chat of channels) {
    const channel = chat.slice(1)
    await posts.addChannel({ id: channel, chat, script: 'Cyrl', lastMessage: 0 })
    for (const key of ['бір', 'екі']) {
      const post = { text: key, entities: [], photos: [], preview: false, silent: false }
      await posts.add({ channel, key, post, by: 'test' })
    }
  }
}

const places: readonly (readonly [string, boolean])[] = [
  ['a data folder', true],
  ['PostgreSQL', programs !== undefined],
]

describe('derek serve --sources, told to end by SIGTERM in the middle of its work', () => {
  let folder: string
  let cluster: Cluster | undefined
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
    if (programs === undefined) return
    cluster = await makeCluster()
    await cluster.start()
  })
  afterAll(async () => {
    await cluster?.remove()
    await rm(folder, { recursive: true })
  })

  for (const [name, isThere] of places) {
    it.skipIf(!isThere)(
      `ends with exit code 0, and goes on when it is started again: no page asked for twice, no post shown twice, nothing lost (over ${name})`,
      async () => {
        const data = join(folder, name)
        const url = name === 'PostgreSQL' && cluster !== undefined ? await databaseOn(cluster, 'served') : ''
        const where: Where = url === '' ? { folder: data } : { url }
        const sites = await Promise.all(Array.from({ length: portals }, () => servePortal(articles, { delay: 300 })))
        const api: BotApi = await serveBotApi(token, [...channels, '@control'])
        // Telegram takes its time, too.
        api.mishap = async () => void (await sleep(200))
        const list = join(folder, `${url === '' ? 'folder' : 'url'}.tsv`)
        const rows = sites.map(({ origin }, i) => `Ауыл ${i}\tportal\t${origin}\t${origin}/feed\tinvented\n`)
        await writeFile(list, `name\tkind\thome\tfeeds\tlicence\n${rows.join('')}`)
        const store = await openStore(where)
        await putPosts(store)
        // Into an empty store, a server would read its samples first.
        for (const { page, record } of generate(1)) await store.save(page, record)
        await store.close()

        const shown = (): number => channels.reduce((sum, chat) => sum + api.messages(chat).length, 0)
        /** Serves until something is so, and is told to end then. */
        const serveUntil = async (isSo: () => boolean): Promise<void> => {
          const server = start(['serve', '--sources', list, '--pause', '0', '--every', '1'], {
            DEREK_DATA: data,
            DATABASE_URL: url,
            NATS_URL: '',
            PORT: '0',
            DEREK_DRAIN_SECONDS: '1',
            DEREK_ALLOW_ADDRESSES: '127.0.0.1/32',
            DEREK_TELEGRAM_TOKEN: token,
            DEREK_TELEGRAM_ROOT: api.root,
            DEREK_TELEGRAM_CONTROL: '@control',
          })
          server.stdout?.resume()
          let said = ''
          server.stderr?.setEncoding('utf8').on('data', (text: string) => {
            said += text
          })
          for (let i = 0; i < 3_000 && !isSo() && server.exitCode === null; i++) await sleep(20)
          const begun = performance.now()
          expect(await endOf(server, 'SIGTERM'), said).toBe(0)
          expect(performance.now() - begun).toBeLessThan(longestEnd)
        }

        await serveUntil(() => pagesAsked(sites).length >= all / 4 && shown() > 0)
        const [asked, posted] = [pagesAsked(sites).length, shown()]
        expect(asked).toBeLessThan(all)
        expect(posted).toBeLessThan(2 * channels.length)
        await serveUntil(() => pagesAsked(sites).length >= asked + all / 4 && shown() > posted)
        await serveUntil(() => pagesAsked(sites).length >= all && shown() >= 2 * channels.length)

        expect(pagesAsked(sites).toSorted()).toEqual([...new Set(pagesAsked(sites))].toSorted())
        const kept = await openStore(where)
        const { articles: there } = await kept.latest({ limit: 1_000 })
        const own = there.filter(({ url }) => url?.startsWith('http://127.0.0.1:') === true)
        expect(own.map(({ url }) => url).toSorted()).toEqual(pagesAsked(sites).toSorted())
        expect(own).toHaveLength(all)
        for (const { id } of own) expect(await kept.revisions(id)).toHaveLength(1)
        for (const chat of channels) expect(api.messages(chat).map(({ text }) => text)).toEqual(['бір', 'екі'])
        expect(await kept.posts.counts()).toEqual([{ state: 'shown', count: 2 * channels.length }])
        await kept.close()
        await api.close()
        await Promise.all(sites.map((site) => site.close()))
      },
      180_000,
    )
  }
})
