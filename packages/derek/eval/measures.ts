import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type Measures, measuresFile, measuresSchema } from '../src/data/measures.js'

/** Writes figures to data/measures.json, which the site shows, and keeps those that this run did not measure. */
export function writeMeasures(change: (before: Measures) => Measures): void {
  const file = measuresFile()
  const measured = new Date().toISOString().slice(0, 10)
  const before = existsSync(file)
    ? measuresSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { measured, sets: [] }
  const after = measuresSchema.parse({ ...change(before), measured })
  writeFileSync(file, `${JSON.stringify(after, undefined, 2)}\n`)
  console.log(`\nwritten to ${file}`)
}

/** Three decimals are all that these figures bear. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000
