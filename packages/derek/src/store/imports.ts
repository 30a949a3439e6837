import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.js'

/** So many records of a file, from its beginning, or the whole of it. */
export interface Portion {
  readonly records: number
  readonly whole: boolean
}

/** How much of each file has been imported. */
export interface Imports {
  /** Of these files, those of which something has been. */
  of(files: readonly string[]): Promise<ReadonlyMap<string, Portion>>
  note(file: string, portion: Portion): Promise<void>
}

export function importsOver(database: Kysely<Database>): Imports {
  return {
    async of(files) {
      const { rows } = await sql<Portion & { readonly file: string }>`
        select file, records, whole from imports
        where file in (select * from jsonb_array_elements_text(${JSON.stringify(files)}::jsonb))
      `.execute(database)
      return new Map(rows.map(({ file, records, whole }) => [file, { records, whole }]))
    },
    async note(file, { records, whole }) {
      await database
        .insertInto('imports')
        .values({ file, records, whole })
        .onConflict((conflict) => conflict.column('file').doUpdateSet({ records, whole }))
        .execute()
    },
  }
}
