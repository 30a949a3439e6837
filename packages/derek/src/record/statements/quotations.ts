import type { Range } from 'kazakh'
import type { AnalyzedBlock } from '../../language/schema.js'

const pairs: ReadonlyMap<string, RegExp> = new Map([
  ['«', /»/u],
  ['“', /[”“]/u],
  ['„', /[“”]/u],
  ['"', /"/u],
])

/** What a quotation must have to be speech rather than a name: a verb's end, a comma or several words. */
const leastWords = 4

/**
 * Quoted speech in a block, in offsets of its analysis text, without the quotation marks: «…», “…”, "…", and what a
 * dash opens at the start of a block up to the dash before its cue.
 */
export function quotationsOf(block: AnalyzedBlock): readonly Range[] {
  const { text } = block.aligned
  const found: Range[] = []
  for (let i = 0; i < text.length; i++) {
    const closer = pairs.get(text.charAt(i))
    if (closer === undefined) continue
    const length = text.slice(i + 1).search(closer)
    if (length === -1) continue
    const range = { start: i + 1, end: i + 1 + length }
    i = range.end
    if (text.slice(range.start, range.end).split(/\s+/u).length >= leastWords) found.push(range)
  }
  const dialogue = /^\s*[–—―-]\s+(?<speech>.+?[,!?.…])\s*[–—―-]\s+\p{Ll}/su.exec(text)
  const speech = dialogue?.groups?.speech
  if (speech !== undefined) {
    const start = text.indexOf(speech)
    found.push({ start, end: start + speech.replace(/,$/u, '').length })
  }
  return found
}
