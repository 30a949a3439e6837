import { type DateMention, findDates } from 'kazakh'
import type { AnalyzedSentence } from '../../language/schema.js'
import { isKnown } from '../../language/words.js'
import { lookUpName } from '../entities/gazetteer.js'

/** What a time needs of the text around it. */

/** A date that the text before it gives: so many letters of what was mentioned last with as many. */
export interface ContextDate extends DateMention {
  readonly ofLast?: number
}

/** "14:45 – шаңғы жарысы" (skiing): the hours of a programme, at the beginnings of its lines. */
export const scheduled = (text: string): readonly ContextDate[] => {
  const clock = /^\s*((?:[01]\d|2[0-3]):[0-5]\d)(?=\s*[–—-]\s)/u.exec(text)
  const start = clock?.[0].search(/\d/u) ?? 0
  return clock === null
    ? []
    : [{ kind: 'time', text: clock[1] ?? '', value: `T${clock[1]}`, start, end: clock[0].length }]
}

const lettersOfLast: Readonly<Record<string, number>> = { күн: 10, тәулік: 10, ай: 7, жыл: 4 }

/** "сол күні" (that day), "сол жылғы" (that year's): the day, month or year that was mentioned last. */
export const lastMentioned = (text: string): readonly ContextDate[] =>
  [...text.matchAll(/(?<!\p{L})(?:сол|осы(?=\s+күні))\s+(күн|тәулік|ай|жыл)(?:[іы]|гі|да|те|ғы)(?!\p{L})/giu)].map(
    (match) => ({
      text: match[0],
      value: '',
      kind: 'date',
      start: match.index,
      end: match.index + match[0].length,
      ofLast: lettersOfLast[match[1]?.toLowerCase() ?? ''] ?? 10,
    }),
  )

/** "екі сағат | бойы" (for two hours), "3-5 маусым | аралығында" (between): a time without its postposition. */
export function withoutPostposition(date: ContextDate): ContextDate {
  const postposition = date.kind === 'duration' ? afterDuration : /\s+аралығында(?:ғы)?$/iu
  const text = date.text.replace(postposition, '')
  return { ...date, text, end: date.start + text.length }
}

const afterDuration = /\s+(?:ішінде|ішіндегі|бойы|бойына|аралығында|кейін|кейінгі|соң|бері)$/iu

/**
 * What says when something is. "Жыл сайын" (every year) and "30 жылдығы" (its 30th anniversary) do not, nor does the
 * name of a holiday; the year before it does: "Биыл | Астана күнінде" (this year, on Astana's day).
 */
export function telling(date: DateMention, published: string | undefined): readonly DateMention[] {
  // "елу жылда | бір" (once in fifty years) says how long, "екі жылда бір рет" how often.
  const span = date.kind === 'set' ? /^(.+)\s+бір$/iu.exec(date.text)?.[1] : undefined
  if (span !== undefined) return findDates(span, published).map((found) => ({ ...found, ...moved(date, found) }))
  if (date.kind === 'set' || anniversary.test(date.text)) return []
  if (date.holiday !== true) return [date]
  const year = /^(?:\d{4}\s+)?\p{L}+/u.exec(date.text)?.[0] ?? ''
  return findDates(year, published).map((found) => ({ ...found, ...moved(date, found) }))
}

/** The place in a text of what was found in a part of it. */
const moved = (part: DateMention, found: DateMention): Pick<DateMention, 'start' | 'end'> => ({
  start: part.start + found.start,
  end: part.start + found.end,
})

const anniversary = /жылдығ(?:ы|ын|ына|ында|ының|ынан|ымен)$/iu

/**
 * "13 жылдан | соң жеңді" (won after 13 years): before a verb of the past, a duration since something; before one of what
 * is to come, the date so long from now.
 */
export function sinceThen(date: ContextDate, sentence: AnalyzedSentence | undefined): ContextDate {
  const length = date.kind === 'date' ? /^(.+[ндт]?[ае]н)\s+(?:кейін|соң)$/iu.exec(date.text)?.[1] : undefined
  if (length === undefined || sentence === undefined || isToCome(sentence, date.end)) return date
  const duration = findDates(length).find(({ kind, text }) => kind === 'duration' && text === length)
  return duration === undefined ? date : { ...duration, start: date.start, end: date.start + length.length }
}

/** "келер | көктемге" (until next spring), "өткен | күзде" (last autumn): a season and which it is. */
export function whichSeason(text: string, date: ContextDate, published: string | undefined): ContextDate {
  const which = season.test(date.text) ? /(?:келер|келесі|алдағы|өткен)\s+$/iu.exec(text.slice(0, date.start)) : null
  if (which === null) return date
  const isPast = published !== undefined && endOfSeason(date.value) < published.slice(0, 7)
  const value = isPast && !/^өткен/iu.test(which[0]) ? yearLater(date.value) : date.value
  return { ...date, value, start: which.index, text: text.slice(which.index, date.end) }
}

