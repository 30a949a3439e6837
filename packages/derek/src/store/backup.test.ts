import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generate } from '../../bench/generate.js'
import { makeDatabase, type Place, server } from '../../test/database.js'
import { onEachDatabase } from '../../test/databases.js'
import { contentsOf, copyStore } from './backup.js'
import { backupTo, restoreFrom } from './backup-file.js'
import { type Where, withDatabase } from './databases.js'
import { migrate } from './migrate.js'
import { openStore } from './store.js'

const articles = [...generate(12, { changedEach: 4 })]

/** A folder of its own; PGlite in memory is gone once it is closed. */
async function makeFolder(): Promise<Place<{ readonly folder: string }>> {
  const folder = await mkdtemp(join(tmpdir(), 'derek-backup-'))
  return { where: { folder: join(folder, 'data') }, remove: () => rm(folder, { recursive: true }) }
}

/** A store with articles, versions, revisions and what people said of identity. */
async function fill(where: Where): Promise<void> {
  const store = await openStore(where)
  for (const { page, record } of articles) await store.save(page, record)
  const [first, second] = articles
  if (first === undefined || second === undefined) throw new Error('no articles')
  await store.correct(first.record.id, { ...first.record, tags: ['түзетілді'] }, { by: 'Айгүл', onRevision: 1 })
  const [one, other] = (await store.mostNamed('person', 2)).map(({ key }) => key)
  await store.merge(one ?? '', other ?? '', 'Айгүл')
  await store.close()
}

onEachDatabase('a backup', (place) => {
  let from: Place
  let files: string
  let backup: string
  const places: Place[] = []
  // The other database of the same kind: a folder for PGlite.
  const another = async (): Promise<Where> => {
    const given = await place()
    if ('memory' in given.where) {
      const made = await makeFolder()
      places.push(made)
      return made.where
    }
    places.push(given)
    return given.where
  }
  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'derek-backup-'))
    backup = join(files, 'backup')
    from = { where: await another(), remove: async () => {} }
    await fill(from.where)
  })
  afterAll(async () => {
    for (const { remove } of places) await remove()
    await rm(files, { recursive: true })
  })

  it('gives back all rows of all tables, to the byte', async () => {
    const { tables } = await backupTo(backup, from.where)
    expect(Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))).toMatchObject({
      articles: 12,
      revisions: 13,
      pages: 12,
      documents: 9,
      identities: 1,
    })
    const to = await another()
    await restoreFrom(backup, to)
    expect(await contentsOf(to)).toEqual(await contentsOf(from.where))
    const [before, after] = [await openStore(from.where), await openStore(to)]
    for (const { record } of articles) expect(await after.article(record.id)).toEqual(await before.article(record.id))
    // The next to arrive comes after those that are there.
    for (const { page, record } of generate(1, { seed: 9 })) await after.save(page, record)
    expect((await after.latest({ limit: 1 })).articles[0]?.id).not.toBe(
      (await before.latest({ limit: 1 })).articles[0]?.id,
    )
    await before.close()
    await after.close()
  })

  it('is not taken into a store that has something', async () => {
    await expect(restoreFrom(backup, from.where)).rejects.toThrow(/is not empty: it has \d+ rows in/u)
  })

  it('is taken into a store that was opened and has nothing', async () => {
    const to = await another()
    await (await openStore(to)).close()
    await restoreFrom(backup, to)
    expect(await contentsOf(to)).toEqual(await contentsOf(from.where))
  })

  it('leaves the store as it was where it cannot be taken in', async () => {
    const to = await another()
    const text = gunzipSync(await readFile(backup)).toString()
    const spoilt = async (name: string, content: Buffer): Promise<string> => {
      const path = join(files, name)
      await writeFile(path, content)
      return path
    }
    const whole = await readFile(backup)
    const next = text.replace('"0003-revisions"', '"0003-revisions","9999-later"')
    const wrong = [
      [await spoilt('cut', whole.subarray(0, whole.length / 2)), 'is cut'],
      [await spoilt('short', gzipSync(text.slice(0, text.length / 2))), 'the backup is cut'],
      [await spoilt('less', gzipSync(text.replace(/\n\["statements".*/u, ''))), 'is damaged: it has'],
      [await spoilt('other', gzipSync(text.replace('Айгүл', 'Айгуль'))), 'its checksum is another'],
      [await spoilt('foreign', Buffer.from('{"articles":[]}')), 'is no backup of Derek'],
      [await spoilt('foreign.gz', gzipSync('{"articles":[]}\n')), 'this is no backup of Derek'],
      [await spoilt('newer', gzipSync(text.replace('"version":1', '"version":2'))), 'of version 2'],
      [await spoilt('later', gzipSync(next)), 'made by a newer Derek, which has "9999-later"'],
      [join(files, 'nothing'), 'there is no file'],
    ] as const
    for (const [path, message] of wrong) await expect(restoreFrom(path, to), path).rejects.toThrow(message)
    const store = await openStore(to)
    expect(await store.isEmpty()).toBe(true)
    await store.close()
  })

  it('of an older Derek is brought up to date', async () => {
    const [old, to] = [await another(), await another()]
    await withDatabase(old, async (database) => {
      await migrate(database, { to: '0002-search' })
      for (const [i, { record }] of articles.slice(0, 4).entries()) {
        await sql`
        insert into articles (id, source_id, source_name, url, title, published_at, language, script, read_at,
          statement_count, event_count, record)
        values (${record.id}, 'tobyl', 'Тобыл', ${record.url}, ${record.title}, ${record.publishedAt}, 'kk', 'Cyrl',
          ${`2026-01-0${i + 1}T00:00:00Z`}, 0, 0, ${JSON.stringify(record)})
      `.execute(database)
      }
    })
    await backupTo(join(files, 'old'), old)
    await restoreFrom(join(files, 'old'), to)
    const store = await openStore(to)
    const [, , third, fourth] = articles.map(({ record }) => record.id)
    expect(await store.versions(third ?? '')).toMatchObject([
      { id: third, replacedBy: fourth },
      { id: fourth, version: 2 },
    ])
    expect(await store.revisions(third ?? '')).toMatchObject([{ number: 1, isCurrent: true }])
    expect((await store.latest({ limit: 10 })).articles).toHaveLength(3)
    await store.close()
  })

  it('leaves no half of a file', async () => {
    await expect(backupTo(join(files, 'none'), await another())).rejects.toThrow('has no articles of Derek')
    expect((await readdir(files)).filter((name) => name.startsWith('none'))).toEqual([])
  })
})

describe.skipIf(server === undefined)('a store in a folder', () => {
  it('is moved to PostgreSQL, and back, whole', async () => {
    const [folder, database, back] = [await makeFolder(), await makeDatabase(server ?? ''), await makeFolder()]
    await fill(folder.where)
    const moved = await copyStore(folder.where, database.where)
    expect(moved).toEqual(await contentsOf(folder.where))
    expect(await copyStore(database.where, back.where)).toEqual(moved)
    for (const { remove } of [folder, database, back]) await remove()
  })
})
