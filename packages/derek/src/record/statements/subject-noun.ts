import type { Word } from '../../language/schema.js'
import { isClosingQuote, isPossessed, isPunctuation } from '../../language/words.js'
import { isClause } from './clause.js'
import {
  arePeople,
  hasCase,
  isAdnominal,
  isBodyNoun,
  isSpeakerNoun,
  isTalker,
  isVerbal,
  speakerReading,
} from './nouns.js'

/** A subject without a name, and what may follow a name: "Ведомство өкілі" (the department's representative). */

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
    // "Демалушылар | болса …" (as for the holidaymakers): what stands before "болса" is the subject, listed or not.
    if (words[i + 1]?.lower === 'болса' && hasCase(word, 'Nom') && word.analyses[0]?.upos === 'NOUN') return i + 1
    const reading = speakerReading(word) ?? (isPressService(words, i) ? word.analyses[0] : undefined)
    const isBare = reading?.feats['Person[psor]'] === undefined
    // "қаза тапқандар жоқ екенін айтты" (that nobody was killed): those that there are none of say nothing.
    const arePeopleWhoSpeak =
      arePeople(word) && !/^(?:жоқ|бар|көп|аз|саны?|мен|пен|бен|және)$/u.test(words[i + 1]?.lower ?? '')
    const isHead =
      arePeopleWhoSpeak ||
      (reading?.feats.Case === 'Nom' && (isOthers(i + 1) || !continuesPhrase(isBare, words[i + 1], words[i + 2])))
    // "ақын тұрған үй" (the house where the poet lived): the subject of a participle before a noun is not the sentence's.
    const isInner = isAdnominal(words[i + 1]) && !/^(?:аталған|аталмыш|.+(?:ушы|уші))$/u.test(words[i + 1]?.lower ?? '')
    if (isHead && isInner) continue
    // "… ұйымы (ДДСҰ) | сарапшысының": an abbreviation stands inside a longer phrase.
    if (isHead && words[i + 1]?.form === '(' && words[i + 3]?.form === ')' && isPossessed(words[i + 4])) {
      i += 3
      continue
    }
    // "40 аурухана салынатынын айтты": what is counted does not speak, nor does the only word of what is said.
    const isCounted =
      i > from && !isTalker(word) && (words[i - 1]?.kind === 'number' || words[i - 1]?.analyses[0]?.upos === 'NUM')
    if (isHead && (isCounted || (i + 2 >= to && isVerbal(words[i + 1])))) return undefined
    if (isHead && (i + 1 < to || i > from)) return i + 1
    // "талап | еткен | белсенділер", "келіп | жатқан | тұрғындар": a verb in two words before a noun.
    const next = words[i + 1]?.analyses[0]?.feats
    if (isPredicateOf(word) && !(next?.VerbForm === 'Part' && next.Case === undefined)) return undefined
  }
  return undefined
}

/** "Облыстық басқармадан | … мәлімдеді", "министрлікте айтты": the index after a body without a name that speaks from within. */
export function bodyNounEnd(words: readonly Word[], from: number, to: number): number | undefined {
  for (let i = from; i < Math.min(to - 1, from + longestBody); i++) {
    const word = words[i]
    if (word === undefined || isPunctuation(word) || isVerbal(word)) return undefined
    const form = word.analyses[0]?.feats.Case
    if ((form === 'Abl' || form === 'Loc') && isBodyNoun(word))
      return isVerbal(words[i + 1]) || notFrom.test(words[i + 1]?.lower ?? '') ? undefined : i + 1
    if (form !== undefined && form !== 'Nom' && form !== 'Gen') return undefined
  }
  return undefined
}

/** The longest phrase of a body without a name, in words. */
const longestBody = 6

/** Words that make of an ablative something else: министрліктен кейін (after the ministry), басқармадан тыс (outside of it). */
export const notFrom = /^(кейін|соң|бастап|бері|тыс|басқа|бөлек|де|да|көп|кем|артық|астам)$/u

/** "министрліктің | баспасөз қызметі": the press service of a body. */
const isPressService = (words: readonly Word[], at: number): boolean =>
  words[at - 1]?.lower === 'баспасөз' && words[at]?.lower === 'қызметі'

const relational = /^(?:жан|ара|алд|қас|маң|іш|үст|тұс|төңірек|арт|сырт|астын?|орта)/u

/** A noun with possession after a bare noun goes on with its phrase: министр | орынбасары (deputy minister). */
const continuesPhrase = (isBare: boolean, next: Word | undefined, after: Word | undefined): boolean => {
  if (next === undefined) return false
  const first = next.analyses[0]
  // сот | отырысы (the court's sitting), министр | орынбасары: a bare noun is part of what is possessed after it.
  if (isPossessed(next) && !next.capital && (isBare || isSpeakerNoun(next))) return true
  // "елшіліктері | жанынан" (at the embassies): where, and no subject
  if (isPossessed(next) && relational.test(first?.lemma ?? '')) return true
  // "заңгер әрі | белсенді" (lawyer and activist)
  if (/^(мен|пен|бен|және|әрі)$/u.test(next.lower)) return true
  // "қызметі | сот шешімі …": a noun that something possessed follows begins another phrase.
  return (
    isSpeakerNoun(next) && after !== undefined && !isPossessed(after) && first?.feats.Case === 'Nom' && !next.capital
  )
}

