import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.js'

/** Articles go into sitemaps by their order of arrival, so many each, so that a sitemap once full stays as it is. */
export const articlesInPart = 2_000
const mostThings = 10_000
/** News sitemaps hold no more, and nothing older than two days. */
const mostNews = 1_000
const newsFor = 2 * 24 * 60 * 60 * 1000

export interface Located {
  readonly id: string
  /** ISO 8601. */
  readonly changedAt: string
}

export interface NewsItem {
  readonly id: string
  readonly title: string
  readonly language: string
  readonly publishedAt: string
}

/** What sitemaps are made of. */
export interface Sitemaps {
  /** The parts that have articles, by number from 0, and when the last article of each came. */
  parts(): Promise<readonly { readonly part: number; readonly changedAt: string }[]>
  articles(part: number): Promise<readonly Located[]>
  /** The things that most articles name. */
  things(): Promise<readonly Located[]>
  /** What was published in the two days before. */
  news(now: Date): Promise<readonly NewsItem[]>
}

export function sitemapsOver(database: Kysely<Database>): Sitemaps {
  return {
    async parts() {
      const rows = await database
        .selectFrom('articles')
        .select([
          sql<string>`(arrival - 1) / ${sql.lit(articlesInPart)}`.as('part'),
          (last) => last.fn.max('read_at').as('changed_at'),
        ])
        .groupBy('part')
        .orderBy('part')
        .execute()
      return rows.map(({ part, changed_at }) => ({ part: Number(part), changedAt: new Date(changed_at).toISOString() }))
    },
    async articles(part) {
      const rows = await database
        .selectFrom('articles')
        .select(['id', 'read_at'])
        .where('arrival', '>', String(part * articlesInPart))
        .where('arrival', '<=', String((part + 1) * articlesInPart))
        .orderBy('arrival')
        .execute()
      return rows.map(({ id, read_at }) => ({ id, changedAt: new Date(read_at).toISOString() }))
    },
    async things() {
      const rows = await database
        .selectFrom('entities')
        .innerJoin('articles', 'articles.id', 'entities.article_id')
        .select(['thing', (last) => last.fn.max('read_at').as('changed_at')])
        .where('type', 'in', ['person', 'organization', 'place', 'initiative', 'document'])
        .groupBy('thing')
        .orderBy((count) => count.fn.countAll(), 'desc')
        .orderBy('thing')
        .limit(mostThings)
        .execute()
      return rows.map(({ thing, changed_at }) => ({ id: thing, changedAt: new Date(changed_at).toISOString() }))
    },
    async news(now) {
      const rows = await database
        .selectFrom('articles')
        .select(['id', 'title', 'language', 'published_at'])
        .where('published_at', '>', sql<Date>`${new Date(now.getTime() - newsFor).toISOString()}::timestamptz`)
        .where('published_at', '<=', sql<Date>`${now.toISOString()}::timestamptz`)
        .orderBy('published_at', 'desc')
        .limit(mostNews)
        .execute()
      return rows.flatMap(({ id, title, language, published_at }) =>
        published_at === null ? [] : [{ id, title, language, publishedAt: new Date(published_at).toISOString() }],
      )
    },
  }
}
