import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readNumber, stopWords, terms, tokenize } from 'kazakh'
import { packageFolder } from '../src/data/table.js'
import { newsSentences, readIob2 } from './iob2.js'
import type { Eval } from './main.js'
import { Bm25 } from './search/bm25.js'

/** A way to make index terms, of documents and of queries alike. */
interface System {
  readonly name: string
  /** The words of a text, each with the terms that it is found by. */
  termsOf(text: string, of?: 'query'): readonly (readonly string[])[]
}

export interface Query {
  readonly text: string
  readonly relevant: ReadonlySet<number>
  /** Documents that nothing proves relevant or not: they are taken out of what is ranked. */
  readonly unjudged?: ReadonlySet<number>
}

function groupBy<T, K>(all: Iterable<T>, keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group === undefined) groups.set(keyOf(one), [one])
    else group.push(one)
  }
  return groups
}

export const words = (text: string): readonly string[] =>
  tokenize(text)
    .filter(({ kind }) => kind !== 'punctuation')
    .map(({ text }) => text.toLowerCase())

const systems: readonly System[] = [
  { name: 'exact words', termsOf: (text) => words(text).map((word) => [word]) },
  {
    name: 'character trigrams',
    termsOf: (text) =>
      words(text).flatMap((word) => {
        const padded = `_${word}_`
        return Array.from({ length: padded.length - 2 }, (_, at) => [padded.slice(at, at + 3)])
      }),
  },
  {
    name: 'terms()',
    termsOf: (text, of) => {
      const found = terms(text, of === 'query' ? { lemmas: 'best' } : {})
      return [...groupBy(found, ({ position }) => position).values()].map((all) => all.map(({ term }) => term))
    },
  },
]

export const judged = join(packageFolder(), 'eval/search/judged.tsv')
export const unimorph = join(packageFolder(), '../../../shared/data/unimorph')
export const depth = 10

/** A small generator of random numbers, so that the same queries are made each time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** The lemmas of words. */
type Evidence = ReadonlyMap<string, ReadonlySet<string>>

/** What UniMorph says the lemmas of words are. */
function unimorphLemmas(vocabulary: readonly string[]): Evidence {
  const found = new Map<string, Set<string>>()
  const add = (word: string, lemma: string): void => {
    found.set(word, (found.get(word) ?? new Set<string>()).add(lemma))
  }
  const wanted = new Set(vocabulary)
  for (const file of ['kaz.noun.tsv', 'kaz.verb.tsv']) {
    for (const line of readFileSync(join(unimorph, file), 'utf8').split('\n')) {
      const [lemma, form] = line.split('\t')
      if (lemma === undefined || form === undefined || !wanted.has(form)) continue
      // Verbs are listed by their verbal nouns: қосу ("adding") is of қос ("add").
      if (file === 'kaz.verb.tsv' && lemma.endsWith('у')) add(form, lemma.slice(0, -1))
      else add(form, lemma)
    }
  }
  return found
}

