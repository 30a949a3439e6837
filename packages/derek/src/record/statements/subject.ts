import { heads, occasions, speakers, titles } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isDash, isPossessed, isPunctuation } from '../../language/words.js'

/**
 * Where a clause's subject ends and what is said begins. Kazakh has the subject first, its head last in its phrase, and
 * then, before what is said, the circumstances of saying it: "Министр | жиында | жолдың жөнделетінін айтты" (the minister
 * said, at the meeting, that the road would be mended).
 */

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const speakerNouns = once(
  () =>
    new Set([
      ...speakers().map(({ noun }) => noun),
      ...titles().map(({ title }) => title.split(' ').at(-1) ?? title),
      ...heads()
        .filter(({ type }) => type === 'organization')
        .map(({ head }) => head),
    ]),
)
const talkingNouns = once(() => new Set(speakers().map(({ noun }) => noun)))
const occasionNouns = once(() => new Set(occasions().map(({ noun }) => noun)))

/** The reading of a word as a form of one of these nouns; a title may be listed with its possession (министрі). */
const nounAmong = (word: Word, nouns: ReadonlySet<string>) =>
  word.analyses.find(
    ({ lemma, base, feats }) =>
      (feats.VerbForm === undefined && (nouns.has(lemma.toLowerCase()) || nouns.has(base.toLowerCase()))) ||
      (feats.VerbForm === 'Vnoun' && nouns.has(`${lemma.toLowerCase()}у`)),
  )

/** Asked of the same words for every cue of a sentence. */
const asked = new WeakMap<Word, boolean>()

export function isSpeakerNoun(word: Word | undefined): boolean {
  if (word === undefined || word.kind !== 'word') return false
  const known = asked.get(word)
  if (known !== undefined) return known
  const found = nounAmong(word, speakerNouns()) !== undefined
  asked.set(word, found)
  return found
}

const personNouns = once(
  () =>
    new Set([
      ...speakers().flatMap(({ noun, type }) => (type === 'person' ? [noun] : [])),
      ...titles().map(({ title }) => title.split(' ').at(-1) ?? title),
    ]),
)

/** Whether a word is a noun for people that belongs to what stands before it: Мәжіліс | депутаттары. */
export const isOwnPerson = (word: Word | undefined): boolean =>
  word !== undefined && nounAmong(word, personNouns())?.feats['Person[psor]'] === '3'

/** The longest that a subject without a name is, in words. */
const longestSubject = 10

/**
 * The index after a subject that is a noun phrase and no name, from `from`: "Ведомство өкілі" (the department's
 * representative), "Атын атамауды сұраған ақпарат көздері" (sources who asked not to be named). Undefined where there is none.
 */
export function bareSubjectEnd(
  words: readonly Word[],
  from: number,
  to: number,
  isInName: (at: number) => boolean,
  isOthers: (at: number) => boolean = () => false,
): number | undefined {
  for (let i = from; i < Math.min(to, from + longestSubject); i++) {
    const word = words[i]
    // «Тобыл» | компаниясының өкілі: the marks of a name belong to it.
    const isMark = isPunctuation(word) && (isInName(i - 1) || isInName(i + 1))
    if (word === undefined || (isPunctuation(word) && !isMark)) return undefined
    if (isMark || isInName(i)) continue
    const reading = word.kind === 'word' ? nounAmong(word, speakerNouns()) : undefined
    const isBare = reading?.feats['Person[psor]'] === undefined
    const isHead =
      reading?.feats.Case === 'Nom' && (isOthers(i + 1) || !continuesPhrase(isBare, words[i + 1], words[i + 2]))
    // "ақын тұрған үй" (the house where the poet lived): the subject of a participle before a noun is not the sentence's.
    const isInner =
      words[i + 1]?.analyses[0]?.feats.VerbForm === 'Part' &&
      words[i + 1]?.analyses[0]?.feats.Case === undefined &&
      !/^(аталған|аталмыш)$/u.test(words[i + 1]?.lower ?? '')
    if (isHead && isInner) continue
    // "… ұйымы (ДДСҰ) | сарапшысының": an abbreviation stands inside a longer phrase.
    if (isHead && words[i + 1]?.form === '(' && words[i + 3]?.form === ')' && isPossessed(words[i + 4])) {
      i += 3
      continue
    }
    // "40 аурухана салынатынын айтты": what is counted does not speak, nor does the only word of what is said.
    const isCounted =
      i > from &&
      nounAmong(word, talkingNouns()) === undefined &&
      (words[i - 1]?.kind === 'number' || words[i - 1]?.analyses[0]?.upos === 'NUM')
    if (isHead && (isCounted || (i + 2 >= to && isVerbal(words[i + 1])))) return undefined
    if (isHead && (i + 1 < to || i > from)) return i + 1
    // "талап | еткен | белсенділер", "келіп | жатқан | тұрғындар": a verb in two words before a noun.
    const next = words[i + 1]?.analyses[0]?.feats
    if (isPredicateOf(word) && !(next?.VerbForm === 'Part' && next.Case === undefined)) return undefined
  }
  return undefined
}

