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
  const parsed = new Date(made)
  const isReal = !Number.isNaN(parsed.getTime()) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  return isReal ? made : undefined
}

/** The caller's date, or a clear error. */
export function publishedAtOfCaller(date: string): string {
  const made = publishedAt(date)
  if (made === undefined) {
    throw new SourceError('bad-date', `"${date}" is no date: write 2025-03-24 or 2025-03-24T10:00:00+05:00`)
  }
  return made
}
