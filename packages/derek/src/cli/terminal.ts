import { jsonLog } from '../telemetry/log.js'
import { withoutSecrets } from '../telemetry/secrets.js'

/** Exit codes of every command. */
export const exit = { done: 0, failed: 1, usage: 2 } as const

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What a command says and where: results to standard output, all else to standard error. */
export interface Terminal {
  readonly colour: boolean
  print(text: string): void
  complain(message: string): void
  /** A bar on a terminal; nothing in a pipe. */
  progress(done: number, all: number, name: string): void
}

/** Where DEREK_LOG is `json`, programs read standard error, and all on it is lines of JSON. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process
  const bar = stderr.isTTY === true && process.env.DEREK_LOG !== 'json'
  const clear = (): void => {
    if (bar) stderr.write('\r\u001b[K')
  }
  const log = process.env.DEREK_LOG === 'json' ? jsonLog((line) => stderr.write(line), withoutSecrets([])) : undefined
  return {
    colour: stdout.isTTY === true && process.env.NO_COLOR === undefined,
    print(text) {
      clear()
      stdout.write(text)
    },
    complain(message) {
      clear()
      if (log === undefined) stderr.write(`derek: ${message}\n`)
      else log(message, { level: 'error' })
    },
    progress(done, all, name) {
      if (!bar || all < 2) return
      if (done === all) return clear()
      const width = 24
      const filled = Math.round((done / all) * width)
      stderr.write(`\r\u001b[K[${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${done}/${all} ${name.slice(-40)}`)
    },
  }
}