/** "былтырғыдан 11 пайызға көп" (11 per cent more than last year's): a year's, without its noun. */
export const ofYear = (text: string, published: string | undefined): readonly DateMention[] =>
  published === undefined
    ? []
    : [...text.matchAll(/(?<!\p{L})(былтырғы|биылғы)(?:дан|ға|ны|мен|ның)(?!\p{L})/giu)].map((match) => ({
        text: match[0],
        value: String(Number(published.slice(0, 4)) - (/^былтыр/iu.test(match[0]) ? 1 : 0)),
        kind: 'date',
        start: match.index,
        end: match.index + match[0].length,
      }))

/** "ХЕЛЬСИНКИ, 28 маусым.", "Астана. 3 наурыз –": the day of the dateline that opens a text. */
export function dayOfDateline(text: string, published: string | undefined): string | undefined {
  if (published === undefined) return undefined
  const [head, place = ''] = /^((?:\p{L}[\p{L}-]{2,}\s?){1,2})[.,]\s*(?=\d)/u.exec(text) ?? []
  if (head === undefined || lookUpName(place)?.type !== 'place') return undefined
  const day = findDates(text.slice(0, head.length + 40), published).find(({ start }) => start === head.length)
  if (day === undefined || !/^\d{4}-\d{2}-\d{2}$/u.test(day.value)) return undefined
  return /^\s*[.,(/–—-]/u.test(text.slice(day.end)) ? day.value : undefined
}

/** "2026 жылдың бірінші жартысында …, ал | екінші жартысында": the other half of the same year. */
export const otherHalf = (text: string): readonly DateMention[] =>
  [
    ...text.matchAll(
      /(\d{4})[^.!?]{0,20}?бірінші\s+жарты[^.!?]{0,100}?(?<!\p{L})(екінші\s+жарты(?:жылды[қғ])?\p{L}*)/giu,
    ),
  ].map(({ 0: whole, 1: year, 2: half = '', index }) => ({
    text: half,
    value: `${year}-07/${year}-12`,
    kind: 'date',
    start: index + whole.length - half.length,
    end: index + whole.length,
  }))

const units: Readonly<Record<string, readonly [before: string, after: string]>> = {
  жыл: ['P', 'Y'],
  ай: ['P', 'M'],
  апта: ['P', 'W'],
  күн: ['P', 'D'],
  тәулік: ['P', 'D'],
  сағат: ['PT', 'H'],
  минут: ['PT', 'M'],
}
const counts = ['бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз', 'он']
const span = new RegExp(
  `(?<![\\p{L}\\d,.-])(\\d{1,2}|${counts.join('|')})(?:\\s|-)(${Object.keys(units).join('|')})(?:дық|дік|лық|лік|тық|тік)(?!\\p{L})(?!\\s+(?:мерейтой|тарих|белес|той))`,
  'giu',
)

/** "екі күндік сапар" (a visit of two days), "он жылдық жалақы" (ten years' pay); anniversaries last no years. */
export const lasting = (text: string): readonly DateMention[] =>
  [...text.matchAll(span)].flatMap((match) => {
    const [whole, count = '', unit = ''] = match
    const [before, after] = units[unit.toLowerCase()] ?? []
    const number = /\d/u.test(count) ? Number(count) : counts.indexOf(count.toLowerCase()) + 1
    if (before === undefined || number === 0) return []
    const { index: start } = match
    return [{ text: whole, value: `${before}${number}${after}`, kind: 'duration', start, end: start + whole.length }]
  })

/** A day and the clock time beside it are one: "30 маусым 2023, 14:46", "14:46, 30 маусым". In the order of the text. */
export function joined(text: string, dates: readonly ContextDate[]): readonly ContextDate[] {
  return withClocks(text, dates).flatMap((date) => {
    if (!/^\d{4}-\d{2}-\d{2}$/u.test(date.value)) return [date]
    const after = /^,?\s*([01]?\d|2[0-3]):([0-5]\d)(?![\d:-])/u.exec(text.slice(date.end, date.end + 16))
    const before = /(?:^|[\s|])([01]\d|2[0-3]):([0-5]\d),\s*$/u.exec(
      text.slice(Math.max(0, date.start - 9), date.start),
    )
    const clock = after ?? before
    if (clock === null) return [date, ...clockApart(text, date)]
    const start = after === null ? date.start - clock[0].trimStart().length : date.start
    const end = after === null ? date.end : date.end + clock[0].length
    const value = `${date.value}T${(clock[1] ?? '').padStart(2, '0')}:${clock[2]}`
    return [{ ...date, start, end, text: text.slice(start, end), value }]
  })
}

/** "30.06.2022 | 18:01": a clock time that is set apart from its day. */
function clockApart(text: string, date: ContextDate): readonly ContextDate[] {
  const found = /^\s*\|\s*((?:[01]\d|2[0-3]):[0-5]\d)(?![\d:-])/u.exec(text.slice(date.end, date.end + 16))
  const clock = found?.[1]
  if (found === null || clock === undefined) return []
  const end = date.end + found[0].length
  return [{ kind: 'time', text: clock, value: `${date.value}T${clock}`, start: end - clock.length, end }]
}

/** "Бүгін таңғы сағат 6:40-та" (at 6:40 this morning): a day right before its hour is one with it. */
function withClocks(text: string, dates: readonly ContextDate[]): readonly ContextDate[] {
  const sorted = dates.toSorted((a, b) => a.start - b.start)
  return sorted.flatMap((date, i) => {
    const next = sorted[i + 1]
    const last = sorted[i - 1]
    if (last !== undefined && isDayOf(text, last, date)) return []
    if (next === undefined || !isDayOf(text, date, next)) return [date]
    return [{ ...date, end: next.end, text: text.slice(date.start, next.end), value: `${date.value}${next.value}` }]
  })
}

const isDayOf = (text: string, day: DateMention, clock: DateMention): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(day.value) && /^T\d/u.test(clock.value) && /^\s+$/u.test(text.slice(day.end, clock.start))

/** маусым is June and a season: with possession (футбол маусымы, "the football season") it is the season. */
export const isNoSeasonOfSport = ({ text }: DateMention): boolean => !/^маусым(?:ы|ына|ында|ының|ын)$/iu.test(text)

/** A clock time (T21:40) on its day. */
export const withDay = (value: string, day: string | undefined): string =>
  value.startsWith('T') && day !== undefined ? `${day}${value}` : value

const weekday = /^(?:дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі)(?:(?:де|да)(?:гі|ғы)?|\s+күн(?:і|гі))?$/iu
const month =
  /^(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)(?:да|де|та|те)?(?:\s+ай(?:ы|ында))?$/iu
const day =
  /^\d{1,2}(?:-?[шн][ыі])?\s+(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)(?:да|де|та|те)?(?:\s+күні)?$/iu
const season = /^(?:көктем|жаз|күз|қыс)(?:де|да|та|те|ге|ға|қа|ден|нен|дан|тан)?$/iu

/**
 * A weekday or a month without a year lies where the verb after it puts it: "сенбіде өтеді" (will be on Saturday) is the
 * next one, though the last is nearer.
 */
export function inTense(
  date: Pick<DateMention, 'text' | 'value' | 'end'>,
  sentence: AnalyzedSentence | undefined,
  published: string | undefined,
): string {
  const { text, value } = date
  if (published === undefined || sentence === undefined || !/^\d{4}-\d{2}/u.test(value)) return value
  if (!isToCome(sentence, date.end)) return value
  if (weekday.test(text) && value < published) return daysLater(value, 7)
  if (season.test(text)) return endOfSeason(value) < published.slice(0, 7) ? yearLater(value) : value
  if ((month.test(text) || day.test(text)) && value < published.slice(0, value.length)) {
    return yearLater(value)
  }
  return value
}

const yearLater = (value: string): string => `${Number(value.slice(0, 4)) + 1}${value.slice(4)}`

/** The last month of a season of EDTF: spring (21) ends in May, winter (24) in February of the next year. */
function endOfSeason(value: string): string {
  const last = (Number(value.slice(5, 7)) - 20) * 3 + 2
  return last > 12 ? `${Number(value.slice(0, 4)) + 1}-02` : `${value.slice(0, 4)}-${String(last).padStart(2, '0')}`
}

const daysLater = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Whether the first verb after an offset tells of what will be: өтеді, шығамыз, өтетін, келмек; "барып көреді", too. */
function isToCome({ words }: AnalyzedSentence, offset: number): boolean {
  const verb = words.find(
    (word) =>
      word.start >= offset &&
      // қайта ("again") is no converb here.
      !isKnown(word, 'ADV') &&
      // A converb in -п has the tense of the verb that it leads to.
      !/[ыі]?п$/u.test(word.lower) &&
      word.analyses.some(
        ({ upos, feats, confidence }) =>
          upos === 'VERB' &&
          /^(Fin|Part|Conv)$/u.test(feats.VerbForm ?? '') &&
          // Дәріханаларды is "pharmacies", and hardly a verb.
          word.analyses.every((other) => other.upos !== 'NOUN' || other.confidence <= confidence),
      ),
  )
  // "тағайындалуы мүмкін" (may be appointed)
  const may = words.find(
    (word, i) => word.start >= offset && word.lower === 'мүмкін' && /[уү][ыі]?$/u.test(words[i - 1]?.lower ?? ''),
  )
  if (may !== undefined && (verb === undefined || may.start < verb.start)) return true
  // Қирады is past of қира, though it ends as a present does.
  if (verb?.analyses.every(({ upos, feats }) => upos !== 'VERB' || feats.Tense === 'Past') === true) return false
  return /(?:[аеәй]ды|[аеәй]ді|[аеәй]мыз|[аеәй]міз|[аеәй]мын|[аеәй]мін|[аей]тын(?:ын)?|[аей]тін(?:ін)?|мақ|мек|бақ|бек|пақ|пек)$/u.test(
    verb?.lower ?? '',
  )
}
