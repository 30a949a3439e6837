import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, highlights, terms } from './terms.js'

const first = (text: string) => terms(text)[0]?.term

describe('terms', () => {
  it('gives one term to a word in every case and script', () => {
    for (const word of ['Қазақстанның', 'Қазақстанға', 'Qazaqstannyñ', 'Qazaqstannyń', 'قازاقستاننىڭ', 'Қaзақcтанды']) {
      expect(first(word)).toBe('қазақстан')
    }
  })

  it('gives one term to a number in words, in digits, with a suffix and in groups', () => {
    expect(['екі жарым мың', '2500', '2 500', '2500-ге'].map(first)).toEqual(Array(4).fill('#2500'))
  })

  it('leaves out stop words, which an application may choose', () => {
    expect(terms('және бұл туралы')).toEqual([])
    expect(terms('және', { stopWords: false })).toHaveLength(1)
    expect(terms('мектеп', { stopWords: new Set(['мектеп']) })).toEqual([])
  })

  it('gives the words of a hyphenated word one by one, each with its place', () => {
    const text = 'Бала-шаға'
    expect(terms(text, { lemmas: 'best' }).map(({ start, end }) => text.slice(start, end))).toEqual(['Бала', 'шаға'])
  })

  it('answers for any string, with ranges inside it and positions that never go back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let last = 0
        for (const { start, end, position } of terms(text)) {
          expect(start >= 0 && start <= end && end <= text.length).toBe(true)
          expect(position).toBeGreaterThanOrEqual(last)
          last = position
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('highlights', () => {
  it('marks the words of the original that a query in another script and form finds', () => {
    const text = 'Elordada jańa mektepter ashyldy.' // new schools were opened in the capital
    expect(highlights(text, 'жаңа мектептің').map(({ start, end }) => text.slice(start, end))).toEqual([
      'jańa',
      'mektepter',
    ])
  })
})

describe('fold', () => {
  it('writes alike what scripts and writers spell in several ways', () => {
    expect(fold('Қаһарман')).toBe(fold('қахарман'))
    expect(fold('партия')).toBe(fold('партиа'))
  })
})
