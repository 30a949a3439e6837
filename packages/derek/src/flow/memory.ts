import { setTimeout as sleep } from 'node:timers/promises'
import type { Bus, Verdict } from './bus.js'
import type { Subject } from './stage.js'
import { type Stream, streams } from './streams.js'

interface Waiting {
  readonly message: unknown
  readonly id: string
  /** Milliseconds, as performance.now() says. */
  readonly since: number
  deliveries: number
}

/** The messages of one subject, of which there are never more than its limit. */
class Queue {
  readonly ready: Waiting[] = []
  /** All that is not done, by its id. */
  readonly undone = new Map<string, unknown>()
  /** How many were put aside. */
  dead = 0
  private waiters: (() => void)[] = []

  constructor(readonly limit: number) {}

  /** Resolves when something has changed, or the signal says so. */
  changed(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        signal?.removeEventListener('abort', end)
        resolve()
      }
      if (signal?.aborted === true) return end()
      signal?.addEventListener('abort', end)
      this.waiters.push(end)
    })
  }

  change(): void {
    const waiters = this.waiters
    this.waiters = []
    for (const wake of waiters) wake()
  }
}

/** A bus in this process, which can be looked into. */
export interface MemoryBus extends Bus {
  /** The messages of a subject that are not done. */
  undone<T>(subject: Subject<T>): readonly T[]
}

/**
 * Messages in the memory of this process. What is not done when it ends is gone: whoever gave it gives it again, from
 * what the store says is not done.
 */
export function memoryBus({
  limits = streams,
}: {
  readonly limits?: readonly Pick<Stream, 'subject' | 'messages'>[]
} = {}): MemoryBus {
  const queues = new Map(limits.map(({ subject, messages }) => [subject, new Queue(messages)]))
  const queueOf = (name: string): Queue => {
    const queue = queues.get(name)
    if (queue === undefined) throw new Error(`there is no stream for "${name}"`)
    return queue
  }

  const settle = (queue: Queue, waiting: Waiting, verdict: Verdict): void => {
    if (verdict.kind === 'later') {
      const back = (): void => {
        queue.ready.push(waiting)
        queue.change()
      }
      setTimeout(back, Math.min(verdict.milliseconds, 2 ** 31 - 1)).unref()
      return
    }
    if (verdict.kind === 'dead') queue.dead++
    queue.undone.delete(waiting.id)
    queue.change()
  }

  return {
    isDurable: false,
    async give(subject, message, { signal, id = subject.id(message) } = {}) {
      const queue = queueOf(subject.name)
      if (queue.undone.has(id)) return
      while (queue.undone.size >= queue.limit) {
        signal?.throwIfAborted()
        await queue.changed(signal)
      }
      queue.undone.set(id, message)
      queue.ready.push({ message, id, since: performance.now(), deliveries: 0 })
      queue.change()
    },
    async take(subject, { atOnce, signal }, handle) {
      const queue = queueOf(subject.name)
      const loop = async (): Promise<void> => {
        while (!signal.aborted) {
          const waiting = queue.ready.shift()
          if (waiting === undefined) {
            await queue.changed(signal)
            continue
          }
          waiting.deliveries++
          const { id, deliveries } = waiting
          const message = subject.schema.parse(waiting.message)
          settle(queue, waiting, await handle({ message, id, deliveries }))
          // So that what waits for the event loop, a signal among it, gets its turn.
          await sleep(0)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, loop))
    },
    async waiting() {
      return new Map([...queues].map(([name, { undone }]) => [name, undone.size]))
    },
    undone: (subject) => [...queueOf(subject.name).undone.values()].map((message) => subject.schema.parse(message)),
    async queues() {
      return [...queues].map(([name, { ready, undone, dead }]) => {
        const since = ready.reduce((first, waiting) => Math.min(first, waiting.since), Number.POSITIVE_INFINITY)
        const counts = { name, waiting: ready.length, underWay: undone.size - ready.length, dead }
        return ready.length === 0 ? counts : { ...counts, oldest: (performance.now() - since) / 1000 }
      })
    },
    async close() {},
  }
}
