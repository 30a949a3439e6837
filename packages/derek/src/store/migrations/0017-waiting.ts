import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Addresses wait in the database until they are given to whoever fetches, as many of a host as its turn allows. Those that
 * are there and not done were given.
 */
export const waiting: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`alter table addresses add column due_at timestamptz`.execute(database)
    await sql`alter table addresses alter column due_at set default now()`.execute(database)
    await sql`
      create index addresses_waiting on addresses (split_part(url, '/', 3), due_at)
      where outcome is null and due_at is not null
    `.execute(database)
    await sql`
      create index addresses_given on addresses (split_part(url, '/', 3), given_at) where outcome is null and due_at is null
    `.execute(database)
    await sql`create index addresses_of_source on addresses ((item ->> 'source')) where outcome is null`.execute(
      database,
    )
  },
}
