import { type Kysely, type Migration, sql } from 'kysely'

/** Channels, and what is to be shown in them: a post is wanted in one version and shown in another until they agree. */
export const posts: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('channels')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('chat', 'text', (column) => column.notNull().unique())
      .addColumn('script', 'text', (column) => column.notNull().check(sql`script in ('Cyrl', 'Latn', 'Arab')`))
      .addColumn('quiet_from', 'integer', (column) => column.check(sql`quiet_from between 0 and 1439`))
      .addColumn('quiet_to', 'integer', (column) => column.check(sql`quiet_to between 0 and 1439`))
      .addColumn('last_message', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('free_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('trouble', 'text')
      .addColumn('leased_by', 'text')
      .addColumn('leased_until', 'timestamptz')
      .addCheckConstraint('channels_quiet', sql`(quiet_from is null) = (quiet_to is null)`)
      .execute()
    await database.schema
      .createTable('posts')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('channel', 'text', (column) => column.notNull().references('channels.id'))
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('article_id', 'text', (column) => column.references('articles.id').onDelete('set null'))
      .addColumn('post', 'jsonb')
      .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
      .addColumn('shown_version', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('pin', 'boolean', (column) => column.notNull())
      .addColumn('pinned', 'boolean', (column) => column.notNull().defaultTo(false))
      .addColumn('due_at', 'timestamptz', (column) => column.notNull())
      .addColumn('state', 'text', (column) =>
        column
          .notNull()
          .defaultTo('waiting')
          .check(sql`state in ('waiting', 'sending', 'shown', 'removed', 'failed', 'uncertain')`),
      )
      .addColumn('messages', 'jsonb', (column) => column.notNull().defaultTo(sql`'[]'::jsonb`))
      .addColumn('attempt', 'jsonb')
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('fault', 'text')
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('shown_at', 'timestamptz')
      .addUniqueConstraint('posts_key', ['channel', 'key'])
      .execute()
    await database.schema
      .createIndex('posts_by_state')
      .on('posts')
      .columns(['channel', 'state', 'due_at', 'id'])
      .execute()
  },
}
