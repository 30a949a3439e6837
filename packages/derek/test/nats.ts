import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstreamManager } from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import { workersOf } from '../src/flow/declare.js'
import type { NatsBus } from '../src/flow/nats.js'
import { streamOf } from '../src/flow/streams.js'
import { freePort } from './cluster.js'

/** Whether Debian's nats-server is installed. */
export const hasNats = spawnSync('nats-server', ['--version']).status === 0

/** A server of NATS with JetStream of one's own, on loopback, which may be killed and started. */
export interface Nats {
  readonly url: string
  readonly folder: string
  /** The process that serves; nothing while none does. */
  pid(): number | undefined
  start(): Promise<void>
  /** As a process that dies: no goodbye to anybody. */
  kill(): Promise<void>
  remove(): Promise<void>
}

export interface NatsServerOptions {
  /** Where streams are kept; a folder of its own where there is none. */
  readonly folder?: string
  readonly maxPayload?: number
}

/** Makes a server that is not yet started. */
export async function makeNats({ folder: given, maxPayload = 8 * 1024 * 1024 }: NatsServerOptions = {}): Promise<Nats> {
  const own = await mkdtemp(join(tmpdir(), 'derek-nats-'))
  const folder = given ?? own
  const port = await freePort()
  const configuration = join(own, 'nats.conf')
  await writeFile(
    configuration,
    `listen: "127.0.0.1:${port}"\nmax_payload: ${maxPayload}\njetstream { store_dir: "${folder}", max_file_store: 4GB }\n`,
  )
  let server: ChildProcess | undefined
  const kill = async (): Promise<void> => {
    const running = server
    server = undefined
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGKILL')
    await ended
  }
  return {
    url: `nats://127.0.0.1:${port}`,
    folder,
    pid: () => server?.pid,
    async start() {
      const begun = spawn('nats-server', ['-c', configuration, '-l', join(own, 'log')], { stdio: 'ignore' })
      server = begun
      while (!(await isOpen(port))) {
        if (begun.exitCode !== null) throw new Error(await readFile(join(own, 'log'), 'utf8'))
        await sleep(20)
      }
    },
    kill,
    async remove() {
      await kill()
      await rm(own, { recursive: true, force: true })
    },
  }
}

/** Lets messages be handed out again after so many milliseconds without a sign of their taker. */
export async function handOutAgainAfter(
  { connection }: NatsBus,
  milliseconds: number,
  subjects: readonly string[] = ['page', 'reading'],
): Promise<void> {
  const { consumers } = await jetstreamManager(connection)
  for (const name of subjects) {
    await consumers.update(streamOf(name), workersOf(name), { ack_wait: nanos(milliseconds) })
  }
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
