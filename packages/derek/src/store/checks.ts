import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { acts, entityTypes, eventTypes, polarities, statementKinds } from '../record/schema.js'
import { pageFormats } from '../source/schema.js'
import { giveWay, whenFree } from './migrate.js'
import type { Database } from './schema.js'

/** Columns that have one of the values of a list; the lists are the record's, and grow with it. */
const lists: readonly (readonly [table: keyof Database, column: string, values: readonly string[]])[] = [
  ['entities', 'type', entityTypes],
  ['statements', 'act', acts],
  ['statements', 'kind', statementKinds],
  ['statements', 'polarity', polarities],
  ['events', 'type', eventTypes],
  ['pages', 'format', pageFormats],
]

/**
 * Has the database refuse what is on none of the lists. A constraint bears its list in its name, so that it is made anew
 * when the list has changed; rows that are there already are not looked at.
 */
export async function checkLists(database: Kysely<Database>): Promise<void> {
  const wanted = lists.map(([table, column, values]) => {
    const mark = createHash('sha256').update(values.join()).digest('hex').slice(0, 8)
    return { table, column, values, prefix: `${table}_${column}_listed_`, name: `${table}_${column}_listed_${mark}` }
  })
  const known = async (executor: Kysely<Database>): Promise<ReadonlySet<string>> => {
    const { rows } = await sql<{ name: string }>`
      select conname as name from pg_constraint join pg_class on pg_class.oid = conrelid
      where contype = 'c' and relnamespace = current_schema()::regnamespace and conname like '%\\_listed\\_%'
    `.execute(executor)
    return new Set(rows.map(({ name }) => name))
  }
  const before = await known(database)
  if (wanted.every(({ name }) => before.has(name))) return
  const listAnew = async (transaction: Transaction<Database>): Promise<void> => {
    // Another process may be at the same.
    await sql`select pg_advisory_xact_lock(hashtext('derek lists'))`.execute(transaction)
    await giveWay(transaction)
    const there = await known(transaction)
    for (const { table, column, values, prefix, name } of wanted) {
      if (there.has(name)) continue
      for (const old of there) {
        if (old.startsWith(prefix))
          await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(old)}`.execute(transaction)
      }
      await sql`
        alter table ${sql.table(table)} add constraint ${sql.ref(name)}
          check (${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})) not valid
      `.execute(transaction)
    }
  }
  await whenFree(() => database.transaction().execute(listAnew))
}
