import type { Range } from 'kazakh'
import { longestRise } from './align.js'
import type { ClauseChange, Edit } from './schema.js'
import { type StorySentence, type StoryText, type StoryWord, spanWithin } from './text.js'

/** A sentence and the article that it is of. */
export interface Placed {
  readonly article: string
  readonly sentence: StorySentence
}

/** The sentences of some numbers. */
export const pick = ({ article, sentences }: StoryText, numbers: readonly number[]): readonly Placed[] =>
  numbers.flatMap((number) => {
    const sentence = sentences[number]
    return sentence === undefined ? [] : [{ article, sentence }]
  })

/** Steps of the comparison of two runs of words; longer ones are compared at their ends only. */
const mostSteps = 160_000

/** Pairs of words that two runs have in one order, by their places. */
function common(a: readonly StoryWord[], b: readonly StoryWord[]): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  let start = 0
  while (start < a.length && start < b.length && a[start]?.term === b[start]?.term) {
    pairs.push([start, start])
    start += 1
  }
  const tail: (readonly [number, number])[] = []
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1]?.term === b[endB - 1]?.term) {
    endA -= 1
    endB -= 1
    tail.push([endA, endB])
  }
  const height = endA - start
  const width = endB - start
  if (height * width > 0 && height * width <= mostSteps) {
    const table = new Uint16Array((height + 1) * (width + 1))
    const at = (i: number, j: number): number => table[i * (width + 1) + j] ?? 0
    for (let i = height - 1; i >= 0; i--) {
      for (let j = width - 1; j >= 0; j--) {
        const isSame = a[start + i]?.term === b[start + j]?.term
        table[i * (width + 1) + j] = isSame ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
      }
    }
    for (let i = 0, j = 0; i < height && j < width; ) {
      if (a[start + i]?.term === b[start + j]?.term) pairs.push([start + i++, start + j++])
      else if (at(i + 1, j) >= at(i, j + 1)) i += 1
      else j += 1
    }
  }
  return [...pairs, ...tail.reverse()]
}

/**
 * What became of the words of a sentence, or of a part of both: runs of words, each the slice from its first word to its last,
 * in the order of the later text. Words of one dictionary form are kept, or inflected where they are written otherwise.
 */
export function wordEdits(
  before: Placed,
  after: Placed,
  parts: { readonly before?: Range; readonly after?: Range; readonly sameScript: boolean },
): readonly Edit[] {
  const a = wordsIn(before.sentence, parts.before)
  const b = wordsIn(after.sentence, parts.after)
  const edits: Edit[] = []
  let i = 0
  let j = 0
  const change = (toA: number, toB: number): void => {
    const gone = spanOf(before, a.slice(i, toA))
    const come = spanOf(after, b.slice(j, toB))
    if (gone !== undefined && come !== undefined) edits.push({ kind: 'replaced', before: gone, after: come })
    else if (gone !== undefined) edits.push({ kind: 'dropped', before: gone })
    else if (come !== undefined) edits.push({ kind: 'added', after: come })
    i = toA
    j = toB
  }
  const kindOf = ([p, q]: readonly [number, number]): 'kept' | 'inflected' =>
    !parts.sameScript || formOf(before.sentence, a[p]) === formOf(after.sentence, b[q]) ? 'kept' : 'inflected'
  const pairs = common(a, b)
  for (let at = 0; at < pairs.length; ) {
    const first = pairs[at]
    if (first === undefined) break
    change(first[0], first[1])
    const kind = kindOf(first)
    let end = at + 1
    // A run goes on while both texts do and what became of the words is the same.
    for (let pair = pairs[end]; pair !== undefined; pair = pairs[++end]) {
      if (pair[0] !== first[0] + end - at || pair[1] !== first[1] + end - at || kindOf(pair) !== kind) break
    }
    const length = end - at
    const kept = spanOf(before, a.slice(first[0], first[0] + length))
    const stays = spanOf(after, b.slice(first[1], first[1] + length))
    if (kept !== undefined && stays !== undefined) edits.push({ kind, before: kept, after: stays })
    i = first[0] + length
    j = first[1] + length
    at = end
  }
  change(a.length, b.length)
  return edits
}

const wordsIn = ({ words }: StorySentence, part: Range | undefined): readonly StoryWord[] =>
  part === undefined ? words : words.filter(({ start, end }) => start >= part.start && end <= part.end)

