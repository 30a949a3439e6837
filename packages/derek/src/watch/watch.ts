import { setTimeout as sleep } from 'node:timers/promises'
import { SourceError } from '../source/error.js'
import type { Look } from '../store/operation.js'
import type { About, Log } from '../telemetry/log.js'
import type { Entry } from './journal.js'
import { isSince, lookAt, sitemapsSince } from './look.js'
import type { Collection } from './open.js'
import { backOff, retryAfter } from './schedule.js'
import { takes, type Watched } from './sources.js'
import { AnswerError, attemptLimit, type Item, isFinal, type Taken, validatorEntries } from './take.js'

export interface WatchOptions {
  /** Milliseconds between two looks at a feed. */
  readonly every: number
  /** What is older than so many milliseconds is not fetched when a source is first looked at. */
  readonly since: number
  /** Looks once at each source, takes what is there, and ends. */
  readonly once?: boolean
  readonly signal: AbortSignal
  /** What went well. */
  readonly say: Log
  /** What did not, a warning where nothing worse is said: each line names the source. */
  readonly complain: Log
  readonly onTaken?: (item: Item, taken: Taken) => void
  /** Told of each look at an address of a source, and what was wrong with it. */
  readonly onLook?: (look: Look) => Promise<void>
}

/** Whoever looks once waits no longer than this for a host that is to be left alone. */
export const patience = 30_000

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Watches sources until it is told to end: looks at their feeds, sitemaps and sections, and takes each article once. All
 * it knows is in the journal, so that it can be killed at any point and goes on with neither gap nor duplicate.
 */
