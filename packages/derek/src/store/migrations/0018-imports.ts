import type { Kysely, Migration } from 'kysely'

/** How much of each file has been imported. */
export const imports: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('imports')
      .addColumn('file', 'text', (column) => column.primaryKey())
      .addColumn('records', 'integer', (column) => column.notNull())
      .addColumn('whole', 'boolean', (column) => column.notNull())
      .execute()
  },
}
