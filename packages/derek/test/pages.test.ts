import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArticleRecord, Entity } from '../src/record/schema.js'
import { createApp } from '../src/serve/app.js'
import { keepIn } from '../src/serve/keep.js'
import { readSamples } from '../src/serve/samples.js'
import type { Store } from '../src/store/store.js'
import {
  browserPath,
  expectAccessible,
  faultsOf,
  hearObjections,
  type Listening,
  listen,
  openBrowser,
} from './browser.js'
import { openInMemory } from './databases.js'
import { articleOf, happened, said } from './records.js'
import { toldTwice } from './told-twice.js'

/** A year of statements, and more in one month than a picture has room for. */
const year = Array.from({ length: 12 }, (_, month) =>
  articleOf(`month-${month + 1}`, `2026-${String(month + 1).padStart(2, '0')}-15T12:00:00+05:00`, {
    statements: Array.from({ length: month === 6 ? 9 : 1 }, (_, i) =>
      said(`s${i + 1}`, { speaker: 'e1', addressee: 'e2', act: month % 2 === 0 ? 'thank' : 'praise' }),
    ),
    events: [happened('v1', { actors: ['e1'], recipients: ['e2'] }), happened('v2', { actors: ['e2', 'e3'] })],
    topics: [{ id: 'medtop:20000209', confidence: 0.8 }],
  }),
)

const [first = '', retelling = ''] = toldTwice.map(({ record }) => record.id)
const story = `/stories/${first}`
const differences = `/differences?before=${first}&after=${retelling}`
const thing = `/things/${encodeURIComponent('person:айгүл сапарова')}`

