import { type Kysely, type Migration, sql } from 'kysely'

/** Searches that are kept to be told of, and what was found for each and is told once. */
export const notices: Migration = {
  async up(database: Kysely<unknown>) {
    const now = sql`now()`
    await database.schema
      .createTable('saved_searches')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('asked', 'jsonb', (column) => column.notNull())
      .addColumn('delivery', 'jsonb', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('looked_at', 'timestamptz')
      .addColumn('stopped_at', 'timestamptz')
      .addColumn('fault', 'text')
      .execute()
    await database.schema
      .createTable('notices')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('search', 'bigint', (column) => column.notNull().references('saved_searches.id').onDelete('cascade'))
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('content', 'jsonb', (column) => column.notNull())
      .addColumn('state', 'text', (column) =>
        column.notNull().check(sql`state in ('known', 'waiting', 'delivered', 'failed')`),
      )
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('due_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addUniqueConstraint('notices_item', ['search', 'item'])
      .execute()
    await database.schema.createIndex('notices_by_state').on('notices').columns(['state', 'due_at']).execute()
  },
}
