export type Awaitable<T> = T | Promise<T>

/** Whose turn it is to ask a host: requests to it go one after another, with a pause between them. */
export interface Turns {
  /** Runs a job when the host's turn has come. */
  run<T>(host: string, job: () => Promise<T>): Promise<T>
  /** The pause between two requests that the host asks for; the usual one where it asks for less. */
  setPause(host: string, milliseconds: number): Awaitable<void>
  /** Nothing is asked of the host for so long. */
  holdOff(host: string, milliseconds: number): Awaitable<void>
  /** Counts a fault of the host; answers how many it had in a row. */
  trouble(host: string): Awaitable<number>
  /** The host answers as it should: its faults are forgotten. */
  calm(host: string): Awaitable<void>
}

/** One queue a host, in this process: jobs of one host run in the order they were given. */
export interface Schedule extends Turns {
  trouble(host: string): number
  setPause(host: string, milliseconds: number): void
  holdOff(host: string, milliseconds: number): void
  calm(host: string): void
  /** For how many milliseconds yet nothing is asked of the host, beyond the pause between two requests. */
  wait(host: string): number
}

export interface ScheduleOptions {
  /** Milliseconds between two requests to a host. */
  readonly pause: number
  /** A number from 0 to 1, by which a pause grows to at most one and a half: not all at the same second. */
  readonly jitter?: () => number
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<void>
}

/** Whoever asks for more than this between two requests, or until the next, is asked again after it. */
export const longestPause = 10 * 60_000
export const longestHold = 24 * 60 * 60_000

interface Turn {
  pause: number
  next: number
  held: number
  troubles: number
  last: Promise<unknown>
}

export function createSchedule({
  pause,
  jitter = Math.random,
  now = Date.now,
  sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}: ScheduleOptions): Schedule {
  const turns = new Map<string, Turn>()
  const turnOf = (host: string): Turn => {
    const known = turns.get(host)
    if (known !== undefined) return known
    const made: Turn = { pause, next: 0, held: 0, troubles: 0, last: Promise.resolve() }
    turns.set(host, made)
    return made
  }
  return {
    run(host, job) {
      const turn = turnOf(host)
      const mine = turn.last.then(async () => {
        const left = (): number => Math.max(turn.next, turn.held) - now()
        while (left() > 0) await sleep(Math.min(left(), 2 ** 31 - 1))
        try {
          return await job()
        } finally {
          turn.next = now() + turn.pause * (1 + jitter() / 2)
        }
      })
      turn.last = mine.catch(() => undefined)
      return mine
    },
    setPause(host, milliseconds) {
      turnOf(host).pause = Math.min(Math.max(pause, milliseconds), longestPause)
    },
    holdOff(host, milliseconds) {
      const turn = turnOf(host)
      turn.held = Math.max(turn.held, now() + Math.min(milliseconds, longestHold))
    },
    trouble(host) {
      const turn = turnOf(host)
      turn.troubles++
      return turn.troubles
    },
    calm(host) {
      turnOf(host).troubles = 0
    },
    wait: (host) => Math.max(0, turnOf(host).held - now()),
  }
}

/** What Retry-After says, in milliseconds: seconds or a date. */
export function retryAfter(value: string | undefined, now: number = Date.now()): number | undefined {
  if (value === undefined) return undefined
  if (/^\s*\d+\s*$/u.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** How long to wait before trying again what failed so many times: twice as long each time, up to six hours. */
export const backOff = (attempts: number, first = 60_000): number =>
  Math.min(first * 2 ** Math.max(0, attempts - 1), 6 * 60 * 60_000)
