import { type Kysely, sql, type Transaction } from 'kysely'
import { addressOf } from '../article/canonical.js'
import { type Fault, faultsOf } from '../record/faults.js'
import { type ArticleRecord, recordSchema } from '../record/schema.js'
import type { Page } from '../source/schema.js'
import { derive, forget, type Placed } from './derive.js'
import { follow, followVersions } from './follow.js'
import type { Database } from './schema.js'
import { titleOf } from './title.js'
import { lockAddress, lockAddresses, orderVersions } from './versions.js'

/**
 * Revisions: what the reader and people made of one article, numbered from 1; one of them counts. Nothing is overwritten.
 * What the reader makes of it later takes the place of what it made before, but never of what a person made: it is kept
 * beside that.
 */
export interface Revision {
  readonly number: number
  /** A person's name; absent where the reader made it. */
  readonly madeBy?: string
  /** ISO 8601, UTC. */
  readonly madeAt: string
  readonly note?: string
  /** Whether it is the one that counts. */
  readonly isCurrent: boolean
}

export interface RevisionRecord extends Revision {
  readonly record: ArticleRecord
}

export interface Correction {
  /** Who corrects. */
  readonly by: string
  readonly note?: string | undefined
  /** The number of the revision that was corrected: where another counts by now, nothing is kept. */
  readonly onRevision: number
}

/** Another revision came first. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
  constructor(
    readonly article: string,
    /** What counts now. */
    readonly current: Revision,
  ) {
    const { number, madeBy = 'the reader', madeAt } = current
    super(`revision ${number} of article ${article} came first: ${madeBy} made it at ${madeAt}`)
  }
}

/** A record that cannot be kept, and all that is wrong with it. */
export class RecordError extends Error {
  override readonly name = 'RecordError'
  constructor(readonly faults: readonly Fault[]) {
    const [first] = faults
    super(`the record is not right: ${first?.pointer ?? ''}: ${first?.detail ?? ''}`)
  }
}

type Executor = Kysely<Database>
type Running = Transaction<Database>

const now = (): string => new Date().toISOString()

const columnsOf = (record: ArticleRecord) => ({
  source_id: record.source.id,
  source_name: record.source.name,
  url: record.url ?? null,
  title: titleOf(record),
  published_at: record.publishedAt ?? null,
  language: record.language,
  script: record.script,
  statement_count: record.statements.length,
  event_count: record.events.length,
})

/** A page and what was read in it. */
export interface Reading {
  readonly page: Page
  readonly record: ArticleRecord
}

const publishedDay = sql<string>`coalesce(to_char(published_at at time zone 'Asia/Almaty', 'YYYY-MM-DD'), '')`

/**
 * Keeps what the reader made of pages, in their order, as if one were kept after another: those that come in a row and are
 * of no article that is there are kept together.
 */
export async function saveRecords(transaction: Running, readings: readonly Reading[]): Promise<void> {
  const [only] = readings
  if (readings.length === 1 && only !== undefined) return saveRecord(transaction, only.page, only.record)
  const { ids, addresses } = await lockAll(transaction, readings)
  let fresh: Fresh[] = []
  const saveFresh = async (): Promise<void> => {
    await saveNew(transaction, fresh)
    fresh = []
  }
  for (const { page, record } of readings) {
    const address = addressOf(record, page.url)
    if (ids.has(record.id) || (address !== undefined && addresses.has(address))) {
      await saveFresh()
      await saveRecord(transaction, page, record)
    } else fresh.push({ page, record, address })
    ids.add(record.id)
    if (address !== undefined) addresses.add(address)
  }
  await saveFresh()
}

/** What is read in a page of which no other version is there. */
interface Fresh extends Reading {
  readonly address: string | undefined
}

/**
 * Keeps others from changing what readings are of: all addresses in one order, then the articles that are there, so that
 * no two who save at once wait for each other. Answers which articles and addresses are there.
 */
async function lockAll(
  transaction: Running,
  readings: readonly Reading[],
): Promise<{ readonly ids: Set<string>; readonly addresses: Set<string> }> {
  const given = readings.map(({ record }) => record.id)
  const named = readings.flatMap(({ page, record }) => addressOf(record, page.url) ?? [])
  await lockAddresses(transaction, given, named)
  const { rows } = await sql<{ id: string; address: string | null }>`
    select id, address from articles where id = any(${given}::text[])
    union select id, address from articles where address = any(${named}::text[])
  `.execute(transaction)
  const ids = new Set(rows.map(({ id }) => id))
  const there = given.filter((id) => ids.has(id))
  if (there.length > 0) {
    await transaction.selectFrom('articles').select('id').where('id', 'in', there).orderBy('id').forUpdate().execute()
  }
  return { ids, addresses: new Set(rows.flatMap(({ address }) => address ?? [])) }
}

