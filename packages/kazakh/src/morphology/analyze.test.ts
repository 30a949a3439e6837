import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze } from './analyze.js'

const best = (word: string) => analyze(word)[0]

describe('analyze', () => {
  it.each([
    ['президентінің', 'президент', 'президенті', 'Gen'], // of its president
    ['қызметіне', 'қызмет', 'қызметі', 'Dat'], // to its service
    ['ұйымындағы', 'ұйым', 'ұйымы', 'Loc'], // that is in its organization
    ['халқына', 'халық', 'халқы', 'Dat'], // to its people
  ])('takes the case off %s and keeps possession', (word, lemma, base, caseName) => {
    expect(best(word)).toMatchObject({ lemma, base, feats: { Case: caseName } })
  })

  it('takes a surname that no lexicon has out of its case', () => {
    expect(best('Сүлейменовке')).toMatchObject({ lemma: 'Сүлейменов', feats: { Case: 'Dat' } })
  })

  it('reads the suffix after the hyphen of an abbreviation', () => {
    expect(best('БҰҰ-дағы')).toMatchObject({ lemma: 'БҰҰ', feats: { Case: 'Loc' } })
  })

  it('tells negation, tense and person of a verb', () => {
    expect(best('санамайды')).toMatchObject({ lemma: 'сана', upos: 'VERB', feats: { Polarity: 'Neg', Tense: 'Pres' } })
  })

  it('answers for any string, with the word itself as base or its beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        for (const { base } of analyze(word)) expect(word.startsWith(base)).toBe(true)
      }),
    )
  })
})
