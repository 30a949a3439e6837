import type { MiddlewareHandler } from 'hono'
import { answerOf } from './problem.js'

/** Where in a value there is a string that is no text: with a NUL in it, or half of a pair of surrogates. */
function faultAt(value: unknown, pointer: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? pointer : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const fault = faultAt(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** JSON can hold strings that are no Unicode text, and that no database takes: they are refused, with where they stand. */
export const refuseBrokenText: MiddlewareHandler = async (c, next) => {
  if (c.req.header('content-type')?.includes('json') !== true) return next()
  let body: unknown
  try {
    body = JSON.parse(await c.req.text())
  } catch {
    // What is no JSON is told so by whoever validates it.
    return next()
  }
  const pointer = faultAt(body, '')
  if (pointer === undefined) return next()
  return answerOf({
    type: 'derek:bad-request',
    title: 'The request is not as the API describes it',
    status: 400,
    errors: [{ pointer, detail: 'this is no text: it has a NUL character or half of a surrogate pair in it' }],
  })
}
