import { setTimeout as sleep } from 'node:timers/promises'
import { runStoreStage, type StoreStageOptions, storeStageNames, type Telegram } from '../flow/store-stages.js'
import { type Flow, work } from '../flow/worker.js'
import type { Store } from '../store/store.js'
import type { Log } from '../telemetry/log.js'

/** What a server does beside answering. */
export interface WorkOptions extends Pick<StoreStageOptions, 'telegram' | 'mail' | 'site'> {
  /** The stages from a feed to the store, where it is not workers that run them. */
  readonly flow?: Flow
  readonly log: Log
}

/** The stages that a server runs, by name. */
export const stagesBeside = (flow: Flow | undefined, telegram: Telegram | undefined): readonly string[] => [
  ...(flow?.stages ?? []),
  ...storeStageNames.filter((name) => name !== 'publish' || telegram !== undefined),
]

/** Begins the stages; the answer ends them, after what is under way. */
export function startWork(store: Store, { flow, log, ...options }: WorkOptions): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const running = storeStageNames.map((name) => runStoreStage(name, { ...options, store, say: log, signal }))
  if (flow !== undefined) running.push(workOn(flow, store, log, signal))
  return async () => {
    ending.abort()
    await Promise.all(running)
  }
}

/** Milliseconds until stages that a fault has ended are begun anew. */
const pause = 60_000

/** The site goes on where a stage ends by a fault, and the stages after a while. */
async function workOn(flow: Flow, store: Store, log: Log, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await work({ ...flow, store, say: log, signal })
      return
    } catch (error) {
      log('the stages have ended by a fault', { level: 'error', error })
    }
    if (signal.aborted) return
    await sleep(pause, undefined, { signal }).catch(() => {})
  }
}
