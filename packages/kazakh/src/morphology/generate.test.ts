import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze } from './analyze.js'
import { endingsOf } from './endings.js'
import type { Feats, Upos } from './features.js'
import { generate } from './generate.js'
import { edges, finals, type State, startOf } from './morphotactics.js'

describe('generate', () => {
  it.each<[string, Upos, Feats, string]>([
    ['кітап', 'NOUN', { Case: 'Dat', 'Number[psor]': 'Plur,Sing', 'Person[psor]': '3' }, 'кітабына'], // to its book
    ['орын', 'NOUN', { Case: 'Nom', 'Number[psor]': 'Plur,Sing', 'Person[psor]': '3' }, 'орны'], // its place
    ['банк', 'NOUN', { Case: 'Nom', 'Number[psor]': 'Plur,Sing', 'Person[psor]': '3' }, 'банкі'], // its bank
    ['қоғам', 'NOUN', { Case: 'Abl', Number: 'Plur' }, 'қоғамдардан'], // from societies
    [
      'оқы',
      'VERB',
      { Aspect: 'Hab', Mood: 'Ind', Number: 'Sing', Person: '3', Tense: 'Pres', VerbForm: 'Fin' },
      'оқиды',
    ], // reads
    ['қой', 'VERB', { Case: 'Nom', VerbForm: 'Ger' }, 'қою'], // putting
    ['тап', 'VERB', { Aspect: 'Perf', VerbForm: 'Conv' }, 'тауып'], // having found
    ['қорық', 'VERB', { Aspect: 'Perf', VerbForm: 'Conv' }, 'қорқып'], // having feared
    ['бұл', 'PRON', { Case: 'Dat', PronType: 'Dem' }, 'бұған'], // to this
    ['екі', 'NUM', { NumType: 'Ord' }, 'екінші'], // second
  ])('makes %s as %s %o into %s', (lemma, upos, feats, form) => {
    expect(generate(lemma, upos, feats)).toContain(form)
  })

  it('has no form for features that Kazakh does not join', () => {
    expect(generate('бала', 'NOUN', { Case: 'Dat', Tense: 'Past' })).toEqual([])
    expect(generate('және', 'CCONJ', { Case: 'Dat' })).toEqual([])
  })

  it('is undone by analysis: every form has its lemma, part of speech and features among its readings', () => {
    const words: readonly (readonly [string, Upos])[] = [
      ...['бала', 'кітап', 'үй', 'орын', 'тау', 'қыз', 'мектеп', 'ел', 'банк', 'халық', 'жақ', 'су'].map((w) => [w, 'NOUN'] as const),
      ...['жаса', 'бар', 'кел', 'оқы', 'қой', 'сүй', 'тап', 'шық', 'ти', 'айт', 'де', 'жу', 'сен'].map((w) => [w, 'VERB'] as const),
      ...['жақсы', 'үлкен', 'ақ'].map((w) => [w, 'ADJ'] as const),
      ...['екі', 'он', 'төрт'].map((w) => [w, 'NUM'] as const),
    ] // biome-ignore format: a table
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.infiniteStream(fc.nat()), ([lemma, upos], choices) => {
        const feats = walked(startOf[upos] ?? 'end', choices)
        for (const form of generate(lemma, upos, feats)) {
          const readings = analyze(form).map((one) => `${one.lemma} ${one.upos} ${key(one.feats)}`)
          expect(readings, `${form} of ${lemma}`).toContain(`${lemma} ${upos} ${key(feats)}`)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const key = (feats: Feats): string => JSON.stringify(Object.entries(feats).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Features that some path through the morphotactics gives. */
function walked(start: State, choices: Iterator<number>): Feats {
  let state = start
  let feats: Feats = {}
  for (let step = 0; step < 5; step++) {
    const ways = edges[state].filter(({ derives }) => derives === undefined)
    const choice = Number(choices.next().value) % (ways.length + 1)
    const way = ways[choice]
    if (way === undefined) break
    feats = { ...feats, ...way.feats }
    state = way.to
  }
  const last = finals[state]
  return { ...feats, ...last[Number(choices.next().value) % Math.max(1, last.length)] }
}

describe('endingsOf', () => {
  it('reads an ending of any letters without taking longer than they are many', () => {
    const letters = fc.constantFrom(...'аеыітлнсрдғгқкмпшйу')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 40 }), (ending) => {
        for (const state of ['noun', 'verb', 'adjective', 'numeral'] as const) endingsOf(ending.join(''), state)
      }),
    )
    expect(endingsOf('лар'.repeat(2000), 'noun')).toEqual([])
  })
})
