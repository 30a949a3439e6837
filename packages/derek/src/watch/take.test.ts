import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newsPage, type Site, serveSite } from '../../test/web.js'
import { openArchive } from './archive.js'
import { openJournal } from './journal.js'
import { createSchedule } from './schedule.js'
import { createTaker } from './take.js'
import { createVisitor } from './visit.js'
import { readWarc } from './warc.js'

const mib = 1024 * 1024

/** What each path of the site answers. */
const paths: Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => void>> = {
  '/robots.txt': (response) => response.end('User-agent: *\nDisallow: /closed\n'),
  '/news': (response, request) => {
    response.setHeader('etag', '"1"')
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304)
    response.end(newsPage('Мектеп ашылды', 'Ауылда жаңа мектеп ашылды.'))
  },
  '/gzip': (response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync(newsPage('Кітап шықты', 'Қалада жаңа кітап шықты.')))
  },
  '/br': (response) => {
    response.setHeader('content-encoding', 'br')
    response.end(brotliCompressSync(newsPage('Көпір салынды', 'Ауылда көпір салынды.')))
  },
  '/old': (response) => response.writeHead(301, { location: '/moved' }).end(),
  '/moved': (response) => response.writeHead(302, { location: '/gzip' }).end(),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/aside': (response) => response.writeHead(302, { location: '/closed' }).end(),
  '/amp': (response) =>
    response.end(newsPage('Мектеп', 'Қысқаша: мектеп ашылды.', '<link rel="canonical" href="/news">')),
  '/picture': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('x'),
  '/busy': (response) => response.writeHead(503, { 'retry-after': '3600' }).end(),
  '/bomb': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * mib))),
  '/broken': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
  '/windows': (response) => {
    response.setHeader('content-type', 'text/html; charset=windows-1251')
    const text = newsPage('Жиналыс', 'Жиналыс кеше болды.').replace('charset="utf-8"', '')
    response.end(
      Buffer.from(
        Array.from(text, (letter) => {
          const code = letter.charCodeAt(0)
          return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code < 128 ? code : 0x3f
        }),
      ),
    )
  },
}

