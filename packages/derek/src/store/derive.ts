import { type Kysely, sql, type Transaction } from 'kysely'
import { type ArticleRecord, recordSchema } from '../record/schema.js'
import { putCards } from './cards.js'
import { documentedOf, putDocuments, putSayings } from './documents.js'
import { lockStories, placeInStories, signaturesOf, takeFromStories } from './placing.js'
import { putInQueue, takeFromQueue } from './queue.js'
import type { Database } from './schema.js'
import { keyOf, thingsOfEach } from './things.js'

/**
 * What is asked for by columns and by words follows from the record, and is there for the newest version of an article
 * only: so no list, search or count has to ask which version it is.
 */

/** What claims have of their article beside its record. */
export interface Placed {
  /** The day of publication in Kazakhstan; empty where it is not known. */
  readonly day: string
  readonly arrival: string
}

/** An article that is kept, with what its claims have of it. */
export interface Kept extends Placed {
  readonly record: ArticleRecord
}

/**
 * Makes articles known to lists and search by their records of now, in their order. What others wait for, since articles
 * share it, comes last.
 */
export async function derive(transaction: Transaction<Database>, articles: readonly Kept[]): Promise<void> {
  if (articles.length === 0) return
  const records = articles.map(({ record }) => record)
  const documents = records.map(documentedOf)
  const signatures = await signaturesOf(transaction, records)
  await insertClaims(transaction, articles)
  await putSayings(transaction, documents)
  await putCards(transaction, records)
  await putInQueue(transaction, idsOf(records))
  await putDocuments(transaction, documents)
  await placeInStories(transaction, signatures)
}

/**
 * Derives what was not derived yet of articles that an older Derek kept, in the order of the news: stories grow as they
 * did.
 */
export async function deriveMissing(database: Kysely<Database>): Promise<void> {
  while ((await missingIn(database)).length > 0) {
    await database.transaction().execute(async (transaction) => {
      // Another process may be at the same: what it derived is missing no more.
      await lockStories(transaction)
      const missing = await missingIn(transaction)
      const of = (what: 'document' | 'card' | 'story'): readonly ArticleRecord[] =>
        missing.flatMap((row) => (row[what] === null ? [recordSchema.parse(row.record)] : []))
      const [documents, cards] = [of('document').map(documentedOf), of('card')]
      // What goes with a row that is gone may be there still.
      await remove(transaction, ['sayings'], idsOf(documents.map(({ record }) => record)))
      await putSayings(transaction, documents)
      await putDocuments(transaction, documents)
      await remove(transaction, ['topics', 'attributions'], idsOf(cards))
      await putCards(transaction, cards)
      await placeInStories(transaction, await signaturesOf(transaction, of('story')))
    })
  }
}

const missingIn = (database: Kysely<Database>) =>
  database
    .selectFrom('articles')
    .leftJoin('documents', 'documents.article_id', 'articles.id')
    .leftJoin('cards', 'cards.article_id', 'articles.id')
    .leftJoin('story_articles', 'story_articles.article_id', 'articles.id')
    .select([
      'articles.record',
      'documents.article_id as document',
      'cards.article_id as card',
      'story_articles.article_id as story',
    ])
    .where('articles.replaced_by', 'is', null)
    .where(({ or, eb }) =>
      or([
        eb('documents.article_id', 'is', null),
        eb('cards.article_id', 'is', null),
        eb('story_articles.article_id', 'is', null),
      ]),
    )
    .orderBy(sql`coalesce(articles.published_at, articles.read_at)`)
    .orderBy('articles.id')
    .limit(100)
    .execute()

const idsOf = (records: readonly ArticleRecord[]): readonly string[] => records.map(({ id }) => id)

/** Tables of what is derived from records, but for the queue and stories. */
const derived = ['statements', 'events', 'entities', 'documents', 'sayings', 'cards', 'topics', 'attributions'] as const

async function remove(
  transaction: Transaction<Database>,
  tables: readonly (typeof derived)[number][],
  articles: readonly string[],
): Promise<void> {
  if (articles.length === 0) return
  for (const table of tables) await transaction.deleteFrom(table).where('article_id', 'in', articles).execute()
}

/** Takes articles out of lists and search. */
export async function forget(transaction: Transaction<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await lockStories(transaction)
  await remove(transaction, derived, ids)
  await takeFromQueue(transaction, ids)
  await takeFromStories(transaction, ids)
}

