import { existsSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import type { ArticleRecord } from '../src/record/schema.js'
import { withDatabase } from '../src/store/databases.js'
import { documentedOf, putDocuments } from '../src/store/documents.js'
import { migrate } from '../src/store/migrate.js'
import { parseQuery } from '../src/store/query.js'
import type { Database } from '../src/store/schema.js'
import { rank, units } from '../src/store/search.js'
import { makeDatabase, server } from '../test/database.js'
import { newsSentences, readIob2 } from './iob2.js'
import type { Eval } from './main.js'
import {
  depth,
  type Figures,
  figuresOf,
  judged,
  judgedQueries,
  madeQueries,
  type Query,
  unimorph,
  words,
} from './search.js'

type Executor = Kysely<Database>

/** A way to find sentences in PostgreSQL: their numbers, the best first. */
interface System {
  readonly name: string
  find(database: Executor, query: string, limit: number): Promise<readonly number[]>
}

const numbered = async (rows: Promise<{ readonly rows: readonly { readonly id: number }[] }>) =>
  (await rows).rows.map(({ id }) => id)

const simple =
  (operator: '&' | '|'): System['find'] =>
  (database, query, limit) => {
    const asked = words(query)
      .map((word) => `'${word.replaceAll('\\', '').replaceAll("'", "''")}'`)
      .join(` ${operator} `)
    return numbered(
      sql<{ id: number }>`
        select id from sentences where exact @@ ${asked}::tsquery
        order by ts_rank(exact, ${asked}::tsquery, 1) desc, id limit ${limit}`.execute(database),
    )
  }

const systems: readonly System[] = [
  {
    name: 'Derek',
    async find(database, query, limit) {
      const { page } = await rank(database, units.articles, parseQuery(query), { limit })
      return page.map(({ article }) => Number(article))
    },
  },
  {
    name: 'pg_trgm, word_similarity',
    find: (database, query, limit) =>
      numbered(
        sql<{ id: number }>`
          select id from sentences where ${query} <% text
          order by word_similarity(${query}, text) desc, id limit ${limit}`.execute(database),
      ),
  },
  {
    name: 'pg_trgm, similarity',
    find: (database, query, limit) =>
      numbered(
        sql<{ id: number }>`
          select id from sentences where text % ${query}
          order by similarity(text, ${query}) desc, id limit ${limit}`.execute(database),
      ),
  },
  { name: 'simple, all words', find: simple('&') },
  { name: 'simple, any word', find: simple('|') },
]

/** A sentence as an article of one paragraph. */
export const recordOf = (id: number, text: string): ArticleRecord => ({
  id: String(id),
  source: { id: 'news', name: 'news', kind: 'unknown' },
  authors: [],
  tags: [],
  language: 'kk',
  script: 'Cyrl',
  blocks: [{ id: 'b1', kind: 'paragraph', text }],
  attribution: { chain: [] },
  photoCredits: [],
  entities: [],
  times: [],
  statements: [],
  events: [],
})

async function fill(database: Executor, documents: readonly string[]): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(database)
  await sql`create table sentences (id integer primary key, text text, exact tsvector)`.execute(database)
  for (let from = 0; from < documents.length; from += 1_000) {
    const portion = documents.slice(from, from + 1_000)
    await database.transaction().execute(async (transaction) => {
      for (const [i, text] of portion.entries()) {
        const record = recordOf(from + i, text)
        await sql`insert into sentences values (${from + i}, ${text}, to_tsvector('simple', ${text}))`.execute(
          transaction,
        )
        await transaction
          .insertInto('articles')
          .values({
            id: record.id,
            source_id: record.source.id,
            source_name: record.source.name,
            url: null,
            title: '',
            published_at: null,
            language: record.language,
            script: record.script,
            read_at: new Date(0).toISOString(),
            statement_count: 0,
            event_count: 0,
            record: JSON.stringify(record),
          })
          .execute()
        await putDocuments(transaction, [documentedOf(record)])
      }
    })
  }
  await sql`create index on sentences using gin (text gin_trgm_ops)`.execute(database)
  await sql`create index on sentences using gin (exact)`.execute(database)
  await sql`analyze`.execute(database)
  const name = await sql<{ name: string }>`select current_database() as name`.execute(database)
  // Low enough that what is cut off would not be among the ten best.
  for (const setting of ['word_similarity_threshold', 'similarity_threshold']) {
    await sql
      .raw(
        `alter database ${name.rows[0]?.name ?? ''} set pg_trgm.${setting} = ${setting === 'similarity_threshold' ? 0.05 : 0.3}`,
      )
      .execute(database)
  }
}

/** `each` queries of a made set at most: trigrams are slow. */
async function measure(database: Kysely<Database>, documents: readonly string[], each: number): Promise<void> {
  const sets: Readonly<Record<string, readonly Query[]>> = {
    ...madeQueries(documents.map(words)),
    ...(existsSync(judged) && { 'judged by hand': judgedQueries(documents) }),
  }
  console.log(`${''.padEnd(28)}${'queries'.padStart(8)}  recall@10      MRR  nDCG@10`)
  for (const [name, all] of Object.entries(sets)) {
    console.log(`\n${name}`)
    const queries = all.slice(0, each)
    for (const system of systems) {
      const figures: Figures[] = []
      for (const { text, relevant, unjudged = new Set() } of queries) {
        const ranked = (await system.find(database, text, depth + unjudged.size)).filter((id) => !unjudged.has(id))
        figures.push(figuresOf(ranked.slice(0, depth), relevant))
      }
      const mean = (of: (one: Figures) => number): string =>
        (figures.reduce((sum, one) => sum + of(one), 0) / figures.length).toFixed(3)
      const cells = [
        mean((f) => f.recall).padStart(11),
        mean((f) => f.mrr).padStart(9),
        mean((f) => f.ndcg).padStart(9),
      ]
      console.log(`  ${system.name.padEnd(26)}${String(queries.length).padStart(8)}${cells.join('')}`)
    }
  }
}

async function run([each = '60']: readonly string[]): Promise<void> {
  if (server === undefined || !existsSync(newsSentences) || !existsSync(unimorph)) {
    console.log(`skipped: it needs TEST_DATABASE_URL, ${newsSentences} and ${unimorph}`)
    return
  }
  const documents = readIob2(newsSentences).map(({ tokens }) => tokens.join(' '))
  console.log(
    `${documents.length} sentences of television news (development data) in PostgreSQL; each system by its SQL\n`,
  )
  const { where, remove } = await makeDatabase(server)
  try {
    await withDatabase(where, async (database) => {
      await migrate(database)
      await fill(database, documents)
    })
    await withDatabase(where, (database) => measure(database, documents, Number(each)))
  } finally {
    await remove()
  }
}

/** `npm run eval -- retrieval [QUERIES]`: the store's search against what PostgreSQL has of its own. */
export const retrieval: Eval = {
  name: 'retrieval',
  about: "the store's search on PostgreSQL, against pg_trgm and exact words",
  run,
}
