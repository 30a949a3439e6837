import type { Word } from '../../language/schema.js'
import { isClosingQuote, isKnown, isOpeningQuote, isPunctuation } from '../../language/words.js'
import { headType } from '../entities/organizations.js'
import type { Phrase } from './name.js'
import { isOutletNoun, keepsKind, withoutKind } from './outlet.js'
import type { Text } from './text.js'

/** The phrase by which a source is named: where it begins and ends. */

/** The noun phrase that ends before a word: "Ақорданың баспасөз қызметіне | сілтеме". It begins at `first` or later. */
export function phraseBefore(text: Text, before: number, first: number): Phrase | undefined {
  const { words } = text
  const isMedia = text.mentions.some(({ to: end, listedKind }) => end === before - 1 && listedKind === 'media')
  const to = keepsKind(words, before) && !isMedia ? before : withoutKind(words, first, before)
  const close = isClosingQuote(words[to - 1]) ? to - 1 : undefined
  let from = to
  for (let i = to - 1; i >= first && to - i <= 14; i--) {
    const word = words[i]
    if (word === undefined || (isPunctuation(word) && !isWithinName(word))) break
    if (/^(деп|бұл|туралы|осы|өз|кезегінде)$/u.test(word.lower) || isAdverb(word)) break
    if (
      word.analyses[0]?.feats.VerbForm === 'Fin' ||
      (i < to - 1 && isOutletNoun(words, i) && !isOpeningQuote(words[i - 1]))
    )
      break
    from = i
  }
  return trimmed(text, from, close ?? to)
}

/** "жемқорлыққа қарсы | іс-қимыл агенттігі": against what an agency is, is part of its name. */
export const isAdverb = (word: Word): boolean => isKnown(word, 'ADV') && word.lower !== 'қарсы'

/** Quotation marks, brackets and hyphens may stand inside a name: "Төтенше жағдайлар министрлігінің (ТЖМ) баспасөз қызметі". */
export const isWithinName = (word: Word): boolean =>
  isOpeningQuote(word) || isClosingQuote(word) || /^[()-]$/u.test(word.form)

/** From the first capital, or the whole where its head says that it is a body: "облыс әкімдігінің баспасөз қызметі". */
export function trimmed({ words, isUncased }: Text, first: number, to: number): Phrase | undefined {
  // "осы палатаның баспасөз қызметі" (this chamber's press service), "Арай.kz-ке | министрлік": neither what points nor
  // who was told is part of the name.
  const told = words.findLastIndex(
    (word, i) =>
      i >= first &&
      i < to - 2 &&
      ((word.form === '-' && words[i - 1]?.kind === 'url' && /^[қкғг][ае]$/u.test(words[i + 1]?.lower ?? '')) ||
        (isOutletNoun(words, i + 1) && words[i + 1]?.analyses[0]?.feats.Case === 'Dat')),
  )
  const from = told === -1 ? (isPointing(words[first]) ? first + 1 : first) : told + 2
  const capital = words.findIndex((word, i) => i >= from && i < to && /^[\p{Lu}«"“]/u.test(word.form))
  const isBody = headType(words[to - 1]) === 'organization' || words[to - 1]?.kind === 'url'
  // Töte has no capitals: there a phrase begins where it begins.
  const start = capital === -1 ? (isBody || isUncased ? from : -1) : withPlace(words, from, capital)
  if (start === -1 || start >= to) return undefined
  // "ведомство" alone names nobody, nor does "Дереккөз" (the source).
  const isCommon = words[start]?.capital === false || common.test(words[start]?.lower ?? '')
  if (to - start === 2 && /^(баспасөз|әлеуметтік)$/u.test(words[start]?.lower ?? '')) return undefined
  if (to - start === 3 && /^ведомство/u.test(words[start]?.lower ?? '')) return undefined
  // "өткен баспасөз мәслихатында": a press conference reports nothing itself.
  if (words[to - 2]?.lower === 'баспасөз' && /^(?:мәслихат|конференция)/u.test(words[to - 1]?.lower ?? ''))
    return undefined
  if (to - start === 1 && words[start]?.kind === 'word' && !isUncased && isCommon) return undefined
  const url = words.findIndex((word, i) => i >= start && i < to && word.kind === 'url')
  if (url !== -1 && words.slice(url + 1, to).every((word) => word.form.length <= 4)) return { from: url, to: url + 1 }
  // "Telegram-дағы «Арай»": the channel, not the network.
  const isOnNetwork =
    isClosingQuote(words[to]) && /^(?:telegram|телеграм|facebook|instagram|youtube)/iu.test(words[start]?.form ?? '')
  const marked = isOnNetwork ? words.findIndex((word, i) => i > start && i < to && isOpeningQuote(word)) : -1
  if (marked !== -1) return { from: marked + 1, to }
  // "Ресейдің | ТАСС агенттігі": whose land an outlet is of is no part of its name.
  const isOfLand = to - start === 2 && words[start]?.analyses[0]?.feats.Case === 'Gen' && isPlainOutlet(words, to)
  if (isOfLand) return { from: start + 1, to }
  const opens = isOpeningQuote(words[start])
  const close = words.findIndex((word, i) => i > start && i < to && isClosingQuote(word))
  // «Арай» агенттігі is named Арай; «Қазсушар» кәсіпорнының баспасөз қызметі keeps its quotation marks.
  if (opens && (close === -1 || close === to - 1)) return { from: start + 1, to: close === -1 ? to : close }
  return { from: start, to }
}

/** "қалалық | Полиция департаменті" (the city's): what says which one begins the name, though it has no capital. */
const withPlace = (words: readonly Word[], first: number, capital: number): number =>
  capital > first && /^(қалалық|облыстық|аудандық|өңірлік|аймақтық)$/u.test(words[capital - 1]?.lower ?? '')
    ? capital - 1
    : capital

/** ТАСС, UzA before the kind of outlet that it is */
const isPlainOutlet = (words: readonly Word[], to: number): boolean =>
  isOutletNoun(words, to) && /^(?:\p{Lu}{2,}|\p{Script=Latin}+)$/u.test(words[to - 1]?.form ?? '')

/** "полиция департаментінің | баспасөз қызметі" */
export const isPressService = (words: readonly Word[], { to }: Phrase): boolean =>
  words[to - 2]?.lower === 'баспасөз' && /^қызмет/u.test(words[to - 1]?.lower ?? '')

/** What names nobody alone, though it begin a sentence with a capital: "Министрліктің мәліметінше" (by the ministry's data). */
const common =
  /^(дереккөз|автор|сайт|редакция|ведомство|мекеме|министрлі[кг]|әкімді[кг]|департамент|басқарма|комитет|компания|ұйым|полиция|бақ(?!\p{L})|telegram|instagram|facebook)/u

export const isPointing = (word: Word | undefined): boolean =>
  /^(осы|бұл|сол|аталған|аталмыш|мұны|бұны|оны)$/u.test(word?.lower ?? '')

export const isOrganization = ({ words, mentions }: Text, phrase: Phrase): boolean =>
  headType(words[phrase.to - 1]) === 'organization' ||
  // "прокуратураның | ресми өкілі": a man of a body is none.
  mentions.some((m) => m.type === 'organization' && m.from >= phrase.from && m.to <= phrase.to && m.to >= phrase.to - 1)

export const isKindOfBody = (word: Word): boolean =>
  headType(word) === 'organization' || /^(АҚ|ЖШС|КЕАҚ|ҰАҚ|РМК|АО|ТОО|ЖК)(-\p{Ll}+)?$/u.test(word.form)
