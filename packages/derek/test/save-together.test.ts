import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { generate } from '../bench/generate.js'
import type { ArticleRecord } from '../src/record/schema.js'
import type { Page } from '../src/source/schema.js'
import { backupLines } from '../src/store/backup.js'
import type { Where } from '../src/store/databases.js'
import { openStore, type Store } from '../src/store/store.js'
import { makeDatabase, type Place, server } from './database.js'

interface Given {
  readonly page: Page
  readonly record: ArticleRecord
}

/** Many articles of few people and days, so that they meet in stories; each third is a later version of another. */
const articles: readonly Given[] = [...generate(36, { changedEach: 3, people: 12, days: 4 })]

/** What came of saving articles in portions, those of each at once: all rows of all tables. */
async function savedIn(
  portions: readonly (readonly Given[])[],
  place: () => Promise<Place>,
  meanwhile: (store: Store) => Promise<void> = async () => {},
): Promise<readonly string[]> {
  const { where, remove } = await place()
  const store = await openStore(where)
  for (const portion of portions) {
    await Promise.all(portion.map(({ page, record }) => store.save(page, record)))
    await meanwhile(store)
  }
  await store.close()
  const rows = await rowsIn(where)
  await remove()
  return rows
}

async function rowsIn(where: Where): Promise<readonly string[]> {
  let text = ''
  for await (const lines of backupLines(where)) text += lines
  return text
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map(comparable)
    .sort()
}

/** Facets are a set: in which order they stand is the database's affair. So is when a person said something. */
function comparable(line: string): string {
  const [table, { facets, made_at, ...row }] = lineSchema.parse(JSON.parse(line))
  return JSON.stringify([table, row, facets?.toSorted(), table === 'story_apart' ? undefined : made_at])
}
const lineSchema = z.tuple([
  z.string(),
  z.looseObject({ facets: z.array(z.string()).exactOptional(), made_at: z.unknown().optional() }),
])

const oneByOne = (all: readonly Given[]): readonly (readonly Given[])[] => all.map((one) => [one])

/** The articles cut at these places. */
function cutAt(all: readonly Given[], sizes: readonly number[]): readonly (readonly Given[])[] {
  const portions: (readonly Given[])[] = []
  for (let from = 0, i = 0; from < all.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    portions.push(all.slice(from, from + size))
    from += size
  }
  return portions
}

const onPglite = async (): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'derek-'))
  return { where: { folder }, remove: () => rm(folder, { recursive: true }) }
}

const databases: readonly (readonly [name: string, place: (() => Promise<Place>) | undefined])[] = [
  ['PGlite', onPglite],
  ['PostgreSQL', server === undefined ? undefined : () => makeDatabase(server ?? '')],
]

for (const [name, place] of databases) {
  if (place === undefined) {
    it.skip(`saving together, on ${name}: TEST_DATABASE_URL is not set`, () => {})
    continue
  }
  describe(`saving together, on ${name}`, () => {
    // What is read or made at a time is so at the same time in all runs.
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-05T06:00:00Z') }))
    afterEach(() => void vi.useRealTimers())

    it('leaves the same rows as saving one by one, versions of one address among them, whatever is saved at once', async () => {
      const alone = await savedIn(oneByOne(articles), place)
      expect(alone.filter((row) => row.startsWith('["articles",'))).toHaveLength(36)
      expect(await savedIn([articles], place)).toEqual(alone)
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }), async (sizes) => {
          expect(await savedIn(cutAt(articles, sizes), place)).toEqual(alone)
        }),
        { numRuns: 1 },
      )
    }, 240_000)

    it('leaves the same rows where some were there before, or come twice, or are read otherwise the second time', async () => {
      const again = articles.slice(0, 24).flatMap((given, i): readonly Given[] => {
        const changed = { ...given.record, statements: given.record.statements.slice(1), events: [] }
        return [given, ...(i % 5 === 0 ? [given] : []), ...(i % 7 === 0 ? [{ page: given.page, record: changed }] : [])]
      })
      const undated = articles
        .slice(24, 30)
        .map(({ page, record: { publishedAt: _, ...record } }) => ({ page, record }))
      const all = [...articles.slice(6, 12), ...again, ...undated]
      const alone = await savedIn(oneByOne(all), place)
      expect(await savedIn([all.slice(0, 6), all.slice(6)], place)).toEqual(alone)
    }, 120_000)

    it('leaves the same rows where people said before what is what', async () => {
      const correct = async (store: Store): Promise<void> => {
        // Which are named most may be a tie; all of them are the same ones.
        const [one, other] = (await store.mostNamed('person', 100)).map(({ key }) => key).sort()
        if (one !== undefined && other !== undefined) await store.merge(one, other, 'Айгүл')
        const [first, second] = (await store.latest({ limit: 2 })).articles
        if (first !== undefined && second !== undefined) await store.stories.apart(first.id, second.id, 'Айгүл')
      }
      const once = (): ((store: Store) => Promise<void>) => {
        let isDone = false
        return async (store) => {
          if (isDone) return
          isDone = true
          await correct(store)
        }
      }
      const [begin, rest] = [articles.slice(0, 12), articles.slice(12)]
      const alone = await savedIn([begin, ...oneByOne(rest)], place, once())
      expect(await savedIn([begin, rest], place, once())).toEqual(alone)
    }, 120_000)

    it('keeps all but the one that cannot be kept', async () => {
      const [first, second, ...others] = articles.slice(0, 6)
      if (first === undefined || second === undefined) throw new Error('no articles')
      const [block, ...blocks] = second.record.blocks
      if (block === undefined) throw new Error('no block')
      // PostgreSQL keeps no half of a surrogate pair.
      const broken = {
        page: second.page,
        record: { ...second.record, blocks: [{ ...block, text: '\ud800' }, ...blocks] },
      }
      const { where, remove } = await place()
      const store = await openStore(where)
      const results = await Promise.allSettled(
        [first, broken, ...others].map(({ page, record }) => store.save(page, record)),
      )
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', ...others.map(() => 'fulfilled')])
      const there = await Promise.all(articles.slice(0, 6).map(({ record }) => store.article(record.id)))
      expect(there.map((record) => record !== undefined)).toEqual([true, false, true, true, true, true])
      await store.close()
      await remove()
    }, 60_000)
  })
}
