import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Act } from '../record/schema.js'
import { type BlockText, type Passage, passagesOf, rangesIn, type TextRange, type WordPlaces } from './passages.js'
import { type Clause, parseQuery, type Query, tsqueryOf, wantedOf } from './query.js'
import type { Database } from './schema.js'
import { type Summary, summaryColumns, summaryOf } from './summary.js'

/** What articles must have beside the words. Speaker, addressee and act are of one and the same statement. */
export interface SearchFilters {
  /** The id of a source. */
  readonly source?: string | undefined
  /** Keys of things. */
  readonly speaker?: string | undefined
  readonly addressee?: string | undefined
  readonly act?: Act | undefined
  /** The key of a person, a body or a place that is named. */
  readonly thing?: string | undefined
  /** Days in Kazakhstan, both included: 2026-03-01. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface SearchOptions extends SearchFilters {
  readonly limit: number
  /** From 1. */
  readonly page?: number
  readonly sort?: 'relevance' | 'newest'
}

export interface Found extends Summary {
  /** Ranges of the title. */
  readonly highlights: readonly TextRange[]
  readonly passages: readonly Passage[]
}

/** A value that the articles found have, and how many of them. */
export interface FacetValue {
  readonly key: string
  readonly name: string
  readonly articles: number
}

export interface SearchResult {
  /** How many articles were found. */
  readonly total: number
  /** How many of them have all words: fewer than `total` where those were so few that some of the words are enough. */
  readonly complete: number
  /** Of how many, the freshest, the order and the facets are: `total` or `rankedLimit`, whichever is less. */
  readonly ranked: number
  readonly articles: readonly Found[]
  readonly facets: {
    readonly source: readonly FacetValue[]
    readonly speaker: readonly FacetValue[]
    readonly act: readonly FacetValue[]
  }
}

/** So many articles are ranked: of more, the freshest. It bounds the time that a common word takes. */
export const rankedLimit = 1_000
/** Articles with a word are counted so far. */
const countLimit = 2_500
const facetLength = 12

type Executor = Kysely<Database>
type Condition = RawBuilder<unknown>

/** Finds articles by words and filters; without words, those that pass the filters, the newest first. */
export async function search(database: Executor, text: string, options: SearchOptions): Promise<SearchResult> {
  const query = parseQuery(text)
  return database.transaction().execute(async (transaction) => {
    await preferIndexes(transaction)
    const { page, ...ranking } = await rankArticles(transaction, query, options)
    return { ...ranking, articles: await describe(transaction, page, wantedOf(query)) }
  })
}

/**
 * For the transaction: PostgreSQL does not reckon that matching terms which are kept apart has to fetch them first, and
 * takes reading all articles for cheaper than it is. What it then reckons is no reason to compile the query.
 */
