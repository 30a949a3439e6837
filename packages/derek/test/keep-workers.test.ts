import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstreamManager } from '@nats-io/jetstream'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { generate, randomFrom } from '../bench/generate.js'
import { workersOf } from '../src/flow/declare.js'
import { keep } from '../src/flow/keep.js'
import { type NatsBus, natsBus } from '../src/flow/nats.js'
import { reading, streamOf } from '../src/flow/streams.js'
import { draftPost } from '../src/post/draft.js'
import { read } from '../src/read.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { openText } from '../src/source/open.js'
import type { Page } from '../src/source/schema.js'
import { backupLines } from '../src/store/backup.js'
import { openStore, type Store } from '../src/store/store.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { start } from './command.js'
import { contentOf, differencesIn, faults } from './content.js'
import { databaseOn, endOf, untilDone } from './crew.js'
import { ask } from './database.js'
import { hasNats, makeNats } from './nats.js'

/** Workers that keep at once, and how many articles tell of each story. */
const workers = Number(process.env.DEREK_KEEP_WORKERS ?? 4)
const tellings = Number(process.env.DEREK_KEEP_TELLINGS ?? 12)
const seed = Number(process.env.DEREK_KEEP_SEED ?? 5)

interface Given {
  readonly page: Page
  readonly record: ArticleRecord
}

/** What is told, with invented people and places: a bridge, a school, a dam, a library. */
const events = [
  ['Қапал', 'көпір', 'Досым Ермекұлы', 'Жетісу', 870, 3],
  ['Бақанас', 'мектеп', 'Нұрлан Айтқалиев', 'Алматы', 412, 5],
  ['Шәуілдір', 'бөгет', 'Ғалым Сейітжанов', 'Түркістан', 1_250, 8],
  ['Қобда', 'кітапхана', 'Әлия Тұрсынбаева', 'Ақтөбе', 96, 10],
] as const

/** One of many who tell of an event; later versions are at the same address, an hour after one another. */
function told(event: (typeof events)[number], telling: number, version: number): Given {
  const [place, what, person, region, cost, day] = event
  const outlet = `${telling}-арна`
  const text = [
    `${place} ауылында ${what} ашылды`,
    `${region} облысының ${place} ауылында жаңа ${what} ашылды, деп хабарлайды «${outlet}».`,
    `Ашылуға аудан әкімі ${person} қатысты.`,
    `«Бұл ${what} ${cost + 13} отбасыға керек еді», – деді ${person}.`,
    `Құрылысқа ${cost} миллион теңге жұмсалды.`,
    ...Array.from({ length: version }, (_, i) => `Толықтырылды: ${what} туралы тағы ${i + 2} хабар түсті.`),
  ].join('\n')
  const at = Date.UTC(2026, 5, day, 6, telling) + version * 60 * 60_000
  const page = {
    ...openText(text, 'text'),
    url: `https://arna-${telling}.example/${day}`,
    publishedAt: new Date(at).toISOString(),
    source: outlet,
  }
  return { page, record: read(page) }
}

/** Every third telling is changed later, every sixth twice. */
const tellingsOf = (event: (typeof events)[number]): readonly Given[] =>
  Array.from({ length: tellings }, (_, telling) => telling).flatMap((telling) =>
    Array.from({ length: telling % 6 === 0 ? 3 : telling % 3 === 0 ? 2 : 1 }, (_, version) =>
      told(event, telling, version),
    ),
  )

const clear = events.flatMap(tellingsOf)
/** Articles of few people and days, of which it is a matter of order which are of one story. */
const tangled: readonly Given[] = [...generate(tellings * 3, { changedEach: 3, people: 12, days: 4, seed })]

