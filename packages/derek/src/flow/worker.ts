import type { Store } from '../store/store.js'
import type { Watched } from '../watch/sources.js'
import type { RawArchive } from './archive.js'
import type { Bus } from './bus.js'
import { clock } from './clock.js'
import { discover } from './discover.js'
import { fetchPages } from './fetch.js'
import { keep } from './keep.js'
import { readPages } from './read.js'
import { type RunOptions, runStage } from './run.js'

/** The stages from a feed to the store, in their order. */
export const stageNames = ['discover', 'fetch', 'read', 'keep'] as const
export type StageName = (typeof stageNames)[number]

export interface WorkOptions extends RunOptions {
  readonly stages: readonly StageName[]
  readonly bus: Bus
  /** Only `read` does without. */
  readonly store: Pick<Store, 'save' | 'frontier'> | undefined
  readonly sources: readonly Watched[]
  /** Seconds between two looks at a feed. */
  readonly every: number
  /** Seconds between two requests to a host. */
  readonly pause: number
  /** What is older than so many seconds is not taken. */
  readonly since: number
  readonly archive?: RawArchive
  /** Gives all that was found and is not done: nothing of it is on a stream, as the bus was this process's memory. */
  readonly restart?: boolean
}

/** Runs stages on a bus until the signal; what is under way is finished. */
export async function work(options: WorkOptions): Promise<void> {
  const { stages, bus, store, sources, every, pause, since, archive, restart = false, ...running } = options
  const { say, signal } = running
  const starts: Readonly<Record<StageName, () => readonly Promise<void>[]>> = {
    discover() {
      const { frontier } = needed(store)
      return [
        runStage(discover({ frontier, sources, every, pause, since, say }), bus, running),
        clock({ bus, frontier, sources, every, signal, say, restart }),
      ]
    },
    fetch() {
      const { frontier } = needed(store)
      return [
        runStage(fetchPages({ frontier, pause, say, ...(archive === undefined ? {} : { archive }) }), bus, running),
      ]
    },
    read: () => [runStage(readPages({ say }), bus, running)],
    keep: () => [runStage(keep({ store: needed(store) }), bus, running)],
  }
  await Promise.all(stages.flatMap((name) => starts[name]()))
}

function needed<T>(store: T | undefined): T {
  if (store === undefined) throw new Error('the stage needs a store')
  return store
}
