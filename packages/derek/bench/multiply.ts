import { type Kysely, sql } from 'kysely'
import type { Database } from '../src/store/schema.js'

/** All that an article has: each row of these tables is copied with it. */
const copied = [
  'articles', 'pages', 'revisions', 'entities', 'statements', 'events', 'participants', 'documents', 'sayings', 'cards',
  'topics', 'attributions', 'stories', 'story_articles', 'story_keys',
] as const // biome-ignore format: a table

/** What names an article or a story, and so differs in each copy. */
const names: ReadonlySet<string> = new Set(['article_id', 'story_id'])
const isId = (table: string, column: string): boolean =>
  names.has(column) || (column === 'id' && (table === 'articles' || table === 'stories'))

/** The generated articles of a day. */
const eachDay = 1_000

/**
 * Copies the articles that are there, with all that was made of them, until they are some `size`: each copy under other
 * names, and earlier than the one before, so that a day has as many articles as before. Foreign keys are not asked, so
 * that 100,000 take minutes.
 */
export async function multiply(database: Kysely<Database>, size: number): Promise<void> {
  const { rows: counted } = await sql<{ count: string }>`select count(*) as count from articles`.execute(database)
  const now = Number(counted[0]?.count ?? 0)
  const copies = Math.floor(size / now)
  if (copies < 2) return
  const span = Math.ceil(now / eachDay)
  await database.connection().execute(async (connection) => {
    const run = (text: string) => sql.raw(text).execute(connection)
    await run('set session_replication_role = replica')
    const { rows: indexes } = await sql<{ readonly name: string; readonly definition: string }>`
      select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and tablename in (${sql.join(copied)})
        and not exists (select from pg_constraint where conname = indexname)`.execute(connection)
    for (const { name } of indexes) await run(`drop index ${name}`)
    for (const table of copied) {
      const { rows: columns } = await sql<{ readonly name: string }>`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_identity = 'NO'`.execute(connection)
      const values = columns.map(({ name }) => {
        if (isId(table, name)) return `${name} || '-${size}.' || copy`
        if (name === 'address') return `${name} || '?${size}.' || copy`
        if (/^(?:published_at|first_at|last_at)$/u.test(name)) return `${name} - copy * interval '${span} days'`
        return table.startsWith('story_') && name === 'day' ? `${name} - copy * ${span}` : name
      })
      const listed = columns.map(({ name }) => `"${name}"`).join(', ')
      await run(
        `insert into ${table} (${listed}) select ${values.join(', ')} from ${table}, generate_series(1, ${copies - 1}) as copy`,
      )
    }
    await run('truncate story_days')
    await run('insert into story_days (day, articles) select day, count(*) from story_articles group by day')
    await run(`update words set articles = articles * ${copies}`)
    await run(`update names set articles = articles * ${copies}`)
    for (const { definition } of indexes) await run(definition)
    await run('set session_replication_role = default')
    await run('vacuum analyze')
  })
}
