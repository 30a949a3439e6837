import { coverage } from './coverage.js'
import { ktb } from './ktb.js'
import { links } from './links.js'
import { mending } from './mending.js'
import { names } from './names.js'
import { ner } from './ner.js'
import { pages } from './pages.js'
import { records } from './records.js'
import { retrieval } from './retrieval.js'
import { scripts } from './scripts.js'
import { search } from './search.js'
import { stories } from './stories.js'
import { suggest } from './suggest.js'
import { tokens } from './tokens.js'
import { topics } from './topics.js'
import { unimorph } from './unimorph.js'

/** A measure of quality: it prints a table, with the data that it was taken on named. */
export interface Eval {
  readonly name: string
  /** One line for the list of measures. */
  readonly about: string
  /** `args` are what follows the name. Without any, it measures on the development data. */
  run(args: readonly string[]): void | Promise<void>
}

/** `npm run eval` runs all, `npm run eval -- NAME …` one; a new measure is a file beside this one, and a line here. */
const evals: readonly Eval[] = [
  records,
  links,
  coverage,
  unimorph,
  scripts,
  tokens,
  topics,
  names,
  search,
  retrieval,
  suggest,
  pages,
  mending,
  ktb,
  ner,
  stories,
]

const [name, ...args] = process.argv.slice(2)
const chosen = name === undefined ? evals : evals.filter((candidate) => candidate.name === name)
if (chosen.length === 0) {
  console.error(`There is no measure "${name}":\n${evals.map(({ name, about }) => `  ${name}  ${about}`).join('\n')}`)
  process.exitCode = 2
}
for (const one of chosen) {
  if (name === undefined) console.log(`\n== ${one.name}: ${one.about}\n`)
  await one.run(args)
}
