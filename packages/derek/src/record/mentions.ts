import type { Linked } from './entities/mention.js'
import type { FoundTime } from './times/times.js'

/** The mentions of an article, by where they stand and by what they are of. */
export interface Mentions {
  in(block: number, sentence: number): readonly Linked[]
  of(entity: string): readonly Linked[]
}

const none: readonly never[] = []

export function indexMentions(mentions: readonly Linked[]): Mentions {
  const places = grouped(mentions, ({ at }) => `${at.block}.${at.sentence}`)
  const entities = grouped(mentions, ({ entity }) => entity)
  return {
    in: (block, sentence) => places.get(`${block}.${sentence}`) ?? none,
    of: (entity) => entities.get(entity) ?? none,
  }
}

/** The times of an article by the index of their block. */
export const timesByBlock = (times: readonly FoundTime[]): ReadonlyMap<number, readonly FoundTime[]> =>
  grouped(times, ({ block }) => block)

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const same = groups.get(key)
    if (same === undefined) groups.set(key, [item])
    else same.push(item)
  }
  return groups
}
