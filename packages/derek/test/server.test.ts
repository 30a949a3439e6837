import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordSchema } from '../src/record/schema.js'
import { browserPath, openBrowser } from './browser.js'
import { start } from './command.js'

const text = [
  'Жаңа саябақ ашылды',
  'Семейде бүгін жаңа саябақ ашылды, деп хабарлайды Ertis.kz порталы қала әкімдігінің баспасөз қызметіне сілтеме жасап.',
  'Қала әкімі Нұржан Байболов бағбандарға еңбегі үшін алғыс айтты.',
  '«Мұнда екі мың ағаш өседі», – деді Нұржан Байболов.',
].join('\n')

describe('derek serve', () => {
  let server: ChildProcess
  let folder: string
  let base: string
  let log = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-serve-'))
    server = start(['serve'], { PORT: '0', DEREK_DATA: folder })
    server.stderr?.setEncoding('utf8').on('data', (said: string) => {
      log += said
    })
    if (server.stdout === null) throw new Error('no output')
    for await (const line of createInterface(server.stdout)) {
      const url = /http:\S+/u.exec(line)?.[0]
      if (url === undefined) continue
      base = url.replace(/\/$/u, '')
      return
    }
    throw new Error(`the server did not start: ${log}`)
  }, 60_000)

  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    expect(await ended).toBe(0)
    await rm(folder, { recursive: true })
  })

  const post = (body: unknown, type = 'application/json'): Promise<Response> =>
    fetch(`${base}/api/read`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  const readText = async (): Promise<string> => recordSchema.parse(await (await post({ text })).json()).id

  describe('the API', () => {
    it('reads a text, and gives the same record again by its id', async () => {
      const response = await post({ text, publishedAt: '2026-05-01', source: 'ertis.kz' })
      expect(response.status).toBe(200)
      const record = recordSchema.parse(await response.json())
      expect(record.statements.map(({ act }) => act)).toContain('thank')
      const location = response.headers.get('location') ?? ''
      const again = recordSchema.parse(await (await fetch(base + location)).json())
      expect(again).toEqual(record)
    })

    it('describes itself', async () => {
      const description = (await (await fetch(`${base}/api/openapi.json`)).json()) as { paths: object }
      expect(Object.keys(description.paths)).toEqual(expect.arrayContaining(['/api/read', '/api/articles/{id}']))
      const schema = await (await fetch(`${base}/api/record.schema.json`)).json()
      expect(schema).toMatchObject({ $defs: { Record: { title: 'Derek record' } } })
    })

    it.each([
      ['no JSON', '{', 400],
      ['nothing to read', {}, 400],
      ['two things at once', { text, url: 'https://example.com' }, 400],
      ['an unknown field', { text, colour: 'red' }, 400],
      ['an empty text', { text: ' ' }, 422],
      ['a date that is none', { text, publishedAt: 'кеше' }, 422],
      ['an address of another kind', { url: 'file:///etc/passwd' }, 422],
      ['an address of this machine', { url: 'http://127.0.0.1/' }, 403],
      ['an address of this machine, oddly spelt', { url: 'http://0x7f000001/' }, 403],
      ['the metadata of a cloud', { url: 'http://169.254.169.254/latest/' }, 403],
      ['a host that is not there', { url: 'http://nowhere.invalid/' }, 502],
      ['six megabytes', { text: 'жаңалық '.repeat(420_000) }, 413],
    ])('answers %s with problem details', async (_, body, status) => {
      const response = await post(body)
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      expect(await response.json()).toMatchObject({ status })
    })

    it('answers for articles and paths that are not there', async () => {
      expect((await fetch(`${base}/api/articles/none`)).status).toBe(404)
      expect((await fetch(`${base}/api/nothing`)).status).toBe(404)
      expect((await fetch(`${base}/nothing`)).status).toBe(404)
      expect((await fetch(`${base}/assets/..%2Fpackage.json`)).status).toBe(404)
    })

    it('lists page by page', async () => {
      const first = (await (await fetch(`${base}/api/articles?limit=2`)).json()) as { articles: object[]; next: string }
      expect(first.articles).toHaveLength(2)
      const second = (await (await fetch(`${base}/api/articles?limit=2&cursor=${first.next}`)).json()) as typeof first
      expect(second.articles[0]).not.toEqual(first.articles[0])
      expect((await fetch(`${base}/api/articles?limit=0`)).status).toBe(400)
    })
  })

  describe('search', () => {
    const search = async (query: string) => {
      const response = await fetch(`${base}/api/search?${query}`)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }

    it('finds an article by another form and script of its words, and marks them', async () => {
      const id = await readText()
      const { status, body } = await search(`q=${encodeURIComponent('«jańa saıabaqtyń» аштық')}&limit=5`)
      expect(status).toBe(200)
      expect(JSON.stringify(body.articles)).toContain(id)
      const page = await (await fetch(`${base}/search?q=${encodeURIComponent('саябақтың')}`)).text()
      expect(page).toContain('<mark>саябақ</mark>')
      expect(page).toContain(`/articles/${id}`)
    })

    it('searches what was said, and says who said it', async () => {
      const id = await readText()
      const { status, body } = await search('act=thank&in=statements')
      expect(status).toBe(200)
      expect(body.articles).toBe(undefined)
      expect(JSON.stringify(body.facets)).toContain('thank')
      const page = await (await fetch(`${base}/en/search?in=statements&act=thank`)).text()
      expect(page).toContain(`/en/articles/${id}?show=`)
    })

    it('suggests how to go on, and what was meant', async () => {
      await readText()
      const response = await fetch(`${base}/api/suggest?q=${encodeURIComponent('сая')}`)
      expect(await response.json()).toMatchObject({ suggestions: [{ query: 'саябақ', kind: 'word' }] })
      expect((await search(`q=${encodeURIComponent('саябақк')}`)).body.corrected).toBe('саябақ')
      const page = await (await fetch(`${base}/search?q=${encodeURIComponent('саябақк')}`)).text()
      expect(page.replace(/<[^>]+>/gu, '')).toContain('Іздегеніңіз саябақ па?')
    })

    it.each(['api/search', 'api/suggest', 'search'])('refuses a query of a megabyte: /%s', async (path) => {
      const response = await fetch(`${base}/${path}?q=${'a'.repeat(1 << 20)}`)
      expect(response.status).toBe(431)
      await response.body?.cancel()
    })

    it.each([
      ['a limit of none', 'limit=0'],
      ['a place that is none', 'in=dreams'],
      ['a script that is none', 'script=Grek'],
      ['a page past what is ranked', 'limit=100&page=100'],
      ['an act that is none', 'act=dance'],
      ['a day that is none', 'from=2026-02-30'],
      ['the year 0', 'from=0000-01-01'],
      ['a key with a NUL', 'speaker=%00'],
      ['a query that is too long', `q=${'a'.repeat(2_000)}`],
    ])('answers %s with problem details', async (_, query) => {
      const { status, body } = await search(query)
      expect(status).toBe(400)
      expect(body).toMatchObject({ status: 400 })
    })

    it.each([
      'q=',
      'q=%00',
      'q=%ED%A0%80',
      'q=%22%22+-+%26+%7C+!',
      "q=');+drop+table+articles;--",
      'q=%3Cscript%3Ealert(1)%3C/script%3E',
      'act=dance&from=tomorrow&page=-1&sort=colour&speaker=%00',
      'page=99999999999',
      'from=9999-12-31&to=0000-01-01',
    ])('shows a page for /search?%s', async (query) => {
      for (const path of ['/search', '/en/search']) {
        const response = await fetch(`${base}${path}?${query}`)
        expect(response.status).toBe(200)
        expect(await response.text()).not.toContain('<script>alert')
      }
    })

    it('looks at the beginning of a query that is too long', async () => {
      expect((await fetch(`${base}/search?q=${'%D0%B0+'.repeat(1_000)}`)).status).toBe(200)
    })

    it('links what was found to what it can be narrowed to, and back', async () => {
      await readText()
      const page = await (await fetch(`${base}/ru/search?q=${encodeURIComponent('саябақ')}`)).text()
      const narrowed = /href="(\/ru\/search\?[^"]*act=thank[^"]*)"/u.exec(page)?.[1]?.replaceAll('&amp;', '&')
      const narrower = await (await fetch(base + (narrowed ?? '/nothing'))).text()
      expect(narrower).toContain('снять фильтр')
      expect(narrower).toContain('<mark>саябақ</mark>')
    })
  })

  describe('the site, without client script', () => {
    const form = (fields: Readonly<Record<string, string>>, origin: string): Promise<Response> =>
      fetch(`${base}/ru/read`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin },
        body: new URLSearchParams(fields),
      })

    it('takes a text by its form and goes to the article', async () => {
      const response = await form({ text }, base)
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toMatch(/^\/ru\/articles\//u)
    })

    it('says what is wrong beside the form, and keeps what was typed', async () => {
      const response = await form({ text: '', url: 'ftp://example.com/«' }, base)
      expect(response.status).toBe(422)
      expect(await response.text()).toContain('value="ftp://example.com/«"')
    })

    it('takes no form from another site', async () => {
      expect((await form({ text }, 'https://elsewhere.example')).status).toBe(403)
    })

    it('lights up the sentence of a claim and the claims of a sentence', async () => {
      const id = await readText()
      const claim = await (await fetch(`${base}/articles/${id}?show=s1`)).text()
      expect(claim).toMatch(/class="sentence lit"/u)
      expect(claim).toMatch(/<mark>/u)
      const sentence = await (await fetch(`${base}/articles/${id}?show=b3.1`)).text()
      expect(sentence).toMatch(/class="claim lit"/u)
    })

    it('shows the markup of a text as text', async () => {
      const wild = `${text}\nӘкім <img src=x onerror=alert(1)> деп айтты.`
      const record = recordSchema.parse(await (await post({ text: wild })).json())
      const page = await (await fetch(`${base}/articles/${record.id}?show="><script>`)).text()
      expect(page).not.toContain('<img src=x')
      expect(page).not.toContain('"><script>')
    })
  })

  describe.skipIf(browserPath === undefined)('the site in Chromium (skipped where there is none)', () => {
    let browser: Browser
    let page: Page
    beforeAll(async () => {
      browser = await openBrowser()
      page = await browser.newPage()
    })
    afterAll(() => browser.close())

    it('reads a pasted text and shows its claims beside it', async () => {
      const faults: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      await page.goto(base)
      await page.getByLabel('Мақала мәтіні').fill(text)
      await page.getByRole('button', { name: 'Оқу' }).click()
      await page.waitForURL(/\/articles\//u)
      await page.getByRole('link', { name: /алғыс айтты/u }).click()
      await page.locator('.sentence.lit').waitFor()
      expect(await page.locator('.sentence.lit').textContent()).toContain('бағбандарға еңбегі үшін алғыс айтты')
      await page.goBack()
      await page.locator('.sentence.lit').waitFor({ state: 'detached' })
      expect(faults).toEqual([])
    })

    it('goes by keyboard from a sentence to its claims', async () => {
      await page.goto(`${base}/articles/${await readText()}`)
      await page.locator('#b4\\.1 a.number').focus()
      await page.keyboard.press('Enter')
      await page.locator('.claim.lit').first().waitFor()
      expect(await page.locator('.claim.lit').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining('екі мың ағаш өседі')]),
      )
    })

    it.each([360, 1440])('fits a screen %i pixels wide', async (width) => {
      await page.setViewportSize({ width, height: 800 })
      for (const path of [
        '/',
        '/search',
        '/en/about',
        '/ru/reference',
        '/things',
        '/kazakh',
        `/articles/${await readText()}`,
      ]) {
        await page.goto(base + path)
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width)
      }
    })
  })
})
