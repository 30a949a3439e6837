import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Frontier } from '../store/frontier.js'
import type { Store } from '../store/store.js'
import type { Watched } from '../watch/sources.js'
import type { RawArchive } from './archive.js'
import type { Bus } from './bus.js'
import { clock } from './clock.js'
import { discover } from './discover.js'
import { fetchPages } from './fetch.js'
import { keep } from './keep.js'
import type { MemoryBus } from './memory.js'
import { leftOf } from './once.js'
import { readPages } from './read.js'
import { type RunOptions, runStage } from './run.js'
import { found, look, page, reading } from './streams.js'

/** The stages from a feed to the store, in their order. */
export const stageNames = ['discover', 'fetch', 'read', 'keep'] as const
export type StageName = (typeof stageNames)[number]

export interface WorkOptions extends RunOptions {
  readonly stages: readonly StageName[]
  readonly bus: Bus
  /** Only `read` does without. */
  readonly store: Pick<Store, 'save' | 'frontier' | 'operation'> | undefined
  readonly sources: readonly Watched[]
  /** Seconds between two looks at a feed. */
  readonly every: number
  /** Seconds between two requests to a host. */
  readonly pause: number
  /** What is older than so many seconds is not taken. */
  readonly since: number
  readonly archive?: RawArchive
  /** Looks at each source once, and ends when nothing more is to be done for now. It is `bus`, where that is in memory. */
  readonly once?: MemoryBus
}

/** Which of these stages run, on what, and how. */
export type Flow = Pick<WorkOptions, 'stages' | 'bus' | 'sources' | 'every' | 'pause' | 'since' | 'archive'>

/** So long, in milliseconds, what is in memory is worked off after the signal. */
const longestEnd = 30_000

/**
 * Runs stages on a bus until the signal; what is under way is finished. Where the bus is memory, so is what has been
 * fetched: stages end one after another, each when nothing waits for it.
 */
export async function work(options: WorkOptions): Promise<void> {
  const { stages, bus, store, sources, every, pause, since, archive, once, ...running } = options
  const { say } = running
  const over = new AbortController()
  const signal = AbortSignal.any([running.signal, over.signal])
  const starts: Readonly<Record<StageName, (signal: AbortSignal) => readonly Promise<void>[]>> = {
    discover(signal) {
      const { frontier, operation } = needed(store)
      return [
        runStage(discover({ frontier, operation, sources, every, pause, since, say }), bus, { ...running, signal }),
        // Who watches nothing asks nobody, not even for what was found before.
        ...(sources.length === 0 && once === undefined ? [] : [ticking(frontier, signal)]),
      ]
    },
    fetch(signal) {
      const { frontier } = needed(store)
      const stage = fetchPages({ frontier, pause, say, ...(archive === undefined ? {} : { archive }) })
      return [runStage(stage, bus, { ...running, signal })]
    },
    read: (signal) => [runStage(readPages({ say }), bus, { ...running, signal })],
    keep: (signal) => [runStage(keep({ store: needed(store), say }), bus, { ...running, signal })],
  }
  const ticking = async (frontier: Frontier, signal: AbortSignal): Promise<void> => {
    const only = once === undefined ? {} : { once }
    await clock({ bus, frontier, sources, every, pause, signal, say, restart: !bus.isDurable, ...only })
    over.abort()
  }
  const begun = stageNames
    .filter((name) => stages.includes(name))
    .map((name) => {
      const ending = new AbortController()
      // As many as there are messages under way wait for it.
      setMaxListeners(0, ending.signal)
      return { name, ending, end: Promise.all(starts[name](ending.signal)) }
    })
  const endAll = async (): Promise<void> => {
    const last = Date.now() + longestEnd
    for (const { name, ending, end } of begun) {
      while (!bus.isDurable && isWorkedOff[name] && Date.now() < last && (await isWaited(bus, name))) await sleep(20)
      ending.abort()
      if (!bus.isDurable) await end
    }
  }
  const ended = new Promise<void>((resolve, reject) => {
    const end = (): void => void endAll().then(resolve, reject)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
  try {
    await Promise.race([Promise.all(begun.map(({ end }) => end)), ended])
    await Promise.all(begun.map(({ end }) => end))
  } finally {
    for (const { ending } of begun) ending.abort()
  }
  if (once === undefined || running.signal.aborted) return
  for (const line of await leftOf(once, needed(store).frontier)) say(line, { level: 'warn', stage: 'fetch' })
}

/** What was discovered is found again, and what is to be fetched is not yet anybody's work. */
const isWorkedOff: Readonly<Record<StageName, boolean>> = { discover: false, fetch: false, read: true, keep: true }
const subjectFor = { discover: look, fetch: found, read: page, keep: reading } as const

const isWaited = async (bus: Bus, name: StageName): Promise<boolean> =>
  ((await bus.waiting()).get(subjectFor[name].name) ?? 0) > 0

function needed<T>(store: T | undefined): T {
  if (store === undefined) throw new Error('the stage needs a store')
  return store
}
