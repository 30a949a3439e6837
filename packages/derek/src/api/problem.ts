import { z } from '@hono/zod-openapi'
import type { SourceError, SourceErrorKind } from '../source/error.js'

/** Problem details for HTTP APIs, RFC 9457. `type` is a kind of this program: derek:empty, derek:unreachable. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z
      .array(z.object({ pointer: z.string().describe('where in the request, as a JSON pointer'), detail: z.string() }))
      .optional(),
  })
  .openapi('Problem')

export type Problem = z.infer<typeof problemSchema>
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 412 | 413 | 422 | 428 | 429 | 500 | 502 | 503 | 504

const kinds: { readonly [K in SourceErrorKind]: readonly [status: ProblemStatus, title: string] } = {
  empty: [422, 'There is nothing to read'],
  binary: [422, 'This is not text'],
  encoding: [422, 'The encoding is not known'],
  'too-large': [413, 'It is too large'],
  'not-found': [404, 'There is no such file'],
  unreadable: [422, 'It cannot be read'],
  'bad-address': [422, 'This is no address of a page'],
  'refused-address': [403, 'Addresses inside a network are not read'],
  unreachable: [502, 'The site cannot be reached'],
  timeout: [504, 'The site did not answer in time'],
  'http-status': [502, 'The site did not give the page'],
  redirects: [502, 'The site redirects too many times'],
  'unsupported-type': [422, 'No article can be read from this'],
  'bad-date': [422, 'This is no date'],
}

export const statusOf = (kind: SourceErrorKind): ProblemStatus => kinds[kind][0]

/** A request that is answered with a problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  constructor(readonly problem: Problem) {
    super(problem.title)
  }
}

/** A problem of this program's own making: the kind, and what it says. */
export function problem(kind: string, status: ProblemStatus, title: string, detail?: string): Problem {
  const known = { type: `derek:${kind}`, title, status }
  return detail === undefined ? known : { ...known, detail }
}

export function problemOf(error: SourceError): Problem {
  const [status, title] = kinds[error.kind]
  return problem(error.kind, status, title, error.message)
}

/** What validation found wrong with a request: each fault with where it is. */
export function problemOfRequest(error: z.core.$ZodError): Problem {
  return {
    type: 'derek:bad-request',
    title: 'The request is not as the API describes it',
    status: 400,
    errors: error.issues.map(({ path, message }) => ({
      pointer: `/${path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
      detail: message,
    })),
  }
}

/** A problem as an answer. */
export const answerOf = (problem: Problem, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  })

/** What is said while the database is away: nothing was done, and it may be asked again soon. */
export const awayProblem = (): Response =>
  answerOf(
    problem('away', 503, 'The database is away for a moment', 'Nothing was changed. Ask again in a few seconds.'),
    {
      'retry-after': '5',
    },
  )

/** What the description of the API says of answers that are problems. */
export const problemContent = { 'application/problem+json': { schema: problemSchema } } as const

/** The same for some statuses, as a route's responses have it. */
export const problems = (...statuses: readonly ProblemStatus[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: 'What is wrong', content: problemContent }]))
