import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Act, EntityType, Statement } from '../record/schema.js'
import { isAbout } from './cards.js'
import { type Named, namesOf } from './claims.js'
import type { Database } from './schema.js'

/** What is in the news: who and what is named and who speaks in the days before the newest article. */

/** A thing that articles of several outlets name. */
export interface Covered extends Named {
  readonly type: EntityType
  readonly articles: number
  readonly outlets: number
}

/** Who speaks, and the last that is known of it. */
export interface Speaker extends Named {
  readonly type: EntityType
  readonly statements: number
  readonly last: {
    readonly article: string
    readonly id: string
    readonly act: Act
    readonly kind: Statement['kind']
    readonly text: string
    readonly source: string
    readonly publishedAt?: string
  }
}

/** Only articles about a topic, or only of a source. */
export interface Within {
  readonly topic?: string | undefined
  readonly source?: string | undefined
}

export interface FrontQuery extends Within {
  readonly limit: number
}

type Executor = Kysely<Database>

/** So many days before the newest article are looked at, and so many articles of them. */
const days = 7
const mostArticles = 400
/** After so many days, an article counts for half. */
const halfLife = 2

const coveredTypes: readonly EntityType[] = ['person', 'organization', 'place', 'initiative', 'event', 'disease']
const speakingTypes: readonly EntityType[] = ['person', 'organization']

const isWithin = ({ topic, source }: Within): RawBuilder<boolean> =>
  sql<boolean>`(${source === undefined ? sql`true` : sql`articles.source_id = ${source}`}
    and ${topic === undefined ? sql`true` : isAbout('articles.id', topic)})`

/**
 * The articles of the last days, each with how much it still counts. The store's time is that of its newest article, but
 * never later than when it was read: a wrong date in the future must not make all else look old.
 */
const recent = (within: Within): RawBuilder<unknown> => sql`
  newest as (
    select id, source_id, source_name, published_at, least(coalesce(published_at, read_at), read_at) as at
    from articles where ${isWithin(within)}
    order by coalesce(published_at, read_at) desc, arrival desc limit ${mostArticles}),
  clock as (select max(at) as now from newest),
  recent as (
    select newest.*, power(0.5, extract(epoch from now - at) / 86400 / ${halfLife}::float) as weight
    from newest, clock where at > now - make_interval(days => ${days}))`

/** The day of the newest article in Kazakhstan, which is the store's today; none where it is empty. */
export async function today(database: Executor): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select to_char(max(at) at time zone 'Asia/Almaty', 'YYYY-MM-DD') as day from (
      select least(coalesce(published_at, read_at), read_at) as at from articles
      order by coalesce(published_at, read_at) desc, arrival desc limit ${mostArticles}) as newest`.execute(database)
  return rows[0]?.day ?? undefined
}

/**
 * What most outlets have in the news. An outlet counts once, by its freshest article; what is always named (the country,
 * the capital) counts less than what is named now.
 */
export async function mostCovered(database: Executor, { limit, ...within }: FrontQuery): Promise<readonly Covered[]> {
  const { rows } = await sql<{ thing: string; type: EntityType; articles: string; outlets: string }>`
    with ${recent(within)},
    named as (
      select distinct recent.id, source_id, weight, thing, type from recent
      join entities on entities.article_id = recent.id where type in (${sql.join(coveredTypes)})),
    by_outlet as (
      select thing, type, source_id, max(weight) as weight, count(*) as articles from named group by 1, 2, 3),
    candidates as (
      select thing, type, sum(articles) as articles, count(*) as outlets, sum(weight) + sum(articles) * 0.1 as weight
      from by_outlet group by 1, 2 having sum(articles) > 1 order by 5 desc, 1 limit 60),
    everywhere as (
      select thing, count(distinct article_id) as articles from entities
      where thing in (select thing from candidates) group by 1)
    select candidates.thing, type, candidates.articles, outlets from candidates
    join everywhere using (thing), (select count(*) as all_articles from articles) as store
    order by candidates.weight * power(ln((1 + all_articles)::float / everywhere.articles), 2) desc, thing
    limit ${limit}`.execute(database)
  const names = await namesOf(
    database,
    rows.map(({ thing }) => thing),
  )
  return rows.map(({ thing, type, articles, outlets }) => ({
    key: thing,
    name: names.get(thing) ?? thing,
    type,
    articles: Number(articles),
    outlets: Number(outlets),
  }))
}

/** Words shorter than this are a cue alone: they are quoted only where there is nothing else. */
const leastWords = 24

/** Who has most statements in the news, each with the latest of them. */
export async function mostHeard(database: Executor, { limit, ...within }: FrontQuery): Promise<readonly Speaker[]> {
  const { rows } = await sql<{
    thing: string
    type: EntityType
    statements: string
    article_id: string
    id: string
    act: Act
    kind: Statement['kind']
    text: string
    source_name: string
    published_at: Date | null
  }>`
    with ${recent(within)},
    said as (
      select thing, type, statements.article_id, statements.id, act, kind, text, position, source_name, published_at,
        at, weight
      from recent join statements on statements.article_id = recent.id
      join entities on entities.article_id = statements.article_id and entities.id = statements.speaker
      where type in (${sql.join(speakingTypes)})),
    speakers as (
      select thing, count(*) as statements, sum(weight) as weight from said group by 1 order by 3 desc, 1 limit ${limit})
    select * from (
      select distinct on (thing) said.*, statements, speakers.weight as heard from said join speakers using (thing)
      order by thing, (length(text) >= ${leastWords}) desc, at desc, position) as last
    order by heard desc, thing`.execute(database)
  const names = await namesOf(
    database,
    rows.map(({ thing }) => thing),
  )
  return rows.map((row) => ({
    key: row.thing,
    name: names.get(row.thing) ?? row.thing,
    type: row.type,
    statements: Number(row.statements),
    last: {
      article: row.article_id,
      id: row.id,
      act: row.act,
      kind: row.kind,
      text: row.text,
      source: row.source_name,
      ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
    },
  }))
}
