import { afterEach, beforeEach, expect, it } from 'vitest'
import type { QueueQuery } from '../src/store/queue.js'
import type { Store } from '../src/store/store.js'
import { onEachDatabase, openAt } from './databases.js'
import { articleOf, said } from './records.js'
import { toldTwice } from './told-twice.js'

onEachDatabase('the queue of the desk', (place) => {
  let remove: () => Promise<void>
  let store: Store

  beforeEach(async () => {
    ;({ store, remove } = await openAt(place))
  })
  afterEach(() => remove())

  const keep = (id: string, day: number, more: Parameters<typeof articleOf>[2] = {}) =>
    store.save(
      { content: 'Әкім', format: 'text' },
      articleOf(id, `2026-03-${String(day).padStart(2, '0')}T12:00:00+05:00`, more),
    )
  const ask = async (query: Partial<QueueQuery> = {}) =>
    (await store.queue.articles({ order: 'newest', limit: 30, ...query })).articles
  const ids = async (query: Partial<QueueQuery> = {}) => (await ask(query)).map(({ id }) => id)
  const unsure = (confidence: number) => ({ statements: [said('s1', { speaker: 'e1', confidence })] })

  it('has what waits, in each order, page by page, none twice', async () => {
    for (let i = 1; i <= 7; i++) await keep(`a${i}`, i, i % 2 === 0 ? unsure(i / 10) : {})
    for (const order of ['newest', 'least', 'covered'] as const) {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await store.queue.articles({ order, limit: 2, cursor })
        found.push(...page.articles.map(({ id }) => id))
        cursor = page.next
      } while (cursor !== undefined)
      expect(found).toEqual(
        order === 'least' ? ['a2', 'a4', 'a6', 'a7', 'a5', 'a3', 'a1'] : ['a7', 'a6', 'a5', 'a4', 'a3', 'a2', 'a1'],
      )
    }
  })

  it('is asked by source, topic, doubt, day, and whether a person corrected it', async () => {
    await keep('plain', 1)
    await keep('doubted', 2, unsure(0.4))
    await keep('other', 3, { source: { id: 'sarqyt', name: 'Сарқыт', kind: 'unknown' } })
    await keep('economy', 4, { topics: [{ id: 'medtop:20000209', confidence: 0.8 }] })
    const record = await store.article('plain')
    await store.correct('plain', { ...record, tags: ['түзетілді'] }, { by: 'Айгүл', onRevision: 1 })
    expect(await ids({ source: 'sarqyt' })).toEqual(['other'])
    expect(await ids({ topic: 'medtop:04000000' })).toEqual(['economy'])
    expect(await ids({ below: 0.5 })).toEqual(['doubted'])
    expect(await ids({ since: '2026-03-03' })).toEqual(['economy', 'other'])
    expect(await ids({ corrected: true })).toEqual(['plain'])
    expect(await store.queue.sources()).toEqual([
      { id: 'sarqyt', name: 'Сарқыт' },
      { id: 'tobyl', name: 'Тобыл' },
    ])
  })

  it('knows by revision what was reviewed, and says what has changed since', async () => {
    await keep('a', 1)
    expect(await store.queue.review([{ article: 'a', revision: 1 }], 'Айгүл')).toEqual([])
    expect(await ids()).toEqual([])
    expect(await ask({ state: 'reviewed' })).toMatchObject([{ id: 'a', reviewed: { by: 'Айгүл' } }])
    const record = await store.article('a')
    await store.correct('a', { ...record, tags: ['түзетілді'] }, { by: 'Болат', onRevision: 1 })
    expect(await ask()).toMatchObject([{ id: 'a', state: 'changed', reviewed: { by: 'Айгүл' } }])
    // Somebody who saw the first revision cannot have reviewed the second.
    await store.queue.review([{ article: 'a', revision: 1 }], 'Дана')
    expect(await ids({ state: 'changed' })).toEqual(['a'])
    await store.queue.review([{ article: 'a', revision: 2 }], 'Дана')
    expect(await store.queue.counts()).toMatchObject({ articles: 0 })
  })

  it('shows a newer version at the same address as changed since', async () => {
    const url = 'https://tobyl.example/1'
    await keep('old', 1, { url })
    await store.queue.review([{ article: 'old', revision: 1 }], 'Айгүл')
    await keep('new', 2, { url })
    expect(await ask({ state: 'all' })).toMatchObject([{ id: 'new', state: 'changed', reviewed: { by: 'Айгүл' } }])
  })

  it('is one editor’s at a time, for a while', async () => {
    await keep('a', 1)
    expect(await store.queue.claim(['a'], 'Айгүл', 15)).toEqual([])
    expect(await store.queue.claim(['a'], 'Болат', 15)).toEqual(['a'])
    expect(await store.queue.review([{ article: 'a', revision: 1 }], 'Болат')).toEqual(['a'])
    expect(await ask()).toMatchObject([{ claimed: { by: 'Айгүл' }, state: 'new' }])
    await store.queue.release(['a'], 'Болат')
    await store.queue.release(['a'], 'Айгүл')
    expect(await store.queue.claim(['a'], 'Болат', 0)).toEqual([])
    expect((await ask())[0]).not.toHaveProperty('claimed')
    expect(await store.queue.review([{ article: 'a', revision: 1 }], 'Айгүл')).toEqual([])
  })

  it('says in the audit who did what to which article', async () => {
    await keep('a', 1)
    await keep('b', 2)
    await store.queue.claim(['a', 'b'], 'Айгүл', 15)
    await store.queue.review([{ article: 'a', revision: 1 }], 'Айгүл')
    const log = (query: object) => store.accounts.auditLog({ limit: 10, ...query })
    expect(await log({ article: 'a' })).toMatchObject([
      { by: 'Айгүл', action: 'review', subject: 'revision 1', article: 'a' },
      { by: 'Айгүл', action: 'claim' },
    ])
    expect(await log({ by: 'Айгүл', action: 'claim' })).toHaveLength(2)
    expect(await log({ by: 'Болат' })).toEqual([])
  })

  it('has the alerts of stories until somebody has looked, and knows them again', async () => {
    for (const { page, record } of toldTwice) await store.save(page, record)
    while ((await store.stories.keepAlerts(5)) > 0);
    const open = async () => (await store.queue.alerts({ state: 'open', limit: 30 })).alerts
    const [first, ...others] = await open()
    if (first === undefined) throw new Error('no alert')
    expect(await store.queue.settle(first.id, 'dismissed', 'екеуі де дұрыс', 'Айгүл')).toBe(true)
    expect(await open()).toHaveLength(others.length)
    expect((await store.queue.alerts({ state: 'dismissed', limit: 30 })).alerts).toMatchObject([
      { note: 'екеуі де дұрыс', made: { by: 'Айгүл' } },
    ])
    // Read anew, the story is compared anew, and the same alert stays dismissed.
    const [, retold] = toldTwice
    if (retold === undefined) throw new Error('no retelling')
    await store.save(retold.page, { ...retold.record, tags: ['су'] })
    expect(await store.stories.keepAlerts(5)).toBe(1)
    expect(await open()).toHaveLength(others.length)
    expect(await store.queue.settle('999', 'handled', '', 'Айгүл')).toBe(false)
  })

  it('counts two outlets that tell one story, and lists most covered first', async () => {
    for (const { page, record } of toldTwice) await store.save(page, record)
    await keep('alone', 30)
    expect((await ask({ order: 'covered' })).map(({ outlets }) => outlets)).toEqual([2, 2, 1])
  })
})