export async function watch(
  sources: readonly Watched[],
  { journal, schedule, taker, visitor }: Pick<Collection, 'journal' | 'schedule' | 'taker' | 'visitor'>,
  { every, since, once = false, signal, say, complain, onTaken = () => {}, onLook = async () => {} }: WatchOptions,
): Promise<void> {
  const { state } = journal
  const ended = (): boolean => signal.aborted
  const pause = (milliseconds: number): Promise<void> =>
    sleep(Math.min(milliseconds, 2 ** 31 - 1), undefined, { signal }).catch(() => undefined)
  const workers = new Map<string, Promise<void>>()

  /** Takes one article; what fails is tried again later, or given up. */
  const takeOne = async (item: Item): Promise<void> => {
    const name = item.source ?? new URL(item.url).host
    const about: About = { stage: 'fetch', source: name, url: item.url }
    try {
      const taken = await taker.take(item)
      if (taken.outcome === 'unread') {
        complain(`${name}: ${item.url}: ${taken.error.message}`, { ...about, stage: 'read', error: taken.error })
      } else if (taken.outcome === 'read') {
        const { id, title = item.url } = taken.record
        say(`${name}: ${id} ${title}`, { ...about, stage: 'save', article: id })
      } else if (taken.outcome === 'disallowed') say(`${name}: ${item.url}: robots.txt asks not to fetch it`, about)
      else if (taken.outcome === 'same') say(`${name}: ${item.url}: the same as ${taken.as}`, about)
      onTaken(item, taken)
    } catch (error) {
      if (ended() || !(error instanceof SourceError)) throw error
      const attempts = (state.failed.get(item.url)?.attempts ?? 0) + 1
      const reason = error.message
      if (isFinal(error) || attempts >= attemptLimit) {
        complain(`${name}: ${item.url}: ${reason}; given up`, { ...about, error })
        await journal.append({ type: 'done', url: item.url, outcome: 'given-up', reason })
      } else {
        const asked = error instanceof AnswerError ? (retryAfter(error.retryAfter) ?? 0) : 0
        const until = Date.now() + Math.max(backOff(attempts), asked)
        complain(`${name}: ${item.url}: ${reason}; again at ${new Date(until).toISOString()}`, { ...about, error })
        await journal.append({ type: 'failed', url: item.url, attempts, until, reason })
      }
    }
  }

  /** Takes what waits for a host, one after another; there is one such worker a host. */
  const work = async (host: string): Promise<void> => {
    while (!ended()) {
      const mine = [...state.waiting.values()].filter(({ url }) => new URL(url).host === host)
      const due = mine.filter(({ url }) => (state.failed.get(url)?.until ?? 0) <= Date.now())
      if (due.length === 0) {
        if (once || mine.length === 0) {
          // At once, so that whoever finds the next article sees that there is none.
          workers.delete(host)
          return
        }
        const next = Math.min(...mine.map(({ url }) => state.failed.get(url)?.until ?? 0))
        await pause(Math.max(1000, Math.min(next - Date.now(), every)))
        continue
      }
      for (const item of due) {
        if (ended()) return
        if (once && schedule.wait(host) > patience) {
          complain(`${host} asks to be left alone: ${due.length} articles wait for another time`)
          workers.delete(host)
          return
        }
        await takeOne(item)
      }
    }
  }
  /** The store or the disk fails: there is no going on. */
  let fail: (error: unknown) => void = () => {}
  const failure = new Promise<never>((_, reject) => {
    fail = reject
  })
  const startWorkers = (): void => {
    for (const { url } of state.waiting.values()) {
      const { host } = new URL(url)
      if (workers.has(host)) continue
      const working = work(host)
        .catch((error: unknown) => {
          if (!ended()) fail(error)
        })
        .finally(() => {
          if (workers.get(host) === working) workers.delete(host)
        })
      workers.set(host, working)
    }
  }

  /** How long what was last seen at an address holds, as its Cache-Control says, in milliseconds. */
  const fresh = new Map<string, number>()

  /** Looks at one feed, sitemap or section; answers the sitemaps that it names. */
  const look = async (source: Watched, address: string): Promise<readonly string[]> => {
    const about: About = { stage: 'fetch', source: source.name, url: address }
    const looked = await lookAt(visitor, address)
    if (looked.kind === 'unchanged') return []
    if (looked.kind === 'disallowed') {
      complain(`${source.name}: robots.txt asks not to fetch ${looked.url}`, about)
      return []
    }
    const { listing, answer } = looked
    fresh.set(address, looked.fresh)
    for (const note of listing.notes) complain(`${source.name}: ${address}: ${note}`, about)
    const oldest = Date.now() - since
    const unknown = listing.items.filter(
      (item) => !state.done.has(item.url) && !state.waiting.has(item.url) && isSince(oldest, item, listing),
    )
    const wanted = unknown.filter(({ url }) => takes(source.rules, url))
    const found = wanted.map(({ url, title, publishedAt }): Entry => {
      return { type: 'found', url, source: source.name, title, publishedAt }
    })
    // Together, so that what has not changed is never taken for known before it is.
    await journal.append(...found, ...(listing.kind === 'sitemap-index' ? [] : validatorEntries(answer)))
    say(`${source.name}: ${address}: ${listing.items.length} items, ${found.length} of them new`, about)
    startWorkers()
    return sitemapsSince(oldest, listing)
  }

  const poll = async (source: Watched, address: string): Promise<void> => {
    for (let failures = 0; !ended(); ) {
      try {
        const seen = new Set([address])
        for (const sitemap of await look(source, address)) {
          if (ended() || seen.has(sitemap)) continue
          seen.add(sitemap)
          await look(source, sitemap)
        }
        failures = 0
        await onLook({ source: source.name, address })
      } catch (error) {
        if (ended()) return
        if (!(error instanceof SourceError)) throw error
        failures++
        await onLook({ source: source.name, address, fault: messageOf(error) })
        complain(`${source.name}: ${address}: ${messageOf(error)}`, {
          stage: 'fetch',
          source: source.name,
          url: address,
          error,
        })
      }
      if (once) return
      const wait = failures === 0 ? Math.max(every, fresh.get(address) ?? 0) : backOff(failures, every)
      await pause(wait * (1 + Math.random() / 4))
    }
  }

  const resumed = await taker.resume()
  if (resumed > 0) say(`read ${resumed} pages that were fetched before Derek was ended`)
  startWorkers()
  const polls = sources.flatMap((source) =>
    [...source.feeds, ...source.sitemaps, ...source.sections].map((address) => poll(source, address)),
  )
  const all = async (): Promise<void> => {
    await Promise.all(polls)
    while (workers.size > 0) await Promise.all(workers.values())
  }
  await Promise.race([all(), failure])
}
