import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { answerOf, awayProblem, problem, problemOfRequest } from '../api/problem.js'
import type { BaseOf } from '../serve/address.js'
import { failureOf } from '../serve/requests.js'
import { isAway } from '../store/databases.js'
import type { Store } from '../store/store.js'
import type { Log } from '../telemetry/log.js'
import type { Feed, FeedFormat } from './feed.js'
import { fed, feedFormats, feedOf } from './feeds.js'
import { storyFeedOf } from './stories.js'

export interface FeedOptions {
  readonly store: Store
  readonly baseOf: BaseOf
  readonly publicAddress?: string
  readonly hub?: string
  readonly log: Log
}

/** Feeds, each at /feeds/{what}.{format}. */
export function feedRoutes({ store, baseOf, publicAddress, hub, log }: FeedOptions): Hono {
  const routes = new Hono()
  const authority = authorityOf(publicAddress)
  routes.get('/feeds/:name', async (c) => {
    const [name = '', extension] = c.req.param('name').split('.')
    const what = fed.find((one) => one === name)
    const format = feedFormats.find((one) => one.extension === extension)
    if (format === undefined) return answerOf(unknown)
    const request = { format, asked: c.req.query(), base: baseOf(c), authority, ...(hub === undefined ? {} : { hub }) }
    if (name === 'stories') return answer(c, await storyFeedOf(store, request), format, publicAddress !== undefined)
    if (what === undefined) return answerOf(unknown)
    return answer(c, await feedOf(store, { what, ...request }), format, publicAddress !== undefined)
  })
  routes.onError((error, c) => {
    if (error instanceof z.ZodError) return answerOf(problemOfRequest(error))
    if (isAway(error)) return awayProblem()
    log('a request failed', failureOf(c, error))
    return answerOf(problem('inside', 500, 'The server made an error; it is in its log'))
  })
  return routes
}

const unknown = problem(
  'unknown-feed',
  404,
  'There is no such feed',
  `there are ${[...fed, 'stories'].map((what) => `/feeds/${what}.{${feedFormats.map(({ extension }) => extension).join(',')}}`).join(', ')}`,
)

/**
 * Whose the ids of entries are (RFC 4151). They must not change, so that what a request says of the host has no say:
 * where there is no public address, they are those of this machine.
 */
function authorityOf(publicAddress: string | undefined): string {
  const host = publicAddress === undefined ? 'localhost' : new URL(publicAddress).hostname
  return /^[a-z0-9.-]+$/iu.test(host) ? host : 'localhost'
}

function answer(c: Context, feed: Feed, format: FeedFormat, isPublic: boolean): Response {
  const body = format.write(feed)
  c.header('content-type', `${format.type}; charset=utf-8`)
  c.header('etag', `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`)
  // Where addresses are made of what a request said of its host, they are for that sender only.
  c.header('cache-control', `${isPublic ? 'public' : 'private'}, max-age=300`)
  c.header('access-control-allow-origin', '*')
  c.header('link', linkHeader(feed))
  if (feed.updated !== undefined) {
    const changed = Math.floor(Date.parse(feed.updated) / 1_000) * 1_000
    c.header('last-modified', new Date(changed).toUTCString())
    const since = Date.parse(c.req.header('if-modified-since') ?? '')
    // Who sends an entity tag too is answered by that, which knows more.
    if (c.req.header('if-none-match') === undefined && since >= changed) return c.body(null, 304)
  }
  return c.body(body)
}

const linkHeader = ({ self, hub }: Feed): string =>
  [`<${self}>; rel="self"`, ...(hub === undefined ? [] : [`<${hub}>; rel="hub"`])].join(', ')
