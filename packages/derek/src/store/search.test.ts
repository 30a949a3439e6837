import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDatabase, server } from '../../test/database.js'
import { onEachDatabase, openAt, openInMemory } from '../../test/databases.js'
import { read } from '../read.js'
import { acts } from '../record/schema.js'
import { openDatabase, withDatabase } from './databases.js'
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
  let remove: () => Promise<void>
  const names = new Map<string, Name>()
  const keep = async (name: Name) => {
    const page = { ...articles[name], format: 'text' as const }
    const record = read(page)
    names.set(record.id, name)
    await store.save(page, record)
  }
  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
    for (const name of ['school', 'park', 'latin', 'quote'] as const) await keep(name)
  })
  afterAll(() => remove())
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

  it('filters by persons, organizations, places and scripts that articles have', async () => {
    const person = 'person:дәурен сәрсенов'
    expect(await find('', { person })).toEqual(['park', 'school'])
    expect(await find('мектеп', { person, source: 'ertis-kz' })).toEqual(['park'])
    expect(await find('', { script: 'Latn' })).toEqual(['latin'])
    const { facets } = await search('')
    expect(facets.person.map(({ key }) => key)).toContain(person)
    expect(facets.script.map(({ key, articles }) => [key, articles])).toEqual([
      ['Cyrl', 3],
      ['Latn', 1],
    ])
    for (const { key, articles } of facets.place) expect(await find('', { place: key })).toHaveLength(articles)
  })

  it('takes speaker and act of one and the same statement', async () => {
    const speaker = 'person:дәурен сәрсенов'
    const { facets } = await search('', { speaker })
    for (const act of acts.filter((act) => facets.act.some(({ key }) => key === act))) {
      const { statements } = await store.searchSayings('', { act, speaker, limit: 10 })
      for (const found of statements) expect([found.act, found.speaker?.key]).toEqual([act, speaker])
      const having = new Set(statements.map(({ article }) => names.get(article)))
      expect(new Set(await find('', { speaker, act }))).toEqual(having)
    }
  })

  it('finds statements by the words of what was said, and marks them', async () => {
    const found = await store.searchSayings('балалар', { limit: 10, speaker: 'person:дәурен сәрсенов' })
    expect(found.statements.map(({ article }) => names.get(article))).toEqual(['school'])
    const [{ article = '', passage, speaker, act } = {}] = found.statements
    expect([speaker?.name, act]).toEqual(['Дәурен Сәрсенов', 'state'])
    const block = (await store.article(article))?.blocks.find(({ id }) => id === passage?.block)?.text ?? ''
    expect(passage?.text).toBe(block.slice(passage?.start, passage?.end))
    expect(passage?.highlights.map(({ start, end }) => block.slice(start, end))).toEqual(['бала'])
    expect(found.facets.act.map(({ key }) => key)).toEqual(['state'])
    // The word is in the article, and in nothing that was said.
    expect((await store.searchSayings('ашылды', { limit: 10 })).total).toBe(0)
  })

  it('goes on as what is typed does, with Kazakh letters or without, in the script that is typed', async () => {
    const offered = async (typed: string) => (await store.suggest(typed, 8)).map(({ query }) => query)
    expect(await offered('мек')).toContain('мектеп')
    expect(await offered('mek')).toContain('mektep')
    expect(await offered('مەك')).toContain('مەكتەپ')
    expect(await offered('саябак')).toContain('саябақ')
    expect(await offered('жаңа мек')).toContain('жаңа мектеп')
    expect(await offered('даурен')).toContain('Дәурен Сәрсенов')
    expect(await offered('сарсен')).toContain('Дәурен Сәрсенов')
    expect(await offered('жоқсөз')).toEqual([])
  })

  it.each([
    ['without Kazakh letters', 'саябак', 'саябақ'],
    ['a letter missing', 'мекеп', 'мектеп'],
    ['a letter twice', 'меектептің', 'мектептің'],
    ['letters swapped', 'мекетп', 'мектеп'],
    ['in Latin', 'mekep', 'mektep'],
    ['one word of two', 'жаңа мекеп', 'жаңа мектеп'],
    ['a phrase', '"жаңа мекеп" -бала', '"жаңа мектеп" -бала'],
  ])('knows what was meant by a misspelt word: %s', async (_, query, meant) => {
    expect(await store.meantBy(query)).toBe(meant)
  })

  it('offers nothing for words that articles have, nor for what is like none', async () => {
    for (const query of ['мектептеріміздің', 'жаңа саябақ', 'ффыщшгх', '', '2026', '#а']) {
      expect(await store.meantBy(query)).toBe(undefined)
    }
  })

  it('answers filters and what is typed, whatever they are', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    const keys = ['source', 'speaker', 'addressee', 'person', 'organization', 'place', 'thing', 'script'] as const
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...keys), text, async (query, key, value) => {
        await store.search(query, { limit: 2, [key]: value })
        await store.searchSayings(query, { limit: 2, [key]: value })
        await store.suggest(query, 3)
        await store.meantBy(query)
      }),
      { numRuns: 40 },
    )
    for (const long of ['а'.repeat(1 << 20), 'аб '.repeat(1 << 18), '"'.repeat(1 << 20)]) {
      await store.searchSayings(long, { limit: 1 })
      await store.suggest(long, 3)
      await store.meantBy(long)
    }
  })

  it('marks exactly what it finds, whatever is asked', async () => {
    const word = fc.constantFrom(
      'мектеп',
      'саябақтың',
      'jańa',
      'спектакль',
      '"екі мың"',
      '-бала',
      '«жаңа мектеп»',
      'қала',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), async (words) => {
        const { articles: found } = await search(words.join(' '))
        for (const { id, title, highlights, passages } of found) {
          const record = await store.article(id)
          for (const { start, end } of highlights) expect(title.slice(start, end)).toMatch(/^[\p{L}\p{N} ]+$/u)
          for (const { block, start, end, text, highlights: marked } of passages) {
            const whole = record?.blocks.find((one) => one.id === block)?.text ?? ''
            expect(text).toBe(whole.slice(start, end))
            for (const range of marked) {
              expect(range.start >= start && range.end <= end).toBe(true)
              expect(whole.slice(range.start, range.end)).toMatch(/^[\p{L}\p{N}].*[\p{L}\p{N}]$/u)
            }
          }
        }
      }),
      { numRuns: 30 },
    )
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

