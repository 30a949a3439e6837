import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../src/data/table.js'

const folders: readonly (readonly [title: string, folder: string, open: boolean])[] = [
  ['seed (shared/gold)', join(packageFolder(), '../../../shared/gold'), true],
  ['development', join(packageFolder(), 'eval/development'), true],
  ['measuring only', join(packageFolder(), 'eval/measuring'), false],
]

export interface GoldSet {
  /** The gold files, each beside its article. */
  readonly files: readonly string[]
  /** Whether SHOW=1 may list what was missed: who writes rules does not look at what is kept for measuring. */
  readonly shown: boolean
}

/** The sets of gold articles that are here, each after its title was printed; one that is not here is said to be skipped. */
export function* goldSets(): Generator<GoldSet> {
  for (const [title, folder, open] of folders) {
    if (!existsSync(folder)) {
      console.log(`\n${title}: not here, skipped (${folder})`)
      continue
    }
    console.log(`\n${title}`)
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.gold.json'))
      .sort()
      .map((file) => join(folder, file))
    yield { files, shown: open && process.env.SHOW !== undefined }
  }
}
