import type { Range } from '../alignment/alignment.js'
import { closingAbbreviations } from './abbreviations.js'
import { isAbbreviation, type Token, tokenize } from './tokenize.js'

/** A sentence is the slice of the text from start to end (UTF-16), with its tokens. */
export interface Sentence extends Range {
  readonly tokens: readonly Token[]
}

const ends = /^(?:[.!?…]+|\.{2,})$/u
const closers = /^[»”"’)\]]$/u
const startsSentence = /^[\p{Lu}\p{Lt}\p{Lo}\d«“"„–—―\-([•]/u

/**
 * Splits a text into sentences. A full stop after an abbreviation, an initial or a number before a small letter ends
 * none; closing quotation marks and brackets belong to the sentence they close. A line break always ends one.
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
  for (let i = 0; i < tokens.length; i++) {
    const end = endsAt(text, tokens, i)
    if (end !== undefined) {
      close(end)
      i = end - 1
    }
  }
  close(tokens.length)
  return found
}

/** The index after the last token of the sentence that token `i` ends, if it ends one. */
function endsAt(text: string, tokens: readonly Token[], i: number): number | undefined {
  const token = tokens[i]
  const next = tokens[i + 1]
  if (token === undefined || next === undefined) return undefined
  if (text.slice(token.end, next.start).includes('\n')) return i + 1
  const abbreviation = token.kind === 'abbreviation' && closingAbbreviations.has(token.text.replace(/\.$/u, ''))
  if (!(token.kind === 'punctuation' && ends.test(token.text)) && !abbreviation) return undefined
  let end = i + 1
  while (end < tokens.length && closes(text, tokens[end - 1], tokens[end])) end++
  const following = tokens[end]
  const last = tokens[end - 1]
  if (following === undefined || last === undefined) return undefined
  // "…!» – деді" (said): what was closed inside a quotation goes on with a dash or a comma.
  if (end > i + 1 && /^[,–—-]$/u.test(following.text)) return undefined
  if (following.start === last.end && !/^[!?…]/u.test(token.text)) return undefined
  if (!startsSentence.test(following.text)) return undefined
  const previous = tokens[i - 1]
  if (token.text === '.' && previous !== undefined && previous.end === token.start) {
    const word = previous.text
    if (isAbbreviation(word) && !closingAbbreviations.has(word.toLowerCase())) return undefined
    if (/^\p{Lu}$/u.test(word)) return undefined
  }
  return end
}

const closes = (text: string, before: Token | undefined, token: Token | undefined): boolean => {
  if (token === undefined || before === undefined) return false
  if (!closers.test(token.text) && !ends.test(token.text)) return false
  // A straight quotation mark closes only where it touches what it closes.
  return text.slice(before.end, token.start) === ''
}
