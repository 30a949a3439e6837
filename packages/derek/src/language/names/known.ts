import { countries, givenNames, nameWords, organizations, places, surnameEndings, titles } from '../../data/lists.js'
import { stemsOf } from './endings.js'
import { hashOf, mix } from './hash.js'

/**
 * What our lists know: names, and words by which a name shows what it is. A kind is a number: the hash of its name and
 * of whether the word is all of the entry, or begins, goes on or ends an entry of several words.
 */
export interface KnownWords {
  /** Kinds of each word of a sentence, of phrases too. */
  kindsIn(words: readonly KnownWord[]): readonly (readonly number[])[]
  look(lower: string): KnownWord
  /** Whether the kind is of words that head a name: министрлік, көше, форум. */
  isHead(kind: number): boolean
}

export interface KnownWord {
  readonly stems: readonly string[]
  /** Kinds of the word alone. */
  readonly kinds: readonly number[]
  readonly mayBeginPhrase: boolean
}

interface Phrase {
  readonly next: Map<string, Phrase>
  readonly kinds: number[]
}

const whole = 0
const first = 1
const middle = 2
const last = 3

const headKinds = new Set([
  'organization-head',
  'facility-head',
  'event-head',
  'art-head',
  'project-head',
  'law-head',
  'title',
  'disease',
])

const placeKinds: Readonly<Record<string, string>> = {
  region: 'region',
  city: 'city',
  district: 'district',
  settlement: 'settlement',
  water: 'location',
  mountain: 'location',
  area: 'location',
  sight: 'sight',
  port: 'sight',
}

/** The lists that are known words: a model trained with others sees the same words otherwise. */
export const knownLists = [
  'name-words',
  'countries',
  'places',
  'organizations',
  'titles',
  'given-names',
  'surname-endings',
] as const

function* entries(): Iterable<readonly [kind: string, entry: string]> {
  for (const { kind, word } of nameWords()) yield [kind, word]
  for (const { name, aliases, people } of countries()) {
    for (const entry of [name, ...aliases]) yield ['country', entry]
    for (const entry of people) yield ['people', entry]
  }
  for (const { name, aliases, kind } of places()) {
    for (const entry of [name, ...aliases]) yield [placeKinds[kind] ?? 'location', entry]
  }
  for (const { name, aliases, kind } of organizations()) {
    for (const entry of [name, ...aliases]) yield [`organization-${kind}`, entry]
  }
  for (const { title } of titles()) yield ['title', title]
  for (const { name } of givenNames()) yield ['given', name]
}

let loaded: KnownWords | undefined

/** The lists of packages/derek/data, each read once. */
export function knownWords(): KnownWords {
  loaded ??= load()
  return loaded
}

function load(): KnownWords {
  const singles = new Map<string, number[]>()
  const phrases: Phrase = { next: new Map(), kinds: [] }
  for (const [name, entry] of entries()) {
    const kind = hashOf(name)
    const words = entry.toLowerCase().split(/\s+/u)
    const [only] = words
    if (words.length === 1 && only !== undefined) {
      const kinds = singles.get(only) ?? []
      if (!kinds.includes(kind)) kinds.push(kind)
      singles.set(only, kinds)
    } else {
      const node = words.reduce((at: Phrase, word) => {
        const next: Phrase = at.next.get(word) ?? { next: new Map(), kinds: [] }
        at.next.set(word, next)
        return next
      }, phrases)
      if (!node.kinds.includes(kind)) node.kinds.push(kind)
    }
  }
  const endings = surnameEndings().filter(({ ending }) => ending.length > 1)
  const surname = mix(hashOf('surname-ending'), whole)
  const patronymic = mix(hashOf('patronymic-ending'), whole)
  const look = (lower: string): KnownWord => {
    const stems = stemsOf(lower)
    const stem = stems.find((candidate) => singles.has(candidate))
    const kinds = (stem === undefined ? [] : (singles.get(stem) ?? [])).map((kind) => mix(kind, whole))
    for (const { ending, kind, min } of endings) {
      const code = kind === 'surname' ? surname : patronymic
      const ends = stems.some((candidate) => candidate.length >= ending.length + min && candidate.endsWith(ending))
      if (ends && !kinds.includes(code)) kinds.push(code)
    }
    return { stems, kinds, mayBeginPhrase: stems.some((candidate) => phrases.next.has(candidate)) }
  }
  const kindsIn = (words: readonly KnownWord[]): readonly (readonly number[])[] => {
    const found: (readonly number[])[] = words.map(({ kinds }) => kinds)
    const add = (at: number, code: number): void => {
      const before = found[at] ?? []
      if (!before.includes(code)) found[at] = [...before, code]
    }
    const follow = (from: number, at: number, node: Phrase): void => {
      for (const kind of node.kinds) {
        for (let i = from; i < at; i++) add(i, mix(kind, i === from ? first : i === at - 1 ? last : middle))
      }
      for (const stem of node.next.size === 0 ? [] : (words[at]?.stems ?? [])) {
        const next = node.next.get(stem)
        if (next !== undefined) follow(from, at + 1, next)
      }
    }
    for (const [i, word] of words.entries()) if (word.mayBeginPhrase) follow(i, i, phrases)
    return found
  }
  const heads = new Set<number>(
    [...headKinds].flatMap((name) => [whole, first, middle, last].map((part) => mix(hashOf(name), part))),
  )
  return { look, kindsIn, isHead: (kind) => heads.has(kind) }
}
