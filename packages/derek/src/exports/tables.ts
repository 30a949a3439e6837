import type { Named, Relation } from '../store/claims.js'
import type { ListedArticle, ListedEvent, ListedStatement } from '../store/listing.js'
import { titleOf } from '../store/title.js'
import { articleAddress, type Base, claimAddress, plainText } from './article.js'

/** What tables have: a cell of each row for each column. CSV and Parquet write the same tables. */
export interface Column<T> {
  readonly name: string
  readonly type: 'text' | 'integer' | 'instant' | 'truth'
  /** The value of a cell; an instant is ISO 8601. */
  readonly of: (row: T, base: Base) => string | number | boolean | undefined
}

type Columns<T> = readonly Column<T>[]

const column = <T>(name: string, of: Column<T>['of'], type: Column<T>['type'] = 'text'): Column<T> => ({
  name,
  type,
  of,
})

/** Several values in one cell. */
const joined = (values: readonly string[]): string => values.join('; ')
const namesOf = (things: readonly Named[]): string => joined(things.map(({ name }) => name))
const keysOf = (things: readonly Named[]): string => joined(things.map(({ key }) => key))

export const articleColumns: Columns<ListedArticle> = [
  column('article', ({ record }) => record.id),
  column('title', ({ record }) => titleOf(record)),
  column('source_id', ({ record }) => record.source.id),
  column('source', ({ record }) => record.source.name),
  column('url', ({ record }) => record.url),
  column('published_at', ({ record }) => record.publishedAt, 'instant'),
  column('read_at', ({ readAt }) => readAt, 'instant'),
  column('updated_at', ({ updatedAt }) => updatedAt, 'instant'),
  column('language', ({ record }) => record.language),
  column('script', ({ record }) => record.script),
  column('authors', ({ record }) => joined(record.authors)),
  column('tags', ({ record }) => joined(record.tags)),
  column('statements', ({ record }) => record.statements.length, 'integer'),
  column('events', ({ record }) => record.events.length, 'integer'),
  column('address', ({ record }, base) => articleAddress(base, record.id)),
  column('text', ({ record }) => plainText(record)),
]

const claimColumns: Columns<ListedStatement | ListedEvent> = [
  column('text', ({ text }) => text),
  column('title', ({ title }) => title),
  column('source', ({ source }) => source),
  column('published_at', ({ publishedAt }) => publishedAt, 'instant'),
  column('updated_at', ({ updatedAt }) => updatedAt, 'instant'),
  column('language', ({ language }) => language),
  column('script', ({ script }) => script),
  column('url', ({ url }) => url),
  column('address', ({ article, id }, base) => claimAddress(base, article, id)),
]

export const statementColumns: Columns<ListedStatement> = [
  column('article', ({ article }) => article),
  column('statement', ({ id }) => id),
  column('day', ({ day }) => day),
  column('speaker', ({ speaker }) => speaker?.name),
  column('speaker_key', ({ speaker }) => speaker?.key),
  column('act', ({ act }) => act),
  column('kind', ({ kind }) => kind),
  column('polarity', ({ polarity }) => polarity),
  column('addressee', ({ addressee }) => addressee?.name),
  column('addressee_key', ({ addressee }) => addressee?.key),
  ...claimColumns,
]

export const eventColumns: Columns<ListedEvent> = [
  column('article', ({ article }) => article),
  column('event', ({ id }) => id),
  column('day', ({ day }) => day),
  column('time', ({ time }) => time),
  column('type', ({ type }) => type),
  column('actors', ({ actors }) => namesOf(actors)),
  column('actor_keys', ({ actors }) => keysOf(actors)),
  column('recipients', ({ recipients }) => namesOf(recipients)),
  column('recipient_keys', ({ recipients }) => keysOf(recipients)),
  column('place', ({ place }) => place?.name),
  column('place_key', ({ place }) => place?.key),
  column('document', ({ document }) => document?.name),
  column('document_key', ({ document }) => document?.key),
  ...claimColumns,
]

export const relationColumns: Columns<Relation> = [
  column('source', ({ source }) => source.name),
  column('source_key', ({ source }) => source.key),
  column('target', ({ target }) => target.name),
  column('target_key', ({ target }) => target.key),
  column('of', ({ of }) => of),
  column('kind', ({ kind }) => kind),
  column('mutual', ({ mutual }) => mutual, 'truth'),
  column('count', ({ count }) => count, 'integer'),
]
