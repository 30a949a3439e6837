import type { Range } from '../alignment/alignment.js'
import { parseDay } from './calendar.js'
import { type DateKind, type DatePart, partOf, rules, windowsOf } from './rules.js'

export type { DateKind, DatePart } from './rules.js'

/**
 * A date or time named in a text. `value` is ISO 8601, or EDTF: unknown digits (XXXX-03-02), decades (199X), seasons
 * (2020-21 is spring), quarters (2020-33); halves of a year are its months (2020-01/2020-06).
 */
export interface DateMention extends Range {
  readonly text: string
  readonly value: string
  readonly kind: DateKind
  /** Which part of the value is meant, where the text says. */
  readonly part?: DatePart
  /** Whether it is a holiday's name: Жеңіс күні ("Victory Day"). */
  readonly holiday?: true
}

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
  const lower = text.replaceAll('İ', 'I').toLowerCase()
  const windows = windowsOf(lower)
  for (const { need, pattern, says, kind, value } of rules) {
    for (const window of windows.get(need) ?? []) {
      const part = lower.slice(window.start, window.end)
      if (!says.some((word) => part.includes(word))) continue
      for (const match of part.matchAll(pattern)) {
        const groups = match.groups ?? {}
        const resolved = value(groups, from)
        if (resolved === undefined) continue
        const meant = partOf(groups)
        const start = window.start + match.index
        const end = start + match[0].length
        found.push({
          start,
          end,
          text: text.slice(start, end),
          value: resolved,
          kind,
          ...(meant && { part: meant }),
          ...(need === 'holiday' && { holiday: true }),
        })
      }
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
