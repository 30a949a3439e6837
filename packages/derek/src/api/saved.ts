import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { findFor } from '../notify/find.js'
import { askedSchema, deliverySchema, type SavedSearch } from '../store/saved.js'
import type { Store } from '../store/store.js'
import { problems } from './problem.js'

/** Searches that are kept, and that somebody is told of. All of it needs the token: a webhook makes requests. */

const savedRequestSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    asked: askedSchema,
    delivery: deliverySchema,
    by: z.string().trim().min(1).max(100).default('API'),
  })
  .openapi('SavedSearchRequest')

const savedSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    asked: askedSchema,
    delivery: z.object({ kind: z.enum(['webhook', 'mail']), to: z.string() }).describe('never with its secret'),
    madeBy: z.string(),
    madeAt: z.string(),
    stopped: z.boolean(),
    fault: z.string().optional().describe('why the last delivery failed'),
  })
  .openapi('SavedSearch')

const security = [{ token: [] }]

const listRoute = createRoute({
  method: 'get',
  path: '/api/saved-searches',
  summary: 'The searches that are kept',
  security,
  responses: {
    200: {
      description: 'All of them',
      content: { 'application/json': { schema: z.object({ searches: z.array(savedSchema) }) } },
    },
    ...problems(401, 403),
  },
})

const addRoute = createRoute({
  method: 'post',
  path: '/api/saved-searches',
  summary: 'Keep a search, and be told of what it finds from now on',
  description:
    'By a webhook, signed and retried as https://www.standardwebhooks.com has it, or by a letter once a day. What is ' +
    'found now is not told.',
  security,
  request: { body: { required: true, content: { 'application/json': { schema: savedRequestSchema } } } },
  responses: {
    201: { description: 'It is kept', content: { 'application/json': { schema: savedSchema } } },
    ...problems(400, 401, 403),
  },
})

const removeRoute = createRoute({
  method: 'delete',
  path: '/api/saved-searches/{id}',
  summary: 'Forget a search',
  security,
  request: { params: z.object({ id: z.string().regex(/^\d{1,15}$/u) }) },
  responses: { 204: { description: 'It is forgotten' }, ...problems(400, 401, 403, 404) },
})

/** Adds these routes to the API; whoever mounts them guards them. */
export function savedRoutes(api: OpenAPIHono, store: Store): void {
  api.openapi(listRoute, async (c) => c.json({ searches: (await store.saved.list()).map(shownOf) }, 200))
  api.openapi(addRoute, async (c) => {
    const saved = await store.saved.add(c.req.valid('json'))
    // Looked at once here and now: all that comes after is new.
    await store.saved.found(saved, await findFor(store, saved.asked))
    return c.json(shownOf(saved), 201)
  })
  api.openapi(removeRoute, async (c) => {
    if (!(await store.saved.remove(c.req.valid('param').id))) {
      throw new HTTPException(404, { message: 'There is no such saved search' })
    }
    return c.body(null, 204)
  })
}

function shownOf({ id, name, asked, delivery, madeBy, madeAt, stopped, fault }: SavedSearch) {
  const to = delivery.kind === 'mail' ? delivery.to : delivery.url
  return {
    id,
    name,
    asked,
    delivery: { kind: delivery.kind, to },
    madeBy,
    madeAt,
    stopped,
    ...(fault === undefined ? {} : { fault }),
  }
}
