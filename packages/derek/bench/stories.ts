import { type Kysely, sql } from 'kysely'
import { givenNames, places } from '../src/data/lists.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { withDatabase } from '../src/store/databases.js'
import { migrate } from '../src/store/migrate.js'
import { placementsOf } from '../src/store/placing.js'
import type { Database } from '../src/store/schema.js'
import { flowOf } from '../src/story/copying.js'
import { differences } from '../src/story/differences.js'
import { place } from '../src/story/grouping.js'
import { topics } from '../src/story/lists.js'
import { MemoryIndex } from '../src/story/memory-index.js'
import type { Placement, Signature } from '../src/story/schema.js'
import { keysOf, signatureOf } from '../src/story/signature.js'
import { storyText } from '../src/story/text.js'
import { makeDatabase, server } from '../test/database.js'
import { randomFrom } from './generate.js'
import type { Bench } from './main.js'

/** Articles that are made word by word; more are these under other names, numbers and days. */
const made = 1_000
const measured = 200
/** All articles are of so many days, so that a window of more articles has more of them. */
const days = 60
const sentencesEach = 10

type Random = ReturnType<typeof randomFrom>

/** Some things are in the news each day, and most are seldom: the first of a list are drawn most. */
const drawn = <T>(all: readonly T[], random: Random): T | undefined =>
  all[Math.floor(all.length * (random(1_000) / 1_000) ** 3)]

/** An article of invented sentences: names, places, numbers, and the words of topics. Every fifth is a copy of one before. */
function articleOf(number: number, random: Random, before: readonly ArticleRecord[]): ArticleRecord {
  const source = `source${random(40)}`
  const id = `a${number}`
  const copied = number % 5 === 0 ? before[random(before.length)] : undefined
  const publishedAt = new Date(Date.UTC(2027, 0, 1) + random(days) * 86_400_000).toISOString()
  const base = {
    id,
    source: { id: source, name: source, kind: 'portal' as const },
    authors: [],
    tags: [],
    language: 'kk',
    script: 'Cyrl',
    attribution: { chain: [] },
    photoCredits: [],
    entities: [],
    times: [],
    statements: [],
    events: [],
  }
  if (copied !== undefined) {
    return { ...base, publishedAt: copied.publishedAt ?? publishedAt, blocks: copied.blocks.slice(0, 6) }
  }
  const words = topics().flatMap(({ kk }) => kk)
  const who = Array.from(
    { length: 3 },
    () => `${drawn(givenNames(), random)?.name} ${drawn(givenNames(), random)?.name}ов`,
  )
  const blocks = Array.from({ length: sentencesEach }, (_, i) => ({
    id: `b${i + 1}`,
    kind: i === 0 ? ('heading' as const) : ('paragraph' as const),
    text: `Кеше ${who[random(3)]} ${drawn(places(), random)?.name} жерінде ${Array.from({ length: 8 }, () => drawn(words, random)).join(' ')} ${random(5_000)} рет айтты.`,
  }))
  return { ...base, publishedAt, blocks }
}

