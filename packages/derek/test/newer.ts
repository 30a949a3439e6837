import { sql } from 'kysely'
import { serve } from '../src/serve/serve.js'
import { withDatabase } from '../src/store/databases.js'
import { migrate, migrations } from '../src/store/migrate.js'

/** A Derek of tomorrow, as a process of its own: it adds to the tables, and serves as soon as it has. */
const url = process.env.DATABASE_URL ?? ''
await withDatabase({ url }, (database) =>
  migrate(database, {
    known: {
      ...migrations,
      '9000-tomorrow': {
        async up(transaction) {
          await sql`alter table articles add column tomorrow text not null default 'ертең'`.execute(transaction)
          await sql`create table tomorrows (article_id text primary key references articles (id))`.execute(transaction)
          await sql`insert into tomorrows select id from articles`.execute(transaction)
          await sql`create index articles_tomorrow on articles (tomorrow)`.execute(transaction)
          // Long enough for many to ask meanwhile.
          await sql`select pg_sleep(1)`.execute(transaction)
        },
      },
    },
  }),
)
const { url: address, close } = await serve({ host: '127.0.0.1', port: 0, data: { url }, log: () => {} })
process.stdout.write(`Derek: ${address}\n`)
process.once('SIGTERM', () => close().then(() => process.exit(0)))
