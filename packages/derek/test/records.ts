import type { ArticleRecord, Entity, Event, Statement } from '../src/record/schema.js'

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
