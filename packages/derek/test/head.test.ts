import { Parser } from 'htmlparser2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/serve/app.js'
import { keepIn } from '../src/serve/keep.js'
import { readSamples } from '../src/serve/samples.js'
import { fixedPages } from '../src/site/sitemaps.js'
import { openText } from '../src/source/open.js'
import type { Store } from '../src/store/store.js'
import { openInMemory } from './databases.js'
import { faultsOf, linkedDataOf, ofType } from './linked-data.js'
import { articleOf, happened, said } from './records.js'

const origin = 'https://derek.example'
const prefixes = ['', '/kk-latn', '/kk-arab', '/ru', '/en']
const wild = '</script><script>alert(1)</script> & <!-- "\u2028'

/** A long article: forty paragraphs, each with what someone said. */
const long = [
  'Аудандағы ұзақ жиын туралы',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `«Біз биыл ауылда ${i + 2} жаңа мектеп салуға уәде береміз, ал келесі жылы тағы сонша балабақша ашылады», – деді аудан әкімі Нұржан Байболов.`,
  ),
].join('\n')

/** The texts of a page, each with the language that its nearest element says. */
function textsOf(html: string): readonly { readonly text: string; readonly lang: string }[] {
  const langs: string[] = []
  const texts: { text: string; lang: string }[] = []
  const parser = new Parser({
    onopentag: (name, { lang, type }) => {
      langs.push(
        type === 'application/ld+json' || name === 'code' || name === 'title' ? 'data' : (lang ?? langs.at(-1) ?? ''),
      )
    },
    onclosetag: () => langs.pop(),
    ontext: (text) => {
      const lang = langs.at(-1) ?? ''
      if (lang !== 'data' && text.trim() !== '') texts.push({ text, lang })
    },
  })
  parser.end(html)
  return texts
}

