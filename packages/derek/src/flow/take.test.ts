import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openInMemory } from '../../test/databases.js'
import { newsPage, type Site, serveSite } from '../../test/web.js'
import type { Store } from '../store/store.js'
import { readWarc } from '../watch/warc.js'
import type { RawArchive } from './archive.js'
import { openFolder } from './folder.js'
import { take as takeFrom } from './take.js'

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
  '/cut': (response) => response.destroy(),
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
  let store: Store
  let archive: RawArchive
  beforeEach(async () => {
    vi.stubEnv('DEREK_ALLOW_ADDRESSES', '127.0.0.1/32')
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
    store = await openInMemory()
    archive = await openFolder(folder, store, () => {})
    site = await serveSite((request, response) => {
      const path = paths[request.url ?? '']
      if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/html')
      if (path === undefined) response.writeHead(404).end()
      else path(response, request)
    })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await archive.close()
    await store.close()
    await site.close()
    await rm(folder, { recursive: true })
  })

  const take = (path: string, changes: { readonly store?: Store; readonly anew?: boolean } = {}) =>
    takeFrom(`${site.origin}${path}`, { store, archive, pause: 0, ...changes })
  const saved = async (): Promise<readonly string[]> =>
    (await store.latest({ limit: 100 })).articles.map(({ title }) => title)
  const archived = async (): Promise<readonly string[]> => {
    const paths: string[] = []
    for (const name of (await readdir(archive.folder)).filter((name) => name.endsWith('.gz'))) {
      for await (const { type, url = '' } of readWarc(createReadStream(join(archive.folder, name)))) {
        if (type === 'response') paths.push(new URL(url).pathname)
      }
    }
    return paths
  }

  it('keeps the raw response and reads the article', async () => {
    const taken = await take('/news')
    expect(taken).toMatchObject({ outcome: 'read', record: { title: 'Мектеп ашылды', url: `${site.origin}/news` } })
    expect(await saved()).toEqual(['Мектеп ашылды'])
    const answer = await archive.kept(`${site.origin}/news`)
    expect(Buffer.from(answer?.payload ?? []).toString()).toContain('Ауылда жаңа мектеп ашылды.')
    // The place that it says is that of the first record.
    if (!('place' in taken)) throw new Error('there is no place')
    const { file, start, end } = taken.place
    const types: string[] = []
    const bytes = createReadStream(join(archive.folder, file), { start, end: end - 1 })
    for await (const { type } of readWarc(bytes)) types.push(type)
    expect(types).toEqual(['request', 'response'])
  })

  it('asks robots.txt once, also where a redirect points', async () => {
    expect(await take('/closed/1')).toMatchObject({ outcome: 'disallowed' })
    expect(await take('/aside')).toMatchObject({ outcome: 'disallowed', url: `${site.origin}/closed` })
    expect(site.asked).toEqual(['/robots.txt', '/aside'])
  })

  it('fetches again only what has changed, also in another process, unless it is to fetch it anew', async () => {
    const taken = await take('/news')
    await archive.close()
    archive = await openFolder(folder, store, () => {})
    const article = taken.outcome === 'read' ? taken.record.id : ''
    expect(await take('/news')).toEqual({ outcome: 'unchanged', article })
    expect(await take('/news', { anew: true })).toMatchObject({ outcome: 'read', record: { id: article } })
  })

  it('reads gzip, brotli and windows-1251, and follows redirects', async () => {
    expect(await take('/br')).toMatchObject({ record: { title: 'Көпір салынды' } })
    expect(await take('/windows')).toMatchObject({ record: { title: 'Жиналыс' } })
    expect(await take('/old')).toMatchObject({ record: { title: 'Кітап шықты', url: `${site.origin}/gzip` } })
    expect(await take('/gzip')).toMatchObject({ outcome: 'same', as: `${site.origin}/old` })
  })

  it('does not keep the article of another address twice', async () => {
    await take('/news')
    expect(await take('/amp')).toMatchObject({ outcome: 'same', as: `${site.origin}/news` })
    expect(await saved()).toHaveLength(1)
  })

  it('says what cannot be read, and keeps it raw all the same', async () => {
    expect(await take('/picture')).toMatchObject({ outcome: 'unread', error: { kind: 'unsupported-type' } })
    expect(await take('/bomb')).toMatchObject({ outcome: 'unread', error: { kind: 'too-large' } })
    expect(await take('/broken')).toMatchObject({ outcome: 'unread', error: { kind: 'unreadable' } })
  })

  it('throws where nothing was fetched, with the kind', async () => {
    await expect(take('/none')).rejects.toMatchObject({ kind: 'http-status', status: 404 })
    await expect(take('/loop')).rejects.toMatchObject({ kind: 'redirects' })
  })

  it('gives the turn of the host back where the request fails', async () => {
    await expect(take('/cut')).rejects.toMatchObject({ kind: 'unreachable' })
    expect(await store.frontier.takeTurn(new URL(site.origin).host, 0)).toEqual({ taken: true })
  })

  it('leaves a host alone for as long as it asks', async () => {
    await expect(take('/busy')).rejects.toMatchObject({ status: 503 })
    await expect(take('/news')).rejects.toThrow('the host asks to be left alone for 60 minutes')
    expect(site.asked).toEqual(['/robots.txt', '/busy'])
  })

  it('refuses addresses inside a network, also where a redirect points', async () => {
    vi.stubEnv('DEREK_ALLOW_ADDRESSES', '')
    await expect(take('/news')).rejects.toMatchObject({ kind: 'refused-address' })
  })

  it('asks for the whole of what it could not save before, and what it left behind waits for whoever watches', async () => {
    const failing: Store = { ...store, save: () => Promise.reject(new Error('it cannot be saved')) }
    await expect(take('/news', { store: failing })).rejects.toThrow('it cannot be saved')
    expect(await archived()).toEqual(['/news'])
    expect(await store.frontier.undoneHosts(90)).toMatchObject([{ addresses: 1, hasSoon: true }])
    expect(await take('/news')).toMatchObject({ outcome: 'read' })
    expect(await store.frontier.undoneHosts(90)).toEqual([])
  })
})
