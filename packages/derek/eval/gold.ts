import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { MeasuredSet } from '../src/data/measures.js'
import { packageFolder } from '../src/data/table.js'

const folders: readonly (readonly [name: MeasuredSet, title: string, folder: string, open: boolean])[] = [
  ['seed', 'seed (shared/gold)', join(packageFolder(), '../../../shared/gold'), true],
  ['development', 'development', join(packageFolder(), 'eval/development'), true],
  ['measuring', 'measuring only', join(packageFolder(), 'eval/measuring'), false],
]

export interface GoldFiles {
  /** The gold files, each beside its article. */
  readonly files: readonly string[]
  /** Whether SHOW=1 may list what was missed: who writes rules does not look at what is kept for measuring. */
  readonly shown: boolean
}

export interface GoldSet extends GoldFiles {
  readonly name: MeasuredSet
}

/** The sets of gold articles that are here, each after its title was printed; one that is not here is said to be skipped. */
export function* goldSets(): Generator<GoldSet> {
  for (const [name, title, folder, open] of folders) {
    if (!existsSync(folder)) {
      console.log(`\n${title}: not here, skipped (${folder})`)
      continue
    }
    console.log(`\n${title}`)
    yield { name, files: goldFiles(folder), shown: open && isAsked() }
  }
}

/** The gold articles of any folder, such as `derek gold` writes; none where there is no such folder. */
export function goldFolder(folder: string): GoldFiles {
  const known = folders.find(([, , own]) => resolve(own) === resolve(folder))
  const open = known?.[3] ?? true
  return { files: existsSync(folder) ? goldFiles(folder) : [], shown: open && isAsked() }
}

const isAsked = (): boolean => process.env.SHOW !== undefined

const goldFiles = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.gold.json'))
    .sort()
    .map((file) => join(folder, file))
