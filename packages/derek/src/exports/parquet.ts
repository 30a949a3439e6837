import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Base } from './article.js'
import type { Column } from './tables.js'

/** Rows that are held before they are written, as a row group: what a reader can skip, and all that memory has. */
const rowGroup = 2_000

const schemaOf = <T>(columns: readonly Column<T>[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...elements[type] })),
]

const elements: { readonly [T in Column<unknown>['type']]: Omit<SchemaElement, 'name'> } = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  truth: { type: 'BOOLEAN' },
}

/** A table as Apache Parquet, one row group after another. */
export async function* parquet<T>(
  rows: AsyncIterable<T> | Iterable<T>,
  columns: readonly Column<T>[],
  base: Base,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter()
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: 'derek' })
  const taken = (): Uint8Array => {
    const written = bytes.getBytes().slice()
    bytes.index = 0
    return written
  }
  let held: T[] = []
  const write = (): void => {
    const columnData = columns.map(({ name, type, of }) => ({
      name,
      data: held.map((row) => storedAs(type, of(row, base))),
    }))
    void writer.write({ columnData, rowGroupSize: rowGroup })
    held = []
  }
  for await (const row of rows) {
    held.push(row)
    if (held.length < rowGroup) continue
    write()
    yield taken()
  }
  if (held.length > 0) write()
  void writer.finish()
  yield taken()
}

function storedAs(type: Column<unknown>['type'], value: string | number | boolean | undefined) {
  if (value === undefined) return undefined
  if (type === 'instant') return new Date(String(value))
  return type === 'text' ? String(value).toWellFormed() : value
}
