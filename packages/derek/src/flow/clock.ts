import { setTimeout as sleep } from 'node:timers/promises'
import { isAway } from '../store/databases.js'
import type { Frontier } from '../store/frontier.js'
import type { Log } from '../telemetry/log.js'
import type { Watched } from '../watch/sources.js'
import type { Bus } from './bus.js'
import { found, look } from './streams.js'

export interface ClockOptions {
  readonly bus: Bus
  readonly frontier: Frontier
  readonly sources: readonly Watched[]
  /** Seconds between two looks at a feed. */
  readonly every: number
  readonly signal: AbortSignal
  readonly say: Log
  /** Milliseconds between two looks at what is due. */
  readonly tick?: number
  /** Seconds after which an address that nothing was heard of is given again: its message was lost, with a disk perhaps. */
  readonly overdue?: number
  /** Gives all that is not done, once, when it begins. */
  readonly restart?: boolean
}

const day = 24 * 60 * 60
const mostAtOnce = 1_000

/** Gives what is due: looks at feeds, and addresses that nothing was heard of. Any number of clocks may run at once. */
export async function clock(options: ClockOptions): Promise<void> {
  const { bus, frontier, sources, every, signal, say, tick = 1_000, overdue = day, restart = false } = options
  const sourceOf = new Map(
    sources.flatMap(({ name, feeds, sitemaps, sections }) =>
      [...feeds, ...sitemaps, ...sections].map((address): [string, string] => [address, name]),
    ),
  )
  let away = false
  let hasBegun = !restart
  while (!signal.aborted) {
    try {
      for (const due of await frontier.dueLooks([...sourceOf.keys()])) {
        const source = sourceOf.get(due.address)
        if (source === undefined) continue
        await bus.give(look, { source, ...due }, { signal })
        // Not all at the same second.
        await frontier.lookAgain(due, every * (1 + Math.random() / 4))
      }
      const lost = hasBegun ? frontier.overdue(overdue, mostAtOnce) : frontier.overdue(0, Number.MAX_SAFE_INTEGER)
      for (const item of await lost) {
        await bus.give(found, item, { signal, id: `${found.id(item)} ${await frontier.now()}` })
      }
      hasBegun = true
      away = false
    } catch (error) {
      if (signal.aborted) return
      if (!isAway(error)) throw error
      if (!away) say('nothing is discovered while the database is away', { level: 'warn', error })
      away = true
    }
    await sleep(tick, undefined, { signal }).catch(() => {})
  }
}
