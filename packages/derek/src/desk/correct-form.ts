import { blockKinds } from '../article/schema.js'
import type { Change } from '../correct/correct.js'
import { findSpan, placeOf, wordsOf } from '../correct/place.js'
import {
  type ArticleRecord,
  type AttributionLink,
  acts,
  attributionRoles,
  type Entity,
  entityTypes,
  eventTypes,
  mentionKinds,
  type PhotoCredit,
  polarities,
  type Span,
  statementKinds,
  timeKinds,
} from '../record/schema.js'
import { isTimeValue } from '../record/times/value.js'

/** What a form of the page of corrections is of; `mentions` are those of an entity that are chosen. */
export const layers = [
  'statement',
  'event',
  'entity',
  'mention',
  'mentions',
  'merge',
  'time',
  'link',
  'credit',
  'block',
] as const
export type Layer = (typeof layers)[number]

export type FieldName =
  | 'speaker'
  | 'act'
  | 'addressee'
  | 'content'
  | 'cue'
  | 'kind'
  | 'polarity'
  | 'about'
  | 'time'
  | 'type'
  | 'actors'
  | 'recipients'
  | 'place'
  | 'document'
  | 'evidence'
  | 'name'
  | 'aliases'
  | 'span'
  | 'lemma'
  | 'value'
  | 'role'
  | 'entity'
  | 'into'
  | 'chosen'

export type Control = 'line' | 'lines' | 'choice' | 'entity' | 'entities' | 'spans' | 'mentions'

export interface Field {
  readonly name: FieldName
  readonly control: Control
}

const field = (name: FieldName, control: Control): Field => ({ name, control })

/** The fields of each form, in the order in which they are shown. */
export const fieldsOf: { readonly [L in Layer]: readonly Field[] } = {
  statement: [
    field('speaker', 'entity'),
    field('act', 'choice'),
    field('addressee', 'entity'),
    field('content', 'spans'),
    field('cue', 'spans'),
    field('kind', 'choice'),
    field('polarity', 'choice'),
    field('about', 'entities'),
    field('time', 'line'),
  ],
  event: [
    field('type', 'choice'),
    field('actors', 'entities'),
    field('recipients', 'entities'),
    field('place', 'entity'),
    field('document', 'entity'),
    field('time', 'line'),
    field('evidence', 'spans'),
  ],
  entity: [field('type', 'choice'), field('name', 'line'), field('aliases', 'lines')],
  mention: [field('span', 'spans'), field('kind', 'choice'), field('lemma', 'line')],
  mentions: [field('chosen', 'mentions'), field('name', 'line')],
  merge: [field('into', 'entity')],
  time: [field('span', 'spans'), field('value', 'line'), field('kind', 'choice')],
  link: [field('name', 'line'), field('role', 'choice'), field('entity', 'entity'), field('span', 'spans')],
  credit: [field('name', 'line'), field('span', 'spans')],
  block: [field('kind', 'choice')],
}

/** What stands in the fields of a form, by the names that they are sent by. */
export type Typed = Readonly<Record<string, readonly string[]>>

/** The three fields of a span. */
export const spanParts = (name: FieldName) => [`${name}-block`, `${name}-text`, `${name}-nth`] as const

/** The names by which the fields of a form are sent. */
export const namesOf = (layer: Layer): readonly string[] =>
  fieldsOf[layer].flatMap(({ name, control }) => (control === 'spans' ? spanParts(name) : [name]))

