import type { Relation, RelationQuery } from '../store/claims.js'
import type {
  ArticleListing,
  EventListing,
  ListedArticle,
  ListedEvent,
  ListedStatement,
  Listing,
  Paging,
  StatementListing,
} from '../store/listing.js'
import type { Store } from '../store/store.js'
import type { WholeArticle } from './formats.js'

/** Rows for exports, from the store a page at a time, in the order in which articles arrived. */

/** A record is some kilobytes, a row some hundred bytes. */
const articlesAtATime = 100
const rowsAtATime = 500

async function* pagesOf<T>(
  ask: (paging: Paging) => Promise<Listing<T>>,
  limit: number,
  pageSize: number,
): AsyncGenerator<T> {
  let cursor: string | undefined
  for (let left = limit; left > 0; ) {
    const { items, next } = await ask({ order: 'first', limit: Math.min(left, pageSize), cursor })
    yield* items
    left -= items.length
    if (next === undefined) return
    cursor = next
  }
}

export const articleRows = (
  store: Store,
  filters: ArticleListing,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<ListedArticle> => pagesOf((paging) => store.listArticles(filters, paging), limit, articlesAtATime)

export const statementRows = (
  store: Store,
  filters: StatementListing,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<ListedStatement> => pagesOf((paging) => store.listStatements(filters, paging), limit, rowsAtATime)

export const eventRows = (
  store: Store,
  filters: EventListing,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<ListedEvent> => pagesOf((paging) => store.listEvents(filters, paging), limit, rowsAtATime)

/** So many relations at most: they are counted over all articles at once. */
const mostRelations = 10_000

export async function* relationRows(
  store: Store,
  query: Omit<RelationQuery, 'limit'>,
  limit = mostRelations,
): AsyncGenerator<Relation> {
  yield* await store.relations({ ...query, limit: Math.min(limit, mostRelations) })
}

/** An article with its statements and events as lists show them; undefined where it is not kept. */
export async function wholeArticle(store: Store, id: string): Promise<WholeArticle | undefined> {
  const [article] = await allOf(articleRows(store, { article: id }))
  if (article === undefined) return undefined
  const [statements, events] = await Promise.all([
    allOf(statementRows(store, { article: id })),
    allOf(eventRows(store, { article: id })),
  ])
  return { ...article, statements, events }
}

async function allOf<T>(rows: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = []
  for await (const row of rows) list.push(row)
  return list
}
