import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** How slow a disk is, as strace's option `inject` says it. */
export interface Slowness {
  /** Until what was written is safe: `fsync` and `fdatasync`. */
  readonly sync?: string
  /** Until something is written: `pwrite64`. */
  readonly write?: string
}

/** Makes all that processes and their children write to disks slow, from now on: strace holds each call for a while. */
export async function slowDown(
  pids: readonly number[],
  { sync, write }: Slowness,
): Promise<{ readonly end: () => Promise<void> }> {
  const all = (await Promise.all(pids.map(withChildren))).flat()
  const strace = spawn(
    'strace',
    [
      ...['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync,pwrite64'],
      ...(sync === undefined ? [] : ['-e', `inject=fsync,fdatasync:${sync}`]),
      ...(write === undefined ? [] : ['-e', `inject=pwrite64:${write}`]),
      ...all.flatMap((pid) => ['-p', String(pid)]),
    ],
    { stdio: 'ignore' },
  )
  await Promise.race([once(strace, 'exit'), until(() => isTraced(all))])
  if (hasEnded(strace)) throw new Error(`strace cannot attach to ${all.join(', ')}`)
  return {
    async end() {
      if (hasEnded(strace)) return
      const ended = once(strace, 'exit')
      strace.kill('SIGTERM')
      await ended
    },
  }
}

/** Whether strace is installed, and may attach to other processes. */
export async function canSlowDown(): Promise<boolean> {
  const sleeper = spawn('sleep', ['10'])
  try {
    const { end } = await slowDown([sleeper.pid ?? 0], {})
    await end()
    return true
  } catch {
    return false
  } finally {
    sleeper.kill()
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

async function withChildren(pid: number): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`)
  const children = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8')))
  const own = children.flatMap((list) => list.split(' ').filter((child) => child !== '')).map(Number)
  return [pid, ...(await Promise.all(own.map(withChildren))).flat()]
}

async function isTraced(pids: readonly number[]): Promise<boolean> {
  const states = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')))
  return states.every((state) => !/^TracerPid:\s+0$/mu.test(state))
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 500 && !(await what()); i++) await sleep(20)
}
