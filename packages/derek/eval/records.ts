import { resolve } from 'node:path'
import { measuredLayers as layers, type Measures } from '../src/data/measures.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { type GoldFiles, goldFolder, goldSets } from './gold.js'
import type { Eval } from './main.js'
import { rounded, writeMeasures } from './measures.js'
import { measures, readGold, type Scores, score, scoreFile, sum } from './score.js'

/**
 * `npm run eval`: F1 of every layer, article by article. SHOW=1 lists what was missed and what was extra, but never for
 * the articles that are kept for measuring: who writes rules does not look at them. `--write` keeps the figures for the
 * site's page on how sure it is. `npm run eval -- records FOLDER` measures on that folder only, such as `derek gold`
 * writes it of records that people corrected.
 */

const cell = (text: string): string => text.padStart(11)
const short: Readonly<Record<string, string>> = {
  'statements found': 'said found',
  'statements right': 'said right',
  'spans exact': 'spans',
}

function row(name: string, scores: Scores): string {
  const cells = layers.map((layer) => {
    const tally = scores.get(layer)
    return cell(tally === undefined ? '–' : measures(tally).f1.toFixed(3))
  })
  return name.padEnd(24) + cells.join('')
}

function run(args: readonly string[]): void {
  const [folder, ...more] = args.filter((one) => one !== '--write')
  const write = args.includes('--write')
  if (more.length > 0 || (write && folder !== undefined)) {
    console.error('records: one folder at a time, and without --write: the site shows the sets that have a name')
    process.exitCode = 2
  } else if (folder !== undefined) runFolder(folder)
  else runSets(write)
}

function runSets(write: boolean): void {
  printHead()
  // One set after another: each prints its title when it is taken.
  const measured = Array.from(goldSets(), (set) => ({ name: set.name, ...measuredOf(set) }))
  // Figures of a part of a set are not for the site.
  if (write && process.exitCode === undefined) {
    const isNew = (set: string): boolean => measured.some(({ name }) => name === set)
    writeMeasures((before) => ({ ...before, sets: [...before.sets.filter(({ name }) => !isNew(name)), ...measured] }))
  }
}

/** As `npm run` is called in a folder of its user's. */
function runFolder(named: string): void {
  const folder = resolve(process.env.INIT_CWD ?? '', named)
  const gold = goldFolder(folder)
  if (gold.files.length === 0) {
    console.error(`records: ${folder} has no NAME.gold.json`)
    process.exitCode = 1
    return
  }
  printHead()
  measuredOf(gold)
}

function printHead(): void {
  console.log('F1 by layer\n')
  console.log(''.padEnd(24) + layers.map((layer) => cell(short[layer] ?? layer)).join(''))
}

/** Scores gold articles, and prints them. One that cannot be scored is named, and the others still are. */
function measuredOf({ files, shown }: GoldFiles): Omit<Measures['sets'][number], 'name'> {
  const results = files.flatMap((file) => {
    try {
      return [{ file, ...scoreFile(file) }]
    } catch (error) {
      console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
      process.exitCode = 1
      return []
    }
  })
  for (const { name, scores } of results) {
    console.log(row(`  ${name}`, scores))
    if (shown) show(scores)
  }
  const all = sum(results.map(({ scores }) => scores))
  if (results.length > 1) console.log(row('  all', all))
  const confidence = byConfidence(results)
  if (results.length > 1) printConfidence(confidence)
  return { articles: results.length, layers: figuresOf(all), confidence }
}

const figuresOf = (scores: Scores): Measures['sets'][number]['layers'] =>
  Object.fromEntries(
    [...scores].map(([layer, tally]) => {
      const { p, r, f1 } = measures(tally)
      return [layer, { precision: rounded(p), recall: rounded(r), f1: rounded(f1) }]
    }),
  )

const thresholds = [1, 0.9, 0.6, 0] as const

type ByConfidence = Measures['sets'][number]['confidence']

/** Precision of statements by how sure the record is of them; what it does not doubt counts as 1. */
function byConfidence(results: readonly { readonly file: string; readonly record: ArticleRecord }[]): ByConfidence {
  return thresholds.flatMap((threshold) => {
    const tallies = sum(
      results.map(({ file, record }) =>
        score(readGold(file), {
          ...record,
          statements: record.statements.filter(({ confidence }) => (confidence ?? 1) >= threshold),
        }),
      ),
    )
    const found = tallies.get('statements found')
    const right = tallies.get('statements right')
    if (found === undefined || right === undefined) return []
    const [isStatement, inAll] = [found, right].map((tally) => rounded(measures(tally).p))
    return [{ least: threshold, found: found.found, right: isStatement ?? 0, rightInAll: inAll ?? 0 }]
  })
}

function printConfidence(rows: ByConfidence): void {
  console.log('  statements by confidence     found  precision: a statement   right in all')
  for (const { least, found, right, rightInAll } of rows) {
    const cells = [right, rightInAll].map((p) => p.toFixed(3).padStart(16))
    console.log(`    ${least.toFixed(1)} or more`.padEnd(29) + String(found).padStart(5) + cells.join(''))
  }
}

function show(scores: Scores): void {
  for (const [layer, { missed, extra }] of scores) {
    for (const one of missed) console.log(`      ${layer} missed ${one}`)
    for (const one of extra) console.log(`      ${layer} extra ${one}`)
  }
}

export const records: Eval = { name: 'records', about: 'gold records, layer by layer', run }
