import { setTimeout as sleep } from 'node:timers/promises'
import { isAway } from '../store/databases.js'
import type { Frontier } from '../store/frontier.js'
import type { Log } from '../telemetry/log.js'
import type { Watched } from '../watch/sources.js'
import type { Bus } from './bus.js'
import type { MemoryBus } from './memory.js'
import { isOver } from './once.js'
import { found, look } from './streams.js'

export interface ClockOptions {
  readonly bus: Bus
  readonly frontier: Frontier
  readonly sources: readonly Watched[]
  /** Seconds between two looks at a feed. */
  readonly every: number
  /** Seconds between two requests to a host. */
  readonly pause: number
  readonly signal: AbortSignal
  readonly say: Log
  /** Milliseconds between two looks at what is due. */
  readonly tick?: number
  /** Seconds after which an address that nothing was heard of is given again: its message was lost, with a disk perhaps. */
  readonly overdue?: number
  /** A source is not looked at while so many addresses that it named are not done. */
  readonly mostUndone?: number
  /** Gives all that is not done, once, when it begins. */
  readonly restart?: boolean
  /** Gives each feed once, due or not, and ends when what came of it on this bus is done. */
  readonly once?: MemoryBus
}

const day = 24 * 60 * 60
const mostAtOnce = 1_000
const usualMost = 20_000

/**
 * Gives what is due: looks at feeds, and addresses that were found, of each host no more than have their turn soon. The
 * rest waits in the database, and in nobody's way. Any number of clocks may run at once.
 */
export async function clock(options: ClockOptions): Promise<void> {
  const { bus, frontier, sources, every, pause, signal, say, once, overdue = day } = options
  const { mostUndone = usualMost, restart = false, tick = once === undefined ? 1_000 : 100 } = options
  const sourceOf = new Map(
    sources.flatMap(({ name, feeds, sitemaps, sections }) =>
      [...feeds, ...sitemaps, ...sections].map((address): [string, string] => [address, name]),
    ),
  )
  const full = new Set<string>()
  const isFull = async (source: string): Promise<boolean> => {
    const is = (await frontier.undone(source, mostUndone)) >= mostUndone
    if (is && !full.has(source))
      say(`${source}: ${mostUndone} addresses that it named wait: it is looked at when fewer do`)
    if (is) full.add(source)
    else full.delete(source)
    return is
  }
  const giveLooks = async (): Promise<void> => {
    for (const due of await frontier.dueLooks([...sourceOf.keys()])) {
      const source = sourceOf.get(due.address)
      if (source === undefined || (await isFull(source))) continue
      await bus.give(look, { source, ...due }, { signal })
      // Not all at the same second.
      await frontier.lookAgain(due, every * (1 + Math.random() / 4))
    }
  }
  const giveFound = async (): Promise<void> => {
    const waiting = await frontier.due(pause, mostAtOnce)
    for (const { item, due } of waiting) {
      // Given twice, by two clocks or by one that was killed before it noted so, it is one.
      await bus.give(found, item, { signal, id: `${found.id(item)} ${due}` })
    }
    if (waiting.length > 0) await frontier.given(waiting)
  }

  let away = false
  let hasBegun = !restart
  let hasLooked = false
  while (!signal.aborted) {
    try {
      await frontier.waitAgain(hasBegun ? overdue : 0)
      hasBegun = true
      if (once !== undefined && !hasLooked) await frontier.lookNow([...sourceOf.keys()])
      if (once === undefined || !hasLooked) await giveLooks()
      hasLooked = true
      await giveFound()
      if (once !== undefined && (await isOver(once, frontier))) return
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
