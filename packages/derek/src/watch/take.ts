import { canonicalOf } from '../article/canonical.js'
import { read } from '../read.js'
import type { ArticleRecord } from '../record/schema.js'
import { SourceError } from '../source/error.js'
import { type Exchange, fetchedOf, headerOf } from '../source/fetch.js'
import { openFetched } from '../source/open.js'
import type { Page } from '../source/schema.js'
import type { Store } from '../store/store.js'
import { inStage } from '../telemetry/stages.js'
import type { Archive, Place } from './archive.js'
import type { Entry, Journal } from './journal.js'
import { type Visitor, validatorsOf } from './visit.js'

/** What is known of an article before it is fetched. */
export interface Item {
  readonly url: string
  readonly title?: string | undefined
  /** ISO 8601. */
  readonly publishedAt?: string | undefined
  /** The name or id of its source. */
  readonly source?: string | undefined
  /** When it changed last, ISO 8601, as sitemaps say. */
  readonly changedAt?: string | undefined
}

/** What became of one address. */
export type Taken =
  | { readonly outcome: 'read'; readonly record: ArticleRecord; readonly place: Place }
  /** It is the article of another address, which was read before. */
  | { readonly outcome: 'same'; readonly as: string; readonly place: Place }
  /** It was fetched, but no article can be read from it. */
  | { readonly outcome: 'unread'; readonly error: SourceError; readonly place: Place }
  | { readonly outcome: 'unchanged'; readonly article?: string }
  | { readonly outcome: 'disallowed'; readonly url: string }

export interface Taker {
  /** Fetches, keeps and reads what is at an address. Throws a SourceError where it cannot be fetched. */
  take(item: Item, options?: { readonly anew?: boolean }): Promise<Taken>
  /** Reads what a killed process kept and did not come to read, oldest first. */
  resume(): Promise<number>
}

export interface TakerOptions {
  readonly journal: Journal
  readonly archive: Archive
  readonly visitor: Visitor
  readonly store: Pick<Store, 'save'>
}

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
export const attemptLimit = 8

const passing = new Set([408, 425, 429])

/** Whether asking again would bring the same. */
export function isFinal(error: SourceError): boolean {
  if (error instanceof AnswerError) return error.status < 500 && !passing.has(error.status)
  return !['timeout', 'unreachable', 'http-status'].includes(error.kind)
}

type Answer = Pick<Exchange, 'url' | 'status' | 'headers' | 'payload'>

/**
 * Fetching and reading, in steps that each leave the data folder so that the next can be taken by another process:
 * the raw response goes into the archive, the journal says so, the article goes into the store, the journal says so.
 */
export function createTaker({ journal, archive, visitor, store }: TakerOptions): Taker {
  const { state } = journal

  const readAnswer = async (item: Item, answer: Answer, place: Place): Promise<Taken> => {
    const validators = validatorEntries(answer)
    try {
      const page = openFetched(await fetchedOf({ ...emptyExchange, ...answer }))
      const known = {
        ...page,
        ...(item.publishedAt === undefined ? {} : { publishedAt: item.publishedAt }),
        ...(item.source === undefined ? {} : { source: item.source }),
      }
      const record = await inStage('read', {}, () => readPage(known))
      const canonical = canonicalOf(record, answer.url)
      const first = state.canonical.get(canonical)
      if (first !== undefined && first !== item.url) {
        await journal.append({ type: 'done', url: item.url, outcome: 'same', canonical }, ...validators)
        return { outcome: 'same', as: first, place }
      }
      await store.save(page, record)
      const { id: article } = record
      await journal.append({ type: 'done', url: item.url, outcome: 'read', article, canonical }, ...validators)
      return { outcome: 'read', record, place }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      await journal.append({ type: 'done', url: item.url, outcome: 'unread', reason: error.message }, ...validators)
      return { outcome: 'unread', error, place }
    }
  }

  // Kept and read one after another, in the same order: which of two addresses an article is first read at, must not
  // depend on when a process was killed.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const mine = last.then(job)
    last = mine.catch(() => undefined)
    return mine
  }

  return {
    async take(item, { anew = false } = {}) {
      const visit = await visitor.visit(item.url, { anew })
      if (visit.kind === 'unchanged') {
        const before = state.done.get(item.url)
        if (before === undefined) await journal.append({ type: 'done', url: item.url, outcome: 'same' })
        return { outcome: 'unchanged', ...(before?.article === undefined ? {} : { article: before.article }) }
      }
      if (visit.kind === 'disallowed') {
        await journal.append({ type: 'done', url: item.url, outcome: 'disallowed' })
        return { outcome: 'disallowed', url: visit.url }
      }
      const { answer, exchanges } = visit
      if (answer.status !== 200) throw new AnswerError(answer.url, answer.status, headerOf(answer, 'retry-after'))
      return inTurn(async () => readAnswer(item, answer, await archive.keep(item.url, exchanges)))
    },
    async resume() {
      const kept = [...state.kept.values()]
      for (const place of kept) {
        const answer = await archive.answer(place).catch(() => undefined)
        const found = state.waiting.get(place.url)
        // Whoever took the archive file away has it fetched again.
        if (answer === undefined) state.kept.delete(place.url)
        else await readAnswer(found ?? { url: place.url }, answer, place)
      }
      return kept.length
    },
  }
}

/** Reads a page. A fault of Derek's own in one page must not keep it from the others, nor from starting again. */
export function readPage(page: Page): ArticleRecord {
  try {
    return read(page)
  } catch (error) {
    if (error instanceof SourceError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new SourceError('unreadable', `it cannot be read, by a fault of Derek (${reason})`, { cause: error })
  }
}

const emptyExchange: Exchange = {
  url: '',
  at: '',
  request: [],
  status: 0,
  statusText: '',
  headers: [],
  payload: new Uint8Array(),
}

/** What the journal is to know of them: nothing where there are none. */
export function validatorEntries(answer: Answer): readonly Entry[] {
  const validators = validatorsOf(answer)
  const { etag, modified } = validators
  return etag === undefined && modified === undefined ? [] : [{ type: 'validators', ...validators }]
}
