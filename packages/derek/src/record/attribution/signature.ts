import { sourceLabels } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isOpeningQuote, isPunctuation } from '../../language/words.js'
import type { Link } from './link.js'
import type { Phrase } from './name.js'
import { isListedOutlet, isOutlet, isOutletNoun, keepsKind, withoutKind } from './outlet.js'
import { phraseBefore } from './phrase.js'
import { aboutWord, isShouted, isTold, reference, type Text } from './text.js'

/** Lines and sentences that name whose an article is without a verb that reports: "Дереккөз: X", a signature. */

/** "Дереккөз: X", "(Дереккөз: X)". */
export function labelled(words: readonly Word[]): Link | undefined {
  const start = words[0]?.form === '(' ? 1 : 0
  const mark = words.findIndex((word, i) => i > start && i <= start + 3 && (word.form === ':' || isDash(word)))
  if (
    mark === -1 ||
    !sourceLabels().has(
      words
        .slice(start, mark)
        .map(({ lower }) => lower)
        .join(' '),
    )
  )
    return undefined
  const end = words.findLastIndex((word) => !/^[.)]$/u.test(word.form)) + 1
  const to = keepsKind(words, end) ? end : withoutKind(words, mark + 1, end)
  return to <= mark + 1 ? undefined : { from: mark + 1, to, role: 'origin' }
}

/** "Материал «Арай» газетінен алынды" (was taken from), "Мәтін министрлік хабарламасы негізінде дайындалды" (prepared from). */
export function takenFrom(text: Text): Link | undefined {
  const { words } = text
  const end = words.findLastIndex((word) => !isPunctuation(word))
  const isAbout = /^(материал|мақала|ақпарат|мәтін|сұхбат|жаңалық)(ы|і|сы)?$/u.test(words[0]?.lower ?? '')
  if (!isAbout || !/^(алын|дайындал|әзірлен|көшіріл)/u.test(words[end]?.lower ?? '') || end > 12) return undefined
  const basis = words.findIndex((word) => /^(негізінде|бойынша)$/u.test(word.lower))
  const before = basis === -1 ? end : basis
  if (basis === -1 && words[before - 1]?.analyses[0]?.feats.Case !== 'Abl') return undefined
  const origin = phraseBefore(text, before, 1)
  return origin === undefined ? undefined : { ...origin, role: 'origin' }
}

/** The outlet's address or name in Latin on a line of its own, as some sign: "Abai.kz", "The Qazaq Times". */
export function signed(words: readonly Word[]): Link | undefined {
  const from = words.findIndex((word) => !isPunctuation(word))
  const to = words.findLastIndex((word) => !isPunctuation(word)) + 1
  const name = words.slice(from, to)
  const only = name.length === 1 ? name[0] : undefined
  const isAddress = only?.kind === 'url' && /^[\w-]+\.[a-z]{2,3}$/iu.test(only.form)
  // "Арай-ақпарат." as a sentence of its own
  const isPress = only !== undefined && /^\p{Lu}\p{L}+-(?:ақпарат|инфо|пресс|медиа)$/iu.test(only.form)
  return isAddress || isPress ? { from, to, role: 'publisher' } : undefined
}

/** "Бұл туралы Ertis.kz ақпараттық агенттігі.": the verb is left out. */
export function signedInFull({ words }: Text): Link | undefined {
  const isOpen = words[0]?.lower === 'бұл' && aboutWord.test(words[1]?.lower ?? '')
  if (!isOpen || words.some(({ analyses }) => analyses[0]?.feats.VerbForm !== undefined)) return undefined
  const end = words.at(-1)?.form === '.' ? words.length - 1 : words.length
  const to = withoutKind(words, 2, end)
  return to > 2 && to < end && to - 2 <= 4 && isOutlet(words, { from: 2, to })
    ? { from: 2, to, role: 'publisher' }
    : undefined
}

/** The outlet's or the press service's name as the last line: «Арай», "Қаржы министрлігінің баспасөз қызметі". */
export function signedByName(text: Text): Link | undefined {
  const { words } = text
  if (words.length > 9 || words.some(({ analyses }) => analyses[0]?.feats.VerbForm === 'Fin')) return undefined
  const end = words.at(-1)?.form === '.' ? words.length - 1 : words.length
  const isQuoted = isOpeningQuote(words[0]) && isClosingQuote(words[end - 1])
  // "(Арай)"
  const isBracketed = words[0]?.form === '(' && words[end - 1]?.form === ')'
  const name: Phrase = isQuoted || isBracketed ? { from: 1, to: end - 1 } : { from: 0, to: withoutKind(words, 0, end) }
  const inner = words.slice(name.from, name.to)
  const isName =
    inner.length > 0 && inner.length <= 4 && inner[0]?.capital === true && inner.every(({ kind }) => kind === 'word')
  const isPress = inner.length > 2 && inner.at(-2)?.lower === 'баспасөз' && inner.at(-1)?.lower === 'қызметі'
  // A press service that signs has given the text out: a press release.
  if (isPress) return { ...name, role: 'origin' }
  return (isQuoted && isName) || (inner.length > 0 && isListedOutlet(words, name))
    ? { ...name, role: 'publisher' }
    : undefined
}

/** "Айгүл СЕЙІТҚЫЗЫ, «Арай»", "Асан Үсен, Ertis.kz", "«Арай» газетінің тілшісі": who wrote it, and for which outlet. */
export function signedByHand({ words }: Text): Link | undefined {
  const isSentence = words.some(({ lower, analyses }) => reference.test(lower) || isTold(analyses[0]?.feats))
  if (isSentence || words.length > 14) return undefined
  const ending = words.findLastIndex((word) => !isPunctuation(word) || isClosingQuote(word))
  // "…, «Арай», АСТАНА": where it was written.
  const last = words[ending - 1]?.form === ',' && isShouted(words[ending]) ? ending - 2 : ending
  let end = last + 1
  while (end > 0 && (isOutletNoun(words, end - 1) || /^(үшін|арнайы|меншікті)$/u.test(words[end - 1]?.lower ?? '')))
    end--
  const isNamed = end < last + 1
  const close = isClosingQuote(words[end - 1]) ? end - 1 : undefined
  const from = close === undefined ? end - 1 : words.findLastIndex((word, i) => i < close && isOpeningQuote(word)) + 1
  const name = { from, to: close ?? end }
  const isQuoted = close !== undefined && from > 0 && name.to > from && words[from]?.capital === true
  // An outlet may be called after a town: without marks, its kind must follow.
  const isWhole = words[name.from]?.kind === 'url' || (isNamed && isListedOutlet(words, name))
  const before = words[isQuoted ? from - 2 : from - 1]
  const follows = isNamed || before?.form === ',' || isDash(before) || /^(арнайы|арналы)$/u.test(before?.lower ?? '')
  return follows && (isQuoted || isWhole) ? { ...name, role: 'publisher' } : undefined
}
