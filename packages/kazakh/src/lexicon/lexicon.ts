import { internFeats } from '../morphology/endings.js'
import type { Feats, Upos } from '../morphology/features.js'
import { type State, startOf } from '../morphology/morphotactics.js'
import { closed } from './closed.js'
import { names } from './names.js'
import { news } from './news.js'
import { tagsOf, unpack, unpackLetter } from './packed.js'
import { stems } from './stems.js'
import { words } from './words.js'

/** What the lexicon says of a word as one part of speech. */
export interface Entry {
  readonly upos: Upos
  /** How often it was met so; less than one where only a word list has it. */
  readonly weight: number
  /** The lemma, where it is not the word itself: мұны ("this", accusative) is of бұл. */
  readonly lemma: string | undefined
  /** What the word says by itself, beside its suffixes. */
  readonly feats: Feats | undefined
  /** Where its suffixes begin; undefined where it takes none. */
  readonly start: State | undefined
}

export interface Lexicon {
  get(word: string): readonly Entry[] | undefined
  has(word: string): boolean
}

const plain = new Map<string, readonly Entry[]>()

/** Entries of words that only have parts of speech and counts; equal ones are one array. */
function plainEntries(tags: string): readonly Entry[] {
  const before = plain.get(tags)
  if (before !== undefined) return before
  const made = tagsOf(tags).map(({ upos, feats, weight }) => plainEntry(upos, weight, feats))
  plain.set(tags, made)
  return made
}

/** A word as a part of speech, with nothing more to say of it. */
export const plainEntry = (upos: Upos, weight: number, feats?: Feats): Entry => ({
  upos,
  weight,
  lemma: undefined,
  feats: feats && internFeats(feats),
  start: startOf[upos],
})

/** Entries that say the same of a word are one, with the greater weight. */
export function mergeEntries(some: readonly Entry[] | undefined, more: readonly Entry[]): readonly Entry[] {
  if (some === undefined) return more
  const merged = [...some]
  for (const entry of more) {
    const same = merged.findIndex(
      (one) =>
        one.upos === entry.upos && one.feats === entry.feats && one.lemma === entry.lemma && one.start === entry.start,
    )
    const before = merged[same]
    if (before === undefined) merged.push(entry)
    else if (before.weight < entry.weight) merged[same] = entry
  }
  return merged
}

function load(): Lexicon {
  const entries = new Map<string, readonly Entry[]>()
  const grammar = new Set<string>()
  const add = (word: string, more: readonly Entry[]): void => {
    entries.set(word, mergeEntries(entries.get(word), more))
  }
  for (const table of [news, names, words]) unpack(table, (lemma, kind) => add(lemma, plainEntries(kind)))
  for (const { upos, weight, lemma, feats, start, words } of closed) {
    const said = Object.keys(feats).length === 0 ? undefined : internFeats(feats)
    for (const word of words.split(/\s+/u)) {
      if (word === '') continue
      const own = lemma === word ? undefined : lemma
      add(word.replace('&', ' '), [{ upos, weight, lemma: own, feats: said, start: start ?? startOf[upos] }])
      if (grammatical.has(upos)) grammar.add(word)
    }
  }
  // The long list is unpacked letter by letter, when a word that begins with it is asked for.
  const unpacked = new Set<number>()
  const unpackFor = (code: number): void => {
    unpacked.add(code)
    unpackLetter(stems, String.fromCharCode(code), (lemma, kind) => {
      const entries = plainEntries(kind)
      add(lemma, grammar.has(lemma) ? entries.filter(({ upos }) => upos !== 'NOUN' && upos !== 'ADJ') : entries)
    })
  }
  const get = (word: string): readonly Entry[] | undefined => {
    const code = word.charCodeAt(0)
    if (!unpacked.has(code)) unpackFor(code)
    return entries.get(word)
  }
  return { get, has: (word) => get(word) !== undefined }
}

/**
 * Word lists do not say what a word is, and those of grammar are not the nouns and adjectives that they are taken for.
 */
const grammatical: ReadonlySet<Upos> = new Set(['PRON', 'DET', 'CCONJ', 'SCONJ', 'PART', 'ADP'])

let loaded: Lexicon | undefined

/**
 * The lexicon that the package ships: closed classes, lemmas of the treebank, of UniMorph and of hunspell-kk, and names.
 * It is unpacked when first asked for, the long list letter by letter.
 */
export function lexicon(): Lexicon {
  loaded ??= load()
  return loaded
}

export interface ClosedEntry {
  readonly word: string
  readonly start: State | undefined
  readonly feats: Feats
}

let byLemma: Map<string, ClosedEntry[]> | undefined

/** The words of the closed classes that have a lemma, for generation. */
export function closedByLemma(lemma: string, upos: Upos): readonly ClosedEntry[] {
  if (byLemma === undefined) {
    byLemma = new Map()
    for (const row of closed) {
      for (const word of row.words.split(/\s+/u)) {
        const key = `${row.lemma ?? word} ${row.upos}`
        const entry = { word: word.replace('&', ' '), start: row.start ?? startOf[row.upos], feats: row.feats }
        byLemma.set(key, [...(byLemma.get(key) ?? []), entry])
      }
    }
  }
  return byLemma.get(`${lemma} ${upos}`) ?? []
}
