import { withoutSentences } from '../record/tokens.js'
import type { Relation } from '../store/claims.js'
import type { ListedArticle, ListedEvent, ListedStatement } from '../store/listing.js'
import { annotationContext, annotationsOf } from './annotations.js'
import type { Base } from './article.js'
import { conlluOf } from './conllu.js'
import { csv } from './csv.js'
import { graphmlOf, relationsOf } from './graphml.js'
import { jsonLdContext, jsonLdOf } from './json-ld.js'
import { ninjsOf } from './ninjs.js'
import { parquet } from './parquet.js'
import { articleColumns, type Column, eventColumns, relationColumns, statementColumns } from './tables.js'

export interface WriteOptions {
  readonly base: Base
  /** Where what is written is to be had: what a document that has a name of its own calls itself. */
  readonly address: string
  /** CSV with a byte order mark. */
  readonly bom?: boolean
}

export type Rows<T> = AsyncIterable<T> | Iterable<T>
export type Written = AsyncIterable<string | Uint8Array>

/** A format is written as its rows come, so that memory holds a few of them however many there are. */
export interface Format<T> {
  /** What an address ends in: csv of /api/export/statements.csv. */
  readonly extension: string
  readonly name: string
  readonly type: string
  write(rows: Rows<T>, options: WriteOptions): Written
}

async function* each<T>(rows: Rows<T>, write: (row: T) => string): Written {
  for await (const row of rows) yield write(row)
}

/** A JSON document that is one long list, but for how it begins and ends. */
async function* jsonList<T>(head: string, rows: Rows<T>, items: (row: T) => readonly unknown[], tail: string): Written {
  yield head
  let separator = '\n'
  for await (const row of rows) {
    for (const item of items(row)) {
      yield `${separator}${JSON.stringify(item)}`
      separator = ',\n'
    }
  }
  yield `\n${tail}\n`
}

const jsonLines = <T>(lineOf: (row: T) => unknown): Format<T> => ({
  extension: 'jsonl',
  name: 'JSON Lines',
  type: 'application/x-ndjson; charset=utf-8',
  write: (rows) => each(rows, (row) => `${JSON.stringify(lineOf(row))}\n`),
})

const csvOf = <T>(columns: readonly Column<T>[]): Format<T> => ({
  extension: 'csv',
  name: 'CSV',
  type: 'text/csv; charset=utf-8; header=present',
  write: (rows, options) => csv(rows, columns, options),
})

const parquetOf = <T>(columns: readonly Column<T>[]): Format<T> => ({
  extension: 'parquet',
  name: 'Parquet',
  type: 'application/vnd.apache.parquet',
  write: (rows, { base }) => parquet(rows, columns, base),
})

const jsonLd: Format<ListedArticle> = {
  extension: 'jsonld',
  name: 'JSON-LD',
  type: 'application/ld+json',
  write: (rows, { base }) =>
    jsonList(
      `{"@context":${JSON.stringify(jsonLdContext(base))},"@graph":[`,
      rows,
      (row) => jsonLdOf(row, { base })['@graph'],
      ']}',
    ),
}

/** An AnnotationCollection that has its one page in it. */
const annotations: Format<ListedArticle> = {
  extension: 'annotations.jsonld',
  name: 'Web Annotations',
  type: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  write(rows, { base, address }) {
    const collection = { '@context': annotationContext(base), id: address, type: 'AnnotationCollection' }
    const page = { id: `${address}#page`, type: 'AnnotationPage', partOf: address, startIndex: 0 }
    const open = (members: object): string => JSON.stringify(members).slice(0, -1)
    const head = `${open(collection)},"first":${open(page)},"items":[`
    return jsonList(head, rows, (row) => annotationsOf(row, base), ']}}')
  },
}

const ninjs: Format<ListedArticle> = {
  extension: 'ninjs.jsonl',
  name: 'ninjs',
  type: 'application/x-ndjson; charset=utf-8',
  write: (rows, { base }) => each(rows, (row) => `${JSON.stringify(ninjsOf(row, base))}\n`),
}

const conllu: Format<ListedArticle> = {
  extension: 'conllu',
  name: 'CoNLL-U',
  type: 'text/plain; charset=utf-8',
  write: (rows) => each(rows, ({ record }) => conlluOf(record)),
}

const graphml: Format<Relation> = {
  extension: 'graphml',
  name: 'GraphML',
  type: 'application/graphml+xml',
  async *write(rows, { base }) {
    yield graphmlOf(await all(rows), base)
  },
}

const records = jsonLines<ListedArticle>(({ record }) => withoutSentences(record))
const statementTable = csvOf(statementColumns)
const eventTable = csvOf(eventColumns)

export type What = keyof typeof formats

/** What many can be exported as. */
export const formats = {
  articles: [records, jsonLd, ninjs, csvOf(articleColumns), parquetOf(articleColumns), conllu, annotations],
  statements: [jsonLines<ListedStatement>((row) => row), statementTable, parquetOf(statementColumns)],
  events: [jsonLines<ListedEvent>((row) => row), eventTable, parquetOf(eventColumns)],
  relations: [jsonLines<Relation>((row) => row), csvOf(relationColumns), graphml],
} as const satisfies {
  readonly articles: readonly Format<ListedArticle>[]
  readonly statements: readonly Format<ListedStatement>[]
  readonly events: readonly Format<ListedEvent>[]
  readonly relations: readonly Format<Relation>[]
}

/** One article with its claims as lists show them. */
export interface WholeArticle extends ListedArticle {
  readonly statements: readonly ListedStatement[]
  readonly events: readonly ListedEvent[]
}

const ofOne = <T>(
  extension: string,
  format: Format<T>,
  rowsOf: (article: WholeArticle) => Rows<T>,
  name = format.name,
): Format<WholeArticle> => ({
  extension,
  name,
  type: format.type,
  async *write(rows, options) {
    for await (const article of rows) yield* format.write(rowsOf(article), options)
  },
})

const article = (format: Format<ListedArticle>, extension = format.extension) =>
  ofOne(extension, format, (whole) => [whole])

/** What one article can be exported as. */
export const articleFormats: readonly Format<WholeArticle>[] = [
  article(records),
  article(jsonLd),
  { ...article(ninjs, 'ninjs.json'), type: 'application/json' },
  article(annotations),
  article(conllu),
  ofOne('statements.csv', statementTable, ({ statements }) => statements, 'CSV: statements'),
  ofOne('events.csv', eventTable, ({ events }) => events, 'CSV: events'),
  ofOne('graphml', graphml, relationsOf),
]

async function all<T>(rows: Rows<T>): Promise<readonly T[]> {
  const list: T[] = []
  for await (const row of rows) list.push(row)
  return list
}
