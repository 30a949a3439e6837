import { type Upos, uposTags } from '../morphology/features.js'
import { type Candidate, candidatesOf, type Resources, type Tag } from './candidates.js'
import type { Knowledge, NewsWord } from './knowledge.js'
import { listedAs, verbsAfter } from './lists.js'

/** What a sentence needs to know of a word. */
export interface Neighbour {
  readonly readings: readonly { readonly lemma: string }[]
  /** What its neighbours see of it, hashed: the word, its endings, its class, what it can be. */
  readonly seen: Int32Array
  readonly capital: boolean
  /** The verbs that it is one with where they follow. */
  readonly verbs: ReadonlySet<string> | undefined
}

/** A word with its readings: all that can be said of it without its sentence. */
export interface Word extends Neighbour {
  readonly readings: readonly Reading[]
  /** What is true of the word whatever its reading, hashed. */
  readonly own: Int32Array
  /** Its last letters, hashed: what speaks for single features. */
  readonly endings: Int32Array
}

export interface Reading {
  readonly lemma: string
  readonly label: Label
  /** What is true of the reading, hashed. */
  readonly about: Int32Array
  /** What the word has more than its lemma, hashed. */
  readonly removed: number
  /** The lemma, hashed, for what joins it with its neighbours. */
  readonly own: number
}

/** A tag as features see it: hashes of its part of speech, of what neighbours see, of all, and of each feature. */
export interface Label {
  readonly tag: Tag
  readonly upos: number
  readonly coarse: number
  readonly full: number
  /** Its features apart from the part of speech. */
  readonly features: number
  readonly values: Int32Array
}

/** How many weights there are: a power of two. */
export const tableSize = 1 << 20
const mask = tableSize - 1

/** Hashes text, with a number that says what the text is (FNV-1a). */
export function hash(text: string, kind: number): number {
  let h = 0x811c9dc5 ^ Math.imul(kind + 1, 0x9e3779b1)
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h | 0
}

/** The place in the table of weights of an attribute together with a label. */
export function place(attribute: number, label: number): number {
  let h = Math.imul(attribute ^ label, 0x85ebca6b)
  h ^= h >>> 15
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) & mask
}

/** A hash of two. */
export const both = (a: number, b: number): number => Math.imul(a, 0x01000193) ^ Math.imul(b, 0x9e3779b1)

const labels = new Map<Tag, Label>()

export function labelOf(tag: Tag): Label {
  const known = labels.get(tag)
  if (known !== undefined) return known
  const values = Int32Array.from(Object.entries(tag.feats), ([name, value]) => hash(`${name}=${value}`, 4))
  const label = {
    tag,
    upos: hash(tag.upos, 1),
    coarse: hash(tag.coarse, 2),
    full: hash(tag.name, 3),
    features: hash(tag.name.slice(tag.upos.length), 5),
    values,
  }
  labels.set(tag, label)
  return label
}

/** How a form is written: 1 and 2 with a capital, 3 with digits, 4 with a hyphen. */
function shapeOf(form: string): number {
  if (/^\p{Lu}/u.test(form)) return /^\p{Lu}\p{Lu}/u.test(form) ? 1 : 2
  return /\d/u.test(form) ? 3 : form.includes('-') ? 4 : 0
}

/** Hashes of numbers: the kind of thing, and up to three small numbers. */
const numbered = (kind: number, a: number, b = 0, c = 0): number =>
  Math.imul((kind << 24) ^ (a << 16) ^ (b << 8) ^ c, 0x9e3779b1) ^ kind

const knownHashes = new WeakMap<readonly Upos[], number>()

function knownHash(known: readonly Upos[]): number {
  const before = knownHashes.get(known)
  if (before !== undefined) return before
  const made = hash(known.join(' '), 23)
  knownHashes.set(known, made)
  return made
}

/** What is not known of a word that news has not. */
const unmet: NewsWord = { size: 15, capital: 15, nominal: 15, verbal: 15, cluster: 255 }

/** Reads a word apart from its sentence. */
export function wordOf(form: string, knowledge: Knowledge, resources: Resources): Word {
  const lower = form.toLowerCase()
  const { length } = lower
  const candidates = candidatesOf(form, knowledge, resources)
  const news = knowledge.news.get(lower) ?? unmet
  const endings: number[] = []
  for (let size = 1; size <= 5 && size < length; size++) endings.push(hash(lower.slice(length - size), 12))
  let ambiguity = 0
  for (const { tag } of candidates) ambiguity |= 1 << uposTags.indexOf(tag.upos)
  const shape = shapeOf(form)
  const readings: Reading[] = []
  let first = candidates[0]
  for (const candidate of candidates) {
    readings.push(readingOf(candidate, lower, candidates.length, knowledge, resources))
    if (first === undefined || candidate.rank < first.rank) first = candidate
  }
  return {
    readings,
    own: Int32Array.from([
      bias,
      hash(lower, 11),
      ...endings,
      numbered(13, shape),
      numbered(14, news.cluster),
      numbered(15, news.capital, shape),
      both(16, ambiguity),
      hash(lower.slice(0, 3), 17),
    ]),
    endings: Int32Array.from(endings.slice(0, 4)),
    capital: shape === 1 || shape === 2,
    verbs: verbsAfter(lower),
    seen: Int32Array.from([
      hash(lower, 40),
      hash(lower.slice(-3), 41),
      hash(lower.slice(-2), 42),
      both(43, ambiguity),
      numbered(44, news.cluster),
      hash(first?.lemma ?? '', 46),
      first === undefined ? 47 : labelOf(first.tag).coarse ^ 47,
    ]),
  }
}

