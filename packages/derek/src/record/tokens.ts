import type { ArticleRecord } from './schema.js'

/** The record without its sentences and tokens, which are most of its size: given only where they are asked for. */
export function withoutTokens({ sentences: _, ...record }: ArticleRecord): ArticleRecord {
  return record
}
