import { type Kysely, sql } from 'kysely'
import { type ArticleRecord, type EntityType, recordSchema } from '../record/schema.js'
import type { Page } from '../source/schema.js'
import { inStage } from '../telemetry/stages.js'
import { type Accounts, accountsOver } from './accounts.js'
import { type CardList, type CardQuery, listCards } from './cards.js'
import { checkLists } from './checks.js'
import {
  type EventList,
  type EventQuery,
  findEvents,
  findRelations,
  findStatements,
  type Relation,
  type RelationQuery,
  type StatementList,
  type StatementQuery,
} from './claims.js'
import { isAway, openDatabase, unusable, type Where } from './databases.js'
import { deriveMissing } from './derive.js'
import { type Covered, type FrontQuery, mostCovered, mostHeard, type Speaker, today } from './front.js'
import { type Frontier, frontierOver } from './frontier.js'
import { type Imports, importsOver } from './imports.js'
import {
  type ArticleListing,
  type EventListing,
  type ListedArticle,
  type ListedEvent,
  type ListedStatement,
  type Listing,
  listArticles,
  listEvents,
  listStatements,
  type Paging,
  type StatementListing,
} from './listing.js'
import { migrate } from './migrate.js'
import { type Operation, operationOver } from './operation.js'
import { type Posts, postsOver } from './posts.js'
import { type Queue, queueOver } from './queue.js'
import { type Responses, responsesOver } from './responses.js'
import {
  type Correction,
  correct,
  correctedArticles,
  type Reading,
  type Revision,
  type RevisionRecord,
  restoreRevision,
  revisionOf,
  revisionsOf,
  saveRecords,
} from './revisions.js'
import { type SavedSearches, savedOver } from './saved.js'
import type { Database } from './schema.js'
import { type SayingsResult, type SearchOptions, type SearchResult, search, searchSayings } from './search.js'
import { type Sitemaps, sitemapsOver } from './sitemap.js'
import { countTopics, listSources, type SourcePage, type SourceSummary, sourcePage } from './sources.js'
import { meantBy } from './spelling.js'
import { type Stories, storiesOver } from './stories.js'
import { type Suggestion, suggest } from './suggest.js'
import { type Summary, summaryColumns, summaryOf } from './summary.js'
import { type Known, takeOver } from './take-over.js'
import { lettersOf, listThings, type ThingList, type ThingQuery } from './thing-list.js'
import { type ThingPage, thingPage } from './thing-page.js'
import { type Identity, identitiesOf, merge, mostNamed, split, type Thing, thingsIn, undo } from './things.js'
import { together } from './together.js'
import { type Version, versionsOf } from './versions.js'

export interface SummaryPage {
  readonly articles: readonly Summary[]
  /** Where the next page begins; absent on the last. */
  readonly next?: string
}

