import type { ArticleRecord, Entity, Event, Statement } from '../src/record/schema.js'
import { openStore } from '../src/store/store.js'

const span = { block: 'b1', start: 0, end: 4, text: 'Әкім' }
const person = (id: string, name: string): Entity => ({ id, type: 'person', name, aliases: [], mentions: [] })

const aigul = person('e1', 'Айгүл Сапарова')
const daniar = person('e2', 'Данияр Жұмабек')
const school: Entity = { id: 'e3', type: 'organization', name: '№4_мектеп', aliases: [], mentions: [] }

/** A statement of a record made by hand; e1, e2 and e3 are the entities below. */
export const said = (id: string, claim: Partial<Statement>): Statement => ({
  id,
  kind: 'indirect',
  act: 'state',
  cue: span,
  about: [],
  polarity: 'positive',
  ...claim,
})

/** An event of a record made by hand. */
export const happened = (id: string, claim: Partial<Event>): Event => ({
  id,
  type: 'meet',
  actors: [],
  recipients: [],
  evidence: [span],
  ...claim,
})

/** A record made by hand, so that what is tested is not how well articles are read. The people are invented. */
export function articleOf(id: string, publishedAt: string | undefined, claims: Partial<ArticleRecord>): ArticleRecord {
  return {
    id,
    source: { id: 'tobyl', name: 'Тобыл', kind: 'unknown' },
    ...(publishedAt === undefined ? {} : { publishedAt }),
    title: id,
    authors: [],
    tags: [],
    language: 'kk',
    script: 'Cyrl',
    blocks: [{ id: 'b1', kind: 'lead', text: 'Әкім' }],
    attribution: { chain: [] },
    photoCredits: [],
    entities: [aigul, daniar, school],
    times: [],
    statements: [],
    events: [],
    ...claims,
  }
}

/** Makes a store with one article, `march`, of two statements and an event. */
export async function keepMarch(folder: string): Promise<void> {
  const store = await openStore({ folder })
  await store.save(
    { content: 'Әкім', format: 'text' },
    articleOf('march', '2026-03-01T09:00:00+05:00', {
      statements: [said('s1', { speaker: 'e1', addressee: 'e2', act: 'thank' }), said('s2', { speaker: 'e2' })],
      events: [happened('v1', { actors: ['e1'], recipients: ['e2'] })],
    }),
  )
  await store.close()
}
