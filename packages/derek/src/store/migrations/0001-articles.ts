import { type Kysely, type Migration, sql } from 'kysely'

/** Articles with their records, the pages that they were read from, and who said and did what in columns. */
export const articles: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('articles')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('source_id', 'text', (column) => column.notNull())
      .addColumn('source_name', 'text', (column) => column.notNull())
      .addColumn('url', 'text')
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('published_at', 'timestamptz')
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('script', 'text', (column) => column.notNull())
      .addColumn('read_at', 'timestamptz', (column) => column.notNull())
      .addColumn('arrival', 'bigint', (column) => column.generatedAlwaysAsIdentity().notNull().unique())
      .addColumn('statement_count', 'integer', (column) => column.notNull())
      .addColumn('event_count', 'integer', (column) => column.notNull())
      .addColumn('record', 'jsonb', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('pages')
      .addColumn('article_id', 'text', (column) => column.primaryKey().references('articles.id').onDelete('cascade'))
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('format', 'text', (column) => column.notNull().check(sql`format in ('text', 'html', 'markdown')`))
      .addColumn('url', 'text')
      .execute()
    await database.schema
      .createTable('entities')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('entities_key', ['article_id', 'id'])
      .execute()
    await database.schema
      .createTable('statements')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('speaker', 'text')
      .addColumn('addressee', 'text')
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('statements_key', ['article_id', 'id'])
      .execute()
    await database.schema
      .createTable('events')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('time', 'text')
      .addPrimaryKeyConstraint('events_key', ['article_id', 'id'])
      .execute()
    await database.schema.createIndex('entities_name').on('entities').columns(['type', 'name']).execute()
    await database.schema.createIndex('statements_speaker').on('statements').columns(['speaker', 'act']).execute()
  },
}
