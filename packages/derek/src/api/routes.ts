import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { recordJsonSchema } from '../record/json-schema.js'
import { withoutSentences, withTokens } from '../record/tokens.js'
import { type BaseOf, baseAt } from '../serve/address.js'
import type { Keep } from '../serve/keep.js'
import { failureOf } from '../serve/requests.js'
import { isSame } from '../serve/same.js'
import { SourceError } from '../source/error.js'
import { openText, openUrl } from '../source/open.js'
import type { Page } from '../source/schema.js'
import { isAway } from '../store/databases.js'
import type { Store } from '../store/store.js'
import { StoryError } from '../store/stories.js'
import { IdentityError } from '../store/things.js'
import type { Version } from '../store/versions.js'
import type { Log } from '../telemetry/log.js'
import { version } from '../version.js'
import { refuseBrokenText } from './characters.js'
import { claimRoutes } from './claims.js'
import { exportRoutes } from './exports.js'
import { newsRoutes } from './news.js'
import { answerOf, awayProblem, ProblemError, problem, problemOf, problemOfRequest, problems } from './problem.js'
import { revisionRoutes, tagOf } from './revisions.js'
import { savedRoutes } from './saved.js'
import {
  identityRequestSchema,
  listQuerySchema,
  type ReadRequest,
  readRequestSchema,
  recordResponseSchema,
  summaryPageSchema,
  thingSchema,
  tokensQuerySchema,
} from './schema.js'
import { searchRoutes } from './search.js'
import { storyRoutes } from './stories.js'

export interface ApiOptions {
  readonly store: Store
  readonly keep: Keep
  readonly log: Log
  /** Where the site is: what absolute addresses in exports begin with. */
  readonly baseOf?: BaseOf
  /** What opens corrections; they are closed where there is none. */
  readonly token?: string
  /** Whether the server is about to end: it is no longer ready then. */
  readonly isEnding?: () => boolean
}

/** Bytes of a request's body. */
export const bodyLimitBytes = 4 * 1024 * 1024

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
  description:
    'ETag is of its revision. Link names its revisions and, where its publisher changed the text, the versions before ' +
    'and after it (RFC 5829).',
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

const thingRoute = createRoute({
  method: 'get',
  path: '/api/things/{key}',
  summary: 'A person, body or place: names, statements, events, whom it is named with',
  request: { params: z.object({ key: z.string() }) },
  responses: {
    200: { description: 'The thing', content: { 'application/json': { schema: thingSchema } } },
    ...problems(404),
  },
})

const identityRoute = createRoute({
  method: 'post',
  path: '/api/identities',
  summary: 'Correct who is who: merge two things, or split one that an article takes for another',
  description: 'Kept beside what was read: reading an article again does not lose it. Needs the token of DEREK_TOKEN.',
  security: [{ token: [] }],
  request: { body: { required: true, content: { 'application/json': { schema: identityRequestSchema } } } },
  responses: {
    200: {
      description: 'The key of the thing that it is now',
      content: { 'application/json': { schema: z.object({ thing: z.string() }) } },
    },
    ...problems(400, 401, 403, 422),
  },
})

const undoRoute = createRoute({
  method: 'delete',
  path: '/api/identities/{id}',
  summary: 'Take a correction back',
  security: [{ token: [] }],
  request: { params: z.object({ id: z.string().regex(/^\d{1,18}$/u) }) },
  responses: { 204: { description: 'It is taken back' }, ...problems(400, 401, 403, 422) },
})

const statusContent = { 'application/json': { schema: z.object({ status: z.literal('ok') }) } }

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the server lives',
  responses: { 200: { description: 'It does', content: statusContent } },
})

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Whether the server and its store answer',
  responses: { 200: { description: 'They do', content: statusContent }, ...problems(503) },
})

const description = {
  openapi: '3.1.0',
  info: {
    title: 'Derek',
    version,
    description:
      'Reads Kazakh news: who said and did what to whom, when, and on whose word. Offsets are UTF-16 code units into ' +
      'the text of their block. Errors are problem details (RFC 9457).',
  },
} as const

