import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { terms, tokenize } from 'kazakh'
import { packageFolder } from '../src/data/table.js'
import { newsSentences, readIob2 } from './iob2.js'
import type { Eval } from './main.js'
import { Bm25 } from './search/bm25.js'

/** A way to make index terms, of documents and of queries alike. */
interface System {
  readonly name: string
  termsOf(text: string): readonly string[]
}

interface Query {
  readonly text: string
  readonly relevant: ReadonlySet<number>
}

const words = (text: string): readonly string[] =>
  tokenize(text)
    .filter(({ kind }) => kind !== 'punctuation')
    .map(({ text }) => text.toLowerCase())

const systems: readonly System[] = [
  { name: 'exact words', termsOf: words },
  {
    name: 'character trigrams',
    termsOf: (text) =>
      words(text).flatMap((word) => {
        const padded = `_${word}_`
        return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3))
      }),
  },
  { name: 'terms()', termsOf: (text) => terms(text).map(({ term }) => term) },
]

const judged = join(packageFolder(), 'eval/search/judged.tsv')
const unimorph = join(packageFolder(), '../../../shared/data/unimorph')
const depth = 10

/** A small generator of random numbers, so that the same queries are made each time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** The lemma of each word by UniMorph, else by hunspell-kk where it is installed: no evidence of our own. */
function independentLemmas(vocabulary: readonly string[]): ReadonlyMap<string, string> {
  const table = new Map<string, Set<string>>()
  for (const file of ['kaz.noun.tsv', 'kaz.verb.tsv']) {
    for (const line of readFileSync(join(unimorph, file), 'utf8').split('\n')) {
      const [lemma, form] = line.split('\t')
      if (lemma !== undefined && form !== undefined) table.set(form, (table.get(form) ?? new Set<string>()).add(lemma))
    }
  }
  const stems = hunspellStems(vocabulary)
  const found = new Map<string, string>()
  for (const word of vocabulary) {
    const lemmas = table.get(word)
    const lemma = lemmas === undefined ? stems.get(word) : lemmas.size === 1 ? [...lemmas][0] : undefined
    if (lemma !== undefined) found.set(word, lemma)
  }
  return found
}

