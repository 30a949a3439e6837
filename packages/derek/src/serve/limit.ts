import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { answerOf, problem } from '../api/problem.js'

/** So many requests a minute of one address. */
export interface Limits {
  /** Pages and the API. */
  readonly reads: number
  /** What makes work or tries a password: reading an article, log-in, an invitation. */
  readonly writes: number
}

export const usualLimits: Limits = { reads: 600, writes: 60 }

const minute = 60

/**
 * Holds back who asks too often: 429 with Retry-After, and on every answer what is left, in the headers RateLimit-Limit,
 * -Remaining and -Reset (draft-ietf-httpapi-ratelimit-headers). Counted in this process, by the address of who asks:
 * behind a proxy, by the last address of X-Forwarded-For, if the proxy is said to be there. What comes from no
 * connection, as in tests, is not counted.
 */
export function limitRequests({ reads, writes }: Limits, behindProxy: boolean): MiddlewareHandler {
  const counters = {
    reads: new RateLimiterMemory({ points: reads, duration: minute }),
    writes: new RateLimiterMemory({ points: writes, duration: minute }),
  }
  return async (c, next) => {
    const address = addressOf(c, behindProxy)
    // The files beside the pages are small, cached, and many a page.
    if (
      address === undefined ||
      c.req.path.startsWith('/assets/') ||
      /^\/(?:healthz|readyz|metrics)$/u.test(c.req.path)
    )
      return next()
    const kind = c.req.method === 'GET' || c.req.method === 'HEAD' ? 'reads' : 'writes'
    const counter = counters[kind]
    try {
      const result = await counter.consume(address)
      await next()
      tell(c.res.headers, counter.points, result)
      return undefined
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      const seconds = Math.ceil(refused.msBeforeNext / 1000)
      const detail = `${counter.points} a minute at most; again in ${seconds} s`
      const body = problem('too-many', 429, 'Too many requests', detail)
      const response = answerOf(body, { 'retry-after': String(seconds) })
      tell(response.headers, counter.points, refused)
      return response
    }
  }
}

function tell(headers: Headers, points: number, { remainingPoints, msBeforeNext }: RateLimiterRes): void {
  headers.set('ratelimit-limit', String(points))
  headers.set('ratelimit-remaining', String(Math.max(0, remainingPoints)))
  headers.set('ratelimit-reset', String(Math.ceil(msBeforeNext / 1000)))
}

function addressOf(c: Context, behindProxy: boolean): string | undefined {
  // Hono's own requests in tests have no connection.
  if (c.env === undefined || !('incoming' in Object(c.env))) return undefined
  const own = getConnInfo(c).remote.address
  if (!behindProxy) return own
  // Only the last address was written by the proxy itself; those before it are what the client says.
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || own
}

/** Whether a request comes from this machine, or from no connection at all, as in tests. */
export function isLocal(c: Context): boolean {
  const address = addressOf(c, false)
  return address === undefined || /^(?:127\.|::1$|::ffff:127\.)/u.test(address)
}
