import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { arabicFromCyrillic, cyrillicFromArabic, cyrillicFromLatin, latinFromCyrillic, toSource } from 'kazakh'
import { restore } from '../src/article/restore.js'
import { packageFolder } from '../src/data/table.js'
import { analyze } from '../src/language/analyze.js'
import { type NameSpan, nameClasses, spansOf } from '../src/language/names/classes.js'
import { decode } from '../src/language/names/decode.js'
import { featureVersion } from '../src/language/names/features.js'
import { knownLists } from '../src/language/names/known.js'
import { type NameModel, nameModel, readModel } from '../src/language/names/model.js'
import { findNames } from '../src/language/names/names.js'
import { type NamedSentence, nerFile, readIob2, split } from '../train/iob2.js'
import { nerOptions, trainNer } from '../train/ner.js'
import type { Eval } from './main.js'
import { readGold } from './score.js'

/** How many names are in the data, were found, and were found exactly. */
interface Count {
  readonly gold: number
  readonly found: number
  readonly right: number
}

const f1 = ({ gold, found, right }: Count): number => (gold + found === 0 ? 0 : (2 * right) / (gold + found))

const keyOf = (span: NameSpan): string => `${span.class} ${span.start} ${span.end}`

/** Exact match of span and class, by class and (under `micro`) of all. */
export function scoreNames(
  sentences: readonly NamedSentence[],
  find: (words: readonly string[]) => readonly NameSpan[],
): ReadonlyMap<string, Count> {
  const counts = new Map<string, { gold: number; found: number; right: number }>()
  const add = (name: string, what: 'gold' | 'found' | 'right'): void => {
    for (const row of [name, 'micro']) {
      const count = counts.get(row) ?? { gold: 0, found: 0, right: 0 }
      count[what]++
      counts.set(row, count)
    }
  }
  for (const { words, names } of sentences) {
    const keys = new Set(names.map(keyOf))
    for (const name of names) add(name.class, 'gold')
    for (const name of find(words)) {
      add(name.class, 'found')
      if (keys.has(keyOf(name))) add(name.class, 'right')
    }
  }
  return counts
}

const finder =
  (model: NameModel, change: (word: string) => string = (word) => word) =>
  (words: readonly string[]): readonly NameSpan[] =>
    spansOf(decode(words.map(change), model).labels)

const none: Count = { gold: 0, found: 0, right: 0 }
const share = (part: number, whole: number): string => (whole === 0 ? '-' : (part / whole).toFixed(3)).padStart(10)

function print(counts: ReadonlyMap<string, Count>): void {
  console.log(`${'class'.padEnd(15)}${'names'.padStart(7)}${'found'.padStart(7)} precision    recall        F1`)
  const rows = nameClasses
    .map((name) => ({ name, count: counts.get(name) ?? none }))
    .filter(({ count }) => count.gold + count.found > 0)
    .sort((a, b) => b.count.gold - a.count.gold)
  for (const { name, count } of [...rows, { name: 'micro', count: counts.get('micro') ?? none }]) {
    const { gold, found, right } = count
    console.log(
      `${name.padEnd(15)}${String(gold).padStart(7)}${String(found).padStart(7)}${share(right, found)}${share(right, gold)}${f1(count).toFixed(3).padStart(10)}`,
    )
  }
}

const micro = (sentences: readonly NamedSentence[], find: ReturnType<typeof finder>): string =>
  f1(scoreNames(sentences, find).get('micro') ?? none).toFixed(4)

function printAll(sentences: readonly NamedSentence[], model: NameModel): void {
  print(scoreNames(sentences, finder(model)))
  const lower = micro(
    sentences,
    finder(model, (word) => word.toLowerCase()),
  )
  const upper = micro(
    sentences,
    finder(model, (word) => word.toUpperCase()),
  )
  const latin = micro(
    sentences,
    finder(model, (word) => cyrillicFromLatin(latinFromCyrillic(word, '2021').text, '2021').text),
  )
  const arabic = micro(
    sentences,
    finder(model, (word) => cyrillicFromArabic(arabicFromCyrillic(word).text).text),
  )
  console.log(`\nthrough Latin (2021) and back F1 ${latin}, through töte and back F1 ${arabic}`)
  console.log(`without capitals F1 ${lower}, in capitals only F1 ${upper}`)
  console.log(`micro F1 ${micro(sentences, finder(model))}`)
}

