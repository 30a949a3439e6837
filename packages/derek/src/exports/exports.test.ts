import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { conlluFaults } from '../../test/conllu.js'
import { sampleRecord, wild, wildRecord } from '../../test/exported.js'
import { ninjsSchema } from '../../test/ninjs.js'
import { articleOf, happened, said } from '../../test/records.js'
import { childrenOf, parseXml, textOf } from '../../test/xml.js'
import type { Relation } from '../store/claims.js'
import type { ListedArticle, ListedStatement } from '../store/listing.js'
import { annotationsOf } from './annotations.js'
import { plainText } from './article.js'
import { conlluOf } from './conllu.js'
import { csv } from './csv.js'
import { articleFormats, formats, type WholeArticle } from './formats.js'
import { graphmlOf, relationsOf } from './graphml.js'
import { ninjsOf } from './ninjs.js'
import { parquet } from './parquet.js'
import { articleColumns, type Column, statementColumns } from './tables.js'

const base = 'https://derek.example'
const changes = { readAt: '2026-03-02T00:00:00.000Z', updatedAt: '2026-03-02T00:00:00.000Z' }
const sample = sampleRecord()

const joined = async (parts: AsyncIterable<string | Uint8Array>): Promise<Buffer> => {
  const all: Buffer[] = []
  for await (const part of parts) all.push(Buffer.from(part))
  return Buffer.concat(all)
}

