import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from './schema.js'

/**
 * What articles and statements are filtered and counted by, in an array beside their words: 'source=egemen',
 * 'speaker=person:айгүл сапарова', 'act=promise'. One index finds by words and by these together, and those of many rows
 * are counted in a few milliseconds.
 */

/** What a facet is of. A thing's facet says its type too: 'thing=person:…'. */
export type FacetKind = 'source' | 'script' | 'act' | 'speaker' | 'addressee' | 'thing' | 'month'

export const facet = (kind: FacetKind, value: string): string => `${kind}=${value}`

/** Of the row of `articles` that is called so in the query. */
const ofArticle = sql`
  select 'source=' || articles.source_id
  union all select 'script=' || articles.script
  union all select 'month=' || to_char(articles.published_at at time zone 'Asia/Almaty', 'YYYY-MM')
    where articles.published_at is not null`

const distinct = (facets: RawBuilder<unknown>): RawBuilder<readonly string[]> =>
  sql`array(select distinct facet from (${facets}) as known (facet))`

/** All that an article has: its own, its things, and what of any of its statements. */
export const articleFacets = (article: RawBuilder<unknown>): RawBuilder<readonly string[]> => sql`(
  select ${distinct(sql`
    ${ofArticle}
    union all select 'thing=' || thing from entities where article_id = articles.id
    union all select 'act=' || act from statements where article_id = articles.id
    union all select 'speaker=' || thing from statements join entities using (article_id)
      where article_id = articles.id and entities.id = statements.speaker
    union all select 'addressee=' || thing from statements join entities using (article_id)
      where article_id = articles.id and entities.id = statements.addressee`)}
  from articles where articles.id = ${article})`

/** What a statement has; `named` are the ids of the entities that it names. */
export const sayingFacets = (
  article: RawBuilder<unknown>,
  statement: RawBuilder<unknown>,
  named: RawBuilder<unknown>,
): RawBuilder<readonly string[]> => sql`(
  select ${distinct(sql`
    ${ofArticle}
    union all select 'act=' || statements.act
    union all select 'thing=' || thing from entities where article_id = articles.id and id = any(${named})
    union all select 'speaker=' || thing from entities where article_id = articles.id and id = statements.speaker
    union all select 'addressee=' || thing from entities where article_id = articles.id and id = statements.addressee`)}
  from articles join statements on statements.article_id = articles.id
  where articles.id = ${article} and statements.id = ${statement})`

/** Works out anew what the articles have whose entities are such: who is who was corrected. */
export async function refreshFacets(database: Kysely<Database>, such: RawBuilder<unknown>): Promise<void> {
  const touched = sql`(select article_id from entities where ${such})`
  await sql`
    update documents set facets = ${articleFacets(sql`documents.article_id`)} where article_id in ${touched}
  `.execute(database)
  await sql`
    update sayings
    set facets = ${sayingFacets(sql`sayings.article_id`, sql`sayings.statement`, sql`sayings.named`)}
    where article_id in ${touched}
  `.execute(database)
}
