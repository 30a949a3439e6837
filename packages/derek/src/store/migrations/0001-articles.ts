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
      .addColumn('aliases', 'jsonb', (column) => column.notNull())
      .addColumn('mention_count', 'integer', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('thing', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('entities_key', ['article_id', 'id'])
      .execute()
    await database.schema
      .createTable('statements')
      .addColumn('article_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('speaker', 'text')
      .addColumn('addressee', 'text')
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('polarity', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('statements_key', ['article_id', 'id'])
      .addForeignKeyConstraint('statements_article', ['article_id'], 'articles', ['id'], (key) =>
        key.onDelete('cascade'),
      )
      .addForeignKeyConstraint('statements_speaker', ['article_id', 'speaker'], 'entities', ['article_id', 'id'])
      .addForeignKeyConstraint('statements_addressee', ['article_id', 'addressee'], 'entities', ['article_id', 'id'])
      .execute()
    await database.schema
      .createTable('events')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('time', 'text')
      .addColumn('text', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('events_key', ['article_id', 'id'])
      .execute()
    await database.schema
      .createTable('participants')
      .addColumn('article_id', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('entity', 'text', (column) => column.notNull())
      .addColumn('part', 'text', (column) =>
        column.notNull().check(sql`part in ('actor', 'recipient', 'place', 'document')`),
      )
      .addPrimaryKeyConstraint('participants_key', ['article_id', 'event', 'entity', 'part'])
      .addForeignKeyConstraint('participants_event', ['article_id', 'event'], 'events', ['article_id', 'id'], (key) =>
        key.onDelete('cascade'),
      )
      .addForeignKeyConstraint('participants_entity', ['article_id', 'entity'], 'entities', ['article_id', 'id'])
      .execute()
    await database.schema
      .createTable('identities')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull().check(sql`kind in ('merge', 'split')`))
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('article_id', 'text')
      .addColumn('thing', 'text', (column) => column.notNull().check(sql`thing <> key`))
      .addColumn('name', 'text')
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', 'timestamptz', (column) => column.notNull())
      .addColumn('undone_at', 'timestamptz')
      .addCheckConstraint('identities_article', sql`(kind = 'split') = (article_id is not null)`)
      .execute()
    await database.schema.createIndex('entities_thing').on('entities').column('thing').execute()
    await database.schema.createIndex('entities_by_key').on('entities').column('key').execute()
    await database.schema
      .createIndex('statements_by_speaker')
      .on('statements')
      .columns(['article_id', 'speaker'])
      .execute()
    await database.schema
      .createIndex('participants_by_entity')
      .on('participants')
      .columns(['article_id', 'entity'])
      .execute()
  },
}
