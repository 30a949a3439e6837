import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { MeasuredSet } from '../src/data/measures.js'
import { packageFolder } from '../src/data/table.js'

const folders: readonly (readonly [name: MeasuredSet, title: string, folder: string, open: boolean])[] = [
  ['seed', 'seed (shared/gold)', join(packageFolder(), '../../../shared/gold'), true],
  ['development', 'development', join(packageFolder(), 'eval/development'), true],
  ['measuring', 'measuring only', join(packageFolder(), 'eval/measuring'), false],
]

export interface GoldSet {
  readonly name: MeasuredSet
  /** The gold files, each beside its article. */
  readonly files: readonly string[]
  /** Whether SHOW=1 may list what was missed: who writes rules does not look at what is kept for measuring. */
  readonly shown: boolean
}

/** The sets of gold articles that are here, each after its title was printed; one that is not here is said to be skipped. */
export function* goldSets(): Generator<GoldSet> {
  for (const [name, title, folder, open] of folders) {
    if (!existsSync(folder)) {
      console.log(`\n${title}: not here, skipped (${folder})`)
      continue
    }
    console.log(`\n${title}`)
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.gold.json'))
      .sort()
      .map((file) => join(folder, file))
    yield { name, files, shown: open && process.env.SHOW !== undefined }
  }
}
