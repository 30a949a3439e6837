import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Another process has the data folder; the message says which. */
export class LockError extends Error {
  override readonly name = 'LockError'
  constructor(
    message: string,
    /** The process that has it, where it is known. */
    readonly holder?: number,
  ) {
    super(message)
  }
}

/**
 * Takes a data folder for this process: PGlite would be damaged by two. Answers what gives it back. A lock whose process
 * is gone is taken over.
 */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'derek.lock')
  for (let tries = 0; tries < 2; tries++) {
    try {
      const file = await open(path, 'wx')
      await file.writeFile(String(process.pid))
      await file.close()
      return () => rm(path, { force: true })
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
      const holder = Number(await readFile(path, 'utf8').catch(() => ''))
      if (holder === process.pid || isAlive(holder)) throw new LockError(`process ${holder} is using it`, holder)
      await rm(path, { force: true })
    }
  }
  throw new LockError('another process is taking it')
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
