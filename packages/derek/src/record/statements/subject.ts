import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isPossessed, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import { isNamedClause, trimEnd } from './clause.js'
import { nounPhraseStart } from './noun-phrase.js'
import { hasCase, isAdnominal, isOccasion, isOwnPerson, isSpeakerNoun, isVerbal } from './nouns.js'
import type { Scene } from './scene.js'
import { bareSubjectEnd, bodyNounEnd, notFrom, pronounEnd } from './subject-noun.js'

/**
 * The subject that stands before a cue. Kazakh has the subject first, its head last in its phrase, and then, before what
 * is said, the circumstances of saying it: "Министр | жиында | жолдың жөнделетінін айтты" (the minister said, at the
 * meeting, that the road would be mended).
 */
export interface Subject {
  /** The mention that speaks. */
  readonly named?: Linked
  /** The last word of a subject that is no mention: реттеуші ("the regulator"). */
  readonly noun?: Word
  /** The index after its phrase; where there is none, where its clause begins. */
  readonly end: number
  /** Whether a name opens the clause, whatever its title makes of it. */
  readonly isNameFirst: boolean
}

/** The subject of a cue whose clause begins at a word. After the first cue of a sentence the subject goes on, unless a person takes over. */
export function subjectOf(scene: Scene, hit: PhraseHit<Cue>, begin: number, isFirst: boolean): Subject {
  const { words } = scene.sentence
  // "… болатыны айтылады" (it is said that …): nobody is its subject.
  const isUntold =
    hit.passive &&
    isNamedClause(words[trimEnd(words, begin, hit.from) - 1]) &&
    !words.slice(begin, begin + 8).some((word) => isOccasion(word) && hasCase(word, 'Loc'))
  const isAfter = isUntold || speaksAfter(scene, hit)
  const before = isAfter ? undefined : subjectBefore(scene, begin, hit.from)
  const named = !isFirst && before?.type !== 'person' ? undefined : before
  const nounEnd = isFirst ? nounSubjectEnd(scene, hit, begin, named, isAfter) : undefined
  const isNameFirst = named !== undefined && named.from === begin && named.to < hit.from
  if (nounEnd !== undefined) {
    const noun = words[nounEnd - 1]
    const speaker = namedAt(scene, begin, nounEnd, named)
    if (speaker !== undefined) return { named: speaker, end: nounEnd, isNameFirst }
    return noun === undefined || noun.lower === 'ол'
      ? { end: nounEnd, isNameFirst }
      : { noun, end: nounEnd, isNameFirst }
  }
  const self = isFirst ? selfAt(scene, begin) : undefined
  if (self !== undefined) return { named: self, end: self.to + 1, isNameFirst: true }
  if (named === undefined) return { end: begin, isNameFirst }
  const opens = named.to <= hit.from && (isAtFront(named, begin, words) || isAfterClause(scene, named, begin))
  return { named, end: opens ? endOfApposition(scene, named, hit.from) : begin, isNameFirst }
}

/** The end of a subject that no name is: two states in a row, a pronoun, a common noun, unless that is a person's title. */
function nounSubjectEnd(
  scene: Scene,
  hit: PhraseHit<Cue>,
  begin: number,
  named: Linked | undefined,
  isAfter: boolean,
): number | undefined {
  const { words } = scene.sentence
  const row = isAfter ? undefined : rowOfStates(scene, begin, hit.from)
  const pronoun = named === undefined ? pronounEnd(words, begin, hit.from) : undefined
  if (row !== undefined || pronoun !== undefined) return row ?? pronoun
  if (isAfter || (named !== undefined && named.from <= begin && named.type !== 'place')) return undefined
  const end = unquotedEnd(scene, begin, hit.from)
  // "Ведомство өкілі" ends where what is said begins, and a name inside that is no speaker.
  const noun = bareSubjectEnd(
    words,
    begin,
    end,
    (at) => isInName(scene, at),
    (at) => isOthersTitle(scene, at),
  )
  // "Басқармадан қор жеткілікті екенін мәлімдеді" (the department declared): a noun after the body is of what is said.
  const isTold = hit.entry.act === 'state' && !hit.passive
  const body =
    named === undefined
      ? (bodyAtFront(scene, begin)?.to ?? (isTold ? bodyNounEnd(words, begin, end) : undefined))
      : undefined
  if (body !== undefined && (noun === undefined || hasCase(words[body - 1], 'Abl'))) return body
  return noun === undefined || isTitle(scene, noun, named) ? undefined : noun
}

/** The mention that a noun phrase ends in; a country before "тарапы" (the Kazakh side) is the country itself. */
function namedAt(scene: Scene, begin: number, end: number, named: Linked | undefined): Linked | undefined {
  const isSide = named?.type === 'place' && end === named.to + 1 && isSideNoun(scene.sentence.words[named.to])
  return isSide
    ? named
    : scene.mentions.find(
        ({ from, to, type }) => to === end && from >= begin && /^(person|organization|place)$/u.test(type),
      )
}

