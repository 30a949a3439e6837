import type { ArticleRecord } from '../record/schema.js'
import { SourceError } from '../source/error.js'
import { type Exchange, fetchedOf, headerOf } from '../source/fetch.js'
import { openFetched } from '../source/open.js'
import type { Place } from '../store/responses.js'
import type { Store } from '../store/store.js'
import { inStage } from '../telemetry/stages.js'
import { readPage } from '../watch/readers.js'
import { longestPause } from '../watch/schedule.js'
import { validatorsOf } from '../watch/visit.js'
import type { RawArchive } from './archive.js'
import { AnswerError } from './fetch.js'
import { keepRecord } from './keep.js'
import { patience } from './once.js'
import { Later } from './stage.js'
import { visitorFor } from './turns.js'

/** What became of one address. */
export type Taken =
  | { readonly outcome: 'read'; readonly record: ArticleRecord; readonly place: Place }
  /** It is the article of another address, which was read before. */
  | { readonly outcome: 'same'; readonly as: string; readonly place: Place }
  /** It was fetched, but no article can be read from it. */
  | { readonly outcome: 'unread'; readonly error: SourceError; readonly place: Place }
  | { readonly outcome: 'unchanged'; readonly article?: string }
  | { readonly outcome: 'disallowed'; readonly url: string }

export interface TakeOptions {
  readonly store: Pick<Store, 'save' | 'frontier'>
  readonly archive: RawArchive
  /** Seconds between two requests to a host. */
  readonly pause: number
  /** Fetches what has not changed, too. */
  readonly anew?: boolean
}

/** Seconds after which whoever watches goes on with what was fetched here, where this process did not. */
const goneOnWithAfter = 60

/**
 * Takes what is at one address through all stages, one after another: fetches it in its host's turn, keeps the response,
 * reads it, keeps the article. Throws a SourceError where it cannot be fetched, and an Error where the host is to be left
 * alone.
 *
 * @example await take('https://example.kz/news/1', { store, archive, pause: 2 }) // { outcome: 'read', record: … }
 */
export async function take(url: string, { store, archive, pause, anew = false }: TakeOptions): Promise<Taken> {
  const { frontier } = store
  const { host } = new URL(url)
  const held = await frontier.heldFor(host)
  if (held > patience) throw leftAlone(held)
  await archive.ready()
  const before = await frontier.outcome(url)
  const visitor = visitorFor(frontier, pause, new AbortController().signal, longestPause * 2)
  // What never came to its end is asked for as if it were new.
  const visit = await visitor.visit(url, { anew: anew || before === undefined }).catch((error: unknown) => {
    throw error instanceof Later ? leftAlone(error.milliseconds) : error
  })
  if (visit.kind === 'unchanged') {
    return { outcome: 'unchanged', ...(before?.article === undefined ? {} : { article: before.article }) }
  }
  if (visit.kind === 'disallowed') {
    await frontier.done(url, { outcome: 'disallowed' })
    return { outcome: 'disallowed', url: visit.url }
  }
  const { answer, exchanges } = visit
  if (answer.status !== 200) throw new AnswerError(answer.url, answer.status, headerOf(answer, 'retry-after'))
  await frontier.wait({ url }, goneOnWithAfter)
  const place = await archive.keep(url, exchanges)
  const taken = await readAnswer(url, answer, place, store)
  await frontier.validated(validatorsOf(answer))
  return taken
}

async function readAnswer(url: string, answer: Exchange, place: Place, store: TakeOptions['store']): Promise<Taken> {
  try {
    const page = openFetched(await fetchedOf(answer))
    const record = await inStage('read', {}, () => readPage(page))
    const first = await keepRecord(store, { url, page, record })
    return first === url ? { outcome: 'read', record, place } : { outcome: 'same', as: first, place }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    await store.frontier.done(url, { outcome: 'unread', reason: error.message })
    return { outcome: 'unread', error, place }
  }
}

const leftAlone = (milliseconds: number): Error =>
  new Error(`not fetched: the host asks to be left alone for ${Math.ceil(milliseconds / 60_000)} minutes`)
