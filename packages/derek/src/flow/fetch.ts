import { SourceError } from '../source/error.js'
import { fetchedOf, headerOf } from '../source/fetch.js'
import { openFetched } from '../source/open.js'
import { type Found, type Frontier, turnsAhead } from '../store/frontier.js'
import type { About, Log } from '../telemetry/log.js'
import type { Answer } from '../watch/reading.js'
import { backOff } from '../watch/schedule.js'
import { validatorsOf } from '../watch/visit.js'
import type { RawArchive } from './archive.js'
import { TooLargeError } from './bus.js'
import { Later, type MessageOf, type Stage } from './stage.js'
import { found, page } from './streams.js'
import { visitorFor } from './turns.js'

/** The host answered, but not with the page. */
export class AnswerError extends SourceError {
  constructor(
    url: string,
    readonly status: number,
    readonly retryAfter?: string,
  ) {
    super(
      'http-status',
      `${new URL(url).host} answered ${status}${retryAfter === undefined ? '' : `, and asks to wait (Retry-After: ${retryAfter})`}`,
    )
  }
}

/** What could not be fetched so many times is given up. */
const attemptLimit = 8

const passing = new Set([408, 425, 429])

/** Whether asking again would bring the same. */
function isFinal(error: SourceError): boolean {
  if (error instanceof AnswerError) return error.status < 500 && !passing.has(error.status)
  return !['timeout', 'unreachable', 'http-status'].includes(error.kind)
}

export interface FetchOptions {
  readonly frontier: Frontier
  /** Seconds between two requests to a host. */
  readonly pause: number
  /** Keeps what went over the wire, before anything is made of it. */
  readonly archive?: RawArchive
  readonly say: Log
}

/**
 * Fetches an address in its host's turn, as robots.txt allows, and gives its page. What fails, and what has its turn later
 * than messages wait for one, waits in the database.
 */
export function fetchPages({ frontier, pause, archive, say }: FetchOptions): Stage<MessageOf<typeof found>> {
  const tell = ({ url, source = new URL(url).host }: Found, message: string, about: About = {}): void =>
    say(`${source}: ${url}: ${message}`, { stage: 'fetch', source, url, ...about })

  /** What came over the wire, now or before the process was ended; nothing where that settles the address already, or it waits. */
  const fetchOne = async (item: Found, signal: AbortSignal): Promise<Answer | undefined> => {
    const { url } = item
    const kept = await archive?.kept(url)
    if (kept !== undefined) return kept
    await archive?.ready()
    try {
      const visit = await visitorFor(frontier, pause, signal).visit(url, { anew: true })
      if (visit.kind !== 'answered') {
        tell(item, 'robots.txt asks not to fetch it')
        await frontier.done(url, { outcome: 'disallowed' })
        return undefined
      }
      const { answer, exchanges } = visit
      if (answer.status !== 200) throw new AnswerError(answer.url, answer.status, headerOf(answer, 'retry-after'))
      await archive?.keep(url, exchanges)
      await frontier.validated(validatorsOf(answer))
      return answer
    } catch (error) {
      if (error instanceof Later && error.milliseconds > turnsAhead * 1000) {
        await frontier.wait(item, 0)
        return undefined
      }
      if (!(error instanceof SourceError)) throw error
      const attempts = await frontier.failed(item, error.message)
      if (!isFinal(error) && attempts < attemptLimit) {
        tell(item, `${error.message}; to be tried again`, { level: 'warn', error })
        await frontier.wait(item, backOff(attempts) / 1000)
        return undefined
      }
      tell(item, `${error.message}; given up`, { level: 'warn', error })
      await frontier.done(url, { outcome: 'given-up', reason: error.message })
      return undefined
    }
  }

  return {
    name: 'fetch',
    takes: found,
    gives: [page.name],
    atOnce: 16,
    async handle(item, { give, signal }) {
      const { url, source, publishedAt } = item
      if ((await frontier.outcome(url)) !== undefined) return
      const answer = await fetchOne(item, signal)
      if (answer === undefined) return
      try {
        const opened = openFetched(await fetchedOf(answer))
        const stated = {
          ...(publishedAt === undefined ? {} : { publishedAt }),
          ...(source === undefined ? {} : { source }),
        }
        await give(page, { url, page: { ...opened, ...stated } })
      } catch (error) {
        if (!(error instanceof SourceError) && !(error instanceof TooLargeError)) throw error
        tell(item, error.message, { level: 'warn', error })
        await frontier.done(url, { outcome: 'unread', reason: error.message })
      }
    },
  }
}
