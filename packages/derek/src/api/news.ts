import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { topics } from '../data/lists.js'
import { entityTypes } from '../record/schema.js'
import { sourceKinds } from '../source/schema.js'
import { cardCursorPattern } from '../store/cards.js'
import type { Store } from '../store/store.js'
import { thingCursorPattern, thingSorts } from '../store/thing-list.js'
import { problems } from './problem.js'

/** Things, topics and sources: what the API and the pages of lists are asked, and what it gives. */

const limit = z.coerce.number().int().min(1).max(100).default(20)
const notACursor = 'not a cursor: take "next" of the page before'
const next = z.string().optional().describe('the cursor of the next page; absent on the last')
const keySchema = z.string().describe('type and name: person:айгүл сапарова')

export const thingListQuerySchema = z.object({
  type: z.enum(entityTypes),
  q: z.string().trim().min(1).max(200).optional().describe('a part of a name, in any script'),
  letter: z
    .string()
    .regex(/^\p{L}$/u, 'not one letter')
    .optional()
    .describe('what the name begins with'),
  sort: z.enum(thingSorts).default('articles').describe('most articles first, or named last first'),
  limit,
  cursor: z.string().max(700).regex(thingCursorPattern, notACursor).optional(),
})

export const thingListSchema = z
  .object({
    things: z.array(
      z.object({
        key: keySchema,
        name: z.string(),
        articles: z.int(),
        seen: z.iso.datetime().describe('when the newest article that names it was published, or else read'),
      }),
    ),
    next,
  })
  .openapi('ThingList')

/** Articles of a topic or a source, page by page. */
export const cardListQuerySchema = z.object({
  limit,
  cursor: z.string().regex(cardCursorPattern, notACursor).optional(),
})

const cardSchema = z.object({
  id: z.string(),
  title: z.string(),
  source: z.object({ id: z.string(), name: z.string(), kind: z.enum(sourceKinds) }),
  publishedAt: z.iso.datetime().optional(),
  readAt: z.iso.datetime(),
  language: z.string(),
  lead: z.string().describe('how it begins, shortened'),
  credit: z.string().optional().describe('who made its first picture'),
  topics: z.array(z.string()),
  statements: z.int(),
  events: z.int(),
})
const cardListSchema = z.object({ articles: z.array(cardSchema), next }).openapi('CardList')

const topicSchema = z.object({
  id: z.string().describe('an IPTC Media Topic: medtop:11000000'),
  above: z.string().optional().describe('the topic that it is part of'),
  names: z.object({ kk: z.string(), ru: z.string(), en: z.string() }),
  articles: z.int().describe('about it or a part of it'),
})
const topicListSchema = z.object({ topics: z.array(topicSchema) }).openapi('TopicList')

const sourceSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(sourceKinds),
  articles: z.int(),
  seen: z.iso.datetime().describe('when its newest article was published, or else read'),
})
const sourceListSchema = z.object({ sources: z.array(sourceSummarySchema) }).openapi('SourceList')
const creditedSchema = z.object({
  name: z.string(),
  source: z.string().optional().describe('the id of the source of that name, where articles of it are kept'),
  articles: z.int(),
})
const sourcePageSchema = z
  .object({
    source: sourceSummarySchema,
    cites: z.array(creditedSchema).describe('whose word it tells its news on'),
    photos: z.array(creditedSchema).describe('who made its pictures'),
    citedBy: z.array(creditedSchema).describe('the other sources that tell news on its word'),
    stories: z
      .object({ first: z.int(), later: z.int(), minutes: z.int().optional() })
      .describe('what it tells that others tell too: first, or later, and after how many minutes in the middle'),
    photoCredited: z.int().describe('in how many of its articles the maker of the picture is named'),
  })
  .openapi('Source')

const content = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } })

const thingsRoute = createRoute({
  method: 'get',
  path: '/api/things',
  summary: 'The people, bodies or places that articles name: by name, by letter, by how often or how lately',
  request: { query: thingListQuerySchema },
  responses: { 200: { description: 'A page of the list', content: content(thingListSchema) }, ...problems(400) },
})

const topicsRoute = createRoute({
  method: 'get',
  path: '/api/topics',
  summary: 'The topics (IPTC Media Topics), and how many articles are about each',
  responses: { 200: { description: 'All that are known', content: content(topicListSchema) } },
})

const topicRoute = createRoute({
  method: 'get',
  path: '/api/topics/{id}',
  summary: 'The articles about a topic or a part of it, the newest first',
  description: 'What was said and done on it: /api/statements?topic= and /api/events?topic=',
  request: { params: z.object({ id: z.string() }), query: cardListQuerySchema },
  responses: {
    200: { description: 'A page of the list', content: content(cardListSchema) },
    ...problems(400),
    ...problems(404),
  },
})

const sourcesRoute = createRoute({
  method: 'get',
  path: '/api/sources',
  summary: 'Who publishes: the sources, those of most articles first',
  request: { query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }) },
  responses: { 200: { description: 'The sources', content: content(sourceListSchema) }, ...problems(400) },
})

const sourceRoute = createRoute({
  method: 'get',
  path: '/api/sources/{id}',
  summary: 'A source: whom it cites, who made its pictures, who cites it',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: { description: 'The source', content: content(sourcePageSchema) }, ...problems(404) },
})

const sourceArticlesRoute = createRoute({
  method: 'get',
  path: '/api/sources/{id}/articles',
  summary: 'The articles of a source, the newest first',
  request: { params: z.object({ id: z.string() }), query: cardListQuerySchema },
  responses: { 200: { description: 'A page of the list', content: content(cardListSchema) }, ...problems(400) },
})

/** The topics, with how many articles are about each or a part of it. */
export function countedTopics(counts: ReadonlyMap<string, number>) {
  return topics().map(({ id, above, kk, ru, en }) => ({
    id,
    ...(above === undefined ? {} : { above }),
    names: { kk, ru, en },
    articles: counts.get(id) ?? 0,
  }))
}

/** Adds these routes to the API. */
export function newsRoutes(api: OpenAPIHono, store: Store): void {
  api.openapi(thingsRoute, async (c) => c.json(thingListSchema.parse(await store.things(c.req.valid('query'))), 200))
  api.openapi(topicsRoute, async (c) => c.json({ topics: countedTopics(await store.topics()) }, 200))
  api.openapi(topicRoute, async (c) => {
    const { id } = c.req.valid('param')
    if (!topics().some((topic) => topic.id === id)) throw new HTTPException(404, { message: 'There is no such topic' })
    return c.json(cardListSchema.parse(await store.cards({ topic: id, ...c.req.valid('query') })), 200)
  })
  api.openapi(sourcesRoute, async (c) =>
    c.json(sourceListSchema.parse({ sources: await store.sources(c.req.valid('query').limit) }), 200),
  )
  api.openapi(sourceRoute, async (c) => {
    const page = await store.source(c.req.valid('param').id)
    if (page === undefined) throw new HTTPException(404, { message: 'There is no article of such a source' })
    return c.json(sourcePageSchema.parse(page), 200)
  })
  api.openapi(sourceArticlesRoute, async (c) =>
    c.json(cardListSchema.parse(await store.cards({ source: c.req.valid('param').id, ...c.req.valid('query') })), 200),
  )
}
