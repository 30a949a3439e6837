import type { Kysely, Migration } from 'kysely'

/**
 * When each address of a source was looked at last, by whichever process, and what went wrong; and which process tells of
 * a saved search, since there may be several.
 */
export const operation: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('source_looks')
      .addColumn('address', 'text', (column) => column.primaryKey())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('looked_at', 'timestamptz', (column) => column.notNull())
      .addColumn('succeeded_at', 'timestamptz')
      .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('fault', 'text')
      .execute()
    await database.schema
      .alterTable('saved_searches')
      .addColumn('leased_by', 'text')
      .addColumn('leased_until', 'timestamptz')
      .execute()
  },
}
