import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measures, type Scores, score } from '../../eval/score.js'
import { articleOf } from '../../test/records.js'
import { fromText } from '../article/plain.js'
import { collapse } from '../article/raw.js'
import { read } from '../read.js'
import type { ArticleRecord } from '../record/schema.js'
import { readSamples } from '../serve/samples.js'
import { type Gold, goldOf, goldSchema, goldText } from './gold.js'

const samples: ArticleRecord[] = []
await readSamples(async (page) => {
  const record = read(page)
  samples.push(record)
  return record
})
const byReader = { number: 1 }

/** The gold as it is after it was written to a file. */
const writtenGold = (record: ArticleRecord): Gold =>
  goldSchema.parse(JSON.parse(JSON.stringify(goldOf(record, 'a.txt', byReader))))
const readBack = (record: ArticleRecord): ArticleRecord => {
  const { source, publishedAt } = writtenGold(record).meta
  return read({
    content: goldText(record),
    format: 'text',
    ...(source === undefined ? {} : { source }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  })
}
const layersBelowOne = (scores: Scores): readonly string[] =>
  [...scores].flatMap(([layer, tally]) => (measures(tally).f1 === 1 ? [] : [layer]))

describe.each(samples)('the gold of the record of “$title”', (record) => {
  it('has that record right in every layer', () => {
    const scores = score(writtenGold(record), record)
    expect(scores.size).toBe(9)
    expect(layersBelowOne(scores)).toEqual([])
  })

  it('has a text that is read back to the same blocks, of the same source and day', () => {
    const again = readBack(record)
    expect(again.blocks.map(({ text }) => text)).toEqual(record.blocks.map(({ text }) => collapse(text)))
    expect(again).toMatchObject({ source: { name: record.source.name }, publishedAt: record.publishedAt })
  })
})

describe('the gold of a record', () => {
  const withTexts = (...texts: readonly string[]): ArticleRecord =>
    articleOf('a', undefined, {
      entities: [],
      blocks: texts.map((text, i) => ({ id: `b${i + 1}`, kind: 'paragraph', text })),
    })
  const startsOf = (...texts: readonly string[]) => writtenGold(withTexts(...texts)).blocks?.map(({ starts }) => starts)

  it('names a block by as many of its first words as it takes', () => {
    // "The bridge in the village opened", "The bridge in the village was closed", "The mayor came".
    expect(startsOf('Ауылда көпір ашылды.', 'Ауылда көпір жабылды.', 'Әкім бүгін келді.')).toEqual([
      'Ауылда көпір ашылды.',
      'Ауылда көпір жабылды.',
      'Әкім бүгін',
    ])
  })

  it('leaves out a block that no words tell from another', () => {
    expect(startsOf('Сурет', 'Сурет: әкімдік', '«сурет: Әкімдік»')).toEqual(['Сурет: әкімдік'])
  })

  it('says what it is of, and whether a person made it', () => {
    const { meta } = goldOf(withTexts('Әкім'), 'a.txt', { number: 3, madeBy: 'Айгүл' })
    expect(meta).toMatchObject({ source: 'Тобыл', id: 'a', revision: 3, madeBy: 'person' })
  })

  it('has any blocks right, and its text has them all', () => {
    const words = fc.array(fc.constantFrom('а', 'Ә', 'ә', '«', '»', '1.', '–', '\t', '\ufeff', 'ب', '😀', 'й'))
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (lines) => {
        const record = withTexts(...lines.map((line) => line.join(' ')))
        expect(layersBelowOne(score(writtenGold(record), record))).toEqual([])
        const texts = record.blocks.map(({ text }) => collapse(text)).filter((text) => text !== '')
        expect(fromText(goldText(record)).blocks.map(({ text }) => text)).toEqual(texts)
      }),
    )
  })
})
