import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { withoutSentences } from '../record/tokens.js'
import { ConflictError, RecordError } from '../store/revisions.js'
import type { Store } from '../store/store.js'
import { ProblemError, problem, problemContent } from './problem.js'
import { recordResponseSchema } from './schema.js'

/** Revisions of an article, which the reader and people made; and its versions, which its publisher made. */

const revision = {
  number: z.int().describe('from 1, in the order in which they were made'),
  madeBy: z.string().optional().describe('who corrected; absent where the machine read'),
  madeAt: z.iso.datetime(),
  note: z.string().optional(),
  isCurrent: z.boolean().describe('whether it is the one that counts'),
}
const revisionSchema = z.object(revision).openapi('Revision')
const revisionRecordSchema = z.object({ ...revision, record: recordResponseSchema }).openapi('RevisionRecord')
const revisionListSchema = z.object({ revisions: z.array(revisionSchema) }).openapi('RevisionList')

const versionListSchema = z
  .object({
    versions: z.array(
      z.object({
        id: z.string(),
        version: z.int().describe('from 1, the oldest'),
        title: z.string(),
        publishedAt: z.iso.datetime().optional(),
        readAt: z.iso.datetime(),
        replacedBy: z.string().optional().describe('the id of the version after it; absent on the newest'),
      }),
    ),
  })
  .openapi('VersionList')

const idSchema = z.object({ id: z.string() })
const numberSchema = idSchema.extend({ number: z.string().regex(/^[1-9]\d{0,8}$/u, 'not the number of a revision') })

/** A name or a note, on one line. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .refine((text) => !/[\u0000-\u001f\u007f]/u.test(text) && text.isWellFormed(), 'has control characters')

const revisionsRoute = createRoute({
  method: 'get',
  path: '/api/articles/{id}/revisions',
  summary: 'All that the machine and people made of an article',
  request: { params: idSchema },
  responses: {
    200: { description: 'The first made first', content: { 'application/json': { schema: revisionListSchema } } },
    404: { description: 'There is no such article', content: problemContent },
  },
})

const revisionRoute = createRoute({
  method: 'get',
  path: '/api/articles/{id}/revisions/{number}',
  summary: 'A revision of an article, with its record',
  request: { params: numberSchema },
  responses: {
    200: { description: 'The revision', content: { 'application/json': { schema: revisionRecordSchema } } },
    400: { description: 'That is no number', content: problemContent },
    404: { description: 'There is no such revision', content: problemContent },
  },
})

const versionsRoute = createRoute({
  method: 'get',
  path: '/api/articles/{id}/versions',
  summary: 'The texts that an article had at its address; lists and search show the newest',
  request: { params: idSchema },
  responses: {
    200: { description: 'The oldest first', content: { 'application/json': { schema: versionListSchema } } },
    404: { description: 'There is no such article', content: problemContent },
  },
})

const correctRoute = createRoute({
  method: 'put',
  path: '/api/articles/{id}',
  summary: 'Correct the record of an article',
  description:
    'Adds a revision that counts from then on; reading the article again does not replace it. If-Match is the ETag that ' +
    'GET of the record (without tokens) gave: where another revision came first, nothing is kept. Every span must be ' +
    'exactly its slice; id, source id, url and the texts of the blocks stay. A record without sentences keeps those it ' +
    'had. Sending the same again adds nothing. Needs the token of DEREK_TOKEN.',
  security: [{ token: [] }],
  request: {
    params: idSchema,
    query: z.object({
      by: line(100).describe('who corrects: shown on the page'),
      note: line(1_000).optional().describe('what was corrected, and why'),
    }),
    headers: z.object({
      'if-match': z.string().optional().describe('the ETag of the revision that was corrected: "3"'),
    }),
    body: { required: true, content: { 'application/json': { schema: recordResponseSchema } } },
  },
  responses: {
    200: {
      description: 'The revision that counts now; ETag is its own',
      content: { 'application/json': { schema: revisionSchema } },
    },
    400: { description: 'It is no record', content: problemContent },
    401: { description: 'A token is needed', content: problemContent },
    403: { description: 'Corrections are closed', content: problemContent },
    404: { description: 'There is no such article', content: problemContent },
    412: { description: 'Another revision came first: its number and who made it are said', content: problemContent },
    422: { description: 'The record is not right: each fault with its place', content: problemContent },
    428: { description: 'If-Match is missing', content: problemContent },
  },
})

/** The entity tag of a record: the number of its revision. */
export const tagOf = (number: number): string => `"${number}"`

const numberOf = (tag: string): number | undefined => {
  // A server between may have made it weak by packing the answer.
  const number = /^(?:W\/)?"([1-9]\d{0,8})"$/u.exec(tag.trim())?.[1]
  return number === undefined ? undefined : Number(number)
}

const missing = () => new HTTPException(404, { message: 'There is no such article' })

export function revisionRoutes(api: OpenAPIHono, store: Store): void {
  api.openapi(revisionsRoute, async (c) => {
    const revisions = await store.revisions(c.req.valid('param').id)
    if (revisions.length === 0) throw missing()
    return c.json({ revisions: [...revisions] }, 200)
  })

  api.openapi(revisionRoute, async (c) => {
    const { id, number } = c.req.valid('param')
    const found = await store.revision(id, Number(number))
    if (found === undefined) throw new HTTPException(404, { message: 'There is no such revision' })
    return c.json({ ...found, record: withoutSentences(found.record) }, 200)
  })

  api.openapi(versionsRoute, async (c) => {
    const versions = await store.versions(c.req.valid('param').id)
    if (versions.length === 0) throw missing()
    return c.json({ versions: [...versions] }, 200)
  })

  api.openapi(correctRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { by, note } = c.req.valid('query')
    const tag = c.req.valid('header')['if-match']
    if (tag === undefined) {
      const detail = 'it is the ETag of the record that was corrected'
      throw new ProblemError(problem('no-revision', 428, 'If-Match is missing', detail))
    }
    const onRevision = numberOf(tag)
    if (onRevision === undefined) {
      const detail = 'it is the ETag of the record, such as "3"'
      throw new ProblemError(problem('no-revision', 412, 'If-Match names no revision', detail))
    }
    // As it was sent: what the schema does not know would be lost without a word.
    const record: unknown = await c.req.json()
    const made = await store.correct(id, record, { by, note, onRevision }).catch(refuse)
    if (made === undefined) throw missing()
    c.header('etag', tagOf(made.number))
    return c.json(made, 200)
  })
}

function refuse(error: unknown): never {
  if (error instanceof ConflictError) {
    throw new ProblemError(problem('conflict', 412, 'Another revision came first', error.message))
  }
  if (error instanceof RecordError) {
    const errors = error.faults.slice(0, mostFaults).map((fault) => ({ ...fault }))
    throw new ProblemError({ ...problem('record', 422, 'The record is not right'), errors })
  }
  throw error
}

/** More faults than these have one cause. */
const mostFaults = 100