/** Keeps articles that are not there, and of which no other version is. */
async function saveNew(transaction: Running, articles: readonly Fresh[]): Promise<void> {
  if (articles.length === 0) return
  const places = await insertAll(transaction, articles)
  await derive(
    transaction,
    articles.flatMap(({ record }) => {
      const place = places.get(record.id)
      return place === undefined ? [] : [{ record, ...place }]
    }),
  )
  // Somebody else has kept it meanwhile: nobody can lock what has no address and is not there.
  for (const { record } of articles) if (!places.has(record.id)) await saveReading(transaction, record)
}

/** Adds articles with their pages and first revisions; answers those that were not there before, by id. */
async function insertAll(
  transaction: Running,
  articles: readonly Fresh[],
): Promise<ReadonlyMap<string, Placed & { readonly has_others: boolean }>> {
  const rows = articles.map(({ page, record, address }) => ({
    ...columnsOf(record),
    record,
    id: record.id,
    read_at: now(),
    address,
    // PostgreSQL keeps no half of a surrogate pair: sent by itself, a text goes without; in JSON it would be refused.
    content: page.content.toWellFormed(),
    format: page.format,
    page_url: page.url?.toWellFormed(),
  }))
  const { rows: placed } = await sql<{ id: string; arrival: string; day: string; has_others: boolean }>`
    with own as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as own (id text, read_at timestamptz, address text,
        source_id text, source_name text, url text, title text, published_at timestamptz, language text, script text,
        statement_count integer, event_count integer, record jsonb, content text, format text, page_url text)
    ), placed as (
      insert into articles (id, read_at, address, source_id, source_name, url, title, published_at, language, script,
        statement_count, event_count, record)
      select id, read_at, address, source_id, source_name, url, title, published_at, language, script,
        statement_count, event_count, record from own
      on conflict (id) do nothing
      returning id, read_at, record, arrival, ${publishedDay} as day,
        exists (select from articles as other where other.address = articles.address) as has_others
    ), new_pages as (
      insert into pages (article_id, content, format, url) select id, content, format, page_url from own join placed using (id)
    ), first as (
      insert into revisions (article_id, number, made_at, record) select id, 1, read_at, record from placed
    )
    select id, arrival, day, has_others from placed
  `.execute(transaction)
  return new Map(placed.map(({ id, ...place }) => [id, place]))
}

/** Keeps what the reader made of a page. */
async function saveRecord(transaction: Running, page: Page, record: ArticleRecord): Promise<void> {
  const { id } = record
  const address = addressOf(record, page.url)
  if (address !== undefined) await lockAddress(transaction, address)
  const placed = (await insertAll(transaction, [{ page, record, address }])).get(id)
  if (placed === undefined) return saveReading(transaction, record)
  if (address === undefined || !placed.has_others || (await placeVersion(transaction, id, address))) {
    await derive(transaction, [{ record, ...placed }])
  }
}

/** Adds the record that the article has now as a revision of it: it is copied there, and need not be sent twice. */
async function insertRevision(
  transaction: Running,
  id: string,
  {
    number,
    made_by,
    made_at,
    note,
  }: Omit<Database['revisions'], 'article_id' | 'record' | 'made_at'> & { readonly made_at: string },
): Promise<void> {
  await sql`
    insert into revisions (article_id, number, made_by, made_at, note, record)
    select id, ${number}, ${made_by}, ${made_at}, ${note}, record from articles where id = ${id}
  `.execute(transaction)
}

/**
 * Puts an article among the versions at its address, makes lists show another where another is the newest by that, and
 * answers whether it is itself.
 */
async function placeVersion(transaction: Running, id: string, address: string): Promise<boolean> {
  const moved = await orderVersions(transaction, address)
  await forget(
    transaction,
    moved.flatMap((version) => (version.isNewest ? [] : [version.id])),
  )
  for (const version of moved) {
    if (version.isNewest && version.id !== id) await deriveAnew(transaction, version.id)
  }
  await followVersions(transaction, address)
  const own = moved.find((version) => version.id === id)
  if (own !== undefined) return own.isNewest
  const { replaced_by } = await transaction
    .selectFrom('articles')
    .select('replaced_by')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return replaced_by === null
}

