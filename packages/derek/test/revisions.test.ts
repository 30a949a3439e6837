import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArticleRecord } from '../src/record/schema.js'
import { createApp } from '../src/serve/app.js'
import type { Store } from '../src/store/store.js'
import { openInMemory } from './databases.js'
import { articleOf, said } from './records.js'

const page = { content: 'Әкім', format: 'text' } as const
const token = 'a-token-for-tests'
const url = 'https://tobyl.example/news/1'

describe('correcting an article', () => {
  let store: Store
  let app: ReturnType<typeof createApp>
  const readAs = (id: string, act: 'state' | 'thank'): ArticleRecord =>
    articleOf(id, '2026-03-01T09:00:00+05:00', { url, statements: [said('s1', { speaker: 'e1', act })] })
  beforeAll(async () => {
    store = await openInMemory()
    app = createApp({ store, token, log: () => {} })
    await store.save(page, readAs('old', 'state'))
    await store.save(page, readAs('new', 'state'))
  }, 60_000)
  afterAll(() => store.close())

  const put = (record: unknown, headers: Readonly<Record<string, string>>, by = 'Айгүл') =>
    app.request(`/api/articles/new?by=${encodeURIComponent(by)}&note=${encodeURIComponent('алғыс')}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(record),
    })
  const editor = { authorization: `Bearer ${token}` }
  const tagOfNow = async () => (await app.request('/api/articles/new')).headers.get('etag') ?? ''

  it('is for those who have the token, and say what they corrected', async () => {
    expect((await put(readAs('new', 'thank'), {})).status).toBe(401)
    expect((await put(readAs('new', 'thank'), editor)).status).toBe(428)
    expect((await put(readAs('new', 'thank'), { ...editor, 'if-match': '"9"' })).status).toBe(412)
    expect((await put(readAs('new', 'thank'), { ...editor, 'if-match': 'anything' })).status).toBe(412)
    expect((await put({ ...readAs('new', 'thank'), blocks: 1 }, { ...editor, 'if-match': '"1"' })).status).toBe(400)
    expect((await put(readAs('new', 'thank'), { ...editor, 'if-match': '"1"' }, '\n')).status).toBe(400)
    expect(await store.revisions('new')).toHaveLength(1)
  })

  it('names all that is wrong with the record', async () => {
    const wrong = { ...readAs('new', 'thank'), statements: [said('s1', { speaker: 'e9', about: ['e8'] })] }
    const answer = await put(wrong, { ...editor, 'if-match': '"1"' })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({
      type: 'derek:record',
      errors: [{ pointer: '/statements/0/speaker' }, { pointer: '/statements/0/about/0' }],
    })
  })

  it('adds a revision, once, and changes the tag', async () => {
    const tag = await tagOfNow()
    expect(tag).toBe('"1"')
    const [first, again] = [
      await put(readAs('new', 'thank'), { ...editor, 'if-match': tag }),
      await put(readAs('new', 'thank'), { ...editor, 'if-match': tag }),
    ]
    expect(first.status).toBe(200)
    expect(first.headers.get('etag')).toBe('"2"')
    expect(await first.json()).toEqual(await again.json())
    expect(await tagOfNow()).toBe('"2"')
    expect(await store.accounts.auditLog({ limit: 9, article: 'new' })).toMatchObject([
      { by: 'Айгүл', action: 'correct article', subject: 'new' },
    ])
    expect((await app.request('/api/articles/new', { headers: { 'if-none-match': '"2"' } })).status).toBe(304)
  })

  it('is refused where another came first, who is named', async () => {
    const answer = await put(readAs('new', 'state'), { ...editor, 'if-match': '"1"' }, 'Данияр')
    expect(answer.status).toBe(412)
    expect(await answer.json()).toMatchObject({ type: 'derek:conflict', detail: expect.stringContaining('Айгүл') })
  })

  it('can be looked up', async () => {
    const list = await (await app.request('/api/articles/new/revisions')).json()
    expect(list).toMatchObject({
      revisions: [
        { number: 1, isCurrent: false },
        { number: 2, madeBy: 'Айгүл', note: 'алғыс' },
      ],
    })
    const first = await (await app.request('/api/articles/new/revisions/1')).json()
    expect(first).toMatchObject({ number: 1, record: { id: 'new', statements: [{ act: 'state' }] } })
    for (const path of ['nothing/revisions', 'new/revisions/3', 'nothing/versions']) {
      expect((await app.request(`/api/articles/${path}`)).status).toBe(404)
    }
    expect((await app.request('/api/articles/new/revisions/0')).status).toBe(400)
  })

  it('is told on the page: who, when and why', async () => {
    const shown = await (await app.request('/en/articles/new')).text()
    expect(shown).toContain('Revisions of what is claimed: 2')
    expect(shown).toMatch(/corrected by Айгүл.*shown here.*алғыс/su)
    expect(await (await app.request('/en/articles/old')).text()).not.toContain('Revisions of what is claimed')
  })

  it('leaves the versions of an article linked, and only the newest listed', async () => {
    const { articles } = (await (await app.request('/api/articles')).json()) as { articles: readonly { id: string }[] }
    expect(articles).toMatchObject([{ id: 'new', version: 2 }])
    const links = (await app.request('/api/articles/old')).headers.get('link')
    expect(links).toContain('</api/articles/new>; rel="successor-version"')
    expect(links).toContain('</api/articles/new>; rel="latest-version"')
    expect(await (await app.request('/api/articles/old/versions')).json()).toMatchObject({
      versions: [
        { id: 'old', version: 1, replacedBy: 'new' },
        { id: 'new', version: 2 },
      ],
    })
    const old = await (await app.request('/en/articles/old')).text()
    expect(old).toMatch(/earlier text of the publisher \(1\/2\).*href="\/en\/articles\/new"/su)
    const newest = await (await app.request('/en/articles/new')).text()
    expect(newest).toMatch(/newest text of the publisher \(2\/2\).*href="\/en\/articles\/old"/su)
  })
})
