import type { Range } from '../alignment/alignment.js'
import { ordinalOf, powers, units } from '../numbers/forms.js'
import { parseRoman } from '../numbers/roman.js'
import { numberWords, readNumber } from '../numbers/words.js'
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
  weekday,
} from './calendar.js'
import {
  dayParts,
  holidays,
  months,
  nearDays,
  oldMonths,
  relations,
  seasons,
  unitsOfTime,
  weekdays,
  zones,
} from './vocabulary.js'

export type DateKind = 'date' | 'time' | 'duration' | 'set'

/** Which part of a period is meant, as TimeML's `mod` says it: жыл басында ("at the beginning of the year") is START. */
export type DatePart = 'START' | 'MID' | 'END'

export type Groups = Readonly<Record<string, string | undefined>>

/** What a text must say for a rule to match: rules run only around words that say so. */
export type Need =
  | 'month'
  | 'year'
  | 'season'
  | 'figures'
  | 'holiday'
  | 'near'
  | 'weekday'
  | 'unit'
  | 'century'
  | 'clock'

export interface Rule {
  readonly need: Need
  /** Of a text in lower case. */
  readonly pattern: RegExp
  /** One of these is in whatever the pattern matches, so that it need not be tried where none is. */
  readonly says: readonly string[]
  readonly kind: DateKind
  /** The value, or undefined where the match is no date after all or cannot be anchored. */
  readonly value: (groups: Groups, anchor: Day | undefined) => string | undefined
}

// Spaces, endings and runs of number words are bounded, so that no text makes a rule look ahead without end.
const gap = '[\\s\\u00A0]{1,3}'
const ending = '\\p{Ll}{0,7}'
const notWithin = '(?<![\\p{L}\\p{M}\\d])'
const notBefore = '(?![\\p{L}\\p{M}])'
const oneOf = (words: Iterable<string>): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replaceAll(' ', gap)