/** The first day that an EDTF value names; a value that names none (199X, P3D) leaves the event without a day. */
const dayIn = (time: string): string => /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?![0-9X])/u.exec(time)?.[0] ?? ''

/** What is asked for by columns. A claim about an entity that the record lacks is kept without it. */
async function insertClaims(transaction: Transaction<Database>, articles: readonly Kept[]): Promise<void> {
  const named = articles.map(({ record }) => ({
    article: record.id,
    keys: new Set(record.entities.map(({ type, name }) => keyOf(type, name))),
  }))
  const things = await thingsOfEach(transaction, named)
  const claims = articles.map((article) => claimsOf(article, things.get(article.record.id) ?? new Map()))
  const { entities, statements, events, participants } = {
    entities: claims.flatMap((own) => own.entities),
    statements: claims.flatMap((own) => own.statements),
    events: claims.flatMap((own) => own.events),
    participants: claims.flatMap((own) => own.participants),
  }
  // One statement for all: the keys between them are checked at its end.
  await sql`
    with new_entities as (
      insert into entities (article_id, id, type, name, aliases, mention_count, key, thing)
      select * from jsonb_to_recordset(${JSON.stringify(entities)}::jsonb)
        as own (article text, id text, type text, name text, aliases jsonb, mention_count integer, key text, thing text)
    ), new_statements as (
      insert into statements (article_id, day, arrival, id, position, speaker, speaker_thing, addressee, addressee_thing,
        act, kind, polarity, text)
      select * from jsonb_to_recordset(${JSON.stringify(statements)}::jsonb)
        as own (article text, day text, arrival bigint, id text, position integer, speaker text, speaker_thing text,
          addressee text, addressee_thing text, act text, kind text, polarity text, text text)
    ), new_events as (
      insert into events (article_id, arrival, id, position, type, time, day, text)
      select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        as own (article text, arrival bigint, id text, position integer, type text, time text, day text, text text)
    )
    insert into participants (article_id, event, entity, part, thing)
    select distinct * from jsonb_to_recordset(${JSON.stringify(participants)}::jsonb)
      as own (article text, event text, entity text, part text, thing text)
  `.execute(transaction)
}

/** The rows of an article's claims; `things` says what its keys are. */
function claimsOf({ record, day, arrival }: Kept, things: ReadonlyMap<string, string>) {
  const article = record.id
  const keys = new Map(record.entities.map(({ id, type, name }) => [id, keyOf(type, name)]))
  const known = (id: string | undefined): string | null => (id !== undefined && keys.has(id) ? id : null)
  const thingOf = (id: string | undefined): string | null => {
    const key = keys.get(id ?? '')
    return key === undefined ? null : (things.get(key) ?? key)
  }
  const entities = record.entities.map(({ id, type, name, aliases, mentions }) => {
    const key = keyOf(type, name)
    const thing = things.get(key) ?? key
    return { article, id, type, name, aliases, mention_count: mentions.length, key, thing }
  })
  const statements = record.statements.map((statement, position) => ({
    article,
    day,
    arrival,
    id: statement.id,
    position,
    speaker: known(statement.speaker),
    speaker_thing: thingOf(statement.speaker),
    addressee: known(statement.addressee),
    addressee_thing: thingOf(statement.addressee),
    act: statement.act,
    kind: statement.kind,
    polarity: statement.polarity,
    text: (statement.content ?? statement.cue).text,
  }))
  const events = record.events.map(({ id, type, time, evidence }, position) => ({
    article,
    arrival,
    id,
    position,
    type,
    time: time ?? null,
    text: evidence[0]?.text ?? '',
    day: time === undefined ? day : dayIn(time),
  }))
  const participants = record.events.flatMap(({ id: event, actors, recipients, place, document }) => {
    const parts = [
      ...actors.map((entity) => ({ entity, part: 'actor' as const })),
      ...recipients.map((entity) => ({ entity, part: 'recipient' as const })),
      ...(place === undefined ? [] : [{ entity: place, part: 'place' as const }]),
      ...(document === undefined ? [] : [{ entity: document, part: 'document' as const }]),
    ]
    return parts.flatMap(({ entity, part }) => {
      const thing = thingOf(entity)
      return thing === null ? [] : [{ article, event, entity, part, thing }]
    })
  })
  return { entities, statements, events, participants }
}
