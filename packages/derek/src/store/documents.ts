import { sql, type Transaction } from 'kysely'
import type { ArticleRecord } from '../record/schema.js'
import { type Document, documentOf } from './document.js'
import { articleFacets, sayingFacets } from './facets.js'
import { lockStories } from './placing.js'
import type { Database } from './schema.js'
import { putVocabulary } from './vocabulary.js'

/** An article as search knows it, with its record. */
export interface Documented extends Document {
  readonly record: ArticleRecord
}

export const documentedOf = (record: ArticleRecord): Documented => ({ record, ...documentOf(record) })

/** Makes what is said in articles known to search: in those that are kept and are not known to it yet. */
export async function putSayings(transaction: Transaction<Database>, documents: readonly Documented[]): Promise<void> {
  const rows = documents.flatMap(({ record: { id: article, publishedAt: published }, sayings }) =>
    sayings.map((saying) => ({ article, published, ...saying })),
  )
  if (rows.length === 0) return
  await sql`
    insert into sayings (article_id, statement, named, published_at, length, terms, facets)
    select article, statement, named, published, length, terms::tsvector,
      ${sayingFacets(sql`saying.article`, sql`saying.statement`, sql`saying.named`)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as saying
      (article text, published timestamptz, statement text, named text[], length integer, terms text)
    where exists (select from statements where article_id = saying.article and statements.id = saying.statement)
  `.execute(transaction)
}

/** Makes articles that are kept, and are not known to search yet, known to it, with their words. */
export async function putDocuments(
  transaction: Transaction<Database>,
  documents: readonly Documented[],
): Promise<void> {
  if (documents.length === 0) return
  await lockStories(transaction)
  await putVocabulary(transaction, documents)
  const rows = documents.map(({ record: { id, source, publishedAt: published }, length, blocks, terms }) => ({
    id,
    source: source.id,
    published,
    length,
    blocks,
    terms,
  }))
  await sql`
    insert into documents (article_id, source_id, published_at, length, blocks, terms, facets)
    select id, source, published, length, blocks, terms::tsvector, ${articleFacets(sql`own.id`)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as own
      (id text, source text, published timestamptz, length integer, blocks jsonb, terms text)
  `.execute(transaction)
}
