import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { read } from '../read.js'
import type { ArticleRecord } from '../record/schema.js'
import { SourceError, type SourceErrorKind } from '../source/error.js'
import type { Page } from '../source/schema.js'
import { type Found, openFound } from './reading.js'

/** A page and what was read in it. */
export interface Read {
  readonly page: Page
  readonly record: ArticleRecord
}

/** What reads pages, here or in threads. */
export interface Readers {
  /** So many may be read at once without one waiting long for the others. */
  readonly ahead: number
  /** Throws a SourceError. */
  read(found: Found): Promise<Read>
  close(): Promise<void>
}

/** What a thread answers: an error loses its class on the way. */
export type ThreadAnswer =
  | { readonly read: Read }
  | { readonly error: { readonly kind: SourceErrorKind; readonly message: string } }

/** Reads a page. A fault of Derek's own in one page must not keep it from the others, nor from starting again. */
export function readPage(page: Page): ArticleRecord {
  try {
    return read(page)
  } catch (error) {
    if (error instanceof SourceError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new SourceError('unreadable', `it cannot be read, by a fault of Derek (${reason})`, { cause: error })
  }
}

/** Opens and reads what was found. */
export async function readFound(found: Found): Promise<Read> {
  const page = await openFound(found)
  return { page, record: readPage(page) }
}

/** Reads in this thread, one after another. */
export const readersHere: Readers = { ahead: 1, read: readFound, close: async () => {} }

interface Job {
  readonly found: Found
  resolve(read: Read): void
  reject(error: Error): void
}

/** So many jobs wait beside each that is under way, so that no thread waits for the next. */
const waitingEach = 3

/** Reads in threads, each one page at a time. A thread that ends by itself fails all that is asked. */
export function readersIn(threads: number): Readers {
  const queue: Job[] = []
  const idle: Worker[] = []
  const busy = new Map<Worker, Job>()
  let broken: Error | undefined
  const fail = (error: Error): void => {
    broken ??= error
    for (const job of [...busy.values(), ...queue.splice(0)]) job.reject(broken)
    busy.clear()
  }
  const next = (): void => {
    while (idle.length > 0) {
      const job = queue.shift()
      const worker = job === undefined ? undefined : idle.pop()
      if (job === undefined || worker === undefined) return
      busy.set(worker, job)
      worker.postMessage(job.found)
    }
  }
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./reader-thread.js', import.meta.url))
    worker.on('message', (answer: ThreadAnswer) => {
      const job = busy.get(worker)
      busy.delete(worker)
      idle.push(worker)
      if ('error' in answer) job?.reject(new SourceError(answer.error.kind, answer.error.message))
      else job?.resolve(answer.read)
      next()
    })
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new Error(`a thread that reads ended with code ${code}`)))
    idle.push(worker)
    return worker
  })
  return {
    ahead: threads * (1 + waitingEach),
    read: (found) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) return reject(broken)
        queue.push({ found, resolve, reject })
        next()
      }),
    async close() {
      await Promise.all(
        workers.map(async (worker) => {
          const gone = once(worker, 'exit')
          await worker.terminate()
          await gone.catch(() => undefined)
        }),
      )
    },
  }
}
