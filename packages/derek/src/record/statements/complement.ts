import type { Range } from 'kazakh'
import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isPunctuation } from '../../language/words.js'
import type { PhraseHit } from '../phrases.js'
import { addresseeOf, beforeRecipient, pastAddressee, recipientLast } from './addressee.js'
import { circumstancesEnd, deedsEnd, isPastPerfect, pastTime } from './circumstances.js'
import { endsSpeech, isClause, isFirstPerson, isManner, isNamedClause, pastManner, trimEnd } from './clause.js'
import { isOnlyWhere, nounPhraseStart, withoutAdverbs } from './noun-phrase.js'
import { hasCase, isAdnominal, isSpeakerNoun } from './nouns.js'
import { afterQuestion, pastJoints, skipConnectives } from './opening.js'
import { paperGivenOut } from './paper.js'
import { quotationBefore } from './quotations.js'
import type { Scene } from './scene.js'
import { type Subject, subjectOf } from './subject.js'
import { afterSubject, subjectRightBefore } from './subject-noun.js'

/** What a cue has with it: who speaks, what is said, to whom. Word indexes; a quotation is in offsets of the block. */
export interface Complement {
  readonly speaker?: string
  /** The last word of a subject that is no mention: реттеуші ("the regulator"). */
  readonly noun?: Word
  readonly content?: readonly [number, number]
  readonly quotation?: Range
  readonly addressee?: string
  /** To whom it is said, where no mention is: министрге ("to the minister"). */
  readonly whom?: Word
  /** Where the cue begins, when a word before its verb belongs to it: "деп" in деп санайды. */
  readonly cueFrom?: number
  /** Whether it is asked of somebody: үкіметтен талап етті. */
  readonly isOf?: boolean
  /** Whether the content is speech as it was spoken, though no mark says so. */
  readonly isSpeech?: boolean
}

/** What is known of a cue's clause before what is said is looked at. */
interface Clause {
  readonly scene: Scene
  readonly hit: PhraseHit<Cue>
  /** Where it begins, and where past the connectives. */
  readonly start: number
  readonly begin: number
  readonly subject: Subject
  readonly addressee?: string
  /** Speech after the cue's colon. */
  readonly following?: Range
  /** Who speaks and to whom, as the complement gives them. */
  readonly parties: Pick<Complement, 'speaker' | 'noun' | 'addressee'>
  /** Where what is said begins: past the subject, the circumstances and what the subject did besides. */
  readonly from: number
}

/**
 * Reads what stands before a cue in its scope (from the end of the cue before it): subject, then complement, in the
 * order that Kazakh has them. Undefined where the cue's frame is not filled, so that "мектепке жеткізді" (brought to
 * school) is not taken for saying.
 */
export function complementOf(
  scene: Scene,
  hit: PhraseHit<Cue>,
  scopeStart: number,
  following?: Range,
  // What follows a headline's colon begins anew.
  isFirst = scopeStart === 0 || scene.sentence.words[scopeStart - 1]?.form === ':',
): Complement | undefined {
  const { words } = scene.sentence
  const begin = afterQuestion(scene, skipConnectives(words, scopeStart, hit.from), hit.from)
  const paper = hit.passive ? paperGivenOut(scene, begin, hit.from) : undefined
  if (paper !== undefined) return paper
  const subject = subjectOf(scene, hit, begin, isFirst)
  const { named, noun } = subject
  const addressee = addresseeOf(scene, hit, begin, named)
  const parties = {
    ...(named === undefined ? {} : { speaker: named.entity }),
    ...(noun === undefined ? {} : { noun }),
    ...(addressee === undefined ? {} : { addressee }),
  }
  const quotation = quotationBefore(scene, hit, begin)
  const joint = [hit.from - 1, hit.from - 2]
  const isJoinedSpeech = joint.some((at) => words[at]?.lower === 'деп')
  if (quotation !== undefined && (isJoinedSpeech || /clause|dep/u.test(hit.entry.frame.join()))) {
    const cueFrom = joint.find((at) => /^(деп|деген)$/u.test(words[at]?.lower ?? ''))
    return { ...parties, ...(cueFrom === undefined ? {} : { cueFrom }), quotation }
  }
  const clause: Clause = {
    scene,
    hit,
    start: scopeStart,
    begin,
    subject,
    parties,
    from: contentStart(scene, hit, begin, subject, addressee),
    ...(addressee === undefined ? {} : { addressee }),
    ...(following === undefined ? {} : { following }),
  }
  if (isPlainSpeech(clause)) return plainSpeech(clause)
  const cueFrom = jointOf(clause)
  if (cueFrom !== undefined) return joined(clause, cueFrom)
  if (saysSo(clause)) return parties
  return framed(clause)
}

