/** A day of the Gregorian calendar, and arithmetic on it without clocks or zones. */
export interface Day {
  readonly year: number
  /** 1–12 */
  readonly month: number
  /** 1–31 */
  readonly day: number
}

const two = (n: number): string => String(n).padStart(2, '0')
const four = (n: number): string => String(n).padStart(4, '0')

export const formatYear = (year: number): string => four(year)
export const formatMonth = (year: number, month: number): string => `${four(year)}-${two(month)}`
export const formatDay = ({ year, month, day }: Day): string => `${four(year)}-${two(month)}-${two(day)}`

/** The day that an ISO 8601 date, or a date and time, begins with; undefined where it begins with none. */
export function parseDay(iso: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso)
  if (match === null) return undefined
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  return isDay(day) ? day : undefined
}

const utc = ({ year, month, day }: Day): Date => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date
}
const fromUtc = (date: Date): Day => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
})

export const isDay = (day: Day): boolean =>
  day.month >= 1 && day.month <= 12 && day.day >= 1 && formatDay(fromUtc(utc(day))) === formatDay(day)

export function addDays(day: Day, days: number): Day {
  return fromUtc(new Date(utc(day).getTime() + days * 86_400_000))
}

/** The same day of another month, or that month's last day where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const index = day.year * 12 + (day.month - 1) + months
  const moved = { year: Math.floor(index / 12), month: (index % 12) + 1, day: day.day }
  for (let last = day.day; last > 28; last--) if (isDay({ ...moved, day: last })) return { ...moved, day: last }
  return { ...moved, day: Math.min(day.day, 28) }
}

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: Day): number => utc(day).getUTCDay() || 7

const daysBetween = (a: Day, b: Day): number => (utc(b).getTime() - utc(a).getTime()) / 86_400_000

/** The ISO 8601 week that a day lies in: 2020-W13. */
export function formatWeek(day: Day): string {
  const thursday = addDays(day, 4 - weekday(day))
  const week = Math.floor(daysBetween({ year: thursday.year, month: 1, day: 1 }, thursday) / 7) + 1
  return `${four(thursday.year)}-W${two(week)}`
}

/** The year in which a month and day come nearest to an anchor. */
export function nearestYear(anchor: Day, month: number, day: number): number {
  const distance = (year: number): number => Math.abs(daysBetween(anchor, { year, month, day: Math.min(day, 28) }))
  return [anchor.year - 1, anchor.year, anchor.year + 1].reduce((best, year) =>
    distance(year) < distance(best) ? year : best,
  )
}
