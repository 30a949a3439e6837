import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { topics as listedTopics } from '../src/data/lists.js'
import type { Measures } from '../src/data/measures.js'
import { list, packageFolder, parseTable } from '../src/data/table.js'
import { aboveOf } from '../src/record/topics/tree.js'
import type { Eval } from './main.js'
import { rounded, writeMeasures } from './measures.js'
import { measures, scoreFile } from './score.js'

/** What articles are about, beside what an editor says (topics.tsv). SHOW=1 lists the articles that were tuned on. */

const rowSchema = z.object({ article: z.string(), set: z.enum(['tuned', 'apart', 'measuring']), topics: list })

interface Sorted {
  readonly article: string
  readonly set: 'tuned' | 'apart' | 'measuring'
  readonly gold: ReadonlySet<string>
  readonly found: ReadonlySet<string>
}

function sorted(): readonly Sorted[] {
  const file = join(packageFolder(), 'eval/topics.tsv')
  return parseTable('topics.tsv', readFileSync(file, 'utf8'), rowSchema).map(({ article, set, topics }) => {
    const folder = join(packageFolder(), 'eval', set === 'measuring' ? 'measuring' : 'development')
    const { record } = scoreFile(join(folder, `${article}.gold.json`))
    return { article, set, gold: new Set(topics), found: new Set(record.topics?.map(({ id }) => id)) }
  })
}

const topOf = (id: string): string => aboveOf(id) ?? id
const tops = (ids: ReadonlySet<string>): ReadonlySet<string> => new Set([...ids].map(topOf))

function row(name: string, articles: readonly Sorted[], level: (ids: ReadonlySet<string>) => ReadonlySet<string>) {
  const total = { gold: 0, found: 0, hit: 0, missed: [], extra: [] }
  for (const { gold, found } of articles) {
    const [wanted, given] = [level(gold), level(found)]
    total.gold += wanted.size
    total.found += given.size
    total.hit += [...given].filter((id) => wanted.has(id)).length
  }
  const { p, r, f1 } = measures(total)
  const unsure = articles.filter(({ found }) => found.size === 0).length
  const cells = [p, r, f1].map((value) => value.toFixed(3).padStart(11)).join('')
  console.log(name.padEnd(38) + String(articles.length).padStart(9) + cells + String(unsure).padStart(11))
  return { articles: articles.length, precision: rounded(p), recall: rounded(r) }
}

function run(args: readonly string[]): void {
  const all = sorted()
  console.log('eval/development, topics assigned by hand in eval/topics.tsv\n')
  const heads = ['precision', 'recall', 'F1', 'no topic'].map((head) => head.padStart(11)).join('')
  console.log(''.padEnd(38) + 'articles'.padStart(9) + heads)
  let figures: Measures['topics']
  for (const [name, articles] of [
    ['tuned on', all.filter(({ set }) => set === 'tuned')],
    ['kept apart from tuning', all.filter(({ set }) => set === 'apart')],
  ] as const) {
    figures = row(`${name}: the very topic`, articles, (ids) => ids)
    row(`${name}: its top level`, articles, tops)
  }
  const named = all.filter(({ set }) => set === 'measuring')
  const right = named.filter(({ gold, found }) => [...gold].every((id) => found.has(id)))
  console.log(`\neval/measuring: the topic that the file is named after is found in ${right.length} of ${named.length}`)
  if (args.includes('--write')) writeMeasures((before) => ({ ...before, topics: figures }))
  if (process.env.SHOW !== '1') return
  const names = new Map(listedTopics().map(({ id, en }) => [id, en]))
  const called = (ids: ReadonlySet<string>): string => [...ids].map((id) => names.get(id) ?? id).join(', ')
  for (const { article, gold, found } of all.filter(({ set }) => set === 'tuned')) {
    console.log(`${article}\n    gold   ${called(gold)}\n    found  ${called(found)}`)
  }
}

export const topics: Eval = {
  name: 'topics',
  about: 'what articles are about (IPTC Media Topics), beside what an editor says',
  run,
}
