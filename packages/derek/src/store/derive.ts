import { type Kysely, sql, type Transaction } from 'kysely'
import { type ArticleRecord, recordSchema } from '../record/schema.js'
import { inStage } from '../telemetry/stages.js'
import { putCard } from './cards.js'
import { putDocument } from './documents.js'
import { putInQueue, takeFromQueue } from './queue.js'
import type { Database } from './schema.js'
import { lockStories, placeInStory, takeFromStories } from './stories.js'
import { keyOf, thingsOf } from './things.js'

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

/** Makes an article known to lists and search by its record of now. */
export async function derive(transaction: Transaction<Database>, record: ArticleRecord, placed: Placed): Promise<void> {
  await insertClaims(transaction, record, placed)
  await putDocument(transaction, record)
  await putCard(transaction, record)
  await putInQueue(transaction, record.id)
  await place(transaction, record)
}

const place = (transaction: Transaction<Database>, record: ArticleRecord): Promise<void> =>
  inStage('place', { 'derek.article.id': record.id }, () => placeInStory(transaction, record))

/**
 * Derives what was not derived yet of articles that an older Derek kept, in the order of the news: stories grow as they
 * did.
 */
export async function deriveMissing(database: Kysely<Database>): Promise<void> {
  for (;;) {
    const rows = await database
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
    if (rows.length === 0) return
    await database.transaction().execute(async (transaction) => {
      for (const { record: kept, document, card, story } of rows) {
        const record = recordSchema.parse(kept)
        if (document === null) await putDocument(transaction, record)
        if (card === null) await putCard(transaction, record)
        if (story === null) await place(transaction, record)
      }
    })
  }
}

/** Takes articles out of lists and search. */
export async function forget(transaction: Transaction<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await lockStories(transaction)
  for (const table of [
    'statements',
    'events',
    'entities',
    'documents',
    'sayings',
    'cards',
    'topics',
    'attributions',
  ] as const) {
    await transaction.deleteFrom(table).where('article_id', 'in', ids).execute()
  }
  await takeFromQueue(transaction, ids)
  await takeFromStories(transaction, ids)
}

/** The first day that an EDTF value names; a value that names none (199X, P3D) leaves the event without a day. */
const dayIn = (time: string): string => /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?![0-9X])/u.exec(time)?.[0] ?? ''

/** What is asked for by columns. A claim about an entity that the record lacks is kept without it. */
async function insertClaims(
  transaction: Transaction<Database>,
  record: ArticleRecord,
  { day, arrival }: Placed,
): Promise<void> {
  const article_id = record.id
  const keys = new Map(record.entities.map(({ id, type, name }) => [id, keyOf(type, name)]))
  const things = await thingsOf(transaction, article_id, [...new Set(keys.values())])
  const known = (id: string | undefined): string | null => (id !== undefined && keys.has(id) ? id : null)
  const thingOf = (id: string | undefined): string | null => {
    const key = keys.get(id ?? '')
    return key === undefined ? null : (things.get(key) ?? key)
  }
  const entities = record.entities.map(({ id, type, name, aliases, mentions }) => {
    const key = keyOf(type, name)
    const thing = things.get(key) ?? key
    return { id, type, name, aliases, mention_count: mentions.length, key, thing }
  })
  const statements = record.statements.map((statement, position) => ({
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
      return thing === null ? [] : [{ event, entity, part, thing }]
    })
  })
  // One statement for all: the keys between them are checked at its end.
  await sql`
    with new_entities as (
      insert into entities (article_id, id, type, name, aliases, mention_count, key, thing)
      select ${article_id}, own.* from jsonb_to_recordset(${JSON.stringify(entities)}::jsonb)
        as own (id text, type text, name text, aliases jsonb, mention_count integer, key text, thing text)
    ), new_statements as (
      insert into statements (article_id, day, arrival, id, position, speaker, speaker_thing, addressee, addressee_thing,
        act, kind, polarity, text)
      select ${article_id}, ${day}, ${arrival}, own.* from jsonb_to_recordset(${JSON.stringify(statements)}::jsonb)
        as own (id text, position integer, speaker text, speaker_thing text, addressee text, addressee_thing text,
          act text, kind text, polarity text, text text)
    ), new_events as (
      insert into events (article_id, arrival, id, position, type, time, day, text)
      select ${article_id}, ${arrival}, own.* from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        as own (id text, position integer, type text, time text, day text, text text)
    )
    insert into participants (article_id, event, entity, part, thing)
    select distinct ${article_id}, own.* from jsonb_to_recordset(${JSON.stringify(participants)}::jsonb)
      as own (event text, entity text, part text, thing text)
  `.execute(transaction)
}
