import { createHash } from 'node:crypto'
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Alert } from '../story/schema.js'
import { alertSchema } from '../story/schema.js'
import { isAbout } from './cards.js'
import { type AlertState, type Database, type ReviewState, reviewStates } from './schema.js'

/** An article in the queue of the desk. */
export interface QueuedArticle {
  readonly id: string
  readonly title: string
  readonly source: { readonly id: string; readonly name: string }
  /** When it was published, or else read: ISO 8601, UTC. */
  readonly at: string
  readonly language: string
  readonly script: string
  readonly statements: number
  /** The revision that counts. */
  readonly revision: number
  /** `changed` where it was read anew or corrected since somebody reviewed it. */
  readonly state: ReviewState
  readonly reviewed?: { readonly by: string; readonly at: string }
  /** Who is on it, and until when. */
  readonly claimed?: { readonly by: string; readonly until: string }
  readonly isCorrected: boolean
  /** The lowest confidence of a statement; 1 where nothing is in doubt. */
  readonly least: number
  /** How many outlets tell its story. */
  readonly outlets: number
}

export const queueOrders = ['newest', 'least', 'covered'] as const
export type QueueOrder = (typeof queueOrders)[number]

export interface QueueQuery {
  /** Those that wait (new or changed) where it is absent. */
  readonly state?: ReviewState | 'all' | undefined
  readonly source?: string | undefined
  readonly topic?: string | undefined
  /** Only articles that have a statement less sure than this. */
  readonly below?: number | undefined
  readonly corrected?: boolean | undefined
  /** A day in Kazakhstan. */
  readonly since?: string | undefined
  readonly order: QueueOrder
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface QueuePage {
  readonly articles: readonly QueuedArticle[]
  readonly next?: string
}

/** An article as somebody saw it. */
export interface Seen {
  readonly article: string
  readonly revision: number
}

export interface KeptAlert {
  readonly id: string
  readonly story: string
  readonly alert: Alert
  readonly outlets: readonly [one: string, other: string]
  readonly foundAt: string
  readonly state: AlertState
  readonly note?: string
  readonly made?: { readonly by: string; readonly at: string }
}

export interface AlertPage {
  readonly alerts: readonly KeptAlert[]
  readonly next?: string
}

/** How much waits, up to `mostCounted` of each. */
export interface QueueCounts {
  readonly articles: number
  readonly alerts: number
  /** Posts that failed, are uncertain, or speak of what was corrected since. */
  readonly posts: number
}

export const mostCounted = 1_000

/** What editors look through: who reviews what, and what they found. */
export interface Queue {
  articles(query: QueueQuery): Promise<QueuePage>
  counts(): Promise<QueueCounts>
  /** The sources of the articles. */
  sources(): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Marks articles as reviewed as they were seen. Answers which were not, since another editor is on them. */
  review(seen: readonly Seen[], by: string): Promise<readonly string[]>
  /** Says for a while that somebody is on these articles. Answers which another editor is on. */
  claim(articles: readonly string[], by: string, minutes: number): Promise<readonly string[]>
  release(articles: readonly string[], by: string): Promise<void>
  alerts(query: {
    readonly state: AlertState
    readonly limit: number
    readonly cursor?: string | undefined
  }): Promise<AlertPage>
  /** Handles or dismisses an alert, or opens it again; answers whether there is such a one. */
  settle(id: string, state: AlertState, note: string, by: string): Promise<boolean>
}

type Executor = Kysely<Database>

/** Puts articles into the queue as they are now, or as they are now anew. */
export async function putInQueue(transaction: Transaction<Database>, ids: readonly string[]): Promise<void> {
  await sql`
    insert into queue as own (article_id, source_id, moment, is_listed, revision, is_corrected, least,
      reviewed_revision, reviewed_by, reviewed_at)
    select articles.id, source_id, coalesce(published_at, read_at), true, articles.revision,
      exists (select from revisions where revisions.article_id = articles.id and number = articles.revision
        and made_by is not null),
      coalesce((select min((statement ->> 'confidence')::real)
        from jsonb_array_elements(record -> 'statements') as statement), 1),
      -- What was reviewed of the version before it was not this.
      case when earlier.reviewed_by is null then null else 0 end, earlier.reviewed_by, earlier.reviewed_at
    from articles left join lateral (
      select reviewed_by, reviewed_at from queue join articles as other on other.id = queue.article_id
      where other.replaced_by = articles.id limit 1) as earlier on true
    where articles.id = any(${ids}::text[])
    on conflict (article_id) do update set source_id = excluded.source_id, moment = excluded.moment, is_listed = true,
      revision = excluded.revision, is_corrected = excluded.is_corrected, least = excluded.least
  `.execute(transaction)
}

/** Takes articles out of the queue; who reviewed them stays known. */
export async function takeFromQueue(transaction: Transaction<Database>, ids: readonly string[]): Promise<void> {
  await transaction.updateTable('queue').set({ is_listed: false }).where('article_id', 'in', ids).execute()
}

/** The audit of what is done to articles, in the transaction that does it. */
async function noteAll(
  transaction: Transaction<Database>,
  by: string,
  action: string,
  rows: readonly { readonly subject: string; readonly article: string | null }[],
): Promise<void> {
  if (rows.length === 0) return
  await transaction
    .insertInto('audit')
    .values(rows.map(({ subject, article }) => ({ by, action, subject, article_id: article })))
    .execute()
}

const isFree = (by: string): RawBuilder<boolean> =>
  sql<boolean>`(claimed_by is null or claimed_by = ${by} or claimed_until < now())`

export function queueOver(database: Executor): Queue {
  return {
    articles: (query) => listQueue(database, query),
    async counts() {
      const { rows } = await sql<{ articles: string; alerts: string; posts: string }>`
        select
          (select count(*) from (select from queue where is_listed and is_waiting
            limit ${mostCounted}) as waiting) as articles,
          (select count(*) from (select from alerts where state = 'open' and is_present
            limit ${mostCounted}) as waiting) as alerts,
          (select count(*) from (select from posts where state in ('failed', 'uncertain') or attention is not null
            limit ${mostCounted}) as waiting) as posts`.execute(database)
      const { articles = 0, alerts = 0, posts = 0 } = rows[0] ?? {}
      return { articles: Number(articles), alerts: Number(alerts), posts: Number(posts) }
    },
    async sources() {
      // From one source to the next by the index, however many articles each has.
      const { rows } = await sql<{ id: string; name: string }>`
        with recursive own as (
          (select source_id from queue where is_listed order by source_id limit 1)
          union all
          select (select source_id from queue where is_listed and source_id > own.source_id order by source_id limit 1)
          from own where own.source_id is not null)
        select source_id as id,
          (select source_name from articles where articles.source_id = own.source_id limit 1) as name
        from own where source_id is not null limit ${mostCounted}`.execute(database)
      return rows
    },
    async review(seen, by) {
      return database.transaction().execute(async (transaction) => {
        const rows: { article_id: string; revision: number }[] = []
        for (const { article, revision } of seen) {
          rows.push(
            ...(await transaction
              .updateTable('queue')
              .set({
                reviewed_revision: revision,
                reviewed_by: by,
                reviewed_at: sql<Date>`now()`,
                claimed_by: null,
                claimed_until: null,
              })
              .where('article_id', '=', article)
              .where('revision', '>=', revision)
              .where(isFree(by))
              .returning(['article_id', sql<number>`reviewed_revision`.as('revision')])
              .execute()),
          )
        }
        await noteAll(
          transaction,
          by,
          'review',
          rows.map(({ article_id, revision }) => ({ subject: `revision ${revision}`, article: article_id })),
        )
        const done = new Set(rows.map(({ article_id }) => article_id))
        return seen.flatMap(({ article }) => (done.has(article) ? [] : [article]))
      })
    },
    async claim(articles, by, minutes) {
      if (articles.length === 0) return []
      return database.transaction().execute(async (transaction) => {
        const rows = await transaction
          .updateTable('queue')
          .set({ claimed_by: by, claimed_until: sql<Date>`now() + make_interval(mins => ${minutes})` })
          .where('article_id', 'in', [...articles])
          .where(isFree(by))
          .returning('article_id')
          .execute()
        const done = new Set(rows.map(({ article_id }) => article_id))
        await noteAll(
          transaction,
          by,
          'claim',
          [...done].map((article) => ({ subject: article, article })),
        )
        return articles.filter((article) => !done.has(article))
      })
    },
    async release(articles, by) {
      if (articles.length === 0) return
      await database.transaction().execute(async (transaction) => {
        const rows = await transaction
          .updateTable('queue')
          .set({ claimed_by: null, claimed_until: null })
          .where('article_id', 'in', [...articles])
          .where('claimed_by', '=', by)
          .returning('article_id')
          .execute()
        await noteAll(
          transaction,
          by,
          'release',
          rows.map(({ article_id }) => ({ subject: article_id, article: article_id })),
        )
      })
    },
    async alerts({ state, limit, cursor }) {
      let query = database
        .selectFrom('alerts')
        .selectAll()
        .where('is_present', '=', true)
        .where('state', '=', state)
        .orderBy('id', 'desc')
        .limit(limit + 1)
      if (cursor !== undefined && /^\d{1,18}$/u.test(cursor)) query = query.where('id', '<', cursor)
      const rows = await query.execute()
      const alerts = rows.slice(0, limit).map(
        (row): KeptAlert => ({
          id: String(row.id),
          story: row.story_id,
          alert: alertSchema.parse(row.content),
          outlets: row.outlets,
          foundAt: row.found_at.toISOString(),
          state: row.state,
          ...(row.note === null ? {} : { note: row.note }),
          ...(row.made_by === null || row.made_at === null
            ? {}
            : { made: { by: row.made_by, at: row.made_at.toISOString() } }),
        }),
      )
      const last = alerts.at(-1)
      return rows.length > limit && last !== undefined ? { alerts, next: last.id } : { alerts }
    },
    async settle(id, state, note, by) {
      return database.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('alerts')
          .set({
            state,
            note: note === '' ? null : note,
            made_by: state === 'open' ? null : by,
            made_at: state === 'open' ? null : sql<Date>`now()`,
          })
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst()
        if (row === undefined) return false
        await noteAll(transaction, by, `alert ${state}`, [
          { subject: note === '' ? id : `${id}: ${note}`, article: null },
        ])
        return true
      })
    },
  }
}

