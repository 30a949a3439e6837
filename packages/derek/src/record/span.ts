import { type Range, toSource } from 'kazakh'
import type { AnalyzedBlock } from '../language/schema.js'
import type { Span } from './schema.js'

/** A range of a block's analysis text as a span of its own text: exactly that slice, in UTF-16. */
export function spanOf(block: AnalyzedBlock, range: Range): Span {
  const { start, end } = toSource(block.aligned, range)
  return { block: block.block.id, start, end, text: block.block.text.slice(start, end) }
}
