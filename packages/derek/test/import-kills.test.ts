import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { warcExchange } from '../src/watch/warc.js'
import { makeOutliving, type Outliving, startProgram, wasKilled } from './killed.js'
import { newsPage } from './web.js'

/** A few in every run of the tests; `npm run test:kills` does sixty. */
const kills = Number(process.env.DEREK_KILLS ?? 3)
const perFile = 60

/** The page of a number; every fifth is a page at another address of an article that another file has. */
function pageOf(number: number): Buffer {
  const article = number % 5 === 0 ? (number * 7) % (perFile * 3) : number
  const body = newsPage(
    `${article}-жаңалық`,
    `Ауылда ${article}-мектеп ашылды.`,
    `<link rel="canonical" href="/news/${article}">`,
  )
  return warcExchange({
    url: `https://auyl.example/${number % 5 === 0 ? 'amp' : 'news'}/${number}`,
    at: '2026-03-04T05:06:07Z',
    request: [],
    status: 200,
    statusText: 'OK',
    headers: [['Content-Type', 'text/html; charset=utf-8']],
    payload: Buffer.from(number % 17 === 0 ? '%PDF-1.7' : body),
  })
}

describe('derek import, in any number of threads, killed at any point', () => {
  let folder = ''
  let files: readonly string[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
    files = [0, 1, 2].map((file) => join(folder, `${file}.warc.gz`))
    for (const [file, path] of files.entries()) {
      await writeFile(path, Buffer.concat(Array.from({ length: perFile }, (_, i) => pageOf(file * perFile + i))))
    }
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** Runs to the end, or is killed once so many articles were saved. */
  async function run(place: string, threads: number, killAfter = Number.POSITIVE_INFINITY): Promise<boolean> {
    const child = startProgram('importer', [place, String(threads), ...files])
    let saved = 0
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      saved += text.split('\n').length - 1
      if (saved >= killAfter) setTimeout(() => child.kill('SIGKILL'), Math.random() * 20)
    })
    return wasKilled(child)
  }

  /** Each article with the address that it was first read at. */
  const keptIn = ({ withStore }: Outliving): Promise<readonly (readonly [string, string | undefined])[]> =>
    withStore(async (store) => {
      const { articles } = await store.latest({ limit: 1000 })
      return articles.map(({ id, url }) => [id, url] as const).sort(([a], [b]) => (a < b ? -1 : 1))
    })

  it(
    'keeps what one thread keeps that nobody disturbs, each article at the same address',
    async () => {
      const [alone, disturbed] = [await makeOutliving(), await makeOutliving()]
      expect(await run(alone.place, 0)).toBe(false)
      let killed = 0
      for (let i = 0; i < kills; i++) if (await run(disturbed.place, 1 + (i % 4), 8 + ((i * 5) % 20))) killed++
      expect(await run(disturbed.place, 3)).toBe(false)
      expect(killed).toBeGreaterThan(0)
      const kept = await keptIn(alone)
      expect(kept.length).toBeGreaterThan(perFile)
      expect(await keptIn(disturbed)).toEqual(kept)
      await Promise.all([alone.remove(), disturbed.remove()])
    },
    60_000 + kills * 15_000,
  )
})
