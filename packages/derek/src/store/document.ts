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
  /** Its lexemes, each with a word that has it, as it is written. */
  readonly words: ReadonlyMap<string, string>
  readonly sayings: readonly Saying[]
}

/** What was said in a statement, as search knows it. */
export interface Saying {
  /** The id of the statement. */
  readonly statement: string
  readonly terms: string
  readonly length: number
  /** Ids of the entities that are named in it, or that it is about. */
  readonly named: readonly string[]
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
  const words = new Map<string, string>()
  let bytes = 0
  let from = 1
  let length = 0
  const add = (text: string, weightAt: (start: number) => Weight): readonly Placed[] => {
    let last = 0
    const placed: Placed[] = []
    for (const { term, position, start, end } of terms(text)) {
      const lexeme = lexemeOf(term)
      if (lexeme === '') continue
      placed.push({ lexeme, position, start, end })
      last = position + 1
      const known = places.get(lexeme)
      const at = Math.min(lastPosition, from + position)
      if (known === undefined) {
        const size = Buffer.byteLength(lexeme) + 8
        if (bytes + size > mostBytes) continue
        bytes += size
        words.set(lexeme, text.slice(start, end))
        places.set(lexeme, new Map([[at, weightAt(start)]]))
      } else if (known.size < mostPositions && !known.has(at) && bytes + 2 <= mostBytes) {
        bytes += 2
        known.set(at, weightAt(start))
      }
    }
    length += last
    from += last + gap
    return placed
  }
  add(record.title ?? '', () => 'A')
  const said = saidIn(record)
  const named = namedIn(record)
  const sayings = new Map<string, Saying>()
  const blocks: (readonly [string, number])[] = []
  for (const { id, kind, text, repeats } of record.blocks) {
    if (repeats !== undefined || kind === 'promo' || kind === 'other' || kind === 'photo-credit') continue
    blocks.push([id, Math.min(lastPosition, from)])
    const isSaid = within((said.get(id) ?? []).filter(({ isContent }) => isContent))
    const isHigh = kind === 'lead' || kind === 'heading'
    const placed = add(text, (start) => (isHigh ? 'B' : isSaid(start) ? 'C' : 'D'))
    for (const { statement, start, end } of said.get(id) ?? []) {
      const within = placed.slice(firstFrom(placed, start), firstFrom(placed, end)).filter((word) => word.end <= end)
      sayings.set(statement, sayingOf(statement, within, named.get(statement)))
    }
  }
  return {
    terms: [...places].map(([lexeme, at]) => writeLexeme(lexeme, at)).join(' '),
    length,
    blocks,
    words,
    // What stands where the page repeats itself has no words of its own, and is found by all else.
    sayings: record.statements.map(({ id }) => sayings.get(id) ?? sayingOf(id, [], named.get(id))),
  }
}

/** A lexeme at its place in the text of a block. */
interface Placed extends Range {
  readonly lexeme: string
  readonly position: number
}

/** The first of the words that begins at a place or after it. */
function firstFrom(words: readonly Placed[], place: number): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.start ?? place) < place) low = middle + 1
    else high = middle
  }
  return low
}

function sayingOf(statement: string, words: readonly Placed[], named: ReadonlySet<string> = new Set()): Saying {
  const first = words[0]?.position ?? 0
  const places = new Map<string, Map<number, Weight>>()
  for (const { lexeme, position } of words) {
    const at = Math.min(lastPosition, position - first + 1)
    const known = places.get(lexeme)
    if (known === undefined) places.set(lexeme, new Map([[at, 'D']]))
    else if (known.size < mostPositions) known.set(at, 'D')
  }
  const length = words.length === 0 ? 0 : (words.at(-1)?.position ?? first) - first + 1
  return {
    statement,
    terms: [...places].map(([lexeme, at]) => writeLexeme(lexeme, at)).join(' '),
    length,
    named: [...named],
  }
}

const writeLexeme = (lexeme: string, at: ReadonlyMap<number, Weight>): string =>
  `${quoteLexeme(lexeme)}:${[...at].map(([position, weight]) => `${position}${weight}`).join(',')}`

interface Range {
  readonly start: number
  readonly end: number
}

interface Said extends Range {
  readonly statement: string
  /** Whether it is what is said, not the cue alone. */
  readonly isContent: boolean
}

/** What is said, by block; of a statement whose content is not told apart, its cue. */
function saidIn(record: ArticleRecord): ReadonlyMap<string, readonly Said[]> {
  const ranges = new Map<string, Said[]>()
  for (const { id: statement, content, cue } of record.statements) {
    const { block, start, end } = content ?? cue
    const said = { statement, start, end, isContent: content !== undefined }
    const known = ranges.get(block)
    if (known === undefined) ranges.set(block, [said])
    else known.push(said)
  }
  return ranges
}

/** The entities that statements name or are about, by the ids of the statements. */
function namedIn({ statements, entities }: ArticleRecord): ReadonlyMap<string, ReadonlySet<string>> {
  const mentions = new Map<string, { readonly entity: string; readonly start: number; readonly end: number }[]>()
  for (const { id: entity, mentions: all } of entities) {
    for (const { block, start, end } of all) {
      const known = mentions.get(block)
      if (known === undefined) mentions.set(block, [{ entity, start, end }])
      else known.push({ entity, start, end })
    }
  }
  return new Map(
    statements.map(({ id, about, content, cue }) => {
      const said = content ?? cue
      const inside = (mentions.get(said.block) ?? []).filter(({ start, end }) => start >= said.start && end <= said.end)
      return [id, new Set([...about, ...inside.map(({ entity }) => entity)])]
    }),
  )
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