/** A noun with possession after a bare noun goes on with its phrase: министр | орынбасары (deputy minister). */
const continuesPhrase = (isBare: boolean, next: Word | undefined, after: Word | undefined): boolean => {
  if (next === undefined) return false
  const first = next.analyses[0]
  // сот | отырысы (the court's sitting), министр | орынбасары: a bare noun is part of what is possessed after it.
  if (first?.feats['Person[psor]'] === '3' && first.feats.VerbForm === undefined && (isBare || isSpeakerNoun(next))) {
    return true
  }
  // "заңгер әрі | белсенді" (lawyer and activist)
  if (/^(мен|пен|бен|және|әрі)$/u.test(next.lower)) return true
  return isSpeakerNoun(next) && after !== undefined && first?.feats.Case === 'Nom' && !next.capital
}

const isPredicateOf = (word: Word): boolean => {
  const first = word.analyses[0]
  return first?.feats.VerbForm === 'Fin' || (first?.feats.VerbForm === 'Conv' && first.confidence >= 0.5)
}

/** Words that lead from the subject to what is said, and say nothing of it. */
const leading =
  /^(болса|де|да|те|та|бұл|сондай-ақ|сонымен|қатар|бірге|кезегінде|өз|алайда|дегенмен|тағы|кеше|бүгін|ертең)$/u
const neverAlone = new Set(['бұл', 'өз', 'кеше', 'бүгін', 'ертең'])

/** Past what stands between the subject and what is said: connectives and occasions ("жиында", "кездескен соң"). */
export function circumstancesEnd(words: readonly Word[], from: number, to: number): number {
  let at = skipLeading(words, from, to)
  for (let occasion = occasionEnd(words, at, to); occasion !== undefined; occasion = occasionEnd(words, at, to))
    at = skipLeading(words, occasion, to)
  return at
}

/** Past what the speaker did besides, where that stands first: "балықшылармен жүздесіп, | жолдың жөнделетінін айтты". */
export function deedsEnd(words: readonly Word[], from: number, to: number): number {
  const deed = deedEnd(words, from, to)
  return deed === undefined ? from : skipLeading(words, deed, to)
}

function skipLeading(words: readonly Word[], from: number, to: number): number {
  let at = from
  while (at < to) {
    const word = words[at]
    if (word === undefined) break
    const isJoint = /^[,;:]$/u.test(word.form) || isDash(word)
    const isBefore =
      /^(бұған|осыған|бұдан|осыдан)$/u.test(word.lower) &&
      /^(дейін|бұрын|бөлек|басқа|кейін)$/u.test(words[at + 1]?.lower ?? '')
    // өз кезегінде (in turn), бұл жерде (here), осы орайда (in this regard)
    const isInTurn =
      (word.lower === 'өз' && words[at + 1]?.lower === 'кезегінде') ||
      (/^(бұл|осы|сол)$/u.test(word.lower) &&
        /^(жерде|ретте|орайда|тұста|арада|кезде|жолы|тұрғыда)$/u.test(words[at + 1]?.lower ?? ''))
    // "тағы 40 үй" (40 more houses): counted, and so of what is said.
    if (word.lower === 'тағы' && words[at + 1]?.kind === 'number') break
    if (!isJoint && !isBefore && !isInTurn && (!leading.test(word.lower) || neverAlone.has(word.lower))) break
    at += isBefore || isInTurn ? 2 : 1
  }
  return at
}

