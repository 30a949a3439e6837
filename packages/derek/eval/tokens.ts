import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Range, sentences, tokenize } from 'kazakh'
import { packageFolder } from '../src/data/table.js'
import type { Eval } from './main.js'

/** A gold sentence: its text, its surface tokens, and the syntactic words of each. */
interface GoldSentence {
  readonly text: string
  readonly tokens: readonly { readonly form: string; readonly words: readonly string[] }[]
}

const treebank = join(packageFolder(), '../../../shared/data/ktb/train.conllu')

function readGold(conllu: string): readonly GoldSentence[] {
  return conllu
    .split(/\n\s*\n/u)
    .map((block) => block.split('\n'))
    .filter((lines) => lines.some((line) => /^\d/u.test(line)))
    .map((lines) => {
      const text = lines.find((line) => line.startsWith('# text = '))?.slice('# text = '.length) ?? ''
      const tokens: { form: string; words: string[] }[] = []
      let open = 0
      for (const line of lines) {
        const [id = '', form = ''] = line.split('\t')
        const range = /^(\d+)-(\d+)$/u.exec(id)
        if (range !== null) {
          tokens.push({ form, words: [] })
          open = Number(range[2]) - Number(range[1]) + 1
        } else if (/^\d+$/u.test(id)) {
          if (open > 0) {
            tokens.at(-1)?.words.push(form)
            open -= 1
          } else tokens.push({ form, words: [form] })
        }
      }
      return { text, tokens }
    })
}

/** What is compared: ranges of tokens and sentences, and words with their place in their token. */
interface Units {
  readonly tokens: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  readonly sentences: ReadonlySet<string>
}

const key = ({ start, end }: Range): string => `${start}-${end}`
const wordKeys = (range: Range, forms: readonly string[]): readonly string[] =>
  forms.map((form, index) => `${key(range)} ${forms.length === 1 ? '' : `${index} ${form.toLowerCase()}`}`)

function goldUnits(gold: readonly GoldSentence[], text: string): Units {
  const tokens = new Set<string>()
  const words = new Set<string>()
  const found = new Set<string>()
  let at = 0
  for (const sentence of gold) {
    found.add(key({ start: at, end: at + sentence.text.length }))
    let from = at
    for (const token of sentence.tokens) {
      const start = text.indexOf(token.form, from)
      if (start < 0) throw new Error(`"${token.form}" is not in "${sentence.text}"`)
      const range = { start, end: start + token.form.length }
      tokens.add(key(range))
      for (const word of wordKeys(range, token.words)) words.add(word)
      from = range.end
    }
    at += sentence.text.length + 1
  }
  return { tokens, words, sentences: found }
}

function ourUnits(text: string): Units {
  const tokens = tokenize(text, { segmentation: 'ud' })
  return {
    tokens: new Set(tokens.map(key)),
    words: new Set(tokens.flatMap((token) => wordKeys(token, token.words?.map(({ form }) => form) ?? [token.text]))),
    sentences: new Set(sentences(text).map(key)),
  }
}

function row(name: string, gold: ReadonlySet<string>, ours: ReadonlySet<string>): string {
  const right = [...ours].filter((unit) => gold.has(unit)).length
  const precision = right / ours.size
  const recall = right / gold.size
  const f1 = (2 * right) / (ours.size + gold.size)
  const cells = [precision, recall, f1].map((figure) => (100 * figure).toFixed(2).padStart(11))
  return `${name.padEnd(12)}${String(gold.size).padStart(8)}${String(ours.size).padStart(8)}${cells.join('')}`
}

function run(args: readonly string[]): void {
  const file = args[0] ?? treebank
  if (!existsSync(file)) {
    console.log(`not here, skipped (${file})`)
    return
  }
  const gold = readGold(readFileSync(file, 'utf8'))
  const text = gold.map((sentence) => sentence.text).join(' ')
  const expected = goldUnits(gold, text)
  const ours = ourUnits(text)
  console.log(`${file}: ${gold.length} sentences joined with a space\n`)
  console.log(`${''.padEnd(12)}    gold    ours  precision     recall         F1`)
  for (const unit of ['tokens', 'words', 'sentences'] as const) console.log(row(unit, expected[unit], ours[unit]))
  if (process.env.SHOW !== undefined) {
    for (const unit of ['words', 'sentences'] as const) show(unit, text, expected[unit], ours[unit])
  }
}

function show(unit: string, text: string, gold: ReadonlySet<string>, ours: ReadonlySet<string>): void {
  const cut = (key: string): string => {
    const [start = 0, end = 0] = key.split(/[- ]/u).map(Number)
    const slice = text.slice(start, end)
    return slice.length > 120
      ? `${slice.slice(0, 60)} … ${slice.slice(-60)}`
      : `${slice} ${key.split(' ').slice(1).join(' ')}`
  }
  for (const one of gold) if (!ours.has(one)) console.log(`${unit} missed ${cut(one)}`)
  for (const one of ours) if (!gold.has(one)) console.log(`${unit} extra  ${cut(one)}`)
}

/** `npm run eval -- tokens [FILE]`: tokens, syntactic words and sentences against a CoNLL-U file; SHOW=1 lists faults. */
export const tokens: Eval = { name: 'tokens', about: 'segmentation against UD_Kazakh-KTB', run }
