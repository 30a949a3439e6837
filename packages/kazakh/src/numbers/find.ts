import type { Range } from '../alignment/alignment.js'
import { type Token, tokenize } from '../tokens/tokenize.js'
import { formOf, units } from './forms.js'
import { parseRoman } from './roman.js'
import { type NumberReading, readWords } from './words.js'

/** A number in a text. */
export interface NumberMention extends NumberReading, Range {
  readonly text: string
}

/** Forms that are sooner other words: оны ("him"), онда ("there"), жүзі ("his face"), бір күні ("one day"). */
const otherWords = new Set(
  `он оны оның онда онан оған біреу біреуі біреуге біреуді біреудің бірі бірін біріне бірінің бірінде бірінен бірімен
   біреуін біреуінің бірге бірде жүзі жүзін жүзіне жүзінде жүзінен жүзінің жүзге жүзде жүзден бірден екінші үшінші
   бір отыз ширек жарым жарты`
    .split(/\s+/u)
    .filter((word) => !['он', 'отыз', 'екінші', 'үшінші', ''].includes(word)),
)
const number = /^\d/u
/** The longest run of words that is looked at as one number. */
const longest = 24

/**
 * Finds numbers in words, in digits and in both, the longest reading at each place. Words that are sooner something else
 * when alone (бір, "a"; оны, "him") are no numbers by themselves.
 *
 * @example
 * findNumbers('Екі жарым мың адам') // [{ text: 'Екі жарым мың', value: 2500, … }] ("two and a half thousand people")
 */
export function findNumbers(text: string, tokens: readonly Token[] = tokenize(text)): readonly NumberMention[] {
  const found: NumberMention[] = []
  for (let i = 0; i < tokens.length; i++) {
    const run = runFrom(text, tokens, i)
    let taken = 1
    for (let length = run.length; length > 0; length--) {
      const reading = readWords(run.slice(0, length))
      if (reading === undefined || (length === 1 && otherWords.has(run[0] ?? ''))) continue
      const first = tokens[i]
      const last = tokens[i + length - 1]
      if (first === undefined || last === undefined) break
      const range = { start: first.start, end: last.end }
      found.push({ ...reading, ...range, text: text.slice(range.start, range.end) })
      taken = length
      break
    }
    if (run.length === 0) {
      const century = centuryAt(tokens, i)
      if (century !== undefined) found.push(century)
    }
    i += taken - 1
  }
  return found
}

/** Words that no number has one after the other: two units, two tens, two runs of digits. */
function clash(before: string | undefined, word: string): boolean {
  if (before === undefined) return false
  if (before === word) return true
  if (number.test(before)) return number.test(word) || units.has(word)
  const first = units.get(before)
  const second = units.get(word)
  return first !== undefined && (number.test(word) || (second !== undefined && (first < 10 || second >= 10)))
}

/** The words from token `i` on that may be of one number, with one space between them. */
function runFrom(text: string, tokens: readonly Token[], i: number): readonly string[] {
  const run: string[] = []
  for (let at = i; at < tokens.length && run.length < longest; at++) {
    const token = tokens[at]
    const before = tokens[at - 1]
    if (token === undefined || (at > i && before !== undefined && token.start - before.end !== 1)) break
    if (at > i && text.charAt(token.start - 1) === '\n') break
    const word = token.text
      .toLowerCase()
      .replace(/(?<=\d)[\s\u00A0\u2009\u202F](?=\d)/gu, '')
      .replace(/\.$/u, '')
    if (token.kind === 'number' ? !number.test(word) : word !== 'бүтін' && formOf(word) === undefined) break
    if (clash(run.at(-1), word)) break
    run.push(word)
  }
  return run
}

/** ХХІ ғасыр ("21st century"), II Елизавета: Roman numerals of more than one letter, or before a word for what is counted. */
function centuryAt(tokens: readonly Token[], i: number): NumberMention | undefined {
  const token = tokens[i]
  const value = token?.kind === 'word' ? parseRoman(token.text.replace(/-.*$/u, '')) : undefined
  if (token === undefined || value === undefined) return undefined
  const counted = /^(?:ғасыр|тоқсан|шақыр|том|бөлім|тарау|дәреже|дүниежүзілік|съез|құрылтай|сессия)/iu
  if (token.text.length < 2 && !counted.test(tokens[i + 1]?.text ?? '')) return undefined
  const { text, start, end } = token
  return { value, kind: 'ordinal', case: 'Nom', possessed: false, start, end, text }
}
