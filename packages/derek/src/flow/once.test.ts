import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openInMemory } from '../../test/databases.js'
import { newsPage, type Site, serveSite } from '../../test/web.js'
import type { Store } from '../store/store.js'
import type { Watched } from '../watch/sources.js'
import { openFolder } from './folder.js'
import { memoryBus } from './memory.js'
import { take } from './take.js'
import { stageNames, type WorkOptions, work } from './worker.js'

const day = 24 * 60 * 60
const page = (n: string): string => newsPage(`${n}-жаңалық`, `Ауылда ${n}-мектеп ашылды.`)
const rss = (...items: readonly string[]): string =>
  `<rss>${items.map((item) => `<item>${item}</item>`).join('')}</rss>`

describe('looking once', () => {
  let folder = ''
  let store: Store
  let site: Site
  let answers: Record<string, string | ((response: ServerResponse, request: IncomingMessage) => void)> = {}
  beforeEach(async () => {
    vi.stubEnv('DEREK_ALLOW_ADDRESSES', '127.0.0.1/32')
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
    store = await openInMemory()
    site = await serveSite((request, response) => {
      const answer = answers[request.url ?? '']
      response.setHeader('content-type', 'text/html; charset=utf-8')
      if (answer === undefined) response.writeHead(404).end()
      else if (typeof answer === 'string') response.end(answer)
      else answer(response, request)
    })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    answers = {}
    await site.close()
    await store.close()
    await rm(folder, { recursive: true })
  })

  const source = (changes: Partial<Watched>): Watched => ({
    name: 'Ауыл',
    kind: 'portal',
    home: site.origin,
    feeds: [],
    sitemaps: [],
    sections: [],
    rules: [],
    licence: 'invented',
    ...changes,
  })

  /** Looks once at all sources, as `derek watch --once` does; answers what was saved, by source, and what was wrong. */
  async function once(sources: readonly Watched[], options: Partial<WorkOptions> = {}) {
    const saved: string[] = []
    const complaints: string[] = []
    const archive = await openFolder(folder, store, () => {})
    const bus = memoryBus()
    await work({
      stages: stageNames,
      bus,
      once: bus,
      store: {
        ...store,
        async save(page, record) {
          await store.save(page, record)
          saved.push(`${record.source.name}: ${record.title}`)
        },
      },
      archive,
      sources,
      every: 60,
      pause: 0,
      since: 3 * day,
      signal: new AbortController().signal,
      say(message, { level } = {}) {
        if (level !== undefined) complaints.push(message.replaceAll(site.origin, ''))
      },
      ...options,
    })
    await archive.close()
    return { saved: saved.sort(), complaints }
  }

  it('takes each article once, and of old ones none', async () => {
    answers = {
      '/feed': rss(
        '<link>/1</link>',
        `<link>/2</link><pubDate>${new Date(Date.now() - day * 1000).toISOString()}</pubDate>`,
        '<link>/3</link><pubDate>2019-01-01</pubDate>',
      ),
      '/1': page('1'),
      '/2': page('2'),
    }
    const feeds = source({ feeds: [`${site.origin}/feed`] })
    expect((await once([feeds])).saved).toEqual(['Ауыл: 1-жаңалық', 'Ауыл: 2-жаңалық'])
    expect((await once([feeds])).saved).toEqual([])
  })

  it('leaves alone what was fetched by hand', async () => {
    answers = { '/feed': rss('<link>/1</link>'), '/1': page('1') }
    const archive = await openFolder(folder, store, () => {})
    await take(`${site.origin}/1`, { store, archive, pause: 0 })
    await archive.close()
    expect((await once([source({ feeds: [`${site.origin}/feed`] })])).saved).toEqual([])
    expect(site.asked.filter((path) => path === '/1')).toHaveLength(1)
  })

  it('finds articles in sitemaps of a sitemap index and in sections, by its rules', async () => {
    const now = new Date().toISOString()
    answers = {
      '/index.xml': `<sitemapindex><sitemap><loc>/new.xml</loc><lastmod>${now}</lastmod></sitemap><sitemap><loc>/old.xml</loc><lastmod>2019-01-01</lastmod></sitemap></sitemapindex>`,
      '/new.xml': `<urlset><url><loc>/kk/1</loc><lastmod>${now}</lastmod></url><url><loc>/kk/about</loc></url></urlset>`,
      '/section': '<p><a href="/kk/2">Ауылда жаңа мектеп ашылды</a><p><a href="/ru/3">В ауле открылась школа</a>',
      '/kk/1': page('1'),
      '/kk/2': page('2'),
    }
    const { saved, complaints } = await once([
      source({ sitemaps: [`${site.origin}/index.xml`], sections: [`${site.origin}/section`], rules: ['/kk/'] }),
    ])
    expect(saved.sort()).toEqual(['Ауыл: 1-жаңалық', 'Ауыл: 2-жаңалық'])
    expect(complaints).toEqual([])
    expect(site.asked).not.toContain('/old.xml')
  })

  it('goes on with the other sources where one is broken, and names it', async () => {
    answers = {
      '/bomb': `<rss>${'<a>'.repeat(100_000)}`,
      '/binary': (response) => response.end(Buffer.from([0, 1, 2, 3])),
      '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
      '/feed': rss('<link>/1</link>'),
      '/1': page('1'),
    }
    const { saved, complaints } = await once([
      source({ name: 'Бомба', feeds: [`${site.origin}/bomb`] }),
      source({ name: 'Екілік', feeds: [`${site.origin}/binary`] }),
      source({ name: 'Шеңбер', feeds: [`${site.origin}/loop`] }),
      source({ name: 'Жоқ', feeds: [`${site.origin}/none`] }),
      source({ name: 'Ішкі', feeds: ['http://169.254.169.254/latest/'] }),
      source({ feeds: [`${site.origin}/feed`] }),
    ])
    expect(saved).toEqual(['Ауыл: 1-жаңалық'])
    expect(complaints.map((line) => line.split(':')[0]).sort()).toEqual(
      ['Бомба', 'Екілік', 'Жоқ', 'Ішкі', 'Шеңбер'].sort(),
    )
  })

  it('tries again later what may come back, and gives up what is gone', async () => {
    answers = {
      '/feed': rss('<link>/gone</link>', '<link>/trouble</link>', '<link>/1</link>'),
      '/trouble': (response) => response.writeHead(500).end(),
      '/1': page('1'),
    }
    const { saved, complaints } = await once([source({ feeds: [`${site.origin}/feed`] })])
    expect(saved).toEqual(['Ауыл: 1-жаңалық'])
    expect(complaints.sort()).toEqual([
      expect.stringMatching(/^Ауыл: \/gone: .* answered 404; given up$/u),
      expect.stringMatching(/^Ауыл: \/trouble: .* answered 500; to be tried again$/u),
    ])
    const { frontier } = store
    expect(await frontier.outcome(`${site.origin}/gone`)).toMatchObject({ outcome: 'given-up' })
    expect(await frontier.outcome(`${site.origin}/trouble`)).toBeUndefined()
    expect(await frontier.undoneHosts(30)).toMatchObject([{ addresses: 1, hasSoon: false }])
    expect(await frontier.undoneHosts(60)).toMatchObject([{ addresses: 1, hasSoon: true }])
  })

  it('gives up what fails for the eighth time', async () => {
    answers = { '/trouble': (response) => response.writeHead(500).end() }
    const item = { url: `${site.origin}/trouble`, source: 'Ауыл' }
    await store.frontier.found([item])
    for (let attempt = 1; attempt < 8; attempt++) await store.frontier.failed(item, 'it answered 500')
    expect((await once([source({})])).complaints).toEqual([expect.stringContaining('answered 500; given up')])
    expect(await store.frontier.outcome(item.url)).toMatchObject({ outcome: 'given-up' })
  })

  it('does not wait, when it looks once, for a host that asks to be left alone', async () => {
    answers = {
      '/feed': rss('<link>/busy</link>', '<link>/1</link>'),
      '/busy': (response) => response.writeHead(503, { 'retry-after': '3600' }).end(),
      '/1': page('1'),
    }
    const { saved, complaints } = await once([source({ feeds: [`${site.origin}/feed`] })])
    expect(saved).toEqual([])
    expect(complaints.at(-1)).toContain('asks to be left alone: 2 articles wait for another time')
    expect(await store.frontier.undone('Ауыл', 10)).toBe(2)
  })

  it('does not press a host whose robots.txt fails', async () => {
    answers = {
      '/feed': rss('<link>/1</link>'),
      '/robots.txt': (response) => response.writeHead(503).end(),
    }
    const feed = `${site.origin}/feed`
    const { complaints } = await once([source({ feeds: [feed], sections: [`${site.origin}/news`] })])
    expect(complaints[0]).toContain('answered 503 for its robots.txt')
    expect(complaints.at(-1)).toContain('asks to be left alone: 1 feeds wait for another time')
    expect(site.asked).toEqual(['/robots.txt'])
  })

  it('goes on past a store that fails, says so, and has lost nothing', async () => {
    answers = { '/feed': rss('<link>/1</link>'), '/1': page('1') }
    const sources = [source({ feeds: [`${site.origin}/feed`] })]
    const failing: Store = { ...store, save: () => Promise.reject(new Error('it cannot be saved')) }
    const { saved, complaints } = await once(sources, { store: failing, retries: [] })
    expect(saved).toEqual([])
    expect(complaints).toEqual([expect.stringContaining('is put aside as dead: it cannot be saved')])
    expect((await once(sources)).saved).toEqual(['Ауыл: 1-жаңалық'])
    // It was read from the archive.
    expect(site.asked.filter((path) => path === '/1')).toHaveLength(1)
  })

  it('ends when it is told to, wherever it is', async () => {
    answers = {
      '/robots.txt': 'User-agent: *\nCrawl-delay: 60',
      '/feed': rss('<link>/1</link>', '<link>/2</link>'),
      '/1': page('1'),
      '/2': page('2'),
    }
    // The feed has its turn at once, the first article after a minute: it is told to end while it waits.
    const ending = new AbortController()
    const say = (message: string): void => {
      if (message.endsWith('new')) setTimeout(() => ending.abort(), 300)
    }
    const { saved } = await once([source({ feeds: [`${site.origin}/feed`] })], { signal: ending.signal, say })
    expect(saved).toEqual([])
    expect(await store.frontier.undone('Ауыл', 10)).toBe(2)
  })
})
