import { type Kysely, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from './schema.js'

const dayOrNothing = z.iso.date().optional()
const words = z.string().trim().min(1).max(500)

/** What is asked again and again: articles by their words, or claims by who and how. */
export const askedSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('articles'), q: words, source: words.optional(), speaker: words.optional() }),
    z.strictObject({
      kind: z.literal('statements'),
      speaker: words.optional(),
      addressee: words.optional(),
      act: words.optional(),
      from: dayOrNothing,
    }),
    z.strictObject({
      kind: z.literal('events'),
      who: words.optional(),
      with: words.optional(),
      type: words.optional(),
      from: dayOrNothing,
    }),
  ])
  .readonly()

/** How somebody is told: by a signed request to an address, or by a letter once a day. */
export const deliverySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('webhook'),
      url: z.url({ protocol: /^https?$/u }),
      secret: z
        .string()
        .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/u)
        .describe('what requests are signed with: whsec_ and 24 to 64 bytes in Base64, as Standard Webhooks has it'),
    }),
    z.strictObject({
      kind: z.literal('mail'),
      to: z.email(),
      hour: z.int().min(0).max(23).describe('of the day in Kazakhstan'),
      language: z.enum(['kk', 'ru', 'en']).default('kk'),
    }),
  ])
  .readonly()

/** One thing that was found, as it is told. */
export const itemSchema = z
  .object({
    article: z.string(),
    claim: z.string().optional().describe('id of the statement or event in the record'),
    title: z.string(),
    source: z.string(),
    text: z.string().describe('the passage, the words of the statement, or those that tell the event'),
    who: z.string().optional(),
    publishedAt: z.string().optional(),
    before: z
      .object({ title: z.string(), text: z.string(), who: z.string().optional() })
      .optional()
      .describe('what was told before, where it was corrected since'),
    isGone: z.boolean().optional().describe('whether the article says no such thing, by the correction'),
  })
  .readonly()

export type Asked = z.infer<typeof askedSchema>
export type Delivery = z.infer<typeof deliverySchema>
export type Item = z.infer<typeof itemSchema>

export interface SavedSearch {
  readonly id: string
  readonly name: string
  readonly asked: Asked
  readonly delivery: Delivery
  readonly madeBy: string
  readonly madeAt: string
  /** Whether it was ever asked: what the first time finds was there before. */
  readonly isNew: boolean
  readonly stopped: boolean
  /** Why the last delivery failed. */
  readonly fault?: string
}

export interface Notice {
  readonly id: string
  readonly search: string
  /** `corrected`: somebody was told of it before, and it was corrected since. */
  readonly kind: 'found' | 'corrected'
  readonly item: Item
  readonly attempts: number
}

export interface SavedSearches {
  add(search: Pick<SavedSearch, 'name' | 'asked' | 'delivery'> & { readonly by: string }): Promise<SavedSearch>
  list(): Promise<readonly SavedSearch[]>
  counts(): Promise<readonly { readonly state: string; readonly count: number }[]>
  /** Whether there was such a one. */
  remove(id: string): Promise<boolean>
  /** Writes down what was found; what was known of this search is not told again. Answers how much was new. */
  found(search: SavedSearch, items: readonly Item[]): Promise<number>
  /** What is to be told by now, the oldest first. */
  due(search: SavedSearch, limit: number): Promise<readonly Notice[]>
  /** Gives a search to one process for so many seconds, where no other has it: each notice is told by one. */
  lease(id: string, process: string, seconds: number): Promise<boolean>
  release(id: string, process: string): Promise<void>
  delivered(notices: readonly Notice[]): Promise<void>
  /** To be told again after so many seconds; never, if absent. */
  undelivered(notices: readonly Notice[], fault: string, seconds?: number): Promise<void>
  /** Asks no more for it: who was told wants no more, or cannot be told. */
  stop(id: string, fault: string): Promise<void>
}

const keyOf = ({ article, claim }: Item): string => (claim === undefined ? article : `${article} ${claim}`)

