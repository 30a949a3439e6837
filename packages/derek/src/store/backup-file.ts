import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BackupError, backupLines, type Counted, checkBackup, type Progress, restoreLines } from './backup.js'
import type { Where } from './databases.js'

/** Writes a backup of the store into a file, which is there only once it is whole; only its owner may read it. */
export async function backupTo(path: string, where: Where, progress?: Progress): Promise<Counted> {
  const unfinished = `${path}.part`
  try {
    await pipeline(
      Readable.from(backupLines(where, progress), { objectMode: true }),
      createGzip(),
      createWriteStream(unfinished, { mode: 0o600 }),
    )
    const file = await open(unfinished, 'r+')
    await file.sync()
    await file.close()
    const counted = await checkFile(unfinished)
    await rename(unfinished, path)
    return counted
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Reads a backup through, so that one that is cut, damaged or none is known before anything is touched. */
export const checkFile = (path: string): Promise<Counted> => checkBackup(textOf(path))

/** Takes a backup into a store that has nothing yet. Throws a BackupError, and then the store is as it was. */
export async function restoreFrom(path: string, where: Where, progress?: Progress): Promise<Counted> {
  await checkFile(path)
  return restoreLines(where, textOf(path), progress)
}

async function* textOf(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip()
  const file = createReadStream(path)
  file.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const chunk of file.pipe(unpacked).setEncoding('utf8')) yield String(chunk)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'Z_BUF_ERROR') throw new BackupError(`${path} is cut`)
    if (code === 'Z_DATA_ERROR') throw new BackupError(`${path} is no backup of Derek, or it is damaged`)
    if (code === 'ENOENT') throw new BackupError(`there is no file ${path}`)
    throw error
  } finally {
    file.destroy()
  }
}
