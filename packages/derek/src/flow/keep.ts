import { canonicalOf } from '../article/canonical.js'
import type { Store } from '../store/store.js'
import type { Log } from '../telemetry/log.js'
import type { MessageOf, Stage } from './stage.js'
import { reading } from './streams.js'

/**
 * Keeps what was read in the store, with its place in a story, and notes what became of the address. Of two addresses
 * whose pages name the same canonical one, the first to come is kept.
 */
export function keep({
  store,
  say,
}: {
  readonly store: Pick<Store, 'save' | 'frontier'>
  readonly say: Log
}): Stage<MessageOf<typeof reading>> {
  const { frontier } = store
  return {
    name: 'keep',
    takes: reading,
    gives: [],
    // Those that are under way at once are saved together.
    atOnce: 16,
    async handle(message) {
      if (message.kind === 'unread') {
        return frontier.done(message.url, { outcome: 'unread', reason: message.reason })
      }
      const { url, page, record } = message
      if (url === undefined) return store.save(page, record)
      const first = await frontier.claim(canonicalOf(record, page.url ?? url), url)
      const { source = new URL(url).host } = page
      if (first !== url) {
        say(`${source}: ${url}: the same as ${first}`, { stage: 'save', source, url })
        return frontier.done(url, { outcome: 'same', reason: first })
      }
      await store.save(page, record)
      await frontier.done(url, { outcome: 'read', article: record.id })
      say(`${source}: ${record.id} ${record.title ?? url}`, { stage: 'save', source, url, article: record.id })
    },
  }
}