/** Where articles and their records are kept. */
export interface Store {
  /**
   * Keeps a page and its record. Doing it again with the same record changes nothing; another record of the same
   * article is a revision of it, which counts unless a person has corrected the one before. What is saved at once is
   * saved in one transaction, in the order of the calls, and comes out as if it were saved one by one.
   */
  save(page: Page, record: ArticleRecord): Promise<void>
  /** The record that counts. */
  article(id: string): Promise<ArticleRecord | undefined>
  /**
   * Keeps a person's correction of a record, once it is seen to be right. Throws a RecordError or a ConflictError; answers
   * nothing for an article that is not there.
   */
  correct(id: string, record: unknown, correction: Correction): Promise<Revision | undefined>
  /** The first made first. */
  revisions(id: string): Promise<readonly Revision[]>
  /** A revision by its number, or the one that counts. */
  revision(id: string, number?: number): Promise<RevisionRecord | undefined>
  /** Makes a revision count again, as a new one. Throws a ConflictError. */
  restoreRevision(id: string, number: number, correction: Correction): Promise<Revision | undefined>
  /** The ids of the articles of which a person made the revision that counts, in the order in which they arrived. */
  corrected(): Promise<readonly string[]>
  /** The texts that an article had at its address, the oldest first, itself among them. */
  versions(id: string): Promise<readonly Version[]>
  /** The newest first, by arrival; of an article that has versions, the newest version. */
  latest(options: { readonly limit: number; readonly cursor?: string }): Promise<SummaryPage>
  isEmpty(): Promise<boolean>
  /** Finds articles by their words, in any script and form. Takes any string. */
  search(query: string, options: SearchOptions): Promise<SearchResult>
  /** Finds statements by the words of what was said. */
  searchSayings(query: string, options: SearchOptions): Promise<SayingsResult>
  /** Words and names that go on as what is typed does. */
  suggest(typed: string, limit: number): Promise<readonly Suggestion[]>
  /** The query with what may be misspelt in it put right; undefined where nothing is, or nothing better is known. */
  meantBy(query: string): Promise<string | undefined>
  statements(query: StatementQuery): Promise<StatementList>
  events(query: EventQuery): Promise<EventList>
  relations(query: RelationQuery): Promise<readonly Relation[]>
  /** One after another, as they arrived: for exports and feeds. */
  listArticles(filters: ArticleListing, paging: Paging): Promise<Listing<ListedArticle>>
  listStatements(filters: StatementListing, paging: Paging): Promise<Listing<ListedStatement>>
  listEvents(filters: EventListing, paging: Paging): Promise<Listing<ListedEvent>>
  /** The things of a type that most articles name. */
  mostNamed(type: EntityType, limit: number): Promise<readonly Pick<Thing, 'key' | 'name' | 'articles'>[]>
  /** The things of a type, by name, letter and how often they are named. */
  things(query: ThingQuery): Promise<ThingList>
  /** The letters that names of a type begin with. */
  letters(type: EntityType): Promise<readonly string[]>
  thing(key: string): Promise<ThingPage | undefined>
  /** Articles as lists show them, the newest first: all, or those about a topic or of a source. */
  cards(query: CardQuery): Promise<CardList>
  /** The day of the newest article. */
  today(): Promise<string | undefined>
  /** What most outlets have in the news of the last days. */
  mostCovered(query: FrontQuery): Promise<readonly Covered[]>
  /** Who has most statements in the news of the last days. */
  mostHeard(query: FrontQuery): Promise<readonly Speaker[]>
  /** How many articles are about each topic. */
  topics(): Promise<ReadonlyMap<string, number>>
  sources(limit: number): Promise<readonly SourceSummary[]>
  source(id: string): Promise<SourcePage | undefined>
  /** Which thing each entity of an article is, by the entity's id. */
  thingsIn(article: string): Promise<ReadonlyMap<string, string>>
  /** What people corrected of a thing. */
  identities(thing: string): Promise<readonly Identity[]>
  /** Says that all that is `key` is `thing`. Throws IdentityErrors, as the two below do. */
  merge(key: string, thing: string, by: string): Promise<void>
  /** Says that the entity of one article is another thing than others of its name; answers the key of that. */
  split(what: {
    readonly article: string
    readonly key: string
    readonly name: string
    readonly by: string
  }): Promise<string>
  undo(identity: string): Promise<void>
  /** Articles that are of one event. */
  readonly stories: Stories
  /** What editors look through. */
  readonly queue: Queue
  /** What channels show. */
  readonly posts: Posts
  /** Searches that somebody is told of. */
  readonly saved: SavedSearches
  /** Who works at the desk. */
  readonly accounts: Accounts
  /** How the store is, and what is written down of how Derek is. */
  readonly operation: Operation
  /** What workers know of hosts, feeds and addresses. */
  readonly frontier: Frontier
  /** Where raw responses are. */
  readonly responses: Responses
  /** How much of each file has been imported. */
  readonly imports: Imports
  /** Takes in what an older Derek knew of addresses and files, and kept in a journal. */
  takeOver(known: Known): Promise<void>

  /** Differs whenever what the store holds does, and often else; asking costs next to nothing. */
  version(): Promise<string>
  readonly sitemaps: Sitemaps
  close(): Promise<void>
}

