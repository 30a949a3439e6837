import { countries } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { keyOf } from './keys.js'

let nations: ReadonlyMap<string, string> | undefined

/** The country that an adjective means: өзбекстандық, өзбек. */
export function nationOf(word: Word): string | undefined {
  nations ??= new Map(
    countries().flatMap(({ code, people, nation }) => [...people, ...nation].map((one) => [keyOf(one), code])),
  )
  return nations.get(keyOf(word.form))
}
