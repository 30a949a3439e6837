import { terms } from 'kazakh'
import type { ArticleRecord } from '../record/schema.js'
import { lexemeOf, quoteLexeme } from './query.js'

/** An article as search knows it. */
export interface Document {
  /** The text of a tsvector. Weights: A the title, B lead and headings, C what is said, D all else. */
  readonly terms: string
  /** How many words it has. */
  readonly length: number
  /** Ids of its blocks, with the position of the first word of each. */
  readonly blocks: readonly (readonly [id: string, position: number])[]
}

type Weight = 'A' | 'B' | 'C' | 'D'

/** PostgreSQL's limits: the highest position, positions of one lexeme, and bytes of a tsvector. */
const lastPosition = 16_383
const mostPositions = 255
const mostBytes = 900_000
/** So far are the words of two blocks apart that no phrase has words of both. */
const gap = 2

/**
 * The index terms of an article: of its own text, without what the page repeats or shows beside it. A text of more than
 * some 100,000 different words is known by its beginning.
 */
export function documentOf(record: ArticleRecord): Document {
  const places = new Map<string, Map<number, Weight>>()
  let bytes = 0
  let from = 1
  let length = 0
  const add = (text: string, weightAt: (start: number) => Weight): void => {
    let last = 0
    for (const { term, position, start } of terms(text)) {
      const lexeme = lexemeOf(term)
      if (lexeme === '') continue
      last = position + 1
      const known = places.get(lexeme)
      const at = Math.min(lastPosition, from + position)
      if (known === undefined) {
        const size = Buffer.byteLength(lexeme) + 8
        if (bytes + size > mostBytes) continue
        bytes += size
        places.set(lexeme, new Map([[at, weightAt(start)]]))
      } else if (known.size < mostPositions && !known.has(at) && bytes + 2 <= mostBytes) {
        bytes += 2
        known.set(at, weightAt(start))
      }
    }
    length += last
    from += last + gap
  }
  add(record.title ?? '', () => 'A')
  const said = saidIn(record)
  const blocks: (readonly [string, number])[] = []
  for (const { id, kind, text, repeats } of record.blocks) {
    if (repeats !== undefined || kind === 'promo' || kind === 'other' || kind === 'photo-credit') continue
    blocks.push([id, Math.min(lastPosition, from)])
    const isSaid = within(said.get(id) ?? [])
    const isHigh = kind === 'lead' || kind === 'heading'
    add(text, (start) => (isHigh ? 'B' : isSaid(start) ? 'C' : 'D'))
  }
  return { terms: [...places].map(([lexeme, at]) => writeLexeme(lexeme, at)).join(' '), length, blocks }
}

const writeLexeme = (lexeme: string, at: ReadonlyMap<number, Weight>): string =>
  `${quoteLexeme(lexeme)}:${[...at].map(([position, weight]) => `${position}${weight}`).join(',')}`

interface Range {
  readonly start: number
  readonly end: number
}

/** What is said, by block. */
function saidIn(record: ArticleRecord): ReadonlyMap<string, readonly Range[]> {
  const ranges = new Map<string, Range[]>()
  for (const { content } of record.statements) {
    if (content === undefined) continue
    const known = ranges.get(content.block)
    if (known === undefined) ranges.set(content.block, [content])
    else known.push(content)
  }
  return ranges
}

/** Whether a place is in one of the ranges; asked from the first place to the last, it looks at each range once. */
function within(ranges: readonly Range[]): (place: number) => boolean {
  const sorted = ranges.toSorted((a, b) => a.start - b.start)
  let next = 0
  let end = 0
  return (place) => {
    for (let range = sorted[next]; range !== undefined && range.start <= place; range = sorted[++next]) {
      end = Math.max(end, range.end)
    }
    return place < end
  }
}
