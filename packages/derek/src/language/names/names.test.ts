import fc from 'fast-check'
import { tokenize } from 'kazakh'
import { describe, expect, it } from 'vitest'
import { findNames, type NameOptions } from './names.js'

/** What is found, as "CLASS words". */
const found = (text: string, options?: NameOptions): readonly string[] => {
  const words = tokenize(text).map((token) => ({ ...token, form: token.text }))
  return findNames(words, options).map(
    ({ start, end, class: name }) => `${name} ${text.slice(words[start]?.start, words[end - 1]?.end)}`,
  )
}

describe('findNames', () => {
  it('finds people, places and dates', () => {
    // "Aigül Sätova arrived in Astana on 5 March 2021."
    expect(found('Айгүл Сәтова 2021 жылғы 5 наурызда Астанаға келді.')).toEqual([
      'PERSON Айгүл Сәтова',
      'DATE 2021 жылғы 5 наурызда',
      'GPE Астанаға',
    ])
  })

  it('finds names without capitals and in capitals only', () => {
    expect(found('қазақстан мен қытай келісімге қол қойды.')).toEqual(['GPE қазақстан', 'GPE қытай'])
    expect(found('ҚАЗАҚСТАН МЕН ҚЫТАЙ КЕЛІСІМГЕ ҚОЛ ҚОЙДЫ')).toEqual(['GPE ҚАЗАҚСТАН', 'GPE ҚЫТАЙ'])
  })

  it('finds names where only the first word has a capital, as in text converted from töte', () => {
    // "At the meeting Kazakhstan and China signed an agreement."
    const text = 'Кездесуде қазақстан мен қытай келісімге қол қойды.'
    expect(found(text, { capitals: false })).toEqual(['GPE қазақстан', 'GPE қытай'])
  })

  it('takes initials into the name of a person', () => {
    expect(found('Бұл туралы Қ. Сәтов айтты.')).toContain('PERSON Қ. Сәтов')
  })

  it('finds shares and amounts of money with decimals', () => {
    expect(found('Инфляция 6,5 пайыз болды.')).toEqual(['PERCENTAGE 6,5 пайыз'])
    expect(found('Жобаға 1 200 000 теңге бөлінді.')).toEqual(['MONEY 1 200 000 теңге'])
  })

  it('finds nothing where there is nothing', () => {
    expect(findNames([])).toEqual([])
    expect(found('.')).toEqual([])
  })

  it('gives names that do not overlap, in order, inside the sentence, whatever the words are', () => {
    const forms = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('«', '»', '"', '5', '6,5', 'Қ.', 'Тоқтар', '\ud800', '')),
    )
    fc.assert(
      fc.property(forms, (list) => {
        const words = list.map((form, i) => ({ form, kind: 'word' as const, start: i, end: i + 1 }))
        let last = 0
        for (const { start, end, confidence } of findNames(words)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1.000001)
          last = end
        }
        expect(last).toBeLessThanOrEqual(words.length)
      }),
      { numRuns: 200 },
    )
  })

  it('reads a list of 5,000 names', () => {
    const text = Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? 'Айгүл Сәтова' : 'Ерлан Оспанов')).join(', ')
    expect(found(text).length).toBeGreaterThan(4500)
  })
})