async function deriveAnew(transaction: Running, id: string): Promise<void> {
  const { record, ...placed } = await transaction
    .selectFrom('articles')
    .select(['record', 'arrival', publishedDay.as('day')])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await forget(transaction, [id])
  await derive(transaction, [{ record: recordSchema.parse(record), ...placed }])
}

/** The article is there already: what the reader makes of it now is a revision where it differs from what it made last. */
async function saveReading(transaction: Running, record: ArticleRecord): Promise<void> {
  const current = await lockCurrent(transaction, record.id)
  if (current === undefined) throw new Error(`article ${record.id} went away`)
  const json = JSON.stringify(record)
  const last = await transaction
    .selectFrom('revisions')
    .select(sql<boolean>`record = ${json}::jsonb`.as('same'))
    .where('article_id', '=', record.id)
    .where('made_by', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.same === true) return
  const revision = { number: await nextNumber(transaction, record.id), made_by: null, made_at: now(), note: null }
  if (current.madeBy === undefined) return makeCurrent(transaction, current.record, record, revision)
  await transaction
    .insertInto('revisions')
    .values({ article_id: record.id, ...revision, record: json })
    .execute()
}

/** The revision that counts, kept from changing until the transaction ends. */
async function lockCurrent(transaction: Running, id: string): Promise<RevisionRecord | undefined> {
  const article = await transaction.selectFrom('articles').select('address').where('id', '=', id).executeTakeFirst()
  if (article === undefined) return undefined
  // In the order in which a new version takes the two, so that neither waits for the other for ever.
  if (article.address !== null) await lockAddress(transaction, article.address)
  await transaction.selectFrom('articles').select('id').where('id', '=', id).forUpdate().execute()
  return revisionOf(transaction, id)
}

async function nextNumber(transaction: Running, id: string): Promise<number> {
  const { last } = await transaction
    .selectFrom('revisions')
    .select((max) => max.fn.max('number').as('last'))
    .where('article_id', '=', id)
    .executeTakeFirstOrThrow()
  return last + 1
}

/** Adds a revision that counts from now on. The article must be locked. */
async function makeCurrent(
  transaction: Running,
  before: ArticleRecord,
  record: ArticleRecord,
  revision: Parameters<typeof insertRevision>[2],
): Promise<void> {
  const { id } = record
  const { address, ...placed } = await transaction
    .updateTable('articles')
    .set({ ...columnsOf(record), record: JSON.stringify(record), revision: revision.number })
    .where('id', '=', id)
    .returning(['address', 'arrival', publishedDay.as('day')])
    .executeTakeFirstOrThrow()
  await insertRevision(transaction, id, revision)
  await forget(transaction, [id])
  await follow(transaction, before, record, revision.made_by ?? undefined)
  if (address === null || (await placeVersion(transaction, id, address))) {
    await derive(transaction, [{ record, ...placed }])
  }
}

/** A person's correction of a record. Answers the revision that counts then; nothing where there is no such article. */
export async function correct(
  database: Executor,
  id: string,
  given: unknown,
  correction: Correction,
): Promise<Revision | undefined> {
  const faults = faultsOf(given)
  if (faults.length > 0) throw new RecordError(faults)
  const record = recordSchema.parse(given)
  return database.transaction().execute(async (transaction) => {
    const current = await lockCurrent(transaction, id)
    if (current === undefined) return undefined
    const { record: before, ...revision } = current
    const moved = changedOf(before, record)
    if (moved.length > 0) throw new RecordError(moved)
    const corrected = withSentencesOf(before, record)
    const { same } = await transaction
      .selectFrom('articles')
      .select(sql<boolean>`record = ${JSON.stringify(corrected)}::jsonb`.as('same'))
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    // Sent again because an answer was lost, it is there already.
    if (same) return revision
    if (revision.number !== correction.onRevision) throw new ConflictError(id, revision)
    return addCorrection(transaction, before, corrected, correction)
  })
}

