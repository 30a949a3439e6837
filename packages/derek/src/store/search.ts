import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Act, Span, Statement } from '../record/schema.js'
import type { Named } from './claims.js'
import { type FacetKind, facet } from './facets.js'
import {
  type BlockText,
  type Passage,
  passageOf,
  passagesOf,
  rangesIn,
  type TextRange,
  type WordPlaces,
} from './passages.js'
import { type Clause, parseQuery, type Query, tsqueryOf, wantedOf } from './query.js'
import type { Database } from './schema.js'
import { type Summary, summaryColumns, summaryOf } from './summary.js'

/** What must be there beside the words. Speaker, addressee and act are of one and the same statement. */
export interface SearchFilters {
  /** The id of a source. */
  readonly source?: string | undefined
  /** Keys of things. */
  readonly speaker?: string | undefined
  readonly addressee?: string | undefined
  readonly act?: Act | undefined
  /** Keys of a person, a body and a place that are named; of a thing of any type. */
  readonly person?: string | undefined
  readonly organization?: string | undefined
  readonly place?: string | undefined
  readonly thing?: string | undefined
  readonly script?: string | undefined
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

export const facetNames = [
  'source',
  'speaker',
  'addressee',
  'act',
  'person',
  'organization',
  'place',
  'script',
] as const
export type FacetName = (typeof facetNames)[number]

/** What can be added to the filters, what most have first. */
export type Facets = Readonly<Record<FacetName, readonly FacetValue[]>>

interface Counts {
  /** How many were found: `countLimit` where they are more. */
  readonly total: number
  readonly isMore: boolean
  /** How many of them have all words: fewer than `total` where those were so few that some of the words are enough. */
  readonly complete: number
  /** Of how many, the freshest, the order and the facets are: `total` or `rankedLimit`, whichever is less. */
  readonly ranked: number
  readonly facets: Facets
}

export interface SearchResult extends Counts {
  readonly articles: readonly Found[]
}

/** A statement whose words are such as were looked for. */
export interface FoundSaying {
  readonly article: string
  /** Of the statement in its record. */
  readonly id: string
  readonly title: string
  readonly source: string
  readonly publishedAt?: string
  readonly language: string
  readonly act: Act
  readonly kind: Statement['kind']
  readonly speaker?: Named
  readonly addressee?: Named
  /** What is said, or its cue. Offsets are of the text of its block. */
  readonly passage: Passage
}

export interface SayingsResult extends Counts {
  readonly statements: readonly FoundSaying[]
}

/** So many are ranked: of more, the freshest. It bounds the time that a common word takes. */
export const rankedLimit = 1_000
/** So many are counted. */
export const countLimit = 10_000
const facetLength = 12

type Executor = Kysely<Database>
type Condition = RawBuilder<unknown>

/** What is searched: the table, and what tells its rows of one article apart. */
export interface Unit {
  readonly table: 'documents' | 'sayings'
  readonly statement: RawBuilder<string>
}

export const units = {
  articles: { table: 'documents', statement: sql<string>`''` },
  statements: { table: 'sayings', statement: sql<string>`statement` },
} as const satisfies Record<string, Unit>

/** Finds articles by words and filters; without words, those that pass the filters, the newest first. */
export async function search(database: Executor, text: string, options: SearchOptions): Promise<SearchResult> {
  const query = parseQuery(text)
  return database.transaction().execute(async (transaction) => {
    await preferIndexes(transaction)
    const { page, ...counts } = await rank(transaction, units.articles, query, options)
    const ids = page.map(({ article }) => article)
    return { ...counts, articles: await describe(transaction, ids, wantedOf(query)) }
  })
}

/** Finds statements by the words of what was said, and filters, as `search` finds articles. */
export async function searchSayings(database: Executor, text: string, options: SearchOptions): Promise<SayingsResult> {
  const query = parseQuery(text)
  return database.transaction().execute(async (transaction) => {
    await preferIndexes(transaction)
    const { page, ...counts } = await rank(transaction, units.statements, query, options)
    return { ...counts, statements: await describeSayings(transaction, page, wantedOf(query)) }
  })
}

/**
 * For the transaction: PostgreSQL does not reckon that matching terms which are kept apart has to fetch them first, and
 * takes reading all articles for cheaper than it is. What it then reckons is no reason to compile the query.
 */
export async function preferIndexes(transaction: Executor): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`.execute(transaction)
}

/** Which statement of which article; of articles, the statement is ''. */
interface Place {
  readonly article: string
  readonly statement: string
}

export interface Ranking extends Counts {
  readonly page: readonly Place[]
}

/** Finds and orders, and fetches nothing of what is found yet. */
export async function rank(database: Executor, unit: Unit, query: Query, options: SearchOptions): Promise<Ranking> {
  const included = query.clauses.filter(({ isExcluded }) => !isExcluded)
  if (included.length === 0 && query.asksForWords) return nothing
  const excluded = query.clauses.filter(({ isExcluded }) => isExcluded).map((clause) => `!${tsqueryOf(clause)}`)
  const { weighed, known } = await weigh(database, included)
  const filters = conditionsOf(options, unit)
  const isOneWord =
    unit === units.articles &&
    query.clauses.length === 1 &&
    included.every(({ words }) => words.length === 1) &&
    filters.length === 0
  const find = async (match: string, all: string | undefined, most: number): Promise<RankRow> => {
    const words = [...(match === '' ? [] : [`(${match})`]), ...excluded].join(' & ')
    const conditions = [...(words === '' ? [] : [sql`terms @@ ${words}::tsquery`]), ...filters]
    return freshest(database, { unit, conditions, weighed, all, options }, { most, known, isExact: isOneWord })
  }
  const all = included.map(tsqueryOf).join(' & ')
  const complete = await find(all, undefined, Math.min(known, ...weighed.map(({ articles }) => articles)))
  const some = someOf(weighed)
  const wanted = options.limit * (options.page ?? 1)
  const { total, isMore, ranked, page, facets } =
    complete.total >= wanted || some === undefined || some.match === all
      ? complete
      : await find(`(${some.match}) | (${all})`, all, some.most)
  return { total, isMore, complete: complete.total, ranked, page, facets: facetsOf(facets) }
}

const noFacets: Facets = {
  source: [],
  speaker: [],
  addressee: [],
  act: [],
  person: [],
  organization: [],
  place: [],
  script: [],
}

const nothing: Ranking = { total: 0, isMore: false, complete: 0, ranked: 0, page: [], facets: noFacets }

function facetsOf(counted: readonly CountedFacet[]): Facets {
  const of = (name: FacetName): readonly FacetValue[] =>
    counted
      .filter(({ facet }) => facet === name)
      .sort((a, b) => b.articles - a.articles || (a.key < b.key ? -1 : 1))
      .map(({ key, name, articles }) => ({ key, name: name ?? key, articles }))
  return {
    source: of('source'),
    speaker: of('speaker'),
    addressee: of('addressee'),
    act: of('act'),
    person: of('person'),
    organization: of('organization'),
    place: of('place'),
    script: of('script'),
  }
}

/** A clause with how much it tells: what few articles have tells most. */
interface Weighed {
  readonly clause: Clause
  readonly query: string
  /** How many articles have it; of a phrase, how many may. */
  readonly articles: number
  readonly weight: number
}

interface Weights {
  readonly weighed: readonly Weighed[]
  /** About how many articles there are. */
  readonly known: number
}

async function weigh(database: Executor, clauses: readonly Clause[]): Promise<Weights> {
  const lexemes = [...new Set(clauses.flatMap(({ words }) => words.flat()))]
  const counts =
    lexemes.length === 0
      ? sql`'{}'::jsonb`
      : sql`(select coalesce(jsonb_object_agg(lexeme, articles), '{}') from words where lexeme in (${sql.join(lexemes)}))`
  // The number of the last arrival is about how many articles there are, and costs nothing to know.
  const { rows } = await sql<{ known: number; counts: Readonly<Record<string, number>> }>`
    select coalesce((select max(arrival) from articles), 0)::int as known, ${counts} as counts
  `.execute(database)
  const counted = new Map(Object.entries(rows[0]?.counts ?? {}))
  const having = (alternatives: readonly string[]): number =>
    alternatives.reduce((sum, lexeme) => sum + Math.max(0, counted.get(lexeme) ?? 0), 0)
  const known = rows[0]?.known ?? 0
  const weighed = clauses.map((clause) => {
    const articles = Math.min(...clause.words.map(having))
    const weight = Math.log(1 + (Math.max(known, articles) - articles + 0.5) / (articles + 0.5))
    return { clause, query: tsqueryOf(clause), articles, weight }
  })
  return { weighed, known }
}

/**
 * What must be there where few articles have all words: the phrases, or any of the rarest words that not too many
 * articles have between them; and how many may have that. Undefined where that is nothing less than all.
 */
function someOf(weighed: readonly Weighed[]): { readonly match: string; readonly most: number } | undefined {
  if (weighed.length < 2) return undefined
  const every = (clauses: readonly Weighed[]) => ({
    match: clauses.map(({ query }) => query).join(' & '),
    most: Math.min(...clauses.map(({ articles }) => articles)),
  })
  const phrases = weighed.filter(({ clause }) => clause.isPhrase)
  if (phrases.length > 0) return every(phrases)
  const rarest = weighed.filter(({ articles }) => articles > 0).sort((a, b) => a.articles - b.articles)
  if (rarest.length === 0) return undefined
  let most = 0
  const chosen = rarest.filter(({ articles }) => {
    most += articles
    return most <= rankedLimit
  })
  if (chosen.length > 0) return { match: chosen.map(({ query }) => query).join(' | '), most: rankedLimit }
  // All are common: two of them together are not.
  return every(rarest.slice(0, 2))
}

/** Kazakhstan's days begin five hours before those of UTC (in the east six, until March 2024). */
const dayStart = (day: string): string => `${day}T00:00:00+05:00`

/** PostgreSQL has no text with a NUL, so nothing has such a key. */
const plainText = (value: string): string => value.toWellFormed().replaceAll('\0', '\ufffd')

/** What rows of the table have that pass the filters. */
export function conditionsOf(filters: SearchFilters, unit: Unit = units.articles): readonly Condition[] {
  const { source, speaker, addressee, act, person, organization, place, thing, script, from, to } = filters
  const facetsOf = (wanted: readonly (readonly [FacetKind, string | undefined])[]): readonly string[] =>
    wanted.flatMap(([kind, value]) => (value === undefined ? [] : [facet(kind, plainText(value))]))
  const said = facetsOf([
    ['speaker', speaker],
    ['addressee', addressee],
    ['act', act],
  ])
  const wanted = [
    ...said,
    ...facetsOf([
      ['source', source],
      ['script', script],
      ['thing', person],
      ['thing', organization],
      ['thing', place],
      ['thing', thing],
    ]),
  ]
  const column = (name: string): Condition => sql.ref(`${unit.table}.${name}`)
  const has = (table: Unit['table'], facets: readonly string[]): Condition =>
    sql`${sql.ref(`${table}.facets`)} @> array[${sql.join(facets)}]::text[]`
  return [
    ...(wanted.length === 0 ? [] : [has(unit.table, wanted)]),
    ...(from === undefined ? [] : [sql`${column('published_at')} >= ${dayStart(from)}::timestamptz`]),
    ...(to === undefined ? [] : [sql`${column('published_at')} < ${dayStart(to)}::timestamptz + interval '24 hours'`]),
    ...(said.length < 2 || unit.table === 'sayings'
      ? []
      : [
          sql`exists (select from sayings where sayings.article_id = documents.article_id and ${has('sayings', said)})`,
        ]),
  ]
}

const and = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)

export interface RankRequest {
  readonly unit: Unit
  readonly conditions: readonly Condition[]
  readonly weighed: readonly Weighed[]
  /** What those with all words have; undefined where all that match have them. */
  readonly all: string | undefined
  readonly options: SearchOptions
}

export interface RankRow {
  readonly total: number
  readonly isMore: boolean
  readonly ranked: number
  readonly page: readonly Place[]
  readonly facets: readonly CountedFacet[]
}

interface CountedFacet {
  readonly facet: string
  readonly key: string
  readonly name: string | null
  readonly articles: number
}

/** What is known of how many match, before it is looked. */
interface Expected {
  readonly most: number
  /** Whether that many do: all have one word, and nothing else is asked for. */
  readonly isExact: boolean
  /** How many articles there are. */
  readonly known: number
}

/**
 * Ranks the freshest of those that match. Where these may be so many that finding the freshest takes long, it looks
 * first among the last months, that should have enough; the index knows the months as it knows the words.
 */
async function freshest(database: Executor, request: RankRequest, expected: Expected): Promise<RankRow> {
  const { most, isExact, known } = expected
  if (most <= countLimit) return run(database, request)
  if (!isExact && (await countOf(database, request)) <= countLimit) return run(database, request)
  const back = Math.ceil((spare * rankedLimit * known) / (isExact ? most : countLimit))
  const { unit, conditions } = request
  const months = await lastMonths(database, unit, back)
  if (months !== undefined) {
    const recent = sql`facets && array[${sql.join(months.map((month) => facet('month', month)))}]::text[]`
    const row = await run(database, { ...request, conditions: [...conditions, recent] })
    if (row.ranked === rankedLimit) return { ...row, total: countLimit, isMore: true }
  }
  const row = await run(database, request)
  return row.total > countLimit ? { ...row, total: countLimit, isMore: true } : row
}

/** So many times as many are looked at as would be enough, were they spread evenly. */
const spare = 1.25

/** How many match; one more than `countLimit` where they are more. */
async function countOf(database: Executor, { unit, conditions }: RankRequest): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from (select from ${sql.table(unit.table)} where ${and(conditions)} limit ${sql.lit(countLimit + 1)}) as counted
  `.execute(database)
  return rows[0]?.total ?? 0
}

