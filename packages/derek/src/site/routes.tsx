import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { html } from 'hono/html'
import { HTTPException } from 'hono/http-exception'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { z } from 'zod'
import { eventQuerySchema, relationQuerySchema, statementQuerySchema } from '../api/claims.js'
import { countedTopics, thingListQuerySchema } from '../api/news.js'
import { few } from '../api/search.js'
import type { ArticleRecord, EntityType } from '../record/schema.js'
import type { BaseOf } from '../serve/address.js'
import { codingFor, compress } from '../serve/coding.js'
import type { Keep } from '../serve/keep.js'
import { failureOf } from '../serve/requests.js'
import { SourceError } from '../source/error.js'
import { limits } from '../source/limits.js'
import { openText, openUrl } from '../source/open.js'
import type { Page } from '../source/schema.js'
import { noQueues, publicStatusOf, type Queues } from '../status/status.js'
import { cardCursorPattern } from '../store/cards.js'
import { isAway } from '../store/databases.js'
import type { Store } from '../store/store.js'
import { storyCursorPattern } from '../store/stories.js'
import type { ThingPage } from '../store/thing-page.js'
import { titleOf } from '../store/title.js'
import type { Log } from '../telemetry/log.js'
import { About } from './about.js'
import { ArticlePage } from './article.js'
import { assetAt, assetPath } from './assets.js'
import { drawCard } from './card-image.js'
import { shortened, whenOf } from './cards.js'
import { EventsView, StatementsView } from './claim-lists.js'
import { DifferencesView, type Side } from './differences.js'
import type { Asked } from './filter.js'
import type { Sent } from './form.js'
import { varied } from './front.js'
import { GraphPage, relationLimit } from './graph.js'
import { ArticlesView, dayOf, type Front, Home } from './home.js'
import { type Interface, interfaceAt, interfaces, kazakhIn } from './language.js'
import { Origin } from './layout.js'
import { Method } from './method.js'
import { Playground, playgroundLimit } from './playground.js'
import { ProblemPage } from './problem.js'
import { Reference } from './reference.js'
import { chooseScript, rememberedFor } from './script-choice.js'
import { inScript } from './scripts.js'
import { SearchPage, searchedFor } from './search.js'
import { sitemapRoutes } from './sitemaps.js'
import { SourcesView, SourceView } from './sources.js'
import { StatusView } from './status.js'
import { AlertsView, StoriesView, StoryView } from './stories.js'
import { ThingsView, ThingView, thingLists } from './thing.js'
import { ThingListView } from './thing-lists.js'
import { timelineLimit } from './timeline.js'
import { TopicsView, TopicView } from './topics.js'

export interface SiteOptions {
  readonly store: Store
  readonly keep: Keep
  readonly log: Log
  readonly baseOf: BaseOf
  /** The OpenAPI description that the reference page shows. */
  readonly document: () => unknown
  /** What waits between stages, for the status page. */
  readonly queues?: Queues
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Where the site is: what whole addresses in a page begin with. */
    base: string
  }
}

/** The site: the same pages in each language of the interface. */
export function siteRoutes(options: SiteOptions): Hono {
  const routes = new Hono()
  routes.use(async (c, next) => {
    c.set('base', options.baseOf(c))
    await next()
  })
  routes.get('/assets/:name', asset)
  routes.get('/cards/:name{.+\\.png}', (c) => card(c, options.store))
  routes.route('/', sitemapRoutes(options))
  routes.post('/script', ownForms(options), bodyLimit({ maxSize: 10_000 }), async (c) =>
    chooseScript(c, await c.req.parseBody()),
  )
  for (const site of interfaces) {
    if (site.prefix !== '') routes.get(`${site.prefix}/`, (c) => c.redirect(site.prefix, 301))
    routes.route(site.to('/'), pages(site, options))
  }
  routes.onError((error, c) => {
    const site = interfaceAt(c.req.path)
    if (error instanceof HTTPException && error.status < 500) {
      return answerProblem(c, site, error.status === 403 ? 403 : 400, site.messages.errors.foreign)
    }
    if (isAway(error)) {
      c.header('retry-after', '5')
      return answerProblem(c, site, 503, site.messages.errors.away)
    }
    options.log('a request failed', failureOf(c, error))
    return answerProblem(c, site, 500, site.messages.errors.inside)
  })
  return routes
}

