import type { Word } from '../../language/schema.js'
import { isDash, isPunctuation } from '../../language/words.js'
import { lookUpName } from '../entities/gazetteer.js'
import type { Link } from './link.js'
import { isListedOutlet, isOutletNoun, withoutKind } from './outlet.js'
import { isShouted } from './text.js'

/** The outlet of a dateline: "АСТАНА. 12 мамыр – Арай." */

/**
 * "АСТАНА. 12 мамыр – Арай.", "АСТАНА. KAZINFORM – …": after the place and the day, before a dash or a full stop,
 * stands the outlet.
 */
export function datelined(words: readonly Word[], isUncased: boolean): Link | undefined {
  const first = words[0]
  // "Арай агенттігі, Алматы, 10 шілде": the outlet, the place and the day.
  const comma = words.findIndex((word) => word.form === ',')
  if (comma > 1 && comma <= 5 && isOutletNoun(words, comma - 1)) {
    return { from: 0, to: withoutKind(words, 0, comma), role: 'publisher' }
  }
  const bracketed = inBrackets(words, isUncased)
  if (bracketed !== undefined) return bracketed
  if (first === undefined || !/^\p{Lu}/u.test(first.form)) return undefined
  if (!/^[.,]$/u.test(words[1]?.form ?? '') && first.kind !== 'abbreviation') return undefined
  // "АСТАНА. Қыркүйектің 22-сі. Арай. …": the outlet between full stops.
  const stops = words.flatMap((word, i) => (i <= 12 && word.form === '.' ? [i] : []))
  for (const [i, stop] of stops.entries()) {
    const name = { from: stop + 1, to: stops[i + 1] ?? stop + 1 }
    if (name.to > name.from && isListedOutlet(words, name)) return { ...name, role: 'publisher' }
    // "АСТАНА. 12 мамыр. ТобылАқпарат. …": a name alone after the day, with a capital inside.
    const isAfterDay = words.slice(0, stop).some(({ kind }) => kind === 'number') && isShouted(first)
    if (name.to - name.from === 1 && isAfterDay && isCamel(words[name.from])) return { ...name, role: 'publisher' }
  }
  // "Ақтау, TOBYL. …": a name in Latin between the place and the text.
  const until = stops[0] ?? -1
  if (words[1]?.form === ',' && (until === 3 || until === 4) && words.slice(2, until).every(isLatinShout)) {
    return { from: 2, to: until, role: 'publisher' }
  }
  // "ХЕЛЬСИНКИ, 29 маусым. (ТАСС).", "(ТАСС-тың арнаулы тілшісі).": a listed agency in brackets after the day.
  const open = words.findIndex(({ form }, i) => i >= 2 && i <= 9 && form === '(')
  const agency = open === -1 ? undefined : words[open + 1]?.form.replace(/-\p{Ll}+$/u, '')
  if (agency !== undefined && lookUpName(agency)?.kind === 'media') {
    return { from: open + 1, to: open + 2, role: 'publisher' }
  }
  // "ТобылАқпарат. ҚОСТАНАЙ. – …": the outlet before the place.
  if (stops[0] === 1 && isCamel(first) && isShouted(words[2])) return { from: 0, to: 1, role: 'publisher' }
  // "АСТАНА, 12 мамыр. /Арай-ақпарат/."
  const slash = words.findIndex((word, i) => i >= 2 && i <= 9 && word.form === '/')
  const closed = slash === -1 ? -1 : words.findIndex((word, i) => i > slash + 1 && i <= slash + 6 && word.form === '/')
  if (closed !== -1) return { from: slash + 1, to: closed, role: 'publisher' }
  const dash = words.findIndex((word, i) => i >= 2 && i <= 9 && isDash(word))
  if (dash === -1) return undefined
  const named = outletIn(words, 2, dash)
  if (named !== undefined) return named
  const isDated = words.slice(0, dash).some(({ kind }) => kind === 'number')
  const stop = words.findIndex((word, i) => i > dash && word.form === '.')
  return isDated && first.form === first.form.toUpperCase() && stop - dash <= 6
    ? outletIn(words, dash + 1, stop === -1 ? words.length : stop)
    : undefined
}

/** "НҰР-СҰЛТАН, 3 наурыз –", "Алматы, TOBYL.": a listed place opens the text, and a comma or a full stop ends it. */
export const isPlaceFirst = (words: readonly Word[]): boolean => {
  const end = words.findIndex(({ form }) => /^[.,]$/u.test(form))
  const name = words.slice(0, Math.max(0, end)).map(({ form }) => form)
  return end >= 1 && end <= 3 && lookUpName(name.join(' '))?.type === 'place'
}

const isLatinShout = ({ form }: Word): boolean => /^[A-Z][A-Z\d.-]+$/u.test(form)

/** ҚазАқпарат, QazInform, KAZINFORM.KZ */
const isCamel = (word: Word | undefined): boolean =>
  word !== undefined && (word.kind === 'url' || /^\p{Lu}\p{Ll}+\p{Lu}/u.test(word.form))

/** "БЕЙЖІҢ, 12 мамыр (Арай) – …", as Chinese agencies have it, in töte too. */
function inBrackets(words: readonly Word[], isUncased: boolean): Link | undefined {
  const open = words.findIndex(({ form }, i) => i >= 2 && i <= 9 && form === '(')
  const close = words.findIndex(({ form }, i) => open !== -1 && i > open && i <= open + 4 && form === ')')
  const isDated = words.slice(0, Math.max(0, open)).some(({ form }) => /\d/u.test(form))
  if (close <= open + 1 || !isDated || !isDash(words[close + 1])) return undefined
  const isName = words[open + 1]?.capital === true || isListedOutlet(words, { from: open + 1, to: close })
  return isName || isUncased ? { from: open + 1, to: close, role: 'publisher' } : undefined
}

/** What is left of a dateline's part once day and month are out of it, if that is a name. */
function outletIn(words: readonly Word[], from: number, to: number): Link | undefined {
  const isDay = (word: Word | undefined): boolean =>
    word?.kind === 'number' || /^[.,«»"“”()]$/u.test(word?.form ?? '') || (word?.kind === 'word' && !word.capital)
  // "12 мамыр. Ertis.kz": in töte, which has no capitals, only the full stop parts the day from the name.
  const day = words.findLastIndex((word, i) => i >= from && i < to && word.kind === 'number')
  const stop = words.findIndex((word, i) => i > day && i < to && word.form === '.')
  let start = day !== -1 && stop !== -1 && stop < to - 1 ? stop + 1 : from
  while (start < to && isDay(words[start])) start++
  let end = to
  while (
    end > start &&
    (words[end - 1]?.kind === 'number' || isPunctuation(words[end - 1]) || isOutletNoun(words, end - 1))
  )
    end--
  // "2025 ж. 3 маусым": a day is no name.
  const isNumbered = words.slice(start, end).some(({ kind }) => kind === 'number')
  return end > start && !isNumbered ? { from: start, to: end, role: 'publisher' } : undefined
}