/** The dictionary's stems, where hunspell-kk is installed. Its headwords have possessed forms among them. */
function hunspellStems(vocabulary: readonly string[]): ReadonlyMap<string, string> {
  const run = spawnSync('hunspell', ['-d', 'kk_KZ', '-s', '-i', 'UTF-8'], {
    input: vocabulary.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  if (run.error !== undefined || run.status !== 0) {
    console.log('hunspell-kk is not installed: UniMorph alone says which forms are of one lemma\n')
    return new Map()
  }
  // Stems come from the longest to the shortest; the last is the dictionary's.
  const last = new Map<string, string>()
  for (const line of run.stdout.split('\n')) {
    const [word, stem] = line.trim().split(' ')
    if (word !== undefined && stem !== undefined) last.set(word, stem)
  }
  return last
}

/** A lemma with the forms that the news has of it, and the sentences that have one. */
interface Entry {
  readonly lemma: string
  readonly forms: readonly string[]
  readonly holders: ReadonlySet<number>
  readonly unjudged: ReadonlySet<number>
}

/** Lemmas of 3 to 200 sentences, in two forms or more; more frequent ones say little. */
function entriesOf(documents: readonly (readonly string[])[]): readonly Entry[] {
  const at = new Map<string, Set<number>>()
  for (const [id, document] of documents.entries()) {
    for (const word of document) at.set(word, (at.get(word) ?? new Set<number>()).add(id))
  }
  const vocabulary = [...at.keys()].filter((word) => /^[а-яәғқңөұүһі]{3,}$/u.test(word)).sort()
  const evidence = unimorphLemmas(vocabulary)
  const stems = hunspellStems(vocabulary)
  const headwords = new Set([...evidence.values()].flatMap((lemmas) => [...lemmas]))
  const forms = new Map<string, string[]>()
  for (const word of vocabulary) {
    const stem = stems.get(word)
    const lemmas = evidence.get(word) ?? (stem === undefined || !headwords.has(stem) ? [] : [stem])
    for (const lemma of lemmas) forms.set(lemma, [...(forms.get(lemma) ?? []), word])
  }
  const holding = (all: readonly string[]): Set<number> => new Set(all.flatMap((word) => [...(at.get(word) ?? [])]))
  const beginnings = groupBy(vocabulary, (word) => word.slice(0, 3))
  return [...forms].flatMap(([lemma, of]) => {
    const holders = holding(of)
    if (lemma.length < 3 || of.length < 2 || holders.size < 3 || holders.size > 200) return []
    if (readNumber(lemma) !== undefined || stopWords.has(lemma)) return []
    // What begins alike may be of this lemma, unless UniMorph has it in other paradigms.
    const alike = (beginnings.get(lemma.slice(0, 3)) ?? []).filter(
      (word) => word.startsWith(lemma.slice(0, -1)) && !of.includes(word) && !evidence.has(word),
    )
    const unjudged = new Set([...holding(alike)].filter((id) => !holders.has(id)))
    return [{ lemma, forms: of, holders, unjudged }]
  })
}

/** Queries of one and of two words, in forms that the relevant documents may not have. */
export function madeQueries(documents: readonly (readonly string[])[]): Readonly<Record<string, readonly Query[]>> {
  const entries = entriesOf(documents)
  const random = randomFrom(5)
  const pick = <T>(all: readonly T[]): T | undefined => all[random(all.length)]
  const one: Query[] = []
  const two: Query[] = []
  while (one.length < 300) {
    const entry = pick(entries)
    const form = pick(entry?.forms ?? [])
    if (entry !== undefined && form !== undefined) {
      one.push({ text: form, relevant: entry.holders, unjudged: entry.unjudged })
    }
  }
  for (let tries = 0; two.length < 300 && tries < 100_000; tries++) {
    const first = pick(entries)
    const id = pick([...(first?.holders ?? [])])
    const second = pick(entries.filter(({ holders }) => id !== undefined && holders.has(id)))
    if (first === undefined || second === undefined || first.lemma.slice(0, 3) === second.lemma.slice(0, 3)) continue
    const relevant = new Set([...first.holders].filter((held) => second.holders.has(held)))
    const unjudged = new Set([...first.unjudged, ...second.unjudged].filter((held) => !relevant.has(held)))
    two.push({ text: `${pick(first.forms)} ${pick(second.forms)}`, relevant, unjudged })
  }
  return { 'one word': one, 'two words': two }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** Queries judged by hand: a line has the query, then NUMBER:HASH of every relevant sentence. */
export function judgedQueries(documents: readonly string[]): readonly Query[] {
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

export interface Figures {
  readonly recall: number
  readonly mrr: number
  readonly ndcg: number
}

/** Recall is of as many as ten places can hold. */
export function figuresOf(ranked: readonly number[], relevant: ReadonlySet<number>): Figures {
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

/** What each system finds for a query, without the documents that are not judged. */
type Ranked = (query: string, unjudged?: ReadonlySet<number>) => readonly (readonly number[])[]

function run(args: readonly string[]): void {
  if (!existsSync(newsSentences) || !existsSync(unimorph)) {
    console.log(`not here, skipped (${newsSentences}, ${unimorph})`)
    return
  }
  const documents = readIob2(newsSentences).map(({ tokens }) => tokens.join(' '))
  const indexes = systems.map((system) => {
    const index = new Bm25()
    for (const document of documents) index.add(system.termsOf(document).flat())
    return { system, index }
  })
  const ranked: Ranked = (query, unjudged = new Set()) =>
    indexes.map(({ system, index }) =>
      index
        .search(system.termsOf(query, 'query'), depth + unjudged.size)
        .filter((id) => !unjudged.has(id))
        .slice(0, depth),
    )
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
    const all = queries.map((query) => ranked(query.text, query.unjudged).map((ids) => figuresOf(ids, query.relevant)))
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
function pool(queries: readonly string[], documents: readonly string[], ranked: Ranked): void {
  for (const query of queries) {
    console.log(`\n# ${query}`)
    const found = new Set(ranked(query).flatMap((ids) => ids.slice(0, 5)))
    for (const id of found) console.log(`${id}:${hashOf(documents[id] ?? '')}\t${documents[id]}`)
  }
}

/** `npm run eval -- search`: inflected queries against news sentences. */
export const search: Eval = { name: 'search', about: 'retrieval by terms(), by exact words, by trigrams', run }
