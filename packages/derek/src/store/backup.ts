import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { nameOf, openDatabase, type Where, withDatabase } from './databases.js'
import { migrate, migrations } from './migrate.js'
import type { Database } from './schema.js'

/**
 * A backup is lines of JSON: a head that says what follows, a line for each row of each table as the database writes it,
 * and an end with a checksum. It is of one instant, and of all tables that there are. Neither side holds more than some
 * rows at a time.
 *
 *     {"format":"derek-backup","version":1,"madeAt":"…","migrations":["0001-articles",…],"tables":[{"name":"articles","rows":2},…]}
 *     ["articles",{"id":"…","record":{…},…}]
 *     {"end":{"rows":2,"sha256":"…"}}
 */
const headSchema = z.object({
  format: z.literal('derek-backup'),
  version: z.int(),
  madeAt: z.string(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), rows: z.int().nonnegative() })),
})
type Head = z.infer<typeof headSchema>
const version = 1
const endSchema = z.object({ end: z.object({ rows: z.int().nonnegative(), sha256: z.string() }) })

/** What is given back cannot be taken in; the message says why. The store is as it was. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** How many rows are done, of all. */
export type Progress = (done: number, all: number) => void

/** What was backed up or restored, by table. */
export interface Counted {
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
  readonly rows: number
}

/** So many rows are fetched, or put in, at a time; of long rows fewer. */
const portionRows = 200
const portionCharacters = 4_000_000

/** Tables in an order in which each comes after those that it refers to, and their columns. */
interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Columns that number their rows. */
  readonly numbered: readonly string[]
}

/** The lines of a backup of the store, each with its line break, some at a time. */
export async function* backupLines(where: Where, progress: Progress = () => {}): AsyncGenerator<string> {
  const { database, close } = await openDatabase(where)
  try {
    const known = await migrationsIn(database)
    if (known.length === 0) throw new BackupError(`${nameOf(where)} has no articles of Derek`)
    const transaction = await database.startTransaction().setIsolationLevel('repeatable read').execute()
    try {
      yield* linesOf(transaction, known, progress)
    } finally {
      await transaction.rollback().execute()
    }
  } finally {
    await close()
  }
}

async function* linesOf(database: Kysely<Database>, known: readonly string[], progress: Progress) {
  // The database writes times in the zone of its session.
  await sql`set local timezone = 'UTC'`.execute(database)
  const tables = await tablesIn(database)
  const counted = await countsIn(database, tables)
  const head: Head = {
    format: 'derek-backup',
    version,
    madeAt: new Date().toISOString(),
    migrations: [...known],
    tables: [...counted],
  }
  const hash = createHash('sha256')
  const write = (line: string): string => {
    hash.update(line)
    return line
  }
  yield write(`${JSON.stringify(head)}\n`)
  const all = sumOf(counted)
  let done = 0
  for (const { name } of tables) {
    const mark = JSON.stringify(name)
    await sql`declare rows_of no scroll cursor for select to_jsonb(own)::text as row from ${sql.table(name)} as own`.execute(
      database,
    )
    for (;;) {
      const { rows } = await sql<{ row: string }>`fetch ${sql.lit(portionRows)} from rows_of`.execute(database)
      if (rows.length === 0) break
      let text = ''
      for (const { row } of rows) text += write(`[${mark},${row}]\n`)
      yield text
      done += rows.length
      progress(done, all)
    }
    await sql`close rows_of`.execute(database)
  }
  yield `${JSON.stringify({ end: { rows: done, sha256: hash.digest('hex') } })}\n`
}

const sumOf = (tables: Counted['tables']): number => tables.reduce((sum, { rows }) => sum + rows, 0)

/** Reads a backup through without taking it in. Throws a BackupError where it is none, newer, cut or damaged. */
export async function checkBackup(chunks: AsyncIterable<string>): Promise<Counted> {
  const reader = readBackup(chunks)
  const head = await reader.head()
  for await (const _ of reader.rows(head)) {
  }
  return { tables: head.tables, rows: sumOf(head.tables) }
}

/**
 * Takes a backup into a store that has nothing yet. All comes in, or nothing: where the backup turns out to be cut or
 * damaged, or cannot be taken in, the store is as it was.
 */
export async function restoreLines(
  where: Where,
  chunks: AsyncIterable<string>,
  progress: Progress = () => {},
): Promise<Counted> {
  const reader = readBackup(chunks)
  // What is no backup is known before anything is opened or made.
  const head = await reader.head()
  return withDatabase(where, async (database) => {
    await mustBeEmpty(database, nameOf(where))
    try {
      await emptyAt(database, head.migrations)
      await database.transaction().execute((transaction) => takeIn(transaction, reader.rows(head), head, progress))
    } catch (error) {
      // Empty as before, and up to date; what went wrong first is what is told.
      await migrate(database).catch(() => {})
      throw error
    }
    await migrate(database)
    return { tables: head.tables, rows: sumOf(head.tables) }
  })
}