describe('the pages of any store', () => {
  const paths = [
    '/',
    '/en/articles',
    '/people',
    '/organizations',
    '/ru/places',
    '/topics',
    '/sources',
    '/method',
    '/things',
  ]
  const open = async (articles: readonly ArticleRecord[]) => {
    const store = await openInMemory()
    for (const article of articles) await store.save({ content: article.id, format: 'text' }, article)
    const { fetch } = createApp({ store, log: (message) => expect.fail(message) })
    return { store, get: (path: string) => fetch(new Request(`http://derek.test${encodeURI(path)}`)) }
  }

  it('stand where nothing was read yet, and where one article was', async () => {
    for (const articles of [[], year.slice(0, 1)]) {
      const { store, get } = await open(articles)
      for (const path of paths) expect((await get(path)).status, path).toBe(200)
      const front = await (await get('/en')).text()
      expect(front).toContain(articles.length === 0 ? 'Nothing has been read yet' : 'month-1')
      expect(front).not.toContain('Most covered')
      expect((await get('/topics/medtop:99999999')).status).toBe(404)
      expect((await get('/sources/ешкім')).status).toBe(404)
      await store.close()
    }
  })

  it('say to programs what they say to readers', async () => {
    const { store, get } = await open(year)
    const json = async (path: string) => (await get(path)).json()
    expect(await json('/api/topics')).toMatchObject({
      topics: expect.arrayContaining([
        expect.objectContaining({
          id: 'medtop:04000000',
          articles: 12,
          names: expect.objectContaining({ ru: 'Экономика, бизнес и финансы' }),
        }),
      ]),
    })
    const first = await json('/api/topics/medtop:04000000?limit=7')
    const second = await json(`/api/topics/medtop:04000000?limit=7&cursor=${first.next}`)
    expect([first.articles.length, second.articles.length, second.next]).toEqual([7, 5, undefined])
    expect((await get('/api/topics/medtop:04')).status).toBe(404)
    expect(await json('/api/sources')).toMatchObject({ sources: [{ id: 'tobyl', articles: 12 }] })
    expect(await json('/api/sources/tobyl')).toMatchObject({ source: { name: 'Тобыл' }, citedBy: [] })
    expect((await json('/api/sources/tobyl/articles?limit=2')).articles.map(({ id }: { id: string }) => id)).toEqual([
      'month-12',
      'month-11',
    ])
    expect(await json('/api/things?type=person&q=sapar')).toMatchObject({ things: [{ name: 'Айгүл Сапарова' }] })
    expect((await get('/api/things?type=person&sort=size')).status).toBe(400)
    expect((await json('/api/statements?topic=medtop:20000209')).statements.length).toBe(20)
    await store.close()
  })

  it('are answered whatever is asked of them', async () => {
    const { store, get } = await open(year.slice(0, 2))
    const lists = ['/people', '/articles', '/topics/medtop:04000000', '/sources/tobyl', '/api/things', '/api/sources']
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...lists),
        fc.dictionary(fc.constantFrom('q', 'letter', 'sort', 'cursor', 'limit', 'type'), fc.string({ unit: 'binary' })),
        async (path, query) => {
          const { status } = await get(`${path}?${new URLSearchParams(query)}`.replaceAll('%', '%25'))
          expect(status).toBeLessThan(500)
        },
      ),
      { numRuns: 60 },
    )
    for (const cursor of [
      '9.person:\u0000',
      '999999999999999.a',
      '-99999999999999.1',
      '99999999999999.999999999999999999',
    ]) {
      for (const path of ['/people', '/articles', '/api/sources/tobyl/articles', '/api/things?type=person&']) {
        const separator = path.includes('?') ? '' : '?'
        expect((await get(`${path}${separator}cursor=${cursor}`)).status, `${path} ${cursor}`).toBeLessThan(500)
      }
    }
    expect((await get('/people?q=%00')).status).toBeLessThan(500)
    await store.close()
  })

  it('stay small where much is to be shown', async () => {
    const long = 'Ұзақ атау '.repeat(19)
    const people = Array.from({ length: 90 }, (_, i): Entity => {
      const name = `Нұрмұхаммед Жәңгірханов-${i}`
      return { id: `e${i}`, type: 'person', name, aliases: [], mentions: [] }
    })
    const much = Array.from({ length: 22 }, (_, i) =>
      articleOf(`much-${i}`, `2026-05-0${(i % 9) + 1}T12:00:00+05:00`, {
        title: long,
        blocks: [{ id: 'b1', kind: 'lead', text: long.repeat(20) }],
        entities: people,
        topics: [{ id: 'medtop:04000000', confidence: 0.9 }],
        photoCredits: [{ name: long, span: { block: 'b1', start: 0, end: 4, text: 'Ұзақ' } }],
        statements: people.slice(0, 20).map(({ id }, s) => said(`s${s}`, { speaker: id, content: sentence(long) })),
        events: people
          .slice(0, 40)
          .map(({ id }, s) => happened(`v${s}`, { actors: [id, 'e0'], evidence: [sentence(long)] })),
      }),
    )
    const { store, get } = await open(much)
    const person = `/things/person:${people[0]?.name.toLowerCase()}`
    for (const path of ['/', '/articles', '/people', '/topics/medtop:04000000', '/sources/tobyl', '/events', person]) {
      expect((await (await get(path)).arrayBuffer()).byteLength, path).toBeLessThan(100_000)
    }
    await store.close()
  })
})

const sentence = (text: string) => ({ block: 'b1', start: 0, end: text.length, text })

