import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze, createAnalyzer } from './analyze.js'

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

  it.each([
    ['оқушымын', 'оқушы', { Case: 'Nom', Person: '1', Number: 'Sing' }], // I am a pupil
    ['дайынбыз', 'дайын', { Person: '1', Number: 'Plur' }], // we are ready
    ['барғансыз', 'бар', { Person: '2', Polite: 'Form', Tense: 'Past', VerbForm: 'Fin' }], // you have gone
    ['айтылмаған', 'айт', { Voice: 'Pass', Polarity: 'Neg', Tense: 'Past', VerbForm: 'Part' }], // not said
    ['құттықтағым', 'құттықта', { Mood: 'Des', Person: '1' }], // I wish to congratulate
    ['кішірек', 'кіші', { Degree: 'Cmp' }], // smaller
    ['үшінші', 'үш', { NumType: 'Ord' }], // third
    ['55-ші', '55', { NumType: 'Ord' }], // 55th
    ['мұны', 'бұл', { Case: 'Acc', PronType: 'Dem' }], // this
    ['еді', 'е', { Tense: 'Past', Person: '3' }], // was
    ['екенін', 'е', { Case: 'Acc', VerbForm: 'Ger' }], // that it is
    ['жатырмыз', 'жат', { Tense: 'Pres', Person: '1', Number: 'Plur' }], // we are lying
    ['қоятын', 'қой', { Aspect: 'Imp', VerbForm: 'Part' }], // that puts
    ['тауыпты', 'тап', { Evident: 'Fh', Tense: 'Past' }], // has found, they say
    ['моделін', 'модель', { Case: 'Acc', 'Person[psor]': '3' }], // its model
    ['айтқан жоқ', 'айт', { Polarity: 'Neg', Tense: 'Past', VerbForm: 'Fin' }], // has not said
  ])('has among the readings of %s that of %s with %o', (word, lemma, feats) => {
    expect(analyze(word)).toContainEqual(expect.objectContaining({ lemma, feats: expect.objectContaining(feats) }))
  })

  it('makes a word of known parts: derived, compound, or with a particle', () => {
    expect(best('ғаламторсыз')).toMatchObject({ lemma: 'ғаламторсыз', upos: 'ADJ' }) // without the internet
    expect(best('көпбалалы')).toMatchObject({ lemma: 'көпбалалы', upos: 'ADJ', known: true })
    expect(best('қарым-қатынастарды')).toMatchObject({ lemma: 'қарым-қатынас', feats: { Case: 'Acc' } })
    expect(best('заманнан-ақ')).toMatchObject({ lemma: 'заман', feats: { Case: 'Abl' } })
  })

  it('shows the suffixes of a word, and whether its stem is known', () => {
    expect(best('кітаптарымызға')).toMatchObject({ suffixes: ['тар', 'ымыз', 'ға'], known: true })
    expect(best('Сүлейменовке')).toMatchObject({ suffixes: ['ке'], known: false })
  })

  it('says what is no word: numbers, punctuation, symbols', () => {
    expect(best('1991')).toMatchObject({ upos: 'NUM' })
    expect(best('»')).toMatchObject({ upos: 'PUNCT' })
    expect(best('№')).toMatchObject({ upos: 'SYM' })
    expect(best('')).toMatchObject({ upos: 'X' })
  })

  it('names a run of letters longer than any word as it is', () => {
    const run = 'қызмет'.repeat(1_000_000)
    expect(analyze(run)).toEqual([expect.objectContaining({ lemma: run, upos: 'X' })])
  })

  it('reads words that the caller adds', () => {
    const own = createAnalyzer({ words: [['бласта', 'VERB']] })
    expect(own.analyze('бластады')[0]).toMatchObject({ lemma: 'бласта', upos: 'VERB', known: true })
  })

  it('answers for any run of Kazakh letters, with features sorted by name', () => {
    const letters = fc.constantFrom(...'аәбвгғдежзийкқлмнңоөпрстуұүфхһшыіэюя-ьъ')
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 60 }), fc.boolean(), (word, capital) => {
        const form = capital ? word.slice(0, 1).toUpperCase() + word.slice(1) : word
        const analyses = analyze(form)
        expect(analyses.length).toBeGreaterThan(0)
        for (const { feats, lemma, base } of analyses) {
          expect(form.startsWith(base)).toBe(true)
          expect(lemma.length).toBeLessThanOrEqual(form.length + 2)
          const names = Object.keys(feats).map((name) => name.toLowerCase())
          expect(names).toEqual(names.toSorted())
        }
      }),
    )
  })

  it('answers for any string, with the word itself as base or its beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        for (const { base } of analyze(word)) expect(word.startsWith(base)).toBe(true)
      }),
    )
  })
})
