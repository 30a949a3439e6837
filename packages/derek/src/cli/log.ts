import { z } from 'zod'
import { jsonLog, type Log, type Memory, remembering, textLog } from '../telemetry/log.js'
import { passwordIn, withoutSecrets } from '../telemetry/secrets.js'
import { environmentOf } from './arguments.js'
import { databaseUrlOf } from './place.js'
import type { Terminal } from './terminal.js'

const environmentSchema = z.object({ DEREK_LOG: z.enum(['', 'text', 'json']).default('') })

/** Where a command that runs on tells what happens. */
export interface Logs extends Memory {
  /** What went well, for whoever looks on. */
  readonly say: Log
  /** Each request; only where programs read the log, since people would see nothing else. */
  readonly requestLog?: Log
}

/**
 * The log of a command that runs on: readable lines, or, where DEREK_LOG is `json`, a line of JSON an event on standard
 * error. `secrets` are those that the command was given beside the database's.
 */
export function logsOf(command: string, terminal: Terminal, secrets: readonly string[]): Logs {
  const { DEREK_LOG: format } = environmentOf(command, environmentSchema)
  const clean = withoutSecrets([...secrets, ...passwordIn(databaseUrlOf(command))])
  if (format === 'json') {
    const { log, events } = remembering(
      jsonLog((line) => process.stderr.write(line), clean),
      clean,
    )
    return { log, events, say: log, requestLog: log }
  }
  const { log, events } = remembering(
    textLog((message) => terminal.complain(message), clean),
    clean,
  )
  return { log, events, say: textLog((message) => terminal.print(`${message}\n`), clean) }
}
