import { sql, type Transaction } from 'kysely'
import type { ArticleRecord } from '../record/schema.js'
import { documentOf } from './document.js'
import { articleFacets, sayingFacets } from './facets.js'
import type { Database } from './schema.js'
import { lockStories } from './stories.js'
import { putVocabulary } from './vocabulary.js'

/** Makes an article that is kept known to search, with its statements and words. Doing it again changes nothing. */
export async function putDocument(database: Transaction<Database>, record: ArticleRecord): Promise<void> {
  const { id } = record
  const published = record.publishedAt ?? null
  const { terms, length, blocks, words, sayings } = documentOf(record)
  await database.deleteFrom('sayings').where('article_id', '=', id).execute()
  if (sayings.length > 0) {
    await sql`
      insert into sayings (article_id, statement, named, published_at, length, terms, facets)
      select ${id}::text, statement, named, ${published}::timestamptz, length, terms::tsvector,
        ${sayingFacets(sql`${id}`, sql`saying.statement`, sql`saying.named`)}
      from jsonb_to_recordset(${JSON.stringify(sayings)}::jsonb)
        as saying (statement text, named text[], length integer, terms text)
      where exists (select from statements where statements.article_id = ${id} and statements.id = saying.statement)
    `.execute(database)
  }
  await lockStories(database)
  await putVocabulary(database, record, words)
  await sql`
    insert into documents (article_id, source_id, published_at, length, blocks, terms, facets)
    values (${id}, ${record.source.id}, ${published}::timestamptz, ${length}, ${JSON.stringify(blocks)}::jsonb,
      ${terms}::tsvector, ${articleFacets(sql`${id}`)})
    on conflict (article_id) do update set source_id = excluded.source_id, published_at = excluded.published_at,
      length = excluded.length, blocks = excluded.blocks, terms = excluded.terms, facets = excluded.facets
  `.execute(database)
}
