import { toCyrillic } from 'kazakh'
import { SourceError } from '../source/error.js'

/** Kazakhstan has one zone, two hours west of what Almaty kept before 1 March 2024: UTC+6 till then, UTC+5 since. */
const offsetOn = (day: string): string => (day < '2024-03-01' ? '+06:00' : '+05:00')

const isoDate = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/iu

/** A date as pages and callers write it, as ISO 8601 with a zone; Almaty's where none is said. Undefined where it is none. */
export function publishedAt(date: string): string | undefined {
  const match = isoDate.exec(date.trim())
  if (match === null) return undefined
  const [, day = '', time = '00:00', seconds = '00', zone] = match
  const offset =
    zone === undefined ? offsetOn(day) : zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/^(.\d{2})(\d{2})$/u, '$1:$2')
  const made = `${day}T${time}:${seconds}${offset}`
  return isDay(day) && !Number.isNaN(new Date(made).getTime()) ? made : undefined
}

const isDay = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** The caller's date, or a clear error. */
export function publishedAtOfCaller(date: string): string {
  const made = publishedAt(date)
  if (made === undefined) {
    throw new SourceError('bad-date', `"${date}" is no date: write 2025-03-24 or 2025-03-24T10:00:00+05:00`)
  }
  return made
}

/** Beginnings of the names of months, by month: Kazakh, Russian, English. */
const months: readonly RegExp[] = [
  'қаңтар|қантар|январ|jan', 'ақпан|феврал|feb', 'наурыз|март|mar', 'сәуір|апрел|apr', 'мамыр|ма[йя]|may',
  'маусым|июн|jun', 'шілде|июл|jul', 'тамыз|август|aug', 'қыркүйек|сентябр|sep', 'қазан|октябр|oct',
  'қараша|ноябр|nov', 'желтоқсан|декабр|dec',
].map((names) => new RegExp(`^(?:${names})`, 'iu')) // biome-ignore format: a table

const monthOf = (word: string): number => {
  const found = months.findIndex((month) => month.test(word))
  return found !== -1 ? found + 1 : months.findIndex((month) => month.test(toCyrillic(word).text)) + 1
}

const clock = /(?:^|[^\d:.])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?!\d)/u
const numeric = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/u
const isoDay = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/u
/** 4 наурыз 2026, 4 марта 2026 г., 4 March 2026. */
const dayFirst = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+(\p{L}[\p{L}\p{M}'’]{2,})\.?,?\s+(\d{4})(?!\d)/u
/** 2026 жылғы 4 наурыз, 2026 ж. 4 наурыз, in any of the three scripts. */
const yearFirst = /(?<!\d)(\d{4})\s*(?:\p{L}+\.?)?,?\s+(\d{1,2})\s+(\p{L}[\p{L}\p{M}'’]{2,})/u
/** March 4, 2026. */
const monthFirst = /(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)/u
const zoned = /\s([+-]\d{2}):?(\d{2})$|\b(GMT|UTC)$/u

/**
 * A date as readers see it on a page, with the time if it is there: Almaty's time where no zone is said.
 *
 * ```ts
 * shownDate('2026 жылғы 4 наурыз, 14:05') // '2026-03-04T14:05:00+05:00'
 * ```
 */
export function shownDate(shown: string): string | undefined {
  const text = shown.trim()
  if (text.length > 200) return undefined
  const day = dayOf(text)
  if (day === undefined || !isDay(day)) return undefined
  const time = clock.exec(text)
  const zone = zoned.exec(text)
  const offset = zone === null ? '' : zone[3] === undefined ? `${zone[1]}:${zone[2]}` : 'Z'
  return publishedAt(time === null ? day : `${day}T${(time[1] ?? '').padStart(2, '0')}:${time[2] ?? '00'}:00${offset}`)
}

function dayOf(text: string): string | undefined {
  const iso = isoDay.exec(text)
  if (iso !== null) return `${iso[1]}-${iso[2]}-${iso[3]}`
  const digits = numeric.exec(text)
  if (digits !== null) return written(digits[3], Number(digits[2]), digits[1])
  const last = yearFirst.exec(text)
  if (last !== null && monthOf(last[3] ?? '') > 0) return written(last[1], monthOf(last[3] ?? ''), last[2])
  const first = dayFirst.exec(text)
  if (first !== null && monthOf(first[2] ?? '') > 0) return written(first[3], monthOf(first[2] ?? ''), first[1])
  const english = monthFirst.exec(text)
  if (english !== null && monthOf(english[1] ?? '') > 0)
    return written(english[3], monthOf(english[1] ?? ''), english[2])
  return undefined
}

const written = (year: string | undefined, month: number, day: string | undefined): string =>
  `${year}-${String(month).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
