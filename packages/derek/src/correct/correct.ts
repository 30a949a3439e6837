import { type Fault, faultsOf } from '../record/faults.js'
import type {
  ArticleRecord,
  AttributionLink,
  Entity,
  Event,
  Mention,
  PhotoCredit,
  Span,
  Statement,
  Time,
} from '../record/schema.js'
import { isTimeValue } from '../record/times/value.js'
import { placeOf } from './place.js'

type BlockKind = ArticleRecord['blocks'][number]['kind']

/** Some fields of an item: those that are not here stay as they are, one that is undefined goes. */
type Fields<Item> = { readonly [K in Exclude<keyof Item, 'id' | 'confidence'>]?: Item[K] | undefined }

/** What a person changes in a record; what has no id is known by its place. Ids, source, address and texts of the blocks are the article, and stay. */
export type Change =
  | { readonly kind: 'put-statement'; readonly statement: Statement }
  | { readonly kind: 'set-statement'; readonly id: string; readonly fields: Fields<Statement> }
  | { readonly kind: 'remove-statement'; readonly id: string }
  | { readonly kind: 'put-event'; readonly event: Event }
  | { readonly kind: 'set-event'; readonly id: string; readonly fields: Fields<Event> }
  | { readonly kind: 'remove-event'; readonly id: string }
  | { readonly kind: 'put-entity'; readonly entity: Entity }
  | { readonly kind: 'set-entity'; readonly id: string; readonly fields: Fields<Entity> }
  | { readonly kind: 'remove-entity'; readonly id: string }
  | { readonly kind: 'put-mention'; readonly entity: string; readonly mention: Mention }
  | { readonly kind: 'remove-mention'; readonly entity: string; readonly place: string }
  | { readonly kind: 'put-time'; readonly time: Time; readonly was?: string | undefined }
  | { readonly kind: 'remove-time'; readonly place: string }
  | { readonly kind: 'merge-entities'; readonly into: string; readonly from: string }
  | { readonly kind: 'split-entity'; readonly from: string; readonly mentions: readonly number[]; readonly to: Entity }
  | { readonly kind: 'set-attribution'; readonly chain: readonly AttributionLink[] }
  | { readonly kind: 'set-photo-credits'; readonly credits: readonly PhotoCredit[] }
  | { readonly kind: 'set-block-kind'; readonly block: string; readonly to: BlockKind }

export type Corrected =
  | { readonly kind: 'corrected'; readonly record: ArticleRecord }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/**
 * The record as a person has it, or why it cannot be so; the given record stays as it is. What is put takes the place of
 * what has its id, or comes last. What a person made is not in doubt: it loses its `confidence`.
 *
 * @example correct(record, { kind: 'merge-entities', into: 'e1', from: 'e2' })
 */
export function correct(record: ArticleRecord, change: Change): Corrected {
  const missing = missingIn(record, change)
  if (missing.length > 0) return { kind: 'refused', faults: missing }
  const changed = changedBy(record, change)
  const faults = [...faultsOf(changed), ...emptySpansOf(change), ...valueFaults(change)]
  return faults.length > 0 ? { kind: 'refused', faults } : { kind: 'corrected', record: changed }
}

function changedBy(record: ArticleRecord, change: Change): ArticleRecord {
  const { statements, events, entities, times } = record
  switch (change.kind) {
    case 'put-statement':
      return { ...record, statements: put(statements, withoutDoubt(change.statement)) }
    case 'set-statement':
      return {
        ...record,
        statements: set(statements, change.id, (one) => withoutDoubt(withFields(one, change.fields))),
      }
    case 'remove-statement':
      return { ...record, statements: without(statements, change.id) }
    case 'put-event':
      return { ...record, events: put(events, withoutDoubt(change.event)) }
    case 'set-event':
      return { ...record, events: set(events, change.id, (one) => withoutDoubt(withFields(one, change.fields))) }
    case 'remove-event':
      return { ...record, events: without(events, change.id) }
    case 'put-entity':
      return {
        ...record,
        entities: put(entities, { ...change.entity, mentions: change.entity.mentions.map(withoutDoubt) }),
      }
    case 'set-entity':
      return { ...record, entities: set(entities, change.id, (one) => withFields(one, change.fields)) }
    case 'put-mention': {
      const mention = withoutDoubt(change.mention)
      return {
        ...record,
        entities: set(entities, change.entity, (one) => ({
          ...one,
          mentions: inOrder(record, [...elsewhere(one.mentions, placeOf(mention)), mention]),
        })),
      }
    }
    case 'remove-mention':
      return {
        ...record,
        entities: set(entities, change.entity, (one) => ({ ...one, mentions: elsewhere(one.mentions, change.place) })),
      }
    case 'put-time': {
      const time = withoutDoubt(change.time)
      const others = elsewhere(elsewhere(times, change.was), placeOf(time))
      return { ...record, times: inOrder(record, [...others, time]) }
    }
    case 'remove-time':
      return { ...record, times: elsewhere(times, change.place) }
    case 'remove-entity':
      return renamed({ ...record, entities: without(entities, change.id) }, change.id, undefined)
    case 'merge-entities':
      return merged(record, change.into, change.from)
    case 'split-entity':
      return split(record, change.from, new Set(change.mentions), change.to)
    case 'set-attribution':
      return { ...record, attribution: { chain: change.chain } }
    case 'set-photo-credits':
      return { ...record, photoCredits: change.credits }
    case 'set-block-kind':
      return {
        ...record,
        blocks: record.blocks.map((block) => (block.id === change.block ? { ...block, kind: change.to } : block)),
      }
  }
}