describe('taking a page from the web', () => {
  let folder = ''
  let site: Site
  let opened: { close(): Promise<void> }[] = []
  beforeEach(async () => {
    vi.stubEnv('DEREK_ALLOW_ADDRESSES', '127.0.0.1/32')
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
    site = await serveSite((request, response) => {
      const path = paths[request.url ?? '']
      if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/html')
      if (path === undefined) response.writeHead(404).end()
      else path(response, request)
    })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    for (const one of opened) await one.close()
    opened = []
    await site.close()
    await rm(folder, { recursive: true })
  })

  async function open() {
    const journal = await openJournal(folder)
    const archive = await openArchive(folder, journal)
    opened.push(archive, journal)
    const saved: string[] = []
    const store = { save: async (_: unknown, { id }: { readonly id: string }) => void saved.push(id) }
    const schedule = createSchedule({ pause: 0 })
    const visitor = createVisitor(schedule, journal.state.validators)
    const taker = createTaker({ journal, archive, visitor, store })
    const take = (path: string) => taker.take({ url: `${site.origin}${path}` })
    return { journal, archive, saved, schedule, taker, take }
  }

  it('keeps the raw response and reads the article', async () => {
    const { take, saved, archive } = await open()
    const taken = await take('/news')
    expect(taken).toMatchObject({ outcome: 'read', record: { title: 'Мектеп ашылды', url: `${site.origin}/news` } })
    expect(saved).toHaveLength(1)
    const answer = 'place' in taken ? await archive.answer(taken.place) : undefined
    expect(Buffer.from(answer?.payload ?? []).toString()).toContain('Ауылда жаңа мектеп ашылды.')
  })

  it('asks robots.txt once, also where a redirect points', async () => {
    const { take } = await open()
    expect(await take('/closed/1')).toMatchObject({ outcome: 'disallowed' })
    expect(await take('/aside')).toMatchObject({ outcome: 'disallowed', url: `${site.origin}/closed` })
    expect(site.asked).toEqual(['/robots.txt', '/aside'])
  })

  it('fetches again only what has changed, also in another process', async () => {
    const first = await open()
    const taken = await first.take('/news')
    await first.archive.close()
    await first.journal.close()
    const { take } = await open()
    expect(await take('/news')).toEqual({
      outcome: 'unchanged',
      article: taken.outcome === 'read' ? taken.record.id : '',
    })
  })

  it('reads gzip, brotli and windows-1251, and follows redirects', async () => {
    const { take } = await open()
    expect(await take('/br')).toMatchObject({ record: { title: 'Көпір салынды' } })
    expect(await take('/windows')).toMatchObject({ record: { title: 'Жиналыс' } })
    expect(await take('/old')).toMatchObject({ record: { title: 'Кітап шықты', url: `${site.origin}/gzip` } })
    expect(await take('/gzip')).toMatchObject({ outcome: 'same', as: `${site.origin}/old` })
  })

  it('does not keep the article of another address twice', async () => {
    const { take, saved } = await open()
    await take('/news')
    expect(await take('/amp')).toMatchObject({ outcome: 'same', as: `${site.origin}/news` })
    expect(saved).toHaveLength(1)
  })

  it('says what cannot be read, and keeps it raw all the same', async () => {
    const { take } = await open()
    expect(await take('/picture')).toMatchObject({ outcome: 'unread', error: { kind: 'unsupported-type' } })
    expect(await take('/bomb')).toMatchObject({ outcome: 'unread', error: { kind: 'too-large' } })
    expect(await take('/broken')).toMatchObject({ outcome: 'unread', error: { kind: 'unreadable' } })
  })

  it('throws where nothing was fetched, with the kind', async () => {
    const { take } = await open()
    await expect(take('/none')).rejects.toMatchObject({ kind: 'http-status', status: 404 })
    await expect(take('/loop')).rejects.toMatchObject({ kind: 'redirects' })
  })

  it('leaves a host alone for as long as it asks', async () => {
    const { take, schedule } = await open()
    await expect(take('/busy')).rejects.toMatchObject({ status: 503 })
    expect(schedule.wait(new URL(site.origin).host)).toBeGreaterThan(3_500_000)
  })

  it('refuses addresses inside a network, also where a redirect points', async () => {
    vi.stubEnv('DEREK_ALLOW_ADDRESSES', '')
    const { take } = await open()
    await expect(take('/news')).rejects.toMatchObject({ kind: 'refused-address' })
  })

  it('goes on after a crash between archive and store, and cuts off what the journal does not know', async () => {
    const first = await open()
    await first.take('/news')
    const place = await first.archive.keep(`${site.origin}/gzip`, [
      {
        url: `${site.origin}/gzip`,
        at: '2026-01-01T00:00:00Z',
        request: [],
        status: 200,
        statusText: 'OK',
        headers: [['content-type', 'text/html']],
        payload: Buffer.from(newsPage('Кітап шықты', 'Қалада жаңа кітап шықты.')),
      },
    ])
    await first.archive.close()
    await first.journal.close()
    const path = join(folder, 'warc', place.file)
    const whole = await readFile(path)
    await appendFile(path, whole.subarray(0, 100))
    const second = await open()
    expect(await second.taker.resume()).toBe(1)
    expect(second.saved).toHaveLength(1)
    expect(await readFile(path)).toEqual(whole)
    expect(await second.taker.resume()).toBe(0)
    await second.take('/br')
    const urls: string[] = []
    for await (const { type, url } of readWarc(createReadStream(path))) {
      if (type === 'response') urls.push(new URL(url ?? '').pathname)
    }
    expect(urls).toEqual(['/news', '/gzip', '/br'])
  })
})
