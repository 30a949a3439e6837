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
    await page.evaluate(axe.source)
    expect(await faults(everything)).toEqual([])
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

  it.each([
    '/',
    '/en/statements?speaker=person:айгүл сапарова',
    '/ru/events',
    '/events?from=2026-13-01',
    '/graph',
    thing,
    '/en/things',
    '/search?q=көпір',
    '/en/search?q=алғыс айтты&in=statements',
    '/ru/search?q=копірр',
    '/articles/month-1?show=s1',
    '/articles/:sample',
    '/kazakh',
    '/about',
    '/reference',
    '/nothing',
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
