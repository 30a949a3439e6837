import { once } from 'node:events'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import axe, { type AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/serve/app.js'
import { keepIn } from '../src/serve/keep.js'
import { readSamples } from '../src/serve/samples.js'
import { openStore, type Store } from '../src/store/store.js'
import { browserPath, openBrowser } from './browser.js'
import { articleOf, happened, said } from './records.js'

/** A year of statements, and more in one month than a picture has room for. */
const year = Array.from({ length: 12 }, (_, month) =>
  articleOf(`month-${month + 1}`, `2026-${String(month + 1).padStart(2, '0')}-15T12:00:00+05:00`, {
    statements: Array.from({ length: month === 6 ? 9 : 1 }, (_, i) =>
      said(`s${i + 1}`, { speaker: 'e1', addressee: 'e2', act: month % 2 === 0 ? 'thank' : 'praise' }),
    ),
    events: [happened('v1', { actors: ['e1'], recipients: ['e2'] }), happened('v2', { actors: ['e2', 'e3'] })],
  }),
)

const thing = `/things/${encodeURIComponent('person:айгүл сапарова')}`

describe.skipIf(browserPath === undefined)('the pages in Chromium (skipped where there is none)', () => {
  let store: Store
  let server: Server
  let browser: Browser
  let page: Page
  let base: string

  beforeAll(async () => {
    store = await openStore({ memory: true })
    await readSamples(keepIn(store))
    for (const article of year) await store.save({ content: 'Әкім', format: 'text' }, article)
    const { fetch } = createApp({ store, log: () => {} })
    const listening = createAdaptorServer({ fetch })
    listening.listen(0, '127.0.0.1')
    await once(listening, 'listening')
    const address = listening.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    server = listening as Server
    base = `http://127.0.0.1:${address.port}`
    browser = await openBrowser()
    page = await browser.newPage()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await new Promise((resolve) => {
      server.close(resolve)
    })
    await store.close()
  })

  const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  /** What axe finds wrong with the page by rules or groups of rules. */
  const faults = async (rules: readonly string[]): Promise<readonly string[]> => {
    const { violations } = await page.evaluate<AxeResults>(`axe.run({ runOnly: ${JSON.stringify(rules)} })`)
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }

  const marks = () => page.locator('.timeline a.mark')

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

  it('raise no objection of the Content-Security-Policy, and nothing moves while they load', async () => {
    const objections: string[] = []
    const hear = (message: { type(): string; text(): string }): void => {
      if (message.type() === 'error') objections.push(message.text())
    }
    page.on('console', hear)
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
    page.off('console', hear)
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
    '/en/statements?speaker=person:айгүл сапарова',
    '/ru/events',
    '/events?from=2026-13-01',
    '/graph',
    thing,
    '/en/things',
    '/search?q=көпір',
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
    await page.evaluate(axe.source)
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await faults(everything), `light, ${width} pixels`).toEqual([])
      // All else is the same in the dark.
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await faults(['color-contrast']), `dark, ${width} pixels`).toEqual([])
    }
  })
})