/** Opens the store, and brings its tables up to date. */
export async function openStore(where: Where): Promise<Store> {
  const { database, close } = await openDatabase(where)
  try {
    await migrate(database)
    await checkLists(database)
    await deriveMissing(database)
    return storeOver(database, close)
  } catch (error) {
    await close()
    throw unusable(where, error)
  }
}

/** So many articles are saved in one transaction, of so many characters of pages. */
const mostTogether = 32
const mostCharacters = 8_000_000

function storeOver(database: Kysely<Database>, close: () => Promise<void>): Store {
  const saveTogether = together<Reading, void>({
    most: mostTogether,
    sizeOf: ({ page }) => page.content.length,
    mostSize: mostCharacters,
    async doAll(readings) {
      await database.transaction().execute((transaction) => saveRecords(transaction, readings))
      return () => {}
    },
    isOfAll: isAway,
  })
  return {
    async save(page, record) {
      await inStage('save', { 'derek.article.id': record.id, 'derek.source.id': record.source.id }, () =>
        saveTogether({ page, record }),
      )
    },
    async article(id) {
      const row = await database.selectFrom('articles').select('record').where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : recordSchema.parse(row.record)
    },
    correct: (id, record, correction) => correct(database, id, record, correction),
    revisions: (id) => revisionsOf(database, id),
    revision: (id, number) => revisionOf(database, id, number),
    restoreRevision: (id, number, correction) => restoreRevision(database, id, number, correction),
    corrected: () => correctedArticles(database),
    versions: (id) => versionsOf(database, id),
    async latest({ limit, cursor }) {
      let query = database
        .selectFrom('articles')
        .select([...summaryColumns, 'arrival'])
        .where('replaced_by', 'is', null)
        .orderBy('arrival', 'desc')
        .limit(limit + 1)
      if (cursor !== undefined) query = query.where('arrival', '<', cursor)
      const rows = await query.execute()
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const list = shown.map(summaryOf)
      return rows.length > limit && last !== undefined
        ? { articles: list, next: String(last.arrival) }
        : { articles: list }
    },
    async isEmpty() {
      const { rows } = await sql<{ one: number }>`select 1 as one from articles limit 1`.execute(database)
      return rows.length === 0
    },
    search: (query, options) => search(database, query, options),
    searchSayings: (query, options) => searchSayings(database, query, options),
    suggest: (typed, limit) => suggest(database, typed, limit),
    meantBy: (query) => meantBy(database, query),
    statements: (query) => findStatements(database, query),
    events: (query) => findEvents(database, query),
    relations: (query) => findRelations(database, query),
    listArticles: (filters, paging) => listArticles(database, filters, paging),
    listStatements: (filters, paging) => listStatements(database, filters, paging),
    listEvents: (filters, paging) => listEvents(database, filters, paging),
    mostNamed: (type, limit) => mostNamed(database, type, limit),
    things: (query) => listThings(database, query),
    letters: (type) => lettersOf(database, type),
    thing: (key) => thingPage(database, key),
    thingsIn: (article) => thingsIn(database, article),
    cards: (query) => listCards(database, query),
    today: () => today(database),
    mostCovered: (query) => mostCovered(database, query),
    mostHeard: (query) => mostHeard(database, query),
    topics: () => countTopics(database),
    sources: (limit) => listSources(database, limit),
    source: (id) => sourcePage(database, id),
    identities: (thing) => identitiesOf(database, thing),
    merge: (key, thing, by) => merge(database, key, thing, by),
    split: (what) => split(database, what),
    undo: (identity) => undo(database, identity),
    stories: storiesOver(database),
    queue: queueOver(database),
    posts: postsOver(database),
    saved: savedOver(database),
    accounts: accountsOver(database),
    operation: operationOver(database),
    frontier: frontierOver(database),
    responses: responsesOver(database),
    imports: importsOver(database),
    takeOver: (known) => takeOver(database, known),

    async version() {
      // What a query sees is what was written when it began: the same snapshot, the same rows.
      const { rows } = await sql<{ seen: string }>`select pg_current_snapshot()::text as seen`.execute(database)
      return rows[0]?.seen ?? ''
    },
    sitemaps: sitemapsOver(database),
    close,
  }
}
