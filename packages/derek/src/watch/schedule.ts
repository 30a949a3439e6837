/** Whose turn it is to ask a host: requests to it go one after another, with a pause between them. */
export interface Turns {
  /** Runs a job when the host's turn has come. */
  run<T>(host: string, job: () => Promise<T>): Promise<T>
  /** The pause between two requests that the host asks for; the usual one where it asks for less. */
  setPause(host: string, milliseconds: number): Promise<void>
  /** Nothing is asked of the host for so long. */
  holdOff(host: string, milliseconds: number): Promise<void>
  /** Counts a fault of the host; answers how many it had in a row. */
  trouble(host: string): Promise<number>
  /** The host answers as it should: its faults are forgotten. */
  calm(host: string): Promise<void>
}

/** Whoever asks for more than this between two requests, or until the next, is asked again after it. */
export const longestPause = 10 * 60_000
export const longestHold = 24 * 60 * 60_000

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
