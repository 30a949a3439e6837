import fc from 'fast-check'
import { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDatabase, server } from '../../test/database.js'
import { onEachDatabase } from '../../test/databases.js'
import { read } from '../read.js'
import { connect } from './databases.js'
import type { Database } from './schema.js'
import { openStore, type Store } from './store.js'

const articles = {
  school: {
    content:
      'Шыңғырлауда жаңа мектеп ашылды\nОны әкім Дәурен Сәрсенов ашты.\n«Мектепке екі мың бала барады», – деді Дәурен Сәрсенов.',
    publishedAt: '2026-03-02',
    source: 'egemen.kz',
  },
  park: {
    content: 'Қала саябағы жөнделді\nӘкім Дәурен Сәрсенов тұрғындарға алғыс айтты.\nСаябақ мектептің жанында.',
    publishedAt: '2026-03-10',
    source: 'ertis.kz',
  },
  latin: {
    content: 'Teatrda jańa spektakl qoıyldy\nSpektakldi rejısser Aıgúl Omarova qoıdy.',
    publishedAt: '2026-02-01',
    source: 'ertis.kz',
  },
  quote: {
    content: "Кітап «O'Brien \\ 100%» деп аталады\nОны баспа шығарды; drop table articles.",
    publishedAt: '2026-01-05',
    source: 'egemen.kz',
  },
} as const

type Name = keyof typeof articles

onEachDatabase('search', (place) => {
  let store: Store
  let removePlace: () => Promise<void>
  const names = new Map<string, Name>()
  const keep = async (name: Name) => {
    const page = { ...articles[name], format: 'text' as const }
    const record = read(page)
    names.set(record.id, name)
    await store.save(page, record)
  }
  beforeAll(async () => {
    const { where, remove } = await place()
    removePlace = remove
    store = await openStore(where)
    for (const name of ['school', 'park', 'latin', 'quote'] as const) await keep(name)
  })
  afterAll(async () => {
    await store.close()
    await removePlace()
  })
  const search = (query: string, options = {}) => store.search(query, { limit: 10, ...options })
  const find = async (query: string, options = {}) =>
    (await search(query, options)).articles.map(({ id }) => names.get(id))

  it.each([
    ['another form', 'мектептеріміздің', ['school', 'park']],
    ['Latin', 'mektepterdi', ['school', 'park']],
    ['töte', 'مەكتەپتىڭ', ['school', 'park']],
    ['Cyrillic, what is written in Latin', 'спектакльдің', ['latin']],
    ['digits, what is written in words', '2000 бала', ['school']],
  ])('finds by %s', async (_, query, expected) => {
    expect(await find(query)).toEqual(expected)
  })

  it('puts what has the word in its title before what has it in its text, though that is fresher', async () => {
    expect(await find('мектеп')).toEqual(['school', 'park'])
    expect(await find('мектеп', { sort: 'newest' })).toEqual(['park', 'school'])
  })

  it('finds phrases only where their words stand side by side', async () => {
    expect(await find('«жаңа мектептің»')).toEqual(['school'])
    expect(await find('«мектеп жаңа»')).toEqual([])
    // The end of the title and the beginning of the text are no phrase.
    expect(await find('«жөнделді әкім»')).toEqual([])
  })

  it('leaves out what is excluded', async () => {
    expect(await find('мектеп -саябақ')).toEqual(['school'])
    expect(await find('-мектеп', { source: 'ertis-kz' })).toEqual(['latin'])
  })

  it('puts articles with all words first, then those with some, and says how many are which', async () => {
    const found = await search('мектеп саябақ')
    expect(found.articles.map(({ id }) => names.get(id))).toEqual(['park', 'school'])
    expect(found).toMatchObject({ total: 2, complete: 1, ranked: 2 })
  })

  it('knows quotation marks, backslashes and SQL for words', async () => {
    expect(await find("O'Brien")).toEqual(['quote'])
    expect(await find("'; drop table articles; --")).toContain('quote')
    expect(await find('100%')).toEqual(['quote'])
  })

  it('filters by source, speaker, addressee, act, thing and day', async () => {
    const speaker = 'person:дәурен сәрсенов'
    expect(await find('мектеп', { source: 'ertis-kz' })).toEqual(['park'])
    expect(await find('', { speaker })).toEqual(['park', 'school'])
    expect(await find('', { speaker, act: 'thank' })).toEqual(['park'])
    expect(await find('', { thing: speaker })).toEqual(['park', 'school'])
    expect(await find('', { addressee: 'person:ешкім' })).toEqual([])
    expect(await find('', { from: '2026-03-02', to: '2026-03-02' })).toEqual(['school'])
    expect(await find('', { from: '2026-03-03' })).toEqual(['park'])
  })

  it('counts sources, speakers and acts', async () => {
    const { total, facets } = await search('мектеп')
    expect(total).toBe(2)
    expect(facets.source.map(({ key, articles }) => [key, articles])).toEqual([
      ['egemen', 1],
      ['ertis-kz', 1],
    ])
    expect(facets.speaker[0]).toEqual({ key: 'person:дәурен сәрсенов', name: 'Дәурен Сәрсенов', articles: 2 })
    expect(facets.act.map(({ key }) => key)).toContain('thank')
  })

  it('marks on the original text what was found, in its own script', async () => {
    const [found] = (await search('спектакльдің режиссері')).articles
    const { title = '', highlights = [], passages = [] } = found ?? {}
    expect(highlights.map(({ start, end }) => title.slice(start, end))).toEqual(['spektakl'])
    const record = await store.article(found?.id ?? '')
    for (const { block, start, end, text, highlights: marked } of passages) {
      const whole = record?.blocks.find(({ id }) => id === block)?.text ?? ''
      expect(text).toBe(whole.slice(start, end))
      expect(marked.map((range) => whole.slice(range.start, range.end))).toContain('rejısser')
    }
    expect(passages).not.toHaveLength(0)
  })

  it('pages without gap or repetition', async () => {
    const pages = await Promise.all([1, 2, 3, 4, 5].map((page) => find('', { limit: 1, page })))
    expect(pages.flat()).toEqual(['park', 'school', 'latin', 'quote'])
  })

  it('knows an article once, however often it is saved', async () => {
    await keep('school')
    expect(await find('мектеп')).toEqual(['school', 'park'])
  })

  it('answers any string at all', async () => {
    for (const query of [
      '',
      ' ',
      '-',
      '""',
      '-""',
      '& | ! ( ) <->',
      '\0',
      '\ud800',
      'а'.repeat(1 << 20),
      '-а '.repeat(1 << 18),
    ]) {
      await search(query)
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (query) => {
        await search(query, { limit: 2 })
      }),
      { numRuns: 40 },
    )
  })
})

describe('articles kept before there was search', () => {
  it.skipIf(server === undefined)('are found once the store is opened', async () => {
    const { where, remove } = await makeDatabase(server ?? '')
    const page = { ...articles.school, format: 'text' as const }
    const first = await openStore(where)
    await first.save(page, read(page))
    await first.close()
    const { dialect } = await connect(where)
    const database = new Kysely<Database>({ dialect })
    await database.deleteFrom('documents').execute()
    await database.destroy()
    const second = await openStore(where)
    expect((await second.search('мектептің', { limit: 1 })).total).toBe(1)
    await second.close()
    await remove()
  })
})
