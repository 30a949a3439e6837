import { z } from 'zod'
import type { Log } from '../telemetry/log.js'
import { environmentOf } from './arguments.js'
import { exit } from './terminal.js'

const environmentSchema = z.object({ DEREK_END_SECONDS: z.coerce.number().int().min(1).max(3_600).default(60) })

/** So many seconds after it was told to, a process ends, whatever is under way. */
export const longestEndOf = (command: string): number => environmentOf(command, environmentSchema).DEREK_END_SECONDS

/**
 * Ends the process after so many seconds, where a database or a server answers nothing and breaks no connection either: it
 * would be waited for without end. What is under way then is as if the process had been killed: nothing is lost.
 */
export function endAtLast(seconds: number, say: Log): void {
  const end = (): void => {
    say(`what is under way has not ended in ${seconds} seconds, and is left`, { level: 'warn' })
    process.exit(exit.done)
  }
  setTimeout(end, seconds * 1000).unref()
}
