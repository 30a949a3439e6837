import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lexicon } from './lexicon.js'
import { pack, tagsOf, unpack, unpackLetter } from './packed.js'

describe('pack', () => {
  it('is undone by unpack: every word with its parts of speech and counts', () => {
    const lemma = fc.string({ unit: fc.constantFrom(...'абекқі-'), minLength: 1, maxLength: 40 })
    const tags = fc.dictionary(
      fc.constantFrom('NOUN', 'VERB', 'ADJ', 'PROPN', 'PROPNFem'),
      fc.integer({ min: 1, max: 9 }),
      {
        minKeys: 1,
      },
    )
    fc.assert(
      fc.property(fc.dictionary(lemma, tags, { maxKeys: 30 }), (words) => {
        const packed = pack(
          new Map(Object.entries(words).map(([word, kinds]) => [word, new Map(Object.entries(kinds))])),
        )
        const read: Record<string, Record<string, number>> = {}
        unpack(packed, (word, kind) => {
          read[word] = Object.fromEntries(
            tagsOf(kind).map(({ upos, feats, weight }) => [upos + (feats?.Gender ?? ''), weight]),
          )
        })
        expect(read).toEqual(Object.fromEntries(Object.entries(words)))
        const withB: string[] = []
        unpackLetter(packed, 'б', (word) => withB.push(word))
        expect(withB).toEqual(
          Object.keys(words)
            .filter((word) => word.startsWith('б'))
            .sort(),
        )
      }),
    )
  })
})

describe('lexicon', () => {
  it('has words of the treebank, of lists and of the closed classes', () => {
    expect(
      lexicon()
        .get('бала')
        ?.some(({ upos }) => upos === 'NOUN'),
    ).toBe(true) // child
    expect(
      lexicon()
        .get('айқында')
        ?.map(({ upos }) => upos),
    ).toContain('VERB') // determine
    expect(lexicon().get('маған')?.[0]).toMatchObject({ upos: 'PRON', lemma: 'мен', feats: { Case: 'Dat' } }) // to me
    expect(lexicon().has('')).toBe(false)
    expect(lexicon().has('\ud800')).toBe(false)
  })
})
