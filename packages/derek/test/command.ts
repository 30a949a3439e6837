import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { packageFolder } from '../src/data/table.js'

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const bin = join(packageFolder(), 'bin/derek.js')

/** Starts the command as a user does: as a process of its own, but never over the database of whoever runs the tests. */
export function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [bin, ...args], { env: { ...process.env, DATABASE_URL: '', ...environment } })
}

/** Runs the command to its end, with `input` on its standard input. */
export function run(
  args: readonly string[],
  input: string | Uint8Array = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const child = start(args, environment)
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** The first address that a server prints, without the slash at its end. */
export async function addressOf(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('no output')
  for await (const line of createInterface(server.stdout)) {
    const url = /^Derek: (http:\S+)\/$/u.exec(line)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('the server ended')
}
