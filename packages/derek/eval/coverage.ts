import { existsSync, readFileSync } from 'node:fs'
import { type Analysis, createAnalyzer, mend } from 'kazakh'
import type { Eval } from './main.js'

/** What an analyzer offers, whatever a reader in context chooses: is the right analysis among those of the word? */

const data = new URL('../../../../../shared/data/', import.meta.url)

interface Gold {
  readonly form: string
  readonly lemma: string
  readonly upos: string
  readonly feats: string
}

/** Every tenth sentence: those that `train/lexicon.ts` leaves out. */
const isDevelopment = (_: string, index: number): boolean => index % 10 === 9

function treebankWords(file: URL): readonly Gold[] {
  return readFileSync(file, 'utf8')
    .split(/\n\n/u)
    .filter(isDevelopment)
    .flatMap((sentence) => sentence.split('\n'))
    .map((line) => line.split('\t'))
    .filter(([id = '']) => /^\d+$/u.test(id))
    .map(([, form = '', lemma = '', upos = '', , feats = '']) => ({ form, lemma, upos, feats: feats === '_' ? '' : feats }))
} // biome-ignore format: one row

const written = ({ feats }: Analysis): string =>
  Object.entries(feats)
    .map(([name, value]) => `${name}=${value}`)
    .join('|')

const sameLemma = (gold: Gold, analysis: Analysis): boolean => gold.lemma.toLowerCase() === analysis.lemma.toLowerCase()

type Fits = (gold: Gold, analysis: Analysis) => boolean
const layers: readonly (readonly [string, Fits])[] = [
  ['lemma', sameLemma],
  ['UPOS', (gold, analysis) => gold.upos === analysis.upos],
  ['feats', (gold, analysis) => gold.feats === written(analysis)],
  ['UPOS + feats', (gold, analysis) => gold.upos === analysis.upos && gold.feats === written(analysis)],
  ['all three', (gold, analysis) => sameLemma(gold, analysis) && gold.upos === analysis.upos && gold.feats === written(analysis)],
] // biome-ignore format: a table

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`

function treebank(show: boolean): void {
  const words = treebankWords(new URL('ktb/train.conllu', data))
  const analyzer = createAnalyzer()
  const analyzed = words.map((gold) => ({ gold, analyses: analyzer.analyze(gold.form) }))
  const offered = analyzed.reduce((sum, { analyses }) => sum + analyses.length, 0) / words.length
  console.log(`UD_Kazakh-KTB, development sentences: ${words.length} words, ${offered.toFixed(1)} analyses a word\n`)
  console.log(`${''.padEnd(14)}${'among all'.padStart(12)}${'the first'.padStart(12)}`)
  for (const [name, fits] of layers) {
    const among = analyzed.filter(({ gold, analyses }) => analyses.some((one) => fits(gold, one)))
    const first = analyzed.filter(({ gold, analyses: [one] }) => one !== undefined && fits(gold, one))
    console.log(
      `${name.padEnd(14)}${percent(among.length, words.length).padStart(12)}${percent(first.length, words.length).padStart(12)}`,
    )
  }
  if (!show) return
  for (const { gold, analyses } of analyzed) {
    const missed = layers.slice(0, 3).filter(([, fits]) => !analyses.some((one) => fits(gold, one)))
    if (missed.length === 0) continue
    const top = analyses.slice(0, 3).map((one) => `${one.lemma}/${one.upos}/${written(one)}`)
    console.log(`${missed.map(([name]) => name).join(',')}: ${gold.form} ${gold.lemma}/${gold.upos}/${gold.feats}  <  ${top.join('  ')}`)
  }
} // biome-ignore format: long rows

function news(show: boolean): void {
  const sentences = readFileSync(new URL('ner/train.iob2', data), 'utf8').split(/\n\n/u)
  const analyzer = createAnalyzer()
  console.log('\nKazNERD, television news: word tokens by the best that is known of them\n')
  console.log(`${''.padEnd(24)}${'words'.padStart(9)}${'known stem'.padStart(12)}${'guessed'.padStart(10)}${'no analysis'.padStart(13)}`)
  for (const [name, part] of [
    ['all', sentences],
    ['development (each 10th)', sentences.filter(isDevelopment)],
  ] as const) {
    const guessed = new Map<string, number>()
    let all = 0
    let known = 0
    let none = 0
    for (const line of part.flatMap((sentence) => sentence.split('\n'))) {
      const token = mend(line.split(' ')[0] ?? '').text
      if (!/\p{L}/u.test(token)) continue
      all++
      const [best] = analyzer.analyze(token)
      if (best?.known === true) known++
      else if (best === undefined || best.confidence <= 0.1) none++
      else guessed.set(token, (guessed.get(token) ?? 0) + 1)
    }
    const guesses = all - known - none
    console.log(
      `${name.padEnd(24)}${String(all).padStart(9)}${percent(known, all).padStart(12)}${percent(guesses, all).padStart(10)}${percent(none, all).padStart(13)}`,
    )
    if (show) console.log([...guessed].sort((a, b) => b[1] - a[1]).slice(0, 300).map(([word, count]) => `${word} ${count}`).join(', '))
  }
} // biome-ignore format: tables

export const coverage: Eval = {
  name: 'coverage',
  about:
    'whether the right analysis is among those offered, and how many words of news are known (SHOW=1 lists the rest)',
  run() {
    if (!existsSync(data)) {
      console.log(`${data.pathname} is not there: nothing measured`)
      return
    }
    const show = process.env.SHOW === '1'
    treebank(show)
    news(show)
  },
}
