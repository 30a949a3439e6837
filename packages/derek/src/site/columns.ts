/** Time cut into columns of one unit of the calendar, so that a picture of it is true to how time passes. */
export interface Columns {
  /** In order, those without anything too; at least one, at most as many as asked for. */
  readonly columns: readonly Column[]
  /** The column that a day is in; a month or year counts as its first day. */
  of(day: string): number
}

export interface Column {
  /** Its first and last day: 2026-03-01, 2026-03-31. */
  readonly from: string
  readonly to: string
  /** Its beginning, as precise as its unit: 2026-03-01, 2026-03, 2026. */
  readonly label: string
}

interface Unit {
  /** Characters of an ISO day that say where it begins: 10, 7, 4. */
  readonly precision: number
  numberOf(day: number): number
  /** The first day of the unit of that number. */
  startOf(number: number): number
}

const millisecondsADay = 86_400_000
const days = (count: number): Unit => ({
  precision: 10,
  // Day 0 was a Thursday; weeks begin on Monday.
  numberOf: (day) => Math.floor((day + (count === 7 ? 3 : 0)) / count),
  startOf: (number) => number * count - (count === 7 ? 3 : 0),
})
const months = (count: number): Unit => ({
  precision: count < 12 ? 7 : 4,
  numberOf(day) {
    const date = new Date(day * millisecondsADay)
    return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / count)
  },
  startOf(number) {
    const date = new Date(0)
    date.setUTCFullYear(Math.floor((number * count) / 12), (((number * count) % 12) + 12) % 12, 1)
    return date.getTime() / millisecondsADay
  },
})

/** From days to millennia: ISO days end with the year 9999. */
const units: readonly Unit[] = [
  ...[1, 7].map(days),
  ...[1, 3, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000, 120_000].map(months),
]

function numberOfDay(day: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const instant = new Date(0)
  instant.setUTCFullYear(year, month - 1, date)
  return instant.getTime() / millisecondsADay
}

const isoOf = (day: number): string => new Date(day * millisecondsADay).toISOString().slice(0, 10)

/**
 * The columns of the smallest unit that puts all days into no more than `most`.
 *
 * ```ts
 * columnsOf(['2026-03-24', '2026-05'], 12).columns.map(({ label }) => label) // ['2026-03-23', '2026-03-30', …]
 * ```
 */
export function columnsOf(days: readonly string[], most: number): Columns {
  const numbers = days.map(numberOfDay)
  const first = numbers.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY)
  const last = numbers.reduce((greatest, day) => Math.max(greatest, day), Number.NEGATIVE_INFINITY)
  const unit = units.find(({ numberOf }) => numberOf(last) - numberOf(first) < most)
  if (unit === undefined) return { columns: [], of: () => 0 }
  const start = unit.numberOf(first)
  const columns = Array.from({ length: unit.numberOf(last) - start + 1 }, (_, i) => {
    const from = isoOf(unit.startOf(start + i))
    return { from, to: isoOf(unit.startOf(start + i + 1) - 1), label: from.slice(0, unit.precision) }
  })
  return { columns, of: (day) => unit.numberOf(numberOfDay(day)) - start }
}