/** The API: what it takes and gives is described at /api/openapi.json, made from the same schemas that validate. */
export function apiRoutes(options: ApiOptions): OpenAPIHono {
  const { store, keep, log, token, baseOf = baseAt(undefined), isEnding = () => false } = options
  const api = new OpenAPIHono({
    defaultHook: (result) => (result.success ? undefined : answerOf(problemOfRequest(result.error))),
  })

  api.use(
    '/api/*',
    bodyLimit({
      maxSize: bodyLimitBytes,
      onError: () => answerOf(problem('too-large', 413, 'The request is too large', `${bodyLimitBytes} bytes at most`)),
    }),
  )

  api.use('/api/*', refuseBrokenText)

  api.openapi(readRoute, async (c) => {
    const request = c.req.valid('json')
    const record = await keep(await pageOf(request))
    c.header('location', `/api/articles/${record.id}`)
    return c.json(c.req.valid('query').tokens === '1' ? withTokens(record) : withoutSentences(record), 200)
  })

  exportRoutes(api, { store, baseOf, log })

  api.openapi(articleRoute, async (c) => {
    const { id } = c.req.valid('param')
    const [revision, versions] = await Promise.all([store.revision(id), store.versions(id)])
    if (revision === undefined) throw new HTTPException(404, { message: 'There is no such article' })
    const { record, number } = revision
    c.header('link', linksOf(id, versions))
    if (c.req.valid('query').tokens === '1') return c.json(withTokens(record), 200)
    c.header('etag', tagOf(number))
    return c.json(withoutSentences(record), 200)
  })

  api.openapi(articlesRoute, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const page = await store.latest(cursor === undefined ? { limit } : { limit, cursor })
    return c.json({ ...page, articles: [...page.articles] }, 200)
  })

  api.openapi(thingRoute, async (c) => {
    const page = await store.thing(c.req.valid('param').key)
    if (page === undefined) throw new HTTPException(404, { message: 'No article names such a thing' })
    return c.json(thingSchema.parse(page), 200)
  })

  claimRoutes(api, store)
  newsRoutes(api, store)
  api.use('/api/stories/corrections', editors(token))
  storyRoutes(api, store)

  for (const path of ['/api/saved-searches', '/api/saved-searches/*']) api.use(path, editors(token))
  savedRoutes(api, store)
  api.on('PUT', '/api/articles/:id', editors(token))
  revisionRoutes(api, store)

  api.use('/api/identities', editors(token))
  api.use('/api/identities/*', editors(token))
  api.openapi(identityRoute, async (c) => {
    const request = c.req.valid('json')
    if (request.kind === 'split') return c.json({ thing: await store.split(request) }, 200)
    await store.merge(request.key, request.thing, request.by)
    return c.json({ thing: request.thing }, 200)
  })
  api.openapi(undoRoute, async (c) => {
    await store.undo(c.req.valid('param').id)
    return c.body(null, 204)
  })
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })

  searchRoutes(api, store)

  api.openapi(healthRoute, async (c) => c.json({ status: 'ok' as const }, 200))
  api.openapi(readyRoute, async (c) => {
    if (isEnding()) throw new ProblemError(problem('ending', 503, 'The server is about to end'))
    await store.isEmpty()
    return c.json({ status: 'ok' as const }, 200)
  })

  api.get('/api/openapi.json', (c) => c.json(openApi(api)))
  api.get('/api/record.schema.json', (c) => c.json(recordJsonSchema()))

  api.all('/api/*', () => answerOf(problem('not-found', 404, 'The API has no such resource')))

  api.onError((error, c) => {
    if (error instanceof SourceError) return answerOf(problemOf(error))
    if (error instanceof ProblemError) return answerOf(error.problem)
    if (error instanceof StoryError)
      return answerOf(problem('story', 422, 'The correction cannot be made', error.message))
    if (error instanceof IdentityError)
      return answerOf(problem('identity', 422, 'The correction cannot be made', error.message))
    if (error instanceof HTTPException && error.status === 404)
      return answerOf(problem('not-found', 404, error.message))
    if (error instanceof HTTPException && error.status < 500) {
      return answerOf(problem('bad-request', 400, 'The request is not as the API describes it', error.message))
    }
    if (isAway(error)) return awayProblem()
    log('a request failed', failureOf(c, error))
    return answerOf(problem('inside', 500, 'The server made an error; it is in its log'))
  })
  return api
}

/** Where the other versions of an article are, and its revisions. */
function linksOf(id: string, versions: readonly Version[]): string {
  const at = versions.findIndex((version) => version.id === id)
  const link = (version: Version | undefined, relation: string): readonly string[] =>
    version === undefined ? [] : [`</api/articles/${encodeURIComponent(version.id)}>; rel="${relation}"`]
  return [
    `</api/articles/${encodeURIComponent(id)}/revisions>; rel="version-history"`,
    ...link(versions[at - 1], 'predecessor-version'),
    ...link(versions[at + 1], 'successor-version'),
    ...(versions.length > 1 ? link(versions.at(-1), 'latest-version') : []),
  ].join(', ')
}

/** Lets only those pass who have the token; nobody where none is set. */
function editors(token: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (token === undefined) return answerOf(problem('no-token', 403, 'Corrections are closed: DEREK_TOKEN is not set'))
    const given = /^Bearer (.+)$/u.exec(c.req.header('authorization') ?? '')?.[1]
    if (given === undefined || !isSame(given, token)) return answerOf(problem('token', 401, 'A valid token is needed'))
    return next()
  }
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
