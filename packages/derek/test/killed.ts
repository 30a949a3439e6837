import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageFolder } from '../src/data/table.js'
import { openStore, type Store } from '../src/store/store.js'
import { makeDatabase, server } from './database.js'

/** A store that outlives the programs that are killed over it. */
export interface Outliving {
  /** The address of its database, or its folder: what programs of tests take. */
  readonly place: string
  /** Looks into it, or puts something there, while no program runs: a folder is one process's at a time. */
  withStore<T>(use: (store: Store) => Promise<T>): Promise<T>
  remove(): Promise<void>
}

/** On PostgreSQL where TEST_DATABASE_URL names a server, else in a folder. */
export async function makeOutliving(): Promise<Outliving> {
  if (server !== undefined) {
    const { where, remove } = await makeDatabase(server)
    const store = await openStore(where)
    return {
      place: where.url,
      withStore: (use) => use(store),
      async remove() {
        await store.close()
        await remove()
      },
    }
  }
  const folder = await mkdtemp(join(tmpdir(), 'derek-'))
  return {
    place: folder,
    async withStore(use) {
      const store = await openStore({ folder })
      try {
        return await use(store)
      } finally {
        await store.close()
      }
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

/** Starts a program of this folder, as a process of its own. */
export function startProgram(name: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(packageFolder(), `dist/test/${name}.js`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Waits for the end of a program, and answers whether it was killed. */
export function wasKilled(child: ChildProcess): Promise<boolean> {
  child.stdout?.resume()
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve(signal === 'SIGKILL')
      else reject(new Error(`it ended with ${signal ?? code}`))
    })
  })
}
