import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withDatabase } from '../src/store/databases.js'
import { migrate, migrations } from '../src/store/migrate.js'
import { openStore } from '../src/store/store.js'
import { addressOf, start } from './command.js'
import { makeDatabase, type Place, server } from './database.js'
import { articleOf } from './records.js'

/** A balancer and its readers: each request goes to a server that says that it is ready, and all answers are written down. */
function readersOf(paths: readonly string[]) {
  const servers = new Set<string>()
  const failed: string[] = []
  let ready: readonly string[] = []
  let answered = 0
  let reading = true
  const look = async (): Promise<void> => {
    while (reading) {
      const asked = await Promise.all(
        [...servers].map(async (base) => ((await fetch(`${base}/readyz`).catch(() => undefined))?.ok ? [base] : [])),
      )
      ready = asked.flat()
      await sleep(50)
    }
  }
  const read = async (): Promise<void> => {
    for (let i = 0; reading; i++) {
      const [base] = ready
      if (base === undefined) {
        await sleep(20)
        continue
      }
      const path = paths[i % paths.length] ?? '/'
      try {
        const response = await fetch(`${base}${path}`)
        await response.text()
        if (response.status !== 200) failed.push(`${path}: ${response.status}`)
        answered++
      } catch (error) {
        failed.push(`${path}: ${String(error)}`)
      }
    }
  }
  const readers = [look(), read(), read(), read()]
  return {
    failed,
    add: (base: string) => servers.add(base),
    leads: () => ready,
    answered: () => answered,
    async end() {
      reading = false
      await Promise.all(readers)
    },
  }
}

const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve))

describe.skipIf(server === undefined)('an upgrade on one database (skipped where there is no PostgreSQL)', () => {
  let place: Place<{ readonly url: string }>
  beforeAll(async () => {
    place = await makeDatabase(server ?? '')
    const store = await openStore(place.where)
    for (let i = 0; i < 20; i++) {
      const record = articleOf(`news-${i}`, '2026-03-02T12:00:00+05:00', {})
      await store.save({ content: record.id, format: 'text' }, record)
    }
    await store.close()
  }, 60_000)
  afterAll(() => place.remove())

  it('fails no reader: the old server answers while the new one changes the tables, and until that is ready', async () => {
    const readers = readersOf([
      '/',
      '/articles/news-3',
      '/api/articles',
      '/sources',
      '/en/search?q=news',
      '/feeds/articles.rss',
    ])
    const children: ChildProcess[] = []
    try {
      const old = start(['serve'], {
        PORT: '0',
        DATABASE_URL: place.where.url,
        DEREK_DRAIN_SECONDS: '1',
        DEREK_READS_A_MINUTE: '1000000',
      })
      children.push(old)
      const oldBase = await addressOf(old)
      readers.add(oldBase)
      while (readers.answered() < 10) await sleep(50)

      const newer = spawn(process.execPath, [fileURLToPath(new URL('../dist/test/newer.js', import.meta.url))], {
        env: { ...process.env, DATABASE_URL: place.where.url },
      })
      children.push(newer)
      const newBase = await addressOf(newer)
      const duringMigration = readers.answered()
      expect(duringMigration).toBeGreaterThan(10)
      readers.add(newBase)

      const gone = ended(old)
      old.kill('SIGTERM')
      await sleep(300)
      // It is no longer ready, and answers all the same.
      expect((await fetch(`${oldBase}/readyz`)).status).toBe(503)
      const last = await fetch(`${oldBase}/articles/news-1`)
      expect([last.status, last.headers.get('connection')]).toEqual([200, 'close'])
      expect(await gone).toBe(0)
      expect(readers.leads()).toEqual([newBase])
      const before = readers.answered()
      while (readers.answered() < before + 10) await sleep(50)
      await readers.end()
      expect(readers.failed).toEqual([])
    } finally {
      await readers.end()
      for (const child of children) child.kill('SIGKILL')
    }
  }, 120_000)

  it('lets the old version start again on the tables of the new one', async () => {
    const store = await openStore(place.where)
    expect((await store.latest({ limit: 50 })).articles).toHaveLength(20)
    await store.close()
  }, 60_000)

  it('keeps the old version from tables that the new one took something away from', async () => {
    await withDatabase(place.where, (database) =>
      migrate(database, {
        known: {
          ...migrations,
          '9000-tomorrow': { up: async () => {} },
          '9001-drop-yesterday': { up: async () => {} },
        },
      }),
    )
    await expect(openStore(place.where)).rejects.toThrow(
      'a newer Derek has changed it (9001-drop-yesterday) so that this one can use it no more',
    )
  }, 60_000)

  it('gives way to whoever reads a table for long', async () => {
    const { where, remove } = await makeDatabase(server ?? '')
    await (await openStore(where)).close()
    let tries = 0
    await withDatabase(where, async (database) => {
      let letGo: () => void = () => {}
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      const reading = database.transaction().execute(async (transaction) => {
        await transaction.selectFrom('articles').select('id').execute()
        await held
      })
      const migrating = migrate(database, {
        known: {
          ...migrations,
          '9000-tomorrow': {
            async up(transaction) {
              tries++
              await transaction.schema.alterTable('articles').addColumn('tomorrow', 'text').execute()
            },
          },
        },
      })
      while (tries < 2) await sleep(50)
      letGo()
      await Promise.all([reading, migrating])
    })
    expect(tries).toBeGreaterThan(1)
    await remove()
  }, 60_000)
})
