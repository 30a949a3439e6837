import { afterAll, beforeAll, expect, it } from 'vitest'
import { onEachDatabase, openAt } from '../../test/databases.js'
import { articleOf, happened, said } from '../../test/records.js'
import type { ArticleRecord } from '../record/schema.js'
import type { Store } from './store.js'

onEachDatabase('statements and events of all articles', (place) => {
  let store: Store
  let remove: () => Promise<void>
  const keep = (record: ArticleRecord) => store.save({ content: 'Әкім', format: 'text' }, record)
  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
    await keep(
      articleOf('march', '2026-03-01T09:00:00+05:00', {
        statements: [
          said('s1', { speaker: 'e1', addressee: 'e2', act: 'thank' }),
          said('s2', { speaker: 'e2', act: 'promise' }),
          said('s3', { act: 'state' }),
        ],
        events: [
          happened('v1', { actors: ['e1'], recipients: ['e2'], time: '2026-02-27' }),
          happened('v2', { type: 'visit', actors: ['e2'], recipients: ['e3'], time: '2025-12' }),
        ],
      }),
    )
    await keep(
      // Midnight has passed in Kazakhstan, but not in UTC.
      articleOf('april', '2026-04-02T01:00:00+05:00', {
        statements: [
          said('s1', { speaker: 'e1', addressee: 'e2', act: 'thank' }),
          said('s2', { speaker: 'e1', addressee: 'e2', act: 'praise', polarity: 'negative' }),
        ],
        events: [
          happened('v1', { actors: ['e2'], recipients: ['e1'] }),
          happened('v2', { type: 'sign', actors: ['e2', 'e1'] }),
          happened('v3', { type: 'launch', actors: ['e3'], time: '199X' }),
        ],
      }),
    )
    await keep(articleOf('undated', undefined, { statements: [said('s1', { speaker: 'e2' })] }))
  }, 60_000)
  afterAll(() => remove())

  const statements = async (query: Omit<Parameters<Store['statements']>[0], 'limit'>) =>
    (await store.statements({ limit: 50, ...query })).statements.map(({ article, id }) => `${article} ${id}`)
  const events = async (query: Omit<Parameters<Store['events']>[0], 'limit'>) =>
    (await store.events({ limit: 50, ...query })).events.map(({ article, id }) => `${article} ${id}`)

  it('are listed from the latest day, and within an article as it tells them', async () => {
    expect(await statements({})).toEqual(['april s1', 'april s2', 'march s1', 'march s2', 'march s3', 'undated s1'])
    expect(await events({})).toEqual(['april v1', 'april v2', 'march v1', 'march v2', 'april v3'])
  })

  it('are found by a key, or by a part of a name in any case of letters', async () => {
    expect(await statements({ speaker: 'person:данияр жұмабек' })).toEqual(['march s2', 'undated s1'])
    expect(await statements({ speaker: 'САПАР', addressee: 'данияр', act: 'thank' })).toEqual(['april s1', 'march s1'])
    expect(await events({ who: '№4_мек' })).toEqual(['march v2', 'april v3'])
  })

  it('take signs of the pattern language as they are written', async () => {
    expect(await statements({ speaker: '%' })).toEqual([])
    expect(await events({ who: '№4%мек' })).toEqual([])
    expect(await events({ who: '\\' })).toEqual([])
  })

  it('are found by two who took part', async () => {
    expect(await events({ who: 'сапарова', with: 'жұмабек' })).toEqual(['april v1', 'april v2', 'march v1'])
    expect(await events({ who: 'сапарова', with: 'сапарова' })).toEqual([])
  })

  it('are found by days in Kazakhstan, both included', async () => {
    expect(await statements({ from: '2026-04-02', to: '2026-04-02' })).toEqual(['april s1', 'april s2'])
    expect(await statements({ to: '2026-04-01' })).toEqual(['march s1', 'march s2', 'march s3'])
    expect(await events({ from: '2026-02-27', to: '2026-02-27' })).toEqual(['march v1'])
    expect(await events({ from: '2025-12-20', to: '2025-12-25', type: 'visit' })).toEqual(['march v2'])
  })

  it.each([1, 2, 4])('are paged by %i without gap or repetition', async (limit) => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await store.statements({ limit, cursor })
      found.push(...page.statements.map(({ article, id }) => `${article} ${id}`))
      cursor = page.next
    } while (cursor !== undefined)
    expect(found).toEqual(await statements({}))
  })

  it('name who they are of', async () => {
    const { statements: found } = await store.statements({ limit: 1, act: 'thank' })
    expect(found[0]).toMatchObject({
      day: '2026-04-02',
      speaker: { key: 'person:айгүл сапарова', name: 'Айгүл Сапарова' },
      addressee: { name: 'Данияр Жұмабек' },
    })
  })

  it('say who has to do with whom: statements by direction, meetings without one, what is denied left out', async () => {
    const relations = await store.relations({ limit: 10 })
    expect(
      relations.map(({ source, target, kind, mutual, count }) => [
        source.name,
        kind,
        target.name,
        mutual ? 'together' : 'to',
        count,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['Айгүл Сапарова', 'thank', 'Данияр Жұмабек', 'to', 2],
        ['Айгүл Сапарова', 'meet', 'Данияр Жұмабек', 'together', 2],
        ['Айгүл Сапарова', 'sign', 'Данияр Жұмабек', 'together', 1],
        ['Данияр Жұмабек', 'visit', '№4_мектеп', 'to', 1],
      ]),
    )
    expect(relations).toHaveLength(4)
    expect(await store.relations({ limit: 10, thing: 'organization:№4_мектеп' })).toHaveLength(1)
    expect(await store.relations({ limit: 10, kind: 'meet', from: '2026-03-01' })).toMatchObject([{ count: 1 }])
  })
})
