import type { Range } from 'kazakh'
import type { ArticleRecord } from '../record/schema.js'
import { dayOf, isoOf, weekdayOf } from './days.js'
import { type CalendarWord, calendarOf, type Foreign, numeralsOf, withoutEnding } from './lists.js'
import { within } from './ranges.js'

/**
 * What letters, digits and short lists show of a Russian or English text: its words without endings, runs of words with
 * capitals as names, numbers and dates by value. It knows no grammar, so it claims no statements and no speakers.
 */
export interface Found {
  readonly words: readonly ForeignWord[]
  readonly names: readonly ForeignName[]
  readonly numbers: readonly (Range & { readonly value: string })[]
  readonly days: readonly (Range & { readonly value: string })[]
}

export interface ForeignWord extends Range {
  readonly form: string
  readonly lower: string
  readonly stem: string
  /** Its value, where it is a number. */
  readonly value?: number
}

export interface ForeignName extends Range {
  readonly words: readonly string[]
}

/** The blocks of a record that is not in Kazakh, read one by one. */
export function readForeign(record: ArticleRecord, language: Foreign): ReadonlyMap<string, Found> {
  const published = record.publishedAt === undefined ? undefined : dayOf(record.publishedAt)
  const words = new Map(record.blocks.map(({ id, text }) => [id, wordsOf(text, language)] as const))
  const inside = new Set<string>()
  for (const { id, text } of record.blocks) {
    for (const [i, word] of (words.get(id) ?? []).entries()) {
      if (isCapital(word.form) && !opens(text, word.start, i)) inside.add(word.stem)
    }
  }
  return new Map(
    record.blocks.map(({ id, text }) => {
      const own = words.get(id) ?? []
      const days = daysOf(own, published, language)
      const numbers = numbersOf(text, own, language, days)
      return [id, { words: own, names: namesOf(text, own, inside), numbers, days }] as const
    }),
  )
}

const wordPattern = /\p{Nd}+(?:[\u00A0\u202F ]\p{Nd}{3}(?!\p{Nd}))*(?:[.,]\p{Nd}+)*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?/gu

