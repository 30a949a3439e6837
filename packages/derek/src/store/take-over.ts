import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Found, Outcome, Validated } from './frontier.js'
import type { Portion } from './imports.js'
import type { Place } from './responses.js'
import type { Database } from './schema.js'

/** What a process knew of addresses and files that kept it elsewhere. */
export interface Known {
  readonly addresses: readonly KnownAddress[]
  readonly canonicals: readonly { readonly canonical: string; readonly url: string }[]
  readonly validators: readonly Validated[]
  readonly responses: readonly (Place & { readonly url: string })[]
  readonly imports: readonly (Portion & { readonly file: string })[]
}

/** An address that waits, or what became of it. */
export interface KnownAddress extends Partial<Outcome> {
  readonly item: Found
  readonly attempts?: number
  /** When it is to be tried again, ISO 8601; at once, if absent. */
  readonly due?: string
}

/** So many rows go in one statement. */
const rowsAtOnce = 1_000

/** Takes it in, all or nothing: what is known here already stays, but for what is done there and not yet here. */
export async function takeOver(database: Kysely<Database>, known: Known): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const insert = async <T>(rows: readonly T[], statement: (rows: string) => RawBuilder<unknown>): Promise<void> => {
      for (let start = 0; start < rows.length; start += rowsAtOnce) {
        await statement(JSON.stringify(rows.slice(start, start + rowsAtOnce))).execute(transaction)
      }
    }
    await insert(
      known.addresses,
      (rows) => sql`
        insert into addresses (url, item, attempts, due_at, outcome, article, reason, done_at)
        select item ->> 'url', item, coalesce(attempts, 0), coalesce(due, now()), outcome, article, reason,
          case when outcome is not null then now() end
        from jsonb_to_recordset(${rows}::jsonb)
          as own (item jsonb, attempts integer, due timestamptz, outcome text, article text, reason text)
        on conflict (url) do update set
          outcome = excluded.outcome, article = excluded.article, reason = excluded.reason, done_at = excluded.done_at
        where addresses.outcome is null and excluded.outcome is not null
      `,
    )
    await insert(
      known.canonicals,
      (rows) => sql`
        insert into canonicals (canonical, url)
        select canonical, url from jsonb_to_recordset(${rows}::jsonb) as own (canonical text, url text)
        on conflict do nothing
      `,
    )
    await insert(
      known.validators,
      (rows) => sql`
        insert into validators (url, etag, modified)
        select url, etag, modified from jsonb_to_recordset(${rows}::jsonb) as own (url text, etag text, modified text)
        on conflict do nothing
      `,
    )
    await insert(
      known.responses,
      (rows) => sql`
        insert into responses (url, file, start_byte, end_byte)
        select url, file, start, "end" from jsonb_to_recordset(${rows}::jsonb)
          as own (url text, file text, start integer, "end" integer)
        on conflict do nothing
      `,
    )
    await insert(
      known.imports,
      (rows) => sql`
        insert into imports (file, records, whole)
        select file, records, whole from jsonb_to_recordset(${rows}::jsonb)
          as own (file text, records integer, whole boolean)
        on conflict do nothing
      `,
    )
  })
}