const isPredicateOf = (word: Word): boolean => {
  const first = word.analyses[0]
  return first?.feats.VerbForm === 'Fin' || (first?.feats.VerbForm === 'Conv' && first.confidence >= 0.5)
}

/** The longest that circumstances before a pronoun are, in words. */
const longestAdverbial = 7

const isFunctional = (word: Word): boolean => word.analyses.some(({ upos }) => /^(ADV|ADP|DET|PRON|CCONJ)$/u.test(upos))

/** "Матчтан кейін", "кездесу барысында", "концерт алдында берген сұхбатында": when and where, and no clause of its own. */
function isCircumstance(words: readonly Word[]): boolean {
  const last = words.at(-1)
  const ends = /^(кейін|соң|бұрын|сәтте|кезде)$/u.test(last?.lower ?? '') || (hasCase(last, 'Loc') && !isVerbal(last))
  return (
    ends &&
    words.every((word) => !isPredicateOf(word) && !isPunctuation(word) && word.analyses[0]?.feats.Case !== 'Acc')
  )
}

/** "Кейін ол …", "Осы орайда олар …": the index after a pronoun that is the subject, with adverbials before it. */
export function pronounEnd(words: readonly Word[], from: number, to: number): number | undefined {
  // "… қауіпті екенін айтқан | ол" (he, who had said that …)
  const did = words.findIndex((word, i) => i > from && i < to - 1 && word.lower === 'ол' && isAdnominal(words[i - 1]))
  if (did !== -1 && !words.slice(from, did).some((word) => word.analyses[0]?.feats.VerbForm === 'Fin')) return did + 1
  const at = words.findIndex(
    (word, i) => i >= from && i < Math.min(to - 1, from + longestAdverbial) && /^(ол|олар)$/u.test(word.lower),
  )
  if (at === -1) return undefined
  const adverbial = words.slice(from, at)
  const isAdverbial = adverbial.every((word) => hasCase(word, 'Loc') || isFunctional(word)) || isCircumstance(adverbial)
  const next = words[at + 1]?.analyses[0]
  // "ол жоба" (that project): a determiner; "ол | баспасөз қызметі …" (he, that the press service …) is none.
  const isThat =
    next?.upos === 'NOUN' &&
    next.feats.Case === 'Nom' &&
    next.feats['Person[psor]'] === undefined &&
    !isPossessed(words[at + 2])
  // "ол үшін" (for that), "ол туралы" (of it)
  const isGoverned = next?.upos === 'ADP'
  return isAdverbial && !isThat && !isGoverned ? at + 1 : undefined
}

/** "Бұл сөзді | полиция департаменті | жоққа шығарды" (denied it): a noun that speaks, between what is said and the cue. */
export function subjectRightBefore(words: readonly Word[], from: number, to: number): number | undefined {
  const word = words[to - 1]
  if (!isSpeakerNoun(word) || !hasCase(word, 'Nom')) return undefined
  for (let i = to - 2; i > from && to - i <= 9; i--) {
    const before = words[i]
    if (before === undefined || isPunctuation(before)) return undefined
    if (hasCase(before, 'Acc') || isClause(before)) return i + 1
    if (before.analyses[0]?.feats.VerbForm === 'Fin') return undefined
    // "кандидатураны ұсынған | мүфти" (the mufti who had proposed the candidacy): all of it is who speaks.
    if (isAdnominal(before) && /(?:ған|ген|қан|кен)$/u.test(before.lower)) return undefined
  }
  return to - 2 === from && hasCase(words[from], 'Acc') ? from + 1 : undefined
}

/** сақтандыру | компаниясы (an insurance company), баспа | үйі: a noun or verbal noun that only modifies the next. */
const isModifier = (word: Word | undefined): boolean =>
  word?.kind === 'word' &&
  !word.capital &&
  word.analyses.some(
    ({ upos, feats }) =>
      upos === 'ADJ' ||
      ((upos === 'NOUN' || feats.VerbForm === 'Vnoun') && feats.Case === 'Nom' && feats['Person[psor]'] === undefined),
  )

/** Past the mark and the head after a name that speaks: «Politiken» | газеті, Қазақстан | тарапы (the Kazakh side). */
export function afterSubject(words: readonly Word[], from: number): number {
  let at = from
  if (isClosingQuote(words[at])) at++
  // "Air Astana | баспасөз қызметінен … хабарлады": the press service of a body that is named
  const isOwned = !/^(?:ол|олар)$/u.test(words[at - 1]?.lower ?? '')
  if (isOwned && words[at]?.lower === 'баспасөз' && words[at + 1]?.analyses.some(({ lemma }) => lemma === 'қызмет'))
    at += 2
  // "… ұйымы | (ДДСҰ)": its abbreviation
  if (words[at]?.form === '(' && words[at + 2]?.form === ')') at += 3
  const isHead = (word: Word | undefined): boolean =>
    isSpeakerNoun(word) &&
    word?.analyses.some(({ feats }) => feats['Person[psor]'] === '3' && feats.Case === 'Nom') === true
  // "қорғаушы | тарап" (the defence): a title that only says whose side it is
  if (at === from && words[at]?.lower === 'тарап') at++
  // «Тобыл» | сақтандыру компаниясы: what kind of company it is.
  if (at > from && !isHead(words[at]) && isModifier(words[at]) && isHead(words[at + 1])) at++
  while (isHead(words[at])) at++
  return at
}
