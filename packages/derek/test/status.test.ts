import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '../src/desk/password.js'
import { createApp } from '../src/serve/app.js'
import type { Queue } from '../src/status/status.js'
import type { Store } from '../src/store/store.js'
import { remembering } from '../src/telemetry/log.js'
import { withoutSecrets } from '../src/telemetry/secrets.js'
import { browserPath, faultsOf, type Listening, listen, openBrowser } from './browser.js'
import { openInMemory } from './databases.js'
import { articleOf } from './records.js'

const queues = async (): Promise<readonly Queue[]> => [{ name: 'pages', waiting: 12, underWay: 3, dead: 1, oldest: 90 }]
const password = 'жеті қат көк аспан'

describe('the status of a server', () => {
  let store: Store
  let server: Listening
  let base: string
  let cookie: string

  beforeAll(async () => {
    store = await openInMemory()
    const record = articleOf('bridge', '2026-03-02T12:00:00+05:00', {})
    await store.save({ content: 'Көпір', format: 'text' }, record)
    const { operation, posts, accounts } = store
    const feed = { source: 'Тобыл', address: 'https://tobyl.example/feed' }
    await operation.looked(feed)
    for (let i = 0; i < 3; i++) await operation.looked({ ...feed, fault: 'tobyl.example answered 503' })
    await operation.looked({ source: 'Ертіс', address: `https://ertis.example/feed?${'page'.repeat(40)}` })
    await posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
    const post = { text: 'Көпір ашылды', entities: [], photos: [], preview: false, silent: false }
    await posts.setApart(await posts.add({ channel: 'news', key: 'a', post, by: 'test' }), 'failed', 'Bad Request')
    await posts.add({ channel: 'news', key: 'b', post, by: 'test' })
    await posts.wait('news', 600, 'Forbidden: bot was kicked')
    await accounts.accept(await accounts.invite('administrator', 'test', 1), 'Айгүл', await hashPassword(password))

    const { log, events } = remembering(() => {}, withoutSecrets(['sesame-sesame']))
    log('all is well')
    log('the door says sesame-sesame', { level: 'error', stage: 'fetch', request: 'request-1' })
    server = await listen(createApp({ store, log, events, queues }).fetch)
    base = server.base
    const entered = await fetch(`${base}/desk/log-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: base },
      body: new URLSearchParams({ name: 'Айгүл', password, code: '' }),
    })
    cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await store.close()
  })

  const textOf = async (path: string): Promise<string> =>
    (await (await fetch(base + path, { headers: { cookie } })).text()).replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')

  it('says to everybody how many articles there are, how new they are, and what waits', async () => {
    const page = await textOf('/en/status')
    expect(page).toContain('Derek works.')
    expect(page).toContain('1 article · version')
    expect(page).toContain('pages 12 (the first for 90 s) 3 1')
    expect(page).toContain('Telegram posts 1 0 1')
    expect(page).toMatch(/\d+ days ago 1/u)
  })

  it.each([
    ['/status', 'Дерек жұмыс істеп тұр.'],
    ['/kk-latn/status', 'Derek jūmys'],
    ['/ru/status', 'Дерек работает.'],
  ])('is said at %s', async (path, words) => {
    expect(await textOf(path)).toContain(words)
  })

  it('says nothing to everybody that is for those who keep the server', async () => {
    const page = await textOf('/en/status')
    expect(page).not.toContain('tobyl.example')
    expect(page).not.toContain('sesame')
    expect(page).not.toContain('kicked')
  })

  it('says to administrators what waits for a person, which source fails, and what went wrong last', async () => {
    const page = await textOf('/en/desk/status')
    expect(page).toContain('failed : 1')
    expect(page).toContain('The channel news is paused until')
    expect(page).toContain('Forbidden: bot was kicked')
    expect(page).toContain('tobyl.example answered 503 (3 in a row) the last that went well:')
    expect(page.indexOf('tobyl.example')).toBeLessThan(page.indexOf('ertis.example'))
    expect(page).toContain('fetch: the door says *** request-1')
    expect(page).not.toContain('all is well')
    expect(page).toMatch(/articles : 0\.1 MB/u)
  })

  describe.skipIf(browserPath === undefined)('in Chromium (skipped where there is none)', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser()
    }, 60_000)
    afterAll(() => browser.close())

    it.each(['/status', '/kk-arab/status', '/ru/desk/status'])(
      '%s is as WCAG 2.2 AA asks, as far as axe can tell, light and dark, narrow and wide',
      async (path) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          for (const width of [360, 1200]) {
            const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
            const [name = '', value = ''] = cookie.split('=')
            await context.addCookies([{ name, value, url: base }])
            const page = await context.newPage()
            await page.goto(base + path)
            expect(await faultsOf(page)).toEqual([])
            expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
            const folder = process.env.DEREK_SCREENSHOTS
            if (folder !== undefined) {
              await page.screenshot({
                path: `${folder}/${path.slice(1).replaceAll('/', '-')}-${colorScheme}-${width}.png`,
                fullPage: true,
              })
            }
            await context.close()
          }
        }
      },
      60_000,
    )
  })
})