/** Takes only forms that this site's pages send, wherever readers find them. */
const ownForms = ({ baseOf }: Pick<SiteOptions, 'baseOf'>) => csrf({ origin: (sent, c) => sent === baseOf(c) })

/** The page for an address that nothing is at, in the language of the address. */
export const notFoundPage = (c: Context) =>
  answerProblem(c, interfaceAt(c.req.path), 404, interfaceAt(c.req.path).messages.errors.missing)

type Status = 200 | 400 | 403 | 404 | 413 | 422 | 500 | 503

/** Where programs find what the pages are made of (RFC 8631). */
const discovery = [
  '</api/openapi.json>; rel="service-desc"; type="application/json"',
  '</reference>; rel="service-doc"; type="text/html"',
].join(', ')

/** A page as it is sent: whole, its Kazakh in the script of the address. */
async function answer(c: Context, page: JSX.Element, status: Status = 200): Promise<Response> {
  const remembered = rememberedFor(c)
  if (remembered !== undefined && status === 200) {
    const { pathname, search } = new URL(c.req.url)
    c.header('cache-control', 'private, no-store')
    return c.redirect(remembered.to(pathname + search), 302)
  }
  const { script } = interfaceAt(c.req.path)
  const whole = String(await html`<!doctype html>${<Origin.Provider value={c.get('base')}>{page}</Origin.Provider>}`)
  // An address that names no script answers by the script that the reader chose.
  if (script === 'Cyrl') c.header('vary', 'Cookie, Sec-Fetch-Site')
  c.header('link', discovery)
  return c.html(script === undefined ? whole : inScript(whole, script), status)
}

const answerProblem = (c: Context, site: Interface, status: Status, message: string) =>
  answer(c, <ProblemPage site={site} message={message} />, status)