describe('the words that articles have', () => {
  it.skipIf(server === undefined)(
    'are counted by articles: reading again changes nothing, taking away does',
    async () => {
      const { where, remove } = await makeDatabase(server ?? '')
      const store = await openStore(where)
      const { database, close } = await openDatabase(where)
      const counts = async () => {
        const words = await database
          .selectFrom('words')
          .select(['word', 'articles'])
          .where('articles', '>', 0)
          .execute()
        return new Map(words.map(({ word, articles }) => [word, articles]))
      }
      const keep = async (name: Name) => {
        const page = { ...articles[name], format: 'text' as const }
        const record = read(page)
        await store.save(page, record)
        return record.id
      }
      const school = await keep('school')
      const alone = await counts()
      await keep('park')
      await keep('school')
      expect([alone.get('мектеп'), (await counts()).get('мектеп')]).toEqual([1, 2])
      await database.deleteFrom('articles').where('id', '!=', school).execute()
      expect(await counts()).toEqual(alone)
      await close()
      await store.close()
      await remove()
    },
  )
})

describe('who is who, once corrected', () => {
  it('is what is searched and counted by', async () => {
    const store = await openInMemory()
    for (const name of ['school', 'latin'] as const) {
      const page = { ...articles[name], format: 'text' as const }
      await store.save(page, read(page))
    }
    const [key, thing] = ['person:айгүл омарова', 'person:дәурен сәрсенов']
    const persons = async () =>
      (await store.search('', { limit: 10 })).facets.person.map((one) => [one.key, one.articles])
    const before = await persons()
    expect(before).toContainEqual([key, 1])
    await store.merge(key, thing, 'editor')
    expect(await persons()).toEqual([[thing, 2]])
    expect((await store.search('', { limit: 10, person: thing })).total).toBe(2)
    const [identity] = await store.identities(thing)
    await store.undo(identity?.id ?? '')
    expect(await persons()).toEqual(before)
    await store.close()
  })
})

describe('articles kept before there was search', () => {
  it.skipIf(server === undefined)('are found once the store is opened', async () => {
    const { where, remove } = await makeDatabase(server ?? '')
    const page = { ...articles.school, format: 'text' as const }
    const first = await openStore(where)
    await first.save(page, read(page))
    await first.close()
    await withDatabase(where, (database) => database.deleteFrom('documents').execute())
    const second = await openStore(where)
    expect((await second.search('мектептің', { limit: 1 })).total).toBe(1)
    await second.close()
    await remove()
  })
})
