import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleOf, happened, said } from '../../test/records.js'
import { read } from '../read.js'
import { faultsOf } from './faults.js'

const record = articleOf('a', undefined, {
  statements: [said('s1', { speaker: 'e1' })],
  events: [happened('v1', { actors: ['e1'] })],
})
const [statement] = record.statements
const pointersOf = (value: unknown) => faultsOf(value).map(({ pointer }) => pointer)

describe('the faults of a record', () => {
  it('are none where it was read', () => {
    const text = 'Көкшетауда жаңа кітапхана ашылды.\n«Оқыңыздар», – деді әкім Нұрлан Ахметов.'
    expect(faultsOf(read({ content: text, format: 'text' }))).toEqual([])
    expect(faultsOf(record)).toEqual([])
  })

  it('are what the schema says', () => {
    expect(pointersOf({ ...record, statements: [{ ...statement, act: 'sing' }] })).toEqual(['/statements/0/act'])
    expect(pointersOf(null)).toEqual([''])
  })

  it('are fields that no record has', () => {
    expect(pointersOf({ ...record, statements: [{ ...statement, adressee: 'e1' }] })).toEqual([
      '/statements/0/adressee',
    ])
  })

  it('are spans that are not exactly their slice', () => {
    const cued = (cue: object) => pointersOf({ ...record, statements: [{ ...statement, cue }] })
    expect(cued({ block: 'b1', start: 0, end: 4, text: 'әкім' })).toEqual(['/statements/0/cue/text'])
    expect(cued({ block: 'b1', start: 3, end: 5, text: 'м' })).toEqual(['/statements/0/cue'])
    expect(cued({ block: 'b2', start: 0, end: 4, text: 'Әкім' })).toEqual(['/statements/0/cue/block'])
  })

  it('are ids that are not there, or there twice', () => {
    expect(pointersOf({ ...record, events: [happened('v1', { actors: ['e1', 'e9'] })] })).toEqual([
      '/events/0/actors/1',
    ])
    expect(pointersOf({ ...record, statements: [statement, statement] })).toEqual(['/statements/1/id'])
  })

  it('are texts that no database keeps', () => {
    expect(pointersOf({ ...record, tags: ['\ud800', 'a\0'] })).toEqual(['/tags/0', '/tags/1'])
  })

  it('are found in anything', () => {
    fc.assert(fc.property(fc.anything(), (value) => faultsOf(value).length > 0))
  })
})