/** Makes what a revision says count again: as a new revision, by the person who restores it. */
export async function restoreRevision(
  database: Executor,
  id: string,
  number: number,
  correction: Correction,
): Promise<Revision | undefined> {
  return database.transaction().execute(async (transaction) => {
    const current = await lockCurrent(transaction, id)
    const restored = await revisionOf(transaction, id, number)
    if (current === undefined || restored === undefined) return undefined
    const { record: before, ...revision } = current
    if (restored.isCurrent) return revision
    if (revision.number !== correction.onRevision) throw new ConflictError(id, revision)
    return addCorrection(transaction, before, restored.record, correction)
  })
}

/** Adds the revision, and the line of the audit that says whose it is. */
async function addCorrection(
  transaction: Running,
  before: ArticleRecord,
  record: ArticleRecord,
  { by, note = '' }: Correction,
): Promise<Revision> {
  const number = await nextNumber(transaction, record.id)
  const made_at = now()
  await makeCurrent(transaction, before, record, { number, made_by: by, made_at, note: note === '' ? null : note })
  await transaction
    .insertInto('audit')
    .values({ by, action: 'correct article', subject: record.id, article_id: record.id })
    .execute()
  return { number, madeBy: by, madeAt: made_at, ...(note === '' ? {} : { note }), isCurrent: true }
}

/** What no correction changes, since the article would be another: its id follows from source, address and text. */
function changedOf(before: ArticleRecord, after: ArticleRecord): readonly Fault[] {
  const fixed = (detail: string, pointer: string, was: unknown, is: unknown): readonly Fault[] =>
    was === is ? [] : [{ pointer, detail: `${detail}, and stays ${JSON.stringify(was)}` }]
  const texts = ({ blocks }: ArticleRecord): string => JSON.stringify(blocks.map(({ id, text }) => [id, text]))
  return [
    ...fixed('it is the id of the article', '/id', before.id, after.id),
    ...fixed('the id of the article is made of it', '/source/id', before.source.id, after.source.id),
    ...fixed('the id of the article is made of it', '/url', before.url, after.url),
    ...(texts(before) === texts(after)
      ? []
      : [{ pointer: '/blocks', detail: 'ids and texts of the blocks are the article, and stay as they are' }]),
  ]
}

/** A record is mostly given without its sentences, and comes back so: they stay. Their tokens are never kept. */
function withSentencesOf({ sentences: own }: ArticleRecord, record: ArticleRecord): ArticleRecord {
  const sentences = record.sentences?.map(({ tokens: _, ...sentence }) => sentence) ?? own
  return sentences === undefined ? record : { ...record, sentences }
}

/** All revisions of an article, the first made first; none where there is no such article. */
export async function revisionsOf(database: Executor, id: string): Promise<readonly Revision[]> {
  const rows = await revisionRows(database, id).orderBy('number').execute()
  return rows.map(toRevision)
}

/** A revision with its record: of a number, or the one that counts. */
export async function revisionOf(database: Executor, id: string, number?: number): Promise<RevisionRecord | undefined> {
  const row = await revisionRows(database, id)
    .select('revisions.record')
    .where('revisions.number', '=', number ?? sql<number>`articles.revision`)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...toRevision(row), record: recordSchema.parse(row.record) }
}

/** The articles of which a person made the revision that counts, in the order in which they arrived. */
export async function correctedArticles(database: Executor): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('revisions')
    .innerJoin('articles', (join) =>
      join.onRef('articles.id', '=', 'revisions.article_id').onRef('articles.revision', '=', 'revisions.number'),
    )
    .select('articles.id')
    .where('revisions.made_by', 'is not', null)
    .orderBy('articles.arrival')
    .execute()
  return rows.map(({ id }) => id)
}

const revisionRows = (database: Executor, id: string) =>
  database
    .selectFrom('revisions')
    .innerJoin('articles', 'articles.id', 'revisions.article_id')
    .select([
      'revisions.number',
      'revisions.made_by',
      'revisions.made_at',
      'revisions.note',
      'articles.revision as current',
    ])
    .where('revisions.article_id', '=', id)

interface RevisionRow {
  readonly number: number
  readonly made_by: string | null
  readonly made_at: Date
  readonly note: string | null
  readonly current: number
}

const toRevision = ({ number, made_by, made_at, note, current }: RevisionRow): Revision => ({
  number,
  ...(made_by === null ? {} : { madeBy: made_by }),
  madeAt: new Date(made_at).toISOString(),
  ...(note === null ? {} : { note }),
  isCurrent: number === current,
})
