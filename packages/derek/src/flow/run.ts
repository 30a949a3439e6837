import { setTimeout as sleep } from 'node:timers/promises'
import { isAway } from '../store/databases.js'
import type { Log } from '../telemetry/log.js'
import { inMessage } from '../telemetry/stages.js'
import type { Bus, Verdict } from './bus.js'
import { Later, Poison, type Stage, type Tools } from './stage.js'
import { retries } from './streams.js'

export interface RunOptions {
  /** Ends the stage; what is under way is finished. */
  readonly signal: AbortSignal
  readonly say: Log
  /** Milliseconds before each further try of a message that failed; after the last it is dead. */
  readonly retries?: readonly number[]
  /** Milliseconds between two tries while the database is away. */
  readonly patience?: number
  /** Told of each message that was handled: the stage's name, and how long it took in milliseconds. */
  readonly onHandled?: (stage: string, milliseconds: number) => void
}

/** So many messages that failed are remembered by a worker. */
const remembered = 10_000

/**
 * Runs a stage on a bus until the signal. A message that fails is handed out again some times, then put aside with its
 * error. While the database is away or a disk is full, messages under way are held, and no others are taken.
 */
export async function runStage<T>(
  stage: Stage<T>,
  bus: Bus,
  { signal, say, retries: waits = retries, patience = 1_000, onHandled = () => {} }: RunOptions,
): Promise<void> {
  const tools: Tools = { give: (subject, given) => bus.give(subject, given, { signal }), signal }
  const failures = new Map<string, number>()
  let away = false

  const handle = async (message: T, id: string): Promise<Verdict> => {
    for (;;) {
      const begun = performance.now()
      try {
        await inMessage(stage.takes.name, () => stage.handle(message, tools), isPutBack)
        if (away) say(`${stage.name}: goes on`)
        away = false
        failures.delete(id)
        onHandled(stage.name, performance.now() - begun)
        return { kind: 'done' }
      } catch (error) {
        if (error instanceof Later) return { kind: 'later', milliseconds: error.milliseconds }
        // Another worker takes it up.
        if (signal.aborted) return { kind: 'later', milliseconds: 0 }
        if (isAway(error) || isFull(error)) {
          if (!away) say(`${stage.name}: waits: ${messageOf(error)}`, { level: 'warn', error })
          away = true
          await sleep(patience, undefined, { signal }).catch(() => {})
          continue
        }
        if (!isMomentary(error)) return failed(id, error)
        await sleep(Math.random() * patience, undefined, { signal }).catch(() => {})
      }
    }
  }

  const failed = (id: string, error: unknown): Verdict => {
    const before = failures.get(id) ?? 0
    const wait = waits[before]
    failures.delete(id)
    if (error instanceof Poison || wait === undefined) {
      say(`${stage.name}: ${id} is put aside as dead: ${messageOf(error)}`, { level: 'error', error })
      return { kind: 'dead', reason: messageOf(error) }
    }
    say(`${stage.name}: ${id} failed: ${messageOf(error)}`, { level: 'warn', error })
    failures.set(id, before + 1)
    const [oldest] = failures.keys()
    if (failures.size > remembered && oldest !== undefined) failures.delete(oldest)
    return { kind: 'later', milliseconds: wait }
  }

  await bus.take(stage.takes, { atOnce: stage.atOnce, signal }, ({ message, id }) => handle(message, id))
}

/** Whether a disk has no room: Node's ENOSPC, and PostgreSQL's disk_full. */
function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' || code === '53100'
}

/** Whether another transaction was in the way: PostgreSQL's serialization_failure and deadlock_detected. */
const isMomentary = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01')

const isPutBack = (error: unknown): boolean => error instanceof Later

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