describe('what every page says of itself', () => {
  let store: Store
  let app: ReturnType<typeof createApp>
  let articles: readonly string[]
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    app.request(origin + path, { headers })
  const page = async (path: string): Promise<string> => (await get(path)).text()

  beforeAll(async () => {
    store = await openInMemory()
    const keep = keepIn(store)
    await readSamples(keep)
    await keep({ ...openText(long), publishedAt: new Date().toISOString(), source: 'ertis.kz' })
    await store.save(
      { content: 'Әкім', format: 'text' },
      articleOf('wild', '2026-05-01T10:00:00+05:00', {
        title: wild,
        statements: [said('s1', { speaker: 'e1', content: { block: 'b1', start: 0, end: 4, text: wild } })],
        events: [happened('v1', { actors: ['e1'] })],
      }),
    )
    app = createApp({ store, log: () => {} })
    articles = (await store.latest({ limit: 100 })).articles.map(({ id }) => `/articles/${id}`)
  })
  afterAll(() => store.close())

  const kinds = (): readonly string[] => [
    ...fixedPages,
    ...articles,
    `/things/${encodeURIComponent('person:айгүл сапарова')}`,
    `/things/${encodeURIComponent('place:қостанай')}`,
    '/search?q=жаңа',
    '/nothing',
  ]
  const addressOf = (prefix: string, path: string): string => (path === '/' ? prefix || '/' : prefix + path)

  it('is under 100 kB, without inline styles and scripts that run', async () => {
    for (const prefix of prefixes) {
      for (const path of kinds()) {
        const html = await page(addressOf(prefix, path))
        expect(Buffer.byteLength(html), prefix + path).toBeLessThan(100_000)
        expect(html).not.toMatch(/<style|<[^>]* style=|<[^>]* on[a-z]+=|href="javascript:/u)
        for (const [tag] of html.matchAll(/<script[^>]*>/gu)) {
          expect(tag).toMatch(/ src="\/assets\/|type="application\/ld\+json"/u)
        }
      }
    }
  })

  it('says of every text in which language it is', async () => {
    for (const prefix of prefixes) {
      for (const path of kinds().filter((kind) => !kind.startsWith('/search'))) {
        const wrong = textsOf(await page(addressOf(prefix, path))).filter(({ text, lang }) => {
          if (/\p{Script=Arabic}/u.test(text)) return lang !== 'kk-Arab'
          // Names stand in every language as they are (WCAG 3.1.2): of people, and of sources, which have a word or two.
          const isName = (text.match(/\p{L}+/gu)?.length ?? 0) < 4
          return /[әғқңөұүіһ]/iu.test(text) && lang !== 'kk' && !((prefix === '/ru' || prefix === '/en') && isName)
        })
        expect.soft(wrong.slice(0, 3), prefix + path).toEqual([])
      }
    }
  })

  it('names its other languages and scripts, and itself', async () => {
    for (const prefix of prefixes) {
      const html = await page(`${prefix}${articles[0]}`)
      const others = [...html.matchAll(/rel="alternate" hreflang="([^"]+)" href="([^"]+)"/gu)].map(([, l, a]) => [l, a])
      expect(others).toEqual([
        ['kk-Cyrl', `${origin}${articles[0]}`],
        ['kk-Latn', `${origin}/kk-latn${articles[0]}`],
        ['kk-Arab', `${origin}/kk-arab${articles[0]}`],
        ['ru', `${origin}/ru${articles[0]}`],
        ['en', `${origin}/en${articles[0]}`],
        ['x-default', `${origin}${articles[0]}`],
      ])
      expect(html).toContain(`<link rel="canonical" href="${origin}${prefix}${articles[0]}"/>`)
    }
    expect(await page(`${articles[0]}?show=s1`)).toContain(`rel="canonical" href="${origin}${articles[0]}"`)
    expect(await page('/search?q=жаңа')).toContain('<meta name="robots" content="noindex"/>')
  })

  it('is a card where it is linked to', async () => {
    const html = await page(articles.at(-1) ?? '')
    const properties = new Map(
      [...html.matchAll(/<meta property="([^"]+)" content="([^"]*)"/gu)].map(([, name, value]) => [name, value]),
    )
    expect(properties.get('og:type')).toBe('article')
    expect(properties.get('og:title')).toBe('Қостанайда Тобыл өзені арқылы жаңа көпір ашылды')
    expect(properties.get('og:description')).toMatch(/^Қостанайда кеше Тобыл/u)
    expect(properties.get('og:locale')).toBe('kk_KZ')
    expect(properties.get('article:published_time')).toMatch(/^2026-05-14T/u)
    const image = await get(properties.get('og:image')?.replace(origin, '') ?? '')
    const bytes = new DataView(await image.arrayBuffer())
    expect([bytes.getUint32(16), bytes.getUint32(20)]).toEqual([1200, 630])
  })

  it('has linked data in which nothing lacks', async () => {
    for (const prefix of ['', '/kk-arab', '/ru']) {
      for (const path of kinds().filter((kind) => kind !== '/nothing' && !kind.startsWith('/search'))) {
        const html = await page(addressOf(prefix, path))
        expect(faultsOf(linkedDataOf(html)), prefix + path).toEqual([])
      }
    }
  })

  it('tells who said what: each quotation with its speaker, each claim with where it appeared', async () => {
    const nodes = linkedDataOf(await page(articles.at(-1) ?? ''))
    const [article] = ofType(nodes, 'NewsArticle')
    expect(article).toMatchObject({
      datePublished: expect.stringMatching(/^2026-05-14/u),
      inLanguage: 'kk',
      publisher: { name: 'Тобыл жаршысы' },
      about: [expect.anything(), expect.anything()],
    })
    expect(article?.citation).toEqual([expect.objectContaining({ '@type': 'CreativeWork' })])
    const [quotation] = ofType(nodes, 'Quotation')
    expect(quotation?.text).toMatch(/^Бұл көпір/u)
    const speaker = ofType(nodes, 'Person').find(({ name }) => name === 'Ержан Сәбденов')
    expect(quotation?.spokenByCharacter).toEqual({ '@id': speaker?.['@id'] })
    expect(ofType(nodes, 'Claim').length).toBeGreaterThan(2)
    for (const claim of ofType(nodes, 'Claim')) expect(claim.appearance).toEqual({ '@id': article?.['@id'] })
  })

  it('says which item of Wikidata a thing is', async () => {
    const [place] = ofType(linkedDataOf(await page(`/things/${encodeURIComponent('place:қостанай')}`)), 'Place')
    expect(place?.sameAs ?? 'https://www.wikidata.org/wiki/Q1').toMatch(/^https:\/\/www\.wikidata\.org\/wiki\/Q\d+$/u)
  })

  it('keeps the words of an article from ending its linked data', async () => {
    const html = await page('/articles/wild')
    expect(html.match(/<script/gu)).toHaveLength(2)
    expect(html).not.toContain('alert(1)</script>')
    expect(ofType(linkedDataOf(html), 'NewsArticle')[0]?.headline).toBe(wild)
  })

  describe('the script of Kazakh', () => {
    const töte = (): string => articles.find((path) => path !== '/articles/wild') ?? ''

    it('is another address, said by lang and dir', async () => {
      expect(await page('/kk-arab')).toMatch(/^<!doctype html><html lang="kk-Arab" dir="rtl">/u)
      expect(await page('/kk-latn/about')).toMatch(/^<!doctype html><html lang="kk-Latn">/u)
      expect(await page('/ru')).not.toContain('kk-Arab" dir="rtl"><head')
    })

    it('is said to be a machine’s where the article has another, with the original a click away', async () => {
      for (const path of articles.filter((one) => one !== '/articles/wild')) {
        const pages = await Promise.all(
          ['', '/kk-latn', '/kk-arab'].map(async (prefix) => [prefix, await page(prefix + path)]),
        )
        const made = pages.filter(([, html = '']) => html.includes('class="made"'))
        expect(made).toHaveLength(2)
        const [original] = pages.find(([, html = '']) => !html.includes('class="made"')) ?? []
        for (const [, html = ''] of made) expect(html).toContain(`<a href="${original}${path}" hreflang="kk-`)
      }
    })

    it('keeps claims tied to their sentences', async () => {
      const path = `${articles.at(-1)}?show=s1`
      const lit = (html: string) =>
        [...html.matchAll(/<span class="sentence lit" id="([^"]+)"/gu)].map(([, id]) => id).join()
      const marks = (html: string) => html.match(/<mark>/gu)?.length
      const [cyrillic, latin, arabic] = await Promise.all(['', '/kk-latn', '/kk-arab'].map((p) => page(p + path)))
      expect(lit(cyrillic ?? '')).not.toBe('')
      for (const html of [latin, arabic]) {
        expect(lit(html ?? '')).toBe(lit(cyrillic ?? ''))
        expect(marks(html ?? '')).toBe(marks(cyrillic ?? ''))
      }
      expect(latin).toMatch(/<mark>Būl köpır qalanyñ/u)
    })

    it('does not matter for what is searched', async () => {
      for (const [prefix, word] of [
        ['/kk-arab', 'كوپىر'],
        ['/kk-latn', 'köpır'],
        ['/kk-arab', 'көпір'],
        ['', 'kópir'],
      ] as const) {
        expect(await page(`${prefix}/search?q=${encodeURIComponent(word)}`)).toMatch(/<mark>/u)
      }
    })

    const choose = (fields: Readonly<Record<string, string>>, from = origin) =>
      app.request(`${origin}/script`, { method: 'POST', headers: { origin: from }, body: new URLSearchParams(fields) })

    it('is found with a slash at its end, too', async () => {
      const response = await get('/kk-arab/')
      expect([response.status, response.headers.get('location')]).toEqual([301, '/kk-arab'])
    })

    it('is remembered by a cookie that a form sets', async () => {
      const response = await choose({ script: 'Arab', to: '/things?a=1' })
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe('/kk-arab/things?a=1')
      expect(response.headers.get('set-cookie')).toMatch(
        /^script=Arab; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/u,
      )
      expect((await choose({ script: 'Arab', to: '/' }, 'https://elsewhere.example')).status).toBe(403)
    })

    it('takes the public address for its own, where it is behind a proxy', async () => {
      const proxied = createApp({ store, log: () => {}, url: 'https://derek.example/' })
      const inside = 'http://127.0.0.1:3000'
      const sent = (from: string) =>
        proxied.request(`${inside}/script`, {
          method: 'POST',
          headers: { origin: from },
          body: new URLSearchParams({ script: 'Latn', to: '/' }),
        })
      expect((await sent(origin)).status).toBe(303)
      expect((await sent(inside)).status).toBe(403)
      expect(await (await proxied.request(`${inside}/en`)).text()).toContain(`rel="canonical" href="${origin}/en"`)
    })

    it('leads there from a link elsewhere, and not from this site', async () => {
      const cookie = 'script=Arab'
      const led = await get(`${töte()}?show=s1`, { cookie })
      expect(led.status).toBe(302)
      expect(led.headers.get('location')).toBe(`/kk-arab${töte()}?show=s1`)
      expect(led.headers.get('cache-control')).toContain('no-store')
      expect((await get(töte(), { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
      expect((await get(töte(), { cookie, referer: `${origin}/x` })).status).toBe(200)
      expect((await get(`/ru${töte()}`, { cookie })).status).toBe(200)
      expect((await get(töte(), { cookie: 'script=Cyrl' })).status).toBe(200)
      expect((await get('/api/articles', { cookie })).status).toBe(200)
    })

    it.each([
      '//evil.example',
      '/\\evil.example',
      'https://evil.example/',
      'javascript:alert(1)',
      '',
      '/kk-latn//evil.example',
    ])('leads nowhere else: %s', async (to) => {
      const location = (await choose({ script: 'Latn', to })).headers.get('location') ?? ''
      expect(new URL(location, origin).origin).toBe(origin)
      expect(location).toMatch(/^\/kk-latn(?:\/(?!\/)|$)/u)
    })
  })

  describe('sitemaps', () => {
    /** Facts of the XSDs of sitemaps.org: elements, their order, what they hold. */
    const time = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z`
    const loc = String.raw`<loc>https://derek\.example/[^<>"'\s]*</loc>`
    const index = new RegExp(
      String.raw`^<\?xml version="1\.0" encoding="UTF-8"\?>\n<sitemapindex xmlns="http://www\.sitemaps\.org/schemas/sitemap/0\.9">\n(?:<sitemap>${loc}(?:<lastmod>${time}</lastmod>)?</sitemap>\n)+</sitemapindex>\n$`,
      'u',
    )
    const urls = new RegExp(
      String.raw`^<\?xml version="1\.0" encoding="UTF-8"\?>\n<urlset xmlns="http://www\.sitemaps\.org/schemas/sitemap/0\.9">\n(?:<url>${loc}(?:<lastmod>${time}</lastmod>)?</url>\n)+</urlset>\n$`,
      'u',
    )
    const news = `<news:news><news:publication><news:name>[^<>]+</news:name><news:language>[a-z]{2,3}</news:language></news:publication><news:publication_date>${time}</news:publication_date><news:title>[^<>]+</news:title></news:news>`
    const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/gu)].map(([, address = '']) => address)

    it('list every page once, in each language and script, and only pages that are there', async () => {
      const robots = await page('/robots.txt')
      expect(robots).toContain(`Sitemap: ${origin}/sitemap.xml`)
      const list = await page('/sitemap.xml')
      expect(list).toMatch(index)
      const pages: string[] = []
      for (const address of locations(list).filter((one) => !one.endsWith('/news.xml'))) {
        const response = await get(address.replace(origin, ''))
        expect(response.headers.get('content-type')).toContain('xml')
        const xml = await response.text()
        expect(xml).toMatch(urls)
        expect(locations(xml).length).toBeLessThanOrEqual(10_000)
        for (const one of locations(xml)) {
          expect(one.length).toBeLessThan(2_048)
          pages.push(one)
        }
      }
      expect(new Set(pages).size).toBe(pages.length)
      expect(pages).toEqual(expect.arrayContaining(articles.flatMap((path) => prefixes.map((p) => origin + p + path))))
      for (const one of pages.filter((_, i) => i % 7 === 0))
        expect((await get(one.replace(origin, ''))).status).toBe(200)
    })

    it('list the news of two days apart', async () => {
      const xml = await page('/sitemaps/news.xml')
      expect(xml).toMatch(new RegExp(`<url>${loc}${news}</url>\n</urlset>`, 'u'))
      expect(locations(xml)).toHaveLength(1)
    })

    it.each(['articles-1', 'articles-999999999', 'things-1', 'nothing', 'pages-x', '..%2Fsite'])(
      'are not there where they would be empty: %s',
      async (name) => {
        expect((await get(`/sitemaps/${name}.xml`)).status).toBe(404)
      },
    )
  })

  describe('caches', () => {
    it('are told how long each answer holds', async () => {
      const control = async (path: string) => (await get(path)).headers.get('cache-control')
      const css = /href="(\/assets\/site\.[^"]+)"/u.exec(await page('/'))?.[1] ?? ''
      expect(await control(css)).toBe('public, max-age=31536000, immutable')
      expect(await control('/assets/site.css')).toBe('public, max-age=300')
      expect(await control('/')).toBe('public, max-age=0, s-maxage=60')
      expect(await control('/api/articles')).toBe('public, max-age=0, s-maxage=60')
      expect(await control('/nothing')).toBe('no-store')
      expect(await control('/api/articles/none')).toBe('no-store')
    })

    it('get a page again only when it is another', async () => {
      const first = await get('/kk-arab')
      const etag = first.headers.get('etag') ?? ''
      expect(etag).toMatch(/^W\/".+"$/u)
      const again = await get('/kk-arab', { 'if-none-match': etag })
      expect(again.status).toBe(304)
      expect(again.headers.get('cache-control')).toBe(first.headers.get('cache-control'))
      expect(again.headers.get('etag')).toBe(etag)
      await store.save({ content: 'Әкім', format: 'text' }, articleOf('later', '2026-05-02T10:00:00+05:00', {}))
      const changed = await get('/kk-arab', { 'if-none-match': etag })
      expect(changed.status).toBe(200)
      expect(await changed.text()).toContain('/articles/later')
    })

    it('get a page that was made once and is still as the store is, without its being made again', async () => {
      let made = 0
      const counted = createApp({
        store: {
          ...store,
          cards: (query) => {
            made++
            return store.cards(query)
          },
        },
        log: () => {},
      })
      for (let i = 0; i < 3; i++) await counted.request(`${origin}/en`)
      expect(made).toBe(1)
    })

    it('are never given what is one visitor’s own', async () => {
      for (const path of ['/desk/log-in', '/kk-arab/desk/log-in']) {
        for (let i = 0; i < 2; i++) {
          const response = await get(path)
          expect(response.status).toBe(200)
          expect(response.headers.get('cache-control')).toBe('no-store')
          expect(await response.text()).toContain('content="noindex"')
        }
      }
    })

    it('get pages compressed, each coding for itself', async () => {
      const whole = await get('/things')
      expect(whole.headers.get('vary')).toMatch(/Accept-Encoding/u)
      for (const [asked, coding] of [
        ['gzip, deflate, br', 'br'],
        ['gzip', 'gzip'],
        ['br;q=0, gzip', 'gzip'],
        ['identity', null],
      ] as const) {
        for (const path of ['/things', '/assets/site.css']) {
          const response = await get(path, { 'accept-encoding': asked })
          expect(response.headers.get('content-encoding'), `${path} ${asked}`).toBe(coding)
        }
      }
    })

    it('get heads without bodies', async () => {
      for (const path of ['/', '/kk-arab/about', '/sitemap.xml', '/api/articles']) {
        const response = await app.request(origin + path, { method: 'HEAD' })
        expect(response.status).toBe(200)
        expect(await response.text()).toBe('')
      }
    })
  })

  it('is sent with headers that close it to others, and say where the API is', async () => {
    const { headers } = await get('/')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/u)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('link')).toContain('</api/openapi.json>; rel="service-desc"')
    expect((await get('/api/articles')).headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  })
})
