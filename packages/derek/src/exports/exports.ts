import { z } from 'zod'
import { eventQuerySchema, relationQuerySchema, statementQuerySchema } from '../api/claims.js'
import { searchFieldsSchema } from '../api/search.js'
import { queryLimit } from '../store/query.js'
import type { Store } from '../store/store.js'
import { type Format, formats, type Rows, type What, type WriteOptions, type Written } from './formats.js'
import { articleRows, eventRows, relationRows, statementRows } from './rows.js'

/** Exports by name, statements.csv, with the filters that the API takes: the API and the command give the same. */

const withoutNul = (text: z.ZodString) => text.regex(/^[^\0]*$/u, 'has a NUL')

/** Words that what is listed must have; of a statement or an event, its own sentences. */
const words = withoutNul(z.string())
  .max(queryLimit)
  .optional()
  .describe('words in any script and form, "phrases", -exclusions: all must be there')

const inArticle = withoutNul(z.string()).max(100).optional().describe('only what is in the article of this id')

/** What can be listed, and what it can be narrowed by. Feeds take the same. */
export const filterSchemas = {
  articles: z.strictObject({
    ...searchFieldsSchema.omit({ q: true, sort: true, in: true }).shape,
    topic: statementQuerySchema.shape.topic,
    q: words,
    article: inArticle,
  }),
  statements: z.strictObject({
    ...statementQuerySchema.omit({ limit: true, cursor: true }).shape,
    q: words,
    article: inArticle,
  }),
  events: z.strictObject({
    ...eventQuerySchema.omit({ limit: true, cursor: true }).shape,
    q: words,
    article: inArticle,
  }),
  relations: relationQuerySchema.omit({ limit: true }),
} as const

export const whats = ['articles', 'statements', 'events', 'relations'] as const satisfies readonly What[]

const how = {
  limit: z.coerce.number().int().min(1).optional().describe('so many at most; else all'),
  bom: z.enum(['0', '1']).optional().describe('1 begins CSV with a byte order mark, which spreadsheets need'),
}

/** What an export of each kind is asked by. */
export const exportSchemas = {
  articles: filterSchemas.articles.extend(how),
  statements: filterSchemas.statements.extend(how),
  events: filterSchemas.events.extend(how),
  relations: filterSchemas.relations.extend(how),
} as const

export const extensionsOf = (what: What): readonly string[] => formats[what].map(({ extension }) => extension)

/** Names of all exports: articles.jsonl, statements.csv. */
export const exportNames: readonly string[] = whats.flatMap((what) => extensionsOf(what).map((one) => `${what}.${one}`))

/** An export that was asked for by its name, before its filters are known. */
export interface Export {
  readonly what: What
  readonly type: string
  /** What it is asked by: for the description of the API and for messages. */
  readonly schema: (typeof exportSchemas)[What]
  /** Begins it; throws a ZodError where the filters are not as they must be. */
  write(store: Store, asked: unknown, options: Omit<WriteOptions, 'bom'>): Written
}

/** The export of a name; undefined where there is none. */
export function exportOf(name: string): Export | undefined {
  const dot = name.indexOf('.')
  const what = whats.find((one) => one === name.slice(0, Math.max(0, dot)))
  const extension = name.slice(dot + 1)
  switch (what) {
    case undefined:
      return undefined
    case 'articles':
      return made(what, extension, formats.articles, exportSchemas.articles, articleRows)
    case 'statements':
      return made(what, extension, formats.statements, exportSchemas.statements, statementRows)
    case 'events':
      return made(what, extension, formats.events, exportSchemas.events, eventRows)
    case 'relations':
      return made(what, extension, formats.relations, exportSchemas.relations, relationRows)
  }
}

interface How {
  readonly limit?: number | undefined
  readonly bom?: '0' | '1' | undefined
}

function made<T, F>(
  what: What,
  extension: string,
  known: readonly Format<T>[],
  schema: (typeof exportSchemas)[What] & z.ZodType<F & How>,
  rowsOf: (store: Store, filters: F, limit?: number) => Rows<T>,
): Export | undefined {
  const format = known.find((candidate) => candidate.extension === extension)
  if (format === undefined) return undefined
  return {
    what,
    type: format.type,
    schema,
    write(store, asked, options) {
      const query = schema.parse(asked)
      return format.write(rowsOf(store, query, query.limit), { ...options, bom: query.bom === '1' })
    },
  }
}
