import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findSpan, wordsOf } from './place.js'

const record = { blocks: [{ id: 'b1', kind: 'paragraph', text: 'Келді деді, кетті деді.' }] } as const

it('finds words that are there once, and asks which where they are there twice', () => {
  expect(findSpan(record, { block: 'b1', text: 'Келді' })).toMatchObject({ span: { start: 0, end: 5 } })
  expect(findSpan(record, { block: 'b1', text: 'деді' })).toEqual({ kind: 'many', count: 2 })
  expect(findSpan(record, { block: 'b1', text: 'деді', nth: 2 })).toMatchObject({ span: { start: 18 } })
  expect(findSpan(record, { block: 'b1', text: 'деді', nth: 3 })).toEqual({ kind: 'many', count: 2 })
})

it('finds nothing where the words, or the block, are not there', () => {
  for (const [block, text] of [
    ['b1', 'айтты'],
    ['b1', ''],
    ['b2', 'деді'],
  ] as const) {
    expect(findSpan(record, { block, text })).toEqual({ kind: 'absent' })
  }
})

it('finds every span by its own words', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('а', 'ә', ' ') }), fc.nat(), fc.nat(), (text, one, other) => {
      const start = text.length === 0 ? 0 : one % text.length
      const span = { block: 'b', start, end: start + 1 + (other % 3), text: '' }
      const within = { ...span, end: Math.min(span.end, text.length) }
      const whole = { ...within, text: text.slice(within.start, within.end) }
      const blocks = [{ id: 'b', kind: 'paragraph', text }] as const
      fc.pre(whole.text !== '')
      expect(findSpan({ blocks }, wordsOf({ blocks }, whole))).toEqual({ kind: 'found', span: whole })
    }),
  )
})