const formOf = ({ text, start: from }: StorySentence, word: StoryWord | undefined): string =>
  word === undefined
    ? ''
    : text
        .slice(word.start - from, word.end - from)
        .normalize('NFC')
        .toLowerCase()

function spanOf({ article, sentence }: Placed, words: readonly StoryWord[]) {
  const first = words[0]
  const last = words.at(-1)
  return first === undefined || last === undefined
    ? undefined
    : spanWithin(article, sentence, { start: first.start, end: Math.max(first.end, last.end) })
}

/** What is between commas, dashes and the like, where it has two words or more. */
export function clausesOf(sentence: StorySentence): readonly Range[] {
  const { text, start: from, words } = sentence
  const clauses: { start: number; end: number; count: number }[] = []
  for (const [i, word] of words.entries()) {
    const before = words[i - 1]
    const gap = before === undefined ? '' : text.slice(before.end - from, word.start - from)
    const current = clauses.at(-1)
    const breaks = /[,;:–—]|\s-\s/u.test(gap)
    if (current === undefined || (breaks && current.count >= 2)) {
      clauses.push({ start: word.start, end: word.end, count: 1 })
    } else {
      current.end = Math.max(current.end, word.end)
      current.count += 1
    }
  }
  const last = clauses.at(-1)
  const previous = clauses.at(-2)
  if (last !== undefined && previous !== undefined && last.count < 2) {
    previous.end = last.end
    clauses.pop()
  }
  return clauses.map(({ start, end }) => ({ start, end }))
}

const mostClauses = 40
const clauseLeast = 0.5

/** What became of the clauses of a sentence. Every clause of both stands in exactly one change. */
export function clauseChanges(before: readonly Placed[], after: readonly Placed[]): readonly ClauseChange[] {
  const from = before.flatMap((placed) => clausesOf(placed.sentence).map((range) => ({ placed, range })))
  const to = after.flatMap((placed) => clausesOf(placed.sentence).map((range) => ({ placed, range })))
  if (from.length > mostClauses || to.length > mostClauses) return []
  const a = from.map(({ placed, range }) => clause(placed, range))
  const b = to.map(({ placed, range }) => clause(placed, range))
  const ranked = a
    .flatMap((one, i) => b.map((other, j) => ({ i, j, alike: dice(one.terms, other.terms) })))
    .filter(({ alike }) => alike >= clauseLeast)
    .sort((x, y) => y.alike - x.alike || Math.abs(x.i - x.j) - Math.abs(y.i - y.j) || x.i - y.i)
  const partner = new Map<number, { readonly i: number; readonly alike: number }>()
  const used = new Set<number>()
  for (const { i, j, alike } of ranked) {
    if (used.has(i) || partner.has(j)) continue
    used.add(i)
    partner.set(j, { i, alike })
  }
  const matched = b.flatMap((_, j) => partner.get(j)?.i ?? [])
  const steady = longestRise(matched)
  let at = -1
  const found: ClauseChange[] = b.map((other, j): ClauseChange => {
    const pair = partner.get(j)
    const one = pair === undefined ? undefined : a[pair.i]
    if (pair === undefined || one === undefined) return { kind: 'added', after: other.span }
    at += 1
    const kind = !steady.has(at) ? 'moved' : pair.alike === 1 ? 'kept' : 'reworded'
    return { kind, before: one.span, after: other.span }
  })
  const dropped = a.flatMap((one, i): readonly ClauseChange[] =>
    used.has(i) ? [] : [{ kind: 'dropped', before: one.span }],
  )
  return [...found, ...dropped]
}

const clause = (placed: Placed, range: Range) => ({
  span: spanWithin(placed.article, placed.sentence, range),
  terms: wordsIn(placed.sentence, range).map(({ term }) => term),
})

/** Share of words that both have, each as often as it is there. */
export function dice(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1
  return (2 * countShared(a, b)) / (a.length + b.length)
}

export function countShared(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const term of a) counts.set(term, (counts.get(term) ?? 0) + 1)
  let shared = 0
  for (const term of b) {
    const left = counts.get(term) ?? 0
    if (left > 0) {
      counts.set(term, left - 1)
      shared += 1
    }
  }
  return shared
}
