import { type Kysely, sql } from 'kysely'
import type { Act, EventType, Statement } from '../record/schema.js'
import { type FoundEvent, findEvents, findStatements, type Named } from './claims.js'
import type { Database } from './schema.js'
import { keyOf, type Thing } from './things.js'

export interface SaidBy {
  readonly article: string
  readonly id: string
  readonly title: string
  readonly publishedAt?: string
  readonly act: Act
  readonly kind: Statement['kind']
  readonly polarity: Statement['polarity']
  readonly text: string
  readonly addressee?: Named
}

export interface TookPart {
  readonly article: string
  readonly id: string
  readonly title: string
  readonly publishedAt?: string
  readonly type: EventType
  readonly time?: string
  readonly text: string
  readonly with: readonly Named[]
}

export interface ThingPage {
  readonly thing: Thing
  readonly said: readonly SaidBy[]
  readonly events: readonly TookPart[]
  /** Who is most often in the same events, or spoken to. */
  readonly others: readonly { readonly key: string; readonly name: string; readonly times: number }[]
  readonly articles: readonly {
    readonly id: string
    readonly title: string
    readonly source: string
    readonly publishedAt?: string
  }[]
}

type Executor = Kysely<Database>

const shown = 50

/** Everything the store has of a thing; undefined where no article names it. */
export async function thingPage(database: Executor, thing: string): Promise<ThingPage | undefined> {
  const own = await thingOf(database, thing)
  if (own === undefined) return undefined
  const [said, events, others, articles] = await Promise.all([
    findStatements(database, { speaker: thing, limit: shown }),
    findEvents(database, { who: thing, limit: shown }),
    othersOf(database, thing),
    articlesOf(database, thing),
  ])
  return {
    thing: own,
    said: said.statements.map(({ speaker: _, source: __, day: ___, ...statement }) => statement),
    events: events.events.map((event) => tookPart(event, thing)),
    others,
    articles,
  }
}

/** An event as it is told of one who took part: with whom. */
function tookPart({ actors, recipients, place, document, source: _, day: __, ...event }: FoundEvent, thing: string) {
  const others = [...actors, ...recipients, place, document].filter((one) => one !== undefined && one.key !== thing)
  return { ...event, with: others.filter((one) => one !== undefined) }
}

async function thingOf(database: Executor, thing: string): Promise<Thing | undefined> {
  const rows = await database
    .selectFrom('entities')
    .select(['type', 'name', 'aliases', (count) => count.fn.countAll<string>().as('articles')])
    .where('thing', '=', thing)
    .groupBy(['type', 'name', 'aliases'])
    .orderBy('articles', 'desc')
    .execute()
  const first = rows[0]
  if (first === undefined) return undefined
  const apart = await database
    .selectFrom('identities')
    .select('name')
    .where('thing', '=', thing)
    .where('kind', '=', 'split')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const counted = await database
    .selectFrom('entities')
    .select((count) => count.fn.count<string>('article_id').distinct().as('articles'))
    .where('thing', '=', thing)
    .executeTakeFirstOrThrow()
  const name = rows.find((row) => keyOf(row.type, row.name) === thing)?.name ?? apart?.name ?? first.name
  const names = new Set(rows.flatMap((row) => [row.name, ...row.aliases]))
  names.delete(name)
  return {
    key: thing,
    type: first.type,
    name,
    aliases: [...names],
    articles: Number(counted.articles),
  }
}

const dated = (instant: Date | null): { readonly publishedAt?: string } =>
  instant === null ? {} : { publishedAt: new Date(instant).toISOString() }

async function othersOf(database: Executor, thing: string): Promise<ThingPage['others']> {
  const rows = await database
    .selectFrom('entities as own')
    .innerJoin('entities as other', 'other.article_id', 'own.article_id')
    .select([
      'other.thing',
      (name) => name.fn.max('other.name').as('name'),
      (count) => count.fn.countAll<string>().as('times'),
    ])
    .where('own.thing', '=', thing)
    .whereRef('other.thing', '<>', 'own.thing')
    .where('other.type', 'in', ['person', 'organization'])
    .groupBy('other.thing')
    .orderBy('times', 'desc')
    .orderBy('other.thing')
    .limit(12)
    .execute()
  return rows.map((row) => ({ key: row.thing, name: row.name, times: Number(row.times) }))
}

async function articlesOf(database: Executor, thing: string): Promise<ThingPage['articles']> {
  const rows = await database
    .selectFrom('entities')
    .innerJoin('articles', 'articles.id', 'entities.article_id')
    .select(['articles.id', 'articles.title', 'articles.source_name', 'articles.published_at', 'articles.arrival'])
    .distinct()
    .where('entities.thing', '=', thing)
    .orderBy(sql`articles.published_at desc nulls last`)
    .orderBy('articles.arrival', 'desc')
    .limit(shown)
    .execute()
  return rows.map((row) => ({ id: row.id, title: row.title, source: row.source_name, ...dated(row.published_at) }))
}
