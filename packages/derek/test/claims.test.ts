import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventListSchema, relationListSchema, statementListSchema } from '../src/api/claims.js'
import { createApp } from '../src/serve/app.js'
import type { Store } from '../src/store/store.js'
import { openInMemory } from './databases.js'
import { articleOf, happened, said } from './records.js'

const article = articleOf('march', '2026-03-01T09:00:00+05:00', {
  statements: [
    said('s1', { speaker: 'e1', addressee: 'e2', act: 'thank' }),
    said('s2', { speaker: 'e2', act: 'promise' }),
    said('s3', {}),
  ],
  events: [
    happened('v1', { actors: ['e1'], recipients: ['e2'], time: '2026-02-27' }),
    happened('v2', { type: 'visit', actors: ['e2'], recipients: ['e3'], time: '2025-12' }),
  ],
})

describe('statements and events of all articles', () => {
  let store: Store
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    store = await openInMemory()
    await store.save({ content: 'Әкім', format: 'text' }, article)
    app = createApp({ store, log: () => {} })
  }, 60_000)
  afterAll(() => store.close())

  const asked = (path: string, fields: Readonly<Record<string, string>>): string =>
    `${path}?${new URLSearchParams(fields)}`
  const json = async (address: string): Promise<unknown> => (await app.request(address)).json()
  const page = async (address: string): Promise<string> => (await app.request(address)).text()

  describe('by the API', () => {
    it('are asked for by who, what and when', async () => {
      const said = statementListSchema.parse(await json(asked('/api/statements', { speaker: 'сапар', act: 'thank' })))
      expect(said.statements).toMatchObject([{ id: 's1', addressee: { name: 'Данияр Жұмабек' } }])
      const done = eventListSchema.parse(
        await json(asked('/api/events', { who: 'person:данияр жұмабек', to: '2025-12-31' })),
      )
      expect(done.events).toMatchObject([{ id: 'v2', recipients: [{ name: '№4_мектеп' }] }])
      const { relations } = relationListSchema.parse(await json(asked('/api/relations', { kind: 'meet' })))
      expect(relations).toMatchObject([{ mutual: true, count: 1 }])
    })

    it('are paged by a cursor', async () => {
      const first = statementListSchema.parse(await json('/api/statements?limit=2'))
      const second = statementListSchema.parse(
        await json(asked('/api/statements', { limit: '2', cursor: first.next ?? '' })),
      )
      expect(second.statements.map(({ id }) => id)).toEqual(['s3'])
      expect(second.next).toBeUndefined()
    })

    it.each([
      '/api/statements?act=sing',
      '/api/statements?speker=a',
      '/api/statements?limit=1000',
      '/api/events?from=yesterday',
      '/api/events?cursor=%27',
      '/api/relations?kind=',
    ])('answer %s with what is wrong in it', async (address) => {
      const response = await app.request(address)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ errors: [{ pointer: expect.stringMatching(/^\//u) }] })
    })

    it('are described', async () => {
      const { paths } = z.object({ paths: z.record(z.string(), z.unknown()) }).parse(await json('/api/openapi.json'))
      expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/api/statements', '/api/events', '/api/relations']))
    })
  })

  describe('on the site', () => {
    it('open their sentences', async () => {
      expect(await page('/ru/statements')).toContain('href="/ru/articles/march?show=s1"')
      expect(await page('/en/events')).toContain('href="/en/articles/march?show=v1"')
    })

    it('are asked for by a form whose empty fields ask for nothing', async () => {
      const found = await page(asked('/statements', { speaker: 'сапар', addressee: '', act: '', from: '', to: '' }))
      expect(found).toContain('show=s1')
      expect(found).not.toContain('show=s2')
    })

    it('say by name who is asked for by a key', async () => {
      expect(await page(asked('/en/statements', { speaker: 'person:данияр жұмабек' }))).toMatch(/>Данияр Жұмабек<\/a>/u)
    })

    it('say what is wrong with what was asked, and keep it in the form', async () => {
      const response = await app.request(asked('/en/events', { from: 'yesterday', who: '"><script>' }))
      expect(response.status).toBe(400)
      const answer = await response.text()
      expect(answer).toContain('from: not a day')
      expect(answer).not.toContain('"><script>')
    })
  })
})
