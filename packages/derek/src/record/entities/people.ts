import { givenNames, surnameEndings } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isKnown } from '../../language/words.js'
import type { Claims } from './mention.js'

/** A person's name found at some words. */
export interface NameHit {
  readonly from: number
  readonly to: number
  /** In the nominative. */
  readonly name: string
  readonly case: string
  readonly confidence?: number
}

let given: ReadonlyMap<string, boolean> | undefined

/** Given names in lower case, and whether each is also a common word. */
function givenNameIndex(): ReadonlyMap<string, boolean> {
  given ??= new Map(givenNames().map(({ name, word }) => [name.toLowerCase(), word === 'yes']))
  return given
}

const bases = (word: Word): readonly string[] => [word.form, ...word.analyses.map((analysis) => analysis.base)]

const isGivenName = (word: Word): boolean => bases(word).some((base) => givenNameIndex().has(base.toLowerCase()))

const isPureGivenName = (word: Word): boolean =>
  bases(word).some((base) => givenNameIndex().get(base.toLowerCase()) === false)

/** A word with the ending of a surname or patronymic, case apart. */
export function surnameBase(word: Word): string | undefined {
  for (const base of bases(word)) {
    const lower = base.toLowerCase()
    for (const { ending, min } of surnameEndings()) {
      if (lower.endsWith(ending) && lower.length - ending.length >= min) return base
    }
  }
  return undefined
}

const isInitial = (word: Word | undefined): boolean => word !== undefined && /^\p{Lu}\.$/u.test(word.form)

const isAcronym = (form: string): boolean => form.length > 1 && form === form.toUpperCase()

/** A capitalized word that may be part of a person's name. */
const isNamePart = (word: Word | undefined): word is Word =>
  word !== undefined &&
  word.kind === 'word' &&
  word.capital &&
  !isAcronym(word.form) &&
  /^[\p{L}\p{M}'’-]+$/u.test(word.form)

const common = (word: Word): boolean =>
  (isKnown(word, 'NOUN') || isKnown(word, 'ADJ') || isKnown(word, 'VERB') || isKnown(word, 'ADV') || isKnown(word, 'DET') ||
    isKnown(word, 'PRON') || isKnown(word, 'CCONJ') || isKnown(word, 'NUM') || isKnown(word, 'ADP')) && !isPureGivenName(word) // biome-ignore format: one question

/** The case of a name's last word, and the name without it. */
function ending(word: Word): { readonly base: string; readonly case: string; readonly inflected: boolean } {
  if (givenNameIndex().has(word.lower)) return { base: word.form, case: 'Nom', inflected: false }
  const surname = surnameBase(word)
  for (const analysis of word.analyses) {
    if (analysis.feats.VerbForm !== undefined || /^[12]$/u.test(analysis.feats['Person[psor]'] ?? '')) continue
    if (analysis.base === surname || givenNameIndex().has(analysis.base.toLowerCase())) {
      const name = analysis.feats.Case ?? 'Nom'
      return { base: analysis.base, case: name, inflected: name !== 'Nom' }
    }
  }
  const first = word.analyses[0]
  const name = first?.feats.Case ?? 'Nom'
  if (first === undefined || first.feats['Person[psor]'] !== undefined)
    return { base: word.form, case: 'Nom', inflected: false }
  // Too little would be left: Ерден is a name, not the ablative of Ер.
  if (first.base.length < 3) return { base: word.form, case: 'Nom', inflected: false }
  return { base: first.base, case: name, inflected: name !== 'Nom' }
}

const hit = (words: readonly Word[], from: number, to: number, confidence?: number): NameHit => {
  const last = words[to - 1]
  const { base, case: caseName } = last === undefined ? { base: '', case: 'Nom' } : ending(last)
  const head = words.slice(from, to - 1).map((word, i) => word.form + spaceAfter(words, from + i))
  const found = { from, to, name: head.join('') + base, case: caseName }
  return confidence === undefined ? found : { ...found, confidence }
}

const spaceAfter = (words: readonly Word[], i: number): string =>
  (words[i + 1]?.start ?? 0) > (words[i]?.end ?? 0) ? ' ' : ''

/** How many words from `from` can be one name: capitalized, unclaimed, and only the last inflected. */
function run(words: readonly Word[], from: number, claims: Claims, most: number): number {
  let to = from
  while (to < words.length && to - from < most) {
    const word = words[to]
    if (isInitial(word)) {
      to++
      continue
    }
    if (!isNamePart(word) || claims.has(to)) break
    to++
    if (ending(word).inflected) break
  }
  while (to > from && isInitial(words[to - 1])) to--
  return to
}

/** The name that follows a title: one to three capitalized words. */
export function nameAfterTitle(words: readonly Word[], from: number, claims: Claims): NameHit | undefined {
  const to = run(words, from, claims, 3)
  const first = words[from]
  if (to === from || first === undefined) return undefined
  // "Министр Су кодексі…" (the minister, the Water Code…): a common word with a capital begins another name.
  if (
    common(first) &&
    surnameBase(first) === undefined &&
    !words.slice(from + 1, to).some((word) => surnameBase(word) !== undefined)
  )
    return undefined
  return hit(words, from, to)
}

/** A name that shows itself as one: initials, a given name with another, or a surname's ending. */
export function nameAt(words: readonly Word[], from: number, claims: Claims): NameHit | undefined {
  const word = words[from]
  if (word === undefined || claims.has(from)) return undefined
  if (isInitial(word)) {
    const to = run(words, from, claims, 3)
    return to - from >= 2 ? hit(words, from, to) : undefined
  }
  if (!isNamePart(word)) return undefined
  const to = run(words, from, claims, 3)
  const parts = words.slice(from, to)
  const withoutCommon = trimCommon(parts)
  const begin = from + withoutCommon
  const name = parts.slice(withoutCommon)
  if (name.length >= 2 && name.some((part) => isGivenName(part) || surnameBase(part) !== undefined))
    return hit(words, begin, to)
  if (name.length === 1 && surnameBase(name[0] ?? word) !== undefined && !common(name[0] ?? word))
    return hit(words, begin, to)
  // Two capitalized words that no list and no lexicon knows are sooner a foreigner than anything else.
  if (name.length >= 2 && name.every((part) => !common(part))) return hit(words, begin, to, 0.5)
  return undefined
}

/** Common words that merely begin a sentence are no part of the name after them. */
function trimCommon(parts: readonly Word[]): number {
  let skipped = 0
  while (skipped < parts.length - 1) {
    const part = parts[skipped]
    if (part === undefined || !common(part)) break
    skipped++
  }
  return skipped
}