/** Our types of things, and the classes that a name of one may well have. */
const fitting = {
  person: ['PERSON'],
  organization: ['ORGANISATION', 'FACILITY'],
  place: ['GPE', 'LOCATION', 'FACILITY'],
} as const
type Type = keyof typeof fitting
const typeOf = (name: string): Type | undefined =>
  name === 'person' || name === 'organization' || name === 'place' ? name : undefined

/** Written news is another matter than speech: how many names of our own articles are found whole. */
function printOwnArticles(model: NameModel): void {
  const counts = new Map<Type, { all: number; right: number }>()
  const folder = join(packageFolder(), 'eval/development')
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.gold.json'))) {
    const gold = readGold(join(folder, file))
    const analysis = analyze(restore({ content: readFileSync(join(folder, gold.article), 'utf8'), format: 'text' }))
    const found = analysis.blocks.map(({ block, aligned, sentences }) => ({
      text: block.text,
      names: sentences.flatMap(({ words }) =>
        findNames(words, { model, capitals: analysis.script !== 'Arab' }).map(({ start, end, class: name }) => {
          const range = toSource(aligned, { start: words[start]?.start ?? 0, end: words[end - 1]?.end ?? 0 })
          return { name, text: block.text.slice(range.start, range.end) }
        }),
      ),
    }))
    for (const entity of gold.entities) {
      const type = typeOf(entity.type)
      if (type === undefined) continue
      for (const [starts, text] of entity.mentions) {
        if (!isByName(text, entity.name)) continue
        const classes: readonly string[] = fitting[type]
        const right = found.some(
          (block) =>
            block.text.startsWith(starts) &&
            block.names.some((name) => classes.includes(name.name) && name.text === text),
        )
        const count = counts.get(type) ?? { all: 0, right: 0 }
        counts.set(type, { all: count.all + 1, right: count.right + (right ? 1 : 0) })
      }
    }
  }
  const shares = [...counts].map(([type, { all, right }]) => `${type} ${(right / all).toFixed(3)} of ${all}`)
  console.log(`\nnames of our own development articles found whole: ${shares.join(', ')}`)
}

/** Not by a title, a pronoun or a description: it begins as a word of the name does. */
const isByName = (mention: string, name: string): boolean =>
  name
    .split(/\s+/u)
    .some((word) => word.length >= 3 && mention.toLowerCase().startsWith(word.toLowerCase().slice(0, 4)))

/** A model that has not seen the development part, trained when first needed and kept in dist. */
function developmentModel(training: readonly NamedSentence[]): NameModel {
  const key = createHash('sha256').update(JSON.stringify([featureVersion, nerOptions, training]))
  const lists = join(packageFolder(), 'data')
  for (const file of knownLists) key.update(readFileSync(join(lists, `${file}.tsv`)))
  const file = join(packageFolder(), `dist/ner-development-${key.digest('hex').slice(0, 12)}.bin`)
  if (!existsSync(file)) {
    console.error('Training a model without the development part; this takes some minutes, once.')
    writeFileSync(file, trainNer(training))
  }
  return readModel(readFileSync(file), file)
}

export const ner: Eval = {
  name: 'ner',
  about: 'names of 25 classes, exact match, by the shipped model on an IOB2 FILE, else on the development part',
  run([file]) {
    if (file !== undefined) {
      const sentences = readIob2(file)
      console.log(`${file}: ${sentences.length} sentences\n`)
      printAll(sentences, nameModel())
      return
    }
    const data = nerFile()
    if (data === undefined) {
      console.log('../shared/data/ner is not at hand: names were not measured')
      return
    }
    const { training, development, twins } = split(readIob2(data))
    console.log(
      `Every tenth sentence of KazNERD's part at hand: ${development.length} sentences, by a model trained on ${training.length} others (${twins} that repeat one of these in digits or words left out)\n`,
    )
    const model = developmentModel(training)
    printOwnArticles(model)
    printAll(development, model)
  },
}
