import { readdirSync, readFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../src/store/schema.js'

/** What processes have worked, as Linux counts it: other work on the machine changes that least. */

/** The system counts in hundredths of a second. */
const tick = 10

interface Stat {
  readonly parent: number
  /** Milliseconds, of all threads. */
  readonly own: number
  /** Of the processes that it started and that have ended. */
  readonly ended: number
}

function statOf(pid: number | string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (number: number): number => Number(fields[number - 3] ?? 0)
    return { parent: at(4), own: (at(14) + at(15)) * tick, ended: (at(16) + at(17)) * tick }
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}

/** Milliseconds that a process has worked. */
export const workOf = (pid: number): number => statOf(pid)?.own ?? 0

/** The processes that one started. */
export const childrenOf = (pid: number): readonly number[] =>
  readdirSync('/proc').flatMap((name) => (/^\d+$/u.test(name) && statOf(name)?.parent === pid ? [Number(name)] : []))

/** Milliseconds that a process and all that it started have worked, those that ended among them. */
export function workOfAll(pid: number): number {
  const own = statOf(pid)
  return childrenOf(pid).reduce((sum, child) => sum + workOf(child), (own?.own ?? 0) + (own?.ended ?? 0))
}

/** The most memory that a process had, in MiB. */
export function mostMemoryOf(pid: number): number {
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kibibytes) / 1_024
}

/** The first process of the PostgreSQL server of a database on this machine. */
export async function serverOf(database: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database)
  return statOf(rows[0]?.pid ?? 0)?.parent ?? 0
}