/** What makes an alert the same one when it is found again. */
export function alertKeyOf(story: string, { kind, topic, one, other }: Alert): string {
  const parts = [kind, topic ?? '', one.sentence.article, one.value, other.sentence.article, other.value]
  return createHash('sha256')
    .update(JSON.stringify([story, ...parts]))
    .digest('base64url')
}

const orders = {
  newest: sql`moment desc, article_id desc`,
  least: sql`least, moment desc, article_id desc`,
  covered: sql`outlets desc, moment desc, article_id desc`,
} as const

/** What an integer of PostgreSQL can be. */
const mostOutlets = 2 ** 31 - 1

/** Where a page of the queue ended: the value that it is in order of, the moment in milliseconds, and the article. */
export const queueCursorPattern = /^([\d.]{1,20})~(-?\d{1,14})~(.{1,200})$/u

function isAfter(order: QueueOrder, cursor: string | undefined): RawBuilder<boolean> {
  const [, value, milliseconds, article] = queueCursorPattern.exec(cursor ?? '') ?? []
  if (value === undefined || milliseconds === undefined || article === undefined || Number.isNaN(Number(value))) {
    return sql<boolean>`true`
  }
  const at = sql`to_timestamp(${milliseconds}::bigint / 1000.0)`
  const later = sql`(moment, article_id) < (${at}, ${article})`
  if (order === 'newest') return sql<boolean>`${later}`
  if (order === 'least') {
    return sql<boolean>`least >= ${value}::real and (least > ${value}::real or ${later})`
  }
  const count = Math.min(Math.trunc(Number(value)), mostOutlets)
  return sql<boolean>`outlets <= ${count} and (outlets < ${count} or ${later})`
}

