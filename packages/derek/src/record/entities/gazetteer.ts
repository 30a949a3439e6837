import { type Listed, gazetteer as listed } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'

/** A name of the lists found at some words. */
export interface GazetteerHit {
  readonly from: number
  readonly to: number
  readonly listed: Listed
  readonly case?: string
}

interface Entry {
  readonly words: readonly string[]
  readonly listed: Listed
}

/** Names by their first word in lower case, longest first. */
type Index = ReadonlyMap<string, readonly Entry[]>

let index: Index | undefined

function build(): Index {
  const made = new Map<string, Entry[]>()
  for (const entry of listed()) {
    for (const name of new Set([entry.name, ...entry.aliases])) {
      const words = wordsOfName(name)
      const first = words[0]
      if (first === undefined) continue
      const same = made.get(first)
      if (same === undefined) made.set(first, [{ words, listed: entry }])
      else same.push({ words, listed: entry })
    }
  }
  for (const entries of made.values()) entries.sort((a, b) => b.words.length - a.words.length)
  return made
}

const wordsOfName = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .replace(/[«»"“”„]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '')

/**
 * The longest listed name that begins at word `from`. Its last word may carry a case; the others stand as listed.
 * A name is written with a capital, unless the script of the article has none.
 */
export function lookUp(words: readonly Word[], from: number, capitals: boolean): GazetteerHit | undefined {
  index ??= build()
  const first = words[from]
  if (first === undefined || (capitals && !first.capital)) return undefined
  let best: GazetteerHit | undefined
  for (const key of keysOf(first)) {
    for (const entry of index.get(key) ?? []) {
      if (best !== undefined && entry.words.length <= best.to - best.from) break
      const hit = matchAt(words, from, entry)
      if (hit !== undefined) {
        best = hit
        break
      }
    }
  }
  return best
}

const keysOf = (word: Word): ReadonlySet<string> =>
  new Set([word.lower, ...word.analyses.map((analysis) => analysis.base.toLowerCase())])

function matchAt(words: readonly Word[], from: number, entry: Entry): GazetteerHit | undefined {
  const last = entry.words.length - 1
  for (let i = 0; i < last; i++) if (words[from + i]?.lower !== entry.words[i]) return undefined
  const word = words[from + last]
  const wanted = entry.words[last]
  if (word === undefined || wanted === undefined) return undefined
  const to = from + entry.words.length
  if (word.lower === wanted) return { from, to, listed: entry.listed, case: 'Nom' }
  const analysis = word.analyses.find((a) => a.base.toLowerCase() === wanted && a.feats.Case !== undefined)
  if (analysis === undefined) return undefined
  return { from, to, listed: entry.listed, case: analysis.feats.Case ?? 'Nom' }
}
