import { type Candidate, candidatesOf, type Resources, type Tag } from './candidates.js'
import type { Knowledge } from './knowledge.js'
import { isIdiom, listedAs } from './lists.js'

/** A word with its readings: all that can be said of it without its sentence. */
export interface Word {
  readonly form: string
  readonly lower: string
  readonly readings: readonly Reading[]
  /** What its neighbours see of it, hashed: the word, its endings, its class, what it can be. */
  readonly seen: Int32Array
  readonly capital: boolean
}

export interface Reading extends Candidate {
  /** Places in the table of weights. */
  readonly features: Int32Array
  readonly label: Label
  /** The lemma, hashed, for what joins it with its neighbours. */
  readonly own: number
}

/** A tag as features see it. */
export interface Label {
  readonly tag: Tag
  readonly upos: number
  readonly coarse: number
  readonly full: number
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
  const label = { tag, upos: hash(tag.upos, 1), coarse: hash(tag.coarse, 2), full: hash(tag.name, 3) }
  labels.set(tag, label)
  return label
}

const shapeOf = (form: string): string =>
  /^\p{Lu}\p{Lu}/u.test(form)
    ? 'A'
    : /^\p{Lu}/u.test(form)
      ? 'Aa'
      : /\d/u.test(form)
        ? '0'
        : form.includes('-')
          ? '-'
          : 'a'

/** Reads a word apart from its sentence. */
export function wordOf(form: string, knowledge: Knowledge, resources: Resources): Word {
  const lower = form.toLowerCase()
  const candidates = candidatesOf(form, knowledge, resources)
  const news = knowledge.news.get(lower)
  const endings = [1, 2, 3, 4, 5].filter((length) => length < lower.length).map((length) => lower.slice(-length))
  const ambiguity = [...new Set(candidates.map(({ tag }) => tag.upos))].sort().join(' ')
  const cluster = news === undefined ? '?' : String(news.cluster)
  const shape = shapeOf(form)
  const own = [
    hash('', 10),
    hash(lower, 11),
    ...endings.map((ending) => hash(ending, 12)),
    hash(shape, 13),
    hash(cluster, 14),
    hash(`${news?.capital ?? '?'} ${shape}`, 15),
    hash(ambiguity, 16),
    hash(lower.slice(0, 3), 17),
  ]
  const readings = candidates.map((candidate): Reading => {
    const label = labelOf(candidate.tag)
    const lemma = candidate.lemma.toLowerCase()
    const removed = lower.startsWith(lemma) ? lower.slice(lemma.length) : `~${lower.slice(-3)}`
    const known = resources.uposOf(lemma).join(' ')
    const lemmaNews = knowledge.news.get(lemma)
    const stripped = removed === '' ? '=' : '-'
    const about = [
      hash(String(candidate.sources), 20),
      hash(String(candidate.share), 21),
      hash(String(candidate.endingShare), 22),
      hash(known, 23),
      hash(lemma, 24),
      hash(lemma.slice(-3), 25),
      hash(lemma.slice(-2), 26),
      hash(removed, 27),
      hash(`${stripped} ${lemmaNews?.size ?? '?'}`, 28),
      hash(`${stripped} ${Math.min(lemma.length, 6)}`, 29),
      hash(`${lemmaNews?.cluster ?? '?'}`, 30),
      hash(`${lemmaNews?.nominal ?? '?'} ${stripped}`, 35),
      hash(`${lemmaNews?.nominal ?? '?'} ${lemmaNews?.verbal ?? '?'}`, 36),
      hash(`${stripped}${candidate.sources & 3} ${known}`, 31),
      hash(`${candidate.rank}`, 32),
      hash(`${candidate.rank} ${candidate.confidence} ${candidates.length > 5 ? 6 : candidates.length}`, 33),
      hash(candidate.suffixes, 34),
      hash(`${listedAs(lemma)} ${stripped}`, 37),
      hash(`${listedAs(lemma)} ${known}`, 38),
    ]
    const features: number[] = []
    for (const attribute of own) {
      features.push(place(attribute, label.upos), place(attribute, label.coarse), place(attribute, label.full))
    }
    for (const attribute of about) {
      features.push(place(attribute, label.upos), place(attribute, label.coarse), place(attribute, 0))
    }
    for (const [name, value] of Object.entries(candidate.tag.feats)) {
      const feature = hash(`${name}=${value}`, 4)
      features.push(place(hash(removed, 27), feature), place(own[0] ?? 0, feature))
      for (const ending of endings.slice(0, 4)) features.push(place(hash(ending, 12), feature))
    }
    return { ...candidate, label, own: hash(lemma, 45), features: Int32Array.from(features) }
  })
  const first = candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || candidate.rank < best.rank ? candidate : best),
    undefined,
  )
  const suffix = (length: number): string => (lower.length > length ? lower.slice(-length) : lower)
  return {
    form,
    lower,
    readings,
    capital: /^\p{Lu}/u.test(form),
    seen: Int32Array.from([
      hash(lower, 40),
      hash(suffix(3), 41),
      hash(suffix(2), 42),
      hash(ambiguity, 43),
      hash(cluster, 44),
      hash(first?.lemma ?? '', 46),
      hash(first?.tag.coarse ?? '', 47),
    ]),
  }
}

/** How many of what a word shows are seen from two words away. */
const seenFromAfar: readonly number[] = [0, 2, 4]

const border = Int32Array.from([1, 2, 3, 4, 5, 6, 7].map((kind) => hash('border', 40 + kind)))

const withVerb = hash('idiom', 52)
const withoutVerb = hash('idiom', 53)
const afterWord = hash('idiom', 54)

/** What the sentence says of its word at `index`, hashed: to be joined with labels. */
export function contextOf(words: readonly Word[], index: number): Int32Array {
  const attributes: number[] = []
  const own = words[index]?.seen ?? border
  for (const [kind, offset] of [-1, 1, -2, 2].entries()) {
    const seen = words[index + offset]?.seen ?? border
    const from = Math.imul(kind + 1, 0x9e3779b1)
    if (Math.abs(offset) === 1) {
      for (const attribute of seen) attributes.push(Math.imul(attribute ^ from, 0x01000193))
      attributes.push(both(seen[0] ?? 0, (own[0] ?? 0) ^ from), both(seen[2] ?? 0, (own[2] ?? 0) ^ from))
      attributes.push(both(seen[3] ?? 0, (own[3] ?? 0) ^ from))
    } else {
      for (const which of seenFromAfar) attributes.push(Math.imul((seen[which] ?? 0) ^ from, 0x01000193))
    }
  }
  const word = words[index]
  const next = words[index + 1]
  const beforeVerb = word !== undefined && next?.readings.some(({ lemma }) => isIdiom(word.lower, lemma)) === true
  attributes.push(beforeVerb ? withVerb : withoutVerb)
  const before = words[index - 1]
  const afterNoun = before !== undefined && word?.readings.some(({ lemma }) => isIdiom(before.lower, lemma)) === true
  attributes.push(afterNoun ? afterWord : withoutVerb)
  attributes.push(hash(index === 0 ? 'first' : 'inside', word?.capital === true ? 50 : 51))
  return Int32Array.from(attributes)
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