const mostMonths = 60

/** The months that the freshest rows are of, so many of them at least; undefined where the months would be too many. */
async function lastMonths(database: Executor, unit: Unit, rows: number): Promise<readonly string[] | undefined> {
  const dates = sql`from ${sql.table(unit.table)} order by published_at desc nulls last, article_id`
  const month = (date: RawBuilder<unknown>) => sql`date_trunc('month', ${date} at time zone 'Asia/Almaty')`
  const found = await sql<{ month: string }>`
    with bounds as (
      select (select published_at ${dates} limit 1) as last, (select published_at ${dates} limit 1 offset ${sql.lit(rows)}) as first
    )
    select to_char(month, 'YYYY-MM') as month
    from bounds, generate_series(${month(sql`first`)}, ${month(sql`last`)}, interval '1 month') as month
    limit ${sql.lit(mostMonths + 1)}
  `.execute(database)
  const months = found.rows.map(({ month }) => month)
  return months.length === 0 || months.length > mostMonths ? undefined : months
}

async function run(database: Executor, request: RankRequest): Promise<RankRow> {
  const { rows } = await rankQuery(request).execute(database)
  const row = rows[0]
  if (row === undefined) throw new Error('counting answered nothing')
  return { ...row, isMore: false }
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
 * what is fresh somewhat before what is not. Those with all words come before those with some.
 */
export function rankQuery({ unit, conditions, weighed, all, options }: RankRequest): RawBuilder<RankRow> {
  const { limit, page = 1, sort } = options
  const table = sql.table(unit.table)
  const byWords = weighed.length > 0 && sort !== 'newest'
  const score = weighed.map(
    ({ query, weight }) => sql`${sql.lit(weight)} * ts_rank(${sql.lit(weights)}, own.terms, ${query}::tsquery)`,
  )
  const age = sql`greatest(0, extract(epoch from now() - published_at)::float8 / 86400)`
  const fresh = sql`coalesce(${sql.lit(freshness)} / (1 + ${age} / ${sql.lit(freshDays)}), 0)`
  const scored = byWords
    ? sql`
      ${all === undefined ? sql`true` : sql`own.terms @@ ${all}::tsquery`} as complete,
      (${sql.join(score, sql` + `)}) / (${sql.lit(lengthBase)} + ln(1 + own.length)) * (1 + ${fresh}) as score`
    : sql`true as complete, 0 as score`
  // The terms are fetched once, for all that is asked of them.
  const terms = byWords ? sql`terms || ''::tsvector as terms, length,` : sql``
  const newest = sql`published_at desc nulls last, article_id, statement`
  return sql<RankRow>`
    with matches as materialized (
      select ctid as place, article_id, ${unit.statement} as statement, published_at from ${table} where ${and(conditions)}
    ), freshest as materialized (
      select * from matches order by ${newest} limit ${sql.lit(rankedLimit)}
    ), found as materialized (
      select freshest.article_id, statement, published_at, own.facets, ${scored}
      from freshest cross join lateral (
        select ${terms} facets from ${table} where ctid = freshest.place offset 0
      ) as own
    ), page as (
      select article_id, statement, row_number() over (order by complete desc, score desc, ${newest}) as place
      from found order by place limit ${sql.lit(limit)} offset ${sql.lit((page - 1) * limit)}
    ), counted as materialized (
      select facet, count(*)::int as articles, max(article_id) as article_id
      from found, unnest(found.facets) as facet
      where not starts_with(facet, 'month=') group by facet
    ), named as (
      select articles, article_id, substr(facet, strpos(facet, '=') + 1) as key,
        case when starts_with(facet, 'thing=') then substr(split_part(facet, ':', 1), 7) else split_part(facet, '=', 1) end
          as facet
      from counted
    ), best as (
      select *, row_number() over (partition by facet order by articles desc, key) as place from named
      where facet in (${sql.join(facetNames)})
    ), shown as (
      select facet, key, articles, case facet
        when 'act' then key
        when 'script' then key
        when 'source' then (select source_name from articles where id = best.article_id)
        else coalesce(
          (select name from entities where entities.key = best.key limit 1),
          (select name from identities where kind = 'split' and undone_at is null and identities.thing = best.key
            order by id desc limit 1),
          (select name from entities
            where entities.article_id = best.article_id and entities.thing || '' = best.key limit 1)) end as name
      from best where place <= ${sql.lit(facetLength)}
    )
    select
      (select count(*)::int from matches) as total,
      (select count(*)::int from freshest) as ranked,
      (select coalesce(jsonb_agg(jsonb_build_object('article', article_id, 'statement', statement) order by place), '[]')
        from page) as page,
      (select coalesce(jsonb_agg(to_jsonb(shown)), '[]') from shown) as facets
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

/** The statements, in this order, with what of them the query finds. */
async function describeSayings(
  database: Executor,
  page: readonly Place[],
  wanted: ReadonlySet<string>,
): Promise<readonly FoundSaying[]> {
  if (page.length === 0) return []
  const { rows } = await sql<SayingRow>`
    select statements.article_id, statements.id, articles.title, articles.source_name, articles.published_at,
      articles.language, statements.act, statements.kind, speaker.thing as speaker, speaker.name as speaker_name,
      addressee.thing as addressee, addressee.name as addressee_name, coalesce(said -> 'content', said -> 'cue') as span
    from jsonb_to_recordset(${JSON.stringify(page)}::jsonb) as place (article text, statement text)
    join statements on statements.article_id = place.article and statements.id = place.statement
    join articles on articles.id = place.article
    cross join lateral jsonb_path_query_first(
      articles.record, '$.statements[*] ? (@.id == $id)', jsonb_build_object('id', place.statement)) as said
    left join entities as speaker on speaker.article_id = place.article and speaker.id = statements.speaker
    left join entities as addressee on addressee.article_id = place.article and addressee.id = statements.addressee
  `.execute(database)
  const found = new Map(rows.map((row) => [JSON.stringify([row.article_id, row.id]), row]))
  return page.flatMap(({ article, statement }) => {
    const row = found.get(JSON.stringify([article, statement]))
    return row === undefined ? [] : [sayingOf(row, wanted)]
  })
}

interface SayingRow {
  readonly article_id: string
  readonly id: string
  readonly title: string
  readonly source_name: string
  readonly published_at: Date | null
  readonly language: string
  readonly act: Act
  readonly kind: Statement['kind']
  readonly speaker: string | null
  readonly speaker_name: string | null
  readonly addressee: string | null
  readonly addressee_name: string | null
  readonly span: Span
}

function sayingOf(row: SayingRow, wanted: ReadonlySet<string>): FoundSaying {
  const { block, start, text } = row.span
  const named = (key: string | null, name: string | null): Named | undefined =>
    key === null ? undefined : { key, name: name ?? key }
  const [speaker, addressee] = [named(row.speaker, row.speaker_name), named(row.addressee, row.addressee_name)]
  const moved = (range: TextRange): TextRange => ({ start: range.start + start, end: range.end + start })
  const passage = passageOf(block, text, wanted)
  return {
    article: row.article_id,
    id: row.id,
    title: row.title,
    source: row.source_name,
    ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
    language: row.language,
    act: row.act,
    kind: row.kind,
    ...(speaker === undefined ? {} : { speaker }),
    ...(addressee === undefined ? {} : { addressee }),
    passage: { ...passage, ...moved(passage), highlights: passage.highlights.map(moved) },
  }
}
