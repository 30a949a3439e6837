import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { csv } from '../exports/csv.js'
import type { Store } from '../store/store.js'
import { storyCursorPattern } from '../store/stories.js'
import {
  alertSchema,
  type Change,
  type Differences,
  differencesSchema,
  findingSchema,
  firstSaidSchema,
  flowSchema,
} from '../story/schema.js'
import { problems } from './problem.js'

/** Stories: articles of one event, who has it from whom, what changed, who said it first, and what to look at. */

const articleId = z.string().min(1).max(200)
const text = z.string().trim().min(1).max(300).optional()

export const storyListQuerySchema = z.object({
  source: text.describe('the id of a source: only stories that it tells'),
  thing: text.describe('the key of a thing: only stories that name it'),
  topic: text.describe('only stories about a topic'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().regex(storyCursorPattern, 'not a cursor: take "next" of the page before').optional(),
})

const storySummary = {
  id: z.string(),
  title: z.string().describe('that of its first article'),
  articles: z.int(),
  outlets: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
}

const storySummarySchema = z.object(storySummary).openapi('StorySummary')

const storySchema = z
  .object({
    ...storySummary,
    members: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        source: z.object({ id: z.string(), name: z.string() }),
        publishedAt: z.string().optional(),
        language: z.string(),
        script: z.string(),
        pinnedBy: z.string().optional().describe('who put it into the story by hand'),
      }),
    ),
    flow: flowSchema,
    retellings: z.array(
      z.object({
        before: z.string(),
        after: z.string(),
        kept: z.number(),
        taken: z.number(),
        changes: z.record(z.string(), z.int()).describe('how many sentences became what'),
        findings: z.array(findingSchema),
      }),
    ),
    alerts: z.array(alertSchema),
  })
  .openapi('Story')

const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } })

const listRoute = createRoute({
  method: 'get',
  path: '/api/stories',
  summary: 'Stories that several articles tell, the last told first',
  request: { query: storyListQuerySchema },
  responses: {
    200: {
      description: 'A page of the list',
      content: json(z.object({ stories: z.array(storySummarySchema), next: z.string().optional() })),
    },
    ...problems(400),
  },
})

const storyRoute = createRoute({
  method: 'get',
  path: '/api/stories/{id}',
  summary: 'A story: its articles, who has it from whom with the evidence, what changed, and what does not agree',
  request: { params: z.object({ id: articleId }) },
  responses: { 200: { description: 'The story', content: json(storySchema) }, ...problems(404) },
})

export const differencesQuerySchema = z.object({
  before: articleId.describe('the id of an article'),
  after: articleId.describe('the id of another, or of the same'),
  from: z.coerce.number().int().min(1).optional().describe('a revision of one article: before and after are the same'),
  to: z.coerce.number().int().min(1).optional().describe('another revision of it'),
  format: z.enum(['json', 'csv']).default('json'),
})

const differencesRoute = createRoute({
  method: 'get',
  path: '/api/differences',
  summary: 'What changed from one article to another, or from one revision of an article to another',
  description: 'Sentence by sentence and clause by clause, with exact spans of both. As CSV: a row for each change.',
  request: { query: differencesQuerySchema },
  responses: {
    200: {
      description: 'The differences',
      content: { ...json(differencesSchema), 'text/csv': { schema: z.string() } },
    },
    ...problems(400, 404),
  },
})

const storyOfRoute = createRoute({
  method: 'get',
  path: '/api/articles/{id}/story',
  summary: 'The story that an article is part of',
  request: { params: z.object({ id: articleId }) },
  responses: { 200: { description: 'The story', content: json(storySummarySchema) }, ...problems(404) },
})

const firstRoute = createRoute({
  method: 'get',
  path: '/api/articles/{id}/first',
  summary: 'Who said first what a statement of an article says, and how faithful each retelling is',
  request: { params: z.object({ id: articleId }), query: z.object({ statement: z.string().min(1).max(40) }) },
  responses: {
    200: { description: 'The first and the retellings', content: json(firstSaidSchema) },
    ...problems(400, 404),
  },
})

const alertsRoute = createRoute({
  method: 'get',
  path: '/api/alerts',
  summary:
    'What should be looked at in the stories that were told last: quotes, numbers and dates that differ, copies without credit',
  request: { query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }) },
  responses: {
    200: {
      description: 'With both sentences',
      content: json(
        z.object({
          alerts: z.array(
            alertSchema.unwrap().extend({ story: z.string(), outlets: z.tuple([z.string(), z.string()]).readonly() }),
          ),
        }),
      ),
    },
    ...problems(400),
  },
})

