import { type Kysely, sql } from 'kysely'
import { topics } from '../data/lists.js'
import { withParts } from '../record/topics/tree.js'
import type { SourceKind } from '../source/schema.js'
import type { Database } from './schema.js'

/** Who publishes: each source with what it has published, whom it cites, and who cites it. */

export interface SourceSummary {
  readonly id: string
  readonly name: string
  readonly kind: SourceKind
  readonly articles: number
  /** When its newest article was published, or else read. */
  readonly seen: string
}

/** Someone who is named as the origin of news or the maker of pictures, and in how many articles. */
export interface Credited {
  readonly name: string
  /** The id of the source of that name, where articles of it are kept. */
  readonly source?: string
  readonly articles: number
}

export interface SourcePage {
  readonly source: SourceSummary
  /** Whose word it tells its news on. */
  readonly cites: readonly Credited[]
  /** Who made its pictures. */
  readonly photos: readonly Credited[]
  /** The other sources that tell news on its word. */
  readonly citedBy: readonly Credited[]
  /** What it tells that others tell too. */
  readonly stories: {
    /** How many it told first. */
    readonly first: number
    readonly later: number
    /** After how many minutes, in the middle, it tells what another told first. */
    readonly minutes?: number
  }
  /** In how many of its articles the maker of the picture is named. */
  readonly photoCredited: number
}

type Executor = Kysely<Database>

const summaryOf = (row: {
  source_id: string
  source_name: string
  source_kind: SourceKind
  articles: string
  seen: Date
}): SourceSummary => ({
  id: row.source_id,
  name: row.source_name,
  kind: row.source_kind,
  articles: Number(row.articles),
  seen: new Date(row.seen).toISOString(),
})

/** The sources, those of most articles first. */
export async function listSources(database: Executor, limit: number): Promise<readonly SourceSummary[]> {
  return (await summaries(database, undefined, limit)).map(summaryOf)
}

async function summaries(database: Executor, source: string | undefined, limit: number) {
  const { rows } = await sql<Parameters<typeof summaryOf>[0]>`
    select source_id, max(source_name) as source_name, max(source_kind) as source_kind, count(*) as articles,
      max(coalesce(published_at, read_at)) as seen
    from articles join cards on cards.article_id = articles.id
    where ${source === undefined ? sql`true` : sql`source_id = ${source}`}
    group by source_id order by count(*) desc, source_id limit ${limit}`.execute(database)
  return rows
}

const longestList = 12

/** What is known of a source; undefined where no article is of it. */
export async function sourcePage(database: Executor, id: string): Promise<SourcePage | undefined> {
  const [row] = await summaries(database, id, 1)
  if (row === undefined) return undefined
  const [cites, photos, citedBy, stories, photoCredited] = await Promise.all([
    credited(database, id, ['origin', 'relay']),
    credited(database, id, ['photo']),
    citing(database, id),
    tellingOf(database, id),
    photoCreditsOf(database, id),
  ])
  return { source: summaryOf(row), cites, photos, citedBy, stories, photoCredited }
}

/** How often a source is the first of a story, and how long after the first it is otherwise. */
async function tellingOf(database: Executor, id: string): Promise<SourcePage['stories']> {
  const { rows } = await sql<{ first: string; later: string; minutes: number | null }>`
    with told as (
      select stories.first_at, min(coalesce(published_at, read_at)) as at
      from articles join story_articles on article_id = articles.id join stories on stories.id = story_id
      where articles.source_id = ${id} and stories.articles > 1 and stories.outlets > 1
      group by stories.id)
    select count(*) filter (where at <= first_at) as first, count(*) filter (where at > first_at) as later,
      percentile_cont(0.5) within group (order by extract(epoch from at - first_at) / 60) filter (where at > first_at)
        as minutes
    from told`.execute(database)
  const [row] = rows
  if (row === undefined) return { first: 0, later: 0 }
  const { first, later, minutes } = row
  return {
    first: Number(first),
    later: Number(later),
    ...(minutes === null ? {} : { minutes: Math.round(Number(minutes)) }),
  }
}

async function photoCreditsOf(database: Executor, id: string): Promise<number> {
  const { rows } = await sql<{ articles: string }>`
    select count(*) as articles from articles join cards on cards.article_id = articles.id
    where source_id = ${id} and credit is not null`.execute(database)
  return Number(rows[0]?.articles ?? 0)
}

type Role = 'origin' | 'relay' | 'photo'

async function credited(database: Executor, id: string, roles: readonly Role[]): Promise<readonly Credited[]> {
  const { rows } = await sql<{ name: string; source: string | null; articles: string }>`
    select max(name) as name, max(known.source_id) as source, count(distinct article_id) as articles
    from attributions join articles on articles.id = attributions.article_id
    left join (select distinct source_id from articles) as known on known.source_id = outlet
    where articles.source_id = ${id} and role in (${sql.join(roles)}) and outlet <> ${id}
    group by outlet order by count(distinct article_id) desc, outlet limit ${longestList}`.execute(database)
  return rows.map(creditedOf)
}

async function citing(database: Executor, id: string): Promise<readonly Credited[]> {
  const { rows } = await sql<{ name: string; source: string | null; articles: string }>`
    select max(source_name) as name, source_id as source, count(distinct article_id) as articles
    from attributions join articles on articles.id = attributions.article_id
    where outlet = ${id} and role in ('origin', 'relay') and articles.source_id <> ${id}
    group by source_id order by count(distinct article_id) desc, source_id limit ${longestList}`.execute(database)
  return rows.map(creditedOf)
}

const creditedOf = (row: { name: string; source: string | null; articles: string }): Credited => ({
  name: row.name,
  ...(row.source === null ? {} : { source: row.source }),
  articles: Number(row.articles),
})

/** How many articles are about each topic, or about a part of it. */
export async function countTopics(database: Executor): Promise<ReadonlyMap<string, number>> {
  const wholes = topics().flatMap(({ id }) => withParts(id).map((part) => sql`(${part}, ${id})`))
  const { rows } = await sql<{ topic: string; articles: string }>`
    select whole as topic, count(distinct article_id) as articles
    from topics join (values ${sql.join(wholes)}) as parts(part, whole) on part = topic
    group by whole`.execute(database)
  return new Map(rows.map(({ topic, articles }) => [topic, Number(articles)]))
}
