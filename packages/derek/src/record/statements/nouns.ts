import { countries, heads, occasions, places, speakers, titles } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'

/** What the lists of nouns say of a word: whether it may speak, whether it is an occasion at which something is said. */

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const lastWords = (phrases: readonly string[]): readonly string[] =>
  phrases.map((phrase) => phrase.split(' ').at(-1) ?? phrase)

const speakerNouns = once(
  () =>
    new Set([
      ...speakers().map(({ noun }) => noun),
      ...lastWords(titles().map(({ title }) => title)),
      ...heads()
        .filter(({ type }) => type === 'organization')
        .map(({ head }) => head),
    ]),
)
const personNouns = once(
  () =>
    new Set([
      ...speakers().flatMap(({ noun, type }) => (type === 'person' ? [noun] : [])),
      ...lastWords(titles().map(({ title }) => title)),
    ]),
)
const talkingNouns = once(() => new Set(speakers().map(({ noun }) => noun)))
const occasionNouns = once(() => new Set(occasions().map(({ noun }) => noun)))

type Reading = Word['analyses'][number]

/** The reading of a word as a form of one of these nouns; a title may be listed with its possession (министрі). */
const nounAmong = (word: Word, nouns: ReadonlySet<string>): Reading | undefined =>
  word.analyses.find(
    ({ lemma, base, feats }) =>
      (feats.VerbForm === undefined && (nouns.has(lemma.toLowerCase()) || nouns.has(base.toLowerCase()))) ||
      (feats.VerbForm === 'Vnoun' && nouns.has(`${lemma.toLowerCase()}у`)),
  )

/** The reading of a word as a noun for who may speak: өкіл, министр, ведомство. */
export const speakerReading = (word: Word): Reading | undefined =>
  word.kind === 'word' ? nounAmong(word, speakerNouns()) : undefined

const placeNames = once(() => new Set([...places(), ...countries()].map(({ name }) => name.toLowerCase())))

/**
 * People whom no noun of the lists names: of a place, алматылықтар ("those of Almaty"), and who did something, жиналғандар
 * ("those gathered"), шеруге шыққандар.
 */
export function arePeople(word: Word): boolean {
  if (word.kind !== 'word') return false
  const first = word.analyses[0]
  if (first?.feats.Number !== 'Plur' || (first.feats.Case ?? 'Nom') !== 'Nom') return false
  const home = /^(?<place>.+)(?:лық|лік|дық|дік|тық|тік)$/u.exec(first.lemma.toLowerCase())?.groups?.place
  return home === undefined ? first.feats.VerbForm === 'Part' : placeNames().has(home)
}

/** Asked of the same words for every cue of a sentence. */
const asked = new WeakMap<Word, boolean>()

export function isSpeakerNoun(word: Word | undefined): boolean {
  if (word === undefined) return false
  const known = asked.get(word)
  if (known !== undefined) return known
  const found = speakerReading(word) !== undefined
  asked.set(word, found)
  return found
}

/** Whether a word is listed as a noun for who speaks, and not only as a title or as the head of an organization's name. */
export const isTalker = (word: Word): boolean => nounAmong(word, talkingNouns()) !== undefined

const bodyNouns = once(
  () =>
    new Set(
      speakers()
        .flatMap(({ noun, type }) => (type === 'organization' ? [noun] : []))
        .concat(heads().flatMap(({ head, type }) => (type === 'organization' ? [head] : []))),
    ),
)

/** Whether a word is a noun for a body that speaks: министрлік, басқарма. */
export const isBodyNoun = (word: Word): boolean => word.kind === 'word' && nounAmong(word, bodyNouns()) !== undefined

/** Whether a word is a noun for people that belongs to what stands before it: Мәжіліс | депутаттары. */
export const isOwnPerson = (word: Word | undefined): boolean =>
  word !== undefined && nounAmong(word, personNouns())?.feats['Person[psor]'] === '3'

/** The reading of a word as a noun for an occasion: отырыс, брифинг. */
export const occasionIn = (word: Word): Reading | undefined =>
  word.kind === 'word' ? nounAmong(word, occasionNouns()) : undefined

export const isOccasion = (word: Word | undefined): boolean =>
  word !== undefined && nounAmong(word, occasionNouns()) !== undefined

export const hasCase = (word: Word | undefined, wanted: string): boolean =>
  word?.analyses.some(({ feats, confidence }) => feats.Case === wanted && confidence >= 0.5) ?? false

/** A participle, converb or verbal noun: what stands before it is its own. */
export const isVerbal = (word: Word | undefined): boolean =>
  /^(Part|Conv|Vnoun)$/u.test(word?.analyses[0]?.feats.VerbForm ?? '')

/** A participle without a case: what it ends belongs to the noun after it. */
export const isAdnominal = (word: Word | undefined): boolean =>
  word?.analyses[0]?.feats.VerbForm === 'Part' &&
  word.analyses[0].feats.Case === undefined &&
  word.analyses[0].feats.Number !== 'Plur'