function missingIn({ blocks, statements, events, entities, times }: ArticleRecord, change: Change): readonly Fault[] {
  const look = (layer: string, items: readonly { readonly id: string }[], id: string): readonly Fault[] =>
    items.some((item) => item.id === id) ? [] : [{ pointer: `/${layer}`, detail: `there is no "${id}"` }]
  const lookAt = (pointer: string, spans: readonly Span[], place: string): readonly Fault[] =>
    spans.some((span) => placeOf(span) === place) ? [] : [{ pointer, detail: `there is none at ${place}` }]
  switch (change.kind) {
    case 'set-statement':
    case 'remove-statement':
      return look('statements', statements, change.id)
    case 'set-event':
    case 'remove-event':
      return look('events', events, change.id)
    case 'set-entity':
    case 'remove-entity':
      return look('entities', entities, change.id)
    case 'put-mention':
      return look('entities', entities, change.entity)
    case 'remove-mention': {
      const mentions = entities.find(({ id }) => id === change.entity)?.mentions ?? []
      return lookAt('/entities', mentions, change.place)
    }
    case 'put-time':
      return change.was === undefined ? [] : lookAt('/times', times, change.was)
    case 'remove-time':
      return lookAt('/times', times, change.place)
    case 'merge-entities':
      if (change.into === change.from) return [{ pointer: '/entities', detail: 'it is one entity already' }]
      return [...look('entities', entities, change.into), ...look('entities', entities, change.from)]
    case 'split-entity': {
      const count = entities.find(({ id }) => id === change.from)?.mentions.length ?? 0
      const chosen = new Set(change.mentions.filter((index) => index < count)).size
      if (chosen > 0 && chosen < count) return look('entities', entities, change.from)
      return [{ pointer: '/entities', detail: `"${change.from}" has no such part: choose some mentions, and not all` }]
    }
    case 'set-block-kind':
      return look('blocks', blocks, change.block)
    default:
      return []
  }
}

/** Spans of a correction that have nothing in them: the schema lets them be, a person never means them. */
function emptySpansOf(change: Change): readonly Fault[] {
  return spansOf(change).flatMap((span) =>
    span !== undefined && span.start === span.end
      ? [{ pointer: `/blocks/${span.block}`, detail: 'the span is empty' }]
      : [],
  )
}

function spansOf(change: Change): readonly (Span | undefined)[] {
  switch (change.kind) {
    case 'put-statement':
      return [change.statement.cue, change.statement.content]
    case 'set-statement':
      return [change.fields.cue, change.fields.content]
    case 'put-event':
      return change.event.evidence
    case 'set-event':
      return change.fields.evidence ?? []
    case 'put-entity':
      return change.entity.mentions
    case 'put-mention':
      return [change.mention]
    case 'put-time':
      return [change.time]
    case 'set-attribution':
      return change.chain.map(({ span }) => span)
    case 'set-photo-credits':
      return change.credits.map(({ span }) => span)
    default:
      return []
  }
}

/** Times of a correction that are none. */
function valueFaults(change: Change): readonly Fault[] {
  const value = valueIn(change)
  return value === undefined || isTimeValue(value)
    ? []
    : [{ pointer: '/times', detail: `"${value}" is neither ISO 8601 nor EDTF: one looks like 2026-03-02` }]
}

