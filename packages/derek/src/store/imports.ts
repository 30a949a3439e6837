import type { Kysely } from 'kysely'
import type { Database } from './schema.js'

/** So many records of a file, from its beginning, or the whole of it. */
export interface Portion {
  readonly records: number
  readonly whole: boolean
}

/** How much of each file has been imported. */
export interface Imports {
  of(file: string): Promise<Portion | undefined>
  note(file: string, portion: Portion): Promise<void>
}

export function importsOver(database: Kysely<Database>): Imports {
  return {
    of: (file) =>
      database.selectFrom('imports').select(['records', 'whole']).where('file', '=', file).executeTakeFirst(),
    async note(file, { records, whole }) {
      await database
        .insertInto('imports')
        .values({ file, records, whole })
        .onConflict((conflict) => conflict.column('file').doUpdateSet({ records, whole }))
        .execute()
    },
  }
}