const by = z.string().trim().min(1).max(100)

const correctionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pin'), article: articleId, story: articleId, by }),
    z.strictObject({ kind: z.literal('unpin'), article: articleId }),
    z.strictObject({ kind: z.literal('apart'), one: articleId, other: articleId, by }),
    z.strictObject({ kind: z.literal('together'), one: articleId, other: articleId }),
  ])
  .openapi('StoryCorrection')

const correctRoute = createRoute({
  method: 'post',
  path: '/api/stories/corrections',
  summary:
    'Put an article into a story, or out of it (its own id as the story); say that two articles are of two events',
  description: 'Kept beside what was found: nothing that comes later overrules it. Needs the token of DEREK_TOKEN.',
  security: [{ token: [] }],
  request: { body: { required: true, content: json(correctionSchema) } },
  responses: { 204: { description: 'It is so now' }, ...problems(400, 401, 403, 422) },
})

/** Adds these routes to the API; whoever mounts them guards the corrections. */
export function storyRoutes(api: OpenAPIHono, store: Store): void {
  const { stories } = store
  api.openapi(listRoute, async (c) => {
    const list = await stories.list(c.req.valid('query'))
    return c.json({ ...list, stories: [...list.stories] }, 200)
  })
  api.openapi(correctRoute, async (c) => {
    const asked = c.req.valid('json')
    if (asked.kind === 'pin') await stories.pin(asked.article, asked.story, asked.by)
    else if (asked.kind === 'unpin') await stories.unpin(asked.article)
    else if (asked.kind === 'apart') await stories.apart(asked.one, asked.other, asked.by)
    else await stories.together(asked.one, asked.other)
    return c.body(null, 204)
  })
  api.openapi(storyRoute, async (c) => {
    const story = await stories.story(c.req.valid('param').id)
    if (story === undefined) throw new HTTPException(404, { message: 'There is no such story' })
    return c.json(storySchema.parse(story), 200)
  })
  api.openapi(differencesRoute, async (c) => {
    const { before, after, from, to, format } = c.req.valid('query')
    const found =
      from !== undefined && to !== undefined && before === after
        ? await stories.revisionDifferences(before, from, to)
        : await stories.differences(before, after)
    if (found === undefined) throw new HTTPException(404, { message: 'There is no such article or revision' })
    if (format === 'json') return c.json(found, 200)
    let written = ''
    for await (const line of csv(found.changes.map(rowOf(found)), changeColumns, { base: '', bom: true }))
      written += line
    return c.body(written, 200, { 'content-type': 'text/csv; charset=utf-8' })
  })
  api.openapi(storyOfRoute, async (c) => {
    const story = await stories.storyOf(c.req.valid('param').id)
    if (story === undefined)
      throw new HTTPException(404, { message: 'There is no such article, or a newer version of it' })
    return c.json(story, 200)
  })
  api.openapi(firstRoute, async (c) => {
    const found = await stories.first(c.req.valid('param').id, c.req.valid('query').statement)
    if (found === undefined) throw new HTTPException(404, { message: 'There is no such statement' })
    return c.json(found, 200)
  })
  api.openapi(alertsRoute, async (c) => {
    const alerts = await stories.alerts(c.req.valid('query').limit)
    return c.json({ alerts: [...alerts] }, 200)
  })
}

interface ChangeRow extends Change {
  readonly ids: readonly [before: string, after: string]
}

const rowOf =
  ({ before, after }: Differences) =>
  (change: Change): ChangeRow => ({ ...change, ids: [before, after] })

const joined = (spans: Change['before']): string => spans.map((span) => span.text).join(' ')

const changeColumns = [
  { name: 'before_article', type: 'text', of: ({ ids }: ChangeRow) => ids[0] },
  { name: 'after_article', type: 'text', of: ({ ids }: ChangeRow) => ids[1] },
  { name: 'kind', type: 'text', of: ({ kind }: ChangeRow) => kind },
  { name: 'moved', type: 'truth', of: ({ moved }: ChangeRow) => moved },
  { name: 'similarity_percent', type: 'integer', of: ({ similarity }: ChangeRow) => Math.round(similarity * 100) },
  { name: 'before', type: 'text', of: ({ before }: ChangeRow) => joined(before) },
  { name: 'after', type: 'text', of: ({ after }: ChangeRow) => joined(after) },
] as const
