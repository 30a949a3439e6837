import { type Kysely, type Migration, sql } from 'kysely'

/** Which articles are of one event, what each is found by, and what people said of that. */
export const stories: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('stories')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('articles', 'integer', (column) => column.notNull())
      .addColumn('outlets', 'integer', (column) => column.notNull())
      .addColumn('first_at', 'timestamptz', (column) => column.notNull())
      .addColumn('last_at', 'timestamptz', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('story_articles')
      .addColumn('article_id', 'text', (column) => column.primaryKey().references('articles.id').onDelete('cascade'))
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('day', 'integer', (column) => column.notNull())
      .addColumn('signature', 'jsonb', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('story_keys')
      .addColumn('article_id', 'text', (column) =>
        column.notNull().references('story_articles.article_id').onDelete('cascade'),
      )
      .addColumn('key', sql`text collate "C"`, (column) => column.notNull())
      .addColumn('day', 'integer', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('story_pins')
      .addColumn('article_id', 'text', (column) => column.primaryKey().references('articles.id').onDelete('cascade'))
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
    await database.schema
      .createTable('story_apart')
      .addColumn('one', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('other', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('story_apart_key', ['one', 'other'])
      .addCheckConstraint('story_apart_order', sql`one < other`)
      .execute()
    await sql`create index story_articles_by_story on story_articles (story_id)`.execute(database)
    await sql`create index story_articles_by_day on story_articles (day)`.execute(database)
    // All that grouping asks of keys is answered from this index alone.
    await sql`create index story_keys_by_key on story_keys (key, day, article_id)`.execute(database)
    await sql`create index story_keys_by_article on story_keys (article_id)`.execute(database)
    await sql`create index stories_by_last on stories (last_at desc, id) where articles > 1`.execute(database)
  },
}
