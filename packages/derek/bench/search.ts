import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { tokenize } from 'kazakh'
import { type Kysely, sql } from 'kysely'
import { newsSentences, readIob2 } from '../eval/iob2.js'
import { type ArticleRecord, acts } from '../src/record/schema.js'
import { type Where, withDatabase } from '../src/store/databases.js'
import { parseQuery, tsqueryOf } from '../src/store/query.js'
import type { Database } from '../src/store/schema.js'
import { conditionsOf, preferIndexes, rankQuery, units } from '../src/store/search.js'
import { openStore, type Store } from '../src/store/store.js'
import { makeDatabase, server } from '../test/database.js'
import type { Bench } from './main.js'
import { multiply } from './multiply.js'

/** Articles that are made one by one; more are copies of these, under other names and days. */
const made = 1_000
const sentencesEach = 12
const queriesEach = 200
const rounds = 3
const savedEach = 100
/** What the embedded database is for. */
const mostEmbedded = 10_000

/** A small generator of random numbers, so that the same articles are made each time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** An article of news sentences that were drawn at random, with invented people who say some of them. */
function articleOf(number: number, sentences: readonly string[], random: (below: number) => number): ArticleRecord {
  const drawn = Array.from({ length: sentencesEach }, () => sentences[random(sentences.length)] ?? '')
  const blocks = drawn.map((text, i) => ({
    id: `b${i + 1}`,
    kind: i === 0 ? ('lead' as const) : ('paragraph' as const),
    text,
  }))
  const named = [
    ...Array.from({ length: 3 }, () => ['person', `Адам ${random(500)}`] as const),
    ...Array.from({ length: 2 }, () => ['organization', `Мекеме ${random(200)}`] as const),
    ...Array.from({ length: 3 }, () => ['place', `Ауыл ${random(100)}`] as const),
  ]
  const entities = named.map(([type, name], i) => ({ id: `e${i + 1}`, type, name, aliases: [], mentions: [] }))
  const statements = blocks.slice(1, 6).map(({ id, text }, i) => {
    const span = { block: id, start: 0, end: text.length, text }
    return {
      id: `s${i + 1}`,
      speaker: `e${random(3) + 1}`,
      ...(random(3) === 0 && { addressee: `e${random(4) + 1}` }),
      kind: 'indirect' as const,
      act: acts[random(acts.length)] ?? 'state',
      cue: span,
      content: span,
      about: [],
      polarity: 'positive' as const,
    }
  })
  const source = `source${random(20)}`
  return {
    id: `a${number}`,
    source: { id: source, name: source, kind: 'portal' },
    publishedAt: new Date(Date.UTC(2024, 0, 1) + random(700) * 86_400_000).toISOString(),
    title: sentences[random(sentences.length)] ?? '',
    authors: [],
    tags: [],
    language: 'kk',
    script: 'Cyrl',
    blocks,
    attribution: { chain: [] },
    photoCredits: [],
    entities,
    times: [],
    statements,
    events: [],
  }
}

/** Queries of one to three words that stand in the sentences, some with a filter. */
function queriesOf(sentences: readonly string[]): readonly (readonly [string, { readonly act?: 'promise' }])[] {
  const random = randomFrom(11)
  return Array.from({ length: queriesEach }, (_, i) => {
    const words = tokenize(sentences[random(sentences.length)] ?? '').filter(({ kind }) => kind === 'word')
    const chosen = Array.from({ length: (i % 3) + 1 }, () => words[random(words.length)]?.text ?? '')
    return [chosen.join(' '), i % 10 === 0 ? { act: 'promise' } : {}]
  })
}

const part = (sorted: readonly number[], of: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0).toFixed(1).padStart(9)

const ask = async (
  store: Store,
  [query, filters]: ReturnType<typeof queriesOf>[number],
  unit: 'articles' | 'statements',
) =>
  unit === 'articles'
    ? store.search(query, { limit: 20, ...filters })
    : store.searchSayings(query, { limit: 20, ...filters })

/**
 * Each query at the best of some runs; and how long processors worked on it, here and in PostgreSQL, which other work on
 * the machine changes least.
 */
async function time(
  store: Store,
  place: string,
  sentences: readonly string[],
  unit: 'articles' | 'statements',
  workers: Workers,
) {
  const queries = queriesOf(sentences)
  for (const query of queries.slice(0, 20)) await ask(store, query, unit)
  const best = queries.map(() => Number.POSITIVE_INFINITY)
  const worked = queries.map(() => Number.POSITIVE_INFINITY)
  const pids = await workers()
  let found = 0
  for (let round = 0; round < rounds; round++) {
    for (const [i, query] of queries.entries()) {
      const before = workOf(pids)
      const start = performance.now()
      found += (await ask(store, query, unit)).total
      best[i] = Math.min(best[i] ?? Number.POSITIVE_INFINITY, performance.now() - start)
      worked[i] = Math.min(worked[i] ?? Number.POSITIVE_INFINITY, workOf(pids) - before)
    }
  }
  for (const times of [best, worked]) times.sort((a, b) => a - b)
  const mean = Math.round(found / queries.length / rounds)
  const cells = [...[0.5, 0.95, 1].map((of) => part(best, of)), ...[0.5, 0.95].map((of) => part(worked, of))]
  console.log(`${`${place}, ${unit}`.padEnd(32)}${String(mean).padStart(9)}${cells.join('')}`)
}