/** What two stores of the same rows have in common, in whatever order each gives them. */
export interface Contents extends Counted {
  readonly digest: string
}

/** What a store has, read from end to end. */
export async function contentsOf(where: Where): Promise<Contents> {
  const digest = createDigest()
  const lines = digest.over(backupLines(where))
  const { tables, rows } = await checkBackup(lines)
  return { tables, rows, digest: digest.value() }
}

/** Copies all of a store into another that has nothing yet, and reads both to see that they are the same. */
export async function copyStore(from: Where, to: Where, progress: Progress = () => {}): Promise<Contents> {
  const digest = createDigest()
  await restoreLines(to, digest.over(backupLines(from)), progress)
  const copied = await contentsOf(to)
  if (copied.digest !== digest.value()) {
    throw new BackupError(`${nameOf(to)} has not the rows of ${nameOf(from)}; do not use it`)
  }
  return copied
}

/** The sum of the hashes of all rows: it does not tell in which order they came. */
function createDigest() {
  let sum = 0n
  return {
    async *over(chunks: AsyncIterable<string>): AsyncGenerator<string> {
      for await (const chunk of chunks) {
        for (const line of chunk.split('\n')) {
          if (line.startsWith('[')) sum += BigInt(`0x${createHash('sha256').update(line).digest('hex')}`)
        }
        yield chunk
      }
    },
    value: (): string => BigInt.asUintN(256, sum).toString(16).padStart(64, '0'),
  }
}

async function takeIn(
  transaction: Transaction<Database>,
  rows: AsyncIterable<readonly [table: string, row: string]>,
  head: Head,
  progress: Progress,
): Promise<void> {
  await sql`set constraints all deferred`.execute(transaction)
  const tables = new Map((await tablesIn(transaction)).map((table) => [table.name, table]))
  const unknown = head.tables.find(({ name }) => !tables.has(name))
  if (unknown !== undefined)
    throw new BackupError(`the backup has a table "${unknown.name}", which Derek does not know`)
  const all = sumOf(head.tables)
  let done = 0
  let portion: string[] = []
  let characters = 0
  let current: Table | undefined
  const flush = async (): Promise<void> => {
    if (current === undefined || portion.length === 0) return
    const columns = sql.join(current.columns.map((column) => sql.ref(column)))
    const table = sql.table(current.name)
    await sql`
      insert into ${table} (${columns}) overriding system value
      select ${columns} from jsonb_populate_recordset(null::${table}, ${`[${portion.join(',')}]`}::jsonb)
    `.execute(transaction)
    done += portion.length
    portion = []
    characters = 0
    progress(done, all)
  }
  for await (const [name, row] of rows) {
    if (name !== current?.name) {
      await flush()
      current = tables.get(name)
    }
    portion.push(row)
    characters += row.length
    if (portion.length >= portionRows || characters >= portionCharacters) await flush()
  }
  await flush()
  for (const { name, numbered } of tables.values()) {
    for (const column of numbered) {
      await sql`
        select setval(pg_get_serial_sequence(${`"${name}"`}, ${column}), max(${sql.ref(column)}))
        from ${sql.table(name)} having max(${sql.ref(column)}) is not null
      `.execute(transaction)
    }
  }
}

async function mustBeEmpty(database: Kysely<Database>, name: string): Promise<void> {
  const tables = await tablesIn(database)
  if (tables.length > 0 && (await migrationsIn(database)).length === 0) {
    throw new BackupError(`${name} has tables that are not Derek's; restore into a database of its own`)
  }
  const full = (await countsIn(database, tables)).find(({ rows }) => rows > 0)
  if (full !== undefined) {
    throw new BackupError(`${name} is not empty: it has ${full.rows} rows in "${full.name}"; nothing was changed`)
  }
}

/** Makes the tables as they were when the backup was made; they have no rows, so they may be made anew. */
async function emptyAt(database: Kysely<Database>, wanted: readonly string[]): Promise<void> {
  const known = await migrationsIn(database)
  if (known.length > 0 && known.join() !== wanted.join()) {
    for (const { name } of await tablesIn(database)) {
      await sql`drop table ${sql.table(name)} cascade`.execute(database)
    }
    await sql`delete from kysely_migration`.execute(database)
  }
  const to = wanted.at(-1)
  await migrate(database, to === undefined ? {} : { to })
}

