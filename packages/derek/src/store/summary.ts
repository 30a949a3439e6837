import type { Selectable } from 'kysely'
import type { Database } from './schema.js'

/** What lists show of an article. */
export interface Summary {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly url?: string
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
  readonly readAt: string
  readonly language: string
  readonly statements: number
  readonly events: number
  /** Which text it is of those that the article had at its address, from 1. */
  readonly version: number
  /** The id of the version that came after it; lists show only articles without one. */
  readonly replacedBy?: string
}

export const summaryColumns = [
  'articles.id',
  'articles.title',
  'articles.source_name',
  'articles.url',
  'articles.published_at',
  'articles.read_at',
  'articles.language',
  'articles.statement_count',
  'articles.event_count',
  'articles.version',
  'articles.replaced_by',
] as const

export type SummaryRow = Omit<
  Selectable<Database['articles']>,
  'source_id' | 'script' | 'arrival' | 'record' | 'revision' | 'address'
>

export const summaryOf = (row: SummaryRow): Summary => ({
  id: row.id,
  title: row.title,
  source: row.source_name,
  ...(row.url === null ? {} : { url: row.url }),
  ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
  readAt: new Date(row.read_at).toISOString(),
  language: row.language,
  statements: row.statement_count,
  events: row.event_count,
  version: row.version,
  ...(row.replaced_by === null ? {} : { replacedBy: row.replaced_by }),
})
