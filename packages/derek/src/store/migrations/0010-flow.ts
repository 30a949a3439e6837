import { type Kysely, type Migration, sql } from 'kysely'

/** What workers know in common: whose turn it is to ask a host, which feeds are due, what became of each address. */
export const flow: Migration = {
  async up(database: Kysely<unknown>) {
    const now = sql`now()`
    await database.schema
      .createTable('hosts')
      .addColumn('host', 'text', (column) => column.primaryKey())
      .addColumn('pause', 'float8', (column) => column.notNull().defaultTo(0))
      .addColumn('next_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('held_until', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('busy_until', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('queued_until', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('troubles', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await database.schema
      .createTable('robots')
      .addColumn('origin', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('fetched_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .execute()
    await database.schema
      .createTable('looks')
      .addColumn('address', 'text', (column) => column.primaryKey())
      .addColumn('due_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await database.schema
      .createTable('addresses')
      .addColumn('url', 'text', (column) => column.primaryKey())
      .addColumn('item', 'jsonb', (column) => column.notNull())
      .addColumn('given_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('outcome', 'text', (column) =>
        column.check(sql`outcome in ('read', 'same', 'unread', 'given-up', 'disallowed')`),
      )
      .addColumn('article', 'text')
      .addColumn('reason', 'text')
      .addColumn('done_at', 'timestamptz')
      .execute()
    await database.schema
      .createIndex('addresses_not_done')
      .on('addresses')
      .column('given_at')
      .where(sql.ref('outcome'), 'is', null)
      .execute()
    await database.schema
      .createTable('canonicals')
      .addColumn('canonical', 'text', (column) => column.primaryKey())
      .addColumn('url', 'text', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('validators')
      .addColumn('url', 'text', (column) => column.primaryKey())
      .addColumn('etag', 'text')
      .addColumn('modified', 'text')
      .execute()
  },
}