/** The subject: the first person in the nominative in scope; failing a person, an organization, then a country. */
function subjectBefore(scene: Scene, from: number, to: number): Linked | undefined {
  const inScope = scene.mentions.filter(
    (mention) => mention.from >= from && mention.to <= to && mention.case === 'Nom' && !isInApposition(scene, mention),
  )
  // "ақын тұрған облыстың әкімі Ғабит Сәрсенов": who is inside a clause before a noun gives way to who comes after.
  const isInside = (mention: Linked): boolean =>
    mention.kind !== 'name' &&
    isAdnominal(scene.sentence.words[mention.to]) &&
    inScope.some(
      ({ from: later, type, entity }) => later > mention.to && type === 'person' && entity !== mention.entity,
    )
  const row = inScope.map((mention) => rowBefore(scene, mention)).find((first) => first !== undefined)
  if (row !== undefined && row.from >= from) return row
  return (
    inScope.find((mention) => mention.type === 'person' && !isInside(mention) && !isFirm(scene, mention)) ??
    inScope.find(({ type, to: end }) => type === 'organization' && !isOwnPerson(scene.sentence.words[end])) ??
    inScope.find(
      (mention) =>
        mention.type === 'place' &&
        mention.from === from &&
        !/^(,|және|мен|пен|бен)$/u.test(scene.sentence.words[mention.to]?.lower ?? ''),
    )
  )
}

/** «Азала Текстиль» | директоры: a name in marks whose director comes after it is no person's. */
const isFirm = ({ sentence: { words } }: Scene, { to }: Linked): boolean =>
  isClosingQuote(words[to]) && isOwnPerson(words[to + 1])

/** "Сәрсеновтің | өзі" (Särsenov himself) */
const selfAt = ({ mentions, sentence: { words } }: Scene, from: number): Linked | undefined =>
  mentions.find(
    (mention) =>
      (mention.title?.from ?? mention.from) === from &&
      mention.type === 'person' &&
      mention.case === 'Gen' &&
      words[mention.to]?.lower === 'өзі',
  )

/** "Ғабит Сәрсенов пен | Мехмет Эрден": of people who speak together, the first. */
function rowBefore(scene: Scene, mention: Linked): Linked | undefined {
  const joint = (mention.title?.from ?? mention.from) - 1
  const isJoint = /^(мен|пен|бен|және)$/u.test(scene.sentence.words[joint]?.lower ?? '')
  return isJoint && mention.type === 'person'
    ? scene.mentions.find(({ to, type }) => to === joint && type === 'person')
    : undefined
}

/** A name that only modifies what follows: "Тоқаев пен Си", "Қазақстан Үкіметі". Its case belongs to the last in row. */
const isInApposition = (scene: Scene, mention: Linked): boolean => {
  const next = scene.sentence.words[mention.to]
  return next !== undefined && /^(мен|пен|бен|туралы|үшін|арқылы|жөніндегі|атындағы|бойынша)$/u.test(next.lower)
}

/** The subject opens its clause when nothing but adverbials stands before it. */
const isAtFront = (speaker: Linked, begin: number, words: readonly Word[]): boolean =>
  // "… деген сауалға ол былай жауап берді": a question may stand before who answers.
  words[speaker.from - 1]?.analyses.some(
    ({ lemma, feats }) => /^(сұрақ|сауал)$/u.test(lemma) && feats.Case === 'Dat',
  ) === true ||
  words.slice(begin, speaker.title?.from ?? speaker.from).every((word, i, all) => {
    const first = word.analyses[0]
    // "Каспийді зерттеу институтының директоры": the object of a verbal noun in what the title is of.
    // провосты: an unknown title looks like an accusative.
    const isTitle = i === all.length - 1 && (first?.confidence ?? 0) < 0.7
    const isOfDeed = isTitle || (first?.feats.Case === 'Acc' && all[i + 1]?.analyses[0]?.feats.VerbForm === 'Vnoun')
    return /^(?:Part|Vnoun)?$/u.test(first?.feats.VerbForm ?? '') && (first?.feats.Case !== 'Acc' || isOfDeed)
  })

/** "Ауылға барып, жұртпен кездескен | министр": what somebody did stands before the title as a clause of its own. */
const isAfterClause = (scene: Scene, speaker: Linked, begin: number): boolean => {
  const { words } = scene.sentence
  const start = nounPhraseStart(scene, speaker)
  return (
    start > begin &&
    isAdnominal(words[start - 1]) &&
    !words.slice(begin, start).some((word, i, all) => {
      const isNamed = hasCase(word, 'Nom') && isSpeakerNoun(word)
      return word.analyses[0]?.feats.VerbForm === 'Fin' || (isNamed && all[i + 1]?.form === ',')
    })
  )
}

