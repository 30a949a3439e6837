import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { generate } from '../bench/generate.js'
import { exportNames } from '../src/exports/exports.js'
import { articleFormats } from '../src/exports/formats.js'
import { createApp } from '../src/serve/app.js'
import type { Store } from '../src/store/store.js'
import { onEachDatabase, openAt, openInMemory } from './databases.js'
import { atomFaults, jsonFeedFaults, rssFaults } from './feed-validators.js'
import { articleOf, happened, said } from './records.js'

const publicAddress = 'https://derek.example'

const text = 'Әкім көпір туралы айтты. Ол мектепке алғыс білдірді.'
const at = (start: number, end: number) => ({ block: 'b1', start, end, text: text.slice(start, end) })
const march = articleOf('march', '2026-03-01T09:00:00+05:00', {
  url: 'https://tobyl.example/march?a=1&b=<2>',
  blocks: [{ id: 'b1', kind: 'lead', text }],
  sentences: [at(0, 24), at(25, 52)],
  statements: [
    said('s1', { speaker: 'e1', addressee: 'e2', cue: at(18, 23) }),
    said('s2', { speaker: 'e1', act: 'thank', cue: at(37, 51) }),
  ],
  events: [happened('v1', { actors: ['e1'], recipients: ['e2'], evidence: [at(0, 24)], time: '2026-02-27' })],
})

const feedSchema = z.object({
  next_url: z.string().optional(),
  items: z.array(z.object({ id: z.string(), title: z.string(), date_modified: z.string() })),
})

