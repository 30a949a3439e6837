import type { Event } from '../schema.js'

/** An event before it has its number. */
export type Draft = Omit<Event, 'id'>

/** Events of one type with the same people, or one's among the other's, on no two different days, are one. */
export function merge(events: readonly Draft[]): readonly Draft[] {
  const merged: Draft[] = []
  for (const event of events) {
    const at = merged.findIndex((other) => isSame(other, event))
    const other = merged[at]
    if (other === undefined) merged.push(event)
    else merged[at] = join(other, event)
  }
  return merged
}

const who = (event: Draft): ReadonlySet<string> => new Set([...event.actors, ...event.recipients])
const isCertain = (event: Draft): boolean => event.confidence === undefined

function isSame(a: Draft, b: Draft): boolean {
  if (a.type !== b.type) return false
  const areDated = a.time !== undefined && b.time !== undefined && isCertain(a) && isCertain(b)
  if (areDated && !a.time?.startsWith(b.time ?? '') && !b.time?.startsWith(a.time ?? '')) return false
  // Told without a day, as news of today, and with one of long ago: two events.
  if (!areDated && a.time !== undefined && b.time !== undefined && areFar(a.time, b.time)) return false
  if (a.place !== undefined && b.place !== undefined && a.place !== b.place && a.type === 'visit') return false
  const [few, many] = who(a).size <= who(b).size ? [who(a), who(b)] : [who(b), who(a)]
  return [...few].every((id) => many.has(id))
}

const farDays = 45

function areFar(a: string, b: string): boolean {
  const days = Math.abs(Date.parse(firstDay(a)) - Date.parse(firstDay(b))) / 86_400_000
  return days > farDays
}

/** 2017 and 2017-04 begin on their first day; what is no such date is far from none. */
const firstDay = (value: string): string => /^\d{4}(?:-[01]\d(?:-\d{2})?)?$/u.exec(value)?.[0] ?? ''

function join(a: Draft, b: Draft): Draft {
  const dated = a.time === undefined || (!isCertain(a) && b.time !== undefined && isCertain(b)) ? b : a
  const { confidence: _, time: __, place: ___, document: ____, ...rest } = a
  const actors = unique([...a.actors, ...b.actors])
  const place = a.place ?? b.place
  const document = a.document ?? b.document
  return {
    ...rest,
    actors,
    recipients: unique([...a.recipients, ...b.recipients]).filter((id) => !actors.includes(id)),
    ...(dated.time === undefined ? {} : { time: dated.time }),
    ...(dated.confidence === undefined ? {} : { confidence: dated.confidence }),
    ...(place === undefined ? {} : { place }),
    ...(document === undefined ? {} : { document }),
    evidence: [...a.evidence, ...b.evidence],
  }
}

export const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)]
