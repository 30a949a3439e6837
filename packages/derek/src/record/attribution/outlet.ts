import { type Outlet, outlets } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { baseOf, isClosingQuote, isKnown, isOpeningQuote, isPunctuation } from '../../language/words.js'
import { headType } from '../entities/organizations.js'
import type { Phrase } from './name.js'

/** What is an outlet and what a body, and where the name of either ends. */

/** A press outlet: an address, a name in Latin, or a name before "порталы", "агенттігі". */
export const isOutlet = (words: readonly Word[], phrase: Phrase): boolean =>
  words[phrase.to - 1]?.kind === 'url' ||
  (isNamedLast(words, phrase) &&
    !isPressService(words, phrase) &&
    headType(words[phrase.to - 1]) === undefined &&
    !/^\p{Lu}+$/u.test(words[phrase.to - 1]?.form ?? '')) ||
  // "министрліктің | сайты": a body's own site is the body's.
  (isKindOfOutlet(words, phrase.to) && headType(words[phrase.to - 1]) !== 'organization') ||
  (isClosingQuote(words[phrase.to]) && isKindOfOutlet(words, phrase.to + 1)) ||
  // "Қазақстан бокс федерациясының | ресми сайты", "Әкімдіктің | ресми сайты" is the body's.
  (isOutletNoun(words, phrase.to - 1) &&
    !(phrase.to - phrase.from > 2 && isOfBody(words, ownerBefore(words, phrase.to - 3)))) ||
  isListedOutlet(words, phrase) ||
  (phrase.to - phrase.from === 1 && isPressName(words[phrase.from])) ||
  (isOpeningQuote(words[phrase.from - 1]) && isClosingQuote(words[phrase.to]) && isNamedAfterReport(words, phrase)) ||
  isLatinName(words.slice(phrase.from, phrase.to))

/** ҚазАқпарат, KAZINFORM, ҚазТАГ: a name of one word that says that it is of the press. */
export const isPressName = (word: Word | undefined): boolean =>
  word?.capital === true &&
  /\p{L}{2}-?(?:ақпарат|инфо|пресс|медиа|таг|aqparat|inform|info|press|media|news)$/u.test(word.lower)

/** Whether the word ends the name of a body, or is that whose official site it is. */
const isOfBody = (words: readonly Word[], at: number): boolean =>
  headType(words[at]) === 'organization' ||
  (words[at + 1]?.lower === 'ресми' && words[at]?.analyses[0]?.feats.Case === 'Gen')

/** Daily News, Alan-inform */
export const isLatinName = (words: readonly Word[]): boolean =>
  words.every(
    ({ form }, i) =>
      /^\p{Lu}[\p{Script=Latin}.]+$/u.test(form) ||
      (i > 0 && (/^[-+]$/u.test(form) || (words[i - 1]?.form === '-' && /^\p{Script=Latin}+$/u.test(form)))),
  )

/** "… деп хабарлайды Бізdiң Дала.": a name right after the verb, at the end of its sentence. */
export const isNamedLast = (words: readonly Word[], { from, to }: Phrase): boolean =>
  to - from <= 3 &&
  words
    .slice(from, to)
    .every(({ capital, kind, lower }, i) => kind === 'word' && (capital || (i > 0 && press.test(lower)))) &&
  (words.slice(to).every((word, i) => isPunctuation(word) || isOutletNoun(words, to + i)) ||
    isOpeningQuote(words[to])) &&
  /^(хабарлайды|хабарлады|жазады|жазды)$/u.test(words[from - 1]?.lower ?? '') &&
  words[from - 2]?.lower === 'деп'

/** How an outlet's name goes on in lower case: "Дала пресс", "Orda news". */
const press = /^(пресс|press|ньюс|news|медиа|media|инфо|info|таймс|times)$/u

/** "деп хабарлайды «Халық сөзі»": a name in quotation marks right after the verb. */
const isNamedAfterReport = (words: readonly Word[], { from }: Phrase): boolean =>
  /^(хабарлайды|хабарлады|жазады|жазды)$/u.test(words[from - 2]?.lower ?? '')

/** An agency, a portal or a paper of outlets.tsv; press services are origins. */
export const isListedOutlet = (words: readonly Word[], phrase: Phrase): boolean =>
  /^(agency|portal|newspaper|telegram)$/u.test(listedKind(words, phrase) ?? '')

const isPressService = (words: readonly Word[], phrase: Phrase): boolean =>
  listedKind(words, phrase) === 'press-service'

function listedKind(words: readonly Word[], { from, to }: Phrase): Outlet['kind'] | undefined {
  outletKinds ??= new Map(
    outlets().flatMap(({ name, aliases, kind }) => [name, ...aliases].map((one) => [one.toLowerCase(), kind] as const)),
  )
  const last = words[to - 1]
  const start = words.slice(from, to - 1).map((word) => word.form)
  return last === undefined ? undefined : outletKinds.get([...start, baseOf(last)].join(' ').toLowerCase())
}

let outletKinds: ReadonlyMap<string, Outlet['kind']> | undefined

const outletNouns =
  /^(портал|сайт|агенттік|тілші|газет|телеарна|телеканал|радио|басылым|арна|ақпарат|редакция|хаа|журнал)$/iu

