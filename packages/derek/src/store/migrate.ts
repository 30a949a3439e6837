import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, type Migration, Migrator, sql } from 'kysely'
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
import { queue } from './migrations/0012-queue.js'
import { operation } from './migrations/0014-operation.js'
import { responses } from './migrations/0016-responses.js'
import { waiting } from './migrations/0017-waiting.js'
import { imports } from './migrations/0018-imports.js'
import { storyDays } from './migrations/0019-story-days.js'
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
  '0012-queue': queue,
  '0014-operation': operation,
  '0016-responses': responses,
  '0017-waiting': waiting,
  '0018-imports': imports,
  '0019-story-days': storyDays,
}

/** A server of an older Derek may not use these tables any more; the message names why. */
export class TooNewError extends Error {
  override readonly name = 'TooNewError'
}

export interface MigrateOptions {
  /** Up to this one, where the tables are to take in what is older. */
  readonly to?: string
  readonly known?: Readonly<Record<string, Migration>>
}

/** A migration of such a name takes away what an older Derek needs. */
const contracts = /^\d{4}-drop-/u

/**
 * Brings the tables up to date, all or not at all, one process at a time (Kysely holds an advisory lock). Others may be
 * at work meanwhile, of this version or the one before: `whenFree` lets them.
 */
export const migrate = (database: Kysely<Database>, options: MigrateOptions = {}): Promise<void> =>
  whenFree(() => migrateOnce(database, options))

const mostTries = 30

/** Changes tables while others read them: what gives way to readers (`giveWay`) is tried again after a moment. */
export async function whenFree(change: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await change()
    } catch (error) {
      if (!isBusy(error) || tries >= mostTries) throw error
      await sleep(500 * (1 + Math.random()))
    }
  }
}

/** Has a change give up where it cannot have a table within two seconds: for so long all readers wait behind it. */
export const giveWay = async <T>(transaction: Kysely<T>): Promise<void> => {
  await sql`set local lock_timeout = '2s'`.execute(transaction)
}

async function migrateOnce(database: Kysely<Database>, { to, known = migrations }: MigrateOptions): Promise<void> {
  // Before the migrator asks for them, since it holds the only connection of PGlite then.
  const later = await laterThan(known, database)
  const own = Object.entries(known).map(([name, migration]) => [name, givingWay(migration)])
  const provider = { getMigrations: async () => ({ ...Object.fromEntries(own), ...later }) }
  // What is made side by side may be merged after another of a higher number.
  const migrator = new Migrator({ db: database, allowUnorderedMigrations: true, provider })
  const { error } = to === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(to)
  if (error !== undefined) throw error
}

const givingWay = ({ up }: Migration): Migration => ({
  async up(database) {
    await giveWay(database)
    await up(database)
  },
})

/**
 * Whether another was in the way: PostgreSQL's lock_not_available and deadlock_detected, and what Kysely says where a
 * newer Derek brought the tables up to date while this one waited.
 */
const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && (error.code === '55P03' || error.code === '40P01')) ||
    /previously executed migration .* is missing/u.test(error.message))

/**
 * What a newer Derek did to the tables. It only adds (docs/operation.md), so that this one may go on, and be started
 * again, until the newer has taken over; unless it says by its name that it took something away.
 */
async function laterThan(
  known: Readonly<Record<string, Migration>>,
  database: Kysely<Database>,
): Promise<Readonly<Record<string, Migration>>> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(
    database,
  )
  if (rows[0]?.there !== true) return {}
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(database)
  const later = done.rows.map(({ name }) => name).filter((name) => !Object.hasOwn(known, name))
  const contracted = later.find((name) => contracts.test(name))
  if (contracted !== undefined) {
    throw new TooNewError(`a newer Derek has changed it (${contracted}) so that this one can use it no more`)
  }
  return Object.fromEntries(later.map((name) => [name, { up: async () => {} }]))
}
