import { canonicalOf } from '../article/canonical.js'
import type { ArticleRecord } from '../record/schema.js'
import type { Page } from '../source/schema.js'
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
interface Read {
  readonly url: string
  readonly page: Page
  readonly record: ArticleRecord
}

/** Keeps an article, where no other address has it; answers the address that it is kept at. */
export async function keepRecord(store: Keeping, read: Read): Promise<string> {
  const first = await claim(store, read)
  await keepClaimed(store, read, first)
  return first
}

/** Claims an article for the address that it was read at; answers the one that has claimed it first. */
export const claim = ({ frontier }: Keeping, { url, page, record }: Read): Promise<string> =>
  frontier.claim(canonicalOf(record, page.url ?? url), url)

/** Keeps an article at the address that has claimed it, and notes what became of the one that it was read at. */
export async function keepClaimed(
  { save, frontier }: Keeping,
  { url, page, record }: Read,
  first: string,
): Promise<void> {
  if (first !== url) return frontier.done(url, { outcome: 'same', reason: first })
  await save(page, record)
  await frontier.done(url, { outcome: 'read', article: record.id })
}