async function migrationsIn(database: Kysely<Database>): Promise<readonly string[]> {
  const { rows: found } = await sql<{ is: boolean }>`select to_regclass('kysely_migration') is not null as is`.execute(
    database,
  )
  if (found[0]?.is !== true) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database)
  return rows.map(({ name }) => name)
}

/** All tables but those by which migrations are known, each after those that it refers to. */
async function tablesIn(database: Kysely<Database>): Promise<readonly Table[]> {
  const { rows } = await sql<Table & { readonly needs: readonly string[] }>`
    select class.relname as name,
      (select jsonb_agg(attname order by attnum) from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      (select coalesce(jsonb_agg(attname), '[]') from pg_attribute
        where attrelid = class.oid and attnum > 0 and attidentity <> '') as numbered,
      (select coalesce(jsonb_agg(other.relname), '[]') from pg_constraint join pg_class as other on other.oid = confrelid
        where conrelid = class.oid and contype = 'f' and confrelid <> conrelid and not condeferrable) as needs
    from pg_class as class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname not like 'kysely\\_%'
    order by relname
  `.execute(database)
  const sorted: Table[] = []
  const rest = new Map(rows.map((table) => [table.name, table]))
  while (rest.size > 0) {
    const next = [...rest.values()].find(({ needs }) => needs.every((name) => !rest.has(name)))
    if (next === undefined) throw new Error(`tables refer to one another in a ring: ${[...rest.keys()].join(', ')}`)
    rest.delete(next.name)
    sorted.push({ name: next.name, columns: next.columns, numbered: next.numbered })
  }
  return sorted
}

async function countsIn(database: Kysely<Database>, tables: readonly Table[]): Promise<Counted['tables']> {
  const counted: { readonly name: string; readonly rows: number }[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(name)}`.execute(database)
    counted.push({ name, rows: rows[0]?.rows ?? 0 })
  }
  return counted
}

/** A line is a row, and a row has a record or a page: what is longer by far is no backup. */
const longestLine = 256 * 1024 * 1024

async function* linesIn(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  const parts: string[] = []
  let length = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      parts.push(chunk.slice(from, end))
      yield parts.join('')
      parts.length = 0
      length = 0
      from = end + 1
    }
    parts.push(chunk.slice(from))
    length += chunk.length - from
    if (length > longestLine) throw new BackupError('this is no backup of Derek: a line has no end')
  }
  if (length > 0) throw new BackupError('the backup is cut: its last line has no end')
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The head of a backup, then its rows; at the end, whether they are all, and as they were written. */
function readBackup(chunks: AsyncIterable<string>) {
  const lines = linesIn(chunks)
  const hash = createHash('sha256')
  return {
    async head(): Promise<Head> {
      const first = await lines.next()
      const line = first.done === true ? '' : first.value
      const value = parsed(line)
      const form = headSchema.pick({ format: true, version: true }).safeParse(value)
      if (!form.success) throw new BackupError('this is no backup of Derek: it does not begin with the head of one')
      if (form.data.version > version) {
        throw new BackupError(
          `the backup is of version ${form.data.version}, this Derek reads ${version}: use a newer one`,
        )
      }
      const head = headSchema.safeParse(value)
      if (!head.success) throw new BackupError('the backup is damaged: its head is not as it must be')
      const unknown = head.data.migrations.find((name) => !Object.hasOwn(migrations, name))
      if (unknown !== undefined) {
        throw new BackupError(`the backup was made by a newer Derek, which has "${unknown}": use that one`)
      }
      hash.update(`${line}\n`)
      return head.data
    },
    async *rows(head: Head): AsyncGenerator<readonly [table: string, row: string]> {
      const wanted = new Map(head.tables.map(({ name, rows }) => [name, rows]))
      const all = sumOf(head.tables)
      let done = 0
      for await (const line of lines) {
        // A row is passed on as it stands: the database reads it.
        const name = /^\["([a-z_0-9]+)",\{.*\}\]$/su.exec(line)?.[1]
        if (name !== undefined && wanted.has(name)) {
          hash.update(`${line}\n`)
          done++
          yield [name, line.slice(name.length + 4, -1)]
          continue
        }
        const end = endSchema.safeParse(parsed(line))
        if (!end.success) throw new BackupError(`the backup is damaged after ${done} rows: a line is no row of it`)
        if (end.data.end.rows !== done || done !== all) {
          throw new BackupError(`the backup is damaged: it has ${done} rows, and says that it has ${all}`)
        }
        if (end.data.end.sha256 !== hash.digest('hex')) {
          throw new BackupError('the backup is damaged: its checksum is another')
        }
        return
      }
      throw new BackupError(`the backup is cut: it ends after ${done} of ${all} rows`)
    },
  }
}
