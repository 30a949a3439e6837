import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { extraction } from './extraction.js'
import { language } from './language.js'
import { load } from './load.js'
import { ner } from './ner.js'
import { queue } from './queue.js'
import { records } from './records.js'
import { scale } from './scale.js'
import { scripts } from './scripts.js'
import { search } from './search.js'
import { store } from './store.js'

import { stories } from './stories.js'
import { tagging } from './tagging.js'

/** A measure of speed or against a peer: it prints a table. */
export interface Bench {
  readonly name: string
  /** One line for the list of measures. */
  readonly about: string
  /** `args` are what follows the name. */
  run(args: readonly string[]): void | Promise<void>
}

/** `npm run bench` runs all, `npm run bench -- NAME …` one; a new measure is a file beside this one, and a line here. */
const benches: readonly Bench[] = [
  tagging,
  records,
  extraction,
  language,
  scripts,
  ner,
  search,
  store,
  stories,
  queue,
  load,
  scale,
]

const [name, ...args] = process.argv.slice(2)
if (name === undefined) {
  // Each in a process of its own: what one has loaded or warmed up would change the figures of the next.
  for (const one of benches) {
    console.log(`\n== ${one.name}: ${one.about}\n`)
    const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), one.name], { stdio: 'inherit' })
    if (status !== 0) process.exitCode = 1
  }
} else {
  const chosen = benches.find((candidate) => candidate.name === name)
  if (chosen !== undefined) await chosen.run(args)
  else {
    console.error(`There is no measure "${name}":\n${benches.map((one) => `  ${one.name}  ${one.about}`).join('\n')}`)
    process.exitCode = 2
  }
}