function pages(site: Interface, { store, keep, baseOf, document, queues = noQueues }: SiteOptions): Hono {
  const routes = new Hono()
  routes.get('/', async (c) => {
    const cursor = c.req.query('cursor')
    if (cursor !== undefined) return c.redirect(site.to('/articles'), 301)
    return answer(c, <Home site={site} front={await frontOf(store)} />)
  })
  routes.get('/articles', async (c) => {
    const cursor = cardCursorOf(c)
    const list = await store.cards({ limit: listLength, ...cursor })
    return answer(c, <ArticlesView site={site} list={list} {...cursor} />)
  })
  routes.get('/articles/:id', async (c) => {
    const record = await store.article(c.req.param('id'))
    if (record === undefined) return notFoundPage(c)
    const show = c.req.query('show')
    const [things, revisions, versions, story] = await Promise.all([
      store.thingsIn(record.id),
      store.revisions(record.id),
      store.versions(record.id),
      store.stories.storyOf(record.id),
    ])
    const isTold = story !== undefined && story.articles > 1
    const first = isTold && show !== undefined ? await store.stories.first(record.id, show) : undefined
    const history = {
      revisions,
      versions,
      ...(story === undefined ? {} : { story }),
      ...(first === undefined ? {} : { first }),
    }
    return answer(
      c,
      <ArticlePage
        site={site}
        record={record}
        things={things}
        {...history}
        {...(show === undefined ? {} : { show })}
      />,
    )
  })
  routes.get('/things', async (c) => {
    const lists = await Promise.all(
      listedTypes.map(async (type) => {
        const page = thingLists.find(([, listed]) => listed === type)?.[0]
        return { type, things: await store.mostNamed(type, longestList), ...(page === undefined ? {} : { page }) }
      }),
    )
    return answer(c, <ThingsView site={site} lists={lists} />)
  })
  routes.get('/things/:key', async (c) => {
    const page = await store.thing(c.req.param('key'))
    if (page === undefined) return notFoundPage(c)
    const { key } = page.thing
    const [identities, timeline, relations, sameAs] = await Promise.all([
      store.identities(key),
      timelineOf(store, key),
      store.relations({ thing: key, limit: ownRelations }),
      sameAsOf(store, page),
    ])
    return answer(
      c,
      <ThingView
        site={site}
        page={page}
        identities={identities}
        timeline={timeline}
        relations={relations}
        {...(sameAs === undefined ? {} : { sameAs })}
      />,
    )
  })
  for (const which of thingLists) {
    const [path, type] = which
    routes.get(path, async (c) => {
      const { asked, query, faults } = askedOf(c, thingListQuerySchema.omit({ type: true, limit: true }))
      const letters = await store.letters(type)
      const list = query === undefined ? { things: [] } : await store.things({ ...query, type, limit: longestList })
      return answer(
        c,
        <ThingListView site={site} which={which} asked={asked} faults={faults} list={list} letters={letters} />,
        statusOf(faults),
      )
    })
  }
  routes.get('/topics', async (c) => answer(c, <TopicsView site={site} topics={countedTopics(await store.topics())} />))
  routes.get('/topics/:id', async (c) => {
    const id = c.req.param('id')
    const topics = countedTopics(await store.topics())
    const topic = topics.find((one) => one.id === id)
    if (topic === undefined) return notFoundPage(c)
    const cursor = cardCursorOf(c)
    const isFirst = cursor.cursor === undefined
    const [list, speakers, events] = await Promise.all([
      store.cards({ topic: id, limit: listLength, ...cursor }),
      isFirst ? store.mostHeard({ topic: id, limit: heard }) : [],
      isFirst ? latestEvents(store, { topic: id }) : [],
    ])
    const above = topics.find((one) => one.id === topic.above)
    const parts = topics.filter((one) => one.above === id && one.articles > 0)
    return answer(
      c,
      <TopicView
        site={site}
        topic={topic}
        {...(above === undefined ? {} : { above })}
        parts={parts}
        list={list}
        speakers={speakers}
        events={events}
        {...cursor}
      />,
    )
  })
  routes.get('/stories', async (c) => {
    const asked = c.req.query('cursor')
    const cursor = asked !== undefined && storyCursorPattern.test(asked) ? { cursor: asked } : {}
    const list = await store.stories.list({ limit: listLength, ...cursor })
    return answer(c, <StoriesView site={site} list={list} {...cursor} />)
  })
  routes.get('/stories/alerts', async (c) =>
    answer(c, <AlertsView site={site} alerts={await store.stories.alerts(mostAlerts)} />),
  )
  routes.get('/stories/:id', async (c) => {
    const story = await store.stories.story(c.req.param('id'))
    return story === undefined ? notFoundPage(c) : answer(c, <StoryView site={site} story={story} />)
  })
  routes.get('/differences', async (c) => {
    const { before = '', after = '', ...revisions } = c.req.query()
    const [from, to] = [Number(revisions.from), Number(revisions.to)]
    const isRevised = before === after && isRevision(from) && isRevision(to)
    const [one, other, found] = await Promise.all([
      store.article(before),
      store.article(after),
      isRevised ? store.stories.revisionDifferences(before, from, to) : store.stories.differences(before, after),
    ])
    if (one === undefined || other === undefined || found === undefined) return notFoundPage(c)
    return answer(
      c,
      <DifferencesView
        site={site}
        differences={found}
        before={sideOf(site, one)}
        after={sideOf(site, other)}
        {...(isRevised ? { revisions: [from, to] as const } : {})}
      />,
    )
  })
  routes.get('/sources', async (c) => answer(c, <SourcesView site={site} sources={await store.sources(mostSources)} />))
  routes.get('/sources/:id', async (c) => {
    const page = await store.source(c.req.param('id'))
    if (page === undefined) return notFoundPage(c)
    const cursor = cardCursorOf(c)
    const list = await store.cards({ source: page.source.id, limit: listLength, ...cursor })
    return answer(c, <SourceView site={site} page={page} list={list} {...cursor} />)
  })
  routes.get('/statements', async (c) => {
    const { asked, query, faults } = askedOf(c, statementQuerySchema)
    const list = query === undefined ? { statements: [] } : await store.statements(query)
    return answer(c, <StatementsView site={site} asked={asked} faults={faults} list={list} />, statusOf(faults))
  })
  routes.get('/events', async (c) => {
    const { asked, query, faults } = askedOf(c, eventQuerySchema)
    const list = query === undefined ? { events: [] } : await store.events(query)
    return answer(c, <EventsView site={site} asked={asked} faults={faults} list={list} />, statusOf(faults))
  })
  routes.get('/graph', async (c) => {
    const { asked, query, faults } = askedOf(c, relationQuerySchema)
    const relations = query === undefined ? [] : await store.relations({ ...query, limit: relationLimit })
    return answer(c, <GraphPage site={site} asked={asked} faults={faults} relations={relations} />, statusOf(faults))
  })
  routes.get('/search', async (c) => {
    const asked = searchedFor(c.req.query())
    const { q, page, in: where, ...filters } = asked
    const options = { ...filters, page, limit: listLength }
    const result = where === 'articles' ? await store.search(q, options) : await store.searchSayings(q, options)
    const corrected = result.complete < few ? await store.meantBy(q) : undefined
    return answer(
      c,
      <SearchPage site={site} asked={asked} result={result} corrected={corrected} perPage={listLength} />,
    )
  })
  routes.get('/kazakh', (c) => {
    const text = c.req.query('text')?.slice(0, playgroundLimit)
    return answer(c, <Playground site={site} {...(text === undefined ? {} : { text })} />)
  })
  routes.get('/status', async (c) => answer(c, <StatusView site={site} status={await publicStatusOf(store, queues)} />))
  routes.get('/about', (c) => answer(c, <About site={site} />))
  routes.get('/method', (c) => answer(c, <Method site={site} />))
  routes.get('/reference', (c) => answer(c, <Reference site={site} document={document()} />))
  routes.post(
    '/read',
    ownForms({ baseOf }),
    bodyLimit({
      maxSize: limits.pageBytes,
      onError: (c) => answerProblem(c, site, 413, site.messages.errors['too-large']),
    }),
    async (c) => {
      const sent = sentOf(await c.req.parseBody())
      try {
        const record = await keep(await pageOf(sent))
        return c.redirect(site.to(`/articles/${record.id}`), 303)
      } catch (error) {
        if (!(error instanceof SourceError)) throw error
        return answer(c, <Home site={site} front={await frontOf(store)} sent={sent} error={error} />, 422)
      }
    },
  )
  return routes
}

