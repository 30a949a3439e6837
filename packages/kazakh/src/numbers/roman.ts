/** Roman numerals as the press types them: also with Cyrillic Х, І, С, М in place of X, I, C, M. */

const latin: Readonly<Record<string, string>> = { Х: 'X', І: 'I', С: 'C', М: 'M' }
const values: readonly (readonly [numeral: string, value: number])[] = [
  ['M', 1000], ['CM', 900], ['D', 500], ['CD', 400], ['C', 100], ['XC', 90], ['L', 50], ['XL', 40], ['X', 10],
  ['IX', 9], ['V', 5], ['IV', 4], ['I', 1],
] // biome-ignore format: a table

/**
 * A Roman numeral up to 3999, or undefined where the letters are none.
 *
 * @example
 * parseRoman('ХХІ') // 21, in Cyrillic letters
 */
export function parseRoman(text: string): number | undefined {
  if (text.length > 15 || !/^[IVXLCDMХІСМ]+$/u.test(text)) return undefined
  const numeral = Array.from(text, (letter) => latin[letter] ?? letter).join('')
  let value = 0
  let at = 0
  for (const [part, worth] of values) {
    while (numeral.startsWith(part, at)) {
      value += worth
      at += part.length
    }
  }
  return at === numeral.length && writeRoman(value) === numeral ? value : undefined
}

/** A whole number from 1 to 3999 as a Roman numeral, in Latin letters. */
export function writeRoman(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 3999) {
    throw new RangeError(`Roman numerals are for whole numbers from 1 to 3999, not ${value}`)
  }
  let rest = value
  let numeral = ''
  for (const [part, worth] of values) {
    while (rest >= worth) {
      numeral += part
      rest -= worth
    }
  }
  return numeral
}
