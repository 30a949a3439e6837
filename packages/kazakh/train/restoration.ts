/**
 * Makes src/scripts/restoration/*.ts, which tell the way from each alphabet back into Cyrillic, from word forms of
 * KazNERD, UD_Kazakh-KTB and UniMorph and the dictionary of hunspell-kk: `npm run train:scripts -w kazakh`.
 * Words that `isForMeasuring` keeps are not learned from; only where they are dictionary stems they may be exceptions.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import {
  choose,
  classOf,
  hamzaOf,
  type Lossy,
  type Model,
  type Place,
  pieces,
  restorer,
  scale,
  slotsOf,
  spelledPieces,
  spellings,
} from 'kazakh/scripts'

const [data, dictionary, out, only] = process.argv.slice(2)
if (data === undefined || dictionary === undefined || out === undefined)
  throw new Error('usage: restoration.js DATA-FOLDER HUNSPELL.dic OUT-FOLDER [ALPHABET]')

/** FNV-1a; one word of five is for measuring (packages/derek/eval/scripts.ts has the same). */
const hashOf = (word: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193) >>> 0
  return hash
}
const isForMeasuring = (word: string): boolean => hashOf(word) % 5 === 0
const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
const clean = (form: string): string => form.normalize('NFC').toLowerCase()
const isWord = (form: string): boolean => /^[а-яёәғқңөұүһі]+$/u.test(form)

/** An affix of hunspell: what goes, what comes, and after which letters. */
interface Affix {
  readonly off: string
  readonly on: string
  readonly after: RegExp
}
const affixes = new Map<string, Affix[]>()
for (const line of linesOf(dictionary.replace(/\.dic$/u, '.aff'))) {
  const [kind, flag, off, on, after] = line.split(/\s+/u)
  if (kind !== 'SFX' || flag === undefined || off === undefined || on === undefined || after === undefined) continue
  const list = affixes.get(flag) ?? []
  list.push({ off: off === '0' ? '' : off, on: on === '0' ? '' : on, after: new RegExp(`${after}$`, 'u') })
  affixes.set(flag, list)
}
/** The dictionary allows some affixes that harmony does not. */
const isHarmonic = (stem: string, suffix: string): boolean => {
  const vowel = stem.match(/[аоұыяёәөүіеэ](?=[^аоұыяёәөүіеэ]*$)/u)?.[0] ?? ''
  const own = suffix.replace(/[мбп]ен(?:ен)?$/u, '')
  return 'аоұыяё'.includes(vowel) ? !/[әөүіе]/u.test(own) : !/[аоұы]/u.test(own)
}
/** Forms of a stem, four of all that its affixes make, always the same. */
const inflect = (stem: string, flags: string): string[] =>
  [...flags]
    .flatMap((flag) =>
      (affixes.get(flag) ?? []).flatMap(({ off, on, after }) =>
        after.test(stem) && stem.endsWith(off) && isHarmonic(stem, on)
          ? [stem.slice(0, stem.length - off.length) + on]
          : [],
      ),
    )
    .sort((a, b) => hashOf(`${a}.`) - hashOf(`${b}.`))
    .slice(0, 4)

const entries = linesOf(dictionary).map((line) => line.split('/'))
const stems = entries.map(([stem]) => clean(stem ?? '')).filter(isWord)
const inflected = entries.flatMap(([stem, flags]) => inflect(clean(stem ?? ''), flags ?? ''))
const attested = [
  ...linesOf(`${data}/ner/train.iob2`).map((line) => line.split(' ')[0] ?? ''),
  ...linesOf(`${data}/ktb/train.conllu`).map((line) => line.split('\t')[1] ?? ''),
  ...['kaz.noun.tsv', 'kaz.verb.tsv'].flatMap((file) =>
    linesOf(`${data}/unimorph/${file}`).flatMap((line) => (line.split('\t')[1] ?? '').split(' ')),
  ),
].map(clean)
const words = new Set(
  [...attested, ...stems, ...inflected]
    .filter((form) => !isForMeasuring(form))
    .flatMap((form) => form.split('-'))
    .filter((part) => isWord(part) && !isForMeasuring(part)),
)

interface Case {
  readonly place: Place
  readonly gold: string
}

const spell = (word: string, alphabet: Lossy): string =>
  (alphabet === 'tote' && hamzaOf(word) ? 'ء' : '') +
  pieces(word, spellings[alphabet])
    .map(({ spelled }) => spelled)
    .join('')

function casesOf(form: string, alphabet: Lossy): Case[] {
  const word = spell(form, alphabet)
  const kind = classOf(word, alphabet)
  const cases: Case[] = []
  let before = ''
  let at = word.startsWith('ء') ? 1 : 0
  for (const { cyrillic, spelled } of pieces(form, spellings[alphabet])) {
    if (spelled !== '') cases.push({ place: { key: word.charAt(at) + kind, before, word, at }, gold: cyrillic })
    before += cyrillic
    at += spelled.length
  }
  return cases
}

