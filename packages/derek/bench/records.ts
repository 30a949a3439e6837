import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { restore } from '../src/article/restore.js'
import { packageFolder } from '../src/data/table.js'
import { analyze } from '../src/language/analyze.js'
import { record } from '../src/record/record.js'
import type { Bench } from './main.js'

const rounds = 60
const warmUp = 20

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

/** Milliseconds of each stage, on each of our development articles, once warm. */
export const records: Bench = {
  name: 'records',
  about: 'milliseconds from text to record, by stage',
  run() {
    const folder = join(packageFolder(), 'eval/development')
    const files = readdirSync(folder).filter((file) => file.endsWith('.txt'))
    console.log(`${'article'.padEnd(24)}${'KB'.padStart(6)}  restore analyze  record     all   ms, median of ${rounds}`)
    for (const file of files) {
      const content = readFileSync(join(folder, file), 'utf8')
      const times: [number, number, number][] = []
      for (let round = 0; round < warmUp + rounds; round++) {
        const start = performance.now()
        const article = restore({ content, format: 'text', publishedAt: '2025-03-24' })
        const restored = performance.now()
        const analysis = analyze(article)
        const analyzed = performance.now()
        record(analysis)
        const recorded = performance.now()
        if (round >= warmUp) times.push([restored - start, analyzed - restored, recorded - analyzed])
      }
      const stages = [0, 1, 2].map((stage) => median(times.map((time) => time[stage] ?? 0)))
      const all = median(times.map(([a, b, c]) => a + b + c))
      const kilobytes = (Buffer.byteLength(content) / 1024).toFixed(1)
      console.log(
        `${file.padEnd(24)}${kilobytes.padStart(6)}${[...stages, all].map((ms) => ms.toFixed(2).padStart(8)).join('')}`,
      )
    }
  },
}
