import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageFolder } from '../src/data/table.js'
import { openStore } from '../src/store/store.js'
import { openJournal } from '../src/watch/journal.js'
import { readWarc } from '../src/watch/warc.js'
import { start } from './command.js'
import { newsPage, serveSite } from './web.js'

/** A few in every run of the tests; `npm run test:kills` does sixty. */
const kills = Number(process.env.DEREK_KILLS ?? 4)
const watcher = join(packageFolder(), 'dist/test/watcher.js')

/** Runs the watcher to its end, or kills it where `until` says so; answers whether it was killed. */
function runWatcher(args: readonly string[], until?: Promise<void>): Promise<{ killed: boolean; complaints: string }> {
  const child = spawn(process.execPath, [watcher, ...args], {
    env: { ...process.env, DEREK_ALLOW_ADDRESSES: '127.0.0.1/32' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  void until?.then(() => child.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, signal) => resolve({ killed: signal === 'SIGKILL', complaints }))
  })
}

describe('derek watch, killed at any point', () => {
  it(
    'goes on with neither gap nor duplicate, in the store and in the archive',
    async () => {
      const data = await mkdtemp(join(tmpdir(), 'derek-'))
      let published = 4
      let asked: () => void = () => {}
      const site = await serveSite((request, response) => {
        const path = request.url ?? ''
        asked()
        if (path === '/robots.txt') return response.writeHead(404).end()
        if (path === '/feed') {
          const etag = `"${published}"`
          response.setHeader('etag', etag)
          if (request.headers['if-none-match'] === etag) return response.writeHead(304).end()
          const items = Array.from({ length: published }, (_, i) => `<item><link>/news/${i}</link></item>`)
          // Every fifth article is there a second time, at another address.
          const amps = Array.from({ length: published }, (_, i) =>
            i % 5 === 0 ? `<item><link>/amp/${i}</link></item>` : '',
          )
          return response.end(`<rss>${items.join('')}${amps.join('')}</rss>`)
        }
        const number = /\d+$/u.exec(path)?.[0] ?? ''
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.setHeader('etag', '"1"')
        return response.end(
          newsPage(
            `${number}-жаңалық`,
            `Ауылда ${number}-мектеп ашылды.`,
            `<link rel="canonical" href="/news/${number}">`,
          ),
        )
      })
      const list = join(data, 'sources.tsv')
      await writeFile(
        list,
        `name\tkind\thome\tfeeds\tsitemaps\tsections\trules\tlicence\nАуыл\tportal\t${site.origin}\t${site.origin}/feed\t\t\t\tinvented\n`,
      )
      let killed = 0
      for (let run = 0; killed < kills && run < kills * 2; run++) {
        // After some requests, and some milliseconds more: between any two steps.
        let left = 1 + (run % 6)
        const until = new Promise<void>((resolve) => {
          asked = () => {
            if (--left === 0) setTimeout(resolve, Math.random() * 40)
          }
        })
        published += 4
        if ((await runWatcher([data, list], until)).killed) killed++
      }
      asked = () => {}
      expect(killed).toBe(kills)
      expect((await runWatcher([data, list])).complaints).toBe('')
      await site.close()

      const articles = await readdir(join(data, 'articles'))
      const urls = await Promise.all(articles.map((id) => readFile(join(data, 'articles', id), 'utf8')))
      const numbers = urls.map((url) => Number(/\d+$/u.exec(url)?.[0])).sort((a, b) => a - b)
      expect(numbers).toEqual(Array.from({ length: published }, (_, i) => i))

      const archived: string[] = []
      for (const file of await readdir(join(data, 'warc'))) {
        for await (const { type, url } of readWarc(createReadStream(join(data, 'warc', file)))) {
          if (type === 'response') archived.push(new URL(url ?? '').pathname)
        }
      }
      expect(new Set(archived).size).toBe(archived.length)
      expect(archived.filter((path) => path.startsWith('/news/'))).toHaveLength(published)

      const journal = await openJournal(data)
      expect(journal.state.waiting.size + journal.state.kept.size + journal.state.failed.size).toBe(0)
      await journal.close()
      await rm(data, { recursive: true })
    },
    60_000 + kills * 5_000,
  )

  // Only beside the sixty: each start of the database takes seconds.
  it.skipIf(kills < 10)(
    'is so with the database too, whose lock the next process takes over',
    async () => {
      const data = await mkdtemp(join(tmpdir(), 'derek-'))
      const all = 100
      const site = await serveSite((request, response) => {
        if (request.url === '/robots.txt') return response.writeHead(404).end()
        response.setHeader('content-type', 'text/html; charset=utf-8')
        if (request.url === '/feed') {
          const items = Array.from({ length: all }, (_, i) => `<item><link>/news/${i}</link></item>`)
          return response.end(`<rss>${items.join('')}</rss>`)
        }
        return response.end(newsPage(`${request.url}`, `Ауылда ${request.url}-мектеп ашылды.`))
      })
      const list = join(data, 'sources.tsv')
      await writeFile(
        list,
        `name\tkind\thome\tfeeds\tsitemaps\tsections\trules\tlicence\nАуыл\tportal\t${site.origin}\t${site.origin}/feed\t\t\t\tinvented\n`,
      )
      const environment = { DEREK_ALLOW_ADDRESSES: '127.0.0.1/32', DEREK_DATA: data }
      const args = ['watch', '--once', '--pause', '0', '--sources', list]
      for (let run = 0; run < 4; run++) {
        const child = start(args, environment)
        const closed = new Promise((resolve) => child.on('close', resolve))
        let said = 0
        // One article more each time, and some milliseconds.
        child.stdout?.on('data', () => {
          if (++said === run + 2) setTimeout(() => child.kill('SIGKILL'), Math.random() * 100)
        })
        await closed
        expect(child.signalCode).toBe('SIGKILL')
      }
      const last = start(args, environment)
      await new Promise((resolve) => last.on('close', resolve))
      expect(last.exitCode).toBe(0)
      await site.close()
      const store = await openStore({ folder: data })
      const { articles } = await store.latest({ limit: 100 })
      await store.close()
      expect(articles.map(({ url }) => Number(/\d+$/u.exec(url ?? '')?.[0])).sort((a, b) => a - b)).toEqual(
        Array.from({ length: all }, (_, i) => i),
      )
      await rm(data, { recursive: true })
    },
    180_000,
  )
})
