import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiRoutes, openApi } from '../src/api/routes.js'
import { createApp } from '../src/serve/app.js'
import { keepIn } from '../src/serve/keep.js'
import { readSamples } from '../src/serve/samples.js'
import type { Store } from '../src/store/store.js'
import { openInMemory } from './databases.js'

/** What people and programs put into addresses and fields, on purpose or not. */
const nasty = [
  '',
  ' ',
  '\0',
  "' or 1=1 --",
  "'; drop table articles; --",
  '%',
  '_',
  '\\',
  ':*',
  '!!&|()<->',
  '"',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '%2e%2e%2f',
  '-1',
  '0',
  '1e999',
  'NaN',
  '99999999999999999999999',
  '2026-02-31',
  '0000-00-00',
  '9999999-12-31',
  '\ud800',
  '\u202e',
  '🏔'.repeat(500),
  'ә'.repeat(20_000),
  '__proto__',
  'constructor',
  '[object Object]',
  '{"$gt":""}',
  '\r\nSet-Cookie: a=b',
]

describe('whatever is asked', () => {
  let store: Store
  let fetch: (request: Request) => Response | Promise<Response>
  const logged: string[] = []
  let article = ''

  beforeAll(async () => {
    store = await openInMemory()
    await readSamples(keepIn(store))
    fetch = createApp({ store, log: (message) => logged.push(message), token: 'a token of sixteen' }).fetch
    article = (await store.latest({ limit: 1 })).articles[0]?.id ?? ''
  })
  afterAll(() => store.close())

  const ask = async (path: string, init?: RequestInit): Promise<Response> =>
    fetch(new Request(`http://derek.example${path}`, init))
  const encoded = (value: string): string => encodeURIComponent(value.toWellFormed())
  const value = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 60 }), fc.webFragments())

  const pages = [
    '/',
    '/things',
    '/things/X',
    '/articles/X',
    '/search',
    '/stories',
    '/stories/X',
    '/differences',
    '/topics/X',
    '/sources/X',
    '/people',
    '/feeds/X',
    '/kk-arab/things/X',
    '/statements',
    '/events',
    '/graph',
    '/kazakh',
    '/about',
    '/reference',
    '/assets/X',
    '/desk/join/X',
    '/X',
  ]
  const parameters = [
    'q',
    'cursor',
    'page',
    'show',
    'text',
    'speaker',
    'addressee',
    'act',
    'who',
    'with',
    'type',
    'from',
    'to',
    'thing',
    'kind',
    'source',
    'limit',
    'sort',
    'script',
    'in',
    'person',
    'place',
    'letter',
    'name',
    'format',
    'before',
    'after',
  ]

  it('the site answers a page, and never an error of its own', { timeout: 120_000 }, async () => {
    const prefix = fc.constantFrom('', '/ru', '/en')
    await fc.assert(
      fc.asyncProperty(
        prefix,
        fc.constantFrom(...pages),
        value,
        fc.constantFrom(...parameters),
        value,
        async (language, page, segment, parameter, given) => {
          const path = `${language}${page.replace('X', encoded(segment).slice(0, 4000))}`
          const response = await ask(`${path === '' ? '/' : path}?${parameter}=${encoded(given).slice(0, 60_000)}`)
          expect(response.status, `${path} ${parameter}=${given}`).toBeLessThan(500)
          const text = await response.text()
          expect(text).not.toContain('<script>alert')
          expect(text).not.toContain('<img src=x')
          expect(response.headers.get('set-cookie') ?? '').not.toContain('a=b')
        },
      ),
      { numRuns: 200 },
    )
    expect(logged).toEqual([])
  })

  it('the API answers what it describes or problem details', { timeout: 120_000 }, async () => {
    const document = openApi(apiRoutes({ store, keep: keepIn(store), log: () => {} }))
    const routes = Object.entries(document.paths ?? {}).flatMap(([path, { get }]) =>
      get === undefined
        ? []
        : [
            {
              path,
              names: (get.parameters ?? []).flatMap((one) => ('in' in one && one.in === 'query' ? [one.name] : [])),
            },
          ],
    )
    expect(routes.length).toBeGreaterThan(8)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        fc.array(value, { minLength: 6, maxLength: 6 }),
        async ({ path, names }, values) => {
          const [segment = '', ...rest] = values
          const query = names.slice(0, 5).map((name, i) => `${name}=${encoded(rest[i] ?? '').slice(0, 20_000)}`)
          const filled = path.replace(/\{[^}]+\}/gu, encoded(segment).slice(0, 2000) || 'X')
          const response = await ask(`${filled}?${query.join('&')}`)
          expect(response.status, filled).toBeLessThan(500)
          if (response.status >= 400) {
            expect(response.headers.get('content-type')).toContain('application/problem+json')
            expect(await response.json()).toMatchObject({ status: response.status })
          }
        },
      ),
      { numRuns: 200 },
    )
    expect(logged).toEqual([])
  })

  it('the API takes or refuses what is sent to be read, and never fails', { timeout: 120_000 }, async () => {
    const json = (path: string, body: unknown, method = 'POST') =>
      ask(path, {
        method,
        headers: { 'content-type': 'application/json', authorization: 'Bearer a token of sixteen' },
        body: JSON.stringify(body),
      })
    await fc.assert(
      fc.asyncProperty(
        value,
        value,
        value,
        fc.constantFrom('text', 'html', 'markdown'),
        async (text, source, at, format) => {
          const sent = [
            await json('/api/read', { [format]: `Ауыл жаңалығы\nӘкім келді. ${text}`, source }),
            await json('/api/read', { [format]: text, publishedAt: at }),
            await json('/api/identities', { kind: 'merge', key: text, thing: source, by: at }),
            await json('/api/saved-searches', { name: text, asked: { kind: 'articles', q: source }, delivery: at }),
          ]
          for (const response of sent) expect(response.status, await response.text()).toBeLessThan(500)
        },
      ),
      { numRuns: 60 },
    )
    expect(logged).toEqual([])
  })

  it('an article whose every text is an attack is shown as text', async () => {
    const attack = `<script>alert(1)</script> "><img src=x onerror=alert(1)> '; drop table articles; --`
    const response = await ask('/api/read', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `${attack}\n«${attack}», – деді Айгүл ${attack}.\n${attack}`, source: attack }),
    })
    expect(response.status).toBe(200)
    const { id } = (await response.json()) as { id: string }
    for (const path of [`/articles/${id}`, '/', '/ru', '/statements', `/search?q=${encoded(attack)}`, '/things']) {
      const text = await (await ask(path)).text()
      expect(text, path).not.toContain('<script>alert')
      expect(text, path).not.toContain('<img src=x')
    }
    expect(await store.article(article)).toBeDefined()
  })

  it.each([
    '/assets/../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e%2fdata%2fcues.tsv',
    '/assets/site.css%00.js',
    '/assets/site.css/',
    '//etc/passwd',
    '/articles/..%2f..%2f',
  ])('the path %s leads to nothing', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })

  it('a body that is too large is refused before it is read', async () => {
    const large = await ask('/api/read', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'ә'.repeat(3 * 1024 * 1024) }),
    })
    expect(large.status).toBe(413)
    const query = await ask(`/api/search?q=${'a'.repeat(1024 * 1024)}`)
    expect([400, 414]).toContain(query.status)
  })

  it('another page may ask the API, and its preflight is answered', async () => {
    const preflight = await ask('/api/read', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://other.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
    const get = await ask('/api/articles', { headers: { origin: 'https://other.example' } })
    expect(get.headers.get('access-control-expose-headers')).toContain('etag')
  })
})
