import { type Range, toSource } from 'kazakh'
import type { AnalyzedBlock } from '../language/schema.js'
import type { Span } from './schema.js'

/** A range of a block's analysis text as a span of its own text: exactly that slice, in UTF-16. */
export function spanOf(block: AnalyzedBlock, range: Range): Span {
  const { text, id } = block.block
  const { start: from, end } = toSource(block.aligned, range)
  // The mark that softens a word of töte script (ءار, each) has no letter of its own, and is part of the word.
  const start = text.charAt(from - 1) === 'ء' && end > from ? from - 1 : from
  return { block: id, start, end, text: text.slice(start, end) }
}
