import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generate } from '../bench/generate.js'
import { type Serving, serveStore } from '../src/serve/serve.js'
import type { Store } from '../src/store/store.js'
import { browserPath, openBrowser } from './browser.js'
import { onEachDatabase, openAt } from './databases.js'

/** A few hundred in every run of the tests; `npm run test:many` takes ten thousand. */
const size = Number(process.env.DEREK_ARTICLES ?? 200)

onEachDatabase(`the site over ${size} generated articles`, (place) => {
  let remove: () => Promise<void>
  let store: Store
  let serving: Serving

  beforeAll(
    async () => {
      ;({ store, remove } = await openAt(place))
      for (const { page, record } of generate(size, { changedEach: 50 })) await store.save(page, record)
      serving = await serveStore(store, { host: '127.0.0.1', port: 0, log: () => {} })
    },
    60_000 + size * 200,
  )
  afterAll(async () => {
    await serving.close()
    await remove()
  })

  describe.skipIf(browserPath === undefined)('in Chromium (skipped where there is none)', () => {
    let browser: Browser
    let page: Page
    beforeAll(async () => {
      browser = await openBrowser()
      page = await browser.newPage()
    })
    afterAll(() => browser.close())

    const found = async (): Promise<number> =>
      Number(/\d+/u.exec((await page.locator('#found').textContent()) ?? '')?.[0])
    const sizes: number[] = []
    const go = async (path: string): Promise<void> => {
      const response = await page.goto(new URL(path, serving.url).href)
      expect(response?.status(), path).toBe(200)
      sizes.push(Buffer.byteLength(await page.content()))
    }

    it('is read from the front page to an article, its speaker, and what that one said', async () => {
      await go('/en')
      await page.locator('.card a').first().click()
      await page.waitForURL(/\/articles\//u)
      await page.locator('.claims a[href*="/things/"]').first().click()
      await page.waitForURL(/\/things\//u)
      expect(await page.locator('svg.timeline').count()).toBeGreaterThan(0)
    })

    it('is searched, narrowed and turned over', async () => {
      await go('/en/search?q=мектеп')
      const all = await found()
      expect(all).toBeGreaterThan(0)
      await page.locator('.facet a').first().click()
      await page.waitForLoadState()
      expect(await found()).toBeLessThanOrEqual(all)
    })

    it('is listed page after page, none twice', async () => {
      await go('/en/statements')
      const seen = new Set<string>()
      for (let i = 0; i < 5; i++) {
        const links = await page
          .locator('.found > li .words')
          .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
        for (const link of links) {
          expect(seen.has(link), link).toBe(false)
          seen.add(link)
        }
        await page.locator('a[rel="next"]').first().click()
        await page.waitForLoadState()
      }
      expect(seen.size).toBeGreaterThan(50)
    })

    it('has every list, none over 100 KB', async () => {
      for (const path of [
        '/articles',
        '/people',
        '/organizations',
        '/places',
        '/topics',
        '/sources',
        '/events',
        '/graph',
        '/stories',
      ]) {
        await go(path)
      }
      expect(Math.max(...sizes)).toBeLessThan(100_000)
    })
  })
})
