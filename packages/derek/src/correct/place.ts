import type { ArticleRecord, Span } from '../record/schema.js'

/** Where a span stands, as one word: times, mentions and links of attribution have no ids, and are known by it. */
export const placeOf = ({ block, start, end }: Pick<Span, 'block' | 'start' | 'end'>): string =>
  `${block}.${start}.${end}`

/** Words of a block as a person gives them: `nth` counts from 1 and may be left out where they are there once. */
export interface Words {
  readonly block: string
  readonly text: string
  readonly nth?: number | undefined
}

export type Found =
  | { readonly kind: 'found'; readonly span: Span }
  | { readonly kind: 'absent' }
  | { readonly kind: 'many'; readonly count: number }

/**
 * The span of a block that has these words, exactly; where they are there more than once, the one that is asked for.
 *
 * @example findSpan(record, { block: 'b1', text: 'деді', nth: 2 })
 */
export function findSpan({ blocks }: Pick<ArticleRecord, 'blocks'>, { block, text, nth }: Words): Found {
  const within = blocks.find(({ id }) => id === block)?.text ?? ''
  const starts = startsOf(within, text)
  if (starts.length === 0) return { kind: 'absent' }
  const start = nth === undefined && starts.length === 1 ? starts[0] : starts[(nth ?? 0) - 1]
  if (start === undefined) return { kind: 'many', count: starts.length }
  return { kind: 'found', span: { block, start, end: start + text.length, text } }
}

/** The words by which `findSpan` finds a span. */
export function wordsOf({ blocks }: Pick<ArticleRecord, 'blocks'>, { block, start, text }: Span): Words {
  const starts = startsOf(blocks.find(({ id }) => id === block)?.text ?? '', text)
  return { block, text, ...(starts.length > 1 ? { nth: starts.indexOf(start) + 1 } : {}) }
}

function startsOf(within: string, text: string): readonly number[] {
  const starts: number[] = []
  if (text === '') return starts
  for (let at = within.indexOf(text); at !== -1; at = within.indexOf(text, at + 1)) starts.push(at)
  return starts
}