/** CSV as RFC 4180 has it; throws where it is not. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy
  for (let at = 0; at < text.length; at = cell.lastIndex) {
    cell.lastIndex = at
    const found = cell.exec(text)
    if (found === null) throw new Error(`no CSV at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] !== '\r\n') continue
    rows.push(row)
    row = []
  }
  return rows
}

const single: readonly Column<string>[] = [
  { name: 'text', type: 'text', of: (text) => text },
  { name: 'length', type: 'integer', of: (text) => text.length },
]

describe('CSV', () => {
  it('is as RFC 4180 has it, and gives any text again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wild), async (texts) => {
        const [head, ...rows] = parseCsv((await joined(csv(texts, single, { base }))).toString())
        expect(head).toEqual(['text', 'length'])
        const given = rows.map(([text = '', length]) => [
          text.replace(/^'(?=\s*[=+\-@＝＋－＠]|[\t\r\n])/u, ''),
          length,
        ])
        expect(given).toEqual(
          texts.map((text) => [text.toWellFormed().replaceAll('\0', '\ufffd'), String(text.length)]),
        )
      }),
    )
  })

  it('has no cell that a spreadsheet takes for a formula', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(wild, fc.constantFrom('=1+1', '+1', '-1', '@a', ' =1', '\t=1', '\n@a'))),
        async (texts) => {
          for (const [text] of parseCsv((await joined(csv(texts, single, { base }))).toString())) {
            expect(text).not.toMatch(/^\s*[=+\-@]/u)
          }
        },
      ),
    )
  })

  it('begins with a byte order mark where it is asked for', async () => {
    expect((await joined(csv([], single, { base, bom: true }))).toString()).toBe('\ufefftext,length\r\n')
  })
})

describe('Parquet', () => {
  const read = async (bytes: Buffer): Promise<readonly Record<string, unknown>[]> => {
    const file = new Uint8Array(bytes).buffer
    return parquetReadObjects({ file })
  }

  it('gives any text again, in one row group after another', async () => {
    const texts = [...Array.from({ length: 4_500 }, (_, i) => `${i} Ертіс`), '', '\ud800', '<&>\0']
    const rows = await read(await joined(parquet(texts, single, base)))
    expect(rows.map(({ text }) => text)).toEqual(texts.map((text) => text.toWellFormed()))
    expect(rows[4_499]).toMatchObject({ length: 10 })
  })

  it('has times as times, and nothing where there is nothing', async () => {
    const article: ListedArticle = { record: articleOf('march', undefined, {}), things: new Map(), ...changes }
    const [row] = await read(await joined(parquet([article], articleColumns, base)))
    expect(row).toMatchObject({ article: 'march', read_at: new Date(changes.readAt), statements: 0 })
    expect(row?.published_at ?? undefined).toBeUndefined()
  })

  it('is Parquet without rows too', async () => {
    expect(await read(await joined(parquet<ListedStatement>([], statementColumns, base)))).toEqual([])
  })
})

describe('CoNLL-U', () => {
  it('has the sentences of a real article, each word with its place in the text', () => {
    const text = conlluOf(sample)
    expect(conlluFaults(text)).toEqual([])
    const blocks = new Map(sample.blocks.map((block) => [block.id, block.text]))
    let block = ''
    let words = 0
    for (const line of text.split('\n')) {
      block = /^# block = (.*)$/u.exec(line)?.[1] ?? block
      const [, form, , , , , , , , misc] = line.split('\t')
      const place = /Start=(\d+)\|End=(\d+)/u.exec(misc ?? '')
      if (place === null) continue
      words++
      expect(blocks.get(block)?.slice(Number(place[1]), Number(place[2]))).toBe(form)
    }
    expect(words).toBeGreaterThan(50)
  })

  it.each(['flood.md', 'call.html'])('is CoNLL-U of %s too', (name) => {
    expect(conlluFaults(conlluOf(sampleRecord(name)))).toEqual([])
  })

  it('is CoNLL-U whatever the text', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const record = articleOf('wild', undefined, { blocks: [{ id: 'b1', kind: 'paragraph', text }] })
        expect(conlluFaults(conlluOf(record))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('is found wrong by the checker where it is', () => {
    const text = conlluOf(sample)
    expect(conlluFaults(text.replace('\tPROPN\t', '\tNAME\t'))).not.toEqual([])
    expect(conlluFaults(text.replace('SpaceAfter=No|', ''))).not.toEqual([])
  })
})

describe('web annotations', () => {
  it('select by characters and by words what the record has by offsets', () => {
    const text = '😀 Әкім 𐐷 ашты'
    const at = (start: number, end: number) => ({ block: 'b1', start, end, text: text.slice(start, end) })
    const record = articleOf('march', undefined, {
      blocks: [{ id: 'b1', kind: 'lead', text }],
      statements: [said('s1', { speaker: 'e1', cue: at(11, 15), content: at(3, 7) })],
      events: [happened('v1', { actors: ['e1'], evidence: [at(11, 15)] })],
    })
    const annotations = annotationsOf({ record }, base)
    const characters = [...text]
    for (const { target } of annotations) {
      for (const { selector } of target) {
        const [{ start, end }, { exact, prefix, suffix }] = selector
        expect(characters.slice(start, end).join('')).toBe(exact)
        expect(text).toContain(prefix + exact + suffix)
      }
    }
    expect(annotations[0]).toMatchObject({
      id: `${base}/articles/march?show=s1#annotation`,
      motivation: 'classifying',
      target: [
        { source: `${base}/api/articles/march/blocks/b1`, selector: [{ start: 2, end: 6 }, { exact: 'Әкім' }] },
        {},
      ],
    })
  })

  it('are of all statements, events and mentions of a real article, each with an id of its own', () => {
    const annotations = annotationsOf({ record: sample }, base)
    const mentions = sample.entities.flatMap((entity) => entity.mentions)
    expect(annotations).toHaveLength(sample.statements.length + sample.events.length + mentions.length)
    expect(new Set(annotations.map(({ id }) => id)).size).toBe(annotations.length)
  })
})

describe('ninjs', () => {
  it('is what the schema of 3.0 says, of real articles and of any', () => {
    const of = (record: typeof sample) => ninjsSchema.parse(JSON.parse(JSON.stringify(ninjsOf({ record }, base))))
    expect(of(sample)).toMatchObject({
      uri: `${base}/articles/${sample.id}`,
      standard: { version: '3.0' },
      bodies: [{ value: plainText(sample) }],
      altIds: [{ role: 'derek' }, { role: 'original', value: 'https://tobyl.example/news/1' }],
    })
    fc.assert(fc.property(wildRecord, (record) => of(record) !== undefined))
  })

  it('has what is said as components of who says it', () => {
    const record = articleOf('march', undefined, { statements: [said('s1', { speaker: 'e1', act: 'thank' })] })
    expect(ninjsOf({ record }, base)).toMatchObject({
      associations: [{ name: 's1', rel: 'thank', type: 'component', people: [{ name: 'Айгүл Сапарова' }] }],
    })
  })
})

describe('GraphML', () => {
  const thing = (name: string) => ({ key: `person:${name}`, name })
  const relation: Relation = {
    source: thing('a'),
    target: thing('b'),
    of: 'event',
    kind: 'meet',
    mutual: true,
    count: 2,
  }

  it('declares its keys, and has a node for each end of an edge, whatever things are called', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wild, wild), { maxLength: 5 }), (pairs) => {
        const relations = pairs.map(([a, b]) => ({ ...relation, source: thing(a), target: thing(b) }))
        const root = parseXml(graphmlOf(relations, base))
        expect(root).toMatchObject({ name: 'graphml', namespace: 'http://graphml.graphdrawing.org/xmlns' })
        const keys = new Map(
          childrenOf(root, 'key').map(({ attributes }) => [attributes.get('id'), attributes.get('for')]),
        )
        const [graph] = childrenOf(root, 'graph')
        if (graph === undefined) throw new Error('no graph')
        const nodes = new Set(childrenOf(graph, 'node').map(({ attributes }) => attributes.get('id')))
        const edges = childrenOf(graph, 'edge')
        expect(edges).toHaveLength(relations.length)
        for (const { attributes } of edges) {
          expect(nodes).toContain(attributes.get('source'))
          expect(nodes).toContain(attributes.get('target'))
        }
        for (const element of [...childrenOf(graph, 'node'), ...edges]) {
          for (const data of childrenOf(element, 'data'))
            expect(keys.get(data.attributes.get('key'))).toBe(element.name)
        }
      }),
    )
  })

  it('counts the relations of one article as those of all are counted', () => {
    const record = articleOf('march', undefined, {
      statements: [
        said('s1', { speaker: 'e1', addressee: 'e2', act: 'thank' }),
        said('s2', { speaker: 'e1', addressee: 'e2', act: 'thank' }),
        said('s3', { speaker: 'e1', addressee: 'e2', act: 'praise', polarity: 'negative' }),
      ],
      events: [
        happened('v1', { actors: ['e2', 'e1'] }),
        happened('v2', { type: 'award', actors: ['e1'], recipients: ['e3'] }),
      ],
    })
    const found = relationsOf({ record }).map(({ kind, mutual, count, target }) => [kind, mutual, count, target.name])
    expect(found).toEqual([
      ['thank', false, 2, 'Данияр Жұмабек'],
      ['meet', true, 1, 'Данияр Жұмабек'],
      ['award', false, 1, '№4_мектеп'],
    ])
    const weights = childrenOf(parseXml(graphmlOf(relationsOf({ record }), base)), 'graph')
      .flatMap((graph) => childrenOf(graph, 'edge'))
      .flatMap((edge) => childrenOf(edge, 'data').filter(({ attributes }) => attributes.get('key') === 'weight'))
    expect(weights.map(textOf)).toEqual(['2', '1', '1'])
  })
})

describe('formats', () => {
  const whole = (record: typeof sample): WholeArticle => ({
    record,
    things: new Map(),
    ...changes,
    statements: [],
    events: [],
  })
  const options = { base, address: `${base}/api/export/articles` }

  it('that are JSON are JSON, for no article, for one and for many', async () => {
    for (const { extension, type, write } of formats.articles) {
      if (!type.includes('json')) continue
      for (const rows of [[], [whole(sample)], [whole(sample), whole(articleOf('march', undefined, {}))]]) {
        const text = (await joined(write(rows, options))).toString()
        const documents = extension.endsWith('jsonl') ? text.split('\n').slice(0, -1) : [text]
        expect(documents.length).toBe(extension.endsWith('jsonl') ? rows.length : 1)
        for (const document of documents) expect(JSON.parse(document)).toBeTypeOf('object')
      }
    }
  })

  it('write any article', async () => {
    await fc.assert(
      fc.asyncProperty(wildRecord, async (record) => {
        for (const { write } of articleFormats)
          expect(await joined(write([whole(record)], options))).toBeInstanceOf(Buffer)
      }),
      { numRuns: 30 },
    )
  })
})
