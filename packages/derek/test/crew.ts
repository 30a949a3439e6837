import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Bus } from '../src/flow/bus.js'
import type { Cluster } from './cluster.js'
import { start } from './command.js'
import { ask } from './database.js'

/** Workers as processes of their own, each begun anew where it was killed. */
export class Crew {
  private readonly running: ChildProcess[] = []
  private readonly said: string[] = []

  /** `stages`: what each worker is called with. */
  constructor(
    private readonly environment: Readonly<Record<string, string>>,
    private readonly stages: readonly (readonly string[])[],
  ) {
    for (const index of stages.keys()) this.begin(index)
  }

  private begin(index: number): void {
    const child = start(['worker', ...(this.stages[index] ?? [])], this.environment)
    child.stdout?.resume()
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.said.push(text)
      if (this.said.length > 200) this.said.shift()
    })
    this.running[index] = child
  }

  get size(): number {
    return this.stages.length
  }

  /** The last of what the workers said. */
  get complaints(): string {
    return this.said.slice(-40).join('')
  }

  /** The process ids, in the order of the stages. */
  get pids(): readonly number[] {
    return this.running.map(({ pid = 0 }) => pid)
  }

  /** Kills one, without a goodbye, and begins it anew; answers what it does. */
  async kill(index: number): Promise<string> {
    const child = this.running[index]
    if (child === undefined) throw new Error(`there is no worker ${index}`)
    // One that ended by itself had a fault.
    expect(child.exitCode, this.complaints).toBe(null)
    await endOf(child, 'SIGKILL')
    this.begin(index)
    return `worker ${this.stages[index]?.join(' ')}`
  }

  /** Ends all by SIGTERM; answers their exit codes. */
  async end(): Promise<readonly (number | null)[]> {
    return Promise.all(this.running.map((child) => endOf(child, 'SIGTERM')))
  }
}

/** Sends a signal to a process that may have ended; answers its exit code. */
export function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill(signal)
  return ended
}

/** Until nothing is on the streams. A minute and a half in which nothing changes is a fault. */
export async function untilDone(bus: Bus, complaints: () => string = () => ''): Promise<void> {
  let before = ''
  for (let idle = 0; ; idle++) {
    const counts = await bus.waiting().catch(() => undefined)
    const left = JSON.stringify([...(counts ?? [])])
    if (counts !== undefined && [...counts.values()].every((count) => count === 0)) return
    if (left !== before) idle = 0
    before = left
    if (idle > 450) throw new Error(`nothing is done of ${left}: ${complaints()}`)
    await sleep(200)
  }
}

/** A database of its own on a cluster. */
export async function databaseOn(cluster: Cluster, name: string): Promise<string> {
  await ask(cluster.url, `create database ${name}`)
  return cluster.url.replace(/postgres$/u, name)
}

/** Starts a cluster that was killed: what is left of it goes first. */
export async function startAgain(cluster: Cluster): Promise<void> {
  for (;;) {
    const isUp = await cluster.start().then(
      () => true,
      () => false,
    )
    if (isUp) return
    await sleep(200)
  }
}