/** The processes of PostgreSQL that answer. */
type Workers = () => Promise<readonly number[]>

/** Milliseconds that this process and others have worked; without others where the system does not tell. */
function workOf(pids: readonly number[]): number {
  const { user, system } = process.cpuUsage()
  const others = pids.map((pid) => {
    const file = `/proc/${pid}/schedstat`
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : 0
  })
  return (user + system) / 1_000 + others.reduce((sum, one) => sum + one, 0)
}

const workersAt =
  (where: Where): Workers =>
  async () => {
    if (!('url' in where)) return []
    let pids: readonly number[] = []
    await withDatabase(where, async (database) => {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
          and backend_type = 'client backend'`.execute(database)
      pids = rows.map(({ pid }) => pid)
    })
    return pids
  }

/** What keeping an article takes, when so many are there. */
async function timeSaving(store: Store, name: string, sentences: readonly string[], random: (below: number) => number) {
  const times: number[] = []
  for (let i = 0; i < savedEach; i++) {
    const record = articleOf(next++, sentences, random)
    const start = performance.now()
    await store.save({ content: '', format: 'text' }, record)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  console.log(
    `${`${name}, saving one`.padEnd(32)}${''.padStart(9)}${[0.5, 0.95, 1].map((of) => part(times, of)).join('')}`,
  )
}

async function showPlan(database: Kysely<Database>, query: string): Promise<void> {
  const [clause] = parseQuery(query).clauses
  if (clause === undefined) return
  const words = {
    conditions: [sql`documents.terms @@ ${tsqueryOf(clause)}::tsquery`],
    weighed: [{ clause, query: tsqueryOf(clause), articles: 1, weight: 1 }],
    all: undefined,
    unit: units.articles,
    options: { limit: 20 },
  }
  // With a filter: the words and the filter are one scan of one index.
  const request = { ...words, conditions: [...words.conditions, ...conditionsOf({ act: 'promise' })] }
  const { rows } = await database.transaction().execute(async (transaction) => {
    await preferIndexes(transaction)
    return sql<{ 'QUERY PLAN': string }>`explain (analyze, timing off, costs off) ${rankQuery(request)}`.execute(
      transaction,
    )
  })
  const plan = rows.map((row) => row['QUERY PLAN'])
  const matches = plan.findIndex((line) => line.includes('CTE matches'))
  console.log(`  «${query}» in promises is looked for so:\n${plan.slice(matches, matches + 6).join('\n')}\n`)
}

/** The store with 1,000 articles, then with as many times those as `sizes` says. */
async function measure(name: string, where: Where, sizes: readonly number[], sentences: readonly string[]) {
  const random = randomFrom(7)
  let store = await openStore(where)
  for (next = 0; next < made; ) {
    await store.save({ content: '', format: 'text' }, articleOf(next++, sentences, random))
  }
  let now = made
  for (const size of [made, ...sizes]) {
    if (size > now) {
      await store.close()
      await withDatabase(where, (database) => multiply(database, size))
      store = await openStore(where)
      now = size
    }
    await time(store, `${name}, ${size}`, sentences, 'articles', workersAt(where))
  }
  await time(store, `${name}, ${now}`, sentences, 'statements', workersAt(where))
  await timeSaving(store, `${name}, ${now}`, sentences, random)
  await store.close()
  await withDatabase(where, (database) => showPlan(database, 'мектептің'))
}

/** The number of the next article that is made. */
let next = 0

async function run(args: readonly string[]): Promise<void> {
  if (!existsSync(newsSentences)) {
    console.log(`skipped: it makes its articles of ${newsSentences}`)
    return
  }
  const sentences = readIob2(newsSentences).map(({ tokens }) => tokens.join(' '))
  const sizes = args.length > 0 ? args.map(Number) : [10_000]
  const isEach = sizes.every((size, i) => Number.isInteger(size / (sizes[i - 1] ?? made)))
  if (!isEach) throw new Error(`sizes are multiples of ${made}, each of the one before: ${args.join(' ')}`)
  console.log(`each query at the best of ${rounds} runs; load average before ${loadavg()[0]?.toFixed(1)}\n`)
  console.log(
    `${'articles'.padEnd(32)}${'found'.padStart(9)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'max ms'.padStart(9)}${'work p50'.padStart(9)}${'work p95'.padStart(9)}`,
  )
  const folder = await mkdtemp(join(tmpdir(), 'derek-bench-'))
  try {
    await measure(
      'PGlite',
      { folder },
      sizes.filter((size) => size <= mostEmbedded),
      sentences,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
  if (server === undefined) {
    console.log('PostgreSQL skipped: TEST_DATABASE_URL is not set')
    return
  }
  const { where, remove } = await makeDatabase(server)
  try {
    await measure('PostgreSQL', where, sizes, sentences)
  } finally {
    await remove()
  }
}

/** `npm run bench -- search [SIZE …]`: sizes are multiples of 1,000, each of the one before. */
export const search: Bench = {
  name: 'search',
  about: 'milliseconds of a search, with its passages and counts, by the number of articles',
  run,
}
