import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { apiRoutes, openApi } from '../api/routes.js'
import { deskPages } from '../desk/routes.js'
import { notFoundPage, siteRoutes } from '../site/routes.js'
import type { Store } from '../store/store.js'
import { keepIn } from './keep.js'

export interface AppOptions {
  readonly store: Store
  /** Where errors inside the server go. */
  readonly log: (message: string) => void
  /** What opens corrections by the API; they are closed where there is none. */
  readonly token?: string
  /** The public address, where it is not the one that requests come to. */
  readonly url?: string
}

/** The whole server, as a function from request to response: the API and the site over one store. */
export function createApp({ store, log, token, url }: AppOptions): Hono {
  const app = new Hono()
  const keep = keepIn(store)
  const api = apiRoutes({ store, keep, log, ...(token === undefined ? {} : { token }) })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      // Whoever puts TLS in front says so there.
      strictTransportSecurity: false,
    }),
    etag(),
  )
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('access-control-allow-origin', '*')
  })
  app.route('/', api)
  app.route('/', siteRoutes({ store, keep, log, document: () => openApi(api) }))
  app.route('/', deskPages({ store, log, ...(url === undefined ? {} : { url }) }))
  app.notFound(notFoundPage)
  return app
}
