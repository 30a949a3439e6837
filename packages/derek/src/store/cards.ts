import { type Kysely, type RawBuilder, sql } from 'kysely'
import { outletOf } from '../article/outlet.js'
import { analyzeBlocks } from '../language/analyze.js'
import type { ArticleRecord } from '../record/schema.js'
import { findTopics } from '../record/topics/topics.js'
import { withParts } from '../record/topics/tree.js'
import type { SourceKind } from '../source/schema.js'
import type { Database } from './schema.js'
import { titleOf } from './title.js'

/** What a list shows of an article, so that a reader knows whether to open it. */
export interface Card {
  readonly id: string
  readonly title: string
  readonly source: { readonly id: string; readonly name: string; readonly kind: SourceKind }
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
  readonly readAt: string
  /** BCP 47, with the script where it is not Cyrillic: kk-Arab. */
  readonly language: string
  /** How it begins, shortened. */
  readonly lead: string
  /** Who made its first picture, as the article says. */
  readonly credit?: string
  readonly topics: readonly string[]
  readonly statements: number
  readonly events: number
}

export interface CardQuery {
  readonly topic?: string | undefined
  /** The id of a source. */
  readonly source?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** The newest first, by when they were published, or else read. `next` is absent on the last page. */
export interface CardList {
  readonly articles: readonly Card[]
  readonly next?: string
}

type Executor = Kysely<Database>

/** When an article counts as from: a list is in this order. */
export const moment = sql<Date>`coalesce(articles.published_at, articles.read_at)`

const longestLead = 260

/** How an article begins, after its title: its lead, or else its first paragraph. */
function leadOf(record: ArticleRecord): string {
  const title = titleOf(record)
  const own = record.blocks.filter(({ text, repeats }) => repeats === undefined && text !== title)
  const block =
    own.find(({ kind }) => kind === 'lead') ??
    own.find(({ kind }) => kind === 'paragraph' || kind === 'quote' || kind === 'list')
  const text = (block?.text ?? '').replace(/\s+/gu, ' ').trim()
  if (text.length <= longestLead) return text
  const space = text.lastIndexOf(' ', longestLead)
  return `${text.slice(0, space > longestLead / 2 ? space : longestLead).toWellFormed()} …`
}

/** Keeps what lists show of articles that no list shows yet. */
export async function putCards(database: Executor, records: readonly ArticleRecord[]): Promise<void> {
  if (records.length === 0) return
  const cards = records.map((record) => ({
    article_id: record.id,
    source_kind: record.source.kind,
    lead: leadOf(record),
    credit: record.photoCredits[0]?.name ?? null,
  }))
  const topics = records.flatMap((record) => {
    const found = record.topics ?? findTopics(analyzeBlocks(record.blocks))
    return found.map(({ id: topic, confidence }) => ({ article_id: record.id, topic, confidence }))
  })
  const attributions = records.flatMap(attributionsOf)
  await sql`
    with new_cards as (
      insert into cards (article_id, source_kind, lead, credit)
      select * from jsonb_to_recordset(${JSON.stringify(cards)}::jsonb)
        as own (article_id text, source_kind text, lead text, credit text)
    ), new_topics as (
      insert into topics (article_id, topic, confidence)
      select * from jsonb_to_recordset(${JSON.stringify(topics)}::jsonb)
        as own (article_id text, topic text, confidence real)
      on conflict do nothing
    )
    insert into attributions (article_id, position, role, name, outlet)
    select * from jsonb_to_recordset(${JSON.stringify(attributions)}::jsonb)
      as own (article_id text, position integer, role text, name text, outlet text)
  `.execute(database)
}

/** Whom an article names as those that it has something from. */
const attributionsOf = ({ id: article_id, attribution, photoCredits }: ArticleRecord) =>
  [
    ...attribution.chain.map(({ name, role }) => ({ name, role })),
    ...photoCredits.map(({ name }) => ({ name, role: 'photo' as const })),
  ]
    .slice(0, mostAttributions)
    .map(({ name, role }, position) => ({ article_id, position, role, name, outlet: outletOf(name, undefined).id }))

const mostAttributions = 1_000

const cardColumns = [
  'articles.id',
  'articles.title',
  'articles.source_id',
  'articles.source_name',
  'articles.published_at',
  'articles.read_at',
  'articles.arrival',
  'articles.language',
  'articles.script',
  'articles.statement_count',
  'articles.event_count',
  'cards.source_kind',
  'cards.lead',
  'cards.credit',
] as const

/** Where a list of articles was left: the moment in milliseconds, and the arrival. */
export const cardCursorPattern = /^(-?\d{1,14})\.(\d{1,18})$/u

export async function listCards(database: Executor, query: CardQuery): Promise<CardList> {
  const { limit, topic, source } = query
  let rows = database
    .selectFrom('articles')
    .innerJoin('cards', 'cards.article_id', 'articles.id')
    .select([...cardColumns, moment.as('moment')])
    .where(isAfter(query.cursor))
    .orderBy(moment, 'desc')
    .orderBy('articles.arrival', 'desc')
    .limit(limit + 1)
  if (topic !== undefined) rows = rows.where(isAbout('articles.id', topic))
  if (source !== undefined) rows = rows.where('articles.source_id', '=', source)
  const found = await rows.execute()
  const shown = found.slice(0, limit)
  const topics = await topicsOf(
    database,
    shown.map(({ id }) => id),
  )
  const articles = shown.map(
    (row): Card => ({
      id: row.id,
      title: row.title,
      source: { id: row.source_id, name: row.source_name, kind: row.source_kind },
      ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
      readAt: new Date(row.read_at).toISOString(),
      language: row.language === 'kk' && row.script !== 'Cyrl' ? `kk-${row.script}` : row.language,
      lead: row.lead,
      ...(row.credit === null ? {} : { credit: row.credit }),
      topics: topics.get(row.id) ?? [],
      statements: row.statement_count,
      events: row.event_count,
    }),
  )
  const last = shown.at(-1)
  if (found.length <= limit || last === undefined) return { articles }
  return { articles, next: `${new Date(last.moment).getTime()}.${last.arrival}` }
}

/** Whether an article comes after a cursor; a cursor that is none is the beginning. */
function isAfter(cursor: string | undefined): RawBuilder<boolean> {
  const [, milliseconds, arrival] = cardCursorPattern.exec(cursor ?? '') ?? []
  if (milliseconds === undefined || arrival === undefined) return sql<boolean>`true`
  return sql<boolean>`(${moment}, articles.arrival)
    < (to_timestamp(${milliseconds}::bigint / 1000.0), ${arrival}::bigint)`
}

/** Whether the article whose id is in this column is about a topic, or about one that is part of it. */
export const isAbout = (article: string, topic: string): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from topics where topics.article_id = ${sql.ref(article)}
    and topics.topic in (${sql.join(withParts(topic))}))`

async function topicsOf(
  database: Executor,
  articles: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (articles.length === 0) return new Map()
  const rows = await database
    .selectFrom('topics')
    .select(['article_id', 'topic'])
    .where('article_id', 'in', articles)
    .orderBy('confidence', 'desc')
    .orderBy('topic')
    .execute()
  const topics = new Map<string, string[]>()
  for (const { article_id, topic } of rows) topics.set(article_id, [...(topics.get(article_id) ?? []), topic])
  return topics
}