const ordinals = oneOf([...units.keys(), ...powers.keys()].map(ordinalOf))
const tens = oneOf([...units].flatMap(([word, value]) => (value >= 20 ? [ordinalOf(word)] : [])))
const cardinals = oneOf(numberWords)
/** 1991-ші, 2015-інші, 20-сыншы */
const nth = '(?:-?с?(?:[ыі]нш|нш|ш)[ыі])?'
const year = `(?<year>\\d{4}${nth}|(?:(?:бір|екі)${gap})?мың${gap}(?:(?:${cardinals})${gap}){0,4}(?:${ordinals}))`
const day = `(?<day>\\d{1,2}${nth}|(?:(?:он|жиырма|отыз)${gap})?(?:${ordinals}))`
/** қыркүйек ("September") is the one month whose end softens: қыркүйегінде. */
const month = `(?<month>${months.map((name) => name.replace(/к$/u, '[кг]')).join('|')})`
const again = (pattern: string): string => pattern.replaceAll(/\(\?<(\w+)>/gu, '(?<$12>')
const yearWord = `[\\s\\u00A0-]{0,3}(?:жыл(?:ғы|дың|ы|да|дан|ға)?|ж\\.)`
const which = `(?<which>${oneOf([...relations.keys()].filter((word) => !/(?:былтыр|биыл)ғы/u.test(word)))})`
const aboutYear = `(?<relative>(?:былтырғы|биылғы)(?:${gap}жыл(?:ғы|дың|ы)?)?|былтыр|биыл|${which.replace('?<which>', '?:')}${gap}жыл(?:ғы|дың|ы))`
const number = `(?<number>\\d{1,4}(?:[,.]\\d)?(?:${gap}жарым)?|(?:${cardinals}|жарты|бірнеше)(?:${gap}(?:${cardinals}|жарым)){0,7})`
const unit = `(?<unit>${oneOf(unitsOfTime.keys())})`
const season = `(?<season>${seasons.join('|')})`
/** The cases of a length of time. */
const lengthCase =
  'дың|дің|тың|тің|ның|нің|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні|да|де|та|те|дан|ден|тан|тен|нан|нен|мен|бен|пен'
const on = `(?:${gap}күні)?`
const century = `(?<century>[ivxхі]{1,6}|\\d{1,2}${nth.slice(0, -1)}|(?:(?:он|жиырма)${gap})?(?:${ordinals})|өткен|осы)${gap}ғасыр`
/** б.з.б., біздің заманымызға дейінгі: before our era. */
const beforeEra = `(?<before>б\\.\\s?[зд]\\.(?:\\s?[бд]\\.)?|(?:біздің${gap})?(?:заманымызға|дәуірімізге|эрамызға)${gap}дейінгі)`
const decade = `(?<decade>\\d0|\\d{3}0)${nth.replace(/\?$/u, '')}?[\\s\\u00A0-]{0,3}жылдар${ending}`
const part = '(?<part>бас|орта|соң|аяғ)(?:ы|сы)(?:нда|нан|на|ндағы)?'

const rule = (
  need: Need,
  pattern: string,
  value: Rule['value'],
  kind: DateKind = 'date',
  says: readonly string[] = [''],
): Rule => ({ need, pattern: new RegExp(`${notWithin}(?:${pattern})${notBefore}`, 'gu'), kind, value, says })

const lower = (text: string | undefined): string => text?.toLowerCase().replace(/[\s\u00A0]+/gu, ' ') ?? ''
const isIn = <T>(map: ReadonlyMap<string, T>, word: string | undefined): T | undefined => map.get(lower(word))

/** The whole number that digits or words say. */
const numberOf = (text: string | undefined): number | undefined => {
  const value = readNumber(lower(text).replace(/^(\d+)(?=[ысін]|ш)/u, '$1-'))?.value
  return value !== undefined && Number.isInteger(value) ? value : undefined
}

const monthOf = (name: string | undefined): number =>
  months.findIndex((candidate) => candidate.slice(0, -1) === lower(name).slice(0, -1)) + 1

const shiftOf = (relation: string | undefined): number => {
  const word = lower(relation)
  if (word.startsWith('былтыр')) return -1
  for (const [start, shift] of relations) if (word.startsWith(start)) return shift
  return 0
}

const yearOf = (relative: string | undefined, anchor: Day | undefined): number | undefined =>
  anchor === undefined || relative === undefined ? undefined : anchor.year + shiftOf(relative)

/** Beyond it, 2300 жыл is a length of time. */
const lastYear = 2199

/** The year that a text says in figures, in words or relative to the anchor's. */
const statedYear = (g: Groups, anchor: Day | undefined): number | undefined =>
  numberOf(g.year) ?? yearOf(g.relative, anchor)

const onDay = (year: number | undefined, month: number, day: string | undefined): string | undefined => {
  const value = { year: year ?? 2000, month, day: numberOf(day) ?? 0 }
  if (!isDay(value)) return undefined
  return year === undefined ? formatDay(value).replace(/^\d{4}/u, 'XXXX') : formatDay(value)
}

const inferredYear = (anchor: Day | undefined, month: number, day: string | undefined): number | undefined =>
  anchor === undefined ? undefined : nearestYear(anchor, month, numberOf(day) ?? 1)

const moved = (anchor: Day, count: number, unit: string): string => {
  const later = addMonths(anchor, count)
  switch (unit) {
    case 'апта':
      return formatDay(addDays(anchor, 7 * count))
    case 'ай':
      return formatMonth(later.year, later.month)
    case 'жыл':
      return formatYear(anchor.year + count)
    default:
      return formatDay(addDays(anchor, count))
  }
}

/** An integer that is believable as a count of days or years; larger ones are no dates. */
const countOf = (words: string | undefined): number | undefined => {
  const count = numberOf(words)
  return count !== undefined && count <= 5_000 ? count : undefined
}

const durationOf = (count: number | 'X' | undefined, unit: string | undefined): string | undefined => {
  const [before, after] = isIn(unitsOfTime, unit) ?? []
  if (count === undefined || before === undefined || after === undefined) return undefined
  if (before === 'P00') return typeof count === 'number' ? `P${100 * count}Y` : undefined
  if (typeof count === 'number' && !Number.isInteger(count)) return durationOfParts(count, before, after)
  return `${before}${count}${after}`
}

const smallerUnits: ReadonlyMap<string, readonly [count: number, letter: string]> = new Map([
  ['PY', [12, 'M']],
  ['PM', [30, 'D']],
  ['PD', [24, 'H']],
  ['PTH', [60, 'M']],
])

/** ISO 8601 has no half months that all readers take: жарты жыл ("half a year") is P6M, бір жарым сағат PT1H30M. */
function durationOfParts(count: number, before: string, after: string): string | undefined {
  const whole = Math.floor(count)
  const smaller = smallerUnits.get(before + after)
  if (smaller === undefined) return `${before}${count}${after}`
  const rest = Math.round((count - whole) * smaller[0])
  const time = before === 'P' && smaller[1] === 'H' ? 'T' : ''
  return `${before}${whole === 0 ? '' : `${whole}${after}`}${time}${rest}${smaller[1]}`
}

const lengthOf = (words: string | undefined): number | 'X' | undefined => {
  if (lower(words) === 'бірнеше') return 'X'
  const value = readNumber(lower(words))?.value
  return value !== undefined && value <= 5_000 ? value : undefined
}

const duration = (g: Groups): string | undefined => durationOf(lengthOf(g.number ?? g.number2), g.unit ?? g.unit2)

/** P2Y and P6M are P2Y6M: the second is of a smaller unit. */
function togetherOf(longer: string | undefined, shorter: string | undefined): string | undefined {
  const pair = `${longer} ${shorter}`
  const isPair = /^P\d+Y P\d+M$|^P\d+[YM] P\d+D$|^PT\d+H PT\d+M$|^PT\d+M PT\d+S$/u.test(pair)
  return isPair && longer !== undefined ? `${longer}${shorter?.replace(/^PT?/u, '')}` : undefined
}

const shifted =
  (sign: 1 | -1): Rule['value'] =>
  (g, anchor) => {
    const count = countOf(g.number ?? g.number2)
    const of = lower(g.unit ?? g.unit2)
    if (anchor === undefined || count === undefined || /секунд|минут|сағат|ғасыр/u.test(of)) return undefined
    return moved(anchor, sign * count, of)
  }

/** XX ғасыр is 19XX; the century and its decade, 90-жылдары, 199X. */
const centuryOf = (words: string | undefined, anchor: Day | undefined): number | undefined => {
  const word = lower(words)
  if (word === 'өткен' || word === 'осы') {
    return anchor === undefined ? undefined : Math.floor(anchor.year / 100) + (word === 'осы' ? 0 : -1)
  }
  const value = parseRoman(words?.toUpperCase() ?? '') ?? numberOf(words)
  return value !== undefined && value >= 1 && value <= 30 ? value - 1 : undefined
}

const decadeIn = (century: number | undefined, decade: string | undefined): string | undefined => {
  const digits = decade ?? ''
  if (digits.length === 4) return /^[12]/u.test(digits) ? `${digits.slice(0, 3)}X` : undefined
  return century === undefined ? undefined : `${String(century).padStart(2, '0')}${digits.charAt(0)}X`
}

/** The last such decade that has begun: in 2025, 90-жылдары are the 1990s and 20-жылдары the 2020s. */
const lastDecade = (decade: string | undefined, anchor: Day | undefined): string | undefined => {
  if (anchor === undefined) return decadeIn(decade?.length === 4 ? 0 : undefined, decade)
  const now = Math.floor(anchor.year / 100)
  const digit = Number(decade?.slice(-2))
  return decadeIn(now * 100 + digit <= anchor.year ? now : now - 1, decade)
}

const two = (n: number): string => String(n).padStart(2, '0')

/** An hour of the day, 0–23, from what the clock and the part of the day say. */
function timeOf(g: Groups, anchor: Day | undefined): string | undefined {
  const words = lower(g.hour ?? g.hour2 ?? g.hour3)
  const read = readNumber(words)
  const stated = read?.value
  if (stated === undefined || stated > 24 || stated < 0) return undefined
  let hour = Math.floor(stated)
  const minute = Number(g.minute ?? g.minute2 ?? (stated - hour) * 60)
  const part = isIn(dayParts, g.daypart)
  if (part === 'evening' && hour < 12 && hour >= 1) hour += 12
  if (part === 'night' && hour >= 9 && hour <= 12) hour = (hour + 12) % 24
  if (hour > 23) return undefined
  return `T${two(hour)}:${two(minute)}${zoneOf(g.zone, anchor)}`
}

function zoneOf(place: string | undefined, anchor: Day | undefined): string {
  const all = isIn(zones, place)
  if (all === undefined) return ''
  const on = anchor === undefined ? '9999' : formatDay(anchor)
  return all.findLast(({ from }) => from <= on)?.offset ?? ''
}

/** A holiday in the year that is nearest to the anchor, or in one that the text says. */
function holidayOf(g: Groups, anchor: Day | undefined): string | undefined {
  const name = [...holidays.keys()].find((name) => lower(g.holiday).startsWith(name.slice(0, -1)))
  const days = name === undefined ? undefined : holidays.get(name)
  const month = Number(days?.[0]?.slice(0, 2))
  const stated = statedYear(g, anchor)
  const of = stated ?? (anchor === undefined ? undefined : nearestYear(anchor, month, Number(days?.[0]?.slice(3))))
  return days?.map((day) => `${of === undefined ? 'XXXX' : formatYear(of)}-${day}`).join('/')
}

const inRange = (from: string | undefined, to: string | undefined): string | undefined =>
  from === undefined || to === undefined ? undefined : `${from}/${to}`

/** An hour in figures or words, with the ending that says when: 15:00-де, тоғызда. */
const clock = `(?<hour>[012]?\\d)(?:[:.](?<minute>[0-5]\\d))?(?:-?(?:[дт][ае](?:н|[ғг][ыі])?|ғ?[ае]|[кқг][ае]))?`
const hourWords = `(?<hour2>(?:(?:он|жиырма)${gap})?(?:бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он)(?:${gap}жарым)?(?:[дт][ае](?:н|[ғг][ыі])?|[кқғг][ае])?)`
const zone = `(?<zone>${oneOf(zones.keys())})(?:да|де)?${gap}уақыты(?:мен|${gap}бойынша)?`
const daypart = `(?<daypart>${oneOf(dayParts.keys())})`

/** The words by which each need is met, in lower case. */
const signs: readonly (readonly [needs: readonly Need[], pattern: string])[] = [
  [['month'], months.map((name) => name.slice(0, -1)).join('|')],
  // Alone май is butter, and март and август begin other words.
  [['month'], `(?<=\\d\\s)(?:${oldMonths.join('|')})`],
  [['year', 'unit'], 'жыл|биыл|былтыр'],
  [['year'], 'ж\\.'],
  [['century', 'unit', 'year'], 'ғасыр'],
  [['clock', 'unit'], 'сағат'],
  [['unit', 'holiday'], 'күн'],
  [['year', 'unit'], 'тоқсан|жартыж'],
  [['unit'], 'секунд|минут|тәулік|апта|(?<![\\p{L}])ай'],
  // Түнгі is of the clock, and of New Year's night.
  [['clock', 'holiday'], 'түн'],
  [['holiday'], [...new Set([...holidays.keys()].map((name) => name.replace(/^.* /u, '').slice(0, -1)))].join('|')],
  [['near'], [...nearDays.keys()].map((name) => name.replace(/ .*$/u, '')).join('|')],
  [['weekday'], weekdays.join('|')],
  [['season'], seasons.join('|')],
  [['clock'], `уақыты|${[...dayParts.keys()].join('|')}`],
  [['figures', 'clock'], '\\d[.:]\\d'],
]
const sign = new RegExp(signs.map(([, pattern], index) => `(?<s${index}>${pattern})`).join('|'), 'gu')

/** How far from a sign a date may begin and end. */
const before = 110
const after = 70

/** The parts of a text (in lower case) around the signs of each need, cut at white space. */
export function windowsOf(lower: string): ReadonlyMap<Need, readonly Range[]> {
  const windows = new Map<Need, Range[]>()
  for (const match of lower.matchAll(sign)) {
    const groups = match.groups ?? {}
    const needs = signs.find((_, index) => groups[`s${index}`] !== undefined)?.[0] ?? []
    const from = match.index
    for (const need of needs) {
      const all = windows.get(need) ?? []
      const last = all.at(-1)
      if (last !== undefined && from - before <= last.end)
        all[all.length - 1] = { start: last.start, end: from + after }
      else all.push({ start: Math.max(0, from - before), end: from + after })
      windows.set(need, all)
    }
  }
  for (const [need, all] of windows)
    windows.set(
      need,
      all.map((window) => toSpaces(lower, window)),
    )
  return windows
}

/** A window made wider up to the white space around it, so that it cuts no word. */
function toSpaces(text: string, { start, end }: Range): Range {
  let from = start
  let to = end
  for (let most = 60; most > 0 && from > 0 && !/\s/u.test(text.charAt(from - 1)); most--) from -= 1
  for (let most = 60; most > 0 && to < text.length && !/\s/u.test(text.charAt(to)); most--) to += 1
  return { start: from, end: Math.min(to, text.length) }
}

export const rules: readonly Rule[] = [
  // 1990-жылдары ("the 1990s")
  rule('year', `(?<year>\\d{3})0[\\s\\u00A0-]{0,3}жылдар${ending}`, (g) => `${g.year}X`),
  // 9 сәуір 2024, 9 сәуір 2024 ж., 9 Сәуір, 2024 where nothing is counted
  rule(
    'month',
    `${day}[\\s\\u00A0-]{1,3}${month}(?:${gap}(?<year>\\d{4})|,${gap}(?<year2>[12]\\d{3})(?=\\s*(?:$|[^\\s\\p{L}\\d]|\\d{1,2}:|\\d{1,7}${gap}рет)|${gap}ж))(?:${gap}(?:жыл${ending}|ж\\.))?`,
    (g) => onDay(Number(g.year ?? g.year2), monthOf(g.month), g.day),
  ),
  // 7-айдың 10-күні, as the press of China numbers months
  rule('unit', `(?<month>\\d{1,2})-?(?<unit>ай)дың${gap}(?<day>\\d{1,2})-?күн${ending}`, (g, anchor) => {
    const of = Number(g.month)
    return onDay(inferredYear(anchor, of, g.day), of, g.day)
  }),
  // 2025 жылғы 3 наурызда ("on 3 March 2025"); 2019 жылдың 11 қыркүйегінде; екі мың он төртінші жылғы үшінші мамыр
  rule(
    'month',
    `(?:${year}${yearWord}|${aboutYear})${gap}${day}[\\s\\u00A0-]{1,3}${month}${ending}${on}`,
    (g, anchor) => {
      const of = statedYear(g, anchor)
      return of === undefined ? undefined : onDay(of, monthOf(g.month), g.day)
    },
  ),
  // 2025 жылғы 3-5 наурызда, 2-3 наурызда
  rule(
    'month',
    `(?:(?:${year}${yearWord}|${aboutYear})${gap})?(?<day>\\d{1,2})\\s?(?:[-–—]|${gap}(?:мен|пен|бен|және)${gap})\\s?(?<day2>\\d{1,2})${gap}${month}${ending}(?:${gap}аралығында)?`,
    (g, anchor) => {
      const of = statedYear(g, anchor) ?? inferredYear(anchor, monthOf(g.month), g.day)
      return inRange(onDay(of, monthOf(g.month), g.day), onDay(of, monthOf(g.month), g.day2))
    },
  ),
  // 28 ақпан – 2 наурыз, 2025 жылғы 28 ақпан мен 2 наурыз аралығында
  rule(
    'month',
    `(?:(?:${year}${yearWord}|${aboutYear})${gap})?${day}${gap}${month}${ending}(?:\\s?[-–—]\\s?|${gap}(?:мен|пен|бен)${gap})${again(day)}${gap}${again(month)}${ending}(?:${gap}аралығында)?`,
    (g, anchor) => {
      const of = statedYear(g, anchor) ?? inferredYear(anchor, monthOf(g.month), g.day)
      const over = monthOf(g.month2) < monthOf(g.month) ? 1 : 0
      const to = onDay(of === undefined ? undefined : of + over, monthOf(g.month2), g.day2)
      return inRange(onDay(of, monthOf(g.month), g.day), to)
    },
  ),
  // 13 наурызда, 13 наурыз күні, он үшінші наурызда
  rule('month', `${day}[\\s\\u00A0-]{1,3}${month}${ending}${on}`, (g, anchor) =>
    onDay(inferredYear(anchor, monthOf(g.month), g.day), monthOf(g.month), g.day),
  ),
  // 28 июнь, 1 июльде
  rule('month', `${day}${gap}(?<month>${oldMonths.join('|')})(?:[дт][ае](?:[ғг][ыі])?)?${on}`, (g, anchor) => {
    const of = oldMonths.indexOf(lower(g.month)) + 1
    return onDay(inferredYear(anchor, of, g.day), of, g.day)
  }),
  // желтоқсанның 16-сында, 2025 жылдың наурызының 5-інде, мамырдың оны күні
  rule(
    'month',
    `(?:(?:${year}${yearWord}|${aboutYear})${gap})?${month}(?:ы|і)?[ндт][ыі]ң${gap}(?<day>\\d{1,2})-?(?:с?[ыі](?:н\\p{Ll}{0,4})?|[дт][ае])${on}`,
    (g, anchor) => {
      const of = statedYear(g, anchor) ?? inferredYear(anchor, monthOf(g.month), g.day)
      return onDay(of, monthOf(g.month), g.day)
    },
  ),
  // 2021 жылғы қыркүйек пен желтоқсан аралығында ("between September and December 2021")
  rule(
    'month',
    `(?:(?:${year}${yearWord}|${aboutYear})${gap})?${month}(?:${gap}айы)?${gap}(?:мен|пен|бен)${gap}${again(month)}(?:${gap}айы)?(?=${gap}аралығ)`,
    (g, anchor) => {
      const of = statedYear(g, anchor) ?? inferredYear(anchor, monthOf(g.month), '15')
      if (of === undefined) return undefined
      const over = monthOf(g.month2) < monthOf(g.month) ? 1 : 0
      return inRange(formatMonth(of, monthOf(g.month)), formatMonth(of + over, monthOf(g.month2)))
    },
  ),
  // қаңтар-наурыз айларында, 2025 жылдың қаңтар – мамыр айлары
  rule(
    'month',
    `(?:(?:${year}${yearWord}|${aboutYear})${gap})?${month}\\s?[-–—]\\s?${again(month)}(?:${gap}ай${ending}|[дт][ае])`,
    (g, anchor) => {
      const of = statedYear(g, anchor) ?? inferredYear(anchor, monthOf(g.month), '15')
      return of === undefined
        ? undefined
        : inRange(formatMonth(of, monthOf(g.month)), formatMonth(of, monthOf(g.month2)))
    },
  ),
  // 2019 жылғы қыркүйекте, былтыр қыркүйекте ("last September"), 2019 жылдың қыркүйек айында
  rule('month', `(?:${year}${yearWord}|${aboutYear})${gap}${month}${ending}(?:${gap}ай${ending})?`, (g, anchor) => {
    const of = statedYear(g, anchor)
    return of === undefined ? undefined : formatMonth(of, monthOf(g.month))
  }),
  // сәуірдің соңына ("to the end of April"), қараша айының басында, 2023 жылғы мамырдың ортасында
  rule(
    'month',
    `(?:(?:${year}${yearWord}|${aboutYear})${gap})?${month}(?:[дтн][ыі]ң|${gap}айының)${gap}(?:(?:алғашқы|бірінші|екінші|соңғы)${gap}(?:апта|онкүнді[кг])(?:сы|і)(?:нда|нде|на|не)|${part.replace('(?:нда|нан|на|ндағы)?', '(?:нда|нан|на|ндағы|мен)?')})`,
    (g, anchor) => {
      const of = statedYear(g, anchor) ?? (anchor === undefined ? undefined : nearestYear(anchor, monthOf(g.month), 15))
      return of === undefined ? undefined : formatMonth(of, monthOf(g.month))
    },
  ),
  // қыркүйек айында, қыркүйекте
  rule('month', `${month}(?:${ending}${gap}ай${ending}|[тд][ае](?:[ғг][ыі])?|(?:ы|і)н[ад]${ending})`, (g, anchor) =>
    anchor === undefined ? undefined : formatMonth(nearestYear(anchor, monthOf(g.month), 15), monthOf(g.month)),
  ),
  // "маусымға дейін" (until June), "қаңтардан бері" (since January): alone the word may be another (маусым, a season).
  rule(
    'month',
    `(?<!(?:келесі|жаңа|өткен|алдағы|осы)\\s)${month}(?:[ғгкқ][ае](?=${gap}дейін)|[дтн][ае]н(?=${gap}(?:бері|бастап|бұрын|кейін)))`,
    (g, anchor) =>
      anchor === undefined ? undefined : formatMonth(nearestYear(anchor, monthOf(g.month), 15), monthOf(g.month)),
  ),
  // 2020 жылдың бірінші тоқсанында ("in the first quarter"), осы жылдың екінші жартысында, бірінші жартыжылдықта
  rule(
    'year',
    `(?:(?:${year}${yearWord}|${aboutYear})${gap}(?:алғашқы${gap})?)?(?<nth>[1-4iі]{1,3}${nth}|${ordinals})${gap}(?:(?<portion>тоқсан|жартыжылд)(?!дық)${ending}|(?<portion2>жарт)ысы${ending})`,
    (g, anchor) => {
      const isOfYear = g.year !== undefined || g.relative !== undefined
      // "екінші жартысы" alone may be the half of a match.
      if (!isOfYear && g.portion === undefined) return undefined
      const of = isOfYear ? statedYear(g, anchor) : anchor?.year
      const which = parseRoman(g.nth?.toUpperCase() ?? '') ?? numberOf(g.nth)
      const most = lower(g.portion) === 'тоқсан' ? 4 : 2
      if (of === undefined || which === undefined || which < 1 || which > most) return undefined
      if (most === 4) return `${formatYear(of)}-${32 + which}`
      // EDTF has a code for halves as for quarters, which few readers take.
      return inRange(formatMonth(of, 6 * which - 5), formatMonth(of, 6 * which))
    },
  ),
  // 2020 жылдың көктемінде, биыл жазда, өткен қыста
  rule(
    'season',
    `(?:${year}${yearWord}|${aboutYear}|${which})${gap}${season}(?:ы|і)?(?:[дт][ае]|нд[ае]|н[ае])?(?:ғы|гі)?`,
    (g, anchor) => {
      const of = statedYear(g, anchor) ?? yearOf(g.which, anchor)
      return of === undefined ? undefined : `${formatYear(of)}-${21 + seasons.indexOf(lower(g.season))}`
    },
  ),
  // күзде ("in autumn"), көктемнен, қысқа дейін: the nearest; a winter is of the year that it begins in
  rule(
    'season',
    `(?:(?<season>көктем|күз)(?:де(?:гі)?|ге|[дн]ен)|(?<season2>жаз|қыс|көктем|күз)${gap}айлары${ending}|(?<season3>жаз|қыс)(?:[дт]а(?:ғы)?|[ғқ]а(?=${gap}дейін)|[дт]ан(?=${gap}(?:бері|бастап))))`,
    (g, anchor) => {
      if (anchor === undefined) return undefined
      const at = seasons.indexOf(lower(g.season ?? g.season2 ?? g.season3))
      const isWinter = at === 3
      const of = nearestYear(anchor, isWinter ? 1 : 4 + at * 3, 15) - (isWinter ? 1 : 0)
      return `${formatYear(of)}-${21 + at}`
    },
  ),
  rule('figures', '(?<day>[0-3]?\\d)\\.(?<number>[01]?\\d)\\.(?<year>\\d{4})(?:-\\p{Ll}{1,6}|\\s?ж\\.)?', (g) =>
    onDay(Number(g.year), Number(g.number), g.day),
  ),
  // Наурыз мейрамында, 2025 жылғы Жеңіс күніне
  rule(
    'holiday',
    `(?:(?:${year}${yearWord}|${aboutYear})${gap})?(?<holiday>${oneOf([...holidays.keys()].map((name) => name.slice(0, -1)))})${ending}`,
    holidayOf,
  ),
  // бүгін, кешегі, ертең; not бүгінде, бүгінгі таңда ("nowadays")
  rule(
    'near',
    `(?<near>${oneOf(nearDays.keys())})(?:г[іе]|[дн]ен|ге)?(?!(?:гі)?${gap}таңда)(?:${gap}(?:таңертең|кешке|түнде|таңда|түсте))?`,
    (g, anchor) => (anchor === undefined ? undefined : formatDay(addDays(anchor, isIn(nearDays, g.near) ?? 0))),
  ),
  // алдағы дүйсенбіде ("next Monday"), өткен жұмада, сейсенбі күні
  rule(
    'weekday',
    `(?:${which}${gap})?(?<weekday>${weekdays.join('|')})(?:[дт][ае](?:[ғг][ыі])?|(?:с[ыі])?${gap}күн(?:і|гі))`,
    (g, anchor) => {
      if (anchor === undefined) return undefined
      const distance = weekdays.indexOf(lower(g.weekday)) + 1 - weekday(anchor)
      const shift = shiftOf(g.which)
      if (shift > 0) return formatDay(addDays(anchor, distance > 0 ? distance : distance + 7))
      if (shift < 0) return formatDay(addDays(anchor, distance < 0 ? distance : distance - 7))
      if (g.which !== undefined) return formatDay(addDays(anchor, distance))
      // News without a word more tells of the weekday just past.
      return formatDay(addDays(anchor, distance > 0 ? distance - 7 : distance))
    },
  ),
  // өткен аптада, осы айда, келесі жылы; өткен аптаның соңында
  rule(
    'unit',
    `${which}${gap}(?<unit>апта|ай|жыл)(?:да|ы|дың|ғы|ның|сында|ында|дан|ға)?(?:${gap}${part})?`,
    (g, anchor) => {
      if (anchor === undefined) return undefined
      const step = shiftOf(g.which)
      if (lower(g.unit) === 'апта') return formatWeek(addDays(anchor, 7 * step))
      return moved(anchor, step, lower(g.unit))
    },
  ),
  // жыл басында, ай соңына дейін: the anchor's own
  rule('unit', `(?<unit>апта|ай|жыл)(?:дың|ның)?${gap}${part}`, (g, anchor) => {
    if (anchor === undefined) return undefined
    return lower(g.unit) === 'апта' ? formatWeek(anchor) : moved(anchor, 0, lower(g.unit))
  }),
  // биыл ("this year"), былтырғы; 2019 жылы; 2025–2029 жылдары
  rule('year', `(?<relative>биыл|былтыр)(?:ғы|дан)?(?:${gap}жыл(?:дың|ы|ғы))?(?:${gap}${part})?`, (g, anchor) => {
    const of = yearOf(g.relative, anchor)
    return of === undefined ? undefined : formatYear(of)
  }),
  rule(
    'year',
    `(?<year>\\d{4})\\s?[-–—]\\s?(?<year2>\\d{4})${nth}[\\s\\u00A0-]{0,3}жылд[а-яәғқңөұүһі]{0,9}`,
    (g) => `${g.year}/${g.year2}`,
  ),
  // 2025-2026 оқу жылында ("in the school year"), 2016-2017 маусымда, (2016-2017)
  rule(
    'year',
    `(?<year>[12]\\d{3})\\s?[-–—/]\\s?(?<year2>[12]\\d{3})${gap}(?:оқу${gap}жыл${ending}|маусым${ending})`,
    (g) => (Number(g.year2) - Number(g.year) === 1 ? `${g.year}/${g.year2}` : undefined),
  ),
  // 2024 жылдың 9 айында ("in nine months of 2024"), биылғы алғашқы бес айда
  rule(
    'year',
    `(?:${year}${yearWord}|${aboutYear})${gap}(?:алғашқы${gap})?(?<number>\\d{1,2}|${cardinals})${gap}ай(?:ы(?:нда(?:ғы)?|ның|мен|на)?|да(?:ғы)?|дың)`,
    (g, anchor) => {
      const of = statedYear(g, anchor)
      const count = numberOf(g.number)
      if (of === undefined || count === undefined || count < 2 || count > 12) return undefined
      return inRange(formatMonth(of, 1), formatMonth(of, count))
    },
  ),
  rule(
    'year',
    `(?<year>\\d{4})${nth}${gap}жылдан${gap}(?<year2>\\d{4})${nth}${gap}жылға${gap}дейін(?:гі)?|(?<year3>\\d{4})${gap}(?:және|мен|пен|бен)${gap}(?<year4>\\d{4})${nth}${gap}жылд[а-яәғқңөұүһі]{0,9}${gap}аралығ${ending}`,
    (g) => `${g.year ?? g.year3}/${g.year2 ?? g.year4}`,
  ),
  // 2015, 2016 және 2019 жылдары: each year of a row is one
  rule(
    'year',
    `(?<year>[12]\\d{3})(?=(?:,${gap}[12]\\d{3}){0,9}(?:,|${gap}(?:және|мен|пен|бен))${gap}[12]\\d{3}[\\s\\u00A0-]{0,3}жыл)`,
    (g) => g.year,
  ),
  rule('year', `${year}[\\s\\u00A0-]{0,3}(?:жыл${ending}|ж\\.)(?:${gap}${part})?`, (g) => {
    const of = numberOf(g.year)
    return of !== undefined && of >= 1000 && of <= lastYear ? formatYear(of) : undefined
  }),
  // ХХ ғасырдың 90-жылдары, өткен ғасырдың 60-жылдарында; ХХІ ғасырда; 90-жылдары
  rule('century', `${century}${ending}${gap}${decade}`, (g, anchor) =>
    decadeIn(centuryOf(g.century, anchor), g.decade),
  ),
  // In figures without an ending it is a century where the era is said: б.з.б. 2 ғасыр.
  rule(
    'century',
    `(?:${beforeEra}${gap})?(?:${century}|(?<=(?:б\\.\\s?з?\\.?\\s?[дб]?\\.|дейінгі)${gap})(?<century2>\\d{1,2})${gap}ғасыр)${ending}(?:${gap}${part})?`,
    (g, anchor) => {
      const of = centuryOf(g.century ?? g.century2, anchor)
      if (of === undefined) return undefined
      // б.з.д. is "of our era" to some and "before our era" to others: only б.з.б. and words say that it is before.
      const before = g.before !== undefined && !/[зд]\.$/u.test(g.before)
      return `${before ? '-' : ''}${String(of).padStart(2, '0')}XX`
    },
  ),
  rule('year', decade, (g, anchor) => lastDecade(g.decade, anchor)),
  // тоқсаныншы жылдардың басында ("at the beginning of the nineties")
  rule('year', `(?<tens>${tens})${gap}жылдар(?:дың)?${ending}(?:${gap}${part})?`, (g, anchor) =>
    lastDecade(String(numberOf(g.tens)), anchor),
  ),
  // үш күн бұрын ("three days ago"), екі аптадан кейін ("in two weeks")
  rule('unit', `${number}${gap}${unit}${gap}бұрын`, shifted(-1), 'date', ['бұрын']),
  rule('unit', `${number}${gap}${unit}[ндт]?[ае]н${gap}(?:кейін|соң)`, shifted(1), 'date', ['кейін', 'соң']),
  // екі апта ішінде, үш айдың ішінде, соңғы бес жылда, алдағы үш күнде, 10 жыл бойы, екі айға дейін
  rule(
    'unit',
    `${number}${gap}${unit}(?:дың|ның|тың)?${gap}(?:ішінде(?:гі)?|бойы|аралығында|қатарынан)|(?:соңғы|алдағы|келесі)${gap}${again(number)}${gap}${again(unit)}(?:[дт][ае](?:ғы|гі)?|${gap}(?:ішінде|бойы))?|${number.replace('?<number>', '?<number3>')}${gap}${unit.replace('?<unit>', '?<unit3>')}(?:ға|ге|қа|ке)(?=${gap}(?:созыл|жалғас))`,
    (g) => duration({ number: g.number ?? g.number3, unit: g.unit ?? g.unit3, number2: g.number2, unit2: g.unit2 }),
    'duration',
    ['ішінде', 'бойы', 'аралығ', 'қатарынан', 'соңғы', 'алдағы', 'келесі', 'созыл', 'жалғас'],
  ),
  // соңғы тәулікте ("in the last day"), соңғы аптада, алдағы тәулікте
  rule(
    'unit',
    `(?:соңғы|алдағы)${gap}(?<unit>тәулік|апта)[тд][ае](?:гі|ғы)?`,
    (g) => durationOf(1, g.unit),
    'duration',
    ['соңғы', 'алдағы'],
  ),
  // 2 жыл 6 айға ("for two years and six months"), бір сағат 20 минутта
  rule(
    'unit',
    `${number}${gap}${unit}${gap}${again(number)}${gap}${again(unit)}(?:${lengthCase})?(?![а-яәғқңөұүһі-])`,
    (g) => togetherOf(duration({ number: g.number, unit: g.unit }), duration({ number: g.number2, unit: g.unit2 })),
    'duration',
  ),
  // 18-20 жылға, екі-үш күн: at least, and at most
  rule(
    'unit',
    `(?<number>\\d{1,3}|${cardinals})\\s?[-–—]\\s?(?<number2>\\d{1,3}|${cardinals})${gap}${unit}(?:${lengthCase})?(?![а-яәғқңөұүһі-])`,
    (g) => {
      const least = lengthOf(g.number)
      const most = lengthOf(g.number2)
      return typeof least === 'number' && typeof most === 'number' && least < most
        ? inRange(durationOf(least, g.unit), durationOf(most, g.unit))
        : undefined
    },
    'duration',
    ['-', '–', '—'],
  ),
  // сегіз жылға ("for eight years"), қырық минут, елу жылда: a count of units, in any case but without possession
  rule(
    'unit',
    `${number}${gap}${unit}(?:${lengthCase})?(?:(?<=сағат[а-я]{3}|минут[а-я]{3})${gap}(?:кейін|соң))?(?![а-яәғқңөұүһі-]|${gap}(?:сайын|бір${gap}рет))`,
    (g) => {
      const value = lengthOf(g.number)
      // 2019 жыл is a year, бір жыл a year's time.
      return typeof value === 'number' && value >= 1000 && value <= lastYear && lower(g.unit) === 'жыл'
        ? undefined
        : duration(g)
    },
    'duration',
  ),
  // Тәуелсіздіктің 30 жылдығы ("the 30th anniversary of independence")
  rule(
    'unit',
    `(?<number>\\d{1,4}|(?:${cardinals})(?:${gap}(?:${cardinals})){0,4})[\\s\\u00A0-]{1,3}жылдығ(?:ы|ын|ына|ында|ының|ынан|ымен)`,
    (g) => durationOf(countOf(g.number), 'жыл'),
    'duration',
    ['жылдығ'],
  ),
  // таңғы сағат 9-да, сағат 18:30-да, кешкі жетіде, Астана уақыты бойынша 15:00-де
  rule(
    'clock',
    `(?:${zone}${gap})?(?:${daypart}${gap})?(?:сағат${gap})?(?<hour>[012]?\\d)[:.](?<minute>[0-5]\\d)-?(?:[дт][ае](?:н|[ғг][ыі])?|ғ?[ае]|[кқг][ае])`,
    timeOf,
    'time',
  ),
  rule('clock', `(?:${zone}${gap})?(?:${daypart}${gap})?сағат${gap}(?:${clock}|${hourWords})`, timeOf, 'time'),
  rule('clock', `${zone}${gap}(?:${daypart}${gap})?${clock}`, timeOf, 'time'),
  rule(
    'clock',
    `${daypart}${gap}(?:(?<hour>[012]?\\d)(?:[:.](?<minute>[0-5]\\d))?-(?:[дт][ае](?:н)?|[кқғг][ае])|(?<hour3>[012]?\\d)[:.](?<minute2>[0-5]\\d)|${hourWords.replace('(?:[дт][ае](?:н|[ғг][ыі])?|[кқғг][ае])?)', '(?:[дт][ае]н?|[кқғг][ае]))')})`,
    timeOf,
    'time',
  ),
  // күн сайын ("every day"), екі жылда бір ("once in two years"), аптасына үш рет, дүйсенбі сайын
  rule('unit', `${unit}${gap}сайын(?:ғы)?`, (g) => durationOf(1, g.unit), 'set', ['сайын']),
  rule('unit', `${number}${gap}${unit}[дт][ае]${gap}бір(?:${gap}рет)?`, duration, 'set', ['бір']),
  rule(
    'unit',
    `(?<unit>күн|апта|ай|жыл)(?:с?[ыі]на)${gap}(?:\\d{1,3}|${cardinals}|бірнеше)${gap}(?:рет|мәрте)`,
    (g) => durationOf(1, g.unit),
    'set',
    ['рет', 'мәрте'],
  ),
  rule(
    'weekday',
    `(?:әр${gap})?(?<weekday>${weekdays.join('|')})${gap}сайын|әр${gap}(?<weekday2>${weekdays.join('|')})(?:${gap}күні|[дт][ае])?`,
    (g) => `XXXX-WXX-${weekdays.indexOf(lower(g.weekday ?? g.weekday2)) + 1}`,
    'set',
  ),
]

/** What "басында", "ортасында", "соңында" say of a period. */
export function partOf(groups: Groups): DatePart | undefined {
  switch (lower(groups.part)) {
    case 'бас':
      return 'START'
    case 'орта':
      return 'MID'
    case '':
      return undefined
    default:
      return 'END'
  }
}
