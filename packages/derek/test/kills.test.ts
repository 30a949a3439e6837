import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { withDatabase } from '../src/store/databases.js'
import { readWarc } from '../src/watch/warc.js'
import { run, start } from './command.js'
import { makeOutliving, wasKilled } from './killed.js'
import { newsPage, serveSite } from './web.js'

/** A few in every run of the tests; `npm run test:kills` does sixty. */
const kills = Number(process.env.DEREK_KILLS ?? 3)

/** A site whose feed grows. Every fifth article is there a second time, at another address. */
async function growingSite() {
  let published = 4
  let onAsked: () => void = () => {}
  const site = await serveSite((request, response) => {
    const path = request.url ?? ''
    onAsked()
    if (path === '/robots.txt') return response.writeHead(404).end()
    if (path === '/feed') {
      const etag = `"${published}"`
      response.setHeader('etag', etag)
      if (request.headers['if-none-match'] === etag) return response.writeHead(304).end()
      const items = Array.from({ length: published }, (_, i) => `<item><link>/news/${i}</link></item>`)
      const amps = items.map((item, i) => (i % 5 === 0 ? item.replace('news', 'amp') : ''))
      return response.end(`<rss>${items.join('')}${amps.join('')}</rss>`)
    }
    const number = /\d+$/u.exec(path)?.[0] ?? ''
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('etag', '"1"')
    return response.end(
      newsPage(`${number}-жаңалық`, `Ауылда ${number}-мектеп ашылды.`, `<link rel="canonical" href="/news/${number}">`),
    )
  })
  return {
    ...site,
    grow: () => {
      published += 4
    },
    published: () => published,
    /** Resolves after so many requests. */
    asked: (count: number) =>
      new Promise<void>((resolve) => {
        let left = count
        onAsked = () => {
          if (--left === 0) resolve()
        }
      }),
  }
}

it(
  'derek watch, killed at any point, goes on with neither gap nor duplicate, in the store and in the archive',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'derek-'))
    const { place, withStore, remove } = await makeOutliving()
    const isServer = URL.canParse(place)
    const data = isServer ? folder : place
    const site = await growingSite()
    const list = join(folder, 'sources.tsv')
    await writeFile(
      list,
      `name\tkind\thome\tfeeds\tlicence\nАуыл\tportal\t${site.origin}\t${site.origin}/feed\tinvented\n`,
    )
    const environment = {
      DEREK_ALLOW_ADDRESSES: '127.0.0.1/32',
      DEREK_DATA: data,
      ...(isServer ? { DATABASE_URL: place } : {}),
    }
    const args = ['watch', '--once', '--pause', '0', '--sources', list]
    /** Half a minute passes, after which nobody waits any longer for an answer that was to come to a killed process. */
    const passTime = (): Promise<unknown> =>
      withDatabase(isServer ? { url: place } : { folder: place }, (database) =>
        sql`update hosts set busy_until = now()`.execute(database),
      )

    let killed = 0
    for (let attempt = 0; killed < kills && attempt < kills * 2; attempt++) {
      site.grow()
      const child = start(args, environment)
      // After some requests, and some milliseconds more: between any two steps.
      void site.asked(1 + (attempt % 6)).then(() => setTimeout(() => child.kill('SIGKILL'), Math.random() * 100))
      if (await wasKilled(child)) killed++
      await passTime()
    }
    expect(killed).toBe(kills)
    void site.asked(Number.POSITIVE_INFINITY)
    expect(await run(args, '', environment)).toMatchObject({ code: 0, stderr: '' })

    const published = Array.from({ length: site.published() }, (_, i) => i)
    await withStore(async (store) => {
      const { articles } = await store.latest({ limit: 1000 })
      const numbers = articles.map(({ url }) => Number(/\d+$/u.exec(url ?? '')?.[0]))
      expect(numbers.sort((a, b) => a - b)).toEqual(published)
      expect(await store.frontier.undone('Ауыл', 1)).toBe(0)
    })
    const archived: string[] = []
    for (const file of (await readdir(join(data, 'warc'))).filter((name) => name.endsWith('.gz'))) {
      for await (const { type, url } of readWarc(createReadStream(join(data, 'warc', file)))) {
        if (type === 'response') archived.push(new URL(url ?? '').pathname)
      }
    }
    expect(new Set(archived).size).toBe(archived.length)
    expect(archived.filter((path) => path.startsWith('/news/'))).toHaveLength(published.length)
    await Promise.all([site.close(), remove(), rm(folder, { recursive: true })])
  },
  60_000 + kills * 15_000,
)
