import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Counted, copyStore, type Progress } from '../store/backup.js'
import { backupTo, restoreFrom } from '../store/backup-file.js'
import { nameOf, StoreError, type Where } from '../store/databases.js'
import { LockError } from '../store/lock.js'
import { openStore } from '../store/store.js'
import { argumentsOf } from './arguments.js'
import { databaseUrlSchema, placeOf } from './place.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const backupHelp = `derek backup FILE
derek restore FILE
derek move --to postgres://user@host/database

  Backs up the whole store into a file, restores one into a store that has nothing yet, or copies the store into
  PostgreSQL, or into a data folder (--to FOLDER), and reads both to see that they are the same. The store is that of
  DATABASE_URL or DEREK_DATA; raw responses in the data folder are files, and are copied as such. PostgreSQL is backed
  up while it is in use; a data folder is of one process at a time.
`

/** `derek backup`: the file is there once it is whole. */
export async function backupCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const path = fileOf('backup', args)
  const where = placeOf('backup').store
  mustBeThere(where)
  const counted = await orBusy(() => backupTo(path, where, barOf(terminal, 'rows')))
  terminal.print(`${countsIn(counted)}\n${nameOf(where)} is backed up in ${path}\n`)
  return exit.done
}

/** `derek restore`: all comes in, or nothing. */
export async function restoreCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const path = fileOf('restore', args)
  const where = placeOf('restore').store
  const counted = await orBusy(() => restoreFrom(path, where, barOf(terminal, 'rows')))
  terminal.print(`${countsIn(counted)}\n${path} is restored into ${nameOf(where)}\n`)
  return exit.done
}

/** `derek move`: the store that was stays as it is. */
export async function moveCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf('move', args, { options: { to: { type: 'string' } } })
  if (values.to === undefined || values.to === '') throw new UsageError('move: --to is missing: where shall it go?')
  const to = targetOf(values.to)
  const from = placeOf('move').store
  if (isSame(from, to)) throw new UsageError('move: --to is where the store is')
  mustBeThere(from)
  // A copy is up to date, so what it is compared with has to be.
  await orBusy(async () => (await openStore(from)).close())
  const copied = await orBusy(() => copyStore(from, to, barOf(terminal, 'rows')))
  terminal.print(`${countsIn(copied)}
${nameOf(from)} is copied to ${nameOf(to)}; both were read, and have the same rows
now set ${'url' in to ? 'DATABASE_URL' : 'DEREK_DATA'} to it
`)
  return exit.done
}

function targetOf(to: string): Where {
  if (!/^[a-z]+:\/\//iu.test(to)) return { folder: to }
  const url = databaseUrlSchema.safeParse(to)
  if (!url.success) throw new UsageError(`move: --to: ${url.error.issues[0]?.message ?? 'not valid'}`)
  return { url: url.data }
}

const isSame = (from: Where, to: Where): boolean => JSON.stringify(from) === JSON.stringify(to)

function fileOf(command: string, args: readonly string[]): string {
  const { positionals } = argumentsOf(command, args, { allowPositionals: true, options: {} })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) throw new UsageError(`${command}: name one file`)
  return path
}

/** Asking makes no store. */
function mustBeThere(where: Where): void {
  if ('folder' in where && !existsSync(join(where.folder, 'pglite'))) {
    throw new StoreError(`no articles are kept in ${where.folder} (DEREK_DATA)`)
  }
}

async function orBusy<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof StoreError && error.cause instanceof LockError)) throw error
    throw new StoreError(`${error.message}; stop that first (a data folder is of one process at a time)`, {
      cause: error,
    })
  }
}

const barOf =
  (terminal: Terminal, name: string): Progress =>
  (done, all) =>
    terminal.progress(done, all, name)

const countsIn = ({ tables, rows }: Counted): string =>
  [
    ...tables.map(({ name, rows: own }) => `${String(own).padStart(10)}  ${name}`),
    `${String(rows).padStart(10)}  rows`,
  ].join('\n')