/** Past the subject, the circumstances and what the subject did besides. */
function contentStart(
  scene: Scene,
  hit: PhraseHit<Cue>,
  begin: number,
  subject: Subject,
  addressee: string | undefined,
): number {
  const { words } = scene.sentence
  const told = circumstancesEnd(words, afterSubject(words, subject.end), hit.from)
  const from = subject.end > begin && isPastPerfect(words, hit) ? pastTime(words, told, hit.from) : told
  // "Үкіметке қоймаларды тексеріп, баяндауды тапсырды": after whom it is said to, a converb belongs to what is said.
  const isOrdered = hit.entry.act === 'order' && pastAddressee(scene, from, hit.from, hit.entry, addressee) > from
  return isOrdered ? from : deedsEnd(words, from, hit.from)
}

/** "…қызмет етеміз, деді" (we shall serve, they said): speech without a mark of its own */
function isPlainSpeech({ scene, hit, subject, following }: Clause): boolean {
  const before = scene.sentence.words[hit.from - 1]
  const isSubjectFirst = subject.isNameFirst || (subject.noun !== undefined && subject.end < hit.from)
  const isPlain = isSubjectFirst && !/^(деп|былай)$/u.test(before?.lower ?? '')
  return hit.entry.verb === 'де' && (before?.form === ',' || endsSpeech(before) || (isPlain && following === undefined))
}

function plainSpeech(clause: Clause): Complement | undefined {
  const { scene, hit, parties, from } = clause
  const { words } = scene.sentence
  if (isFollowed(clause)) return followedSpeech(clause)
  const to = trimEnd(words, from, hit.from)
  // "Комитет не дейді?" (what does the committee say?)
  const isAsked = /^(не|кім|қашан|қалай|неге|қайда|қандай)$/u.test(words[to - 1]?.lower ?? '')
  return to > from && !isAsked ? { ...parties, content: [from, to], ...asSpoken(words, to) } : undefined
}

/** Whether who speaks stands after the cue: "…ашылады, дейді Ғабит Сәрсенов", "…иемденген деді мекеме өкілі". */
function isFollowed({ scene: { sentence, mentions }, hit, parties }: Clause): boolean {
  const { words } = sentence
  const isNamed = mentions.some(
    ({ from, type, case: form }) => from >= hit.to && from <= hit.to + 6 && type === 'person' && form === 'Nom',
  )
  if (isNamed && words[hit.from - 1]?.form === ',') return true
  const next = words.slice(hit.to, hit.to + 4)
  const stop = next.findIndex(isPunctuation)
  const phrase = next.slice(0, stop === -1 ? next.length : stop)
  return parties.speaker === undefined && phrase.some((word) => isSpeakerNoun(word) && hasCase(word, 'Nom'))
}

/** "Оның үстіне жол ашылады, дейді Ғабит Сәрсенов": what is said is all that stands before, after a comma with its connective. */
function followedSpeech({ scene, hit, start, begin, addressee }: Clause): Complement | undefined {
  const { words } = scene.sentence
  const front = words[hit.from - 1]?.form === ',' ? pastJoints(words, start, hit.from) : begin
  const end = trimEnd(words, front, hit.from)
  if (end <= front) return undefined
  return { ...(addressee === undefined ? {} : { addressee }), content: [front, end], ...asSpoken(words, end) }
}

/** "жол салдық" (we have built a road): in the first person it is as it was spoken. */
const asSpoken = (words: readonly Word[], end: number): Pick<Complement, 'isSpeech'> =>
  isFirstPerson(words[end - 1]) ? { isSpeech: true } : {}

/** The index of the "деп" or "деген" that joins a clause to its cue: "… деген пікір білдірді" (expressed the opinion that …). */
function jointOf({ scene, hit }: Clause): number | undefined {
  const { words } = scene.sentence
  const before = words[hit.from - 1]
  const frames = hit.entry.frame
  if (before?.lower === 'деп') return hit.from - 1
  // "деп қадап айтты", "деп ашық айтты": how it was said stands between.
  if (words[hit.from - 2]?.lower === 'деп' && isManner(before)) return hit.from - 2
  const isJoined = before?.lower === 'деген' && (hit.to - hit.from > 1 || frames[0] === 'dep')
  return isJoined && /clause|dep/u.test(frames.join()) ? hit.from - 1 : undefined
}

