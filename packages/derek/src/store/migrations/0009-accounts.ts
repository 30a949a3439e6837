import { type Kysely, type Migration, sql } from 'kysely'

/** Who works at the desk, how they are let in, and what they did. Tokens are kept as their hashes only. */
export const accounts: Migration = {
  async up(database: Kysely<unknown>) {
    const role = sql`role in ('reader', 'editor', 'publisher', 'administrator')`
    const now = sql`now()`
    await database.schema
      .createTable('accounts')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('role', 'text', (column) => column.notNull().check(role))
      .addColumn('password', 'text', (column) => column.notNull())
      .addColumn('totp', 'text')
      .addColumn('totp_step', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('locked_until', 'timestamptz')
      .addColumn('disabled_at', 'timestamptz')
      .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .execute()
    await database.schema
      .createTable('sessions')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('account', 'bigint', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('seen_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('invitations')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('role', 'text', (column) => column.notNull().check(role))
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .execute()
    await database.schema
      .createTable('audit')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(now))
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .execute()
    await database.schema.createIndex('sessions_by_account').on('sessions').column('account').execute()
  },
}
