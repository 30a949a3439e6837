import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convert, detectLanguage, mend, type Writing } from 'kazakh'
import { packageFolder } from '../src/data/table.js'
import type { Bench } from './main.js'

/** Megabytes (UTF-8) of the source a second, of conversion, mending and detection, the first time and once warm. */

const news = join(packageFolder(), '../../../shared/data/ner/train.iob2')

/** Running text of television news, or, where that is missing, a sentence again and again. */
function sample(): string {
  if (!existsSync(news)) return 'Мемлекет басшысы Түркия Президентімен келіссөз жүргізді. '.repeat(40_000)
  const sentences = readFileSync(news, 'utf8').split('\n\n')
  return sentences.map((sentence) => sentence.replace(/ \S+$/gmu, '').replace(/\n/gu, ' ')).join('\n')
}

const megabytes = (text: string): number => new TextEncoder().encode(text).length / 1e6

function seconds(work: () => unknown): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

const cell = (value: string): string => value.padStart(10)

function run(): void {
  const text = sample()
  console.log(`${megabytes(text).toFixed(1)} MB of news; MB of source a second\n`)
  console.log(`${''.padEnd(30)}${cell('first')}${cell('warm')}`)
  const row = (title: string, source: string, work: () => unknown): void => {
    const size = megabytes(source)
    const first = size / seconds(work)
    const warm = size / Math.min(seconds(work), seconds(work))
    console.log(`${title.padEnd(30)}${cell(first.toFixed(1))}${cell(warm.toFixed(1))}`)
  }
  const others: readonly Writing[] = ['latin-2021', 'latin-2019', 'latin-2018', 'tote']
  for (const to of others) {
    row(`cyrillic to ${to}`, text, () => convert(text, { to, from: 'cyrillic' }))
    const made = convert(text, { to, from: 'cyrillic' }).text
    row(`${to} to cyrillic`, made, () => convert(made, { to: 'cyrillic', from: to }))
    row(`${to}, not told, to cyrillic`, made, () => convert(made, { to: 'cyrillic' }))
  }
  row('mend', text, () => mend(text))
  row('mend, words apart', text, () => text.split(' ').map(mend))
  row('detectLanguage, a line each', text, () => text.split('\n').map(detectLanguage))
  const endless = 'қазақстан'.repeat(500_000)
  row('5 million letters, no space', endless, () => convert(endless, { to: 'tote' }))
}

export const scripts: Bench = {
  name: 'scripts',
  about: 'speed of conversion between scripts, of mending and of detection',
  run,
}
