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

type Stages = readonly [restore: number, analyze: number, record: number]

/** Milliseconds of each stage, from plain text to its record. */
function timed(content: string): Stages {
  const start = performance.now()
  const article = restore({ content, format: 'text', publishedAt: '2025-03-24' })
  const restored = performance.now()
  const analysis = analyze(article)
  const analyzed = performance.now()
  record(analysis)
  return [restored - start, analyzed - restored, performance.now() - analyzed]
}

/** Medians of each stage and of all together. */
function mediansOf(times: readonly Stages[]): readonly number[] {
  const stages = [0, 1, 2].map((stage) => median(times.map((time) => time[stage] ?? 0)))
  return [...stages, median(times.map(([a, b, c]) => a + b + c))]
}

const kilobytesOf = (text: string): number => Buffer.byteLength(text) / 1024
const milliseconds = (numbers: readonly number[]): string => numbers.map((ms) => ms.toFixed(2).padStart(8)).join('')

/** Lengths of articles in KB, by which it is seen whether one twice as long costs twice as much; the last is nearly the longest that is read. */
const lengths = [4, 16, 64, 256, 800] as const

/** The texts one after another, and again, up to a length. */
function joined(texts: readonly string[], kilobytes: number): string {
  const parts: string[] = []
  for (let i = 0, size = 0; size < kilobytes; i++) {
    const text = texts[i % texts.length] ?? ''
    parts.push(text)
    size += kilobytesOf(text)
  }
  return parts.join('\n')
}

/** Milliseconds of each stage, on each of our development articles, once warm, and on articles of up to 1 MB. */
export const records: Bench = {
  name: 'records',
  about: 'milliseconds from text to record, by stage',
  run() {
    const folder = join(packageFolder(), 'eval/development')
    const files = readdirSync(folder).filter((file) => file.endsWith('.txt'))
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'))
    console.log(`${'article'.padEnd(24)}${'KB'.padStart(6)}  restore analyze  record     all   ms, median of ${rounds}`)
    for (const [index, content] of texts.entries()) {
      const times = Array.from({ length: warmUp + rounds }, () => timed(content)).slice(warmUp)
      const kilobytes = kilobytesOf(content).toFixed(1)
      console.log(`${(files[index] ?? '').padEnd(24)}${kilobytes.padStart(6)}${milliseconds(mediansOf(times))}`)
    }
    console.log(`\n${'joined'.padEnd(24)}${'KB'.padStart(6)}  restore analyze  record     all  a KB   ms, median of 3`)
    for (const length of lengths) {
      const content = joined(texts, length)
      const kilobytes = kilobytesOf(content)
      const medians = mediansOf(Array.from({ length: 3 }, () => timed(content)))
      const each = (medians.at(-1) ?? 0) / kilobytes
      console.log(
        `${''.padEnd(24)}${kilobytes.toFixed(0).padStart(6)}${milliseconds(medians)}${each.toFixed(2).padStart(6)}`,
      )
    }
  },
}
