import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { recordJsonSchema } from '../record/json-schema.js'
import { withoutTokens } from '../record/tokens.js'
import type { Keep } from '../serve/keep.js'
import { SourceError } from '../source/error.js'
import { openText, openUrl } from '../source/open.js'
import type { Page } from '../source/schema.js'
import type { Store } from '../store/store.js'
import { type Problem, type ProblemStatus, problem, problemOf, problemOfRequest, problemSchema } from './problem.js'
import {
  listQuerySchema,
  type ReadRequest,
  readRequestSchema,
  recordResponseSchema,
  summaryPageSchema,
  tokensQuerySchema,
} from './schema.js'

export interface ApiOptions {
  readonly store: Store
  readonly keep: Keep
  readonly log: (message: string) => void
}

/** Bytes of a request's body. */
export const bodyLimitBytes = 4 * 1024 * 1024

const problems = (...statuses: readonly ProblemStatus[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: 'What is wrong', content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  )

const recordContent = { 'application/json': { schema: recordResponseSchema } }

const readRoute = createRoute({
  method: 'post',
  path: '/api/read',
  summary: 'Read an article',
  description: 'Reads an article, keeps it, and answers its record. Reading the same article again changes nothing.',
  request: {
    query: tokensQuerySchema,
    body: { required: true, content: { 'application/json': { schema: readRequestSchema } } },
  },
  responses: {
    200: { description: 'The record; Location is where it is kept', content: recordContent },
    ...problems(400, 403, 413, 422, 502, 504),
  },
})

const articleRoute = createRoute({
  method: 'get',
  path: '/api/articles/{id}',
  summary: 'The record of an article',
  request: { params: z.object({ id: z.string() }), query: tokensQuerySchema },
  responses: { 200: { description: 'The record', content: recordContent }, ...problems(400, 404) },
})

const articlesRoute = createRoute({
  method: 'get',
  path: '/api/articles',
  summary: 'The articles, the last read first',
  request: { query: listQuerySchema },
  responses: {
    200: { description: 'A page of the list', content: { 'application/json': { schema: summaryPageSchema } } },
    ...problems(400),
  },
})

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the server and its store answer',
  responses: {
    200: {
      description: 'They do',
      content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } },
    },
  },
})

const description = {
  openapi: '3.1.0',
  info: {
    title: 'Derek',
    version: '0.1.0',
    description:
      'Reads Kazakh news: who said and did what to whom, when, and on whose word. Offsets are UTF-16 code units into ' +
      'the text of their block. Errors are problem details (RFC 9457).',
  },
} as const

const json = (problem: Problem): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  })

/** The API: what it takes and gives is described at /api/openapi.json, made from the same schemas that validate. */
export function apiRoutes({ store, keep, log }: ApiOptions): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result) => (result.success ? undefined : json(problemOfRequest(result.error))),
  })

  api.use(
    '/api/*',
    bodyLimit({
      maxSize: bodyLimitBytes,
      onError: () => json(problem('too-large', 413, 'The request is too large', `${bodyLimitBytes} bytes at most`)),
    }),
  )

  api.openapi(readRoute, async (c) => {
    const request = c.req.valid('json')
    const record = await keep(await pageOf(request))
    c.header('location', `/api/articles/${record.id}`)
    return c.json(c.req.valid('query').tokens === '1' ? record : withoutTokens(record), 200)
  })

  api.openapi(articleRoute, async (c) => {
    const { id } = c.req.valid('param')
    const record = await store.article(id)
    if (record === undefined) throw new HTTPException(404, { message: 'There is no such article' })
    return c.json(c.req.valid('query').tokens === '1' ? record : withoutTokens(record), 200)
  })

  api.openapi(articlesRoute, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const page = await store.latest(cursor === undefined ? { limit } : { limit, cursor })
    return c.json({ ...page, articles: [...page.articles] }, 200)
  })

  api.openapi(healthRoute, async (c) => {
    await store.isEmpty()
    return c.json({ status: 'ok' as const }, 200)
  })

  api.get('/api/openapi.json', (c) => c.json(openApi(api)))
  api.get('/api/record.schema.json', (c) => c.json(recordJsonSchema()))

  api.all('/api/*', () => json(problem('not-found', 404, 'The API has no such resource')))

  api.onError((error) => {
    if (error instanceof SourceError) return json(problemOf(error))
    if (error instanceof HTTPException && error.status === 404) return json(problem('not-found', 404, error.message))
    if (error instanceof HTTPException && error.status < 500) {
      return json(problem('bad-request', 400, 'The request is not as the API describes it', error.message))
    }
    log(error.stack ?? error.message)
    return json(problem('inside', 500, 'The server made an error; it is in its log'))
  })
  return api
}

export const openApi = (api: OpenAPIHono) => api.getOpenAPI31Document(description)

async function pageOf({ text, html, markdown, url, publishedAt, source }: ReadRequest): Promise<Page> {
  const page =
    url !== undefined
      ? await openUrl(url)
      : html !== undefined
        ? openText(html, 'html')
        : markdown !== undefined
          ? openText(markdown, 'markdown')
          : openText(text ?? '', 'text')
  return {
    ...page,
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(source === undefined ? {} : { source }),
  }
}