export const bias = hash('', 10)

function readingOf(
  candidate: Candidate,
  lower: string,
  alternatives: number,
  knowledge: Knowledge,
  resources: Resources,
): Reading {
  const { tag, sources, share, endingShare, rank, confidence, suffixes } = candidate
  const lemma = candidate.lemma.toLowerCase()
  const removed = hash(lower.startsWith(lemma) ? lower.slice(lemma.length) : `~${lower.slice(-3)}`, 27)
  const stripped = lower === lemma ? 0 : 1
  const known = knownHash(resources.uposOf(lemma))
  const news = knowledge.news.get(lemma) ?? unmet
  const listed = listedAs(lemma)
  return {
    lemma: candidate.lemma,
    label: labelOf(tag),
    removed,
    own: hash(lemma, 45),
    about: Int32Array.from([
      numbered(20, sources),
      numbered(21, share),
      numbered(22, endingShare),
      known,
      hash(lemma, 24),
      hash(lemma.slice(-3), 25),
      hash(lemma.slice(-2), 26),
      removed,
      numbered(28, news.size, stripped),
      numbered(29, Math.min(lemma.length, 6), stripped),
      numbered(30, news.cluster),
      numbered(35, news.nominal, stripped),
      numbered(36, news.nominal, news.verbal),
      both(known, numbered(31, sources & 3, stripped)),
      numbered(32, rank),
      numbered(33, rank, confidence, Math.min(alternatives, 6)),
      hash(suffixes, 34),
      numbered(37, listed, stripped),
      both(known, numbered(38, listed)),
    ]),
  }
}

/** The places of the weights of a reading, its sentence apart. */
export function placesOf(word: Word, { label, about, removed }: Reading): Int32Array {
  const places: number[] = []
  for (const attribute of word.own) {
    places.push(place(attribute, label.upos), place(attribute, label.coarse), place(attribute, label.full))
  }
  for (const attribute of about) {
    places.push(place(attribute, label.upos), place(attribute, label.coarse), place(attribute, 0))
  }
  for (const value of label.values) {
    places.push(place(removed, value), place(bias, value))
    for (const ending of word.endings) places.push(place(ending, value))
  }
  return Int32Array.from(places)
}

/** What each border of a sentence shows. */
const border = Int32Array.from([1, 2, 3, 4, 5, 6, 7].map((kind) => hash('border', 40 + kind)))

/** Which of the things that a word shows are seen from two words away: the word, its last two letters, its class. */
const seenFromAfar: readonly number[] = [0, 2, 4]

/** Which are also seen together with the word's own: the word, its last two letters, what it can be. */
const seenTogether: readonly number[] = [0, 2, 3]

/** Neighbours, with a number that tells them apart. */
const neighbours = [-1, 1, -2, 2].map((offset, kind) => ({ offset, from: Math.imul(kind + 1, 0x9e3779b1) }))

const [withVerb, withoutVerb, afterWord] = [52, 53, 54].map((kind) => hash('idiom', kind))
const [first, firstCapital, inside, insideCapital] = [50, 51, 52, 53].map((kind) => hash('place', kind))

/** How many attributes a context has. */
export const contextSize = 2 * (border.length + seenTogether.length) + 2 * seenFromAfar.length + 3

/** Writes what the sentence says of its word at `index`, hashed: to be joined with labels. */
export function contextInto(words: readonly Neighbour[], index: number, out: Int32Array): void {
  const word = words[index]
  const own = word?.seen ?? border
  let at = 0
  for (const { offset, from } of neighbours) {
    const seen = words[index + offset]?.seen ?? border
    if (offset === 1 || offset === -1) {
      for (let i = 0; i < seen.length; i++) out[at++] = Math.imul((seen[i] ?? 0) ^ from, 0x01000193)
      for (const which of seenTogether) out[at++] = both(seen[which] ?? 0, (own[which] ?? 0) ^ from)
    } else {
      for (const which of seenFromAfar) out[at++] = Math.imul((seen[which] ?? 0) ^ from, 0x01000193)
    }
  }
  out[at++] = (areIdiom(word, words[index + 1]) ? withVerb : withoutVerb) ?? 0
  out[at++] = (areIdiom(words[index - 1], word) ? afterWord : withoutVerb) ?? 0
  out[at++] =
    (word?.capital === true ? (index === 0 ? firstCapital : insideCapital) : index === 0 ? first : inside) ?? 0
}

function areIdiom(word: Neighbour | undefined, next: Neighbour | undefined): boolean {
  const verbs = word?.verbs
  if (verbs === undefined || next === undefined) return false
  for (const { lemma } of next.readings) if (verbs.has(lemma)) return true
  return false
}

/** The places of the weights that join a reading with the reading before it. */
export function edgeOf(before: Joined | undefined, reading: Joined, out: Int32Array): void {
  const upos = before?.label.upos ?? 77
  const coarse = before?.label.coarse ?? 77
  const { label, own } = reading
  out[0] = place(Math.imul(upos, 3), label.upos)
  out[1] = place(Math.imul(coarse, 5), label.coarse)
  out[2] = place(both(upos, own), label.upos)
  out[3] = place(both(coarse, own), label.upos)
  out[4] = place(both(label.upos, before?.own ?? 77), upos)
  out[5] = place(both(label.coarse, before?.own ?? 77), upos)
}
export const edgeSize = 6

/** What of a reading its neighbours are joined with. */
export type Joined = Pick<Reading, 'label' | 'own'>
