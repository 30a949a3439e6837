import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packageFolder } from '../data/table.js'
import { read } from '../read.js'
import { faultsOf } from '../record/faults.js'
import { type ArticleRecord, acts, type Entity, eventTypes, polarities, type Span } from '../record/schema.js'
import { openFile } from '../source/open.js'
import { type Change, correct } from './correct.js'
import { placeOf } from './place.js'

const folder = join(packageFolder(), 'samples')
const records = await Promise.all(
  readdirSync(folder)
    .filter((file) => !file.endsWith('.tsv'))
    .map(async (file) => read({ ...(await openFile(join(folder, file))), source: 'sample' })),
)

/** Changes of every kind: of what is there, and of what is not. */
function changesOf(record: ArticleRecord): fc.Arbitrary<Change> {
  const idOf = (items: readonly { readonly id: string }[]) => fc.constantFrom('none', ...items.map(({ id }) => id))
  const placeIn = (spans: readonly Span[]) => fc.constantFrom('b0.0.0', ...spans.map(placeOf))
  const { constant } = fc
  const span: fc.Arbitrary<Span> = fc
    .tuple(fc.constantFrom(...record.blocks), fc.nat(), fc.nat(40))
    .map(([{ id, text }, at, length]) => {
      const start = at % (text.length + 1)
      const end = Math.min(text.length, start + length)
      return { block: id, start, end, text: text.slice(start, end) }
    })
  const entity = idOf(record.entities)
  const mention = span.map((one) => ({ ...one, kind: 'name' as const, lemma: one.text, confidence: 0.5 }))
  const made = fc
    .tuple(fc.oneof(entity, constant('new')), fc.array(mention, { maxLength: 2 }))
    .map(([id, mentions]): Entity => ({ id, type: 'person', name: 'Әсел', aliases: [], mentions }))
  const time = fc.constantFrom('2026-03-02', 'P2W', '2026-02-30', undefined)
  const statement = {
    speaker: fc.option(entity, { nil: undefined }),
    act: fc.constantFrom(...acts),
    polarity: fc.constantFrom(...polarities),
    cue: span,
    content: fc.option(span, { nil: undefined }),
    about: fc.array(entity, { maxLength: 3 }),
    time,
  }
  const event = {
    type: fc.constantFrom(...eventTypes),
    actors: fc.array(entity, { maxLength: 3 }),
    recipients: fc.array(entity, { maxLength: 3 }),
    place: fc.option(entity, { nil: undefined }),
    evidence: fc.array(span, { maxLength: 2 }),
    time,
  }
  const statementId = idOf(record.statements)
  const eventId = idOf(record.events)
  const partly = { requiredKeys: [] }
  const putTime = fc
    .tuple(span, fc.constantFrom('2026-03-02', 'кеше'), fc.option(placeIn(record.times), { nil: undefined }))
    .map(([one, value, was]): Change => ({ kind: 'put-time', time: { ...one, value, kind: 'date' }, was }))
  return fc.oneof(
    fc
      .tuple(statementId, fc.record(statement), fc.constantFrom('direct' as const, 'indirect' as const))
      .map(([id, fields, kind]): Change => ({ kind: 'put-statement', statement: { id, kind, ...fields } })),
    fc.record({ kind: constant('set-statement' as const), id: statementId, fields: fc.record(statement, partly) }),
    fc.record({ kind: constant('remove-statement' as const), id: statementId }),
    fc.tuple(eventId, fc.record(event)).map(([id, made]): Change => ({ kind: 'put-event', event: { id, ...made } })),
    fc.record({ kind: constant('set-event' as const), id: eventId, fields: fc.record(event, partly) }),
    fc.record({ kind: constant('remove-event' as const), id: eventId }),
    fc.record({ kind: constant('put-entity' as const), entity: made }),
    fc.record({
      kind: constant('set-entity' as const),
      id: entity,
      fields: fc.record({ name: fc.string(), aliases: fc.array(fc.string()) }, partly),
    }),
    fc.record({ kind: constant('remove-entity' as const), id: entity }),
    fc.record({ kind: constant('put-mention' as const), entity, mention }),
    fc.record({
      kind: constant('remove-mention' as const),
      entity,
      place: placeIn(record.entities.flatMap(({ mentions }) => mentions)),
    }),
    putTime,
    fc.record({ kind: constant('remove-time' as const), place: placeIn(record.times) }),
    fc.record({ kind: constant('merge-entities' as const), into: entity, from: entity }),
    fc.record({ kind: constant('split-entity' as const), from: entity, mentions: fc.array(fc.nat(4)), to: made }),
    fc
      .tuple(span, fc.string())
      .map(([one, name]): Change => ({ kind: 'set-attribution', chain: [{ name, role: 'relay', span: one }] })),
    fc
      .tuple(span, fc.string())
      .map(([one, name]): Change => ({ kind: 'set-photo-credits', credits: [{ name, span: one }] })),
    fc.record({
      kind: constant('set-block-kind' as const),
      block: idOf(record.blocks),
      to: fc.constantFrom('lead' as const, 'paragraph' as const),
    }),
  )
}

describe.each(records.map((record) => [record.title ?? record.id, record] as const))('%s', (_, record) => {
  it('stays right after any corrections, and as it was before them', () => {
    const before = JSON.stringify(record)
    fc.assert(
      fc.property(fc.array(changesOf(record), { maxLength: 6 }), (changes) => {
        const last = changes.reduce((made, change) => {
          const next = correct(made, change)
          return next.kind === 'corrected' ? next.record : made
        }, record)
        expect(faultsOf(JSON.parse(JSON.stringify(last)))).toEqual([])
        expect(JSON.stringify(record)).toBe(before)
      }),
      { numRuns: 40 },
    )
  })
})
