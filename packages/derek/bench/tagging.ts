import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyzeSentences, tokenize } from 'kazakh'
import { packageFolder } from '../src/data/table.js'
import type { Bench } from './main.js'

/** Milliseconds that this process has computed: other work on the machine counts less than by the clock. */
function computed(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function measure(name: string, texts: readonly string[], run: (text: string) => number): void {
  const [clock, cpu] = [performance.now(), computed()]
  let tokens = 0
  for (const text of texts) tokens += run(text)
  const [byClock, byCpu] = [performance.now() - clock, computed() - cpu]
  const rate = (ms: number): string => Math.round((tokens / ms) * 1000).toLocaleString('en')
  console.log(
    `${name.padEnd(44)}${tokens.toLocaleString('en').padStart(10)}${rate(byClock).padStart(12)}${rate(byCpu).padStart(14)}`,
  )
}

const analyzed = (text: string): number => {
  let tokens = 0
  for (const sentence of analyzeSentences(text)) tokens += sentence.tokens.length
  return tokens
}

/** Full analysis of news: tokens, sentences, readings of each word, the reading in its sentence. */
export const tagging: Bench = {
  name: 'tagging',
  about: 'tokens a second, from text to lemma, part of speech and features in context',
  run() {
    const file = join(packageFolder(), '../../../shared/data/ner/train.iob2')
    if (!existsSync(file)) {
      console.log(`${file} is not there: nothing was measured`)
      return
    }
    const texts = readFileSync(file, 'utf8')
      .split(/\n\s*\n/u)
      .map((sentence) =>
        sentence
          .split('\n')
          .map((line) => line.split(' ', 1)[0] ?? '')
          .join(' '),
      )
    const fresh = texts.splice(-3000)
    console.log(
      `${'ner/train.iob2'.padEnd(44)}${'tokens'.padStart(10)}${'tokens/s'.padStart(12)}${'per CPU s'.padStart(14)}`,
    )
    const [start, memory] = [performance.now(), process.memoryUsage().heapUsed]
    analyzed('Мұғалім хат жазды.')
    console.log(`${'first sentence, with loading'.padEnd(44)}${(performance.now() - start).toFixed(0).padStart(22)} ms`)
    measure('15,000 sentences, cold', texts, analyzed)
    measure('3,000 sentences not seen before', fresh, analyzed)
    for (let round = 0; round < 3; round++) measure('3,000 sentences, seen before (warm)', fresh, analyzed)
    measure('  of this, tokens only', fresh, (text) => tokenize(text).length)
    const grown = (process.memoryUsage().heapUsed - memory) / 2 ** 20
    console.log(`${'heap grown by, with what is remembered'.padEnd(44)}${grown.toFixed(0).padStart(22)} MB`)
  },
}
