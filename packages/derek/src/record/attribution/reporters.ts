import type { Word } from '../../language/schema.js'
import { isClosingQuote, isOpeningQuote, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { headType } from '../entities/organizations.js'
import type { Link } from './link.js'
import type { Phrase } from './name.js'
import {
  afterOutlet,
  isChannelWord,
  isLatinName,
  isListedOutlet,
  isNamedLast,
  isOutlet,
  isOutletNoun,
  isPressName,
  keepsKind,
  withoutKind,
} from './outlet.js'
import {
  isAdverb,
  isKindOfBody,
  isOrganization,
  isPointing,
  isPressService,
  isWithinName,
  phraseBefore,
  trimmed,
} from './phrase.js'
import type { ReportCue } from './reports.js'
import { aboutWord, isTold, type Text } from './text.js'
import { isGiving } from './viewpoint.js'

/** Who reports an article, by its verbs that do: "… деп хабарлайды X порталы Y-ға сілтеме жасап". */

interface Reporter extends Phrase {
  /** Whether it stands before its verb. */
  readonly isBefore: boolean
  /** Whether its verb says that it has reported, and not that it does. */
  readonly isPast?: boolean
}

/** Who reports, the outermost first, by which verbs, and to whom the sentence refers. */
export function whoReports(
  text: Text,
  cues: readonly ReportCue[],
  refer: number,
): {
  readonly origin: Phrase | undefined
  readonly reporters: readonly Reporter[]
  readonly reported: readonly number[]
} {
  const { words, mentions } = text
  const isReporter = (phrase: Phrase): boolean => {
    const within = mentions.filter((m) => m.from >= phrase.from && m.to <= phrase.to)
    if (within.some(({ kind }) => kind === 'pronoun')) return false
    // "ведомство хабарлады": a common noun alone names nobody.
    const only = phrase.to - phrase.from === 1 ? words[phrase.from] : undefined
    if (only?.kind === 'word' && !only.capital && !text.isUncased) return false
    if (isOutlet(words, phrase)) return true
    // «Дала энерго» ЖШС: what its marks hold is no person.
    const last = words[phrase.to - 1]
    if (isOpeningQuote(words[phrase.from]) && last !== undefined && isKindOfBody(last)) return true
    // ВВС, ІІМ, and in töte a word without a vowel: an abbreviation names a body or an outlet.
    if (only?.kind === 'word' && (/^\p{Lu}{2,5}$/u.test(only.form) || (text.isUncased && vowelless.test(only.lower))))
      return !within.some(({ type }) => type === 'person')
    // "Президенттің | баспасөз қызметі": the service reports, not its chief.
    const isOfBody = headType(words[phrase.to - 1]) === 'organization'
    if (within.some(({ type, to }) => type === 'person' && !(isOfBody && to < phrase.to))) return false
    if (isNamedLast(words, phrase)) return true
    return isOrganization(text, phrase) || isOpeningQuote(words[phrase.from - 1])
  }
  const reporters: Reporter[] = []
  const reported: number[] = []
  let end = 0
  for (const cue of cues.toReversed()) {
    const { from, at } = cue
    const isReferring = refer !== -1 && refer < at
    const after = phraseAfter(words, cue.to - 1, refer)
    const isOrigin = after !== undefined && refer > at && afterOutlet(words, after, refer) === refer
    const found =
      (isOrigin ? undefined : after) ??
      (isOrigin ? undefined : subjectBefore(text, cue, isReferring ? refer + 1 : 0)) ??
      (isReferring ? outletBeforeOrigin(words, refer) : undefined) ??
      reporterAfterReference(text, refer, isReferring ? from : words.length)
    // "департамент «…» деп хабарлады": what it said stands in marks.
    const isJoined = words[from - 1]?.lower === 'деп' && !isClosingQuote(words[from - 2])
    // "Сәрсенов … жоқ деп жазды" (wrote that there was none): somebody has said it.
    const isSaid = !cue.passive && mentions.some(isSayer(words, from))
    if (found === undefined && isJoined && !isSaid && !cue.isSpeech) reported.push(at)
    if (found === undefined || !isReporter(found) || reporters.some(({ from }) => from === found.from)) continue
    if (cue.isSpeech && !isPressService(words, found)) continue
    const told = found.from > at ? toldBetween(text, found, refer) : undefined
    if (told?.publisher !== undefined) reporters.push({ ...told.publisher, isBefore: false })
    reporters.push({
      ...found,
      isBefore: found.from < at,
      isPast: words[cue.to - 1]?.analyses[0]?.feats.Tense === 'Past',
    })
    // "Бұл туралы CNN тілшісі Дэниел Дейл хабарлады": the reporter is the outlet, and who says so is its man.
    const isOfPerson = mentions.some(
      ({ type, from: start, to }) => type === 'person' && start >= found.to && to <= from,
    )
    if (told?.origin !== undefined) reporters.push({ ...told.origin, isBefore: false })
    if (!isOfPerson && !cue.isSpeech) reported.push(at)
    if (found.from > refer) end = Math.max(end, refer > at ? cue.to : 0)
    else if (refer > (found.from > at ? at : found.to)) end = afterOutlet(words, found, refer)
  }
  const signer = reporters.length === 0 ? signedAfterReference(words, refer) : undefined
  if (signer !== undefined) reporters.push({ ...signer, isBefore: false })
  const named = refer === -1 ? undefined : phraseBefore(text, refer, end)
  // "министрдің сөзіне сілтеме жасап": whose words they are, a person has said.
  const isSaid = named !== undefined && words[named.to - 1]?.analyses.some(({ lemma }) => lemma === 'сөз') === true
  return { reporters, reported, origin: isSaid ? undefined : named }
}

const vowelless = /^[бвгғджзйкқлмнңпрстфхһцчшщ]{2,4}$/u

/** Whether a mention opens a sentence as the subject of its last verb. */
const isSayer =
  (words: readonly Word[], cue: number) =>
  ({ type, from, to, title, case: form }: Linked): boolean =>
    type === 'person' &&
    form === 'Nom' &&
    to < cue &&
    words[cue - 2]?.form !== ',' &&
    words.slice(0, title?.from ?? from).every((word) => word.analyses[0]?.feats.VerbForm === undefined)

/** Publisher, relays, origin: the outermost reporter publishes where another stands behind it or it is an outlet. */
export function withRoles(
  words: readonly Word[],
  reporters: readonly Reporter[],
  origin: Phrase | undefined,
): readonly Link[] {
  const links = reporters.map(({ isBefore, isPast, ...reporter }, i): Link => {
    const isInnermost = i === reporters.length - 1 && origin === undefined
    const isFirst = i === 0 && (isOutlet(words, reporter) || !isInnermost)
    const role = isFirst ? 'publisher' : isInnermost ? 'origin' : 'relay'
    // "деп хабарлады Tobyl.kz": what another site has reported is taken from it; what it "reports", it publishes.
    const isTaken = isPast === true && isNamedSite(words, reporter)
    return { ...reporter, role, inPassing: isInnermost && (isBefore || isTaken) }
  })
  return origin === undefined ? links : [...links, { ...origin, role: 'origin' }]
}

/** "РИА Новости мен ТАСС": two of the press are two links. */
export function apart(words: readonly Word[], link: Link): readonly Link[] {
  const joint = words.findIndex(
    ({ lower }, i) => i > link.from && i < link.to - 1 && /^(мен|пен|бен|және)$/u.test(lower),
  )
  if (joint === -1) return [link]
  const pair = [
    { ...link, to: joint },
    { ...link, from: joint + 1 },
  ]
  return pair.every((one) => isPress(words, one)) ? pair : [link]
}

/** An outlet's name without its kind: a listed one, a Latin one, an address, an abbreviation. */
const isPress = (words: readonly Word[], phrase: Phrase): boolean =>
  isListedOutlet(words, phrase) ||
  words
    .slice(phrase.from, phrase.to)
    .some(({ form, kind }) => kind === 'url' || /^(?:\p{Lu}{2,}|\p{Lu}?\p{Script=Latin}+)$/u.test(form))

const isNamedSite = (words: readonly Word[], reporter: Phrase): boolean =>
  words[reporter.to - 1]?.kind === 'url' || isPressName(words[reporter.to - 1]) || isListedOutlet(words, reporter)

/** "хабарлады Tobyl.kz-ке | министрліктен", "хабарлады баспасөз қызметі | Tobyl.kz порталына": an outlet is told by a body. */
function toldBetween(
  text: Text,
  found: Phrase,
  refer: number,
): { readonly publisher?: Phrase; readonly origin?: Phrase } | undefined {
  const { words } = text
  const from = afterOutlet(words, found, words.length)
  if (refer !== -1 || from >= words.length) return undefined
  if (words[from]?.kind === 'url') {
    const named = { from, to: from + 1 }
    if (!isOutlet(words, found)) return { publisher: named }
    return /^[тд][ае]н$/u.test(words[from + 2]?.lower ?? '') ? { origin: named } : undefined
  }
  const stop = words.findIndex((word, i) => i >= from && isPunctuation(word) && !isWithinName(word))
  const to = stop === -1 ? words.length : stop
  // "хабарлады Tobyl.kz-ке | облыс әкімдігінің баспасөз қызметі": who told it is its subject, or whom it has it from.
  const isTold = /^[қкғг][ае]$/u.test(words[from - 1]?.lower ?? '') && words[from - 2]?.form === '-'
  const form = words[to - 1]?.analyses[0]?.feats.Case
  if (to <= from || !(form === 'Abl' || (isTold && form === 'Nom')) || !isOutlet(words, found)) return undefined
  const origin = trimmed(text, from, to)
  return origin === undefined || !isOrganization(text, origin) ? undefined : { origin }
}

/** "Бұл туралы | «Арай» агенттігі | Ақордаға сілтеме жасап хабарлайды": the outlet stands before whom it refers to. */
function outletBeforeOrigin(words: readonly Word[], refer: number): Phrase | undefined {
  const joint = words.findLastIndex(
    (word, i) => i < refer && (/^(деп|жөнінде)$/u.test(word.lower) || aboutWord.test(word.lower) || word.form === ','),
  )
  const from = isOpeningQuote(words[joint + 1]) ? joint + 2 : joint + 1
  for (let to = from + 1; to < refer; to++) {
    const next = afterOutlet(words, { from, to }, refer)
    const isNominative = words[next - 1]?.kind === 'url' || words[next - 1]?.analyses[0]?.feats.Case === 'Nom'
    const isQuoted = isOpeningQuote(words[from - 1]) && isClosingQuote(words[to])
    if (next < refer && (isQuoted || (isNominative && isOutlet(words, { from, to })))) return { from, to }
  }
  return undefined
}

/** "Y-ға сілтеме жасаған | X порталы …", "деп жазады Y-ға сілтеме жасап | X": the reporter stands after whom it refers to. */
function reporterAfterReference({ words }: Text, refer: number, limit: number): Phrase | undefined {
  if (refer === -1) return undefined
  const isMade = words[refer + 1]?.analyses.some(({ lemma }) => lemma === 'жаса') === true
  let start = isMade ? refer + 2 : refer + 1
  while (/^(отырып|,)$/u.test(words[start]?.lower ?? '')) start++
  const from = isOpeningQuote(words[start]) ? start + 1 : start
  for (let to = from + 1; to <= Math.min(limit, from + 4); to++) {
    if (isPunctuation(words[to - 1]) && !isOpeningQuote(words[from - 1])) return undefined
    const isQuoted = isOpeningQuote(words[from - 1]) && isClosingQuote(words[to])
    if (isQuoted || (!isOpeningQuote(words[from - 1]) && isOutlet(words, { from, to })))
      return { from, to: withoutKind(words, from, to) }
  }
  return undefined
}

/** "Бұл туралы Ақордаға сілтеме жасап, Ertis.kz тілшісі.": the verb is left out. */
function signedAfterReference(words: readonly Word[], refer: number): Phrase | undefined {
  const comma = words.findIndex((word, i) => i > refer && word.form === ',')
  const end = words.at(-1)?.form === '.' ? words.length - 1 : words.length
  if (refer === -1 || comma === -1 || words.slice(comma).some(({ analyses }) => isTold(analyses[0]?.feats)))
    return undefined
  const phrase = { from: comma + 1, to: withoutKind(words, comma + 1, end) }
  return phrase.to > phrase.from && isOutlet(words, phrase) ? phrase : undefined
}

/** The outlet named after the verb: "хабарлайды | KAZ.NUR.KZ | порталы". */
function phraseAfter(words: readonly Word[], cue: number, refer: number): Phrase | undefined {
  const from = isPointing(words[cue + 1]) ? cue + 2 : cue + 1
  const first = words[from]
  if (first === undefined || (isPunctuation(first) && !isOpeningQuote(first))) return undefined
  const limit = refer > cue ? refer : words.length
  if (isOpeningQuote(first)) {
    const close = words.findIndex((word, i) => i > from && i < limit && isClosingQuote(word))
    if (close === -1) return undefined
    const body = refer > cue ? undefined : bodyAfter(words, close, limit)
    return body === undefined ? { from: from + 1, to: close } : { from, to: body }
  }
  // "деп мәлімдеді Арай.kz-ке | берген сұхбатында министр …": whom it was said to.
  if (first.kind === 'url') return words[from + 3]?.lower === 'берген' ? undefined : { from, to: from + 1 }
  const isUrl = (at: number): boolean => words[at]?.kind === 'url'
  // "хабарлайды сот залынан | Ertis.kz тілшісі": from where it reports.
  const site = first.capital ? -1 : words.slice(from, from + 4).findIndex(({ kind }) => kind === 'url')
  if (site > 0 && words[from + site - 1]?.analyses[0]?.feats.Case === 'Abl')
    return { from: from + site, to: from + site + 1 }
  let to = from
  for (; to < limit; to++) {
    const word = words[to]
    if (word === undefined || (isPunctuation(word) && word.form !== '-' && !(refer > cue && isOpeningQuote(word))))
      break
    // "X Y-ға сілтеме жасап": the reporter ends at its kind, or where the genitive or dative of the origin begins.
    // "Ertis Media | РИА Новостиге": where the script changes, another name begins.
    const isOther =
      to > from && word.capital && /^\p{Script=Cyrillic}/u.test(word.form) && isLatinName(words.slice(from, to))
    const isNext =
      refer > cue &&
      (isOther ||
        isAfterName(words, from, to) ||
        startsOrigin(word) ||
        isOpeningQuote(word) ||
        (word.capital && isListedOutlet(words, { from, to })))
    if (to > from && (isOutletNoun(words, to - 1) || isUrl(to) || isNext)) break
  }
  const isOfficial = words[to - 2]?.lower === 'ресми' && keepsKind(words, to)
  const end = isOfficial ? to : withoutKind(words, from, to)
  return end > from ? { from, to: end } : undefined
}

const isLegalForm = (word: Word | undefined): boolean => /^(?:АҚ|ЖШС|КЕАҚ|РМК|МКК)$/u.test(word?.form ?? '')

/** «ҚазТрансКен» АҚ, «Тобыл» футбол клубының | ресми сайты: a body named in marks goes on to its kind. */
function bodyAfter(words: readonly Word[], close: number, limit: number): number | undefined {
  // «ҚазАвтоЖол» ҰК» АҚ: of two closing marks, only the first may stand.
  const stop = words.findIndex(
    (word, i) => i > close && i < limit && isPunctuation(word) && !(isClosingQuote(word) && isLegalForm(words[i + 1])),
  )
  const last = stop === -1 ? limit : stop
  // «Арай» тілшісі …, «Арай» министрліктен: an outlet, and where it has its news from.
  if (isOutletNoun(words, close + 1) || /^(Abl|Dat|Loc)$/u.test(words[last - 1]?.analyses[0]?.feats.Case ?? ''))
    return undefined
  const end = withoutKind(words, close + 1, last)
  const head = words.findLastIndex((word, i) => i > close && i < end && isKindOfBody(word))
  return head === -1 || head - close > 5 || words.slice(close + 1, head).some(startsOrigin) ? undefined : head + 1
}

/** "ҚазАқпарат | облыстық басқарманың": a name with a capital inside, or a listed one, and then no kind of outlet. */
const isAfterName = (words: readonly Word[], from: number, to: number): boolean =>
  to > from &&
  !isOutletNoun(words, to) &&
  !/^(ресми|ақпараттық|ұлттық|халықаралық)$/u.test(words[to]?.lower ?? '') &&
  ((to - from === 1 && isPressName(words[from])) ||
    // "Baige News | Tasnim": a name that ends with what it is.
    (to - from > 1 && /^(?:news|media|press|tv|times|today|inform)$/u.test(words[to - 1]?.lower ?? '')) ||
    isListedOutlet(words, { from, to }))

const startsOrigin = (word: Word): boolean => word.capital && word.analyses.some((a) => a.feats.Case === 'Gen')

/** "Бұл туралы X хабарлады", "Y-ға сілтеме жасап, X хабарлайды": the reporter before the verb. */
function subjectBefore(text: Text, cue: ReportCue, first: number): Phrase | undefined {
  const { words } = text
  // "осылай деп жазды" (wrote so)
  const isSo = words[cue.from - 1]?.lower === 'деп' && /^(осылай|былай)$/u.test(words[cue.from - 2]?.lower ?? '')
  const to = isSo ? cue.from - 2 : cue.from
  // "…жүргізгенін хабарлады": what is reported stands right before the verb; it is a statement.
  if (words[to - 1]?.lower === 'деп' || words[to - 1]?.analyses[0]?.feats.Case === 'Acc') return undefined
  if (cue.passive && words[to - 1]?.analyses[0]?.feats.Case !== 'Loc') return undefined
  const giving = words.findLastIndex((_, i) => i > first && i < to && to - i <= 4 && isGiving(words, i))
  if (giving !== -1) return phraseBefore(text, giving, first)
  let from = to
  for (let i = to - 1; i >= first && to - i <= 12; i--) {
    const word = words[i]
    if (word === undefined || (isPunctuation(word) && !isWithinName(word))) break
    if (/^(деп|деген|бұл|жасап|жасай)$/u.test(word.lower) || aboutWord.test(word.lower) || isAdverb(word)) break
    // "Бұл туралы мәлімет | министрліктің сайтында": what was published.
    if (/^(мәлімет|ақпарат|хабарлама|хабар|дерек)$/u.test(word.lower) && aboutWord.test(words[i - 1]?.lower ?? ''))
      break
    if (word.analyses[0]?.feats.VerbForm === 'Conv') break
    // "Үкімет отырысында | Энергетика министрлігі": where it was reported is no part of who did.
    if (i < to - 1 && isAdverbial(word)) break
    from = i
  }
  // "CNN тілшісі Ғабит Сәрсенов": who reports is the outlet.
  const reporter = words.findIndex((word, i) => i > from && i < to - 1 && /^тілшісі$/u.test(word.lower))
  return trimmed(text, from, withoutKind(words, from, reporter === -1 ? withoutPage(words, from, to) : reporter))
}

/** "облыс әкімдігі | Facebook парақшасында": the page of a network is no part of a name. */
function withoutPage(words: readonly Word[], from: number, to: number): number {
  const isPage = words[to - 1]?.analyses.some(({ lemma, feats }) => pages.test(lemma) && feats.Case === 'Loc') === true
  if (!isPage) return to
  let end = to - 1
  while (
    end > from &&
    (isChannelWord(words[end - 1]) || /^(-|тегі|дегі|тағы|дағы|өз|өзінің)$/u.test(words[end - 1]?.lower ?? ''))
  )
    end--
  return end
}

const pages = /^(парақша|бет|аккаунт|арна|желі|профиль)$/u

const isAdverbial = (word: Word): boolean => {
  const first = word.analyses[0]
  // "Украинадағы | елшілігі" (the embassy in Ukraine): what says which one is part of a name.
  if (/[дт][ае][ғг][ыі]$/u.test(word.lower)) return false
  return /^(Loc|Abl|Ins|Acc)$/u.test(first?.feats.Case ?? '') && first?.feats.VerbForm === undefined
}