export function savedOver(database: Kysely<Database>): SavedSearches {
  return {
    async add({ name, asked, delivery, by }) {
      const row = await database
        .insertInto('saved_searches')
        .values({ name, asked: JSON.stringify(asked), delivery: JSON.stringify(delivery), made_by: by })
        .returningAll()
        .executeTakeFirstOrThrow()
      return savedOf(row)
    },
    async list() {
      return (await database.selectFrom('saved_searches').selectAll().orderBy('id').execute()).map(savedOf)
    },
    async counts() {
      const rows = await database
        .selectFrom('notices')
        .select(['state', sql<string>`count(*)`.as('count')])
        .groupBy('state')
        .execute()
      return rows.map(({ state, count }) => ({ state, count: Number(count) }))
    },
    async remove(id) {
      return (
        (await database.deleteFrom('saved_searches').where('id', '=', id).returning('id').executeTakeFirst()) !==
        undefined
      )
    },
    async found(search, items) {
      return database.transaction().execute(async (transaction) => {
        let found = 0
        if (items.length > 0) {
          const rows = await transaction
            .insertInto('notices')
            .values(
              items.map((item) => ({
                search: search.id,
                item: keyOf(item),
                content: JSON.stringify(item),
                state: search.isNew ? ('known' as const) : ('waiting' as const),
              })),
            )
            .onConflict((conflict) => conflict.columns(['search', 'item']).where('kind', '=', 'found').doNothing())
            .returning('id')
            .execute()
          found = rows.length
        }
        // A look that finds nothing new writes nothing: caches follow every write.
        if (search.isNew || found > 0) {
          await transaction
            .updateTable('saved_searches')
            .set({ looked_at: sql<Date>`now()` })
            .where('id', '=', search.id)
            .execute()
        }
        return search.isNew ? 0 : found
      })
    },
    async due({ id }, limit) {
      const rows = await database
        .selectFrom('notices')
        .selectAll()
        .where('search', '=', id)
        .where('state', '=', 'waiting')
        .where('due_at', '<=', sql<Date>`now()`)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ id, search, kind, content, attempts }) => ({
        id: String(id),
        search: String(search),
        kind,
        item: itemSchema.parse(content),
        attempts,
      }))
    },
    async lease(id, process, seconds) {
      const row = await database
        .updateTable('saved_searches')
        .set({ leased_by: process, leased_until: sql<Date>`now() + make_interval(secs => ${seconds})` })
        .where('id', '=', id)
        .where(({ or, eb }) => or([eb('leased_until', 'is', null), eb('leased_until', '<', sql<Date>`now()`)]))
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async release(id, process) {
      await database
        .updateTable('saved_searches')
        .set({ leased_by: null, leased_until: null })
        .where('id', '=', id)
        .where('leased_by', '=', process)
        .execute()
    },
    async delivered(notices) {
      const [first] = notices
      if (first === undefined) return
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('notices')
          .set({ state: 'delivered' })
          .where(
            'id',
            'in',
            notices.map(({ id }) => id),
          )
          .execute()
        await transaction.updateTable('saved_searches').set({ fault: null }).where('id', '=', first.search).execute()
      })
    },
    async undelivered(notices, fault, seconds) {
      const [first] = notices
      if (first === undefined) return
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('notices')
          .set({
            attempts: first.attempts + 1,
            ...(seconds === undefined
              ? { state: 'failed' as const }
              : { due_at: sql<Date>`now() + make_interval(secs => ${seconds})` }),
          })
          .where(
            'id',
            'in',
            notices.map(({ id }) => id),
          )
          .execute()
        await transaction.updateTable('saved_searches').set({ fault }).where('id', '=', first.search).execute()
      })
    },
    async stop(id, fault) {
      await database
        .updateTable('saved_searches')
        .set({ stopped_at: sql<Date>`now()`, fault })
        .where('id', '=', id)
        .execute()
    },
  }
}

function savedOf(row: Selectable<Database['saved_searches']>): SavedSearch {
  return {
    id: String(row.id),
    name: row.name,
    asked: askedSchema.parse(row.asked),
    delivery: deliverySchema.parse(row.delivery),
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    isNew: row.looked_at === null,
    stopped: row.stopped_at !== null,
    ...(row.fault === null ? {} : { fault: row.fault }),
  }
}
