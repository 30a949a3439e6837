import type { Base } from './article.js'
import type { Column } from './tables.js'

export interface CsvOptions {
  readonly base: Base
  /** A byte order mark before all else: spreadsheets take a file without one for another encoding than UTF-8. */
  readonly bom?: boolean
}

/** A table as CSV (RFC 4180): names of the columns first, lines that end in CR LF, in UTF-8. */
export async function* csv<T>(
  rows: AsyncIterable<T> | Iterable<T>,
  columns: readonly Column<T>[],
  { base, bom = false }: CsvOptions,
): AsyncGenerator<string> {
  yield `${bom ? '\ufeff' : ''}${line(columns.map(({ name }) => name))}`
  for await (const row of rows) yield line(columns.map(({ type, of }) => cellOf(type, of(row, base))))
}

const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`

const quoted = (cell: string): string => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

function cellOf(type: Column<unknown>['type'], value: string | number | boolean | undefined): string {
  if (value === undefined) return ''
  return type === 'text' ? inert(String(value).toWellFormed().replaceAll('\0', '\ufffd')) : String(value)
}

/** Spreadsheets take a cell that begins so for a formula and run it; an apostrophe before it makes it text. */
const inert = (text: string): string => (/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text)