const listedTypes: readonly EntityType[] = ['person', 'organization', 'place', 'initiative', 'document']
const longestList = 60
const listLength = 20
const mostAlerts = 30
/** A page of one thing shows fewer relations than the page of all. */
const ownRelations = 24
const latestLength = 13
const covered = 8
const heard = 5
const frontTopics = 8
const stripLength = 6
const mostSources = 300

/** Where a list of articles was left; what is no cursor is its beginning. */
function cardCursorOf(c: Context): { readonly cursor?: string } {
  const cursor = c.req.query('cursor')
  return cursor !== undefined && cardCursorPattern.test(cursor) ? { cursor } : {}
}

/** What the front page shows. */
async function frontOf(store: Store): Promise<Front> {
  const [latest, mostCovered, speakers, events, counts, today] = await Promise.all([
    store.cards({ limit: latestLength }),
    store.mostCovered({ limit: covered }),
    store.mostHeard({ limit: heard }),
    latestEvents(store, {}),
    store.topics(),
    store.today(),
  ])
  const tops = countedTopics(counts)
    .filter(({ above, articles }) => above === undefined && articles > 0)
    .sort((a, b) => b.articles - a.articles)
    .slice(0, frontTopics)
  return {
    latest,
    covered: mostCovered,
    speakers,
    events,
    topics: tops.map(({ id, articles }) => [id, articles]),
    ...(today === undefined ? {} : { today }),
  }
}

/** The latest events up to the store's today: what is only announced is no news of what happened. */
async function latestEvents(store: Store, within: { readonly topic?: string }) {
  const today = await store.today()
  const { events } = await store.events({ ...within, limit: 60, ...(today === undefined ? {} : { to: today }) })
  return varied(events, stripLength)
}