function joined({ scene, hit, parties, addressee, following, from }: Clause, cueFrom: number): Complement | undefined {
  const { words } = scene.sentence
  const said = pastAddressee(scene, from, cueFrom, hit.entry, addressee)
  const to = trimEnd(words, said, cueFrom)
  // "Жобаны қарау кезінде спикер осылай деп мәлімдеді" (said so when …): what is said stands elsewhere.
  const so = words[to - 1]?.lower ?? ''
  if (to > said && soWord.test(so) && following !== undefined)
    return { ...parties, quotation: following, cueFrom: to - 1 }
  if (to > said && /^(осылай|осылайша|солай)$/u.test(so)) return { ...parties, cueFrom }
  return to <= said ? undefined : { ...parties, content: [said, to], cueFrom }
}

/** "Бұл туралы министр мәлімдеді" (the minister said this), "осылай мәлімдеді" (declared so): what is said stands elsewhere. */
function saysSo({ scene, hit, begin, following }: Clause): boolean {
  const { words } = scene.sentence
  const frames = hit.entry.frame
  if (/topic|clause/u.test(frames.join()) && isAboutThis(words, begin)) return true
  const isSo = soWord.test(words[hit.from - 1]?.lower ?? '')
  return frames.includes('clause') && isSo && following === undefined
}

/** What the frame of the cue asks for: a clause, a thing in its case, a topic. */
function framed(clause: Clause): Complement | undefined {
  const { scene, hit, parties, addressee, following } = clause
  const { words } = scene.sentence
  const frames = hit.entry.frame
  const lastNoun = nounSubjectLast(clause)
  if (lastNoun !== undefined) return lastNoun
  const { from, to } = extentOf(clause)
  const trailing = recipientLast(words, from, to, hit.entry)
  const said = trailing === undefined ? pastAddressee(scene, from, to, hit.entry, addressee) : from
  const until = trailing ?? (frames.includes('for') ? beforeRecipient(scene, said, to) : to)
  const last = words[until - 1]
  // "жол салынатыны | туралы мәлімдеді": of a clause the postposition is no part.
  const end = topicWord.test(last?.lower ?? '') && isNamedClause(words[until - 2]) ? until - 1 : until
  const content: readonly [number, number] | undefined = end > said ? [said, end] : undefined
  // "Сенат заңды мақұлдады" (approved the law) is a deed.
  if (hit.entry.verb === 'мақұлда' && last?.analyses.some(({ lemma }) => enacted.test(lemma)) === true) return undefined
  const isOf = words.slice(from, said).some((word) => hasCase(word, 'Abl'))
  const whom = said > from && addressee === undefined && isSpeakerNoun(words[said - 1]) ? words[said - 1] : undefined
  const told = { ...parties, ...(whom === undefined ? {} : { whom }), ...(isOf ? { isOf } : {}) }
  if (isHandedOver(clause, last)) return undefined
  if (content !== undefined && fillsFrame(clause, last)) return { ...told, content }
  // "…ризашылық білдіріп:" and the like count with whatever is said; the rest need what their frame asks for.
  if (frames.includes('bare') || frames.includes('for')) {
    // "пікір білдірмеді" (gave no opinion): nothing was said.
    if (hit.negated && hit.entry.negated === undefined) return undefined
    return content === undefined ? told : { ...told, content }
  }
  // "Ол былай деді: «…»"
  return following !== undefined && frames.includes('clause') ? { ...parties, quotation: following } : undefined
}

const particle = /^(да|де|та|те|ғана|қана|өзі)$/u

/** The index after the subject, where that stands right before the cue: "министр | де айтты". */
const lastSubjectEnd = ({ scene, hit }: Clause): number =>
  particle.test(scene.sentence.words[hit.from - 1]?.lower ?? '') ? hit.from - 1 : hit.from