onEachDatabase('exports and feeds', (place) => {
  let store: Store
  let app: ReturnType<typeof createApp>
  let remove: () => Promise<void>
  let statements = 0
  let articles = 0

  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
    for (const { page, record } of generate(70, { changedEach: 0 })) {
      await store.save(page, record)
      statements += record.statements.length
      articles++
    }
    await store.save({ content: text, format: 'text' }, march)
    statements += march.statements.length
    articles++
    app = createApp({ store, log: () => {}, url: publicAddress, hub: 'https://hub.example/' })
  }, 120_000)
  afterAll(() => remove())

  const ask = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    app.request(path, { headers })
  const lines = async (path: string): Promise<readonly unknown[]> =>
    (await (await ask(path)).text())
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))

  it('are of all that is kept, in the order of arrival, over as many pages as it takes', async () => {
    expect(statements).toBeGreaterThan(150)
    const found = z
      .array(z.object({ article: z.string(), id: z.string() }))
      .parse(await lines('/api/export/statements.jsonl'))
    expect(found).toHaveLength(statements)
    expect(new Set(found.map(({ article, id }) => `${article} ${id}`)).size).toBe(statements)
    expect(found.slice(-2)).toMatchObject([{ article: 'march', id: 's1' }, { id: 's2' }])
    expect(await lines('/api/export/articles.jsonl')).toHaveLength(articles)
    expect(await lines('/api/export/statements.jsonl?limit=120')).toHaveLength(120)
  })

  it.each(exportNames)('give %s with its type and its name', async (name) => {
    const response = await ask(`/api/export/${name}?limit=3`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toContain(`filename="${name}"`)
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0)
  })

  it('are narrowed by the filters of the API, and by the words of the sentences', async () => {
    const of = async (query: Readonly<Record<string, string>>, what = 'statements'): Promise<readonly unknown[]> =>
      lines(`/api/export/${what}.jsonl?${new URLSearchParams(query)}`)
    expect(await of({ article: 'march' })).toHaveLength(2)
    expect(await of({ article: 'march', act: 'thank' })).toMatchObject([{ id: 's2' }])
    expect(await of({ speaker: 'сапарова', q: 'көпірдің' })).toMatchObject([
      { id: 's1', speaker: { name: 'Айгүл Сапарова' } },
    ])
    expect(await of({ speaker: 'person:айгүл сапарова', q: '-көпір' })).toMatchObject([{ id: 's2' }])
    expect(await of({ speaker: 'сапарова', q: '"көпір мектеп"' })).toEqual([])
    expect(await of({ who: 'жұмабек', q: 'kópir' }, 'events')).toMatchObject([
      { article: 'march', id: 'v1', time: '2026-02-27' },
    ])
    expect(await of({ thing: 'person:данияр жұмабек', q: 'көпір -жоқсөз' }, 'articles')).toMatchObject([
      { id: 'march' },
    ])
    expect(await of({ person: 'person:данияр жұмабек', script: 'Cyrl', place: 'place:жоқ' }, 'articles')).toEqual([])
    expect(await of({ from: '2026-02-28', to: '2026-03-02' }, 'articles')).toMatchObject([{ id: 'march' }])
  })

  it('are narrowed by topic as the API counts it', async () => {
    const counted = z.object({ topics: z.array(z.object({ id: z.string(), articles: z.int() })) })
    const { topics } = counted.parse(await (await ask('/api/topics')).json())
    const [most] = topics.toSorted((a, b) => b.articles - a.articles)
    if (most === undefined || most.articles === 0) throw new Error('no topic has articles')
    expect(await lines(`/api/export/articles.jsonl?topic=${most.id}`)).toHaveLength(most.articles)
    expect((await lines(`/api/export/statements.jsonl?topic=${most.id}`)).length).toBeGreaterThan(0)
    expect(await lines('/api/export/events.jsonl?topic=medtop:99999999')).toEqual([])
  })

  it.each([
    ['/api/export/statements.pdf', 404, 'jsonl, csv, parquet'],
    ['/api/export/statements', 404, 'jsonl'],
    ['/api/export/secrets.csv', 404, 'articles, statements, events, relations'],
    ['/api/export/statements.csv?speker=a', 400, 'speker'],
    ['/api/export/statements.csv?act=sing', 400, '/act'],
    ['/api/export/articles.csv?limit=0', 400, '/limit'],
    ['/api/export/articles.csv?q=%00', 400, 'NUL'],
    ['/api/articles/march.pdf', 404, 'jsonld'],
    ['/api/articles/none.jsonld', 404, 'no such article'],
    ['/api/articles/march/blocks/b9', 404, 'no such'],
    ['/feeds/statements.xml', 404, '/feeds/statements.{rss,atom,json}'],
    ['/feeds/statements.rss?cursor=x', 400, '/cursor'],
    ['/feeds/events.rss?speaker=x', 400, 'speaker'],
  ])('say what is wrong with %s', async (path, status, what) => {
    const response = await ask(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.text()).toContain(what)
  })

  it('give an article in each format by the end of its address', async () => {
    for (const { extension, type } of articleFormats) {
      const response = await ask(`/api/articles/march.${extension}`)
      expect([extension, response.status, response.headers.get('content-type')]).toEqual([extension, 200, type])
    }
    expect(await (await ask('/api/articles/march.statements.csv')).text()).toContain(
      'march,s2,2026-03-01,Айгүл Сапарова',
    )
  })

  it.each([
    ['application/ld+json', 'application/ld+json'],
    ['application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', 'profile="http://www.w3.org/ns/anno.jsonld"'],
    ['text/html, text/csv;q=0.5', 'text/csv'],
    ['application/json;q=0.1, application/graphml+xml', 'application/graphml+xml'],
    ['*/*', 'application/json'],
    ['image/png', 'application/json'],
    [';;q=x,,=', 'application/json'],
  ])('give an article by Accept: %s', async (accept, type) => {
    const response = await ask('/api/articles/march', { accept })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain(type)
    expect(response.headers.get('vary')?.toLowerCase()).toContain('accept')
  })

  it('have annotations whose positions are in the text that they name', async () => {
    const target = z.object({
      source: z.string(),
      selector: z.tuple([z.object({ start: z.int(), end: z.int() }), z.object({ exact: z.string() })]),
    })
    const page = z.object({ first: z.object({ items: z.array(z.object({ target: z.array(target) })) }) })
    const { first } = page.parse(await (await ask('/api/articles/march.annotations.jsonld')).json())
    expect(first.items.length).toBeGreaterThan(2)
    for (const { source, selector } of first.items.flatMap((item) => item.target)) {
      expect(source).toMatch(/^https:\/\/derek\.example\//u)
      const found = await (await ask(source.slice(publicAddress.length))).text()
      expect([...found].slice(selector[0].start, selector[0].end).join('')).toBe(selector[1].exact)
    }
  })

  describe('feeds', () => {
    it.each(['articles', 'statements', 'events', 'stories'])(
      'of %s are valid in each format and language',
      async (what) => {
        for (const lang of ['kk', 'ru', 'en']) {
          const write = async (extension: string): Promise<string> =>
            (await ask(`/feeds/${what}.${extension}?lang=${lang}&limit=100`)).text()
          expect(rssFaults(await write('rss'))).toEqual([])
          expect(atomFaults(await write('atom'))).toEqual([])
          expect(jsonFeedFaults(await write('json'))).toEqual([])
        }
      },
    )

    it('give all there is, the last first, page by page', async () => {
      const ids: string[] = []
      for (let next: string | undefined = '/feeds/statements.json?limit=37'; next !== undefined; ) {
        const feed: z.infer<typeof feedSchema> = feedSchema.parse(await (await ask(next)).json())
        ids.push(...feed.items.map(({ id }) => id))
        next = feed.next_url?.slice(publicAddress.length)
      }
      expect(ids.slice(0, 2)).toEqual(['s1', 's2'].map((id) => `tag:derek.example,2026:articles/march/${id}`))
      expect(new Set(ids).size).toBe(statements)
    })

    it('are of what somebody said about something, and are called so', async () => {
      const query = new URLSearchParams({ speaker: 'person:айгүл сапарова', q: 'көпір' })
      const response = await ask(`/feeds/statements.atom?${query}`)
      const feed = await response.text()
      expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
      expect(atomFaults(feed)).toEqual([])
      expect(feed).toContain('Мәлімдемелер · Айгүл Сапарова · «көпір»')
      expect(feed.match(/<entry /gu)).toHaveLength(1)
    })

    it('tell hubs and readers where they are', async () => {
      const response = await ask('/feeds/articles.rss?cursor=5')
      expect(response.headers.get('link')).toBe(
        '<https://derek.example/feeds/articles.rss?cursor=5>; rel="self", <https://hub.example/>; rel="hub"',
      )
      expect(await response.text()).toContain('<atom:link rel="hub" href="https://hub.example/"/>')
    })

    it('are not sent again to who has them', async () => {
      const first = await ask('/feeds/events.rss')
      const etag = first.headers.get('etag') ?? ''
      const modified = first.headers.get('last-modified') ?? ''
      expect((await ask('/feeds/events.rss', { 'if-none-match': etag })).status).toBe(304)
      expect((await ask('/feeds/events.rss', { 'if-modified-since': modified })).status).toBe(304)
      expect((await ask('/feeds/events.rss', { 'if-modified-since': 'Thu, 01 Jan 1998 00:00:00 GMT' })).status).toBe(
        200,
      )
      expect((await ask('/feeds/events.rss', { 'if-none-match': '"x"', 'if-modified-since': modified })).status).toBe(
        200,
      )
    })

    it('say that an entry changed where a person corrects who is who, and keep its id', async () => {
      const query = new URLSearchParams({ article: 'march' })
      const entry = async () => {
        const response = await ask(`/feeds/statements.json?${query}`)
        return { etag: response.headers.get('etag'), ...feedSchema.parse(await response.json()).items[0] }
      }
      const before = await entry()
      await store.split({
        article: 'march',
        key: 'person:айгүл сапарова',
        name: 'Айгүл Сапарова (әкім)',
        by: 'редактор',
      })
      const after = await entry()
      expect(after.id).toBe(before.id)
      expect(after.title).toContain('(әкім)')
      expect(after.etag).not.toBe(before.etag)
      expect(Date.parse(after.date_modified ?? '')).toBeGreaterThan(Date.parse(before.date_modified ?? ''))
      await store.correct('march', { ...march, title: 'Сәуір' }, { by: 'редактор', onRevision: 1 })
      const corrected = await entry()
      expect(corrected.id).toBe(before.id)
      expect(Date.parse(corrected.date_modified ?? '')).toBeGreaterThan(Date.parse(after.date_modified ?? ''))
      expect(await ask('/feeds/articles.json?article=march').then((response) => response.text())).toContain('Сәуір')
    })

    it('are linked from the pages that show the same', async () => {
      for (const path of ['/', '/articles', '/topics/medtop:11000000', '/events', '/search?q=%D0%B0&in=statements']) {
        expect(await (await ask(path)).text()).toContain('type="application/atom+xml"')
      }
      const page = await (await ask('/ru/statements?act=thank')).text()
      expect(page).toContain('type="application/atom+xml" href="/feeds/statements.atom?act=thank&amp;lang=ru"')
      const [, feed = ''] =
        /href="(\/feeds\/[^"]*\.rss[^"]*)"/u.exec(await (await ask('/search?q=%D0%B0&page=2')).text()) ?? []
      expect(rssFaults(await (await ask(feed.replaceAll('&amp;', '&'))).text())).toEqual([])
    })
  })

  it('never answer that the server made an error, whatever is asked', async () => {
    const names = [
      'q',
      'speaker',
      'who',
      'with',
      'thing',
      'from',
      'to',
      'act',
      'type',
      'source',
      'limit',
      'cursor',
      'lang',
    ]
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        "' or 1=1 --",
        '"',
        '%',
        '\\',
        '-',
        '"а б" -в',
        '2026-01-01',
        '0',
        '99999999999999999999',
        'person:а',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '/feeds/articles.atom',
          '/feeds/statements.rss',
          '/feeds/events.json',
          '/api/export/statements.csv',
          '/api/export/articles.jsonl',
          '/api/export/events.csv',
        ),
        fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 }),
        async (path, query) => {
          const response = await ask(`${path}?${new URLSearchParams(query)}`)
          await response.arrayBuffer()
          // What has a NUL is sent to the same without it.
          expect([200, 308, 400]).toContain(response.status)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('addresses in feeds', () => {
  let store: Store
  beforeAll(async () => {
    store = await openInMemory()
    await store.save({ content: text, format: 'text' }, march)
  }, 60_000)
  afterAll(() => store.close())

  const self = async (app: ReturnType<typeof createApp>, host: string) => {
    const response = await app.request('http://127.0.0.1:3000/feeds/articles.json', { headers: { host } })
    const feed = z
      .object({ feed_url: z.string(), items: z.array(z.object({ id: z.string() })) })
      .parse(await response.json())
    return { url: feed.feed_url, id: feed.items[0]?.id, cache: response.headers.get('cache-control') }
  }

  it('are those of the public address, whatever a request says of its host', async () => {
    const app = createApp({ store, log: () => {}, url: publicAddress })
    expect(await self(app, 'evil.example')).toEqual({
      url: 'https://derek.example/feeds/articles.json',
      id: 'tag:derek.example,2026:articles/march',
      cache: 'public, max-age=300',
    })
  })

  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['evil.example/<script>', 'http://localhost'],
    ['a@b', 'http://localhost'],
    ['a b', 'http://localhost'],
    ['a?b', 'http://localhost'],
  ])('are of the host that a request names, if it is one, and for its sender alone: %s', async (host, base) => {
    const app = createApp({ store, log: () => {} })
    expect(await self(app, host)).toEqual({
      url: `${base}/feeds/articles.json`,
      id: 'tag:localhost,2026:articles/march',
      cache: 'private, max-age=300',
    })
  })
})

