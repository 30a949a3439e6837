import { measuredLayers as layers, type Measures } from '../src/data/measures.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { goldSets } from './gold.js'
import type { Eval } from './main.js'
import { rounded, writeMeasures } from './measures.js'
import { measures, readGold, type Scores, score, scoreFile, sum } from './score.js'

/**
 * `npm run eval`: F1 of every layer, article by article. SHOW=1 lists what was missed and what was extra, but never for
 * the articles that are kept for measuring: who writes rules does not look at them. `--write` keeps the figures for the
 * site's page on how sure it is.
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
  const measured: Measures['sets'][number][] = []
  console.log('F1 by layer\n')
  console.log(''.padEnd(24) + layers.map((layer) => cell(short[layer] ?? layer)).join(''))
  for (const { name: set, files, shown } of goldSets()) {
    const results = files.map((file) => ({ file, ...scoreFile(file) }))
    for (const { name, scores } of results) {
      console.log(row(`  ${name}`, scores))
      if (shown) show(scores)
    }
    const all = sum(results.map(({ scores }) => scores))
    if (results.length > 1) console.log(row('  all', all))
    const confidence = byConfidence(results)
    if (results.length > 1) printConfidence(confidence)
    measured.push({ name: set, articles: results.length, layers: figuresOf(all), confidence })
  }
  if (args.includes('--write')) {
    const isNew = (set: string): boolean => measured.some(({ name }) => name === set)
    writeMeasures((before) => ({ ...before, sets: [...before.sets.filter(({ name }) => !isNew(name)), ...measured] }))
  }
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
