import { describe, expect, it } from 'vitest'
import { read } from '../src/read.js'
import { recordSchema, type Span } from '../src/record/schema.js'
import { generate } from './generate.js'

const articles = [...generate(60, { seed: 3, changedEach: 20 })]

const spansOf = (value: unknown): readonly Span[] => {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(spansOf)
  return 'block' in value && 'start' in value ? [value as Span, ...inside] : inside
}

describe('generated articles', () => {
  it('are the same each time', () => {
    expect([...generate(60, { seed: 3, changedEach: 20 })]).toEqual(articles)
    expect(new Set(articles.map(({ record }) => record.id)).size).toBe(60)
  })

  it('have records as the schema says, with spans that are exactly their slices', () => {
    for (const { record } of articles) {
      expect(recordSchema.parse(record)).toEqual(record)
      const texts = new Map(record.blocks.map(({ id, text }) => [id, text]))
      for (const { block, start, end, text } of spansOf(record)) expect(texts.get(block)?.slice(start, end)).toBe(text)
    }
  })

  it('are read as the articles that they are', () => {
    for (const { page, record } of articles.slice(0, 5)) {
      const { id, source, url, publishedAt, title, blocks } = record
      expect(read(page)).toMatchObject({ id, source, url, publishedAt, title, blocks })
    }
  })

  it('are changed at the same address where that is asked for', () => {
    const [before, changed] = articles.slice(18, 20).map(({ record }) => record)
    expect(changed?.url).toBe(before?.url)
    expect(changed?.id).not.toBe(before?.id)
  })
})
