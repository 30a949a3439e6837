import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { acts, eventTypes, polarities, statementKinds } from '../record/schema.js'
import { cursorPattern } from '../store/claims.js'
import type { Store } from '../store/store.js'
import { problems } from './problem.js'

/** Statements, events and relations of all articles: what the API and the site's forms are asked, and what it gives. */

const whoSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/u, 'has a NUL')
  .optional()
  .describe('the key of a thing (person:айгүл сапарова), or a part of a name')
const dayParameter = (which: string) =>
  z.iso.date('not a day: write 2026-03-24').optional().describe(`${which} day, in Kazakhstan, included`)
const topic = z
  .string()
  .regex(/^medtop:\d{8}$/u, 'not a topic: take an id of /api/topics')
  .optional()
  .describe('only of articles about this topic')
const between = { from: dayParameter('the first'), to: dayParameter('the last') }
const paged = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().regex(cursorPattern, 'not a cursor: take "next" of the page before').optional(),
}

export const statementQuerySchema = z.strictObject({
  speaker: whoSchema,
  addressee: whoSchema,
  act: z.enum(acts).optional(),
  topic,
  ...between,
  ...paged,
})

export const eventQuerySchema = z.strictObject({
  who: whoSchema,
  with: whoSchema.describe('who else took part: the key of a thing, or a part of a name'),
  type: z.enum(eventTypes).optional(),
  topic,
  ...between,
  ...paged,
})

export const relationQuerySchema = z.strictObject({
  thing: z.string().min(1).max(300).optional().describe('only what this thing, by its key, has to do with others'),
  kind: z.enum([...acts, ...eventTypes]).optional(),
  ...between,
  limit: z.coerce.number().int().min(1).max(200).default(60),
})

const namedSchema = z.object({ key: z.string().describe('of a thing: /api/things/{key}'), name: z.string() })

const found = {
  article: z.string(),
  id: z.string().describe('in the record of the article'),
  title: z.string().describe('of the article'),
  source: z.string(),
  publishedAt: z.iso.datetime().optional().describe('of the article'),
  day: z.string().optional().describe('what from and to are compared with: 2026-03-24, or 2026-03, or 2026'),
  text: z.string(),
}

const next = z.string().optional().describe('the cursor of the next page; absent on the last')

export const statementListSchema = z
  .object({
    statements: z.array(
      z.object({
        ...found,
        act: z.enum(acts),
        kind: z.enum(statementKinds),
        polarity: z.enum(polarities),
        speaker: namedSchema.optional(),
        addressee: namedSchema.optional(),
      }),
    ),
    next,
  })
  .openapi('StatementList')

export const eventListSchema = z
  .object({
    events: z.array(
      z.object({
        ...found,
        type: z.enum(eventTypes),
        time: z.string().optional().describe('ISO 8601 or EDTF, as the article says it'),
        actors: z.array(namedSchema),
        recipients: z.array(namedSchema),
        place: namedSchema.optional(),
        document: namedSchema.optional(),
      }),
    ),
    next,
  })
  .openapi('EventList')

export const relationListSchema = z
  .object({
    relations: z.array(
      z.object({
        source: namedSchema,
        target: namedSchema,
        of: z.enum(['statement', 'event']),
        kind: z.enum([...acts, ...eventTypes]),
        mutual: z.boolean().describe('whether it has no direction: a meeting, a call, what both did'),
        count: z.int().describe('statements or events that say so; an event in two articles counts twice'),
      }),
    ),
  })
  .openapi('RelationList')

const statementsRoute = createRoute({
  method: 'get',
  path: '/api/statements',
  summary: 'Who said what to whom: statements of all articles, the latest day first',
  description: 'The day of a statement is that of publication.',
  request: { query: statementQuerySchema },
  responses: {
    200: { description: 'A page of the list', content: { 'application/json': { schema: statementListSchema } } },
    ...problems(400),
  },
})

const eventsRoute = createRoute({
  method: 'get',
  path: '/api/events',
  summary: 'What happened: events of all articles, the latest day first',
  description: 'The day of an event is its own where the article says it, else that of publication.',
  request: { query: eventQuerySchema },
  responses: {
    200: { description: 'A page of the list', content: { 'application/json': { schema: eventListSchema } } },
    ...problems(400),
  },
})

const relationsRoute = createRoute({
  method: 'get',
  path: '/api/relations',
  summary: 'Who met, called, praised or thanked whom, and how often; the most frequent first',
  description: 'From statements that have an addressee and are not negated, and from events with two sides.',
  request: { query: relationQuerySchema },
  responses: {
    200: { description: 'The relations', content: { 'application/json': { schema: relationListSchema } } },
    ...problems(400),
  },
})

/** Adds these routes to the API. */
export function claimRoutes(api: OpenAPIHono, store: Store): void {
  api.openapi(statementsRoute, async (c) =>
    c.json(statementListSchema.parse(await store.statements(c.req.valid('query'))), 200),
  )
  api.openapi(eventsRoute, async (c) => c.json(eventListSchema.parse(await store.events(c.req.valid('query'))), 200))
  api.openapi(relationsRoute, async (c) =>
    c.json(relationListSchema.parse({ relations: await store.relations(c.req.valid('query')) }), 200),
  )
}
