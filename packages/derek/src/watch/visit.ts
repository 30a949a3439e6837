import { SourceError } from '../source/error.js'
import { decompressed, type Exchange, exchange, follow, headerOf, lastOf } from '../source/fetch.js'
import { withoutSecrets } from '../telemetry/secrets.js'
import { inStage } from '../telemetry/stages.js'
import { parseRobots, type Robots } from './robots.js'
import { backOff, retryAfter, type Turns } from './schedule.js'

/** What came of asking for an address as its site wishes to be asked. */
export type Visit =
  | { readonly kind: 'answered'; readonly answer: Exchange; readonly exchanges: readonly Exchange[] }
  /** It has not changed since it was fetched last. */
  | { readonly kind: 'unchanged'; readonly url: string }
  /** The robots.txt of the site asks not to fetch it. */
  | { readonly kind: 'disallowed'; readonly url: string }

export interface VisitOptions {
  readonly accept?: string
  /** Asks for it whether it has changed or not. */
  readonly anew?: boolean
}

export interface Visitor {
  visit(address: string, options?: VisitOptions): Promise<Visit>
}

/** An address may have a key in it that is nobody's business. */
const cleanUrl = withoutSecrets([])

const faultIn = ({ status }: Exchange): string | undefined => (status >= 400 ? String(status) : undefined)

/** Faults that may be gone after a while. */
const passing: ReadonlySet<string> = new Set(['http-status', 'timeout', 'unreachable'])

class Disallowed extends Error {
  constructor(readonly url: string) {
    super(`robots.txt of ${new URL(url).host} asks not to fetch ${url}`)
  }
}

/** What was asked of sites before. */
export interface Memory {
  validators(url: string): Promise<Validators | undefined>
  /** The text of a site's robots.txt, where it was asked for within a day. */
  robots(origin: string): Promise<string | undefined>
  setRobots(origin: string, text: string): Promise<void>
}

/** What a later request may ask: whether it changed since. */
export interface Validators {
  readonly etag?: string | undefined
  readonly modified?: string | undefined
}

/** What an answer brought to ask by later. */
export const validatorsOf = (answer: Pick<Exchange, 'url' | 'headers'>): Validators & { readonly url: string } => ({
  url: answer.url,
  etag: headerOf(answer, 'etag'),
  modified: headerOf(answer, 'last-modified'),
})

/**
 * Fetches politely: as robots.txt allows, in the host's turn, asking whether what is known has changed, and not before
 * the time that a host which has too much to do names.
 */
export function createVisitor(turns: Turns, memory: Memory): Visitor {
  const askRobots = async (origin: string): Promise<Robots> => {
    const { host } = new URL(origin)
    try {
      const text = await turns.run(host, () => fetchRobots(origin))
      await turns.calm(host)
      await memory.setRobots(origin, text)
      return parseRobots(text)
    } catch (error) {
      // Asked for again when the host is asked for the next page, which is not at once.
      if (error instanceof SourceError && passing.has(error.kind)) {
        await turns.holdOff(host, backOff(await turns.trouble(host)))
      }
      throw error
    }
  }

  const robots = async (origin: string): Promise<Robots> => {
    const text = await memory.robots(origin)
    return text === undefined ? askRobots(origin) : parseRobots(text)
  }

  const ask = async (url: URL, { accept, anew = false }: VisitOptions): Promise<Exchange> => {
    const rules = await robots(url.origin)
    if (!rules.allows(`${url.pathname}${url.search}`)) throw new Disallowed(url.href)
    if (rules.crawlDelay !== undefined) await turns.setPause(url.host, rules.crawlDelay * 1000)
    const last = anew ? undefined : await memory.validators(url.href)
    const headers = {
      ...(accept === undefined ? {} : { accept }),
      ...(last?.etag === undefined ? {} : { 'if-none-match': last.etag }),
      ...(last?.modified === undefined ? {} : { 'if-modified-since': last.modified }),
    }
    return turns.run(url.host, async () => {
      const attributes = {
        'http.request.method': 'GET',
        'server.address': url.hostname,
        'url.full': cleanUrl(url.href),
      }
      const answer = await inStage('fetch', attributes, () => exchange(url, { headers }), faultIn)
      if (answer.status === 429 || answer.status >= 500) {
        const times = await turns.trouble(url.host)
        const named = retryAfter(
          headerOf(answer, 'retry-after'),
          Date.parse(headerOf(answer, 'date') ?? '') || Date.now(),
        )
        // A page that fails is no reason to leave the host alone; one that says so, or is too busy, is.
        if (named !== undefined || answer.status === 429 || answer.status === 503) {
          await turns.holdOff(url.host, named ?? backOff(times))
        }
      } else await turns.calm(url.host)
      return answer
    })
  }

  return {
    async visit(address, options = {}) {
      try {
        const exchanges = await follow(address, (url) => ask(url, options))
        const answer = lastOf(exchanges)
        return answer.status === 304 ? { kind: 'unchanged', url: answer.url } : { kind: 'answered', answer, exchanges }
      } catch (error) {
        if (error instanceof Disallowed) return { kind: 'disallowed', url: error.url }
        throw error
      }
    },
  }
}

/** The text of a robots.txt: without one, all is allowed; a site that cannot say what it allows is left alone for now. */
async function fetchRobots(origin: string): Promise<string> {
  const exchanges = await follow(`${origin}/robots.txt`, (url) =>
    exchange(url, { headers: { accept: 'text/plain,*/*;q=0.1' } }),
  ).catch((error: unknown) => {
    if (error instanceof SourceError && error.kind === 'redirects') return undefined
    throw error
  })
  if (exchanges === undefined) return ''
  const answer = lastOf(exchanges)
  if (answer.status === 200) return new TextDecoder().decode(await decompressed(answer))
  if (answer.status === 429 || answer.status >= 500) {
    throw new SourceError('http-status', `${new URL(origin).host} answered ${answer.status} for its robots.txt`)
  }
  return ''
}
