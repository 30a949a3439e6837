import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery, queryLimit } from './query.js'

const shapeOf = (text: string) =>
  parseQuery(text).clauses.map(
    ({ words, isExcluded }) => `${isExcluded ? '-' : ''}${words.map((lexemes) => lexemes.join('|')).join(' ')}`,
  )

describe('a query', () => {
  it('has words by their lemmas, in any script', () => {
    expect(shapeOf('мектептердің')).toEqual(['мектеп'])
    expect(shapeOf('Mektepterdiń')).toEqual(['мектеп|mektepterdiń'])
    expect(shapeOf('مەكتەپتەردىڭ')).toEqual(['мектеп'])
  })

  it('has phrases in quotation marks of any kind, whose last may be missing', () => {
    // a new school; the mayor
    expect(shapeOf('«жаңа мектептің» "қала әкімі')).toEqual(['жаңа мектеп', 'қала әкім'])
  })

  it('excludes words and phrases after a minus, but not inside of a word', () => {
    expect(shapeOf('мектеп -балабақша')).toEqual(['-балабақша', 'мектеп'])
    expect(shapeOf('мектеп -«жаңа парк»')).toEqual(['-жаңа парк', 'мектеп'])
    expect(shapeOf('бала-шаға')).not.toContain('-шаға')
  })

  it('reads a number of several words as one', () => {
    expect(shapeOf('екі жарым мың')).toEqual(['#2500'])
  })

  it('looks for a word in Latin letters as it is too, as texts in Cyrillic have it', () => {
    expect(shapeOf('Samsung')[0]?.split('|')).toContain('samsung')
  })

  it('asks for the same only once', () => {
    expect(shapeOf('мектеп мектептің мектепке')).toEqual(['мектеп'])
  })

  it.each([
    ['nothing', ''],
    ['operators only', '- -- "" «» -"" & | ! <-> :* ( )'],
    ['stop words only', 'және бұл'],
  ])('has no clause of %s', (_, text) => {
    expect(shapeOf(text)).toEqual([])
  })

  it('is made of any string, and is bounded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { words } of parseQuery(text).clauses) {
          expect(words.flat().every((lexeme) => lexeme !== '' && lexeme.isWellFormed() && !lexeme.includes('\0'))).toBe(
            true,
          )
        }
      }),
      { numRuns: 50 },
    )
    expect(parseQuery('а б в г д '.repeat(100_000)).clauses.length).toBeLessThanOrEqual(queryLimit)
  })
})
