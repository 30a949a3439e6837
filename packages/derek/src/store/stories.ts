import { type Kysely, sql, type Transaction } from 'kysely'
import { type ArticleRecord, recordSchema } from '../record/schema.js'
import { alertsOf } from '../story/alerts.js'
import { flowOf } from '../story/copying.js'
import { differences } from '../story/differences.js'
import { firstSaid } from '../story/first.js'
import type { Alert, Differences, FirstSaid, Flow } from '../story/schema.js'
import { type StoryText, storyText } from '../story/text.js'
import { lockStories, placeInStories, signaturesOf, takeFromStories } from './placing.js'
import { alertKeyOf } from './queue.js'
import type { Database } from './schema.js'
import { titleOf } from './title.js'

/** What a list shows of a story. */
export interface StorySummary {
  readonly id: string
  /** That of its first article. */
  readonly title: string
  readonly articles: number
  readonly outlets: number
  /** ISO 8601, UTC. */
  readonly firstAt: string
  readonly lastAt: string
}

export interface StoryQuery {
  /** Only stories that have an article of this source, that name this thing, or that are about this topic. */
  readonly source?: string | undefined
  readonly thing?: string | undefined
  readonly topic?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** The last told first; stories of more than one article. `next` is absent on the last page. */
export interface StoryList {
  readonly stories: readonly StorySummary[]
  readonly next?: string
}

export interface StoryArticle {
  readonly id: string
  readonly title: string
  readonly source: { readonly id: string; readonly name: string }
  readonly publishedAt?: string
  readonly language: string
  readonly script: string
  /** Who put it into the story, if a person did. */
  readonly pinnedBy?: string
}

/** What changed between an article and what it is from. */
export interface Retelling {
  readonly before: string
  readonly after: string
  readonly kept: number
  readonly taken: number
  /** How many sentences became what. */
  readonly changes: Readonly<Record<string, number>>
  readonly findings: Differences['findings']
}

export interface Story extends StorySummary {
  /** The earliest first, as the flow has them; of a long story, the first. */
  readonly members: readonly StoryArticle[]
  readonly flow: Flow
  readonly retellings: readonly Retelling[]
  readonly alerts: readonly Alert[]
}

export interface ListedAlert extends Alert {
  readonly story: string
  /** The names of the outlets that the two sentences are of. */
  readonly outlets: readonly [one: string, other: string]
}

/** What was asked of a story cannot be done. */
export class StoryError extends Error {
  override readonly name = 'StoryError'
  constructor(
    readonly kind: 'unknown-article' | 'unknown-story' | 'same-article',
    message: string,
  ) {
    super(message)
  }
}

/** Articles that are of one event, across outlets, scripts and languages. */
export interface Stories {
  list(query: StoryQuery): Promise<StoryList>
  story(id: string): Promise<Story | undefined>
  /** The id of the story that an article is in; undefined where it is in no list. */
  storyOf(article: string): Promise<StorySummary | undefined>
  /** What changed from one article to another, or from one version or revision to another. */
  differences(before: string, after: string): Promise<Differences | undefined>
  revisionDifferences(article: string, before: number, after: number): Promise<Differences | undefined>
  /** Who said first what a statement says; undefined where there is no such statement. */
  first(article: string, statement: string): Promise<FirstSaid | undefined>
  /** What should be looked at, in the stories that were told last. */
  alerts(limit: number): Promise<readonly ListedAlert[]>
  /**
   * Finds the alerts of stories that changed since theirs were found, of so many stories at most, and keeps them for the
   * desk. Answers how many stories were looked at.
   */
  keepAlerts(most: number): Promise<number>
  /** Puts an article into a story, or, with its own id, takes it out of one: no score overrules it. */
  pin(article: string, story: string, by: string): Promise<void>
  unpin(article: string): Promise<void>
  /** Says that two articles are of two events. */
  apart(one: string, other: string, by: string): Promise<void>
  together(one: string, other: string): Promise<void>
}

type Executor = Kysely<Database>
type Running = Transaction<Database>

/** Of a longer story only so many articles are compared with one another. */
const mostCompared = 40

async function storyIdOf(database: Executor, id: string): Promise<string | undefined> {
  const row = await database
    .selectFrom('story_articles')
    .select('story_id')
    .where('article_id', '=', id)
    .executeTakeFirst()
  return row?.story_id
}

/** What was made lately of what does not change, by its key: a story is opened many times. */
function remembering<T>(most: number): (key: string, make: () => T) => T {
  const remembered = new Map<string, T>()
  return (key, make) => {
    const known = remembered.get(key)
    if (known !== undefined) return known
    const made = make()
    if (remembered.size >= most) remembered.clear()
    remembered.set(key, made)
    return made
  }
}

/** An article as stories compare it, and the revision that it is of. */
interface Member {
  readonly text: StoryText
  readonly revision: number
}

/** What the articles of a story say together. */
interface Telling {
  readonly flow: Flow
  readonly alerts: readonly Alert[]
}

export function storiesOver(database: Executor): Stories {
  const rememberedText = remembering<StoryText>(400)
  const rememberedTelling = remembering<Telling>(100)
  const memberOf = (record: ArticleRecord, revision: number): Member => ({
    text: rememberedText(`${record.id} ${revision}`, () => storyText(record)),
    revision,
  })
  /** Comparing all with all takes long: once for each state that a story is in. */
  const tellingOf = (members: readonly Member[]): Telling =>
    rememberedTelling(members.map(({ text, revision }) => `${text.article} ${revision}`).join(), () => {
      const texts = textsIn(members)
      const flow = flowOf(texts)
      return { flow, alerts: alertsOf(texts, flow) }
    })
  const membersOf = async (story: string): Promise<readonly Member[]> => {
    const rows = await database
      .selectFrom('story_articles')
      .innerJoin('articles', 'articles.id', 'story_articles.article_id')
      .select(['articles.record', 'articles.revision'])
      .where('story_id', '=', story)
      .orderBy(sql`coalesce(articles.published_at, articles.read_at)`)
      .orderBy('articles.arrival')
      .limit(mostCompared)
      .execute()
    return rows.map(({ record, revision }) => memberOf(recordSchema.parse(record), revision))
  }
  const textOf = async (article: string): Promise<StoryText | undefined> => {
    const row = await database
      .selectFrom('articles')
      .select(['record', 'revision'])
      .where('id', '=', article)
      .executeTakeFirst()
    return row === undefined ? undefined : memberOf(recordSchema.parse(row.record), row.revision).text
  }
  /** Places anew what a correction is about. */
  const corrected = (articles: readonly string[], write: (transaction: Running) => Promise<void>): Promise<void> =>
    database.transaction().execute(async (transaction) => {
      await lockStories(transaction)
      const rows = await transaction
        .selectFrom('articles')
        .select('record')
        .where('id', 'in', [...articles])
        .orderBy('arrival')
        .execute()
      if (rows.length < articles.length)
        throw new StoryError('unknown-article', `there is no such article: ${articles.join(', ')}`)
      await write(transaction)
      for (const { record } of rows) {
        const parsed = recordSchema.parse(record)
        // It leaves its story first, so that it does not find itself there.
        if ((await storyIdOf(transaction, parsed.id)) === undefined) continue
        await takeFromStories(transaction, [parsed.id])
        await placeInStories(transaction, await signaturesOf(transaction, [parsed]))
      }
    })
  return {
    list: (query) => listStories(database, query),
    async story(id) {
      const row = await database.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()
      if (row === undefined) return undefined
      const members = await membersOf(id)
      const texts = textsIn(members)
      const pins = await database
        .selectFrom('story_pins')
        .select(['article_id', 'made_by'])
        .where('story_id', '=', id)
        .execute()
      const { flow, alerts } = tellingOf(members)
      const byId = new Map(texts.map((text) => [text.article, text]))
      const pinnedBy = new Map(pins.map(({ article_id, made_by }) => [article_id, made_by]))
      const shown = flow.articles.flatMap(({ article }) => {
        const text = byId.get(article)
        return text === undefined ? [] : [articleOf(text.record, pinnedBy.get(article))]
      })
      const retellings = flow.edges.flatMap(({ from, to }): readonly Retelling[] => {
        const [before, after] = [byId.get(from), byId.get(to)]
        return before === undefined || after === undefined ? [] : [retellingOf(differences(before, after))]
      })
      return { ...summaryOf(row), members: shown, flow, retellings, alerts }
    },
    async storyOf(article) {
      const row = await database
        .selectFrom('story_articles')
        .innerJoin('stories', 'stories.id', 'story_articles.story_id')
        .selectAll('stories')
        .where('article_id', '=', article)
        .executeTakeFirst()
      return row === undefined ? undefined : summaryOf(row)
    },
    async differences(before, after) {
      const [one, other] = [await textOf(before), await textOf(after)]
      return one === undefined || other === undefined ? undefined : differences(one, other)
    },
    async revisionDifferences(article, before, after) {
      const rows = await database
        .selectFrom('revisions')
        .select(['number', 'record'])
        .where('article_id', '=', article)
        .where('number', 'in', [before, after])
        .execute()
      const texts = new Map(
        rows.map(({ number, record }) => [number, memberOf(recordSchema.parse(record), number).text]),
      )
      const [one, other] = [texts.get(before), texts.get(after)]
      return one === undefined || other === undefined ? undefined : differences(one, other)
    },
    async first(article, statement) {
      const story = await storyIdOf(database, article)
      const own = await textOf(article)
      const said = own?.record.statements.find(({ id }) => id === statement)
      if (own === undefined || said === undefined) return undefined
      const texts = story === undefined ? [own] : textsIn(await membersOf(story))
      return firstSaid(
        texts.some((text) => text.article === article) ? texts : [...texts, own],
        said.content ?? said.cue,
        article,
      )
    },
    async alerts(limit) {
      const { stories } = await listStories(database, { limit: mostCompared })
      const found: ListedAlert[] = []
      for (const { id: story } of stories) {
        if (found.length >= limit) break
        const members = await membersOf(story)
        const names = new Map(textsIn(members).map(({ article, record }) => [article, record.source.name]))
        const nameOf = (article: string): string => names.get(article) ?? article
        for (const alert of tellingOf(members).alerts) {
          const outlets = [nameOf(alert.one.sentence.article), nameOf(alert.other.sentence.article)] as const
          found.push({ ...alert, story, outlets })
        }
      }
      return found.slice(0, limit)
    },
    async keepAlerts(most) {
      const due = await database
        .selectFrom('stories')
        .select(['id', 'changes'])
        .where(sql<boolean>`alerts_of < changes and outlets > 1`)
        .orderBy('last_at', 'desc')
        .limit(most)
        .execute()
      for (const { id: story, changes } of due) {
        const members = await membersOf(story)
        const names = new Map(textsIn(members).map(({ article, record }) => [article, record.source.name]))
        const nameOf = (article: string): string => names.get(article) ?? article
        const alerts = tellingOf(members).alerts.map((alert) => ({
          key: alertKeyOf(story, alert),
          content: alert,
          outlets: [nameOf(alert.one.sentence.article), nameOf(alert.other.sentence.article)],
        }))
        await database.transaction().execute(async (transaction) => {
          await sql`update alerts set is_present = false where story_id = ${story} and is_present`.execute(transaction)
          await sql`
            insert into alerts (key, story_id, content, outlets)
            select key, ${story}, content, outlets from jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb)
              as own (key text, content jsonb, outlets jsonb)
            on conflict (key) do update set is_present = true, content = excluded.content, outlets = excluded.outlets
          `.execute(transaction)
          await transaction.updateTable('stories').set({ alerts_of: changes }).where('id', '=', story).execute()
        })
      }
      return due.length
    },
    async pin(article, story, by) {
      if (article !== story) {
        const known = await database.selectFrom('stories').select('id').where('id', '=', story).executeTakeFirst()
        if (known === undefined) throw new StoryError('unknown-story', `there is no story ${story}`)
      }
      await corrected([article], async (transaction) => {
        await transaction
          .insertInto('story_pins')
          .values({ article_id: article, story_id: story, made_by: by })
          .onConflict((conflict) => conflict.column('article_id').doUpdateSet({ story_id: story, made_by: by }))
          .execute()
      })
    },
    async unpin(article) {
      await corrected([article], async (transaction) => {
        await transaction.deleteFrom('story_pins').where('article_id', '=', article).execute()
      })
    },
    async apart(one, other, by) {
      if (one === other) throw new StoryError('same-article', 'an article is not apart from itself')
      const [first = '', second = ''] = [one, other].sort()
      await corrected([one, other], async (transaction) => {
        await transaction
          .insertInto('story_apart')
          .values({ one: first, other: second, made_by: by })
          .onConflict((conflict) => conflict.columns(['one', 'other']).doNothing())
          .execute()
      })
    },
    async together(one, other) {
      const [first = '', second = ''] = [one, other].sort()
      await corrected([one, other], async (transaction) => {
        await transaction.deleteFrom('story_apart').where('one', '=', first).where('other', '=', second).execute()
      })
    },
  }
}

const textsIn = (members: readonly Member[]): readonly StoryText[] => members.map(({ text }) => text)

function articleOf(record: ArticleRecord, pinnedBy: string | undefined): StoryArticle {
  const { id, source, publishedAt, language, script } = record
  return {
    id,
    title: titleOf(record),
    source: { id: source.id, name: source.name },
    ...(publishedAt === undefined ? {} : { publishedAt }),
    language,
    script,
    ...(pinnedBy === undefined ? {} : { pinnedBy }),
  }
}

function retellingOf({ before, after, kept, taken, changes, findings }: Differences): Retelling {
  const counts: Record<string, number> = {}
  for (const { kind, moved } of changes) {
    counts[kind] = (counts[kind] ?? 0) + 1
    if (moved) counts.moved = (counts.moved ?? 0) + 1
  }
  return { before, after, kept, taken, changes: counts, findings }
}

interface StoryRow {
  readonly id: string
  readonly title: string
  readonly articles: number
  readonly outlets: number
  readonly first_at: Date
  readonly last_at: Date
}

const summaryOf = ({ id, title, articles, outlets, first_at, last_at }: StoryRow): StorySummary => ({
  id,
  title,
  articles,
  outlets,
  firstAt: new Date(first_at).toISOString(),
  lastAt: new Date(last_at).toISOString(),
})

/** Where a list of stories was left: the moment in milliseconds, and the id. */
export const storyCursorPattern = /^(-?\d{1,14})\.([\w-]{1,80})$/u

async function listStories(
  database: Executor,
  { source, thing, topic, limit, cursor }: StoryQuery,
): Promise<StoryList> {
  let rows = database
    .selectFrom('stories')
    .selectAll()
    .where('articles', '>', 1)
    .orderBy('last_at', 'desc')
    .orderBy('id')
    .limit(limit + 1)
  const [, milliseconds, id] = storyCursorPattern.exec(cursor ?? '') ?? []
  if (milliseconds !== undefined && id !== undefined) {
    const at = sql<Date>`to_timestamp(${milliseconds}::bigint / 1000.0)`
    rows = rows.where(sql<boolean>`(last_at < ${at} or (last_at = ${at} and id > ${id}))`)
  }
  const some = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<boolean>`exists (select from story_articles where story_id = stories.id and ${condition})`
  if (source !== undefined) {
    rows = rows.where(some(sql<boolean>`exists (select from articles where id = article_id and source_id = ${source})`))
  }
  if (thing !== undefined) {
    rows = rows.where(
      some(sql<boolean>`exists (select from entities
        where entities.article_id = story_articles.article_id and thing = ${thing})`),
    )
  }
  if (topic !== undefined) {
    rows = rows.where(
      some(sql<boolean>`exists (select from topics
        where topics.article_id = story_articles.article_id and topic = ${topic})`),
    )
  }
  const found = await rows.execute()
  const stories = found.slice(0, limit).map(summaryOf)
  const last = stories.at(-1)
  if (found.length <= limit || last === undefined) return { stories }
  return { stories, next: `${Date.parse(last.lastAt)}.${last.id}` }
}