function valueIn(change: Change): string | undefined {
  switch (change.kind) {
    case 'put-time':
      return change.time.value
    case 'put-statement':
      return change.statement.time
    case 'put-event':
      return change.event.time
    case 'set-statement':
    case 'set-event':
      return change.fields.time
    default:
      return undefined
  }
}

function put<Item extends { readonly id: string }>(items: readonly Item[], item: Item): readonly Item[] {
  return items.some(({ id }) => id === item.id)
    ? items.map((one) => (one.id === item.id ? item : one))
    : [...items, item]
}

const without = <Item extends { readonly id: string }>(items: readonly Item[], id: string): readonly Item[] =>
  items.filter((item) => item.id !== id)

const set = <Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  change: (item: Item) => Item,
): readonly Item[] => items.map((item) => (item.id === id ? change(item) : item))

const elsewhere = <Item extends Span>(items: readonly Item[], place: string | undefined): readonly Item[] =>
  items.filter((item) => placeOf(item) !== place)

/** As they stand in the article. */
function inOrder<Item extends Span>({ blocks }: ArticleRecord, items: readonly Item[]): readonly Item[] {
  const at = new Map(blocks.map(({ id }, index) => [id, index]))
  return items.toSorted((a, b) => (at.get(a.block) ?? 0) - (at.get(b.block) ?? 0) || a.start - b.start)
}

/** A field that is undefined goes when the record is kept, as JSON has none. */
const withFields = <Item extends object>(item: Item, fields: object): Item => ({ ...item, ...fields })

function withoutDoubt<Item extends { readonly confidence?: number | undefined }>({
  confidence: _,
  ...item
}: Item): Omit<Item, 'confidence'> {
  return item
}

/** Two entities as one: all that was said of the second is said of the first. */
function merged(record: ArticleRecord, into: string, from: string): ArticleRecord {
  const other = record.entities.find(({ id }) => id === from)
  if (other === undefined) return record
  const entities = without(record.entities, from).map((entity) => {
    if (entity.id !== into) return entity
    const aliases = [...new Set([...entity.aliases, other.name, ...other.aliases])].filter(
      (name) => name !== entity.name,
    )
    return { ...entity, aliases, mentions: unique([...entity.mentions, ...other.mentions]) }
  })
  return renamed({ ...record, entities }, from, into)
}

function unique(mentions: readonly Mention[]): readonly Mention[] {
  return [
    ...new Map(mentions.toReversed().map((one) => [`${one.block} ${one.start} ${one.end}`, one])).values(),
  ].reverse()
}

/** Some mentions of an entity as another; what is said of the first stays with it. */
function split(record: ArticleRecord, from: string, chosen: ReadonlySet<number>, to: Entity): ArticleRecord {
  const mentions = record.entities.find(({ id }) => id === from)?.mentions ?? []
  const entities = record.entities.map((entity) =>
    entity.id === from ? { ...entity, mentions: mentions.filter((_, i) => !chosen.has(i)) } : entity,
  )
  return { ...record, entities: [...entities, { ...to, mentions: mentions.filter((_, i) => chosen.has(i)) }] }
}

/** Refers to another entity wherever one was referred to; to none where there is no other. */
function renamed(record: ArticleRecord, from: string, to: string | undefined): ArticleRecord {
  const one = (id: string | undefined): string | undefined => (id === from ? to : id)
  const all = (ids: readonly string[]): readonly string[] => [...new Set(ids.flatMap((id) => one(id) ?? []))]
  const chain = record.attribution.chain.map(({ entity: was, ...link }) => {
    const entity = one(was)
    return { ...link, ...(entity === undefined ? {} : { entity }) }
  })
  const statements = record.statements.map(({ speaker: spoke, addressee: heard, about, ...statement }) => {
    const [speaker, addressee] = [one(spoke), one(heard)]
    return {
      ...statement,
      ...(speaker === undefined ? {} : { speaker }),
      ...(addressee === undefined ? {} : { addressee }),
      about: all(about),
    }
  })
  const events = record.events.map(({ actors, recipients, place: where, document: paper, ...event }) => {
    const [place, document] = [one(where), one(paper)]
    return {
      ...event,
      actors: all(actors),
      recipients: all(recipients),
      ...(place === undefined ? {} : { place }),
      ...(document === undefined ? {} : { document }),
    }
  })
  return { ...record, attribution: { chain }, statements, events }
}