export async function preferIndexes(transaction: Executor): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`.execute(transaction)
}

/** What was found, its articles by their ids. */
export interface Ranking extends Omit<SearchResult, 'articles'> {
  readonly page: readonly string[]
}

/** Finds and orders, and fetches nothing of the articles yet. */
export async function rankArticles(database: Executor, query: Query, options: SearchOptions): Promise<Ranking> {
  const included = query.clauses.filter(({ isExcluded }) => !isExcluded)
  if (included.length === 0 && query.asksForWords) return nothing
  const filters = conditionsOf(options)
  const without = query.clauses
    .filter(({ isExcluded }) => isExcluded)
    .map((clause) => sql`not (documents.terms @@ ${tsqueryOf(clause)}::tsquery)`)
  const weighed = await weigh(database, included)
  const all = included.map(tsqueryOf).join(' & ')
  const run = (match: string, isComplete: boolean): Promise<RankRow> =>
    rank(database, {
      conditions: [...(match === '' ? [] : [sql`documents.terms @@ ${match}::tsquery`]), ...without, ...filters],
      weighed,
      all: isComplete ? undefined : all,
      options,
    })
  const complete = await run(all, true)
  const some = someOf(weighed)
  const wanted = options.limit * (options.page ?? 1)
  const { total, page, source, speaker, act } =
    complete.total >= wanted || some === undefined || some === all ? complete : await run(`(${some}) | (${all})`, false)
  return {
    total,
    complete: complete.total,
    ranked: Math.min(total, rankedLimit),
    page,
    facets: { source, speaker, act },
  }
}

const nothing: Ranking = {
  total: 0,
  complete: 0,
  ranked: 0,
  page: [],
  facets: { source: [], speaker: [], act: [] },
}

/** A clause with how much it tells: what few articles have tells most. */
interface Weighed {
  readonly clause: Clause
  readonly query: string
  readonly articles: number
  readonly weight: number
}

async function weigh(database: Executor, clauses: readonly Clause[]): Promise<readonly Weighed[]> {
  if (clauses.length < 2) {
    return clauses.map((clause) => ({ clause, query: tsqueryOf(clause), articles: 1, weight: 1 }))
  }
  const counts = clauses.map(
    (clause) =>
      sql`(select count(*)::int from (select from documents where terms @@ ${tsqueryOf(clause)}::tsquery limit ${sql.lit(countLimit)}) as counted)`,
  )
  // The number of the last arrival is about how many articles there are, and costs nothing to know.
  const { rows } = await sql<{ known: number; counts: readonly number[] }>`
    select coalesce((select max(arrival) from articles), 0)::int as known, array[${sql.join(counts)}] as counts
  `.execute(database)
  const row = rows[0]
  return clauses.map((clause, i) => {
    const articles = Number(row?.counts[i] ?? 0)
    const known = Math.max(Number(row?.known ?? 0), articles)
    const weight = Math.log(1 + (known - articles + 0.5) / (articles + 0.5))
    return { clause, query: tsqueryOf(clause), articles, weight }
  })
}

/**
 * What must be there where few articles have all words: the phrases, or any of the rarest words that not too many
 * articles have between them. Undefined where that is nothing less than all.
 */
function someOf(weighed: readonly Weighed[]): string | undefined {
  if (weighed.length < 2) return undefined
  const phrases = weighed.filter(({ clause }) => clause.isPhrase)
  if (phrases.length > 0) return phrases.map(({ query }) => query).join(' & ')
  const rarest = weighed.filter(({ articles }) => articles > 0).sort((a, b) => a.articles - b.articles)
  let sum = 0
  const chosen = rarest.filter(({ articles }) => {
    sum += articles
    return sum <= rankedLimit
  })
  if (chosen.length > 0) return chosen.map(({ query }) => query).join(' | ')
  // All are common: two of them together are not.
  return rarest.length < 2
    ? rarest[0]?.query
    : rarest
        .slice(0, 2)
        .map(({ query }) => query)
        .join(' & ')
}

/** Kazakhstan's days begin five hours before those of UTC (in the east six, until March 2024). */
const dayStart = (day: string): string => `${day}T00:00:00+05:00`

function conditionsOf(filters: SearchFilters): readonly Condition[] {
  const { act, from, to } = filters
  // PostgreSQL has no text with a NUL, so nothing has such a key.
  const [source, speaker, addressee, thing] = [filters.source, filters.speaker, filters.addressee, filters.thing].map(
    (value) => value?.toWellFormed().replaceAll('\0', '\ufffd'),
  )
  const conditions: Condition[] = []
  if (source !== undefined) conditions.push(sql`documents.source_id = ${source}`)
  if (from !== undefined) conditions.push(sql`documents.published_at >= ${dayStart(from)}::timestamptz`)
  if (to !== undefined)
    conditions.push(sql`documents.published_at < ${dayStart(to)}::timestamptz + interval '24 hours'`)
  if (thing !== undefined) {
    conditions.push(sql`exists (select from entities where article_id = documents.article_id and thing = ${thing})`)
  }
  const isSaid = (part: 'speaker' | 'addressee', key: string): Condition => sql`exists (
    select from entities where entities.article_id = statements.article_id
      and entities.id = statements.${sql.ref(part)} and entities.thing = ${key}
  )`
  const said = [
    ...(speaker === undefined ? [] : [isSaid('speaker', speaker)]),
    ...(addressee === undefined ? [] : [isSaid('addressee', addressee)]),
    ...(act === undefined ? [] : [sql`statements.act = ${act}`]),
  ]
  if (said.length > 0) {
    conditions.push(
      sql`exists (select from statements where statements.article_id = documents.article_id and ${and(said)})`,
    )
  }
  return conditions
}

const and = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)

export interface RankRequest {
  readonly conditions: readonly Condition[]
  readonly weighed: readonly Weighed[]
  /** What articles with all words have; undefined where all that match have them. */
  readonly all: string | undefined
  readonly options: SearchOptions
}

async function rank(database: Executor, request: RankRequest): Promise<RankRow> {
  const { rows } = await rankQuery(request).execute(database)
  const row = rows[0]
  if (row === undefined) throw new Error('counting answered nothing')
  return row
}

export interface RankRow {
  readonly total: number
  readonly page: readonly string[]
  readonly source: readonly FacetValue[]
  readonly speaker: readonly FacetValue[]
  readonly act: readonly FacetValue[]
}

/** Weights of words in text, in what is said, in the lead and headings, in the title. */
const weights = '{0.3, 0.4, 0.6, 1}'
/** The longer a text is, the less a word in it tells. */
const lengthBase = 4
/** What was published this long ago is half as fresh as what is published now. */
const freshDays = 30
const freshness = 0.25

/**
 * The order: how often the words are there and where, each by how much it tells, against the length of the text; and
 * what is fresh somewhat before what is not. Articles with all words come before those with some.
 */
export function rankQuery({ conditions, weighed, all, options }: RankRequest): RawBuilder<RankRow> {
  const { limit, page = 1, sort } = options
  const byWords = weighed.length > 0 && sort !== 'newest'
  const score = weighed.map(
    ({ query, weight }) => sql`${sql.lit(weight)} * ts_rank(${sql.lit(weights)}, own.terms, ${query}::tsquery)`,
  )
  const age = sql`greatest(0, extract(epoch from now() - published_at)::float8 / 86400)`
  const fresh = sql`coalesce(${sql.lit(freshness)} / (1 + ${age} / ${sql.lit(freshDays)}), 0)`
  const scored = byWords
    ? sql`
      select freshest.article_id, published_at,
        ${all === undefined ? sql`true` : sql`own.terms @@ ${all}::tsquery`} as complete,
        (${sql.join(score, sql` + `)}) / (${sql.lit(lengthBase)} + ln(1 + own.length)) * (1 + ${fresh}) as score
      from freshest cross join lateral (
        -- The terms are fetched once, for all that is asked of them.
        select documents.terms || ''::tsvector as terms, documents.length
        from documents where documents.article_id = freshest.article_id offset 0
      ) as own`
    : sql`select article_id, published_at, true as complete, 0 as score from freshest`
  return sql<RankRow>`
    with matches as materialized (
      select article_id, source_id, published_at from documents where ${and(conditions)}
    ), freshest as materialized (
      select article_id, published_at from matches
      order by published_at desc nulls last, article_id limit ${sql.lit(rankedLimit)}
    ), scored as (${scored}), page as (
      select * from scored order by complete desc, score desc, published_at desc nulls last, article_id
      limit ${sql.lit(limit)} offset ${sql.lit((page - 1) * limit)}
    ), sources as (
      select source_id as key, count(*) as articles from matches
      group by source_id order by articles desc, key limit ${sql.lit(facetLength)}
    ), named_sources as (
      select key, articles,
        (select source_name from articles where source_id = key order by arrival desc limit 1) as name
      from sources
    ), said as materialized (
      select statements.article_id, statements.act, statements.speaker
      from freshest join statements on statements.article_id = freshest.article_id
    ), acts as (
      select act as key, act as name, count(distinct article_id) as articles from said
      group by act order by articles desc, key limit ${sql.lit(facetLength)}
    ), speakers as (
      select entity.thing as key, max(entity.name) as name, count(distinct pair.article_id) as articles
      from (select distinct article_id, speaker from said where speaker is not null) as pair cross join lateral (
        select thing, name from entities where article_id = pair.article_id and id = pair.speaker offset 0
      ) as entity
      group by entity.thing order by articles desc, key limit ${sql.lit(facetLength)}
    )
    select
      (select count(*)::int from matches) as total,
      (select coalesce(jsonb_agg(article_id
        order by complete desc, score desc, published_at desc nulls last, article_id), '[]') from page) as page,
      (select coalesce(jsonb_agg(to_jsonb(facet) order by articles desc, key), '[]') from named_sources as facet) as source,
      (select coalesce(jsonb_agg(to_jsonb(facet) order by articles desc, key), '[]') from speakers as facet) as speaker,
      (select coalesce(jsonb_agg(to_jsonb(facet) order by articles desc, key), '[]') from acts as facet) as act
  `
}

/** The articles, in this order, with what of them the query finds. */
async function describe(
  database: Executor,
  ids: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<readonly Found[]> {
  if (ids.length === 0) return []
  const rows = await database
    .selectFrom('articles')
    .innerJoin('documents', 'documents.article_id', 'articles.id')
    .select(summaryColumns)
    .select(['documents.blocks as places', sql<readonly BlockText[]>`articles.record -> 'blocks'`.as('texts')])
    .where('id', 'in', ids)
    .execute()
  const positions = await positionsOf(database, ids, wanted)
  const found = new Map(
    rows.map((row) => [
      row.id,
      {
        ...summaryOf(row),
        highlights: rangesIn(row.title, wanted),
        passages: passagesOf(row.title, row.texts, row.places, positions.get(row.id) ?? [], wanted),
      },
    ]),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Where the words of a query are in articles, by the words. */
async function positionsOf(
  database: Executor,
  ids: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly WordPlaces[]>> {
  if (wanted.size === 0) return new Map()
  const { rows } = await sql<{ article_id: string; lexeme: string; positions: readonly number[] }>`
    select article_id, word.lexeme, to_jsonb(word.positions) as positions
    from documents, unnest(documents.terms) as word (lexeme, positions, weights)
    where article_id in (${sql.join(ids)}) and word.lexeme in (${sql.join([...wanted])})
  `.execute(database)
  const places = new Map<string, WordPlaces[]>()
  for (const { article_id, lexeme, positions } of rows) {
    const known = places.get(article_id)
    if (known === undefined) places.set(article_id, [{ lexeme, positions }])
    else known.push({ lexeme, positions })
  }
  return places
}
