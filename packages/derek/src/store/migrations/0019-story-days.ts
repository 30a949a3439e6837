import { type Kysely, type Migration, sql } from 'kysely'

/** How many articles in stories each day has: placing weighs words by it, and need not count the articles of its window. */
export const storyDays: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('story_days')
      .addColumn('day', 'integer', (column) => column.primaryKey())
      .addColumn('articles', 'integer', (column) => column.notNull())
      .execute()
    await sql`
      insert into story_days (day, articles) select day, count(*) from story_articles group by day
    `.execute(database)
  },
}