function shuffled<T>(all: readonly T[], seed: number): readonly T[] {
  const random = randomFrom(seed)
  return all
    .map((one) => ({ one, at: random(1_000_000) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** In any order: a third version may come before the first. */
const given = shuffled([...clear, ...tangled], seed)
/** First versions that are there before, each with a post. */
const posted = events.map((event) => told(event, 0, 0))

const messageOf = ({ page, record }: Given) => ({ kind: 'read' as const, url: page.url ?? '', page, record })

async function post(store: Store): Promise<void> {
  await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
  const template = { template: 'post' as const, photo: false, corrections: [] }
  for (const { page, record } of posted) {
    await store.save(page, record)
    const post = draftPost(record, { ...template, script: 'Cyrl' })
    await store.posts.add({ channel: 'news', key: record.id, article: record.id, post, template, by: 'test' })
  }
}

/** Until so many requests for a message wait at the server: so many workers have begun, sixteen at once of each. */
async function untilBegun({ connection }: NatsBus, count: number): Promise<void> {
  const { consumers } = await jetstreamManager(connection)
  const { name } = reading
  while ((await consumers.info(streamOf(name), workersOf(name))).num_waiting <= 16 * (count - 1)) await sleep(50)
}

/** Has all articles kept by so many workers at once; answers how many messages each of them handled. */
async function keptBy(count: number, url: string): Promise<readonly number[]> {
  const store = await openStore({ url })
  await post(store)
  await store.close()
  const nats = await makeNats()
  await nats.start()
  const bus = await natsBus({ url: nats.url, say: () => {} })
  const said: string[] = Array.from({ length: count }, () => '')
  const running: readonly ChildProcess[] = said.map((_, i) => {
    const worker = start(['worker', 'keep'], { NATS_URL: nats.url, DATABASE_URL: url })
    worker.stdout?.resume()
    worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said[i] += text
    })
    return worker
  })
  try {
    await untilBegun(bus, count)
    await Promise.all(
      given.flatMap((one, i) => [
        bus.give(reading, messageOf(one)),
        // As a message that is handed out again: two workers have it at once.
        ...(i % 3 === 0 ? [bus.give(reading, messageOf(one), { id: `again ${i}` })] : []),
      ]),
    )
    await untilDone(bus, () => said.join(''))
    expect(await Promise.all(running.map((worker) => endOf(worker, 'SIGTERM'))), said.join('')).toEqual(
      running.map(() => 0),
    )
    return said.map((text) => text.match(/^\S+: .* [0-9a-f]{16} /gmu)?.length ?? 0)
  } finally {
    for (const worker of running) worker.kill('SIGKILL')
    await bus.close()
    await nats.remove()
  }
}

/** Keeps the same articles one by one, as their transactions were committed in another database. */
async function keptOneByOne(url: string, order: readonly string[]): Promise<void> {
  const store = await openStore({ url })
  await post(store)
  const stage = keep({ store, say: () => {} })
  const byId = new Map(given.map((one) => [one.record.id, one]))
  const tools = { give: async () => {}, signal: new AbortController().signal }
  for (const id of order) {
    const one = byId.get(id)
    if (one !== undefined) await stage.handle(messageOf(one), tools)
  }
  await store.close()
}

async function rowsOf<T>(url: string, query: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

/** The articles in the order in which their transactions were committed, those of one in the order in which they came. */
async function committedIn(url: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ id: string }>(
    url,
    `select articles.id from articles join revisions on article_id = articles.id and number = 1
     order by pg_xact_commit_timestamp(revisions.xmin), arrival`,
  )
  return rows.map(({ id }) => id)
}

/** All rows of all tables, but for what says when, and how often it was tried. */
async function allRowsIn(url: string): Promise<readonly string[]> {
  let text = ''
  for await (const lines of backupLines({ url })) text += lines
  return text
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map(comparable)
    .toSorted()
}

/** Of several texts of one address, `addresses` names the one that was kept last: messages come twice. */
const otherwise = ['addresses article', 'audit id', 'audit at']
const times = ['arrival', 'read_at', 'made_at', 'done_at', 'given_at', 'due_at', 'free_at']

function comparable(line: string): string {
  const [table, row] = rowSchema.parse(JSON.parse(line))
  const same = Object.entries(row)
    .filter(([name]) => !times.includes(name) && !otherwise.includes(`${table} ${name}`))
    // Facets are a set.
    .map(([name, value]) => [name, name === 'facets' && Array.isArray(value) ? value.toSorted() : value])
  return JSON.stringify([table, same])
}
const rowSchema = z.tuple([z.string(), z.record(z.string(), z.unknown())])

/** The articles of each story that is told clearly, by its title. */
const storiesIn = async (url: string): Promise<readonly unknown[]> =>
  rowsOf(
    url,
    `select title, articles, outlets, array_agg(article_id order by article_id) as ids
     from stories join story_articles on story_id = stories.id where title like '%ауылында%ашылды' group by stories.id order by title`,
  )

const postsIn = async (url: string): Promise<readonly unknown[]> =>
  rowsOf(url, `select key, article_id, state, post ->> 'text' as text from posts order by key`)

/** A cluster that knows when each transaction was committed. */
async function makeNotingCluster(): Promise<Cluster> {
  const cluster = await makeCluster()
  await cluster.start()
  await ask(cluster.url, 'alter system set track_commit_timestamp = on')
  await cluster.stop()
  await cluster.start()
  return cluster
}

describe.skipIf(!hasNats || programs === undefined)(
  'several workers that keep articles of the same stories (skipped where nats-server or PostgreSQL is not installed)',
  () => {
    it(
      'leave what one leaves that keeps them one after another: no update of a story twice, and none out of its order',
      async () => {
        const cluster = await makeNotingCluster()
        try {
          const [many, serial, one] = await Promise.all(
            ['many', 'serial', 'one'].map((name) => databaseOn(cluster, name)),
          )
          if (many === undefined || serial === undefined || one === undefined) throw new Error('no databases')
          const shares = await keptBy(workers, many)
          expect(shares.filter((share) => share > 0).length, shares.join(', ')).toBeGreaterThan(workers / 2)
          // In the order of its commits, it is the same to the last row.
          await keptOneByOne(serial, await committedIn(many))
          expect(await allRowsIn(many)).toEqual(await allRowsIn(serial))
          // In any other order, it is the same but for which articles of a tangle are a story.
          await keptBy(1, one)
          const [content, expected] = await Promise.all([contentOf(many), contentOf(one)])
          expect(differencesIn(content, expected)).toEqual([])
          for (const fault of faults) expect(content.get(fault)).toEqual([])
          const stories = await storiesIn(many)
          expect(stories).toMatchObject(events.map(() => ({ articles: tellings, outlets: tellings })))
          expect(stories).toEqual(await storiesIn(one))
          // A post says what the newest version says, whatever came first.
          const posts = await postsIn(many)
          expect(posts).toEqual(await postsIn(one))
          const newest = new Set(events.map((event) => told(event, 0, 2).record.id))
          expect(posts).toMatchObject(posts.map(() => ({ article_id: expect.toSatisfy((id) => newest.has(id)) })))
        } finally {
          await cluster.remove()
        }
      },
      120_000 + workers * tellings * 1_000,
    )
  },
)
