import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from './terminal.js'

/**
 * A secret of the environment: the value of NAME, or what the file named by NAME_FILE holds. A file that others than
 * its owner may read is refused.
 */
export function secretOf(command: string, name: string): string | undefined {
  const value = process.env[name]?.trim()
  if (value) return value
  const file = process.env[`${name}_FILE`]?.trim()
  if (!file) return undefined
  try {
    if (!isGuarded(file)) throw new UsageError(`${command}: ${name}_FILE: others may read ${file}: chmod 600 it`)
    const secret = readFileSync(file, 'utf8').trim()
    if (secret === '') throw new UsageError(`${command}: ${name}_FILE: ${file} is empty`)
    return secret
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${command}: ${name}_FILE: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function isGuarded(file: string): boolean {
  // Windows has no such modes, and systemd guards its credentials by the folder: their own modes say less.
  if (process.platform === 'win32') return true
  const credentials = process.env.CREDENTIALS_DIRECTORY
  if (credentials !== undefined && dirname(resolve(file)) === resolve(credentials)) return true
  return (statSync(file).mode & 0o077) === 0
}
