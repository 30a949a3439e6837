import type { Range } from '../alignment/alignment.js'
import { numberWords, parseNumber } from '../numbers/words.js'
import {
  addDays,
  addMonths,
  type Day,
  formatDay,
  formatMonth,
  formatWeek,
  formatYear,
  isDay,
  nearestYear,
  parseDay,
  weekday,
} from './calendar.js'

export type DateKind = 'date' | 'time' | 'duration' | 'set'

/** A date or time named in a text. `value` is ISO 8601, or EDTF where digits are unknown (XXXX-03-02). */
export interface DateMention extends Range {
  readonly text: string
  readonly value: string
  readonly kind: DateKind
}

const months = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ')
const weekdays = 'дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі'.split(' ')

/** қыркүйек ("September") is the one month whose end softens: қыркүйегінде. */
const month = `(?<month>${months.map((name) => name.replace(/к$/u, '[кг]')).join('|')})`
const monthAgain = month.replace('<month>', '<month2>')
const ending = '\\p{Ll}{0,7}'
const year = '(?<year>\\d{4})'
const day = '(?<day>\\d{1,2})'
const gap = '[\\s\\u00A0]+'
const yearWord = `[\\s\\u00A0-]*(?:жыл(?:ғы|дың|ы|да|дан|ға)?|ж\\.)`
const aboutYear = `(?<relative>былтырғы|былтыр|биылғы|биыл|(?:өткен|осы|келер|келесі|алдағы)${gap}жыл(?:ғы|дың|ы))`
const number = `(?<number>\\d+|(?:${numberWords.join('|')})(?:${gap}(?:${numberWords.join('|')}))*)`
const unit = '(?<unit>минут|сағат|күн|тәулік|апта|ай|жыл)'
const which = '(?<which>өткен|осы|алдағы|келесі|келер)'
const notWithin = '(?<![\\p{L}\\p{M}\\d])'
const notBefore = '(?![\\p{L}\\p{M}])'

type Groups = Readonly<Record<string, string | undefined>>

interface Rule {
  readonly pattern: RegExp
  readonly kind: DateKind
  /** The value, or undefined where the match is no date after all or cannot be anchored. */
  readonly value: (groups: Groups, anchor: Day | undefined) => string | undefined
}

const rule = (pattern: string, value: Rule['value'], kind: DateKind = 'date'): Rule => ({
  pattern: new RegExp(`${notWithin}(?:${pattern})${notBefore}`, 'giu'),
  kind,
  value,
})

const monthOf = (name: string | undefined): number =>
  months.findIndex((candidate) => candidate.slice(0, -1) === name?.toLowerCase().slice(0, -1)) + 1

const yearOf = (relative: string | undefined, anchor: Day | undefined): number | undefined => {
  if (anchor === undefined || relative === undefined) return undefined
  if (/^(былтыр|өткен)/iu.test(relative)) return anchor.year - 1
  return /^(кел|алдағы)/iu.test(relative) ? anchor.year + 1 : anchor.year
}

const onDay = (year: number | undefined, month: number, day: string | undefined): string | undefined => {
  const value = { year: year ?? 2000, month, day: Number(day) }
  if (!isDay(value)) return undefined
  return year === undefined ? formatDay(value).replace(/^\d{4}/u, 'XXXX') : formatDay(value)
}

const inferredYear = (anchor: Day | undefined, month: number, day: number): number | undefined =>
  anchor === undefined ? undefined : nearestYear(anchor, month, day)

const shiftDays: Readonly<Record<string, number>> = { алдыңгүні: -2, кеше: -1, бүгін: 0, ертең: 1, бүрсігүні: 2 }

const moved = (anchor: Day, count: number, unit: string): string => {
  switch (unit) {
    case 'апта':
      return formatDay(addDays(anchor, 7 * count))
    case 'ай':
      return formatMonth(addMonths(anchor, count).year, addMonths(anchor, count).month)
    case 'жыл':
      return formatYear(anchor.year + count)
    default:
      return formatDay(addDays(anchor, count))
  }
}

const durations: Readonly<Record<string, (count: number) => string>> = {
  минут: (n) => `PT${n}M`,
  сағат: (n) => `PT${n}H`,
  күн: (n) => `P${n}D`,
  тәулік: (n) => `P${n}D`,
  апта: (n) => `P${n}W`,
  ай: (n) => `P${n}M`,
  жыл: (n) => `P${n}Y`,
}

/** An integer that is believable as a count of days or years; larger ones are no dates. */
const countOf = (words: string | undefined): number | undefined => {
  const count = parseNumber(words ?? '')
  return count !== undefined && Number.isInteger(count) && count <= 5_000 ? count : undefined
}

