import { afterAll, beforeAll, expect, it } from 'vitest'
import { onEachDatabase, openAt } from '../../test/databases.js'
import { articleOf, said } from '../../test/records.js'
import type { ArticleRecord, Entity } from '../record/schema.js'
import type { Store } from './store.js'

const entity = (id: string, type: Entity['type'], name: string): Entity => ({
  id,
  type,
  name,
  aliases: [],
  mentions: [],
})
const outlets = ['Тобыл', 'Ертіс', 'Жайық']
const span = (text: string) => ({ block: 'b1', start: 0, end: text.length, text })

/** Three outlets name the bridge today; one has named the country every day of a month. */
const made: readonly ArticleRecord[] = [
  ...Array.from({ length: 20 }, (_, i) =>
    articleOf(`day-${i + 1}`, `2026-03-${String(i + 1).padStart(2, '0')}T10:00:00+05:00`, {
      entities: [entity('e1', 'place', 'Қазақстан')],
    }),
  ),
  ...outlets.map((name, i) =>
    articleOf(`bridge-${i}`, `2026-03-20T1${i}:30:00+05:00`, {
      source: { id: name.toLowerCase(), name, kind: 'portal' },
      title: `Көпір ${i}`,
      blocks: [{ id: 'b1', kind: 'lead', text: `${'Көпір ашылды. '.repeat(40)}` }],
      topics: [{ id: i === 0 ? 'medtop:20000148' : 'medtop:20000209', confidence: 0.8 }],
      attribution: {
        chain: i === 0 ? [] : [{ name: 'Тобыл', role: 'origin' as const, span: span('Көпір') }],
      },
      photoCredits: i === 1 ? [{ name: 'Арман Сәтов', span: span('Көпір') }] : [],
      entities: [
        entity('e1', 'place', 'Қазақстан'),
        entity('e2', 'organization', '«Көпірші» компаниясы'),
        entity('e3', 'person', 'Әсем Ерланова'),
      ],
      statements:
        i === 2
          ? [
              said('s1', { speaker: 'e3', content: span('Көпір ашылды. Көпір ашылды.'), kind: 'direct' }),
              said('s2', { speaker: 'e3' }),
            ]
          : [],
    }),
  ),
]

onEachDatabase('the news', (place) => {
  let store: Store
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
    expect(await store.today()).toBeUndefined()
    expect(await store.mostCovered({ limit: 5 })).toEqual([])
    expect(await store.cards({ limit: 5 })).toEqual({ articles: [] })
    for (const record of made) await store.save({ content: record.id, format: 'text' }, record)
  })
  afterAll(() => remove())

  it('lists articles by when they were published, page by page, each once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { articles, next } = await store.cards({ limit: 4, cursor })
      seen.push(...articles.map(({ id }) => id))
      cursor = next
    } while (cursor !== undefined)
    expect(seen.slice(0, 4)).toEqual(['bridge-2', 'bridge-1', 'bridge-0', 'day-20'])
    expect([...seen].sort()).toEqual(made.map(({ id }) => id).sort())
    expect((await store.cards({ limit: 30, cursor: 'nonsense' })).articles.length).toBe(made.length)
    expect(await store.cards({ limit: 30, cursor: '-99999999999999.1' })).toEqual({ articles: [] })
  })

  it('shows how an article begins, cut between words, and who made its picture', async () => {
    const [card] = (await store.cards({ source: 'ертіс', limit: 2 })).articles
    expect(card).toMatchObject({ credit: 'Арман Сәтов', source: { id: 'ертіс', kind: 'portal' } })
    expect(card?.lead).toMatch(/ашылды\. …$|Көпір …$/u)
    expect(card?.lead.length).toBeLessThan(270)
  })

  it('ranks what several outlets name now above what is always named', async () => {
    const covered = await store.mostCovered({ limit: 3 })
    expect(covered[0]).toMatchObject({ name: '«Көпірші» компаниясы', articles: 3, outlets: 3 })
    expect(covered.findIndex(({ name }) => name === 'Қазақстан')).not.toBe(0)
    expect(await store.today()).toBe('2026-03-20')
  })

  it('knows who speaks, and quotes words rather than a cue', async () => {
    expect(await store.mostHeard({ limit: 3 })).toMatchObject([
      { name: 'Әсем Ерланова', statements: 2, last: { article: 'bridge-2', id: 's1', source: 'Жайық' } },
    ])
  })

  it('finds the articles of a topic by it and by the one above it', async () => {
    const of = async (topic: string) => (await store.cards({ topic, limit: 9 })).articles.map(({ id }) => id)
    expect(await of('medtop:20000209')).toEqual(['bridge-2', 'bridge-1'])
    expect(await of('medtop:03000000')).toEqual(['bridge-0'])
    expect((await store.mostHeard({ topic: 'medtop:04000000', limit: 3 })).length).toBe(1)
    expect((await store.statements({ topic: 'medtop:03000000', limit: 9 })).statements).toEqual([])
    expect((await store.topics()).get('medtop:20000209')).toBe(2)
  })

  it('knows whom a source cites, and who cites it', async () => {
    expect((await store.sources(9)).map(({ name, articles }) => [name, articles])).toContainEqual(['Тобыл', 1])
    expect(await store.source('ертіс')).toMatchObject({
      cites: [{ name: 'Тобыл', source: 'тобыл', articles: 1 }],
      photos: [{ name: 'Арман Сәтов', articles: 1 }],
      citedBy: [],
    })
    expect((await store.source('тобыл'))?.citedBy.map(({ name }) => name)).toEqual(['Ертіс', 'Жайық'])
    expect(await store.source('ешкім')).toBeUndefined()
  })

  it('lists people and places by name in any script, by letter, and by when they were named', async () => {
    const find = async (query: object) =>
      (await store.things({ type: 'person', sort: 'articles', limit: 9, ...query })).things.map(({ name }) => name)
    expect(await find({ q: 'erlan' })).toEqual(['Әсем Ерланова'])
    expect(await find({ q: '100%_' })).toEqual([])
    expect(await find({ letter: 'Ә' })).toEqual(['Әсем Ерланова'])
    expect(await find({ letter: 'Б' })).toEqual([])
    expect(await store.letters('person')).toEqual(['ә'])
    const first = await store.things({ type: 'place', sort: 'seen', limit: 1 })
    expect(first).toMatchObject({ things: [{ name: 'Қазақстан', articles: 23, seen: '2026-03-20T07:30:00.000Z' }] })
    expect(await find({ cursor: '1.person:әсем ерланова' })).toEqual([])
  })
})
