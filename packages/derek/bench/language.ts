import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createAnalyzer, tokenize } from 'kazakh'
import type { Bench } from './main.js'

const file = new URL('../../../../../shared/data/ner/train.iob2', import.meta.url)

/** Sentences of television news (KazNERD); without them, of our own development articles there would be too few. */
const newsSentences = (): readonly (readonly string[])[] =>
  readFileSync(file, 'utf8')
    .split(/\n\n/u)
    .map((sentence) =>
      sentence
        .split('\n')
        .map((line) => line.split(' ')[0] ?? '')
        .filter((token) => token !== ''),
    )

/** The best of several runs: other work on the machine only makes a run longer. */
function seconds(work: () => void, runs = 5): number {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    work()
    best = Math.min(best, (performance.now() - start) / 1000)
  }
  return best
}

const row = (name: string, tokens: number, time: number): void =>
  console.log(
    `${name.padEnd(52)}${Math.round(tokens / time)
      .toLocaleString('en')
      .padStart(12)}`,
  )

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')
function megabytes(): string {
  if (typeof collect === 'function') collect()
  return `${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`
}

/** A peer's command fed one word a line; the time that it takes with nothing to read is taken off. */
function peer(name: string, command: string, args: readonly string[], words: readonly string[]): void {
  const run = (input: string): ReturnType<typeof spawnSync> =>
    spawnSync(command, args, { input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] })
  let status: number | null = 0
  const start = seconds(() => {
    status = run('\n').status
  }, 2)
  if (status !== 0) {
    console.log(`${name.padEnd(52)}${'not installed'.padStart(14)}`)
    return
  }
  const text = words.join('\n')
  row(name, words.length, Math.max(0.001, seconds(() => run(text), 2) - start))
}

/** Words that no memory has: beginnings and ends of known ones, joined. */
function* invented(words: readonly string[], count: number): Generator<string> {
  for (let i = 0; i < count; i++) {
    const first = words[(i * 7919) % words.length] ?? ''
    const second = words[(i * 104729 + 13) % words.length] ?? ''
    yield first.slice(0, 4) + second.slice(-5)
  }
}

export const language: Bench = {
  name: 'language',
  about: 'tokens a second on one core, beside hunspell-kk and apertium-kaz where they are installed',
  run() {
    if (!existsSync(file)) {
      console.log(`${file.pathname} is not there: nothing measured`)
      return
    }
    const sentences = newsSentences()
    const tokens = sentences.flat()
    const distinct = [...new Set(tokens)]
    const texts = sentences.map((sentence) => sentence.join(' '))
    console.log(`KazNERD: ${tokens.length} tokens, ${distinct.length} of them distinct; tokens a second\n`)

    const started = process.cpuUsage()
    const spent = (): number => Math.round(process.cpuUsage(started).user / 1000)
    const analyzer = createAnalyzer()
    analyzer.analyze('бала')
    const one = spent()
    for (const letter of 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя') analyzer.analyze(letter)
    console.log(`kazakh: the first word is read in ${one} ms, all of the lexicon in ${spent()} ms (of processor time)`)
    const forgetful = (): void => {
      const none = createAnalyzer({ remember: 2 })
      for (const word of distinct) none.analyze(word)
    }
    forgetful()
    row('kazakh: distinct words, none remembered', distinct.length, seconds(forgetful))
    const running = (): void => {
      for (const token of tokens) analyzer.analyze(token)
    }
    running()
    row('kazakh: running text, once warm', tokens.length, seconds(running))
    const whole = (): void => {
      for (const text of texts) for (const token of tokenize(text)) analyzer.analyze(token.text)
    }
    whole()
    row('kazakh: tokens found and analysed, once warm', tokens.length, seconds(whole))

    peer('hunspell-kk: right or wrong (hunspell -l)', 'hunspell', ['-d', 'kk_KZ', '-i', 'utf-8', '-l'], tokens)
    peer('hunspell-kk: stems (hunspell -s), a tenth of it', 'hunspell', ['-d', 'kk_KZ', '-i', 'utf-8', '-s'], tokens.slice(0, 20_000))
    peer('apertium-kaz (apertium kaz-morph)', 'apertium', ['-f', 'none', 'kaz-morph'], tokens)

    const before = megabytes()
    for (const word of invented(distinct, 200_000)) analyzer.analyze(word)
    const between = megabytes()
    for (const word of invented(distinct.toReversed(), 200_000)) analyzer.analyze(word)
    console.log(`\nheap: ${before}, after 200,000 words never met ${between}, after 200,000 more ${megabytes()}`)
  },
} // biome-ignore format: long rows