/** "кешегі жедел штаб отырысында", "Оле Транбергпен кездескен соң": the index after it, if one stands at `from`. */
function occasionEnd(words: readonly Word[], from: number, to: number): number | undefined {
  for (let i = from; i < Math.min(to - 1, from + 12); i++) {
    const word = words[i]
    if (word === undefined || isPunctuation(word)) return undefined
    const first = word.analyses[0]
    if (first?.feats.VerbForm === 'Fin' && first.feats.Tense === 'Past') return undefined
    if (i > from && /^(соң|кейін)$/u.test(word.lower)) {
      const before = words[i - 1]?.analyses[0]
      // "су тартылған соң" (once the water is gone) has a subject of its own: it belongs to what is said.
      const one = words[i - 2]
      const isOthers = one !== undefined && i - 2 >= from && mayBeSubject(one, words[i - 1])
      return (before?.feats.VerbForm === 'Part' && !isOthers) || nounIn(words[i - 1]) ? i + 1 : undefined
    }
    if (/^(барысында|кезінде|үстінде|қорытындысында)$/u.test(word.lower))
      return nounIn(words[i - 1]) ? i + 1 : undefined
    const reading = word.kind === 'word' ? nounAmong(word, occasionNouns()) : undefined
    if (reading?.feats.Case === 'Loc' && !/ғы|гі$/u.test(word.lower.slice(-2))) return i + 1
    const isObject = word.analyses[0]?.feats.Case === 'Acc' && !word.analyses.some(({ upos }) => upos === 'ADP')
    if (reading === undefined && isObject) return undefined
  }
  return undefined
}

const nounIn = (word: Word | undefined): boolean => word !== undefined && nounAmong(word, occasionNouns()) !== undefined

export const isOccasion = (word: Word): boolean => nounIn(word)

/** A clause that ends in a converb and a comma, and has no subject of its own, is the speaker's other deed. */
function deedEnd(words: readonly Word[], from: number, to: number): number | undefined {
  let end: number | undefined
  for (let i = from + 1; i < to; i++) {
    if (words[i]?.form !== ',') continue
    const before = words[i - 1]?.analyses[0]
    // "үстелге отырып, келісуге дайын": how it is done, and no deed of its own.
    const isSitting = before?.lemma === 'отыр' && words[i - 2]?.analyses[0]?.feats.VerbForm !== 'Conv'
    if (before?.feats.VerbForm !== 'Conv' || isSitting) continue
    // "тергеу аяқталмайынша," (until the inquiry ends): a clause with its own subject belongs to what is said.
    if (before.feats.Voice === 'Pass' || /[мбп][ае]й[ыі]нш[ае]$/u.test(words[i - 1]?.lower ?? '')) return end
    // A noun right before the converb is its object: сөз | сөйлеп.
    if (words.slice(from, i - 2).some((word, k) => mayBeSubject(word, words[from + k + 1]))) return end
    end = i + 1
  }
  return end
}

/** A noun in the nominative that modifies no noun after it (дайындық мәселесі, "matters of preparation") and has no postposition. */
const mayBeSubject = (word: Word, next: Word | undefined): boolean => {
  const first = word.analyses[0]
  return (
    word.kind === 'word' &&
    first !== undefined &&
    /^(NOUN|PROPN|PRON)$/u.test(first.upos) &&
    first.feats.Case === 'Nom' &&
    first.feats.VerbForm === undefined &&
    // сөз ете келіп: a bare noun right before a converb is its object.
    next?.analyses[0]?.feats.VerbForm !== 'Conv' &&
    next?.analyses[0]?.feats['Person[psor]'] !== '3' &&
    next?.analyses[0]?.upos !== 'ADP'
  )
}

export const hasCase = (word: Word | undefined, wanted: string): boolean =>
  word?.analyses.some(({ feats, confidence }) => feats.Case === wanted && confidence >= 0.5) ?? false

/** A participle, converb or verbal noun: what stands before it is its own. */
export const isVerbal = (word: Word | undefined): boolean =>
  /^(Part|Conv|Vnoun)$/u.test(word?.analyses[0]?.feats.VerbForm ?? '')