/** What the fields of an item have before anybody types; nothing where there is no such item. */
export function typedOf(record: ArticleRecord, layer: Layer, item: string): Typed | undefined {
  const spans = (name: FieldName, given: readonly (Span | undefined)[]): Typed => {
    const words = given.flatMap((span) => (span === undefined ? [] : [wordsOf(record, span)]))
    const [block, text, nth] = spanParts(name)
    return {
      [block]: words.map((one) => one.block),
      [text]: words.map((one) => one.text),
      [nth]: words.map((one) => String(one.nth ?? '')),
    }
  }
  const one = (value: string | undefined): readonly string[] => [value ?? '']
  switch (layer) {
    case 'statement': {
      const found = record.statements.find(({ id }) => id === item)
      if (found === undefined) return undefined
      const { speaker, act, addressee, content, cue, kind, polarity, about, time } = found
      return {
        speaker: one(speaker),
        act: [act],
        addressee: one(addressee),
        ...spans('content', [content]),
        ...spans('cue', [cue]),
        kind: [kind],
        polarity: [polarity],
        about,
        time: one(time),
      }
    }
    case 'event': {
      const found = record.events.find(({ id }) => id === item)
      if (found === undefined) return undefined
      const { type, actors, recipients, place, document, time, evidence } = found
      return {
        type: [type],
        actors,
        recipients,
        place: one(place),
        document: one(document),
        time: one(time),
        ...spans('evidence', evidence),
      }
    }
    case 'entity': {
      const found = record.entities.find(({ id }) => id === item)
      return found && { type: [found.type], name: [found.name], aliases: [found.aliases.join('\n')] }
    }
    case 'mention':
    case 'mentions':
    case 'merge':
      return record.entities.some(({ id }) => id === item) ? {} : undefined
    case 'time': {
      const found = record.times.find((time) => placeOf(time) === item)
      return found && { ...spans('span', [found]), value: [found.value], kind: [found.kind] }
    }
    case 'link': {
      const found = record.attribution.chain.find(({ span }) => placeOf(span) === item)
      return (
        found && {
          name: [found.name],
          role: [found.role],
          entity: one(found.entity),
          ...spans('span', [found.span]),
        }
      )
    }
    case 'credit': {
      const found = record.photoCredits.find(({ span }) => placeOf(span) === item)
      return found && { name: [found.name], ...spans('span', [found.span]) }
    }
    case 'block': {
      const found = record.blocks.find(({ id }) => id === item)
      return found && { kind: [found.kind] }
    }
  }
}

/** What keeps a form from being a change. */
export type FormFault =
  | { readonly kind: 'absent'; readonly text: string }
  | { readonly kind: 'many'; readonly text: string; readonly count: number }
  | { readonly kind: 'needed'; readonly field: FieldName }
  | { readonly kind: 'no-time'; readonly value: string }
  | { readonly kind: 'gone' }

export interface Asked {
  readonly changes: readonly Change[]
  /** The item that is looked at when they are made; nothing where it is gone. */
  readonly item?: string
}

export interface Sent {
  readonly layer: Layer
  /** What it is of; empty where it is new. */
  readonly item: string
  readonly isRemoval: boolean
  readonly typed: Typed
}

class Wrong extends Error {
  override readonly name = 'Wrong'
  constructor(readonly fault: FormFault) {
    super(fault.kind)
  }
}

/**
 * The changes that a form asks for: the fields that are not as in `base`, which its writer saw, made to `record`, which
 * others may have corrected since.
 */
export function askedOf(sent: Sent, base: ArticleRecord, record: ArticleRecord): Asked | FormFault {
  try {
    return changesOf(sent, base, record)
  } catch (error) {
    if (error instanceof Wrong) return error.fault
    throw error
  }
}

