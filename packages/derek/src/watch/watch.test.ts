import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newsPage, type Site, serveSite } from '../../test/web.js'
import { collectionOver, type Kept } from './open.js'
import { takes, type Watched, watchedSources } from './sources.js'
import { watch } from './watch.js'

const day = 24 * 60 * 60_000
const page = (n: string): string => newsPage(`${n}-жаңалық`, `Ауылда ${n}-мектеп ашылды.`)
const rss = (...items: readonly string[]): string =>
  `<rss>${items.map((item) => `<item>${item}</item>`).join('')}</rss>`

describe('watching', () => {
  let folder = ''
  let site: Site
  let answers: Record<string, string | ((response: ServerResponse, request: IncomingMessage) => void)> = {}
  beforeEach(async () => {
    vi.stubEnv('DEREK_ALLOW_ADDRESSES', '127.0.0.1/32')
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
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

  /** Looks once at all sources, as `derek watch --once` does. */
  async function once(...sources: readonly Watched[]) {
    const saved: string[] = []
    const complaints: string[] = []
    const store: Kept = {
      save: async (_, { title, source: { name } }) => void saved.push(`${name}: ${title}`),
      close: async () => {},
    }
    const collection = await collectionOver(folder, store, { pause: 0 })
    await watch(sources, collection, {
      every: 1000,
      since: 3 * day,
      once: true,
      signal: new AbortController().signal,
      say: () => {},
      complain: (message) => complaints.push(message.replaceAll(site.origin, '')),
    })
    const { state } = collection.journal
    await collection.close()
    return { saved, complaints, state }
  }

  it('takes each article once, and of old ones none', async () => {
    answers = {
      '/feed': rss(
        '<link>/1</link>',
        `<link>/2</link><pubDate>${new Date(Date.now() - day).toISOString()}</pubDate>`,
        '<link>/3</link><pubDate>2019-01-01</pubDate>',
      ),
      '/1': page('1'),
      '/2': page('2'),
    }
    const feeds = source({ feeds: [`${site.origin}/feed`] })
    expect((await once(feeds)).saved).toEqual(['Ауыл: 1-жаңалық', 'Ауыл: 2-жаңалық'])
    expect((await once(feeds)).saved).toEqual([])
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
    const { saved, complaints } = await once(
      source({ sitemaps: [`${site.origin}/index.xml`], sections: [`${site.origin}/section`], rules: ['/kk/'] }),
    )
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
    const { saved, complaints } = await once(
      source({ name: 'Бомба', feeds: [`${site.origin}/bomb`] }),
      source({ name: 'Екілік', feeds: [`${site.origin}/binary`] }),
      source({ name: 'Шеңбер', feeds: [`${site.origin}/loop`] }),
      source({ name: 'Жоқ', feeds: [`${site.origin}/none`] }),
      source({ name: 'Ішкі', feeds: ['http://169.254.169.254/latest/'] }),
      source({ feeds: [`${site.origin}/feed`] }),
    )
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
    const { saved, state } = await once(source({ feeds: [`${site.origin}/feed`] }))
    expect(saved).toEqual(['Ауыл: 1-жаңалық'])
    expect(state.done.get(`${site.origin}/gone`)?.outcome).toBe('given-up')
    expect(state.waiting.has(`${site.origin}/trouble`)).toBe(true)
    expect(state.failed.get(`${site.origin}/trouble`)?.attempts).toBe(1)
  })

  it('does not wait, when it looks once, for a host that asks to be left alone', async () => {
    answers = {
      '/feed': rss('<link>/busy</link>', '<link>/1</link>'),
      '/busy': (response) => response.writeHead(503, { 'retry-after': '3600' }).end(),
      '/1': page('1'),
    }
    const { saved, complaints, state } = await once(source({ feeds: [`${site.origin}/feed`] }))
    expect(saved).toEqual([])
    expect(complaints.at(-1)).toContain('asks to be left alone')
    expect([...state.waiting.keys()]).toEqual([`${site.origin}/busy`, `${site.origin}/1`])
  })

  it('does not press a host whose robots.txt fails', async () => {
    answers = {
      '/feed': rss('<link>/1</link>'),
      '/robots.txt': (response) => response.writeHead(503).end(),
    }
    const feed = `${site.origin}/feed`
    const { complaints } = await once(source({ feeds: [feed], sections: [`${site.origin}/news`] }))
    expect(complaints[0]).toContain('answered 503 for its robots.txt')
    expect(site.asked).toEqual(['/robots.txt'])
  })

  it('ends with the fault of a store that fails, and has lost nothing', async () => {
    answers = { '/feed': rss('<link>/1</link>'), '/1': page('1') }
    const ending = new AbortController()
    const store: Kept = { save: () => Promise.reject(new Error('the disk is full')), close: async () => {} }
    const collection = await collectionOver(folder, store, { pause: 0, signal: ending.signal })
    const watching = watch([source({ feeds: [`${site.origin}/feed`] })], collection, {
      every: 60_000,
      since: day,
      signal: ending.signal,
      say: () => {},
      complain: () => {},
    })
    await expect(watching).rejects.toThrow('the disk is full')
    ending.abort()
    expect(collection.journal.state.kept.size).toBe(1)
    await collection.close()
    expect((await once(source({}))).saved).toEqual(['Ауыл: 1-жаңалық'])
  })

  it('ends when it is told to, wherever it is', async () => {
    answers = {
      '/robots.txt': 'User-agent: *\nCrawl-delay: 60',
      '/feed': rss('<link>/1</link>', '<link>/2</link>'),
      '/1': page('1'),
      '/2': page('2'),
    }
    const ending = new AbortController()
    const store: Kept = { save: async () => ending.abort(), close: async () => {} }
    const collection = await collectionOver(folder, store, { pause: 0, signal: ending.signal })
    // The feed has its turn at once, the first article after a minute: it is told to end while it waits.
    setTimeout(() => ending.abort(), 200)
    await watch([source({ feeds: [`${site.origin}/feed`] })], collection, {
      every: 60_000,
      since: day,
      signal: ending.signal,
      say: () => {},
      complain: () => {},
    })
    expect([...collection.journal.state.waiting.keys()]).toHaveLength(2)
    await collection.close()
  })
})

describe('the list of sources', () => {
  it('that comes with Derek is well-formed', async () => {
    expect((await watchedSources()).length).toBeGreaterThan(0)
  })

  it('has rules for what is taken and what is left out', () => {
    const rules = ['/kk/', '!/kk/video/']
    expect(takes(rules, 'https://example.kz/kk/1')).toBe(true)
    expect(takes(rules, 'https://example.kz/kk/video/1')).toBe(false)
    expect(takes(rules, 'https://example.kz/ru/1')).toBe(false)
    expect(takes([], 'https://example.kz/ru/1')).toBe(true)
  })

  it('names the file that is not there', async () => {
    await expect(watchedSources('/nowhere/sources.tsv')).rejects.toThrow('/nowhere/sources.tsv')
  })
})
