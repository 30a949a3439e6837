import { titles as listed, type Title } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'

/** A title of the list found at some words, with the case of its last word. */
export interface TitleHit {
  readonly from: number
  readonly to: number
  readonly title: Title
  readonly case?: string
  /** Every listed reading of these words: the same title may be of several roles. */
  readonly plural: boolean
}

/** Titles by the dictionary form of their last word, longest first. */
let index: ReadonlyMap<string, readonly (readonly [words: readonly string[], title: Title])[]> | undefined

function build() {
  const made = new Map<string, (readonly [readonly string[], Title])[]>()
  for (const title of listed()) {
    const words = title.title.toLowerCase().split(/\s+/u)
    const last = words.at(-1) ?? ''
    const same = made.get(last)
    if (same === undefined) made.set(last, [[words, title]])
    else same.push([words, title])
  }
  for (const entries of made.values()) entries.sort(([a], [b]) => b.length - a.length)
  return made
}

/** The longest title that ends with word `last`. */
export function titleEndingAt(words: readonly Word[], last: number): TitleHit | undefined {
  index ??= build()
  const word = words[last]
  if (word === undefined || word.kind !== 'word') return undefined
  for (const analysis of [undefined, ...word.analyses]) {
    const confident = analysis === undefined || analysis.confidence >= 0.5
    const keys = analysis === undefined ? [word.lower] : [analysis.base.toLowerCase(), analysis.lemma.toLowerCase()]
    if (!confident || (analysis !== undefined && analysis.feats.VerbForm !== undefined)) continue
    for (const key of keys) {
      const hit = index.get(key)?.find(([title]) => precedes(words, last, title))
      if (hit === undefined) continue
      const found = { from: last - hit[0].length + 1, to: last + 1, title: hit[1] }
      const caseName =
        analysis?.feats.Case ?? (word.analyses[0]?.base.toLowerCase() === word.lower ? 'Nom' : caseAs(word, key))
      const plural = analysis?.feats.Number === 'Plur'
      return caseName === undefined ? { ...found, plural } : { ...found, case: caseName, plural }
    }
  }
  return undefined
}

const caseAs = (word: Word, key: string): string =>
  word.analyses.find((a) => a.lemma.toLowerCase() === key)?.feats.Case ?? 'Nom'

/** The words before the last stand as listed, or in the genitive of the list's own form: әкімнің орынбасары. */
function precedes(words: readonly Word[], last: number, title: readonly string[]): boolean {
  for (let i = 0; i < title.length - 1; i++) {
    const word = words[last - title.length + 1 + i]
    if (word?.lower !== title[i]) return false
  }
  return true
}
