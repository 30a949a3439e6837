import { terms } from 'kazakh'
import { lexemeOf } from './query.js'

export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A piece of an article that has words of a query. Offsets are of the text of its block. */
export interface Passage {
  readonly block: string
  readonly start: number
  readonly end: number
  readonly text: string
  readonly highlights: readonly TextRange[]
}

export interface BlockText {
  readonly id: string
  readonly text: string
}

/** The positions of a word among the words of an article. */
export interface WordPlaces {
  readonly lexeme: string
  readonly positions: readonly number[]
}

const mostPassages = 2
const longestPassage = 320
const before = 100
/** So much of a block is looked at: a block that is longer is no paragraph. */
const longestBlock = 20_000

/** The words of a text that have any of the lexemes. */
export function rangesIn(text: string, wanted: ReadonlySet<string>): readonly TextRange[] {
  const found: TextRange[] = []
  if (wanted.size === 0) return found
  for (const { term, start, end } of terms(text)) {
    if (wanted.has(lexemeOf(term)) && found.at(-1)?.start !== start) found.push({ start, end })
  }
  return found
}

/** The blocks below the title that have most of a query's words; how the article begins, where they have none. */
export function passagesOf(
  title: string,
  texts: readonly BlockText[],
  places: readonly (readonly [id: string, position: number])[],
  words: readonly WordPlaces[],
  wanted: ReadonlySet<string>,
): readonly Passage[] {
  const texted = new Map(texts.flatMap(({ id, text }) => (text === title ? [] : [[id, text] as const])))
  const inBlock = wordsByBlock(places, words)
  const chosen: string[] = []
  const covered = new Set<string>()
  for (const [id, lexemes] of [...inBlock].sort(([, a], [, b]) => b.size - a.size)) {
    if (chosen.length === mostPassages) break
    if (!texted.has(id)) continue
    if ([...lexemes].every((lexeme) => covered.has(lexeme))) continue
    chosen.push(id)
    for (const lexeme of lexemes) covered.add(lexeme)
  }
  const first = places.map(([id]) => id).find((id) => texted.has(id))
  const shown = chosen.length === 0 && first !== undefined ? [first] : chosen
  return shown.flatMap((id) => {
    const text = texted.get(id)
    return text === undefined ? [] : [passageOf(id, text, wanted)]
  })
}

/** The blocks that have any of the words, in the order of the article, with those that they have. */
function wordsByBlock(
  places: readonly (readonly [id: string, position: number])[],
  words: readonly WordPlaces[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const all = words
    .flatMap(({ lexeme, positions }) => positions.map((position) => ({ lexeme, position })))
    .sort((a, b) => a.position - b.position)
  const found = new Map<string, Set<string>>()
  let at = -1
  for (const { lexeme, position } of all) {
    while ((places[at + 1]?.[1] ?? Number.POSITIVE_INFINITY) <= position) at += 1
    const id = places[at]?.[0]
    if (id !== undefined) found.set(id, (found.get(id) ?? new Set()).add(lexeme))
  }
  return found
}

/** A piece of a text with the first of the words that are wanted; how it begins, where it has none. */
export function passageOf(block: string, text: string, wanted: ReadonlySet<string>): Passage {
  const marked = rangesIn(text.slice(0, longestBlock), wanted)
  const start = wordStart(text, Math.max(0, (marked[0]?.start ?? 0) - before))
  const end = text.length - start <= longestPassage ? text.length : wordEnd(text, start, start + longestPassage)
  return {
    block,
    start,
    end,
    text: text.slice(start, end),
    highlights: marked.filter((range) => range.start >= start && range.end <= end),
  }
}

/** The start of a word near a place, so that no word and no surrogate pair is cut. */
function wordStart(text: string, near: number): number {
  if (near === 0) return 0
  const space = text.slice(near, near + before).search(/\s\S/u)
  return space < 0 ? whole(text, near) : near + space + 1
}

function wordEnd(text: string, start: number, near: number): number {
  const space = text.slice(start, near).search(/\s\S*$/u)
  return space <= 0 ? whole(text, near) : start + space
}

/** Not between the two halves of a surrogate pair. */
const whole = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at)
