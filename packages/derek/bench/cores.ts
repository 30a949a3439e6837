import { fork, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { childrenOf } from './processes.js'

/** Keeping processes to some of the machine's cores, to see what each core more brings. */

/** Whether Linux's own tool for that is there. */
export const canPin = spawnSync('taskset', ['--version']).status === 0

/** Keeps processes, with all their threads and all that they started, to the first so many cores. */
export function pin(pids: readonly number[], cores: number): void {
  for (const pid of pids.flatMap((pid) => [pid, ...childrenOf(pid)])) {
    // What has ended meanwhile needs none.
    spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', `0-${cores - 1}`, String(pid)])
  }
}

/** Pages a second that so many processes read, each for itself and with nothing to wait for: what the machine gives. */
export async function readingRate(processes: number): Promise<number> {
  const counts = await Promise.all(Array.from({ length: processes }, (_, i) => readingOf(i)))
  return counts.reduce((sum, count) => sum + count, 0)
}

function readingOf(seed: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const reader = fork(fileURLToPath(new URL('./reading.js', import.meta.url)), [String(seed)])
    reader.once('message', (rate) => resolve(Number(rate)))
    reader.once('error', reject)
  })
}
