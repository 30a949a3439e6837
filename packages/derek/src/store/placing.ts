import { type Kysely, sql, type Transaction } from 'kysely'
import type { ArticleRecord } from '../record/schema.js'
import {
  type Candidates,
  type Lookup,
  lookupOf,
  nearestOf,
  placeAmong,
  tooCommon,
  windowOf,
} from '../story/grouping.js'
import { MemoryIndex } from '../story/memory-index.js'
import type { Corrections, Placement, Signature, StoryIndex, Window } from '../story/schema.js'
import { keysOf, signatureOf } from '../story/signature.js'
import { storyText } from '../story/text.js'
import { inStage } from '../telemetry/stages.js'
import type { Database } from './schema.js'

/**
 * Puts articles into stories, in the transaction that keeps them: one after another, but what each asks of the tables is
 * asked for all of them at once. That is possible since nobody else changes stories meanwhile, and what the first of them
 * change is known here.
 */

type Executor = Kysely<Database>
type Running = Transaction<Database>

/**
 * One transaction at a time places articles, so that two that come together find each other. Whoever changes words, names
 * or stories, which articles share, takes this lock before the first of them: so no two who save at once wait for each
 * other.
 */
export const lockStories = (transaction: Running): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(6720)`.execute(transaction)

/** What articles are found and compared by in stories. */
export async function signaturesOf(
  database: Executor,
  records: readonly ArticleRecord[],
): Promise<readonly Signature[]> {
  const undated = records.flatMap(({ id, publishedAt }) => (publishedAt === undefined ? [id] : []))
  const rows =
    undated.length === 0
      ? []
      : await database.selectFrom('articles').select(['id', 'read_at']).where('id', 'in', undated).execute()
  const readAt = new Map(rows.map(({ id, read_at }) => [id, new Date(read_at).toISOString()]))
  return records.map((record) => signatureOf(storyText(record), record.publishedAt ?? readAt.get(record.id)))
}

/** Puts articles that are in no story where they belong, in their order. */
export async function placeInStories(transaction: Running, signatures: readonly Signature[]): Promise<void> {
  if (signatures.length === 0) return
  await lockStories(transaction)
  await keepPlacements(transaction, signatures, await placementsOf(transaction, signatures))
}

/** Where articles belong that come one after another; nothing is kept. */
export async function placementsOf(
  database: Executor,
  signatures: readonly Signature[],
): Promise<readonly Placement[]> {
  const corrections = await correctionsOf(database)
  const candidates = await candidatesOf(database, signatures)
  const stories = await storiesAround(database, signatures, candidates)
  const placements: Placement[] = []
  for (const [i, signature] of signatures.entries()) {
    const placement = await inStage('place', { 'derek.article.id': signature.article }, () =>
      placeAmong(signature, candidates[i] ?? nobody, stories, corrections),
    )
    stories.add(signature, placement)
    placements.push(placement)
  }
  return placements
}

const nobody: Candidates = { nearest: [], rarity: () => 1 }

/** Of each article, those that it is compared with: some have been there, some are of those before it. */
async function candidatesOf(database: Executor, signatures: readonly Signature[]): Promise<readonly Candidates[]> {
  const articles = signatures.map((signature) => ({
    signature,
    window: windowOf(signature),
    keys: [...new Set(keysOf(signature))],
  }))
  const sizes = await sizesOf(database, articles)
  const counts = await countsOf(database, articles)
  const before = new MemoryIndex()
  const lookups: (Lookup & Pick<(typeof articles)[number], 'signature' | 'window'> & { readonly own: Having })[] = []
  for (const { signature, window, keys } of articles) {
    const size = sizes(window) + (await before.size(window))
    const own = await before.counts(keys, window, tooCommon)
    const known = counts(window)
    const all = new Map(
      keys.map((key) => [key, Math.min(tooCommon, (known.get(key) ?? 0) + (own.get(key) ?? 0))] as const),
    )
    const lookup = lookupOf(keys, all, size)
    lookups.push({ signature, window, ...lookup, own: await before.having(lookup.asked, window) })
    before.add(signature, { story: signature.article, merges: [] })
  }
  const having = await havingOf(database, lookups)
  return lookups.map(({ signature, window, asked, rarity, own }) => {
    const known = having(window)
    const all = new Map(asked.map((key) => [key, [...(known.get(key) ?? []), ...(own.get(key) ?? [])]] as const))
    return { nearest: nearestOf(signature.article, all, rarity), rarity }
  })
}

type Having = ReadonlyMap<string, readonly string[]>
interface InWindow {
  readonly window: Window
}
const nameOf = ({ from, to }: Window): string => `${from} ${to}`

/** How many articles there are in a window. */
async function sizesOf(database: Executor, articles: readonly InWindow[]): Promise<(window: Window) => number> {
  const from = Math.min(...articles.map(({ window }) => window.from))
  const to = Math.max(...articles.map(({ window }) => window.to))
  const rows = await database
    .selectFrom('story_days')
    .select(['day', 'articles'])
    .where((of) => of.between('day', from, to))
    .execute()
  return (window) =>
    rows
      .filter(({ day }) => day >= window.from && day <= window.to)
      .reduce((sum, { articles: count }) => sum + count, 0)
}

/** How many articles of a window have each of the keys that are asked for in it. */
async function countsOf(
  database: Executor,
  articles: readonly (InWindow & { readonly keys: readonly string[] })[],
): Promise<(window: Window) => ReadonlyMap<string, number>> {
  const { rows } = await sql<{ from: number; to: number; key: string; count: string }>`
    select asked.*, known.count from ${askedIn(articles)}, lateral (
      select count(*) from (select 1 from story_keys
        where story_keys.key = asked.key collate "C" and day between asked.from and asked.to limit ${tooCommon}) as found) as known
  `.execute(database)
  const counts = new Map<string, Map<string, number>>()
  for (const { key, count, ...window } of rows) under(counts, nameOf(window)).set(key, Number(count))
  return (window) => counts.get(nameOf(window)) ?? new Map()
}

/** The articles of a window that have each of the keys that are asked for in it. */
async function havingOf(
  database: Executor,
  articles: readonly (InWindow & { readonly asked: readonly string[] })[],
): Promise<(window: Window) => Having> {
  const { rows } = await sql<{ from: number; to: number; key: string; article_id: string }>`
    select asked.*, article_id from ${askedIn(articles.map(({ window, asked }) => ({ window, keys: asked })))}, lateral (
      -- Not to be joined in another way, however many keys there are: each is looked for in the index.
      select article_id from story_keys
      where story_keys.key = asked.key collate "C" and day between asked.from and asked.to offset 0) as found
  `.execute(database)
  const having = new Map<string, Map<string, string[]>>()
  for (const { key, article_id, ...window } of rows) {
    const known = under(having, nameOf(window))
    const all = known.get(key)
    if (all === undefined) known.set(key, [article_id])
    else all.push(article_id)
  }
  return (window) => having.get(nameOf(window)) ?? new Map()
}

/** The keys with their windows, each once. As arrays, so that the database knows how many they are when it plans. */
const askedIn = (articles: readonly (InWindow & { readonly keys: readonly string[] })[]) => {
  const windows = new Map<string, Map<string, Window>>()
  for (const { window, keys } of articles) {
    const known = under(windows, nameOf(window))
    for (const key of keys) known.set(key, window)
  }
  const asked = [...windows.values()].flatMap((keys) => [...keys])
  const keys = asked.map(([key]) => key)
  const from = asked.map(([, window]) => window.from)
  const to = asked.map(([, window]) => window.to)
  return sql`unnest(${keys}::text[], ${from}::integer[], ${to}::integer[]) as asked (key, "from", "to")`
}

function under<T>(maps: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const known = maps.get(name)
  if (known !== undefined) return known
  const made = new Map<string, T>()
  maps.set(name, made)
  return made
}

interface Member {
  readonly article: string
  readonly day: number
}

/** The stories around some articles, as they are when each of these is placed. */
interface StoriesAround extends Pick<StoryIndex, 'signatures' | 'storiesOf' | 'members'> {
  /** Keeps in mind where an article was placed, and which stories that merged. */
  add(signature: Signature, placement: Placement): void
}

async function storiesAround(
  database: Executor,
  placed: readonly Signature[],
  candidates: readonly Candidates[],
): Promise<StoriesAround> {
  const own = new Set(placed.map(({ article }) => article))
  const there = [...new Set(candidates.flatMap(({ nearest }) => nearest))].filter((article) => !own.has(article))
  const known = new Map(placed.map((signature) => [signature.article, signature]))
  const storyOf = new Map<string, string>()
  const load = async (articles: readonly string[]): Promise<void> => {
    if (articles.length === 0) return
    const { rows } = await sql<{ article_id: string; story_id: string; signature: Signature }>`
      select article_id, story_id, signature from story_articles where article_id = any(${articles}::text[])
    `.execute(database)
    // Derek alone writes them, and forty are read for each article that is placed: they are not validated again.
    for (const { article_id, signature } of rows) known.set(article_id, signature)
    for (const { article_id, story_id } of rows) if (!storyOf.has(article_id)) storyOf.set(article_id, story_id)
  }
  await load(there)
  const members = await membersOf(database, [...new Set(storyOf.values())])
  const move = (member: Member, story: string): void => {
    storyOf.set(member.article, story)
    members.set(story, [...(members.get(story) ?? []), member])
  }
  return {
    async signatures(articles) {
      await load(articles.filter((article) => !known.has(article)))
      return articles.flatMap((article) => known.get(article) ?? [])
    },
    async storiesOf(articles) {
      return new Map(
        articles.flatMap((article) => {
          const story = storyOf.get(article)
          return story === undefined ? [] : [[article, story] as const]
        }),
      )
    },
    async members(stories) {
      return new Map(stories.map((story) => [story, (members.get(story) ?? []).toSorted(inOrder).map(itsArticle)]))
    },
    add({ article, day }, { story, merges }) {
      move({ article, day }, story)
      for (const merged of merges) {
        for (const member of members.get(merged) ?? []) move(member, story)
        members.delete(merged)
      }
    },
  }
}

const itsArticle = ({ article }: Member): string => article
const inOrder = (a: Member, b: Member): number => a.day - b.day || (a.article < b.article ? -1 : 1)

async function membersOf(database: Executor, stories: readonly string[]): Promise<Map<string, readonly Member[]>> {
  if (stories.length === 0) return new Map()
  const { rows } = await sql<{ story_id: string; article_id: string; day: number }>`
    select story_id, article_id, day from story_articles where story_id = any(${stories}::text[])
  `.execute(database)
  const members = new Map<string, Member[]>(stories.map((story) => [story, []]))
  for (const { story_id, article_id: article, day } of rows) members.get(story_id)?.push({ article, day })
  return members
}

async function correctionsOf(database: Executor): Promise<Corrections> {
  const pins = await database.selectFrom('story_pins').select(['article_id', 'story_id']).execute()
  const apart = await database.selectFrom('story_apart').select(['one', 'other']).execute()
  return {
    pinned: new Map(pins.map(({ article_id, story_id }) => [article_id, story_id])),
    apart: apart.map(({ one, other }) => [one, other] as const),
  }
}

async function keepPlacements(
  transaction: Running,
  signatures: readonly Signature[],
  placements: readonly Placement[],
): Promise<void> {
  /** Where the articles of a story that was merged are at the end. */
  const into = new Map<string, string>()
  for (const { story, merges } of placements) {
    for (const merged of merges) {
      for (const [one, other] of into) if (other === merged) into.set(one, story)
      into.set(merged, story)
    }
  }
  if (into.size > 0) {
    const merged = [...into].map(([story, other]) => ({ story, other }))
    await sql`
      update story_articles set story_id = merged.other
      from jsonb_to_recordset(${JSON.stringify(merged)}::jsonb) as merged (story text, other text)
      where story_id = merged.story
    `.execute(transaction)
  }
  const rows = signatures.map((signature, i) => {
    const story = placements[i]?.story ?? signature.article
    return { article: signature.article, story: into.get(story) ?? story, day: signature.day, signature }
  })
  await sql`
    insert into story_articles (article_id, story_id, day, signature)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as own (article text, story text, day integer, signature jsonb)
  `.execute(transaction)
  await countDays(transaction, rows, 1)
  const keys = signatures.map((signature) => {
    const { article, day } = signature
    return { article, day, keys: [...new Set(keysOf(signature))] }
  })
  await sql`
    insert into story_keys (article_id, key, day)
    select article, key, day
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as own (article text, day integer, keys jsonb),
      jsonb_array_elements_text(keys) as key
  `.execute(transaction)
  await recount(
    transaction,
    placements.flatMap(({ story, merges }) => [...new Set([story, ...merges])]),
  )
}

/** Takes articles out of their stories: they are of no list any more. */
export async function takeFromStories(transaction: Running, ids: readonly string[]): Promise<void> {
  const rows = await transaction
    .deleteFrom('story_articles')
    .where('article_id', 'in', [...ids])
    .returning(['story_id', 'day'])
    .execute()
  await countDays(transaction, rows, -1)
  await recount(transaction, [...new Set(rows.map(({ story_id }) => story_id))])
}

/** Counts articles that came into stories on their days, each as `one`, or that went. */
async function countDays(
  transaction: Running,
  articles: readonly { readonly day: number }[],
  one: 1 | -1,
): Promise<void> {
  const days = new Map<number, number>()
  for (const { day } of articles) days.set(day, (days.get(day) ?? 0) + one)
  if (days.size === 0) return
  await transaction
    .insertInto('story_days')
    .values([...days].map(([day, articles]) => ({ day, articles })))
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet({ articles: sql`story_days.articles + excluded.articles` }),
    )
    .execute()
}

/**
 * What lists show follows from the articles: it is made anew for the stories that changed, each named once for each of
 * its changes.
 */
async function recount(transaction: Running, changed: readonly string[]): Promise<void> {
  if (changed.length === 0) return
  const times = new Map<string, number>()
  for (const story of changed) times.set(story, (times.get(story) ?? 0) + 1)
  const asked = JSON.stringify([...times].map(([id, changes]) => ({ id, changes })))
  await sql`
    with asked as (select * from jsonb_to_recordset(${asked}::jsonb) as asked (id text, changes integer)),
    members as (
      select story_id, title, source_id, coalesce(published_at, read_at) as at, arrival
      from story_articles join articles on articles.id = article_id where story_id = any(${[...times.keys()]}::text[])),
    counted as (
      select story_id, (array_agg(title order by at, arrival))[1] as title, count(*) as articles,
        count(distinct source_id) as outlets, min(at) as first_at, max(at) as last_at
      from members group by story_id),
    gone as (delete from stories where id in (select id from asked) and id not in (select story_id from counted))
    insert into stories (id, title, articles, outlets, first_at, last_at, changes)
    select story_id, title, articles, outlets, first_at, last_at, changes from counted join asked on id = story_id
    on conflict (id) do update set title = excluded.title, articles = excluded.articles, outlets = excluded.outlets,
      first_at = excluded.first_at, last_at = excluded.last_at, changes = stories.changes + excluded.changes
  `.execute(transaction)
  // The queue of the desk is in order of how many tell a story.
  await sql`
    update queue set outlets = stories.outlets from story_articles join stories on stories.id = story_id
    where story_articles.article_id = queue.article_id and queue.outlets <> stories.outlets
      and story_id = any(${[...times.keys()]}::text[])
  `.execute(transaction)
}
