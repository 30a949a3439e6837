import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyzeSentences, tag } from './tag.js'

const read = (text: string): readonly string[] =>
  analyzeSentences(text).flatMap(({ tokens }) => tokens.map(({ lemma, upos }) => `${lemma} ${upos}`))

describe('tagging', () => {
  it('reads the words of a sentence: lemma, part of speech, features', () => {
    expect(read('Мұғалім оқушыларға хат жазды.')).toEqual([
      'мұғалім NOUN',
      'оқушы NOUN',
      'хат NOUN',
      'жаз VERB',
      '. PUNCT',
    ])
    const verb = tag(['Мұғалім', 'хат', 'жазды', '.'])[2]
    expect(verb?.feats).toEqual({ Mood: 'Ind', Number: 'Sing', Person: '3', Tense: 'Past', VerbForm: 'Fin' })
  })

  it('keeps the capitals of names, and of no other word', () => {
    expect(read('Мектепте Айгүл Асановаға рақмет айтты.').slice(0, 3)).toEqual([
      'мектеп NOUN',
      'Айгүл PROPN',
      'Асанова PROPN',
    ])
  })

  it('tells readings of one form apart by the words around it', () => {
    const uposOf = (forms: readonly string[], index: number): string | undefined => tag(forms)[index]?.upos
    // мен: "I", and "and" between what it joins.
    expect(uposOf(['Мен', 'кітап', 'оқыдым', '.'], 0)).toBe('PRON')
    expect(uposOf(['Мұғалім', 'мен', 'оқушы', 'келді', '.'], 1)).toBe('CCONJ')
  })

  it('reads numbers by their digits', () => {
    expect(read('Сынып 25 оқушыдан тұрады.')[1]).toBe('25 NUM')
    expect(read('Ол 55-ші болды.')[1]).toBe('55 NUM')
  })

  it('answers each token with the slice of the text that it is, whatever the text is', () => {
    const wild = fc.string({
      unit: fc.constantFrom(...'абІқ-.,«» \n1ж', '\ud800', '\udc00', '\u0000', '😀', '\u0301', '\t'),
    })
    fc.assert(
      fc.property(wild, (text) => {
        for (const { tokens } of analyzeSentences(text)) {
          for (const token of tokens) {
            expect(text.slice(token.start, token.end)).toBe(token.form)
            expect(token.lemma).not.toBe('')
            expect(token.confidence).toBeGreaterThan(0)
            expect(token.confidence).toBeLessThanOrEqual(1)
          }
        }
      }),
    )
  })

  it('answers one reading for each form, whatever the forms are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (forms) => {
        expect(tag(forms).map(({ form }) => form)).toEqual(forms)
      }),
    )
  })

  it('reads a word of ten million letters', () => {
    const [word] = tag(['а'.repeat(10_000_000)])
    expect(word?.upos).toBe('X')
  })
})