/** "Бұл сөзді полиция департаменті жоққа шығарды" (the police denied it): what is said, then a noun that speaks. */
function nounSubjectLast(clause: Clause): Complement | undefined {
  const { scene, begin, subject, addressee } = clause
  if (subject.named !== undefined) return undefined
  const { words } = scene.sentence
  const end = lastSubjectEnd(clause)
  const start = subjectRightBefore(words, begin, end)
  const noun = words[end - 1]
  if (start === undefined || noun === undefined) return undefined
  return { noun, ...(addressee === undefined ? {} : { addressee }), content: [begin, start] }
}

/** Where what is said begins and ends: before its subject in "Ақпаратты баспасөз хатшысы растады" (the secretary confirmed it). */
function extentOf(clause: Clause): { readonly from: number; readonly to: number } {
  const { scene, hit, begin, subject, from } = clause
  const { words } = scene.sentence
  const { named } = subject
  const front = named === undefined ? begin : withoutAdverbs(words, begin, nounPhraseStart(scene, named))
  const isLast =
    named !== undefined &&
    front > begin &&
    // "оның кандидатурасын ұсынған | мүфти" (the mufti who had proposed him): all of the subject.
    !isAdnominal(words[front - 1]) &&
    (named.to === lastSubjectEnd(clause) || (isClause(words[front - 1]) && isOnlyWhere(words, named.to, hit.from)))
  return isLast
    ? { from: begin, to: trimEnd(words, begin, front) }
    : { from, to: pastManner(words, from, trimEnd(words, from, hit.from)) }
}

/** "сыйлықты тапсырды", "жолдауын тапсырды" (handed over a prize, a message): things are handed over, deeds are ordered. */
const isHandedOver = ({ hit }: Clause, last: Word | undefined): boolean =>
  hit.entry.verb === 'тапсыр' &&
  hasCase(last, 'Acc') &&
  !(last?.analyses.some(({ feats, lemma }) => feats.VerbForm === 'Vnoun' && lemma !== 'жолда') === true)

/** Whether the last word before the cue is what one of its frames asks for. */
function fillsFrame({ scene, hit, begin }: Clause, last: Word | undefined): boolean {
  const frames = hit.entry.frame
  const isTopic = (): boolean =>
    topicWord.test(last?.lower ?? '') ||
    (!hit.passive && scene.sentence.words.slice(begin, begin + 6).some((word) => nearTopic.test(word.lower)))
  return (
    (frames.includes('clause') && (isClause(last) || (hit.passive && isNamedClause(last)))) ||
    (frames.includes('clause') && !/^(?:қос|де)$/u.test(hit.entry.verb) && isClauseAlone(last)) ||
    (frames.includes('object') && (hasCase(last, 'Acc') || (hit.entry.verb === 'тіле' && hasCase(last, 'Nom')))) ||
    (hit.entry.verb === 'сұра' && !hit.passive && isThing(last)) ||
    (frames.includes('dative') && hasCase(last, 'Dat') && !hit.passive) ||
    (frames.includes('topic') && isTopic()) ||
    (frames.includes('with') && hasCase(last, 'Ins')) ||
    (frames.includes('for') && last?.lower === 'үшін')
  )
}

/** "Мұны айтты" (said this), "Оның себебін айтты" (told the reason of it): a word that stands for a clause. */
const isClauseAlone = (word: Word | undefined): boolean =>
  /^(мұны|соны|осыны|оны)$/u.test(word?.lower ?? '') ||
  (hasCase(word, 'Acc') && word?.analyses.some(({ lemma }) => lemma === 'себеп') === true)

/** "Бұл туралы министр мәлімдеді" (the minister said this): what is said stands in the sentence before. */
const isAboutThis = (words: readonly Word[], at: number): boolean =>
  /^(бұл|осы|ол)$/u.test(words[at]?.lower ?? '') &&
  /^(туралы|жөнінде|жайлы|жайында|хақында)$/u.test(words[at + 1]?.lower ?? '')

/** "көмек сұрады" (asked for help): a noun that is asked for stands bare before its verb. */
const isThing = (word: Word | undefined): boolean => {
  const first = word?.analyses[0]
  return first?.upos === 'NOUN' && first.feats.Case === 'Nom' && !isSpeakerNoun(word)
}

const soWord = /^(былай|былайша|осылай|осылайша|солай|мынадай)$/u

const nearTopic = /^(туралы|жөнінде|жайында|хақында)$/u
const topicWord = /^(туралы|жөнінде|жайлы|жайында|хақында|бойынша)$/u

const enacted = /^(заң|жоба|бюджет|түзету?|қаулы|тұжырымдама|бағдарлама|стратегия)$/u