function changesOf({ layer, item, isRemoval, typed }: Sent, base: ArticleRecord, record: ArticleRecord): Asked {
  const { optional, list, line, choice, spans, span, time } = readerOf(typed, record)
  const isNew = item === ''
  switch (layer) {
    case 'statement': {
      if (isRemoval) return { changes: [{ kind: 'remove-statement', id: item }] }
      const was = base.statements.find(({ id }) => id === item)
      const made = {
        speaker: optional('speaker'),
        act: choice('act', acts),
        addressee: optional('addressee'),
        content: spans('content')[0],
        cue: span('cue'),
        kind: choice('kind', statementKinds),
        polarity: choice('polarity', polarities),
        about: list('about', was?.about),
        time: time(),
      }
      if (was !== undefined) {
        return { changes: [{ kind: 'set-statement', id: item, fields: differing(made, was) }], item }
      }
      if (!isNew) throw new Wrong({ kind: 'gone' })
      const id = freeId(record.statements, 's')
      return { changes: [{ kind: 'put-statement', statement: { id, ...made } }], item: id }
    }
    case 'event': {
      if (isRemoval) return { changes: [{ kind: 'remove-event', id: item }] }
      const was = base.events.find(({ id }) => id === item)
      const made = {
        type: choice('type', eventTypes),
        actors: list('actors', was?.actors),
        recipients: list('recipients', was?.recipients),
        place: optional('place'),
        document: optional('document'),
        time: time(),
        evidence: spans('evidence'),
      }
      if (made.evidence.length === 0) throw new Wrong({ kind: 'needed', field: 'evidence' })
      if (was !== undefined) {
        return { changes: [{ kind: 'set-event', id: item, fields: differing(made, was) }], item }
      }
      if (!isNew) throw new Wrong({ kind: 'gone' })
      const id = freeId(record.events, 'v')
      return { changes: [{ kind: 'put-event', event: { id, ...made } }], item: id }
    }
    case 'entity': {
      if (isRemoval) return { changes: [{ kind: 'remove-entity', id: item }] }
      const was = base.entities.find(({ id }) => id === item)
      const aliases = (typed.aliases?.[0] ?? '').split('\n').map((alias) => alias.trim())
      const made = {
        type: choice('type', entityTypes),
        name: line('name'),
        aliases: aliases.filter((alias) => alias !== ''),
      }
      if (was !== undefined) return { changes: [{ kind: 'set-entity', id: item, fields: differing(made, was) }], item }
      if (!isNew) throw new Wrong({ kind: 'gone' })
      const id = freeId(record.entities, 'e')
      return { changes: [{ kind: 'put-entity', entity: { id, ...made, mentions: [] } }], item: id }
    }
    case 'mention': {
      const found = span('span')
      const mention = { ...found, kind: choice('kind', mentionKinds), lemma: optional('lemma') ?? found.text }
      return { changes: [{ kind: 'put-mention', entity: item, mention }], item }
    }
    case 'mentions': {
      const chosen = typed.chosen ?? []
      if (chosen.length === 0) throw new Wrong({ kind: 'needed', field: 'chosen' })
      if (isRemoval) {
        return { changes: chosen.map((place) => ({ kind: 'remove-mention', entity: item, place })), item }
      }
      const from = record.entities.find(({ id }) => id === item)
      if (from === undefined) throw new Wrong({ kind: 'gone' })
      const mentions = from.mentions.flatMap((one, index) => (chosen.includes(placeOf(one)) ? [index] : []))
      const id = freeId(record.entities, 'e')
      const to: Entity = { id, type: from.type, name: line('name'), aliases: [], mentions: [] }
      return { changes: [{ kind: 'split-entity', from: item, mentions, to }], item: id }
    }
    case 'merge': {
      const into = line('into')
      return { changes: [{ kind: 'merge-entities', into, from: item }], item: into }
    }
    case 'time': {
      if (isRemoval) return { changes: [{ kind: 'remove-time', place: item }] }
      const made = { ...span('span'), value: line('value'), kind: choice('kind', timeKinds) }
      if (!isTimeValue(made.value)) throw new Wrong({ kind: 'no-time', value: made.value })
      const was = isNew ? undefined : item
      return { changes: [{ kind: 'put-time', time: made, was }], item: placeOf(made) }
    }
    case 'link': {
      const { chain } = record.attribution
      const at = isNew ? chain.length : chain.findIndex((link) => placeOf(link.span) === item)
      if (at === -1) throw new Wrong({ kind: 'gone' })
      if (isRemoval) return { changes: [{ kind: 'set-attribution', chain: chain.toSpliced(at, 1) }] }
      const entity = optional('entity')
      const made: AttributionLink = {
        name: line('name'),
        role: choice('role', attributionRoles),
        ...(entity === undefined ? {} : { entity }),
        span: span('span'),
      }
      return { changes: [{ kind: 'set-attribution', chain: chain.toSpliced(at, 1, made) }], item: placeOf(made.span) }
    }
    case 'credit': {
      const { photoCredits } = record
      const at = isNew ? photoCredits.length : photoCredits.findIndex((credit) => placeOf(credit.span) === item)
      if (at === -1) throw new Wrong({ kind: 'gone' })
      if (isRemoval) return { changes: [{ kind: 'set-photo-credits', credits: photoCredits.toSpliced(at, 1) }] }
      const made: PhotoCredit = { name: line('name'), span: span('span') }
      const credits = photoCredits.toSpliced(at, 1, made)
      return { changes: [{ kind: 'set-photo-credits', credits }], item: placeOf(made.span) }
    }
    case 'block': {
      if (isRemoval || isNew) throw new Wrong({ kind: 'gone' })
      return { changes: [{ kind: 'set-block-kind', block: item, to: choice('kind', blockKinds) }], item }
    }
  }
}

