import { type Kysely, type Migration, sql } from 'kysely'

/** What articles are found by. The date and the source are here again, so that finding touches this narrow table only. */
export const search: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('documents')
      .addColumn('article_id', 'text', (column) => column.primaryKey().references('articles.id').onDelete('cascade'))
      .addColumn('source_id', 'text', (column) => column.notNull())
      .addColumn('published_at', 'timestamptz')
      .addColumn('length', 'integer', (column) => column.notNull())
      .addColumn('blocks', 'jsonb', (column) => column.notNull())
      .addColumn('terms', sql`tsvector`, (column) => column.notNull())
      .execute()
    // Terms are read to rank: not compressed, they are read faster; apart, they leave the rest of the row small.
    await sql`alter table documents alter column terms set storage external`.execute(database)
    await database.schema.createIndex('documents_terms').on('documents').using('gin').column('terms').execute()
    await database.schema
      .createIndex('documents_by_date')
      .on('documents')
      .expression(sql`published_at desc nulls last, article_id`)
      .execute()
  },
}
