import { setTimeout as sleep } from 'node:timers/promises'
import type { Bus, Verdict } from './bus.js'
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
  /** Ids of all that is not done. */
  readonly ids = new Set<string>()
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

/**
 * Messages in the memory of this process. What is not done when it ends is gone: whoever gave it gives it again, from
 * what the store says is not done.
 */
export function memoryBus({
  limits = streams,
}: {
  readonly limits?: readonly Pick<Stream, 'subject' | 'messages'>[]
} = {}): Bus {
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
    queue.ids.delete(waiting.id)
    queue.change()
  }

  return {
    isDurable: false,
    async give(subject, message, { signal, id = subject.id(message) } = {}) {
      const queue = queueOf(subject.name)
      if (queue.ids.has(id)) return
      while (queue.ids.size >= queue.limit) {
        signal?.throwIfAborted()
        await queue.changed(signal)
      }
      queue.ids.add(id)
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
      return new Map([...queues].map(([name, { ids }]) => [name, ids.size]))
    },
    async queues() {
      return [...queues].map(([name, { ready, ids, dead }]) => {
        const since = ready.reduce((first, waiting) => Math.min(first, waiting.since), Number.POSITIVE_INFINITY)
        const counts = { name, waiting: ready.length, underWay: ids.size - ready.length, dead }
        return ready.length === 0 ? counts : { ...counts, oldest: (performance.now() - since) / 1000 }
      })
    },
    async close() {},
  }
}
