import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toSource } from '../alignment/alignment.js'
import { mend } from './mend.js'
import { findRestorations, restoreLetters } from './restore-letters.js'

describe('mending', () => {
  test.each([
    ['aзaйту', 'азайту', 'Latin а in a Cyrillic word'],
    ['бiр hәм Ѳскемен', 'бір һәм Өскемен', 'Latin i and h, the old fita'],
    ['Yкімет Yран', 'Үкімет Уран', 'Y is Ү among front vowels'],
    ['Qаzаqstan', 'Qazaqstan', 'Cyrillic а in a Latin word'],
    ['¥лттық, ж¥мыс қызмет', 'Ұлттық, жұмыс қызмет', 'a yen for Ұ'],
    ['ҡаҙаҡ ѓылым қала', 'қаҙақ ғылым қала', 'letters of neighbours'],
    ['ќазаќ тілі мен ѕўсќа', 'қазақ тілі мен ңұсқа', 'KZ-1048 read as Windows-1251'],
    ['жа\u00ADңа қа\u200Bла', 'жаңа қала', 'soft hyphens and zero-width spaces'],
    ['Жайық'.normalize('NFD'), 'Жайық', 'decomposed letters'],
  ])('%s becomes %s: %s', (text, mended) => expect(mend(text).text).toBe(mended))

  test.each(['COVID-19', 'Telegramға', 'IT-мамандар', 'АҚШ', 'Київ, її', 'Скопје, ќе', '¥100'])('%s stays', (text) =>
    expect(mend(text).text).toBe(text),
  )

  test('the mended word points to what was written', () => {
    const aligned = mend('ол жа\u00ADңа қала')
    expect(toSource(aligned, { start: 3, end: 7 })).toEqual({ start: 3, end: 8 })
  })

  test('alignment is monotone and within the source, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { starts, text: made } = mend(text)
        expect(starts.length).toBe(made.length + 1)
        expect(starts.every((start, i) => start <= text.length && (i === 0 || start >= (starts[i - 1] ?? 0)))).toBe(
          true,
        )
      }),
    )
  })
})

describe('restoring letters', () => {
  const words = new Set(['қазақстан', 'өмір', 'және', 'құрылыс', 'күн', 'құн', 'қала', 'кала'])
  const known = (word: string): boolean => words.has(word)

  test('a word that only one restoration makes known is restored, with its capitals', () => {
    expect(restoreLetters('Казакстан жане омир, курылыс', { known }).text).toBe('Қазақстан және өмір, құрылыс')
    expect(restoreLetters('Қазакстан', { known }).text).toBe('Қазақстан')
  })

  test('a known word, and one that could be two, stay', () => {
    expect(restoreLetters('кала кун', { known }).text).toBe('кала кун')
    expect(findRestorations('кун', { known, atLeast: 0.5 })).toHaveLength(1)
  })

  test('each restoration says where it is and how sure', () => {
    expect(findRestorations('Ол жане', { known })).toEqual([
      { start: 3, end: 7, written: 'жане', restored: 'және', confidence: 0.92 },
    ])
  })

  test('endless words do no harm', () => {
    expect(restoreLetters('каунгиоа'.repeat(50_000), { known }).text).toHaveLength(400_000)
  })
})
