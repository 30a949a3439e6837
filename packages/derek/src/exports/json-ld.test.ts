import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wildRecord } from '../../test/exported.js'
import { articleOf, happened, said } from '../../test/records.js'
import { jsonLdOf, scriptJson } from './json-ld.js'

const base = 'https://derek.example'
const span = { block: 'b1', start: 0, end: 4, text: 'Әкім' }
const record = articleOf('march', '2026-03-01T09:00:00+05:00', {
  url: 'https://tobyl.example/march',
  source: { id: 'tobyl', name: 'Тобыл', kind: 'portal' },
  attribution: { chain: [{ name: 'Әкімдік', role: 'origin', span }] },
  statements: [
    said('s1', { speaker: 'e1', addressee: 'e2', act: 'thank' }),
    said('s2', { speaker: 'e2', act: 'promise', kind: 'direct' }),
  ],
  events: [
    happened('v1', { actors: ['e1'], recipients: ['e2'], time: '2026-02-27', plover: 'CONSULT' }),
    happened('v2', { type: 'accident', time: '2026-02/2026-03', place: 'e3' }),
    happened('v3', { type: 'visit', time: '199X' }),
  ],
})

const nodesOf = (...given: Parameters<typeof jsonLdOf>) =>
  new Map(jsonLdOf(...given)['@graph'].map((node) => [node['@id'], node]))

describe('linked data', () => {
  const nodes = nodesOf({ record, things: new Map([['e1', 'person:айгүл']]) }, { base })
  const claim = (id: string) => nodes.get(`${base}/articles/march?show=${id}`)

  it('has the article, with its publisher and whose word it passes on', () => {
    expect(nodes.get(`${base}/articles/march#article`)).toMatchObject({
      '@type': 'NewsArticle',
      url: 'https://tobyl.example/march',
      publisher: { '@type': 'NewsMediaOrganization', name: 'Тобыл' },
      isBasedOn: [{ provider: { name: 'Әкімдік' } }],
      articleBody: 'Әкім',
    })
  })

  it('has each thing by the address of its page', () => {
    const id = `${base}/things/${encodeURIComponent('person:айгүл')}#thing`
    expect(nodes.get(id)).toMatchObject({ '@type': 'Person', name: 'Айгүл Сапарова' })
    expect(claim('s1')).toMatchObject({ creator: { '@id': id } })
  })

  it('has what is said word for word as a quotation, and what can be checked as a claim', () => {
    expect(claim('s1')).toMatchObject({ '@type': 'CreativeWork', 'derek:act': 'thank' })
    expect(claim('s2')).toMatchObject({ '@type': ['Quotation', 'Claim'], text: 'Әкім' })
  })

  it('has what someone does as an action, and what happens as an event, with those days that are known', () => {
    expect(claim('v1')).toMatchObject({
      '@type': 'InteractAction',
      startTime: '2026-02-27',
      identifier: { value: 'CONSULT' },
    })
    expect(claim('v2')).toMatchObject({ '@type': 'Event', startDate: '2026-02', endDate: '2026-03' })
    expect(claim('v3')).not.toHaveProperty('startTime')
  })

  it('leaves the text to a page that has it', () => {
    expect(nodesOf({ record }, { base, text: false }).get(`${base}/articles/march#article`)).not.toHaveProperty(
      'articleBody',
    )
  })

  it('refers to nothing that it does not have, whatever the names, and stands in a script element', () => {
    fc.assert(
      fc.property(wildRecord, (wild) => {
        const graph = jsonLdOf({ record: wild }, { base })
        const ids = new Set(graph['@graph'].map((node) => node['@id']))
        expect(ids.size).toBe(graph['@graph'].length)
        const refer = (value: unknown): void => {
          if (typeof value !== 'object' || value === null) return
          const keys = Object.keys(value)
          if (keys.length === 1 && '@id' in value) expect(ids).toContain(value['@id'])
          for (const member of Object.values(value)) refer(member)
        }
        refer(graph['@graph'])
        const script = scriptJson(graph)
        expect(script).not.toMatch(/[<>&\u2028\u2029]/u)
        expect(JSON.parse(script)).toEqual(JSON.parse(JSON.stringify(graph)))
      }),
    )
  })
})
