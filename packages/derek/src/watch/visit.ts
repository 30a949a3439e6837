import { SourceError } from '../source/error.js'
import { decompressed, type Exchange, exchange, follow, headerOf, lastOf } from '../source/fetch.js'
import { withoutSecrets } from '../telemetry/secrets.js'
import { inStage } from '../telemetry/stages.js'
import type { Journaled } from './journal.js'
import { allowAll, parseRobots, type Robots } from './robots.js'
import { backOff, retryAfter, type Schedule } from './schedule.js'

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
  /** What the site's robots.txt says. */
  robots(origin: string): Promise<Robots>
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

/** RFC 9309: a robots.txt is not relied on for longer than a day. */
const robotsMilliseconds = 24 * 60 * 60_000

/**
 * Fetches politely: as robots.txt allows, in the host's turn, asking whether what is known has changed, and not before
 * the time that a host which has too much to do names.
 */
export function createVisitor(
  schedule: Schedule,
  validators: Pick<Journaled, 'validators'>['validators'],
  now: () => number = Date.now,
): Visitor {
  const known = new Map<string, { readonly until: number; readonly robots: Promise<Robots> }>()
  const troubles = new Map<string, number>()

  /** Counts the faults of a host in a row. */
  const trouble = (host: string): number => {
    const times = (troubles.get(host) ?? 0) + 1
    troubles.set(host, times)
    return times
  }

  const robots = (origin: string): Promise<Robots> => {
    const before = known.get(origin)
    if (before !== undefined && before.until > now()) return before.robots
    const { host } = new URL(origin)
    const asked = schedule.run(host, () => fetchRobots(origin))
    known.set(origin, { until: now() + robotsMilliseconds, robots: asked })
    asked.then(
      () => troubles.delete(host),
      (error: unknown) => {
        // Asked for again when the host is asked for the next page, which is not at once.
        known.delete(origin)
        if (error instanceof SourceError && passing.has(error.kind)) schedule.holdOff(host, backOff(trouble(host)))
      },
    )
    return asked
  }

  const ask = async (url: URL, { accept, anew = false }: VisitOptions): Promise<Exchange> => {
    const rules = await robots(url.origin)
    if (!rules.allows(`${url.pathname}${url.search}`)) throw new Disallowed(url.href)
    if (rules.crawlDelay !== undefined) schedule.setPause(url.host, rules.crawlDelay * 1000)
    const last = anew ? undefined : validators.get(url.href)
    const headers = {
      ...(accept === undefined ? {} : { accept }),
      ...(last?.etag === undefined ? {} : { 'if-none-match': last.etag }),
      ...(last?.modified === undefined ? {} : { 'if-modified-since': last.modified }),
    }
    return schedule.run(url.host, async () => {
      const attributes = {
        'http.request.method': 'GET',
        'server.address': url.hostname,
        'url.full': cleanUrl(url.href),
      }
      const answer = await inStage('fetch', attributes, () => exchange(url, { headers }), faultIn)
      if (answer.status === 429 || answer.status >= 500) {
        const times = trouble(url.host)
        const named = retryAfter(headerOf(answer, 'retry-after'), now())
        // A page that fails is no reason to leave the host alone; one that says so, or is too busy, is.
        if (named !== undefined || answer.status === 429 || answer.status === 503) {
          schedule.holdOff(url.host, named ?? backOff(times))
        }
      } else troubles.delete(url.host)
      return answer
    })
  }

  return {
    robots,
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

/** A site without a robots.txt allows all; one that cannot say what it allows is left alone for now. */
async function fetchRobots(origin: string): Promise<Robots> {
  const exchanges = await follow(`${origin}/robots.txt`, (url) =>
    exchange(url, { headers: { accept: 'text/plain,*/*;q=0.1' } }),
  ).catch((error: unknown) => {
    if (error instanceof SourceError && error.kind === 'redirects') return undefined
    throw error
  })
  if (exchanges === undefined) return allowAll
  const answer = lastOf(exchanges)
  if (answer.status === 200) return parseRobots(new TextDecoder().decode(await decompressed(answer)))
  if (answer.status === 429 || answer.status >= 500) {
    throw new SourceError('http-status', `${new URL(origin).host} answered ${answer.status} for its robots.txt`)
  }
  return allowAll
}