const shifted =
  (sign: 1 | -1): Rule['value'] =>
  (g, anchor) => {
    const count = countOf(g.number)
    if (anchor === undefined || count === undefined || /минут|сағат/u.test(g.unit ?? '')) return undefined
    return moved(anchor, sign * count, g.unit?.toLowerCase() ?? '')
  }

const rules: readonly Rule[] = [
  // 2025 жылғы 3 наурызда ("on 3 March 2025"); 2019 жылдың 11 қыркүйегінде
  rule(`${year}${yearWord}${gap}${day}[\\s\\u00A0-]+${month}${ending}(?:${gap}күні)?`, (g) =>
    onDay(Number(g.year), monthOf(g.month), g.day),
  ),
  rule(`${aboutYear}${gap}${day}[\\s\\u00A0-]+${month}${ending}(?:${gap}күні)?`, (g, anchor) => {
    const of = yearOf(g.relative, anchor)
    return of === undefined ? undefined : onDay(of, monthOf(g.month), g.day)
  }),
  // 2019 жылғы қыркүйекте, былтыр қыркүйекте ("last September"), 2019 жылдың қыркүйек айында
  rule(`${year}${yearWord}${gap}${month}${ending}(?:${gap}ай${ending})?`, (g) =>
    formatMonth(Number(g.year), monthOf(g.month)),
  ),
  rule(`${aboutYear}${gap}${month}${ending}(?:${gap}ай${ending})?`, (g, anchor) => {
    const of = yearOf(g.relative, anchor)
    return of === undefined ? undefined : formatMonth(of, monthOf(g.month))
  }),
  // 2-3 наурызда, 28 ақпан – 2 наурыз
  rule(`${day}\\s?(?:[-–—]|${gap}(?:мен|және)${gap})\\s?(?<day2>\\d{1,2})${gap}${month}${ending}`, (g, anchor) => {
    const of = inferredYear(anchor, monthOf(g.month), Number(g.day))
    const from = onDay(of, monthOf(g.month), g.day)
    const to = onDay(of, monthOf(g.month), g.day2)
    return from === undefined || to === undefined ? undefined : `${from}/${to}`
  }),
  rule(`${day}${gap}${month}${ending}\\s?[-–—]\\s?(?<day2>\\d{1,2})${gap}${monthAgain}${ending}`, (g, anchor) => {
    const of = inferredYear(anchor, monthOf(g.month), Number(g.day))
    const from = onDay(of, monthOf(g.month), g.day)
    const to = onDay(of, monthOf(g.month2), g.day2)
    return from === undefined || to === undefined ? undefined : `${from}/${to}`
  }),
  // 13 наурызда, 13 наурыз күні
  rule(`${day}[\\s\\u00A0-]+${month}${ending}(?:${gap}күні)?`, (g, anchor) =>
    onDay(inferredYear(anchor, monthOf(g.month), Number(g.day)), monthOf(g.month), g.day),
  ),
  // қыркүйек айында, қыркүйекте
  rule(`${month}(?:${ending}${gap}ай${ending}|[тд][ае](?:[ғг][ыі])?|(?:ы|і)н[ад]${ending})`, (g, anchor) =>
    anchor === undefined ? undefined : formatMonth(nearestYear(anchor, monthOf(g.month), 15), monthOf(g.month)),
  ),
  rule('(?<day>[0-3]?\\d)\\.(?<number>[01]?\\d)\\.(?<year>\\d{4})(?:-\\p{Ll}+)?', (g) =>
    onDay(Number(g.year), Number(g.number), g.day),
  ),
  // бүгін, кешегі, ертең; not бүгінде, бүгінгі таңда ("nowadays")
  rule(
    `(?<near>бүгін|кеше|ертең|алдыңгүні|бүрсігүні)(?:г[іе]|ден|ге)?(?!(?:гі)?${gap}таңда)(?:${gap}(?:таңертең|кешке|түнде|таңда|түсте))?`,
    (g, anchor) =>
      anchor === undefined ? undefined : formatDay(addDays(anchor, shiftDays[g.near?.toLowerCase() ?? ''] ?? 0)),
  ),
  // алдағы дүйсенбіде ("next Monday"), өткен жұмада, сейсенбі күні
  rule(
    `(?:${which}${gap})?(?<weekday>${weekdays.join('|')})(?:[дт][ае](?:[ғг][ыі])?|(?:с[ыі])?${gap}күн(?:і|гі))`,
    (g, anchor) => {
      if (anchor === undefined) return undefined
      const wanted = weekdays.indexOf(g.weekday?.toLowerCase() ?? '') + 1
      const distance = wanted - weekday(anchor)
      if (/^(алдағы|кел)/iu.test(g.which ?? ''))
        return formatDay(addDays(anchor, distance > 0 ? distance : distance + 7))
      if (/^өткен/iu.test(g.which ?? '')) return formatDay(addDays(anchor, distance < 0 ? distance : distance - 7))
      if (/^осы/iu.test(g.which ?? '')) return formatDay(addDays(anchor, distance))
      // News without a word more tells of the weekday just past.
      return formatDay(addDays(anchor, distance > 0 ? distance - 7 : distance))
    },
  ),
  rule(`${which}${gap}(?<unit>апта|ай|жыл)(?:да|ы|дың|ғы|ның|сында|ында)?`, (g, anchor) => {
    if (anchor === undefined) return undefined
    const step = /^өткен/iu.test(g.which ?? '') ? -1 : /^осы/iu.test(g.which ?? '') ? 0 : 1
    if (g.unit?.toLowerCase() === 'апта') return formatWeek(addDays(anchor, 7 * step))
    return moved(anchor, step, g.unit?.toLowerCase() ?? '')
  }),
  // биыл ("this year"), былтырғы; 2019 жылы; 2025–2029 жылдары
  rule('(?<relative>биыл|былтыр)(?:ғы|дан)?', (g, anchor) => {
    const of = yearOf(g.relative, anchor)
    return of === undefined ? undefined : formatYear(of)
  }),
  rule(`${year}\\s?[-–—]\\s?(?<year2>\\d{4})[\\s\\u00A0-]*жылд[а-яәғқңөұүһі]*`, (g) => `${g.year}/${g.year2}`),
  rule(`${year}[\\s\\u00A0-]*(?:жыл${ending}|ж\\.)`, (g) => g.year),
  // үш күн бұрын ("three days ago"), екі аптадан кейін ("in two weeks")
  rule(`${number}${gap}${unit}${gap}бұрын`, shifted(-1)),
  rule(
    `${number}${gap}${unit}н?[ае]н${gap}(?:кейін|соң)|${number.replace('<number>', '<number2>')}${gap}${unit.replace('<unit>', '<unit2>')}[дн][ае]н${gap}(?:кейін|соң)`,
    (g, anchor) => shifted(1)({ number: g.number ?? g.number2, unit: g.unit ?? g.unit2 }, anchor),
  ),
  rule(
    `${number}${gap}${unit}${gap}(?:ішінде|бойы|аралығында)`,
    (g) => {
      const count = countOf(g.number)
      return count === undefined ? undefined : durations[g.unit?.toLowerCase() ?? '']?.(count)
    },
    'duration',
  ),
  rule(
    '(?:сағат\\s+)?(?<hour>[012]?\\d)[:.](?<minute>[0-5]\\d)(?:-?(?:[дт][ае]|ғ?[ае]|[дт][ае]н))',
    (g) => (Number(g.hour) < 24 ? `T${(g.hour ?? '').padStart(2, '0')}:${g.minute}` : undefined),
    'time',
  ),
  rule(
    'сағат\\s+(?<hour>[012]?\\d)(?::(?<minute>[0-5]\\d))?(?:-?(?:[дт][ае]|ғ?[ае]|[дт][ае]н))?',
    (g) => (Number(g.hour) < 24 ? `T${(g.hour ?? '').padStart(2, '0')}:${g.minute ?? '00'}` : undefined),
    'time',
  ),
  // күн сайын ("every day")
  rule(`${unit}${gap}сайын`, (g) => durations[g.unit?.toLowerCase() ?? '']?.(1), 'set'),
]

/**
 * Finds dates, times and durations, longest first, and resolves them against an anchor (an ISO 8601 date: the dateline's
 * or the publication's). Without an anchor, relative ones are left out and years not named are XXXX.
 *
 * @example
 * findDates('былтыр қыркүйекте Бейжіңде', '2020-03-24') // [{ text: 'былтыр қыркүйекте', value: '2019-09', … }]
 */
export function findDates(text: string, anchor?: string): readonly DateMention[] {
  const from = anchor === undefined ? undefined : parseDay(anchor)
  const found: DateMention[] = []
  for (const { pattern, kind, value } of rules) {
    for (const match of text.matchAll(pattern)) {
      const resolved = value(match.groups ?? {}, from)
      if (resolved === undefined) continue
      found.push({ start: match.index, end: match.index + match[0].length, text: match[0], value: resolved, kind })
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return found.filter((mention) => {
    if (mention.start < end) return false
    end = mention.end
    return true
  })
}