function wordsOf(text: string, language: Foreign): readonly ForeignWord[] {
  return [...text.matchAll(wordPattern)].map((match): ForeignWord => {
    const form = match[0]
    const range = { start: match.index, end: match.index + form.length }
    if (/^\p{Nd}/u.test(form)) {
      const value = numberOf(form, language)
      return { ...range, form, lower: form, stem: `#${value}`, value }
    }
    const lower = form.toLowerCase().replaceAll('ё', 'е')
    return { ...range, form, lower, stem: withoutEnding(lower.replace(/['’].*$/u, ''), language, 'word') }
  })
}

/** 1,200 is twelve hundred in English, and 1,2 is a fraction in Russian. */
function numberOf(form: string, language: Foreign): number {
  const solid = form.replace(/[\u00A0\u202F ]/gu, '')
  const plain = language === 'en' ? solid.replace(/,(?=\d{3}(?!\d))/gu, '') : solid
  return Number.parseFloat(plain.replace(',', '.'))
}

const isCapital = (form: string): boolean => /^\p{Lu}/u.test(form)

/** Whether a word begins a sentence: then its capital says nothing. */
function opens(text: string, start: number, index: number): boolean {
  if (index === 0) return true
  const before = text.slice(Math.max(0, start - 4), start).trimEnd()
  return /[.!?…:][»”"')]*$|[«“"„]$|[–—-]$/u.test(before) && !/\b\p{Lu}\.$/u.test(before)
}

/** Runs of words with capitals. What begins a sentence belongs to one where it is met with a capital inside another too. */
function namesOf(text: string, words: readonly ForeignWord[], inside: ReadonlySet<string>): readonly ForeignName[] {
  const found: ForeignName[] = []
  let run: ForeignWord[] = []
  const close = (): void => {
    const first = run[0]
    const last = run.at(-1)
    if (first !== undefined && last !== undefined) {
      found.push({ words: run.map(({ form }) => form), start: first.start, end: last.end })
    }
    run = []
  }
  for (const [i, word] of words.entries()) {
    const before = words[i - 1]
    const gap = before === undefined ? '' : text.slice(before.end, word.start)
    if (!/^[\s\-‐‑.]*$/u.test(gap) || /\.\s/u.test(gap)) close()
    const quoted = /[«“"„]$/u.test(text.slice(Math.max(0, word.start - 1), word.start))
    const next = words[i + 1]
    const isName =
      isCapital(word.form) &&
      (quoted || !opens(text, word.start, i) || inside.has(word.stem) || (next !== undefined && isCapital(next.form)))
    if (isName) run.push(word)
    else close()
  }
  close()
  return found
}

/** A date is a day and a month, in either order; without a year it is the one nearest to the publication. */
function daysOf(words: readonly ForeignWord[], published: number | undefined, language: Foreign): Found['days'] {
  const list = calendarOf(language)
  const found: (Range & { readonly value: string })[] = []
  for (const [i, word] of words.entries()) {
    const [named] = list.of(word.lower)
    if (named === undefined) {
      if (isYear(word, words[i + 1])) found.push({ value: word.lower, start: word.start, end: word.end })
      continue
    }
    const dated = named.kind === 'month' ? monthAt(words, i, named, published) : relative(word, named, published)
    if (dated !== undefined) found.push(dated)
  }
  return found
}

/** A number that reads as a year, and counts nothing: a word for a sum does not follow it. */
const isYear = ({ form }: ForeignWord, next: ForeignWord | undefined): boolean =>
  /^(?:19|20)\d\d$/u.test(form) && (next === undefined || /^(?:год|in|and|the|и|в)/u.test(next.lower))

function relative(
  { start, end }: ForeignWord,
  { kind, value }: CalendarWord,
  published: number | undefined,
): (Range & { readonly value: string }) | undefined {
  if (published === undefined) return undefined
  if (kind === 'day') return { value: isoOf(published + value), start, end }
  // A weekday is the nearest one: news tells mostly of what was.
  const ahead = (value - weekdayOf(published) + 7) % 7
  return { value: isoOf(published + (ahead > 1 ? ahead - 7 : ahead)), start, end }
}

function monthAt(
  words: readonly ForeignWord[],
  at: number,
  { value: month }: CalendarWord,
  published: number | undefined,
): (Range & { readonly value: string }) | undefined {
  const word = words[at]
  const before = words[at - 1]
  const after = words[at + 1]
  if (word === undefined) return undefined
  const isDay = (one: ForeignWord | undefined): boolean =>
    one?.value !== undefined && Number.isInteger(one.value) && one.value >= 1 && one.value <= 31
  const isYear = (one: ForeignWord | undefined): boolean =>
    one?.value !== undefined && one.value >= 1900 && one.value < 2200
  const day = isDay(before) ? before : isDay(after) ? after : undefined
  const year = isYear(after) ? after : isYear(words[at + 2]) && day === after ? words[at + 2] : undefined
  const pad = (number: number): string => String(number).padStart(2, '0')
  const range = {
    start: Math.min(word.start, day?.start ?? word.start),
    end: Math.max(word.end, day === after ? (day?.end ?? 0) : 0, year?.end ?? 0),
  }
  const years = year?.value ?? (published === undefined ? undefined : nearestYear(month, day?.value ?? 15, published))
  if (years === undefined) return undefined
  return {
    value: day?.value === undefined ? `${years}-${pad(month)}` : `${years}-${pad(month)}-${pad(day.value)}`,
    ...range,
  }
}

function nearestYear(month: number, day: number, published: number): number {
  const year = new Date(published * 86_400_000).getUTCFullYear()
  const away = (one: number): number => Math.abs(Date.UTC(one, month - 1, day) / 86_400_000 - published)
  return [year - 1, year + 1].reduce((best, one) => (away(one) < away(best) ? one : best), year)
}

function numbersOf(
  text: string,
  words: readonly ForeignWord[],
  language: Foreign,
  days: Found['days'],
): Found['numbers'] {
  const list = numeralsOf(language)
  const found: (Range & { readonly value: string })[] = []
  const isDated = within(days)
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === undefined || isDated(word.start)) continue
    const numeral = list.get(word.lower)
    const value = word.value ?? (numeral?.kind === 'unit' ? numeral.value : undefined)
    if (value === undefined || Number.isNaN(value)) continue
    const next = words[i + 1]
    const multiplier = next === undefined ? undefined : list.get(next.lower)
    const touches = next !== undefined && /^[\s\u00A0]*$/u.test(text.slice(word.end, next.start))
    if (multiplier?.kind === 'multiplier' && touches && next !== undefined) {
      found.push({ value: String(round(value * multiplier.value)), start: word.start, end: next.end })
      i += 1
    } else found.push({ value: String(value), start: word.start, end: word.end })
  }
  return found
}

const round = (value: number): number => Number(value.toPrecision(12))
