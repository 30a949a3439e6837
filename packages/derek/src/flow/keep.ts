import { canonicalOf } from '../article/canonical.js'
import type { ArticleRecord } from '../record/schema.js'
import type { Page } from '../source/schema.js'
import type { Claim, Outcome } from '../store/frontier.js'
import type { Store } from '../store/store.js'
import type { Log } from '../telemetry/log.js'
import type { MessageOf, Stage } from './stage.js'
import { reading } from './streams.js'

type Keeping = Pick<Store, 'save' | 'frontier'>

/**
 * Keeps what was read in the store, with its place in a story, and notes what became of the address. Of two addresses
 * whose pages name the same canonical one, the first to come is kept.
 */
export function keep({ store, say }: { readonly store: Keeping; readonly say: Log }): Stage<MessageOf<typeof reading>> {
  return {
    name: 'keep',
    takes: reading,
    gives: [],
    // Those that are under way at once are saved together.
    atOnce: 16,
    async handle(message) {
      if (message.kind === 'unread') {
        return store.frontier.done(message.url, { outcome: 'unread', reason: message.reason })
      }
      const { url, page, record } = message
      if (url === undefined) return store.save(page, record)
      const first = await keepRecord(store, { url, page, record })
      const { source = new URL(url).host } = page
      if (first === url) {
        say(`${source}: ${record.id} ${record.title ?? url}`, { stage: 'save', source, url, article: record.id })
      } else say(`${source}: ${url}: the same as ${first}`, { stage: 'save', source, url })
    },
  }
}

/** What was read at an address. */
export interface ReadAt {
  readonly url: string
  readonly page: Page
  readonly record: ArticleRecord
}

/** Keeps an article, where no other address has it; answers the address that it is kept at. */
export async function keepRecord({ save, frontier }: Keeping, read: ReadAt): Promise<string> {
  const { url, page, record } = read
  const { canonical } = claimOf(read)
  const first = await frontier.claim(canonical, url)
  if (first === url) await save(page, record)
  await frontier.done(url, outcomeOf(read, first))
  return first
}

/** Of addresses whose pages name the same canonical one, the first to claim it has the article. */
export const claimOf = ({ url, page, record }: ReadAt): Claim => ({
  canonical: canonicalOf(record, page.url ?? url),
  url,
})

/** What became of an address whose article was claimed for `first`. */
export const outcomeOf = ({ url, record }: ReadAt, first: string): Outcome =>
  first === url ? { outcome: 'read', article: record.id } : { outcome: 'same', reason: first }
