import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Debian's programs of PostgreSQL's newest version that is installed; undefined where there is none. */
export const programs = ['17', '16', '15']
  .map((version) => `/usr/lib/postgresql/${version}/bin`)
  .find((folder) => existsSync(join(folder, 'postgres')))

/** A PostgreSQL server of one's own, on loopback, which may be stopped and started. */
export interface Cluster {
  readonly url: string
  start(): Promise<void>
  /** As a machine that loses power: no goodbye to anybody. */
  stop(): Promise<void>
  /** Kills the server's first process, as a system without memory does: those of its connections end after it. */
  kill(): Promise<void>
  remove(): Promise<void>
}

export async function makeCluster(): Promise<Cluster> {
  if (programs === undefined) throw new Error('no PostgreSQL')
  const folder = await mkdtemp(join(tmpdir(), 'derek-cluster-'))
  const isRoot = process.getuid?.() === 0
  // PostgreSQL does not run as root.
  const as = async (program: string, args: readonly string[]): Promise<void> => {
    const path = join(programs, program)
    if (isRoot) await run('runuser', ['-u', 'postgres', '--', path, ...args])
    else await run(path, args)
  }
  if (isRoot) {
    const { stdout } = await run('id', ['-u', 'postgres'])
    await chown(folder, Number(stdout), 0)
  }
  const port = await freePort()
  const data = join(folder, 'data')
  await as('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'])
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`
  const start = () => as('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start'])
  const stop = () => as('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop,
    async kill() {
      const [pid = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(pid), 'SIGKILL')
    },
    async remove() {
      await stop().catch(() => {})
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A port that nobody listens at, below those that systems give to outgoing connections: while a server is away, a client
 * that tries again and again would some time be given its port, and connect to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
