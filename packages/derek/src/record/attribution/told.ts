import type { Word } from '../../language/schema.js'
import { isClosingQuote, isOpeningQuote } from '../../language/words.js'
import { headType } from '../entities/organizations.js'
import type { Link } from './link.js'
import type { Phrase } from './name.js'
import { isListedOutlet, isOutletNoun, withoutKind } from './outlet.js'
import { phraseBefore } from './phrase.js'
import type { Text } from './text.js'

/** The outlet that somebody tells the article's news: "Ertis.kz тілшісіне айтты". */

/** "«Арай» газетіне берген сұхбатында" (in an interview given to), "Ertis.kz-ке айтты" (told), "… тілшісіне сұхбат берді". */
export function toldTo(words: readonly Word[]): Link | undefined {
  for (const [at, word] of words.entries()) {
    const isCased = word.form === '-' && /^(ке|ге|қа|ға)$/u.test(words[at + 1]?.lower ?? '')
    const isDative = isOutletNoun(words, at) && word.analyses[0]?.feats.Case === 'Dat'
    if (!isCased && !isDative) continue
    const end = withoutKind(words, 0, isCased ? at : at + 1)
    const close = isClosingQuote(words[end - 1]) ? end - 1 : undefined
    const from = close === undefined ? end - 1 : words.findLastIndex((one, i) => i < close && isOpeningQuote(one)) + 1
    const name = { from, to: close ?? end }
    const isNamed = close === undefined ? words[from]?.kind === 'url' || isListedOutlet(words, name) : from > 0
    const rest = words.slice(isCased ? at + 2 : at + 1)
    const isTelling =
      words.slice(0, from).some(({ lower }) => /^(деді|дейді|айтты|түсіндірді|мәлімдеді)$/u.test(lower)) ||
      rest.some(({ lower }) => telling.test(lower))
    if (isNamed && name.to > from && isTelling) return { ...name, role: 'publisher' }
  }
  return undefined
}

const telling =
  /^(сұхбат\p{L}*|пікір|айтты|айтып|айтқан|түсіндірді|баяндады|мәлімдеді|жеткізді|бөлісті|берді|деді|дейді|хабарлады|хабарлаған|хабарлағандай|мәлім)$/u

/**
 * What an outlet that speaks of itself is called: «Жағалау» … баяндайды (tells), "Ertis тілшілері ақпарат таратады" (its
 * reporters give out information).
 */
export function selfIn(words: readonly Word[]): Phrase | undefined {
  const last = words.findLast(({ kind }) => kind === 'word')?.lower ?? ''
  const close = words.findIndex((word, i) => i > 1 && i <= 4 && isClosingQuote(word))
  if (isOpeningQuote(words[0]) && close !== -1 && tellsNow.test(last)) return { from: 1, to: close }
  const reporters = words.findIndex(({ lower }, i) => i > 0 && /^тілші(?:лер)?(?:і|іміз)$/u.test(lower))
  if (reporters === -1 || !givingOut.test(last)) return undefined
  const to = isClosingQuote(words[reporters - 1]) ? reporters - 1 : reporters
  const from = to < reporters ? words.findLastIndex((word, i) => i < to && isOpeningQuote(word)) + 1 : to - 1
  return from < to ? { from, to } : undefined
}

const tellsNow = /^(баяндайды|жазады|хабарлайды|әңгімелейді|тарқатады|түсіндіреді|ұсынады)$/u
const givingOut = /^(хабарлайды|хабарлады|жеткізеді|жеткізді|баяндайды|таратады|таратты|таратуда|береді)$/u

/** The body that tells an outlet: "сотының баспасөз қызметінен | Ertis.kz-ке хабарлағандай", "Ertis.kz тілшісіне | соттан мәлім етті". */
export function tellerOf(words: readonly Word[], told: Link): Link | undefined {
  const verb = words.findIndex(({ lower }, i) => i > told.to && /^(хабарла|мәлім)/u.test(lower))
  if (verb === -1) return undefined
  const text: Text = {
    words,
    mentions: [],
    isUncased: false,
    isFirst: true,
    isLead: false,
    isByline: false,
    isSpoken: false,
  }
  const before = isOpeningQuote(words[told.from - 1]) ? told.from - 1 : told.from
  const after = words.findIndex((word, i) => i >= told.to && word.analyses[0]?.feats.Case === 'Dat') + 1
  const named = [phraseBefore(text, before, 0), phraseBefore(text, verb, Math.max(told.to, after))]
  const teller = named.find((phrase) => phrase !== undefined && headType(words[phrase.to - 1]) === 'organization')
  return teller === undefined ? undefined : { ...teller, role: 'origin' }
}
