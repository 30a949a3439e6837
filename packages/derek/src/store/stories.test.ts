import { afterEach, beforeEach, expect, it } from 'vitest'
import { onEachDatabase, openAt } from '../../test/databases.js'
import { toldTwice } from '../../test/told-twice.js'
import { read } from '../read.js'
import type { ArticleRecord } from '../record/schema.js'
import { openText } from '../source/open.js'
import type { Store } from './store.js'

const [readout = '', retold = ''] = toldTwice.map(({ page }) => page.content)

const other = `Қарағандыда шахмат турнирі аяқталды
Қарағандыда 3 наурызда мектеп оқушылары арасындағы шахмат турнирі аяқталды.
Бас жүлдені он жасар Әлия Серікқызы жеңіп алды.`

const page = (text: string, source: string, at: string) => ({ ...openText(text), source, publishedAt: at })

onEachDatabase('stories', (place) => {
  let remove: () => Promise<void>
  let store: Store
  beforeEach(async () => {
    ;({ store, remove } = await openAt(place))
  })
  afterEach(() => remove())

  const keep = async (text: string, source: string, published: string): Promise<ArticleRecord> => {
    const own = page(text, source, published)
    const record = read(own)
    await store.save(own, record)
    return record
  }
  const keepAll = async (): Promise<readonly [ArticleRecord, ArticleRecord, ArticleRecord]> => [
    await keep(readout, 'Министрлік', '2026-03-03T10:00:00+05:00'),
    await keep(retold, 'Сыр самалы', '2026-03-03T12:30:00+05:00'),
    await keep(other, 'Орталық', '2026-03-03T13:00:00+05:00'),
  ]

  it('hold the articles of one event, and no other', async () => {
    const [first, second, third] = await keepAll()
    const { stories } = await store.stories.list({ limit: 10 })
    expect(stories).toMatchObject([{ id: first.id, articles: 2, outlets: 2, firstAt: '2026-03-03T05:00:00.000Z' }])
    expect((await store.stories.storyOf(second.id))?.id).toBe(first.id)
    expect((await store.stories.storyOf(third.id))?.articles).toBe(1)
  })

  it('say who has it from whom, what changed, and what does not agree', async () => {
    const [first, second] = await keepAll()
    const story = await store.stories.story(first.id)
    expect(story?.members.map(({ id }) => id)).toEqual([first.id, second.id])
    expect(story?.flow.edges).toMatchObject([{ from: first.id, to: second.id }])
    const findings = story?.retellings[0]?.findings.map(({ kind, from, to }) => [kind, from, to])
    expect(findings).toContainEqual(['number-changed', '18000000000', '19000000000'])
  })

  it('say who said it first', async () => {
    const [first, second] = await keepAll()
    const direct = second.statements.find(({ kind }) => kind === 'direct')
    const said = await store.stories.first(second.id, direct?.id ?? '')
    expect(said).toMatchObject({ first: { article: first.id }, retellings: [{ article: second.id }] })
    expect(said?.retellings[0]?.faithfulness.score).toBe(1)
    expect(await store.stories.first(second.id, 's99')).toBeUndefined()
  })

  it('are the same when an article is read again', async () => {
    await keepAll()
    const before = await store.stories.list({ limit: 10 })
    await keepAll()
    expect(await store.stories.list({ limit: 10 })).toEqual(before)
  })

  it('are corrected by hand, and stay so when articles are read again', async () => {
    const [first, second, third] = await keepAll()
    await store.stories.apart(first.id, second.id, 'Айгүл')
    expect((await store.stories.list({ limit: 10 })).stories).toEqual([])
    await keepAll()
    expect((await store.stories.list({ limit: 10 })).stories).toEqual([])
    await store.stories.together(first.id, second.id)
    expect((await store.stories.list({ limit: 10 })).stories).toMatchObject([{ articles: 2 }])
    const { id = '' } = (await store.stories.storyOf(first.id)) ?? {}
    await store.stories.pin(third.id, id, 'Айгүл')
    expect((await store.stories.story(id))?.members).toHaveLength(3)
    await keepAll()
    expect((await store.stories.story(id))?.members.find((member) => member.id === third.id)?.pinnedBy).toBe('Айгүл')
    await store.stories.unpin(third.id)
    expect((await store.stories.storyOf(third.id))?.articles).toBe(1)
  })

  it('tell of an outlet how often it is first, and how long after the first it is', async () => {
    const [first, second] = await keepAll()
    expect((await store.source(first.source.id))?.stories).toEqual({ first: 1, later: 0 })
    expect((await store.source(second.source.id))?.stories).toEqual({ first: 0, later: 1, minutes: 150 })
  })

  it('refuse a correction of what is not there', async () => {
    const [first] = await keepAll()
    await expect(store.stories.pin(first.id, 'nothing', 'Айгүл')).rejects.toMatchObject({ kind: 'unknown-story' })
    await expect(store.stories.apart(first.id, 'nothing', 'Айгүл')).rejects.toMatchObject({ kind: 'unknown-article' })
    await expect(store.stories.apart(first.id, first.id, 'Айгүл')).rejects.toMatchObject({ kind: 'same-article' })
  })

  it('are listed page by page, of a source, a thing or a topic', async () => {
    await keepAll()
    await keep(
      readout.replaceAll('Шымкент', 'Түркістан').replaceAll('45', '77').replaceAll('3 наурызда', '20 наурызда'),
      'Министрлік',
      '2026-03-20T10:00:00+05:00',
    )
    await keep(
      retold.replaceAll('Шымкент', 'Түркістан').replaceAll('45', '77').replaceAll('3 наурызда', '20 наурызда'),
      'Ертіс',
      '2026-03-20T11:00:00+05:00',
    )
    const first = await store.stories.list({ limit: 1 })
    expect(first.stories).toHaveLength(1)
    const second = await store.stories.list({ limit: 1, cursor: first.next })
    expect(second.stories[0]?.id).not.toBe(first.stories[0]?.id)
    expect(second.next).toBeUndefined()
    expect((await store.stories.list({ limit: 9, source: 'сыр-самалы' })).stories.length).toBeLessThanOrEqual(1)
    expect((await store.stories.list({ limit: 9, thing: 'person:бекзат орманов' })).stories).toHaveLength(2)
    expect((await store.stories.list({ limit: 9, thing: 'person:ешкім' })).stories).toEqual([])
  })
})
