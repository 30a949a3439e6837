import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { ArticleRecord } from '../record/schema.js'

/** The tables. A row of `articles` holds the record whole; the other tables hold what is asked for by columns. */
export interface Database {
  readonly articles: {
    readonly id: string
    readonly source_id: string
    readonly source_name: string
    readonly url: string | null
    readonly title: string
    readonly published_at: ColumnType<Date | null, string | null, string | null>
    readonly language: string
    readonly script: string
    readonly read_at: ColumnType<Date, string, string>
    /** Order of arrival: what lists page by. */
    readonly arrival: Generated<string>
    readonly statement_count: number
    readonly event_count: number
    readonly record: JSONColumnType<ArticleRecord>
  }
  readonly pages: {
    readonly article_id: string
    readonly content: string
    readonly format: string
    readonly url: string | null
  }
  readonly entities: {
    readonly article_id: string
    readonly id: string
    readonly type: string
    readonly name: string
  }
  readonly statements: {
    readonly article_id: string
    readonly id: string
    readonly speaker: string | null
    readonly addressee: string | null
    readonly act: string
    readonly kind: string
  }
  readonly events: {
    readonly article_id: string
    readonly id: string
    readonly type: string
    readonly time: string | null
  }
}
