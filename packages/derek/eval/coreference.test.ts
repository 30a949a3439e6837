import { expect, it } from 'vitest'
import { bCubed, bestPairing, ceafE, muc, scoreOf } from './coreference.js'

const of = (...entities: readonly string[]) => entities.map((mentions) => new Set(mentions))

it('scores as Pradhan et al. (2014) do', () => {
  // Gold {a b c} {d e f g}, found {a b} {c d} {f g h i}: their worked example.
  const gold = of('abc', 'defg')
  const found = of('ab', 'cd', 'fghi')
  const round = (value: number): number => Math.round(value * 1000) / 1000
  expect([scoreOf(muc(gold, found))].map(({ r, p }) => [round(r), round(p)])).toEqual([[0.4, 0.4]])
  expect([scoreOf(bCubed(gold, found))].map(({ r, p }) => [round(r), round(p)])).toEqual([[0.417, 0.5]])
  expect([scoreOf(ceafE(gold, found))].map(({ r, p }) => [round(r), round(p)])).toEqual([[0.65, 0.433]])
})

it('pairs entities so that the whole is best', () => {
  expect(bestPairing([[1, 0.9], [0.9, 0]])).toBeCloseTo(1.8) // biome-ignore format: a table
  expect(bestPairing([[0.2], [0.7], [0.5]])).toBeCloseTo(0.7)
  expect(bestPairing([])).toBe(0)
})
