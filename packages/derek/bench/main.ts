import { extraction } from './extraction.js'
import { language } from './language.js'
import { ner } from './ner.js'
import { records } from './records.js'
import { scripts } from './scripts.js'
import { search } from './search.js'
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
const benches: readonly Bench[] = [tagging, records, extraction, language, scripts, ner, search]

const [name, ...args] = process.argv.slice(2)
const chosen = name === undefined ? benches : benches.filter((candidate) => candidate.name === name)
if (chosen.length === 0) {
  console.error(`There is no measure "${name}":\n${benches.map(({ name, about }) => `  ${name}  ${about}`).join('\n')}`)
  process.exitCode = 2
}
for (const one of chosen) {
  if (name === undefined) console.log(`\n== ${one.name}: ${one.about}\n`)
  await one.run(args)
}
