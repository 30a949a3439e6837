import { type Kysely, type Migration, sql } from 'kysely'

/** What lists and front pages show of articles: their lead, what they are about, and on whose word they tell it. */
export const topics: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('cards')
      .addColumn('article_id', 'text', (column) => column.primaryKey().references('articles.id').onDelete('cascade'))
      .addColumn('source_kind', 'text', (column) => column.notNull())
      .addColumn('lead', 'text', (column) => column.notNull())
      .addColumn('credit', 'text')
      .execute()
    await database.schema
      .createTable('topics')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('confidence', 'real', (column) => column.notNull().check(sql`confidence between 0 and 1`))
      .addPrimaryKeyConstraint('topics_key', ['article_id', 'topic'])
      .execute()
    await database.schema
      .createTable('attributions')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('role', 'text', (column) =>
        column.notNull().check(sql`role in ('publisher', 'relay', 'origin', 'photo')`),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('outlet', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('attributions_key', ['article_id', 'position'])
      .execute()
    await database.schema.createIndex('topics_by_topic').on('topics').column('topic').execute()
    await database.schema.createIndex('attributions_by_outlet').on('attributions').column('outlet').execute()
    await database.schema.createIndex('articles_by_source').on('articles').column('source_id').execute()
    await database.schema
      .createIndex('articles_by_moment')
      .on('articles')
      .expression(sql`(coalesce(published_at, read_at)) desc, arrival desc`)
      .execute()
  },
}
