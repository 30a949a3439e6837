import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { rememberedFor } from '../site/script-choice.js'
import type { Log } from '../telemetry/log.js'
import { type Coding, codingFor, compress } from './coding.js'

/** A page as it was last sent. */
interface Kept {
  /** What the store was like when the page was made. */
  readonly version: string
  readonly madeAt: number
  readonly etag: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array<ArrayBuffer>
  readonly compressed: Map<Coding, Uint8Array<ArrayBuffer>>
}

export interface PageCacheOptions {
  /** What differs whenever the store does. */
  readonly version: () => Promise<string>
  readonly log: Log
}

/** Bytes of pages that are kept, and the largest page kept. */
const room = 32 * 1024 * 1024
const largest = 1024 * 1024
/** Pages that say what is new today change by themselves. */
const freshFor = 60_000

/**
 * Keeps the pages sent last, for as long as the store is as it was: the second reader's page is not made again, only
 * compared with the one that the reader has (ETag), and compressed once. A page is what is answered to a GET with
 * HTML and 200, and depends on nothing but its address; where the reader is led elsewhere, nothing is kept.
 */
export function pageCache({ version, log }: PageCacheOptions): MiddlewareHandler {
  const pages = new Map<string, Kept>()
  let bytes = 0
  const forget = (url: string): void => {
    bytes -= pages.get(url)?.body.length ?? 0
    pages.delete(url)
  }
  const keep = (url: string, page: Kept): void => {
    forget(url)
    pages.set(url, page)
    bytes += page.body.length
    for (const oldest of pages.keys()) {
      if (bytes <= room) break
      forget(oldest)
    }
  }
  const versionNow = async (): Promise<string | undefined> => {
    try {
      return await version()
    } catch (error) {
      // The page itself will say what is wrong with the store, or not need it.
      log(`pages are not kept: ${String(error)}`, { level: 'warn' })
      return undefined
    }
  }
  return async (c, next) => {
    const isAsked = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!isAsked || /^\/(?:api|assets)\//u.test(c.req.path) || rememberedFor(c) !== undefined) return next()
    const now = await versionNow()
    if (now === undefined) return next()
    const { url } = c.req
    let page = pages.get(url)
    if (page === undefined || page.version !== now || Date.now() - page.madeAt > freshFor) {
      await next()
      if (!isForAll(c.res)) return
      const body = new Uint8Array(await c.res.arrayBuffer())
      page = {
        version: now,
        madeAt: Date.now(),
        etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
        headers: [...c.res.headers],
        body,
        compressed: new Map(),
      }
      if (body.length <= largest) keep(url, page)
    }
    const coding = codingFor(c.req.header('accept-encoding'))
    c.res = undefined
    c.res = new Response(coding === undefined ? page.body : await compressed(page, coding), {
      headers: [...page.headers.map(([name, value]): [string, string] => [name, value]), ['etag', page.etag]],
    })
    c.header('vary', [c.res.headers.get('vary'), 'Accept-Encoding'].filter((name) => name !== null).join(', '))
    if (coding !== undefined) c.header('content-encoding', coding)
    return
  }
}

/** Whether an answer is a page, and everyone's: what is one visitor's says so, or sets a cookie. */
const isForAll = ({ status, headers }: Response): boolean =>
  status === 200 &&
  (headers.get('content-type') ?? '').startsWith('text/html') &&
  !/no-store|private/u.test(headers.get('cache-control') ?? '') &&
  !headers.has('set-cookie')

async function compressed({ body, compressed: known }: Kept, coding: Coding): Promise<Uint8Array<ArrayBuffer>> {
  const made = known.get(coding) ?? (await compress(body, coding))
  known.set(coding, made)
  return made
}
