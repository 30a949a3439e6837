import { titles as listed, type Title } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { keyOf } from './keys.js'

/** A title of the list found at some words, with the case of its last word. */
export interface TitleHit {
  readonly from: number
  readonly to: number
  readonly title: Title
  readonly case?: string
  /** Every listed reading of these words: the same title may be of several roles. */
  readonly plural: boolean
  /** Whether "экс-" before it says that the office is no longer its holder's. */
  readonly former?: boolean
}

/** Titles by the dictionary form of their last word, longest first. */
let index: ReadonlyMap<string, readonly (readonly [words: readonly string[], title: Title])[]> | undefined

function build() {
  const made = new Map<string, (readonly [readonly string[], Title])[]>()
  for (const title of listed()) {
    const words = keyOf(title.title).replace(/,/gu, ' ,').split(' ')
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
    if (!confident || (analysis !== undefined && analysis.feats.VerbForm !== undefined)) continue
    const forms = analysis === undefined ? [word.form] : [analysis.base, analysis.lemma]
    const keys = forms.map(keyOf)
    // "экс-әкім": where the list has no such line, the office without it.
    const former = keys.flatMap((key) => (key.startsWith(ex) ? [key.slice(ex.length)] : []))
    for (const key of [...keys, ...former]) {
      const hit = index.get(key)?.find(([title]) => precedes(words, last, title))
      // Хань is no хан, though their keys are one.
      if (hit === undefined || (word.form.includes('ь') && !hit[1].title.includes('ь'))) continue
      const found = { from: last - hit[0].length + 1, to: last + 1, title: hit[1] }
      const caseName =
        analysis?.feats.Case ?? (keyOf(word.analyses[0]?.base ?? '') === keyOf(word.form) ? 'Nom' : caseAs(word, key))
      const plural = analysis?.feats.Number === 'Plur'
      const since = keys.includes(key) ? {} : { former: true }
      return { ...found, ...since, plural, ...(caseName === undefined ? {} : { case: caseName }) }
    }
  }
  return undefined
}

const ex = keyOf('экс-')

const caseAs = (word: Word, key: string): string =>
  word.analyses.find((a) => keyOf(a.lemma) === key)?.feats.Case ?? 'Nom'

/** What may be left of a genitive, with possession or without it: of бастығының as of бастықтың, of хатшысының as of хатшының. */
function stemsOfGenitive(word: string): readonly string[] {
  const stem = /^([\p{L}-]{3,})(?:ның|нің|дың|дің|тың|тің)$/u.exec(word)?.[1]
  if (stem === undefined) return []
  return [stem, stem.replace(/с?[ыі]$/u, ''), stem.replace(/[ыі]$/u, '')].map((own) =>
    own.replace(/[ғгб]$/u, (letter) => (letter === 'ғ' ? 'қ' : letter === 'г' ? 'к' : 'п')),
  )
}

const isSameGenitive = (one: string, other: string): boolean => {
  const stems = stemsOfGenitive(other)
  return stemsOfGenitive(one).some((stem) => stems.includes(stem))
}

/** The words before the last stand as listed, or in the genitive of the list's own form: әкімнің орынбасары. */
function precedes(words: readonly Word[], last: number, title: readonly string[]): boolean {
  for (let i = 0; i < title.length - 1; i++) {
    const word = words[last - title.length + 1 + i]
    const wanted = title[i] ?? ''
    if (word === undefined) return false
    const form = keyOf(word.form)
    // "қала әкімнің орынбасары" is written as "қаласы әкімінің орынбасары" where a city is named.
    if (form !== wanted && !isSameGenitive(form, wanted)) return false
  }
  return true
}
