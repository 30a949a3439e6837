import type { Word } from '../language/schema.js'

/** A verb phrase of a list found at some words: атап өтті, ризашылық білдіріп, қол қойылған. */
export interface PhraseHit<T> {
  readonly entry: T
  readonly from: number
  readonly to: number
  readonly negated: boolean
  /** VerbForm of the verb, as in Universal Dependencies: Fin, Conv, Part, Vnoun. */
  readonly form: string
  readonly passive: boolean
  /** Person of a finite verb, as in Universal Dependencies. */
  readonly person?: string
  readonly mood?: string
  readonly tense?: string
}

interface Phrase<T> {
  readonly before: readonly string[]
  readonly entry: T
}

/** Phrases by the stem of their verb, the longest first. */
export type PhraseIndex<T> = ReadonlyMap<string, readonly Phrase<T>[]>

export function indexPhrases<T extends { readonly verb: string }>(entries: readonly T[]): PhraseIndex<T> {
  const made = new Map<string, Phrase<T>[]>()
  for (const entry of entries) {
    const words = entry.verb.split(/\s+/u)
    const verb = words.at(-1) ?? ''
    const phrase = { before: words.slice(0, -1), entry }
    const same = made.get(verb)
    if (same === undefined) made.set(verb, [phrase])
    else same.push(phrase)
  }
  for (const phrases of made.values()) phrases.sort((a, b) => b.before.length - a.before.length)
  return made
}

/** The longest phrase whose verb is word `at`. */
export const phraseAt = <T>(index: PhraseIndex<T>, words: readonly Word[], at: number): PhraseHit<T> | undefined =>
  phrasesAt(index, words, at)[0]

/** All phrases whose verb is word `at`, the longest first; of one length, in the order of the list. */
export function phrasesAt<T>(index: PhraseIndex<T>, words: readonly Word[], at: number): readonly PhraseHit<T>[] {
  const word = words[at]
  if (word === undefined || word.kind !== 'word') return []
  const found = new Map<T, PhraseHit<T>>()
  for (const analysis of word.analyses) {
    const { feats } = analysis
    // A causative is another verb than its stem: білдір (let know, express) is not біл (know).
    if (feats.VerbForm === undefined || /^(?:Cau|Rcp)$/u.test(feats.Voice ?? '') || analysis.confidence < 0.5) continue
    // An imperative tells nothing of the kind; тапсырма (task) is sooner a noun than "do not order".
    if (feats.Mood === 'Imp') continue
    for (const { before, entry } of index.get(analysis.lemma) ?? []) {
      const from = found.has(entry) ? undefined : startOf(words, at, before)
      if (from === undefined) continue
      found.set(entry, {
        entry,
        from,
        to: at + 1,
        negated: feats.Polarity === 'Neg',
        form: feats.VerbForm,
        passive: feats.Voice === 'Pass',
        ...(feats.Person === undefined ? {} : { person: feats.Person }),
        ...(feats.Mood === undefined ? {} : { mood: feats.Mood }),
        ...(feats.Tense === undefined ? {} : { tense: feats.Tense }),
      })
    }
  }
  return [...found.values()].sort((a, b) => a.from - b.from)
}

/**
 * Where the words before the verb begin: right before it, but for a noun with a case of its own, which adverbs may part
 * from the rest: қызметінен | уақытша | шеттетілді ("was suspended from his post for a time").
 */
function startOf(words: readonly Word[], at: number, before: readonly string[]): number | undefined {
  let from = at
  for (const wanted of before.toReversed()) {
    const least = wanted.includes('@') ? Math.max(0, from - 1 - farthest) : from - 1
    let i = from - 1
    while (i > least && !matches(words[i], wanted) && isBetween(words[i])) i--
    if (!matches(words[i], wanted)) return undefined
    from = i
  }
  return from
}

const farthest = 3

const isBetween = (word: Word | undefined): boolean =>
  word !== undefined &&
  word.kind !== 'punctuation' &&
  !word.capital &&
  word.analyses[0]?.feats.VerbForm === undefined &&
  // "Лауазымға | 2021 жылғы қаңтарда | келген": when, but not to what or from what.
  !/^(?:Dat|Abl|Acc)$/u.test(word.analyses[0]?.feats.Case ?? '')

/**
 * The longest phrase that a participle tells before its noun: жасалған шабуыл ("an attack made") for шабуыл жаса. The
 * noun may have an adjective before it.
 */
export function invertedAt<T>(index: PhraseIndex<T>, words: readonly Word[], at: number): PhraseHit<T> | undefined {
  for (const { lemma, feats, confidence } of words[at]?.analyses ?? []) {
    if (feats.VerbForm !== 'Part' || feats.Case !== undefined || feats.Voice === 'Cau' || confidence < 0.5) continue
    for (const { before, entry } of index.get(lemma) ?? []) {
      const [only] = before
      if (only === undefined || before.length > 1 || only.includes('@')) continue
      const noun = [1, 2].find((step) => matches(words[at + step], only))
      if (noun === undefined) continue
      const to = at + noun + 1
      return { entry, from: at, to, negated: feats.Polarity === 'Neg', form: 'Part', passive: feats.Voice === 'Pass' }
    }
  }
  return undefined
}

/**
 * As written, or a form of it: алғыс in алғыс айт also finds алғысын. A verb before stays as it is: атап өт. With a case
 * after it, the word in that case, whoever owns it: заң@Dat finds заңға and заңына.
 */
function matches(word: Word | undefined, wanted: string): boolean {
  if (word === undefined) return false
  const at = wanted.indexOf('@')
  if (at < 0) {
    return (
      word.lower === wanted ||
      word.analyses.some(
        ({ lemma, feats }) =>
          (lemma === wanted && feats.VerbForm === undefined) ||
          // A verbal noun has its verb for lemma: сөйлесу in сөйлесуі.
          (feats.VerbForm === 'Vnoun' && wanted.startsWith(lemma) && word.lower.startsWith(wanted)),
      )
    )
  }
  const [lemma, form] = [wanted.slice(0, at), wanted.slice(at + 1)]
  return word.analyses.some(({ lemma: own, feats }) => own.toLowerCase() === lemma && feats.Case === form)
}