const isInState = (state: QueueQuery['state']): RawBuilder<boolean> => {
  if (state === 'all') return sql<boolean>`true`
  if (state === undefined) return sql<boolean>`is_waiting`
  return state === 'reviewed' ? sql<boolean>`not is_waiting` : sql<boolean>`is_waiting and state = ${state}`
}

async function listQueue(database: Executor, query: QueueQuery): Promise<QueuePage> {
  const { state, source, topic, below, corrected, since, order, limit, cursor } = query
  let own = database
    .selectFrom('queue')
    .selectAll()
    .where('is_listed', '=', true)
    .where(isInState(state))
    .where(isAfter(order, cursor))
    .orderBy(orders[order])
    .limit(limit + 1)
  if (source !== undefined) own = own.where('source_id', '=', source)
  if (topic !== undefined) own = own.where(isAbout('queue.article_id', topic))
  if (below !== undefined) own = own.where('least', '<', below)
  if (corrected === true) own = own.where(sql<boolean>`is_corrected`)
  if (corrected === false) own = own.where(sql<boolean>`not is_corrected`)
  if (since !== undefined) own = own.where(sql<boolean>`moment >= ${`${since}T00:00:00+05:00`}::timestamptz`)
  // Only the articles of the page are looked up.
  const select = database
    .selectFrom(own.as('queue'))
    .innerJoin('articles', 'articles.id', 'queue.article_id')
    .selectAll('queue')
    .select(['articles.title', 'articles.source_name', 'articles.language', 'articles.script'])
    .select('articles.statement_count')
    .orderBy(orders[order])
  const rows = await select.execute()
  const shown = rows.slice(0, limit)
  const articles = shown.map((row): QueuedArticle => {
    const isClaimed = row.claimed_until !== null && row.claimed_until.getTime() > Date.now()
    return {
      id: row.article_id,
      title: row.title,
      source: { id: row.source_id, name: row.source_name },
      at: row.moment.toISOString(),
      language: row.language,
      script: row.script,
      statements: row.statement_count,
      revision: row.revision,
      state: reviewStates.find((known) => known === row.state) ?? 'new',
      ...(row.reviewed_by === null || row.reviewed_at === null
        ? {}
        : { reviewed: { by: row.reviewed_by, at: row.reviewed_at.toISOString() } }),
      ...(isClaimed && row.claimed_by !== null && row.claimed_until !== null
        ? { claimed: { by: row.claimed_by, until: row.claimed_until.toISOString() } }
        : {}),
      isCorrected: row.is_corrected,
      least: row.least,
      outlets: row.outlets,
    }
  })
  const last = articles.at(-1)
  if (rows.length <= limit || last === undefined) return { articles }
  const value = order === 'newest' ? 0 : order === 'least' ? last.least : last.outlets
  return { articles, next: `${value}~${Date.parse(last.at)}~${last.id}` }
}
