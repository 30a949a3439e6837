import { type Kysely, type Migration, Migrator } from 'kysely'
import { articles } from './migrations/0001-articles.js'
import { search } from './migrations/0002-search.js'
import { revisions } from './migrations/0003-revisions.js'
import { suggestions } from './migrations/0004-suggestions.js'
import { topics } from './migrations/0005-topics.js'
import { stories } from './migrations/0006-stories.js'
import { notices } from './migrations/0007-notices.js'
import { posts } from './migrations/0008-posts.js'
import { accounts } from './migrations/0009-accounts.js'
import { flow } from './migrations/0010-flow.js'
import type { Database } from './schema.js'

/** All that was done to the tables, in order; each once. A new one is a file beside these, and a line here. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-articles': articles,
  '0002-search': search,
  '0003-revisions': revisions,
  '0004-suggestions': suggestions,
  '0005-topics': topics,
  '0006-stories': stories,
  '0007-notices': notices,
  '0008-posts': posts,
  '0009-accounts': accounts,
  '0010-flow': flow,
}

/** Brings the tables up to date; or, where they are to take in what is older, up to one of the migrations. */
export async function migrate(database: Kysely<Database>, to?: string): Promise<void> {
  const migrator = new Migrator({
    db: database,
    // What is made side by side may be merged after another of a higher number.
    allowUnorderedMigrations: true,
    provider: { getMigrations: async () => ({ ...migrations }) },
  })
  const { error } = to === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(to)
  if (error !== undefined) throw error
}