/** Reads the fields of a form; throws where one of them is wrong. */
function readerOf(typed: Typed, record: ArticleRecord) {
  const optional = (name: FieldName): string | undefined => {
    const value = (typed[name]?.[0] ?? '').trim()
    return value === '' ? undefined : value
  }
  const line = (name: FieldName): string => {
    const value = optional(name)
    if (value === undefined) throw new Wrong({ kind: 'needed', field: name })
    return value
  }
  const choice = <Value extends string>(name: FieldName, values: readonly Value[]): Value => {
    const value = values.find((one) => one === typed[name]?.[0])
    if (value === undefined) throw new Wrong({ kind: 'needed', field: name })
    return value
  }
  /** Browsers send what is chosen in the order of the list: what was there before keeps its order. */
  const list = (name: FieldName, was: readonly string[] = []): readonly string[] => {
    const chosen = (typed[name] ?? []).filter((id) => id !== '')
    return [...was.filter((id) => chosen.includes(id)), ...chosen.filter((id) => !was.includes(id))]
  }
  const spans = (name: FieldName): readonly Span[] => {
    const [blocks = [], texts = [], numbers = []] = spanParts(name).map((part) => typed[part])
    return texts.flatMap((text, i) => {
      if (text.trim() === '') return []
      const nth = /^[1-9]\d{0,5}$/u.test(numbers[i] ?? '') ? Number(numbers[i]) : undefined
      const words = { block: blocks[i] ?? '', text: text.replaceAll('\r\n', '\n'), nth }
      const exact = findSpan(record, words)
      // What is pasted often brings spaces around it.
      const found = exact.kind === 'absent' ? findSpan(record, { ...words, text: words.text.trim() }) : exact
      if (found.kind !== 'found') throw new Wrong({ ...found, text })
      return [found.span]
    })
  }
  const span = (name: FieldName): Span => {
    const [first] = spans(name)
    if (first === undefined) throw new Wrong({ kind: 'needed', field: name })
    return first
  }
  const time = (): string | undefined => {
    const value = optional('time')
    if (value !== undefined && !isTimeValue(value)) throw new Wrong({ kind: 'no-time', value })
    return value
  }
  return { optional, line, choice, list, spans, span, time }
}

/** The fields that are not as they were. */
function differing<Fields extends object>(
  made: Fields,
  was: { readonly [K in keyof Fields]?: unknown },
): Partial<Fields> {
  const changed: Partial<Fields> = { ...made }
  for (const name in made) {
    if (JSON.stringify(made[name]) === JSON.stringify(was[name])) delete changed[name]
  }
  return changed
}

function freeId(items: readonly { readonly id: string }[], letter: string): string {
  const numbers = items.map(({ id }) => (id.startsWith(letter) ? Number(id.slice(1)) : 0)).filter(Number.isSafeInteger)
  return `${letter}${Math.max(0, ...numbers) + 1}`
}
