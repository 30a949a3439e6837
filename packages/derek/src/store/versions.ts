import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './schema.js'

/**
 * Versions: a publisher changes a text and leaves it at its address. Its record has another id, and both are one
 * article, of which lists, search, claims and counts show the newest version; the others stay where they are.
 */
export interface Version {
  readonly id: string
  /** From 1, the oldest. */
  readonly version: number
  readonly title: string
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
  readonly readAt: string
  /** The id of the version that came after it; absent on the newest. */
  readonly replacedBy?: string
}

type Executor = Kysely<Database>

/** Keeps others from adding a version of the article at this address until the transaction ends. */
export async function lockAddress(transaction: Transaction<Database>, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 3))`.execute(transaction)
}

/** The same for these addresses and those of these articles, in one order for all who do it. */
export async function lockAddresses(
  transaction: Transaction<Database>,
  articles: readonly string[],
  addresses: readonly string[],
): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(address, 3) as key from (
        select unnest(${addresses}::text[]) union all select address from articles where id = any(${articles}::text[])
      ) as own (address) where address is not null order by key
    ) as sorted
  `.execute(transaction)
}

/**
 * Numbers the versions at an address anew: by publication, where none is stated by when they were read, then by arrival.
 * Answers those whose place has changed.
 */
export async function orderVersions(
  transaction: Transaction<Database>,
  address: string,
): Promise<readonly { readonly id: string; readonly isNewest: boolean }[]> {
  const { rows } = await sql<{ id: string; replaced_by: string | null }>`
    with chain as (
      select id, row_number() over own as version, lead(id) over own as next from articles where address = ${address}
      window own as (order by coalesce(published_at, read_at), arrival)
    )
    update articles set version = chain.version, replaced_by = chain.next from chain
    where articles.id = chain.id
      and (articles.version <> chain.version or articles.replaced_by is distinct from chain.next)
    returning articles.id, articles.replaced_by
  `.execute(transaction)
  return rows.map(({ id, replaced_by }) => ({ id, isNewest: replaced_by === null }))
}

/** All versions of an article, this among them, the oldest first; none where there is no such article. */
export async function versionsOf(database: Executor, id: string): Promise<readonly Version[]> {
  const rows = await database
    .selectFrom('articles as own')
    .innerJoin('articles', (join) =>
      join.on((on) =>
        on.or([on('articles.id', '=', on.ref('own.id')), on('articles.address', '=', on.ref('own.address'))]),
      ),
    )
    .select([
      'articles.id',
      'articles.version',
      'articles.title',
      'articles.published_at',
      'articles.read_at',
      'articles.replaced_by',
    ])
    .where('own.id', '=', id)
    .orderBy('articles.version')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    title: row.title,
    ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
    readAt: new Date(row.read_at).toISOString(),
    ...(row.replaced_by === null ? {} : { replacedBy: row.replaced_by }),
  }))
}
