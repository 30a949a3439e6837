/** Days as counts from 1970-01-01, as the wall calendar of the place has them. */

/** The day of an ISO date or date and time, in its own zone. */
export function dayOf(iso: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso)
  if (match === null) return undefined
  const days = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000
  return Number.isNaN(days) ? undefined : days
}

export const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** Monday is 1, Sunday 7. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1