/** Shuffles in place, the same each time. */
function shuffle<T>(list: T[]): void {
  let seed = 1
  for (let i = list.length - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    const j = Math.floor((seed / 2 ** 32) * (i + 1))
    const one = list[i]
    const other = list[j]
    if (one !== undefined && other !== undefined) [list[i], list[j]] = [other, one]
  }
}

function learn(alphabet: Lossy, size: number, epochs: number): Model {
  const cases = [...words].flatMap((word) => casesOf(word, alphabet))
  const counts = new Map<string, Map<string, number>>()
  for (const { place, gold } of cases) {
    const own = counts.get(place.key) ?? new Map<string, number>()
    own.set(gold, (own.get(gold) ?? 0) + 1)
    counts.set(place.key, own)
  }
  const answers = new Map(
    [...counts].map(([key, own]) => [key, [...own].sort((a, b) => b[1] - a[1]).map(([answer]) => answer)]),
  )
  const spelled = spelledPieces(alphabet)
  const open = cases.filter(({ place }) => (answers.get(place.key)?.length ?? 0) > 1)
  const weights = new Float32Array(size)
  const sums = new Float32Array(size)
  let turn = 1
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(open)
    let wrong = 0
    for (const { place, gold } of open) {
      const own = answers.get(place.key) ?? []
      const right = own.indexOf(gold)
      const got = choose(
        own.map((answer) => spelled.get(answer) ?? ''),
        weights,
        place,
      )
      if (got !== right) {
        wrong++
        const move = (answer: number, step: number): void => {
          for (const slot of slotsOf(place, answer, size)) {
            weights[slot] = (weights[slot] ?? 0) + step
            sums[slot] = (sums[slot] ?? 0) + step * turn
          }
        }
        move(right, 1)
        move(got, -1)
      }
      turn++
    }
    console.error(`${alphabet} ${epoch + 1}: ${wrong} of ${open.length} wrong`)
  }
  const averaged = weights.map((weight, i) => weight - (sums[i] ?? 0) / turn)
  // Most weights are small: a few large ones are cut to the ends of the scale.
  const step = 5 / 42
  const table = Int8Array.from(averaged, (weight) => Math.max(-42, Math.min(42, Math.round(weight / step))))
  return { answers, weights: table, exceptions: new Map() }
}

/**
 * Stems of the dictionary that the weights get wrong. Those of four letters and more may inflect, unless that would
 * spoil a word that was learned from.
 */
function exceptionsOf(alphabet: Lossy, model: Model): Model['exceptions'] {
  const restore = restorer(alphabet, model)
  const wrong = new Map<string, { readonly cyrillic: string; inflects: boolean }>()
  for (const stem of new Set([...stems, ...words])) {
    const spelled = spell(stem, alphabet)
    if (restore(spelled).text !== stem) wrong.set(spelled, { cyrillic: stem, inflects: stem.length >= 4 })
  }
  // Where two words are spelled alike, the one that the weights restore stands, unless only the other is a stem.
  const known = new Set(stems)
  for (const word of new Set([...words, ...stems])) {
    const spelled = spell(word, alphabet)
    const exception = wrong.get(spelled)
    if (exception === undefined || restore(spelled).text !== word) continue
    if (known.has(word) || !known.has(exception.cyrillic)) wrong.delete(spelled)
  }
  for (const word of words) {
    const spelled = spell(word, alphabet)
    for (let length = 2; length < spelled.length; length++) {
      const exception = wrong.get(spelled.slice(0, length))
      if (exception?.inflects && !word.startsWith(exception.cyrillic)) exception.inflects = false
    }
  }
  return wrong
}

const alphabets: readonly (readonly [Lossy, string, number])[] = [
  ['plain', 'plain', 2 ** 18],
  ['tote', 'tote', 2 ** 19],
  ['latin-2018', 'latin2018', 2 ** 18],
  ['latin-2019', 'latin2019', 2 ** 18],
  ['latin-2021', 'latin2021', 2 ** 18],
]
for (const [alphabet, name, size] of alphabets) {
  if (only !== undefined && only !== alphabet) continue
  const model = learn(alphabet, size, 5)
  // Typed without Kazakh letters, too many words are alike: none is an exception.
  const exceptions: Model['exceptions'] = alphabet === 'plain' ? new Map() : exceptionsOf(alphabet, model)
  const middle = scale.indexOf('.')
  const text = (lines: readonly string[]): string => `\`\n${lines.join('\n')}\n\``
  const answers = [...model.answers].map(([key, own]) => `${key}\t${own.join(',')}`).sort()
  const rows = [...exceptions]
    .map(([spelled, { cyrillic, inflects }]) => `${spelled}\t${cyrillic}${inflects ? '' : '\t='}`)
    .sort()
  const weights = Array.from(model.weights, (weight) => scale.charAt(weight + middle)).join('')
  writeFileSync(
    `${out}/${name}.ts`,
    `// Made by train/restoration.ts from KazNERD, UD_Kazakh-KTB, UniMorph kaz and hunspell-kk: see NOTICE. Do not edit.
export const ${name}Answers = ${text(answers)}
export const ${name}Exceptions = ${text(rows)}
export const ${name}Weights =
  '${weights}'
`,
  )
  console.error(`${alphabet}: ${words.size} words, ${exceptions.size} exceptions`)
}
