import { trace } from '@opentelemetry/api'
import type { Clean } from './secrets.js'
import type { Stage } from './stages.js'

export const levels = ['info', 'warn', 'error'] as const
export type Level = (typeof levels)[number]

/** What an event is about, for whoever looks for all that happened to one thing. */
export interface About {
  /** `info`, where it is left out. */
  readonly level?: Level
  readonly stage?: Stage
  readonly article?: string
  readonly source?: string
  /** Of an article or a feed. */
  readonly url?: string
  readonly channel?: string
  readonly post?: string
  /** The id that the answer to a request has in X-Request-Id. */
  readonly request?: string
  readonly method?: string
  /** The pattern of a path, never the path: that may have names and tokens in it. */
  readonly route?: string
  readonly status?: number
  readonly ms?: number
  readonly error?: unknown
}

/** Tells of an event. The message is for people, and says all that they need. */
export type Log = (message: string, about?: About) => void

/** Readable lines, or one line of JSON an event. */
export type LogFormat = 'text' | 'json'

/**
 * One line of JSON an event: time, level, message, what it is about, the error with its stack and its causes, and the
 * trace that it happened in.
 *
 * ```ts
 * const log = jsonLog((line) => process.stderr.write(line), withoutSecrets([token]))
 * log('it cannot be fetched', { level: 'warn', stage: 'fetch', url: 'https://example.kz/1' })
 * // {"time":"2026-03-24T09:00:00.000Z","level":"warn","message":"it cannot be fetched","stage":"fetch","url":…}
 * ```
 */
export function jsonLog(write: (line: string) => void, clean: Clean, now: () => Date = () => new Date()): Log {
  return (message, { level = 'info', error, ...about } = {}) => {
    const event = {
      time: now().toISOString(),
      level,
      message,
      ...about,
      ...(error === undefined ? {} : { error: errorOf(error) }),
      trace: trace.getActiveSpan()?.spanContext().traceId,
    }
    const cleanValue = (_: string, value: unknown): unknown => (typeof value === 'string' ? clean(value) : value)
    write(`${JSON.stringify(event, cleanValue)}\n`)
  }
}

/** The message as it is, and the stack of an error that nobody expected. */
export function textLog(write: (message: string) => void, clean: Clean): Log {
  return (message, { level, error } = {}) => {
    const stack = level === 'error' && error instanceof Error ? error.stack : undefined
    write(clean(stack === undefined || stack.includes(message) ? (stack ?? message) : `${message}: ${stack}`))
  }
}

interface LoggedError {
  readonly name: string
  readonly message: string
  /** Of a database or a system: 57P01, ECONNREFUSED. */
  readonly code?: string
  readonly stack?: string
  readonly cause?: LoggedError
}

/** Errors may be caused by one another in a ring. */
const mostCauses = 5

function errorOf(error: unknown, causes = mostCauses): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) }
  const { name, message, stack, cause } = error
  return {
    name,
    message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined || causes === 0 ? {} : { cause: errorOf(cause, causes - 1) }),
  }
}

/** An event that somebody should look at. */
export interface Remembered extends Omit<About, 'error'> {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly level: Level
  readonly message: string
}

/** The last warnings and errors of this process, the newest first: for the status page. */
export interface Memory {
  readonly log: Log
  events(): readonly Remembered[]
}

/** Passes events on to a log, and remembers the last that were no good news. */
export function remembering(log: Log, clean: Clean, most = 50): Memory {
  const events: Remembered[] = []
  return {
    log(message, about = {}) {
      const { level = 'info', error: _, ...rest } = about
      if (level !== 'info') {
        events.unshift({ ...rest, at: new Date().toISOString(), level, message: clean(message) })
        events.length = Math.min(events.length, most)
      }
      log(message, about)
    },
    events: () => [...events],
  }
}
