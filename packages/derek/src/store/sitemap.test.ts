import { afterAll, beforeAll, expect, it } from 'vitest'
import { onEachDatabase, openAt } from '../../test/databases.js'
import { articleOf } from '../../test/records.js'
import type { Store } from './store.js'

onEachDatabase('what sitemaps and caches ask', (place) => {
  let store: Store
  let remove: () => Promise<void>
  const keep = (id: string, publishedAt: string) =>
    store.save({ content: 'Әкім', format: 'text' }, articleOf(id, publishedAt, { title: id }))

  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
    await keep('old', '2026-03-01T10:00:00+05:00')
    await keep('new', '2026-03-04T10:00:00+05:00')
    await keep('announced', '2026-03-09T10:00:00+05:00')
  })
  afterAll(() => remove())

  it('finds articles by their order of arrival, and when the last came', async () => {
    const [part, ...others] = await store.sitemaps.parts()
    expect(others).toEqual([])
    const articles = await store.sitemaps.articles(0)
    expect(articles.map(({ id }) => id)).toEqual(['old', 'new', 'announced'])
    expect(part).toEqual({
      part: 0,
      changedAt: articles
        .map(({ changedAt }) => changedAt)
        .toSorted()
        .at(-1),
    })
    expect(await store.sitemaps.articles(1)).toEqual([])
  })

  it('finds the things of the articles', async () => {
    expect((await store.sitemaps.things()).map(({ id }) => id)).toContain('person:айгүл сапарова')
  })

  it('finds the news of two days, and nothing of the days to come', async () => {
    const news = await store.sitemaps.news(new Date('2026-03-05T00:00:00Z'))
    expect(news).toEqual([{ id: 'new', title: 'new', language: 'kk', publishedAt: '2026-03-04T05:00:00.000Z' }])
  })

  it('differs once the store was written to', async () => {
    const before = await store.version()
    await keep('later', '2026-03-05T10:00:00+05:00')
    expect(await store.version()).not.toBe(before)
  })
})
