import { performance } from 'node:perf_hooks'
import { type Kysely, sql } from 'kysely'
import { openDatabase } from '../src/store/databases.js'
import { migrate } from '../src/store/migrate.js'
import { type QueueQuery, queueOver } from '../src/store/queue.js'
import type { Database } from '../src/store/schema.js'
import type { Bench } from './main.js'

const sizes = [1_000, 10_000] as const
const rounds = 20

/** Rows as the queue has them; of the articles only what it shows. One in five is reviewed, one in fifty changed since. */
async function fill(database: Kysely<Database>, size: number): Promise<void> {
  await sql`
    insert into articles (id, source_id, source_name, title, published_at, language, script, read_at, statement_count,
      event_count, record)
    select 'a' || i, 's' || i % 20, 'Дереккөз ' || i % 20, 'Жаңалық ' || i, '2026-01-01'::timestamptz + i * interval '7 minutes',
      'kk', 'Cyrl', now(), 5, 2, '{}' from generate_series(1, ${size}) as i`.execute(database)
  await sql`
    insert into queue (article_id, source_id, moment, is_listed, revision, is_corrected, least, outlets,
      reviewed_revision, reviewed_by, reviewed_at)
    select id, source_id, published_at, true, case when arrival % 50 = 1 then 2 else 1 end, arrival % 50 = 1,
      case when arrival % 3 = 0 then 0.3 + (arrival % 7) / 10.0 else 1 end, 1 + arrival % 6,
      case when arrival % 5 = 1 then 1 end, case when arrival % 5 = 1 then 'Айгүл' end,
      case when arrival % 5 = 1 then now() end
    from articles`.execute(database)
  await sql`
    insert into topics (article_id, topic, confidence)
    select id, case when arrival % 500 = 0 then 'medtop:20000209' else 'medtop:11000000' end, 0.8 from articles`.execute(
    database,
  )
}

const asked: readonly (readonly [name: string, query: Partial<QueueQuery>])[] = [
  ['what waits, newest', {}],
  ['what waits, least sure', { order: 'least' }],
  ['what waits, most covered', { order: 'covered' }],
  ['all', { state: 'all' }],
  ['changed since', { state: 'changed' }],
  ['of a source', { source: 's3' }],
  ['of a frequent topic', { topic: 'medtop:11000000' }],
  ['of a rare topic', { topic: 'medtop:20000209' }],
  ['less sure than 0.5', { below: 0.5 }],
  ['corrected', { corrected: true }],
  ['since a day', { since: '2026-01-04' }],
]

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

export const queue: Bench = {
  name: 'queue',
  about: 'pages of the desk’s queue in the embedded database: the first, and one from the middle (ms, median)',
  async run() {
    for (const size of sizes) {
      const { database, close } = await openDatabase({ memory: true })
      await migrate(database)
      await fill(database, size)
      const store = queueOver(database)
      const timed = async (ask: () => Promise<unknown>): Promise<string> => {
        const times: number[] = []
        for (let i = 0; i < rounds; i++) {
          const began = performance.now()
          await ask()
          times.push(performance.now() - began)
        }
        return median(times).toFixed(1).padStart(8)
      }
      console.log(`\n${size} articles`)
      for (const [name, query] of asked) {
        const whole: QueueQuery = { order: 'newest', limit: 30, ...query }
        let cursor: string | undefined
        for (let i = 0; i < 10; i++) cursor = (await store.articles({ ...whole, cursor })).next ?? cursor
        const first = await timed(() => store.articles(whole))
        const later = await timed(() => store.articles({ ...whole, cursor }))
        console.log(`${name.padEnd(28)}${first}${later}`)
      }
      console.log(`${'counts'.padEnd(28)}${await timed(() => store.counts())}`)
      console.log(`${'sources'.padEnd(28)}${await timed(() => store.sources())}`)
      await close()
    }
  },
}
