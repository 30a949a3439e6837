import fc from 'fast-check'
import { expect, it } from 'vitest'
import { faultsOf } from '../record/faults.js'
import type { ArticleRecord, Entity } from '../record/schema.js'
import { type Change, correct } from './correct.js'

// "Minister Asel Nurova said so to Daniyar": invented people.
const text = 'Министр Әсел Нұрова Даниярға солай деді.'
const at = (words: string) => {
  const start = text.indexOf(words)
  return { block: 'b1', start, end: start + words.length, text: words }
}
const entity = (id: string, ...words: readonly string[]): Entity => ({
  id,
  type: 'person',
  name: words[0] ?? id,
  aliases: [],
  mentions: words.map((word) => ({ ...at(word), kind: 'name', lemma: word })),
})
const said = { kind: 'indirect', act: 'state', polarity: 'positive', cue: at('деді') } as const
const record: ArticleRecord = {
  id: 'a',
  source: { id: 's', name: 'S', kind: 'unknown' },
  authors: [],
  tags: [],
  language: 'kk',
  script: 'Cyrl',
  blocks: [{ id: 'b1', kind: 'paragraph', text }],
  attribution: { chain: [{ name: 'Министр', role: 'origin', entity: 'e2', span: at('Министр') }] },
  photoCredits: [],
  entities: [entity('e1', 'Әсел Нұрова'), entity('e2', 'Министр', 'Әсел Нұрова'), entity('e3', 'Даниярға')],
  times: [],
  statements: [{ ...said, id: 's1', speaker: 'e2', addressee: 'e3', about: ['e1', 'e2'], confidence: 0.4 }],
  events: [{ id: 'v1', type: 'meet', actors: ['e1', 'e2'], recipients: ['e3'], place: 'e2', evidence: [at('деді')] }],
}

it('merges two entities wherever they are referred to, with no mention twice', () => {
  const made = correct(record, { kind: 'merge-entities', into: 'e1', from: 'e2' })
  expect(made).toMatchObject({
    record: {
      attribution: { chain: [{ entity: 'e1' }] },
      statements: [{ speaker: 'e1', about: ['e1'] }],
      events: [{ actors: ['e1'], place: 'e1' }],
    },
  })
  expect(made.kind === 'corrected' && made.record.entities[0]?.mentions).toHaveLength(2)
})

it('has no doubt of what a person made', () => {
  const [statement] = record.statements
  if (statement === undefined) throw new Error('no statement')
  const made = correct(record, { kind: 'put-statement', statement: { ...statement, act: 'promise' } })
  expect(made.kind === 'corrected' && made.record.statements[0]).not.toHaveProperty('confidence')
})

it('changes some fields and leaves the others, and takes away what is undefined', () => {
  const made = correct(record, { kind: 'set-statement', id: 's1', fields: { act: 'deny', addressee: undefined } })
  expect(made).toMatchObject({ record: { statements: [{ act: 'deny', speaker: 'e2', about: ['e1', 'e2'] }] } })
  expect(made.kind === 'corrected' && made.record.statements[0]?.addressee).toBeUndefined()
  expect(correct(record, { kind: 'set-event', id: 'v1', fields: { type: 'visit' } })).toMatchObject({
    record: { events: [{ type: 'visit', place: 'e2' }] },
  })
})

it('puts times and mentions in the order of the article, and a time that is moved in place of the earlier', () => {
  const time = { ...at('солай'), value: '2026-03-02', kind: 'date' } as const
  const put = correct(record, { kind: 'put-time', time })
  if (put.kind === 'refused') throw new Error('refused')
  const moved = { ...time, ...at('деді') }
  const was = `b1.${time.start}.${time.end}`
  expect(correct(put.record, { kind: 'put-time', time: moved, was })).toMatchObject({ record: { times: [moved] } })
  expect(correct(record, { kind: 'put-time', time: { ...time, value: 'кеше' } }).kind).toBe('refused')
  const mention = { ...at('Министр'), kind: 'title', lemma: 'министр', confidence: 0.5 } as const
  const named = correct(record, { kind: 'put-mention', entity: 'e1', mention })
  const [first] = named.kind === 'corrected' ? (named.record.entities[0]?.mentions ?? []) : []
  expect(first).toMatchObject(at('Министр'))
  expect(first).not.toHaveProperty('confidence')
})

it('refuses an empty span and what is not there', () => {
  const empty = { ...said, id: 's2', about: [], cue: { block: 'b1', start: 3, end: 3, text: '' } }
  expect(correct(record, { kind: 'put-statement', statement: empty }).kind).toBe('refused')
  expect(correct(record, { kind: 'remove-entity', id: 'e99' }).kind).toBe('refused')
})

it('sets the attribution, photo credits and the kind of a block', () => {
  const credits = [{ name: 'Әсел Нұрова', span: at('Әсел Нұрова') }]
  expect(correct(record, { kind: 'set-attribution', chain: [] })).toMatchObject({
    record: { attribution: { chain: [] } },
  })
  expect(correct(record, { kind: 'set-photo-credits', credits })).toMatchObject({ record: { photoCredits: credits } })
  expect(correct(record, { kind: 'set-block-kind', block: 'b1', to: 'lead' })).toMatchObject({
    record: { blocks: [{ kind: 'lead', text }] },
  })
  expect(correct(record, { kind: 'set-block-kind', block: 'b9', to: 'lead' }).kind).toBe('refused')
})

it('leaves a right record after any corrections, and the earlier one untouched', () => {
  const id = fc.constantFrom('e1', 'e2', 'e3', 'e4', 's1', 'v1')
  const one: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ kind: fc.constantFrom('remove-statement', 'remove-event', 'remove-entity'), id }),
    fc.record({ kind: fc.constant('merge-entities'), into: id, from: id }),
    fc.record({
      kind: fc.constant('split-entity'),
      from: id,
      mentions: fc.array(fc.nat(2)),
      to: fc.constant(entity('e4')),
    }),
    fc.record({
      kind: fc.constant('put-statement'),
      statement: fc.record({ speaker: id }).map(({ speaker }) => ({ ...said, id: 's1', speaker, about: [] })),
    }),
  )
  const before = JSON.stringify(record)
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (corrections) => {
      const last = corrections.reduce((made, correction) => {
        const next = correct(made, correction)
        return next.kind === 'corrected' ? next.record : made
      }, record)
      expect(faultsOf(last)).toEqual([])
      expect(JSON.stringify(record)).toBe(before)
    }),
  )
})
