import { findDates } from 'kazakh'
import type { Analysis } from '../../language/schema.js'
import type { Time } from '../schema.js'
import { spanOf } from '../span.js'

/** A time of the record, and where it stands in the analysis: what events and statements are dated by. */
export interface FoundTime {
  readonly time: Time
  readonly block: number
  /** Offsets into the block's analysis text. */
  readonly start: number
  readonly end: number
}

/** Dates and times of every block but the promotional ones, resolved against the day of publication. */
export function findTimes(analysis: Analysis): readonly FoundTime[] {
  const anchor = analysis.article.publishedAt
  return analysis.blocks.flatMap((block, index) => {
    if (block.block.kind === 'promo' || analysis.language !== 'kk') return []
    return findDates(block.aligned.text, anchor).map(
      (found): FoundTime => ({
        time: { ...spanOf(block, found), value: found.value, kind: found.kind },
        block: index,
        start: found.start,
        end: found.end,
      }),
    )
  })
}