/** "Қаржы министрлігінде …айтты", "Қаржы министрлігінен …мәлімдеді": a body that speaks from within. */
const bodyAtFront = (scene: Scene, at: number): Linked | undefined =>
  scene.mentions.find(
    ({ from, to, type, case: form }) =>
      from >= at &&
      from <= at + 1 &&
      // "Облыстық | ауыл шаруашылығы басқармасынан": what the name leaves before it.
      scene.sentence.words.slice(at, from).every((word) => hasCase(word, 'Nom') || word.analyses[0]?.upos === 'ADJ') &&
      type === 'organization' &&
      /^(Loc|Abl)$/u.test(form ?? '') &&
      !isVerbal(scene.sentence.words[to]) &&
      !notFrom.test(scene.sentence.words[to]?.lower ?? ''),
  )

/** "Франция мен Германия …айтты": where two that speak together end. */
function rowOfStates({ mentions, sentence: { words } }: Scene, from: number, to: number): number | undefined {
  const isState = ({ type, case: form }: Linked): boolean => /^(place|organization)$/u.test(type) && form === 'Nom'
  const first = mentions.find((mention) => mention.from === from && isState(mention))
  if (first === undefined || !/^(мен|пен|бен|және)$/u.test(words[first.to]?.lower ?? '')) return undefined
  const second = mentions.find((mention) => mention.from === first.to + 1 && isState(mention))
  return second !== undefined && second.to < to && !isPossessed(words[second.to]) ? second.to : undefined
}

const isSideNoun = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma }) => /^(тарап|жақ|билік)$/u.test(lemma)) ?? false

/** Whether the title of somebody who is no subject begins at a word: "Бапкер | қақпашы Ғабит Сәрсеновті мақтады". */
const isOthersTitle = ({ mentions }: Scene, at: number): boolean =>
  mentions.some(({ type, title, case: form }) => type === 'person' && title?.from === at && form !== 'Nom')

/** Whether a word is a part of a name, and not its last in the nominative: орталық of "Орталық коммуникациялар қызметінде". */
const isInName = ({ mentions }: Scene, at: number): boolean =>
  mentions.some(({ from, to, case: form }) => from <= at && at < to && !(to - 1 === at && form === 'Nom'))

/** Up to where no quoted speech begins: a noun in it is no subject. */
function unquotedEnd({ sentence: { words }, quotations }: Scene, from: number, to: number): number {
  const quoted = words.findIndex(
    (word, i) => i >= from && i < to && quotations.some(({ start, end }) => start <= word.start && word.end <= end),
  )
  return quoted === -1 ? to : quoted
}

/** "Мәжіліс депутаты | Ғабит Сәрсенов", "алқа төрағасы, | профессор Ғабит Сәрсенов": a title is no subject of its own. */
function isTitle(scene: Scene, at: number, named: Linked | undefined): boolean {
  if (scene.mentions.some((m) => m.from <= at && at < m.to && m.type === 'person' && m.kind === 'name')) return true
  const next = scene.sentence.words[at]
  return named?.type === 'person' && named.from > at && (next?.form === ',' || isDash(next) || next?.form === '-')
}

/** Past a name in apposition: "Елдің халық әртісі, | театр жетекшісі Ғабит Сәрсенов" are one. */
function endOfApposition(scene: Scene, speaker: Linked, to: number): number {
  const next = scene.sentence.words[speaker.to]
  if (/^(мен|пен|бен|және)$/u.test(next?.lower ?? '')) {
    const other = scene.mentions.find(
      ({ from, to: end, type }) => from > speaker.to && end <= to && type === speaker.type,
    )
    return other?.to ?? speaker.to
  }
  if (next?.form !== ',') return speaker.to
  const again = scene.mentions.find(
    ({ entity, from, to: end, case: form, kind }) =>
      entity === speaker.entity && from > speaker.to && end <= to && form === 'Nom' && kind === 'name',
  )
  return again?.to ?? endOfRow(scene, speaker, to)
}

/** "әкім Ғабит Сәрсенов, | басқарма басшысы Айгүл Омарова": of people in a row, the end of the last. */
function endOfRow(scene: Scene, speaker: Linked, to: number): number {
  const next = scene.mentions.find(
    (mention) =>
      mention.type === 'person' &&
      mention.kind === 'name' &&
      mention.case === 'Nom' &&
      mention.from > speaker.to &&
      mention.to <= to &&
      nounPhraseStart(scene, mention) === speaker.to + 1,
  )
  if (next === undefined) return speaker.to
  return scene.sentence.words[next.to]?.form === ',' ? endOfRow(scene, next, to) : next.to
}

/** "Зауыт ашылады, деп атап өтті әкім Ғабит Сәрсенов": whoever stands right after деп and its verb says it. */
function speaksAfter({ sentence: { words }, mentions }: Scene, hit: PhraseHit<Cue>): boolean {
  if (hit.form !== 'Fin' || words[hit.from - 1]?.lower !== 'деп') return false
  const stop = words.findIndex((word, i) => i >= hit.to && isPunctuation(word))
  const end = stop === -1 ? words.length : stop
  return mentions.some(
    ({ from, to, type, kind, case: form }) =>
      from >= hit.to && to <= end && from - hit.to <= 6 && type === 'person' && kind !== 'pronoun' && form === 'Nom',
  )
}
