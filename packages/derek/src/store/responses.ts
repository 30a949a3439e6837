import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.js'

/** Where something is in an archive: from byte `start` to byte `end` of a file. Names of files are those of no other. */
export interface Place {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** Where raw responses are. */
export interface Responses {
  /** Notes where the response of an address is to be written, before it is. */
  note(url: string, place: Place): Promise<void>
  /** Where the response of an address is, if it was written to its end. */
  placeOf(url: string): Promise<Place | undefined>
  /** The last place in each of these files. */
  lastIn(files: readonly string[]): Promise<ReadonlyMap<string, Place>>
  /** What was to be there is not. */
  forget(place: Place): Promise<void>
}

export function responsesOver(database: Kysely<Database>): Responses {
  return {
    async note(url, { file, start: start_byte, end: end_byte }) {
      const place = { file, start_byte, end_byte }
      await database
        .insertInto('responses')
        .values({ url, ...place })
        .onConflict((conflict) => conflict.column('url').doUpdateSet(place))
        .execute()
    },
    async placeOf(url) {
      const row = await database
        .selectFrom('responses')
        .select(['file', 'start_byte as start', 'end_byte as end'])
        .where('url', '=', url)
        .executeTakeFirst()
      return row
    },
    async lastIn(files) {
      const { rows } = await sql<Place>`
        select distinct on (file) file, start_byte as start, end_byte as end from responses
        where file in (select * from jsonb_array_elements_text(${JSON.stringify(files)}::jsonb))
        order by file, end_byte desc
      `.execute(database)
      return new Map(rows.map((place) => [place.file, place]))
    },
    async forget({ file, start }) {
      await database.deleteFrom('responses').where('file', '=', file).where('start_byte', '=', start).execute()
    },
  }
}
