import { findDates } from 'kazakh'
import type { Analysis, AnalyzedBlock, AnalyzedSentence } from '../../language/schema.js'
import { tellsNews } from '../news.js'
import type { Time } from '../schema.js'
import { spanOf } from '../span.js'
import {
  dayOfDateline,
  inTense,
  isNoSeasonOfSport,
  joined,
  lasting,
  lastMentioned,
  ofYear,
  otherHalf,
  scheduled,
  sinceThen,
  telling,
  whichSeason,
  withDay,
  withoutPostposition,
} from './context.js'

/** A time of the record, and where it stands in the analysis: what events and statements are dated by. */
export interface FoundTime {
  readonly time: Time
  readonly block: number
  /** Offsets into the block's analysis text. */
  readonly start: number
  readonly end: number
}

/**
 * Dates and times of every block but the promotional ones, resolved against the day of publication, the tense of their
 * sentence, and the day that was mentioned last.
 */
export function findTimes(analysis: Analysis): readonly FoundTime[] {
  if (analysis.language !== 'kk') return []
  let anchor = analysis.article.publishedAt
  const found: FoundTime[] = []
  const last: LastMentioned = new Map(anchor === undefined ? [] : [[10, anchor.slice(0, 10)]])
  for (const [index, block] of analysis.blocks.entries()) {
    if (!tellsNews(block.block)) continue
    const { text } = block.aligned
    // What a dateline opens is told on its day: today and yesterday are its own.
    anchor = dayOfDateline(text, anchor) ?? anchor
    const dates = joined(text, [
      ...findDates(text, anchor).flatMap((date) => telling(date, anchor)),
      ...scheduled(text),
      ...lastMentioned(text),
      ...lasting(text),
      ...ofYear(text, anchor),
      ...otherHalf(text),
    ])
      .map((date) => sinceThen(whichSeason(text, withoutPostposition(date), anchor), sentenceAt(block, date.start)))
      .filter(isNoSeasonOfSport)
    for (const date of dates) {
      const sentence = sentenceAt(block, date.start)
      const value =
        date.kind === 'time'
          ? withDay(date.value, dayIn(dates, sentence) ?? last.get(10))
          : date.value === ''
            ? (last.get(date.ofLast ?? 10) ?? '')
            : inTense(date, sentence, anchor?.slice(0, 10))
      if (value === '') continue
      if (date.kind === 'date') mention(last, value)
      found.push({
        time: { ...spanOf(block, date), value, kind: date.kind },
        block: index,
        start: date.start,
        end: date.end,
      })
    }
  }
  return found
}

/** What was mentioned last, by how many letters its value has: a year 4, a month 7, a day 10. */
type LastMentioned = Map<number, string>

function mention(last: LastMentioned, value: string): void {
  const day = /^\d{4}(?:-(?:0\d|1[0-2])(?:-\d{2})?)?(?=$|[T/])/u.exec(value)?.[0]
  if (day === undefined) return
  for (const letters of [4, 7, 10]) if (day.length >= letters) last.set(letters, day.slice(0, letters))
}

const sentenceAt = (block: AnalyzedBlock, offset: number): AnalyzedSentence | undefined =>
  block.sentences.find(({ start, end }) => start <= offset && offset < end)

/** The day that a clock time in the same sentence belongs to. */
const dayIn = (
  dates: readonly { readonly start: number; readonly value: string }[],
  sentence: AnalyzedSentence | undefined,
): string | undefined =>
  dates
    .find(
      ({ start, value }) =>
        sentence !== undefined && sentence.start <= start && start < sentence.end && /^\d{4}-\d{2}-\d{2}$/u.test(value),
    )
    ?.value.slice(0, 10)