describe('a long export', () => {
  let store: Store
  beforeAll(async () => {
    store = await openInMemory()
    await store.save({ content: text, format: 'text' }, march)
  }, 60_000)
  afterAll(() => store.close())

  /** A store of so many statements, which counts the pages that it is asked for. */
  async function longStore(statements: number) {
    const { items } = await store.listStatements({}, { order: 'first', limit: 1 })
    const [one] = items
    if (one === undefined) throw new Error('no statement')
    const asked = { pages: 0 }
    const long: Store = {
      ...store,
      async listStatements(_, { limit, cursor = '0' }) {
        asked.pages++
        const from = Number(cursor)
        const count = Math.min(limit, statements - from)
        const items = Array.from({ length: count }, (_, i) => ({ ...one, id: `s${from + i}` }))
        return from + count < statements ? { items, next: String(from + count) } : { items }
      },
    }
    return { app: createApp({ store: long, log: () => {} }), asked }
  }

  it('is read from the store as it is taken, so that memory holds a little of it', async () => {
    const { app, asked } = await longStore(20_000)
    const response = await app.request('/api/export/statements.jsonl')
    const reader = response.body?.getReader()
    if (reader === undefined) throw new Error('no body')
    let bytes = 0
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.length
      // Pages are of some 200 KB; no more are asked for than the chunks that are out and the one under way need.
      expect(asked.pages).toBeLessThanOrEqual(bytes / 100_000 + 4)
    }
    expect(asked.pages).toBe(40)
  })

  it('asks for no more when its reader leaves', async () => {
    const { app, asked } = await longStore(1_000_000)
    const response = await app.request('/api/export/statements.csv')
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    const { pages } = asked
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(asked.pages).toBe(pages)
    expect(pages).toBeLessThan(20)
  })
})
