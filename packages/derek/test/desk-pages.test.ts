import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '../src/desk/password.js'
import { draftPost } from '../src/post/draft.js'
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
import { articleOf, said } from './records.js'
import { toldTwice } from './told-twice.js'

const password = 'жеті қат көк аспан'

describe.skipIf(browserPath === undefined)('the pages of the desk in Chromium (skipped where there is none)', () => {
  let store: Store
  let server: Listening
  let browser: Browser
  let page: Page
  let base: string
  let post: string

  beforeAll(async () => {
    store = await openInMemory()
    await readSamples(keepIn(store))
    for (const { page, record } of toldTwice) await store.save(page, record)
    const doubted = articleOf('doubted', '2026-03-01T12:00:00+05:00', {
      title: 'Әкім мектепке барды',
      statements: [said('s1', { speaker: 'e1', confidence: 0.4 })],
    })
    await store.save({ content: 'Әкім', format: 'text' }, doubted)
    await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
    await store.posts.addChannel({ id: 'jańalyq', chat: '@janalyq', script: 'Latn', lastMessage: 0 })
    const [told] = toldTwice
    if (told === undefined) throw new Error('no article')
    const { record } = told
    const drafted = draftPost(record, { script: 'Cyrl', template: 'post', photo: false, link: 'https://a.example/1' })
    const kept = await store.posts.add({
      channel: 'news',
      key: record.id,
      article: record.id,
      post: { ...drafted, text: `Қолмен жазылған.\n${drafted.text}`, entities: [] },
      by: 'test',
    })
    post = kept.id
    await store.posts.shown(kept, [1])
    const corrected = { ...record, title: 'Шымкентте су қоймасы ашылды' }
    await store.correct(record.id, corrected, { by: 'Айгүл', onRevision: 1 })
    const failed = await store.posts.add({ channel: 'news', key: 'failed', post: drafted, by: 'test' })
    await store.posts.setApart(failed, 'failed', "Bad Request: can't parse entities")
    while ((await store.stories.keepAlerts(5)) > 0);
    const hash = await hashPassword(password)
    await store.accounts.accept(await store.accounts.invite('administrator', 'test', 1), 'Айгүл', hash)
    await store.accounts.accept(await store.accounts.invite('editor', 'test', 1), 'Болат', hash)
    server = await listen(createApp({ store, log: (message) => expect.fail(message) }).fetch)
    base = server.base
    browser = await openBrowser()
    page = await browser.newPage()
    await logIn(page)
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
    await store.close()
  })

  const logIn = async (on: Page): Promise<void> => {
    await on.goto(`${base}/en/desk/log-in`)
    await on.getByLabel('Name').fill('Айгүл')
    await on.getByLabel('Password').fill(password)
    await on.getByRole('button', { name: 'Log in' }).click()
    await on.waitForURL(/\/desk$/u)
  }

  it.each([
    '/desk',
    '/kk-arab/desk',
    '/ru/desk?state=all&order=covered',
    '/en/desk?since=2026-13-01',
    '/desk/alerts',
    '/ru/desk/alerts?state=handled',
    '/desk/posts',
    '/en/desk/posts?state=attention',
    '/desk/posts/:post',
    '/desk/articles/:article/post',
    '/kk-arab/desk/articles/:article/post?photo=1',
    '/desk/articles/:article/correct',
    '/ru/desk/articles/:article/correct?open=statement:s1',
    '/en/desk/articles/:article/correct?open=entity:e1',
    '/kk-arab/desk/articles/:article/correct?open=event:',
    '/desk/accounts',
    '/desk/audit',
    '/ru/desk/audit?by=Айгүл',
    '/desk/profile',
    '/desk/log-in',
  ])('%s is as WCAG 2.2 AA asks, as far as axe can tell, light and dark, narrow and wide', async (path) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    const response = await page.goto(
      base + path.replace(':post', post).replace(':article', toldTwice[0]?.record.id ?? ''),
    )
    expect(response?.status()).toBe(200)
    const shots = process.env.DEREK_SHOTS
    await expectAccessible(page, async (width) => {
      if (shots === undefined) return
      await page.emulateMedia({ colorScheme: width === 360 ? 'dark' : 'light' })
      await page.screenshot({ path: `${shots}/${path.replace(/[^a-z]+/giu, '-')}-${width}.png`, fullPage: true })
    })
  })

  it('go through the queue by keys: on, back, select, claim, review, open', async () => {
    await page.setViewportSize({ width: 1440, height: 800 })
    const { objections, stop } = hearObjections(page)
    await page.goto(`${base}/en/desk`)
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    const titles = await page.locator('ol.queue a.open').allTextContents()
    await page.keyboard.press('j')
    expect(await focused()).toBe(titles[0])
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe(titles[1])
    await page.keyboard.press('k')
    await page.keyboard.press('x')
    expect(await page.locator('ol.queue input:checked').count()).toBe(1)
    await page.keyboard.press('c')
    await page.locator('ol.queue .claimed').waitFor()
    expect(await focused()).toBe(titles[0])
    await page.keyboard.press('r')
    await page.waitForFunction(
      (count) => document.querySelectorAll('ol.queue > li').length === count,
      titles.length - 1,
    )
    expect(await focused()).toBe(titles[1])
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/articles\//u)
    stop()
    expect(objections).toEqual([])
  })

  it('do the same without scripts, by forms and links', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const plain = await context.newPage()
    await logIn(plain)
    await plain.goto(`${base}/en/desk?order=least`)
    const rows = plain.locator('ol.queue > li')
    expect(await rows.first().textContent()).toContain('lowest confidence 40 %')
    const before = await rows.count()
    await rows.nth(0).getByRole('checkbox').check()
    await rows.nth(1).getByRole('checkbox').check()
    await plain.getByRole('button', { name: 'Selected are reviewed' }).click()
    await plain.waitForURL(/\/en\/desk\?order=least/u)
    expect(await rows.count()).toBe(before - 2)
    await plain.goto(`${base}/en/desk/alerts`)
    await plain.getByLabel('Note').first().fill('екеуі де дұрыс')
    await plain.getByRole('button', { name: 'Dismiss' }).first().click()
    await plain.goto(`${base}/en/desk/alerts?state=dismissed`)
    expect(await plain.locator('.alerts > li').textContent()).toContain('екеуі де дұрыс')
    await plain.goto(`${base}/en/desk/articles/doubted/correct?open=statement:s1`)
    await plain.getByLabel('How it was said').selectOption({ label: 'promised' })
    await plain.getByRole('button', { name: 'Save' }).click()
    await plain.waitForURL(/open=statement/u)
    expect((await store.article('doubted'))?.statements[0]?.act).toBe('promise')
    await plain.goto(`${base}/en/desk/posts/${post}`)
    await plain.getByRole('button', { name: 'Take this one' }).click()
    await plain.waitForURL(/\/desk\/posts/u)
    expect(await store.posts.post(post)).not.toHaveProperty('attention')
    await context.close()
  })

  it('take what is selected in the article into the form by a key, and show what another did first', async () => {
    const id = toldTwice[0]?.record.id ?? ''
    await page.setViewportSize({ width: 1440, height: 800 })
    const { objections, stop } = hearObjections(page)
    await page.goto(`${base}/en/desk/articles/${id}/correct?open=statement:s1`)
    const [words, block] = await page.evaluate(() => {
      const element = document.querySelector('[data-block="b3"]')
      const text = element?.firstChild
      if (!(text instanceof Text)) throw new Error('no text')
      getSelection()?.setBaseAndExtent(text, 1, text, 6)
      return [text.data.slice(1, 6), 'b3']
    })
    await page.keyboard.press('s')
    const content = page.locator('[data-key="s"]')
    expect(await content.getByLabel('Exact words').inputValue()).toBe(words)
    expect(await content.getByLabel('Block').inputValue()).toBe(block)
    expect(objections).toEqual([])
    stop()
    const theirs = await store.revision(id)
    if (theirs === undefined) throw new Error('no article')
    const corrected = { ...theirs.record, title: 'Су қоймасы ашылды' }
    await store.correct(id, corrected, { by: 'Болат', note: 'тақырып', onRevision: theirs.number })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Apply mine on theirs' }).waitFor()
    expect(await page.locator('main').textContent()).toContain(`What was said: ${words}`)
    expect(await page.locator('main').textContent()).toContain('Болат')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Apply mine on theirs' }).click()
    await page.waitForURL(/open=statement/u)
    expect((await store.revision(id))?.record).toMatchObject({
      title: 'Су қоймасы ашылды',
      statements: [{ content: { text: words } }, {}],
    })
    await page.goto(`${base}/en/articles/${id}`)
    await page.getByText('Corrected ·').click()
    await page.getByText('corrected by Болат').waitFor()
  })

  it('refuse to mark what another editor is on, and say so', async () => {
    const [article] = (await store.queue.articles({ order: 'newest', limit: 1 })).articles
    await store.queue.claim([article?.id ?? ''], 'Болат', 15)
    await page.goto(`${base}/en/desk`)
    const row = page.locator('ol.queue > li').first()
    expect(await row.textContent()).toContain('Болат is on it')
    expect(await row.getByRole('button').count()).toBe(0)
  })
})
