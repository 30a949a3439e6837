import type { Range } from '../alignment/alignment.js'
import { abbreviations } from './abbreviations.js'

export type TokenKind = 'word' | 'number' | 'abbreviation' | 'url' | 'handle' | 'punctuation' | 'symbol'

/** A token is the slice of the text from start to end (UTF-16); what lies between tokens is white space. */
export interface Token extends Range {
  readonly text: string
  readonly kind: TokenKind
}

const letter = '[\\p{L}\\p{M}]'
const patterns: readonly (readonly [TokenKind, string])[] = [
  ['url', `(?:[Hh][Tt]{2}[Pp][Ss]?://|[Ww]{3}\\.)[^\\s«»"“”<>]*[^\\s«»"“”<>.,;:!?)\\]]`],
  // A host or an address without a scheme: KAZ.NUR.KZ, press@akorda.kz. Its last label is Latin.
  ['url', `[\\p{L}\\d_-]+(?:[.@][\\p{L}\\d_-]+)*[.@][A-Za-z]{2,6}(?![\\p{L}\\d])`],
  ['handle', `[@#][\\p{L}\\d_]+`],
  // Digits in groups of three (1 200 000), decimals, dates (13.03.2020), clock times, and suffixes: 55-ші, 2020-жылғы.
  ['number', `\\d{1,3}(?:[  \\u202f]\\d{3})+(?![\\d])(?:[.,]\\d+)?(?:-${letter}+)?|\\d+(?:[.,:/]\\d+)*(?:[-–]${letter}+)?`],
  // Initials: А. in А.Байтұрсынұлы; and т.б., б.з.д.
  ['abbreviation', `(?<![\\p{L}\\p{M}\\d])\\p{Lu}\\.(?=\\s?\\p{Lu})|(?<![\\p{L}\\p{M}\\d])(?:\\p{Ll}{1,2}\\.){2,}`],
  ['word', `${letter}+(?:[-‐‑'’ʼ]${letter}+)*(?:-\\d+)?`],
  ['symbol', `\\p{Extended_Pictographic}(?:\\u200d\\p{Extended_Pictographic}|\\ufe0f|\\p{Emoji_Modifier})*|\\p{RI}\\p{RI}`],
  ['punctuation', `\\.{2,}|[!?]{2,}|--+|\\p{P}`],
  ['symbol', `[^\\s]`],
] // biome-ignore format: a table

const names = patterns.map((_, index) => `p${index}`)
const scanner = new RegExp(patterns.map(([, pattern], index) => `(?<p${index}>${pattern})`).join('|'), 'gu')

/**
 * Splits a text into tokens, losing nothing: every character that is not white space is in exactly one token.
 *
 * @example
 * tokenize('БҰҰ-дағы 55-ші сессия.').map((t) => t.text) // ['БҰҰ-дағы', '55-ші', 'сессия', '.']
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(scanner)) {
    const groups = match.groups ?? {}
    const kind = patterns[names.findIndex((name) => groups[name] !== undefined)]?.[0] ?? 'symbol'
    tokens.push({ text: match[0], kind, start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

/** Whether a word before a full stop is an abbreviation, so that the stop need not end a sentence. */
export function isAbbreviation(word: string): boolean {
  return abbreviations.has(word.toLowerCase().replace(/\.$/u, ''))
}