function hunspellStems(vocabulary: readonly string[]): ReadonlyMap<string, string> {
  const run = spawnSync('hunspell', ['-d', 'kk_KZ', '-s', '-i', 'UTF-8'], {
    input: vocabulary.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  const stems = new Map<string, string>()
  if (run.error !== undefined || run.status !== 0) {
    console.log('hunspell-kk is not installed: the lemmas of UniMorph alone make the queries\n')
    return stems
  }
  for (const line of run.stdout.split('\n')) {
    const [word, stem] = line.trim().split(' ')
    // Stems come from the longest to the shortest; the last is the dictionary's.
    if (word !== undefined && stem !== undefined) stems.set(word, stem)
  }
  return stems
}

/** Queries of one and of two words, each word in a form that some relevant documents do not have. */
function madeQueries(
  documents: readonly (readonly string[])[],
): Readonly<Record<'one word' | 'two words', readonly Query[]>> {
  const vocabulary = [...new Set(documents.flat())].filter((word) => /^[а-яәғқңөұүһі]{3,}$/u.test(word))
  const lemmas = independentLemmas(vocabulary)
  const holders = new Map<string, Set<number>>()
  const forms = new Map<string, Set<string>>()
  for (const [id, document] of documents.entries()) {
    for (const word of document) {
      const lemma = lemmas.get(word)
      if (lemma === undefined) continue
      holders.set(lemma, (holders.get(lemma) ?? new Set<number>()).add(id))
      forms.set(lemma, (forms.get(lemma) ?? new Set<string>()).add(word))
    }
  }
  const random = randomFrom(5)
  const pick = (all: ReadonlySet<string>): string => [...all][random(all.size)] ?? ''
  const content = [...holders].filter(([lemma, ids]) => {
    const of = forms.get(lemma)?.size ?? 0
    return lemma.length > 2 && of >= 2 && ids.size >= 3 && ids.size <= 200
  })
  const one: Query[] = []
  const two: Query[] = []
  for (let tries = 0; one.length < 300 && tries < 3000; tries++) {
    const [lemma, relevant] = content[random(content.length)] ?? []
    const form = pick(forms.get(lemma ?? '') ?? new Set<string>())
    if (relevant !== undefined && form !== '') one.push({ text: form, relevant })
  }
  const isContent = new Set(content.map(([lemma]) => lemma))
  for (let tries = 0; two.length < 300 && tries < 30_000; tries++) {
    const document = documents[random(documents.length)] ?? []
    const inside = [...new Set(document.flatMap((word) => lemmas.get(word) ?? []))].filter((lemma) =>
      isContent.has(lemma),
    )
    const first = inside[random(Math.max(inside.length, 1))]
    const second = inside[random(Math.max(inside.length, 1))]
    if (first === undefined || second === undefined || first === second) continue
    const with2 = holders.get(second) ?? new Set<number>()
    const relevant = new Set([...(holders.get(first) ?? [])].filter((id) => with2.has(id)))
    const text = `${pick(forms.get(first) ?? new Set())} ${pick(forms.get(second) ?? new Set())}`
    two.push({ text, relevant })
  }
  return { 'one word': one, 'two words': two }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** Queries judged by hand: a line has the query, then NUMBER:HASH of every relevant sentence. */
function judgedQueries(documents: readonly string[]): readonly Query[] {
  return readFileSync(judged, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [text = '', ...relevant] = line.split('\t')
      const ids = relevant.map((cell) => {
        const [number, hash] = cell.split(':')
        const id = Number(number)
        if (hashOf(documents[id] ?? '') !== hash)
          throw new Error(`judged.tsv: sentence ${number} is not the one judged`)
        return id
      })
      return { text, relevant: new Set(ids) }
    })
}

interface Figures {
  readonly recall: number
  readonly mrr: number
  readonly ndcg: number
}

/** Recall is of as many as ten places can hold. */
function figuresOf(ranked: readonly number[], relevant: ReadonlySet<number>): Figures {
  const hits = ranked.map((id) => relevant.has(id))
  const possible = Math.min(depth, relevant.size)
  const gain = (rank: number): number => 1 / Math.log2(rank + 2)
  const dcg = hits.reduce((sum, hit, rank) => sum + (hit ? gain(rank) : 0), 0)
  const ideal = Array.from({ length: possible }, (_, rank) => gain(rank)).reduce((sum, one) => sum + one, 0)
  const first = hits.indexOf(true)
  return {
    recall: hits.filter(Boolean).length / possible,
    mrr: first < 0 ? 0 : 1 / (first + 1),
    ndcg: dcg / ideal,
  }
}

function run(args: readonly string[]): void {
  if (!existsSync(newsSentences) || !existsSync(unimorph)) {
    console.log(`not here, skipped (${newsSentences}, ${unimorph})`)
    return
  }
  const documents = readIob2(newsSentences).map(({ tokens }) => tokens.join(' '))
  const indexes = systems.map((system) => {
    const index = new Bm25()
    for (const document of documents) index.add(system.termsOf(document))
    return { system, index }
  })
  const ranked = (query: string): readonly (readonly number[])[] =>
    indexes.map(({ system, index }) => index.search(system.termsOf(query), depth))
  if (args[0] === 'pool') {
    pool(args.slice(1), documents, ranked)
    return
  }
  console.log(`${documents.length} sentences of television news as documents, BM25 for all\n`)
  const sets = {
    ...madeQueries(documents.map(words)),
    ...(existsSync(judged) && { 'judged by hand': judgedQueries(documents) }),
  }
  console.log(`${''.padEnd(22)}${'queries'.padStart(8)}  recall@10      MRR  nDCG@10`)
  for (const [name, queries] of Object.entries(sets)) {
    console.log(`\n${name}`)
    const all = queries.map((query) => ranked(query.text).map((ids) => figuresOf(ids, query.relevant)))
    for (const [index, { system }] of indexes.entries()) {
      const mean = (of: (figures: Figures) => number): string =>
        (all.reduce((sum, row) => sum + (row[index] === undefined ? 0 : of(row[index])), 0) / all.length).toFixed(3)
      const cells = [
        mean((f) => f.recall).padStart(11),
        mean((f) => f.mrr).padStart(9),
        mean((f) => f.ndcg).padStart(9),
      ]
      console.log(`  ${system.name.padEnd(20)}${String(queries.length).padStart(8)}${cells.join('')}`)
    }
  }
}

/** `npm run eval -- search pool QUERY…`: what any system finds first, to be read and judged. */
function pool(
  queries: readonly string[],
  documents: readonly string[],
  ranked: (query: string) => readonly (readonly number[])[],
): void {
  for (const query of queries) {
    console.log(`\n# ${query}`)
    const found = new Set(ranked(query).flatMap((ids) => ids.slice(0, 6)))
    for (const id of found) console.log(`${id}:${hashOf(documents[id] ?? '')}\t${documents[id]}`)
  }
}

/** `npm run eval -- search`: inflected queries against news sentences. */
export const search: Eval = { name: 'search', about: 'retrieval by terms(), by exact words, by trigrams', run }
