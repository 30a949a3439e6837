import { randomUUID } from 'node:crypto'
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { extract } from '../telemetry/context.js'
import type { About, Log } from '../telemetry/log.js'

declare module 'hono' {
  interface ContextVariableMap {
    /** What the request is called in the log, in its trace, and to whoever sent it. */
    request: string | undefined
  }
}

export interface RequestOptions {
  /** Where each request is told of; nowhere, if undefined. */
  readonly requestLog: Log | undefined
  /** Whether a proxy stands in front, whose ids and traces are gone on with. */
  readonly behindProxy: boolean
  /** Whether the server is about to end: clients are to come back by another connection, which another may take. */
  readonly isEnding: () => boolean
}

const tracer = trace.getTracer('derek')
const idPattern = /^[\w-]{8,64}$/u

/**
 * Gives each request an id (X-Request-Id), a span, and a line in the log. None of them has what a request says in its
 * address, headers or body: only its method and its route.
 */
export function followRequests({ requestLog, behindProxy, isEnding }: RequestOptions): MiddlewareHandler {
  return (c, next) => {
    const given = behindProxy ? (c.req.header('x-request-id') ?? '') : ''
    const request = idPattern.test(given) ? given : randomUUID()
    c.set('request', request)
    const { method } = c.req
    const start = performance.now()
    const follow = () =>
      tracer.startActiveSpan(method, { kind: SpanKind.SERVER }, async (span) => {
        await next()
        const { status } = c.res
        const route = routeOf(c)
        c.header('x-request-id', request)
        if (isEnding()) c.header('connection', 'close')
        span.updateName(`${method} ${route}`).setAttributes({
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
          'derek.request.id': request,
        })
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', String(status))
        span.end()
        if (requestLog === undefined || (isProbe(route) && status === 200)) return
        const ms = Math.round((performance.now() - start) * 10) / 10
        requestLog(`${method} ${route} ${status}`, { request, method, route, status, ms })
      })
    return behindProxy ? extract(c.req.raw.headers, follow) : follow()
  }
}

/** The pattern that a request's path is of. What ends in a star is middleware, or the answer where nothing is. */
export const routeOf = (c: Context): string => matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? 'none'

/** What the log says of a request that failed inside. */
export function failureOf(c: Context, error: unknown): About {
  const request = c.get('request')
  return { level: 'error', error, route: routeOf(c), ...(request === undefined ? {} : { request }) }
}

/** Whether a route is asked every few seconds by whoever looks after the server. */
const isProbe = (route: string): boolean => route === '/healthz' || route === '/readyz' || route === '/metrics'