describe.skipIf(browserPath === undefined)('the pages in Chromium (skipped where there is none)', () => {
  let store: Store
  let server: Listening
  let browser: Browser
  let page: Page
  let base: string

  beforeAll(async () => {
    store = await openInMemory()
    await readSamples(keepIn(store))
    for (const article of year) await store.save({ content: 'Әкім', format: 'text' }, article)
    for (const { page: told, record } of toldTwice) await store.save(told, record)
    server = await listen(createApp({ store, log: () => {} }).fetch)
    base = server.base
    browser = await openBrowser()
    page = await browser.newPage()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await server.close()
    await store.close()
  })

  const marks = () => page.locator('.timeline a.mark')

  it('lead from a story to what changed in it, and say who said it first', async () => {
    await page.goto(`${base}/en/stories`)
    await page.getByRole('link', { name: /су қоймасын ашты/u }).click()
    await page.waitForURL(/\/stories\//u)
    expect(await page.locator('svg.flow a').count()).toBe(3)
    await page.locator('svg.flow a[href*="differences"]').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/differences/u)
    expect(await page.locator('.findings').first().textContent()).toContain('19000000000')
    expect(await page.locator('.changes .dropped').count()).toBeGreaterThan(0)
    await page.goto(`${base}/en/articles/${retelling}?show=s1`)
    expect(await page.locator('.first').textContent()).toContain('Министрлік')
  })

  it('open the sentence of a statement from the list', async () => {
    await page.goto(`${base}/en/statements`)
    await page.getByLabel('Speaker').fill('сапар')
    await page.getByLabel('How it was said').selectOption('praise')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/act=praise/u)
    expect(await page.locator('.found > li').count()).toBe(6)
    await page.locator('.found .words').first().click()
    await page.waitForURL(/\/articles\/month-12\?show=s1/u)
    expect(await page.locator('.sentence.lit').count()).toBe(1)
  })

  it('show a life as marks that the keyboard reaches, each leading to its sentence', async () => {
    await page.goto(base + thing)
    const names = await marks().evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label') ?? ''))
    expect(names.filter((name) => name === '').length).toBe(0)
    expect(names[0]).toContain('15.01.2026')
    await marks().first().focus()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('class'))).toContain('mark')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/articles\/month-1\?show=/u)
  })

  it('lead from a full column to the list of what it has no room for', async () => {
    await page.goto(base + thing)
    await page.locator('.mark', { has: page.locator('.more') }).click()
    await page.waitForURL(/\/statements\?.*from=2026-07-01&to=2026-07-31/u)
    expect(await page.locator('.found > li').count()).toBe(9)
  })

  it('have a row in the table for every statement and event of the picture', async () => {
    await page.goto(`${base}/en${thing}`)
    await page.getByText('As a table').first().click()
    expect(await page.locator('section[aria-label="Over time: As a table"]').locator('tbody tr').count()).toBe(32)
  })

  it('show who has to do with whom, and lead to what says so', async () => {
    await page.goto(`${base}/en/graph`)
    const relation = page.getByRole('link', { name: 'Айгүл Сапарова → Данияр Жұмабек: praised, 6' })
    await relation.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/en\/statements\?/u)
    expect(await page.locator('.found > li').count()).toBe(6)
    await page.goto(`${base}/en/graph`)
    await page.getByRole('link', { name: /^Айгүл Сапарова – Данияр Жұмабек: meeting, 12$/u }).click()
    await page.waitForURL(/\/en\/events\?/u)
    expect(await page.locator('.found > li').count()).toBe(12)
  })

  it('offer words as one types, chosen by the keys, and search for what was chosen', async () => {
    await page.goto(`${base}/en/search`)
    const field = page.locator('input#q[role="combobox"]')
    await field.pressSequentially('копи')
    const options = page.locator('.suggestions li')
    await options.first().waitFor()
    expect(await field.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    expect(await field.inputValue()).toBe('көпір')
    expect(await field.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'))
    expect(await faultsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect([await field.inputValue(), await options.count()]).toEqual(['копи', 0])
    await field.pressSequentially('р')
    await options.first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=%D0%BA%D3%A9%D0%BF%D1%96%D1%80/u)
    expect(await page.locator('.articles mark').count()).toBeGreaterThan(0)
  })

  it('search without scripts: what was meant, what it can be narrowed to, and what not', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto(`${base}/search?q=көпирр`)
    await plain.getByRole('link', { name: 'көпір' }).first().click()
    await plain.waitForURL(/q=%D0%BA%D3%A9%D0%BF%D1%96%D1%80/u)
    await plain.goto(`${base}/en/search?q=`)
    const all = await plain.locator('#found').textContent()
    await plain.locator('.facet a').first().focus()
    await plain.keyboard.press('Enter')
    await plain.waitForURL(/source=/u)
    expect(await plain.locator('#found').textContent()).not.toBe(all)
    await plain.locator('.filters a').first().focus()
    await plain.keyboard.press('Enter')
    await plain.waitForURL((url) => !url.search.includes('source='))
    expect(await plain.locator('#found').textContent()).toBe(all)
    await context.close()
  })

  it('raise no objection of the Content-Security-Policy, and nothing moves while they load', async () => {
    const { objections, stop } = hearObjections(page)
    const sample = (await store.latest({ limit: 100 })).articles.at(-1)?.id
    for (const path of ['/', `/articles/${sample}`, `/kk-arab/articles/${sample}?show=s1`, thing, '/reference']) {
      await page.goto(base + path)
      expect(await page.locator('script[type="application/ld+json"]').count()).toBe(1)
      const moved = await page.evaluate<number>(
        `new Promise((resolve) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const shift of list.getEntries()) sum += shift.value
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(sum), 200)
        })`,
      )
      expect(moved, path).toBe(0)
    }
    stop()
    expect(objections).toEqual([])
  })

  it('go into another script at the switch, without scripts, and stay there', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const reader = await context.newPage()
    await reader.goto(`${base}/articles/month-1?show=s1`)
    await reader.getByRole('button', { name: 'قازاقشا' }).click()
    await reader.waitForURL(/\/kk-arab\/articles\/month-1/u)
    expect(await reader.locator('html').getAttribute('dir')).toBe('rtl')
    // Another day, by a link that names no script.
    await reader.goto('about:blank')
    await reader.goto(`${base}/things`)
    expect(reader.url()).toBe(`${base}/kk-arab/things`)
    // The original is a choice, and is shown.
    await reader.goto(`${base}/kk-arab/articles/month-1`)
    await reader.locator('.made a').click()
    await reader.waitForURL(`${base}/articles/month-1`)
    await reader.reload()
    expect(reader.url()).toBe(`${base}/articles/month-1`)
    await context.close()
  })

  it('show time from right to left where one reads so', async () => {
    await page.setViewportSize({ width: 1440, height: 800 })
    const firstAndLast = async (): Promise<readonly number[]> =>
      Promise.all([marks().first(), marks().last()].map(async (mark) => (await mark.boundingBox())?.x ?? 0))
    await page.goto(base + thing)
    const [first = 0, last = 0] = await firstAndLast()
    expect(first).toBeLessThan(last)
    await page.goto(`${base}/kk-arab${thing}`)
    const [start = 0, end = 0] = await firstAndLast()
    expect(start).toBeGreaterThan(end)
  })

  it.each([
    '/',
    '/stories',
    '/stories/alerts',
    `${differences.replace(retelling, first)}&from=1&to=1`,
    story,
    `/ru${story}`,
    differences,
    `/kk-arab${differences}`,
    `/articles/${retelling}?show=s1`,
    '/en/statements?speaker=person:айгүл сапарова',
    '/ru/events',
    '/events?from=2026-13-01',
    '/graph',
    thing,
    '/en/things',
    '/ru/articles',
    '/people',
    '/en/organizations?letter=№',
    '/places?sort=seen&q=жоқ',
    '/ru/topics',
    '/topics/medtop:04000000',
    '/topics/medtop:12000000',
    '/sources',
    '/en/sources/tobyl',
    '/method',
    '/ru/method',
    '/search?q=көпір',
    '/en/search?q=алғыс айтты&in=statements',
    '/ru/search?q=копірр',
    '/articles/month-1?show=s1',
    '/articles/:sample',
    '/kazakh',
    '/about',
    '/reference',
    '/nothing',
    // In töte everything is the other way round; Latin has the longest words.
    '/kk-arab',
    '/kk-arab/statements?speaker=person:айгүл сапарова',
    '/kk-arab/events?from=2026-13-01',
    '/kk-arab/graph',
    `/kk-arab${thing}`,
    '/kk-arab/things',
    '/kk-arab/search?q=көпір',
    '/kk-arab/articles/:sample',
    '/kk-arab/articles/month-1?show=s1',
    '/kk-arab/kazakh',
    '/kk-arab/about',
    '/kk-arab/reference',
    '/kk-arab/nothing',
    '/kk-latn',
    `/kk-latn${thing}`,
    '/kk-latn/search?q=көпір',
    '/kk-latn/articles/:sample',
  ])('%s is as WCAG 2.2 AA asks, as far as axe can tell, light and dark, narrow and wide', async (path) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    const sample = (await store.latest({ limit: 100 })).articles.find(({ id }) => !id.startsWith('month'))
    await page.goto(base + path.replace(':sample', sample?.id ?? ''))
    for (const summary of await page.locator('summary').all()) await summary.click()
    await expectAccessible(page)
  })
})
