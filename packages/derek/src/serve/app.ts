import { Hono, type MiddlewareHandler } from 'hono'
import { except } from 'hono/combine'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { answerOf, problem } from '../api/problem.js'
import { apiRoutes, openApi } from '../api/routes.js'
import { deskPages, showsPhotos } from '../desk/routes.js'
import { feedRoutes } from '../feeds/routes.js'
import { notFoundPage, siteRoutes } from '../site/routes.js'
import { noQueues, type Queues } from '../status/status.js'
import type { Store } from '../store/store.js'
import type { Log, Remembered } from '../telemetry/log.js'
import { baseAt } from './address.js'
import { keepIn } from './keep.js'
import { isLocal, type Limits, limitRequests, usualLimits } from './limit.js'
import { metricsOf } from './metrics.js'
import { pageCache } from './pages.js'
import { followRequests } from './requests.js'
import { isSame } from './same.js'

export interface AppOptions {
  readonly store: Store
  /** Where errors inside the server go. */
  readonly log: Log
  /** Where each request is told of; nowhere, if absent. */
  readonly requestLog?: Log
  /** What waits between stages, and what went wrong last: for status pages and metrics. */
  readonly queues?: Queues
  readonly events?: () => readonly Remembered[]
  /** Whether the server is about to end. */
  readonly isEnding?: () => boolean
  /** What opens corrections by the API; they are closed where there is none. */
  readonly token?: string
  /** The public address, where it is not the one that requests come to. */
  readonly url?: string
  readonly limits?: Limits
  /** Whether a proxy stands in front and says who asks, in X-Forwarded-For. */
  readonly behindProxy?: boolean
  /** The WebSub hub that is told of what is new in the feeds. */
  readonly hub?: string
}

/** The whole server, as a function from request to response: the API and the site over one store. */
export function createApp(options: AppOptions): Hono {
  const { store, log, requestLog, token, url, hub, limits = usualLimits, behindProxy = false } = options
  const { queues = noQueues, events = () => [], isEnding = () => false } = options
  const app = new Hono()
  const keep = keepIn(store)
  const metrics = metricsOf(store, queues)
  const publicAddress = url === undefined ? undefined : new URL(url).origin
  const baseOf = baseAt(publicAddress)
  const api = apiRoutes({ store, keep, log, baseOf, isEnding, ...(token === undefined ? {} : { token }) })
  app.use(followRequests({ requestLog, behindProxy, isEnding }))
  app.use(metrics.measure)
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", ({ req }) => (showsPhotos(req.path) ? 'https: http:' : '')],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      permissionsPolicy: Object.fromEntries(unused.map((feature) => [feature, []])),
      crossOriginOpenerPolicy: 'same-origin',
      crossOriginResourcePolicy: false,
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      // Whoever puts TLS in front says so there.
      strictTransportSecurity: false,
    }),
    resourcePolicy,
    cacheControl,
    compress(),
    // An export is written as it is read, and is not held to be hashed.
    except('/api/export/*', etag()),
  )
  // What the API gives is public: any page may ask. What needs the token needs it there too.
  app.use(
    '/api/*',
    cors({
      origin: '*',
      allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
      allowHeaders: ['authorization', 'content-type', 'if-match', 'if-none-match'],
      exposeHeaders: [
        'etag',
        'link',
        'location',
        'retry-after',
        'ratelimit-limit',
        'ratelimit-remaining',
        'ratelimit-reset',
      ],
      maxAge: 86_400,
    }),
  )
  app.use(limitRequests(limits, behindProxy))
  // No name, word or address has a NUL in it, and no database takes one: a page is asked again without it.
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (!`${pathname}${search}`.includes('%00')) return next()
    if (pathname.startsWith('/api/')) {
      return answerOf(problem('bad-request', 400, 'The address has a NUL character in it'))
    }
    return pathname.includes('%00') ? notFoundPage(c) : c.redirect(`${pathname}${search.replaceAll('%00', '')}`, 308)
  })
  app.use(pageCache({ version: () => store.version(), log }))
  app.route('/', api)
  app.route(
    '/',
    feedRoutes({
      store,
      log,
      baseOf,
      ...(publicAddress === undefined ? {} : { publicAddress }),
      ...(hub === undefined ? {} : { hub }),
    }),
  )
  app.route('/', siteRoutes({ store, keep, log, baseOf, document: () => openApi(api), queues }))
  app.route('/', deskPages({ store, log, queues, events, ...(url === undefined ? {} : { url }) }))
  // For whoever keeps the server: not for the public, and so with the token where one is set, or from this machine.
  app.get('/metrics', async (c) => {
    const given = c.req.header('authorization')
    const may = token === undefined ? isLocal(c) : given !== undefined && isSame(given, `Bearer ${token}`)
    if (!may || (token === undefined && behindProxy)) return answerOf(problem('token', 401, 'A valid token is needed'))
    return c.body(await metrics.text(), 200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
  })
  app.notFound(notFoundPage)
  return app
}

/** Whether a path tells how the server is: true now, and perhaps not in a minute. */
const isState = (path: string): boolean => path === '/healthz' || path === '/readyz'

/** What the site never asks of a browser. */
const unused = [
  'accelerometer',
  'camera',
  'displayCapture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
] as const

/** Who else may embed what is here: data and pictures are for everyone, pages are not. */
const resourcePolicy: MiddlewareHandler = async (c, next) => {
  await next()
  const isForAll = c.req.path.startsWith('/api/') || (c.res.headers.get('content-type') ?? '').startsWith('image/')
  c.header('cross-origin-resource-policy', isForAll ? 'cross-origin' : 'same-origin')
}

/**
 * How long an answer may be kept that does not say it itself: a page or record is asked for again by everyone who has
 * it, which its ETag makes cheap, and given out by a shared cache for a minute; what went wrong is not kept.
 */
const cacheControl: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.headers.has('cache-control')) return
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  const isKept = isRead && (c.res.status === 200 || c.res.status === 304) && !isState(c.req.path)
  c.header('cache-control', isKept ? 'public, max-age=0, s-maxage=60' : 'no-store')
}
