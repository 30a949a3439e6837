import type { Range } from '../alignment/alignment.js'
import { stopAfter } from './abbreviations.js'
import { type Token, tokenize } from './tokenize.js'

/** A sentence is the slice of the text from start to end (UTF-16), with its tokens. */
export interface Sentence extends Range {
  readonly tokens: readonly Token[]
}

const ends = /^[.!?…؟۔]+$/u
const closers = /^[»”“"’)\]]$/u
const dash = /^(?:[–—―-]|--)$/u
/** What stands before the first word of a sentence. */
const openers = /^[«“"„‘([•*]$/u
const startsSentence = /^[\p{Lu}\p{Lt}\p{Lo}\p{Nd}@#]/u
const numberBefore = /^(?:\p{Nd}+(?:\.\p{Nd}+)*|[IVXLCХІ]+|\p{L})$/u

/**
 * Splits a text into sentences. A full stop after an abbreviation, an initial or a number before a small letter ends
 * none; closing quotation marks and brackets belong to the sentence they close, and what was closed goes on with a dash
 * or a small letter: «Тез!» – деді ол ("'Quick!' he said"). A line break always ends one.
 *
 * @example
 * sentences('А.Байтұрсынұлы 1872 ж. туған. Ол ғалым.').length // 2
 */
export function sentences(text: string, tokens: readonly Token[] = tokenize(text)): readonly Sentence[] {
  const found: Sentence[] = []
  let first = 0
  const close = (end: number): void => {
    const inside = tokens.slice(first, end)
    const from = inside[0]
    const to = inside.at(-1)
    if (from !== undefined && to !== undefined) found.push({ start: from.start, end: to.end, tokens: inside })
    first = end
  }
  for (let i = 0; i < tokens.length; ) {
    const end = markEnd(text, tokens, i)
    if (end > i && endsSentence(text, tokens, i, end, first)) close(end)
    i = Math.max(end, i + 1)
  }
  close(tokens.length)
  return found
}

/** The index after token `i` and the quotes, brackets and marks that touch it, if it may end a sentence; else `i`. */
function markEnd(text: string, tokens: readonly Token[], i: number): number {
  const token = tokens[i]
  const next = tokens[i + 1]
  if (token === undefined || next === undefined) return i
  if (breaksLine(text, token, next)) return i + 1
  const abbreviation = token.kind === 'abbreviation' && stopAfter(token.text.slice(0, -1)) === 'own or last'
  if (!(token.kind === 'punctuation' && ends.test(token.text)) && !abbreviation) return i
  let end = i + 1
  while (end < tokens.length && closes(text, tokens[end - 1], tokens[end])) end++
  return end
}

/** Whether the marks from `i` to `end` end the sentence begun at `first`. */
function endsSentence(text: string, tokens: readonly Token[], i: number, end: number, first: number): boolean {
  const last = tokens[end - 1]
  const following = tokens[end]
  if (last === undefined || following === undefined) return false
  if (breaksLine(text, last, following)) return true
  // A number and a stop before a sentence count it: "12. Мұнан кейін" ("after this").
  const counts = i === first + 1 && end === i + 1 && tokens[i]?.text === '.'
  if (counts && numberBefore.test(tokens[first]?.text ?? '')) return false
  if (following.start === last.end && !/[!?…؟۔]|\.\./u.test(tokens[i]?.text ?? '')) return false
  return begins(tokens, end, end > i + 1)
}

const breaksLine = (text: string, before: Token, after: Token): boolean =>
  text.slice(before.end, after.start).includes('\n')

/** Whether a sentence may begin with token `i`. What was quoted before a dash goes on after it. */
function begins(tokens: readonly Token[], i: number, quoted: boolean): boolean {
  let at = i
  const first = tokens[at]
  if (first === undefined) return false
  if (dash.test(first.text)) {
    if (quoted) return false
    at += 1
  }
  // "[(«Ол": marks that open, up to the first word.
  for (let most = at + 4; at < most; at++) {
    const token = tokens[at]
    if (token === undefined) return true
    if (!openers.test(token.text)) break
  }
  const word = tokens[at]
  return word === undefined || startsSentence.test(word.text) || word.kind === 'emoji'
}

const closes = (text: string, before: Token | undefined, token: Token | undefined): boolean => {
  if (token === undefined || before === undefined) return false
  if (!closers.test(token.text) && !ends.test(token.text)) return false
  // A straight quotation mark closes only where it touches what it closes.
  return text.slice(before.end, token.start) === ''
}
