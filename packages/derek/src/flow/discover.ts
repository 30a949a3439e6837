import { SourceError } from '../source/error.js'
import type { Frontier } from '../store/frontier.js'
import type { Operation } from '../store/operation.js'
import type { About, Log } from '../telemetry/log.js'
import { isSince, lookAt, sitemapsSince } from '../watch/look.js'
import { backOff } from '../watch/schedule.js'
import { takes, type Watched } from '../watch/sources.js'
import { validatorsOf } from '../watch/visit.js'
import type { MessageOf, Stage, Tools } from './stage.js'
import { look } from './streams.js'
import { visitorFor } from './turns.js'

export interface DiscoverOptions {
  readonly frontier: Frontier
  readonly operation: Pick<Operation, 'looked'>
  readonly sources: readonly Watched[]
  /** Seconds between two looks at a feed. */
  readonly every: number
  /** Seconds between two requests to a host. */
  readonly pause: number
  /** What is older than so many seconds is not taken. */
  readonly since: number
  readonly say: Log
}

/** Looks at feeds, sitemaps and sections, and notes the addresses that were not found before: the clock gives them. */
export function discover({
  frontier,
  operation,
  sources,
  every,
  pause,
  since,
  say,
}: DiscoverOptions): Stage<MessageOf<typeof look>> {
  /** Looks at one address; answers the sitemaps it names, and how long it holds, in milliseconds. */
  const lookOnce = async (source: Watched, address: string, tools: Tools) => {
    const about: About = { stage: 'fetch', source: source.name, url: address }
    const looked = await lookAt(visitorFor(frontier, pause, tools.signal), address)
    if (looked.kind === 'disallowed') {
      say(`${source.name}: robots.txt asks not to fetch ${looked.url}`, { ...about, level: 'warn' })
    }
    if (looked.kind !== 'listed') return { sitemaps: [], fresh: 0 }
    const { listing, answer, fresh } = looked
    for (const note of listing.notes) say(`${source.name}: ${address}: ${note}`, { ...about, level: 'warn' })
    const oldest = (await frontier.now()) - since * 1000
    const wanted = listing.items.filter((item) => isSince(oldest, item, listing) && takes(source.rules, item.url))
    const unknown = await frontier.unknown(wanted.map(({ url }) => url))
    const items = wanted.flatMap(({ url, title, publishedAt }) =>
      unknown.has(url) ? [{ url, title, publishedAt, source: source.name }] : [],
    )
    await frontier.found(items, listing.kind === 'sitemap-index' ? undefined : validatorsOf(answer))
    say(`${source.name}: ${address}: ${listing.items.length} items, ${items.length} of them new`, about)
    return { sitemaps: sitemapsSince(oldest, listing), fresh }
  }

  return {
    name: 'discover',
    takes: look,
    gives: [],
    atOnce: 4,
    async handle({ source: name, address }, tools) {
      const source = sources.find((one) => one.name === name)
      if (source === undefined) return
      try {
        const { sitemaps, fresh } = await lookOnce(source, address, tools)
        for (const sitemap of new Set(sitemaps)) if (sitemap !== address) await lookOnce(source, sitemap, tools)
        await frontier.lookDone(address)
        await operation.looked({ source: name, address })
        if (fresh > every * 1000) await frontier.lookIn(address, fresh / 1000)
      } catch (error) {
        if (!(error instanceof SourceError)) throw error
        say(`${name}: ${address}: ${error.message}`, {
          level: 'warn',
          stage: 'fetch',
          source: name,
          url: address,
          error,
        })
        await operation.looked({ source: name, address, fault: error.message })
        await frontier.lookIn(address, backOff(await frontier.lookFailed(address), every * 1000) / 1000)
      }
    },
  }
}
