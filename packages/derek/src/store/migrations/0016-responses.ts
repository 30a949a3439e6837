import type { Kysely, Migration } from 'kysely'

/** Where the raw response of an address is. */
export const responses: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('responses')
      .addColumn('url', 'text', (column) => column.primaryKey())
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('start_byte', 'integer', (column) => column.notNull())
      .addColumn('end_byte', 'integer', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('responses_file').on('responses').columns(['file', 'end_byte']).execute()
  },
}