/** A signature of another article of the same make. */
function another(signature: Signature, number: number, day: number, random: Random): Signature {
  const renamed = (all: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
    Object.fromEntries(
      Object.entries(all).map(([key, weight]) => [random(3) === 0 ? `${key}${random(400)}` : key, weight]),
    )
  return {
    ...signature,
    article: `b${number}`,
    day,
    names: renamed(signature.names),
    numbers: Object.fromEntries(Object.values(signature.numbers).map((weight) => [String(random(5_000)), weight])),
    words: renamed(signature.words),
    sketch: signature.sketch.map(() => random(2 ** 31)),
  }
}

const part = (sorted: readonly number[], of: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0).toFixed(2).padStart(10)

async function run(args: readonly string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [1_000, 10_000, 100_000]
  const random = randomFrom(7)
  const records: ArticleRecord[] = []
  for (let number = 1; number <= made + measured * sizes.length; number++) {
    records.push(articleOf(number, random, records))
  }
  const stored = records.slice(0, made).map((record) => signatureOf(storyText(record)))
  const first = Math.min(...stored.map(({ day }) => day))
  let next = made
  console.log(`generated articles of ${days} days; a new one is read into words, signed, and placed\n`)
  console.log(
    `${''.padEnd(12)}${'articles stored'.padStart(16)}${'sign p50'.padStart(10)}${'place p50'.padStart(10)}${'p95'.padStart(10)}${'max ms'.padStart(10)}${'joined'.padStart(12)}`,
  )
  for (const wanted of sizes) {
    const signatures = Array.from({ length: wanted }, (_, number): Signature => {
      const base = stored[number % made]
      if (base === undefined) throw new Error('no article was made')
      // Those that are stored are not placed one by one: each is a story, and they came in the order of their days.
      return another(base, number, first + Math.floor((number / wanted) * days), random)
    })
    // What the new ones may be copies of.
    const all = [...signatures, ...stored]
    const asked = records.slice(next, next + measured)
    next += measured
    const memory = new MemoryIndex()
    for (const signature of all) memory.add(signature, { story: signature.article, merges: [] })
    await measure('memory', wanted, asked, (signature) => place(signature, memory))
    if (server === undefined) continue
    const own = await makeDatabase(server)
    await withDatabase(own.where, async (database) => {
      await migrate(database)
      await fill(database, all)
      await measure('PostgreSQL', wanted, asked, async (signature) => (await placementsOf(database, [signature]))[0])
    })
    await own.remove()
  }
  if (server === undefined) console.log('PostgreSQL is not measured: TEST_DATABASE_URL is not set')
  compare(records)
}

/** Places new articles one after another; none is kept. */
async function measure(
  where: string,
  wanted: number,
  asked: readonly ArticleRecord[],
  placed: (signature: Signature) => Promise<Placement | undefined>,
) {
  const times: { sign: number; place: number }[] = []
  let joined = 0
  for (const record of asked) {
    const start = performance.now()
    const signature = signatureOf(storyText(record))
    const signed = performance.now()
    const placement = await placed(signature)
    times.push({ sign: signed - start, place: performance.now() - signed })
    if (placement?.opened === false) joined += 1
  }
  const sorted = (of: 'sign' | 'place'): readonly number[] => times.map((time) => time[of]).sort((a, b) => a - b)
  console.log(
    `${where.padEnd(12)}${String(wanted).padStart(16)}${part(sorted('sign'), 0.5)}${part(sorted('place'), 0.5)}${part(sorted('place'), 0.95)}${part(sorted('place'), 1)}${`${joined} of ${measured}`.padStart(12)}`,
  )
}

/** Rows as placing would leave them, without the articles that they are of. */
async function fill(database: Kysely<Database>, signatures: readonly Signature[]): Promise<void> {
  await sql`alter table story_articles drop constraint story_articles_article_id_fkey`.execute(database)
  for (let i = 0; i < signatures.length; i += 1_000) {
    const some = signatures.slice(i, i + 1_000)
    const rows = some.map((signature) => ({ article: signature.article, day: signature.day, signature }))
    await sql`
      insert into story_articles (article_id, story_id, day, signature)
      select article, article, day, signature from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as own (article text, day integer, signature jsonb)`.execute(database)
    const keys = some.map((signature) => ({
      article: signature.article,
      day: signature.day,
      keys: [...new Set(keysOf(signature))],
    }))
    await sql`
      insert into story_keys (article_id, key, day)
      select article, key, day from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
        as own (article text, day integer, keys jsonb), jsonb_array_elements_text(keys) as one (key)`.execute(database)
  }
  await sql`
    insert into story_days (day, articles) select day, count(*) from story_articles group by day
  `.execute(database)
  await sql`analyze story_articles`.execute(database)
  await sql`analyze story_keys`.execute(database)
}

/** One story of thirty articles, and two texts of growing length. */
function compare(records: readonly ArticleRecord[]): void {
  const texts = records.slice(0, 30).map(storyText)
  const start = performance.now()
  flowOf(texts)
  console.log(`\nwho has it from whom, of 30 articles: ${(performance.now() - start).toFixed(0)} ms`)
  for (const characters of [10_000, 100_000, 1_000_000]) {
    const blocks = records.flatMap((record) => record.blocks)
    const long = (from: number) => {
      const own: ArticleRecord['blocks'][number][] = []
      for (let i = from, length = 0; length < characters; i++) {
        const block = blocks[i % blocks.length]
        if (block === undefined) break
        length += block.text.length
        own.push({ ...block, id: `b${i}` })
      }
      return own
    }
    const [record] = records
    if (record === undefined) return
    const [before, after] = [0, 40].map((from) => storyText({ ...record, blocks: long(from) }))
    if (before === undefined || after === undefined) return
    const begin = performance.now()
    differences(before, after)
    console.log(`differences of two texts of ${characters} characters: ${(performance.now() - begin).toFixed(0)} ms`)
  }
}

/** `npm run bench -- stories [SIZE …]`. */
export const stories: Bench = {
  name: 'stories',
  about: 'milliseconds to place a new article, by how many are stored',
  run,
}