/** Numbers in an address that are none find no revision. */
const isRevision = (number: number): boolean => Number.isInteger(number) && number > 0 && number < 2 ** 31

const sideOf = (site: Interface, { id, source, publishedAt, ...record }: ArticleRecord): Side => ({
  id,
  title: shortened(titleOf({ id, source, ...record }), 130),
  source: source.name,
  ...(publishedAt === undefined ? {} : { when: whenOf(site, publishedAt) }),
})

/** What a thing said and did last. */
async function timelineOf(store: Store, thing: string) {
  const [said, did] = await Promise.all([
    store.statements({ speaker: thing, limit: timelineLimit }),
    store.events({ who: thing, limit: timelineLimit }),
  ])
  const hasMore = said.next !== undefined || did.next !== undefined
  return { statements: said.statements, events: did.events, hasMore }
}

/** The item of a thing in Wikidata, as the last article that names it has it. */
async function sameAsOf(store: Store, { thing, articles }: ThingPage): Promise<string | undefined> {
  const last = articles[0]?.id
  if (last === undefined) return undefined
  const [record, things] = await Promise.all([store.article(last), store.thingsIn(last)])
  return record?.entities.find(({ id }) => things.get(id) === thing.key)?.sameAs
}

/** What a form asked by the address: empty fields, and those that the form does not have, are as if not sent. */
function askedOf<Q extends z.ZodObject>(c: Context, schema: Q) {
  const asked: Asked = Object.fromEntries(
    Object.entries(c.req.query()).filter(([name, value]) => Object.hasOwn(schema.shape, name) && value.trim() !== ''),
  )
  const parsed = schema.safeParse(asked)
  if (parsed.success) return { asked, query: parsed.data, faults: [] }
  return { asked, faults: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
}

const statusOf = (faults: readonly string[]): Status => (faults.length === 0 ? 200 : 400)

function sentOf(body: Readonly<Record<string, unknown>>): Sent {
  const field = (name: string): string => {
    const value = body[name]
    return typeof value === 'string' ? value : ''
  }
  return { text: field('text'), url: field('url').trim(), date: field('date').trim(), source: field('source').trim() }
}

async function pageOf({ text = '', url = '', date = '', source = '' }: Sent): Promise<Page> {
  const page = text.trim() === '' && url !== '' ? await openUrl(url) : openText(text)
  return {
    ...page,
    ...(date === '' ? {} : { publishedAt: date }),
    ...(source === '' ? {} : { source }),
  }
}

/** A file beside the pages: one whose address has its content's hash in it never changes. */
async function asset(c: Context): Promise<Response> {
  const found = assetAt(c.req.param('name') ?? '')
  if (found === undefined) return notFoundPage(c)
  c.header('content-type', found.type)
  c.header('cache-control', found.isForever ? 'public, max-age=31536000, immutable' : 'public, max-age=300')
  if (found.type === 'image/png') return c.body(found.content)
  c.header('vary', 'Accept-Encoding')
  const coding = codingFor(c.req.header('accept-encoding'))
  if (coding === undefined) return c.body(found.content)
  c.header('content-encoding', coding)
  const key = `${coding} ${found.hashed}`
  const content = compressedAssets.get(key) ?? (await compress(found.content, coding))
  compressedAssets.set(key, content)
  return c.body(content)
}

/** The picture of an article for cards, in Kazakh as the article is. */
async function card(c: Context, store: Store): Promise<Response> {
  const record = await store.article(c.req.param('name')?.replace(/\.png$/u, '') ?? '')
  if (record === undefined) return notFoundPage(c)
  const { counts } = kazakhIn('Cyrl').messages
  const png = await drawCard({
    title: titleOf(record),
    above: [record.source.name, ...(record.publishedAt === undefined ? [] : [dayOf(record.publishedAt)])].join(' · '),
    below: counts(record.statements.length, record.events.length),
  })
  if (png === undefined) return c.redirect(assetPath('card.png'), 302)
  return c.body(png, 200, { 'content-type': 'image/png', 'cache-control': 'public, max-age=86400' })
}

const compressedAssets = new Map<string, Uint8Array<ArrayBuffer>>()
