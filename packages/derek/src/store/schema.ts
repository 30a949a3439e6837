import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Act, ArticleRecord, EntityType, EventType, Statement } from '../record/schema.js'

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
  /** What articles are found by: see document.ts. */
  readonly documents: {
    readonly article_id: string
    readonly source_id: string
    readonly published_at: ColumnType<Date | null, string | null, string | null>
    readonly length: number
    readonly blocks: JSONColumnType<readonly (readonly [id: string, position: number])[]>
    readonly terms: string
  }
  readonly entities: {
    readonly article_id: string
    readonly id: string
    readonly type: EntityType
    readonly name: string
    readonly aliases: JSONColumnType<readonly string[]>
    readonly mention_count: number
    /** What the reader took it for: type and name. */
    readonly key: string
    /** What it is after what people corrected: the key of the thing that all its entities are of. */
    readonly thing: string
  }
  readonly statements: {
    readonly article_id: string
    readonly id: string
    readonly position: number
    readonly speaker: string | null
    readonly addressee: string | null
    readonly act: Act
    readonly kind: Statement['kind']
    readonly polarity: Statement['polarity']
    /** What is said, or, where that is not told apart, its cue. */
    readonly text: string
  }
  readonly events: {
    readonly article_id: string
    readonly id: string
    readonly position: number
    readonly type: EventType
    readonly time: string | null
    /** The words that tell it. */
    readonly text: string
  }
  readonly participants: {
    readonly article_id: string
    readonly event: string
    readonly entity: string
    readonly part: 'actor' | 'recipient' | 'place' | 'document'
  }
  /** What people said of identity: that all of one key are another thing, or that one article's entity is. */
  readonly identities: {
    readonly id: Generated<string>
    readonly kind: 'merge' | 'split'
    readonly key: string
    readonly article_id: string | null
    readonly thing: string
    /** What a thing that was split off is called. */
    readonly name: string | null
    readonly made_by: string
    readonly made_at: ColumnType<Date, string, string>
    readonly undone_at: ColumnType<Date | null, string | null, string | null>
  }
}
