import { expect, it } from 'vitest'
import { matchOf, meanOf } from './shingles.js'

it('counts runs of four words as multisets, and divides by their sum', () => {
  expect(matchOf('a b c d e', 'a b c d e')).toEqual({ shared: 1, extra: 0, missing: 0 })
  expect(matchOf('a b c d e', 'a b c d x')).toEqual({ shared: 1 / 3, extra: 1 / 3, missing: 1 / 3 })
  expect(matchOf('a b c d', 'a b c d a b c d')).toEqual({ shared: 1 / 5, extra: 4 / 5, missing: 0 })
})

it('takes F1 of the averages, and a page without a body as not found', () => {
  const { precision, recall, f1 } = meanOf([matchOf('a b c d', 'a b c d'), matchOf('a b c d', '')])
  expect([precision, recall]).toEqual([0.5, 0.5])
  expect(f1).toBe(0.5)
})
