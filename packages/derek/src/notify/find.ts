import { acts, eventTypes } from '../record/schema.js'
import type { Asked, Item } from '../store/saved.js'
import type { Store } from '../store/store.js'

/** How much one look may find: what came in between two looks is less. */
const most = 100

/** What is found for a saved search by now, the newest. */
export async function findFor(store: Store, asked: Asked): Promise<readonly Item[]> {
  switch (asked.kind) {
    case 'articles': {
      const { kind: _, q, ...filters } = asked
      const { articles } = await store.search(q, { ...withoutNothing(filters), limit: most, sort: 'newest' })
      return articles.map(({ id, title, source, publishedAt, passages }) => ({
        article: id,
        title,
        source,
        text: passages[0]?.text ?? '',
        ...(publishedAt === undefined ? {} : { publishedAt }),
      }))
    }
    case 'statements': {
      const { statements } = await store.statements({
        limit: most,
        speaker: asked.speaker,
        addressee: asked.addressee,
        act: acts.find((act) => act === asked.act),
        from: asked.from,
      })
      return statements.map(({ article, id, title, source, text, speaker, day }) => ({
        article,
        claim: id,
        title,
        source,
        text,
        ...(speaker === undefined ? {} : { who: speaker.name }),
        ...(day === undefined ? {} : { publishedAt: day }),
      }))
    }
    case 'events': {
      const { events } = await store.events({
        limit: most,
        who: asked.who,
        with: asked.with,
        type: eventTypes.find((type) => type === asked.type),
        from: asked.from,
      })
      return events.map(({ article, id, title, source, text, actors, day }) => ({
        article,
        claim: id,
        title,
        source,
        text,
        ...(actors[0] === undefined ? {} : { who: actors.map(({ name }) => name).join(', ') }),
        ...(day === undefined ? {} : { publishedAt: day }),
      }))
    }
  }
}

function withoutNothing<T extends Record<string, string | undefined>>(given: T) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
