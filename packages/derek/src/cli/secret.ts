import { readFile, stat } from 'node:fs/promises'
import { UsageError } from './terminal.js'

/**
 * A secret of the environment: the value of NAME, or what the file named by NAME_FILE holds. A file that others than
 * its owner may read is refused.
 */
export async function secretOf(command: string, name: string): Promise<string | undefined> {
  const value = process.env[name]?.trim()
  if (value) return value
  const file = process.env[`${name}_FILE`]?.trim()
  if (!file) return undefined
  try {
    // Windows has no such modes.
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
      throw new UsageError(`${command}: ${name}_FILE: others may read ${file}: chmod 600 it`)
    }
    const secret = (await readFile(file, 'utf8')).trim()
    if (secret === '') throw new UsageError(`${command}: ${name}_FILE: ${file} is empty`)
    return secret
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${command}: ${name}_FILE: ${error instanceof Error ? error.message : String(error)}`)
  }
}
