import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentences } from './sentences.js'
import { tokenize } from './tokenize.js'

const texts = (text: string) => tokenize(text).map((token) => token.text)

describe('tokenize', () => {
  it('keeps suffixes with abbreviations, numbers and hyphens', () => {
    expect(texts('БҰҰ-дағы 55-ші сессия, 2020-жылғы')).toEqual(['БҰҰ-дағы', '55-ші', 'сессия', ',', '2020-жылғы'])
  })

  it('keeps initials, addresses and grouped digits whole', () => {
    expect(texts('А.Жанұзақ EGIN.KZ 1 200 000 т.б.')).toEqual(['А.', 'Жанұзақ', 'EGIN.KZ', '1 200 000', 'т.б.'])
  })

  it('loses nothing: tokens are slices, and only white space lies between them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let at = 0
        for (const token of tokenize(text)) {
          expect(text.slice(at, token.start)).toMatch(/^\s*$/u)
          expect(text.slice(token.start, token.end)).toBe(token.text)
          at = token.end
        }
        expect(text.slice(at)).toMatch(/^\s*$/u)
      }),
    )
  })
})

describe('sentences', () => {
  const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end))

  it('does not end at initials, abbreviations and quoted stops before a dash', () => {
    expect(split('Кітапты Б.Орынбай жазды. «Оқыңыз!» – деді ол. Бәрі оқыды.')).toEqual([
      'Кітапты Б.Орынбай жазды.',
      '«Оқыңыз!» – деді ол.',
      'Бәрі оқыды.',
    ])
  })
})