export const isOutletNoun = (words: readonly Word[], at: number): boolean =>
  words[at]?.analyses.some(({ lemma }) => outletNouns.test(lemma)) === true && !isBodyAgency(words, at)

/** The kind of an outlet after its name, with possession: Ertis.kz | порталы. */
const isKindOfOutlet = (words: readonly Word[], at: number): boolean =>
  words[at]?.analyses.some(
    ({ lemma, feats }) => outletNouns.test(lemma) && (feats['Person[psor]'] === '3' || /хаа/iu.test(lemma)),
  ) === true && !isBodyAgency(words, at)

/**
 * "Қаржылық мониторинг | агенттігі" (the agency of financial monitoring) is a body: what an agency of the press is called
 * stands before it with a capital, in marks or in Latin, or says that it gives out news.
 */
const isBodyAgency = (words: readonly Word[], at: number): boolean => {
  const before = words[at - 1]
  return (
    words[at]?.analyses.some(({ lemma }) => lemma === 'агенттік') === true &&
    before?.kind === 'word' &&
    !before.capital &&
    /^\p{Script=Cyrillic}/u.test(before.form) &&
    !ofNews.test(before.lower) &&
    before.analyses[0]?.upos !== 'VERB' &&
    // In töte no name has a capital: there it is a word of no dictionary, and so is what stands before it.
    (isCommon(before) || isCommon(words[at - 2]))
  )
}

const isCommon = (word: Word | undefined): boolean =>
  word?.analyses[0]?.upos !== 'VERB' &&
  (/[лдт][ыі][қк]$/u.test(word?.lower ?? '') || uposes.some((upos) => isKnown(word, upos)))

const uposes = ['NOUN', 'ADJ', 'ADP', 'CCONJ'] as const

const ofNews =
  /^(хабар|ақпарат|ақпараттық|жаңалықтар|телеграф|телеграфтық|баспасөз|медиа|ұлттық|халықаралық|тәуелсіз)$/u

/** The end of an outlet's own name, without "порталы" or "агенттігі" after it. */
export function withoutKind(words: readonly Word[], from: number, to: number): number {
  let end = to
  // "Азаттық радиосы" (Radio Azattyq) is called so.
  while (
    end > from &&
    !(end - from <= 3 && isListedOutlet(words, { from, to: end })) &&
    (isOutletNoun(words, end - 1) || isChannelWord(words[end - 1]))
  )
    end--
  return end
}

/** What a body's own channel is called: "Ақорданың ресми Telegram арнасы" is Ақорда. */
export const isChannelWord = (word: Word | undefined): boolean =>
  /^(ресми|баспасөз|ақпараттық|ұлттық|республикалық|облыстық|әлеуметтік|жеке|желі(дегі)?|(telegram|facebook|instagram|twitter|tiktok|youtube|threads|телеграм|фейсбук|инстаграм|ютуб|твиттер)(-?([тд][ае]г[ыі]))?)$/u.test(
    word?.lower ?? '',
  ) || word?.analyses.some(({ lemma, feats }) => feats['Person[psor]'] === '3' && channels.test(lemma)) === true

const channels =
  /^(парақша|сайт|желі|хабарлама|мәлімдеме|релиз|баспасөз-релиз|арна|telegram-арна|телеграм-арна|мәлімет|дерек)$/iu

/** "Елбасы сайты" is named so, "Tengrinews порталы" by what stands before its kind: an address, a quotation, Latin, capitals. */
export function keepsKind(words: readonly Word[], before: number): boolean {
  const name = words[before - 2]
  if (!isOutletNoun(words, before - 1) || name === undefined || name.kind !== 'word') return false
  // "Үкіметтің ресми сайты" (the government's official site) is called so.
  if (name.lower === 'ресми' && words[ownerBefore(words, before - 3)]?.analyses[0]?.feats.Case === 'Gen')
    return isSite(words[before - 1])
  if (isChannelWord(name) || isOutletNoun(words, before - 2) || /\p{Script=Latin}/u.test(name.form)) return false
  const isAbbreviation = name.form.replace(/-.*/u, '').slice(1) !== name.form.replace(/-.*/u, '').slice(1).toLowerCase()
  return isSite(words[before - 1]) && !isAbbreviation && !isListedOutlet(words, { from: before - 2, to: before - 1 })
}

/** "федерациясының (ҚФФ) | ресми сайты": past what stands in brackets. */
const ownerBefore = (words: readonly Word[], at: number): number =>
  words[at]?.form === ')' ? words.findLastIndex(({ form }, i) => i < at && form === '(') - 1 : at

const isSite = (word: Word | undefined): boolean => word?.analyses.some(({ lemma }) => lemma === 'сайт') ?? false

/** Past the reporter, its closing quotation mark and its kind: where the origin may begin. */
export function afterOutlet(words: readonly Word[], reporter: Phrase, limit: number): number {
  // Ertis.kz | -ке: the case of an address
  const isCased = words[reporter.to]?.form === '-' && words[reporter.to]?.start === words[reporter.to - 1]?.end
  let at = isCased ? reporter.to + 2 : reporter.to
  while (at < limit && (isClosingQuote(words[at]) || isOutletNoun(words, at))) at++
  return at
}
