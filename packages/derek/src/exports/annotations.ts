import type { ArticleRecord, Span } from '../record/schema.js'
import { type Base, claimAddress, type ExportedArticle, thingAddress, thingsOf } from './article.js'

/** One annotation of the Web Annotation Data Model (W3C, 2017). */
export interface Annotation {
  readonly id: string
  readonly type: 'Annotation'
  readonly motivation: 'classifying' | 'identifying'
  readonly body: readonly object[]
  readonly target: readonly Target[]
}

interface Target {
  readonly type: 'SpecificResource'
  readonly source: string
  readonly selector: readonly [TextPosition, TextQuote]
}

interface TextPosition {
  readonly type: 'TextPositionSelector'
  readonly start: number
  readonly end: number
}

interface TextQuote {
  readonly type: 'TextQuoteSelector'
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
}

/** What the members of annotations mean; `derek:` is the record's own schema. */
export const annotationContext = (base: Base): readonly unknown[] => [
  'http://www.w3.org/ns/anno.jsonld',
  { derek: `${base}/api/record.schema.json#` },
]

/** Where the text of a block is by itself, as plain text: what the positions of its annotations count in. */
export const blockAddress = (base: Base, article: string, block: string): string =>
  `${base}/api/articles/${encodeURIComponent(article)}/blocks/${encodeURIComponent(block)}`

/**
 * Each statement, event and mention of an article as an annotation of the texts of its blocks. Positions count Unicode
 * characters, as the W3C asks, and not UTF-16 code units as the record does.
 */
export function annotationsOf(article: ExportedArticle, base: Base): readonly Annotation[] {
  const { record } = article
  const things = thingsOf(article)
  const thing = (id: string | undefined): { readonly id: string } | undefined => {
    const key = things.get(id ?? '')
    return key === undefined ? undefined : { id: thingAddress(base, key) }
  }
  const all = (ids: readonly string[]): readonly object[] => ids.flatMap((id) => thing(id) ?? [])
  const targets = targetsIn(record, base)
  const annotate = (
    id: string,
    motivation: Annotation['motivation'],
    spans: readonly Span[],
    body: readonly object[],
  ): readonly Annotation[] => {
    const target = spans.flatMap((span) => targets(span) ?? [])
    return target.length === 0 ? [] : [{ id, type: 'Annotation', motivation, body, target }]
  }
  return [
    ...record.statements.flatMap(({ id, act, kind, polarity, speaker, addressee, about, cue, content, confidence }) =>
      annotate(
        `${claimAddress(base, record.id, id)}#annotation`,
        'classifying',
        [...(content === undefined ? [] : [content]), cue],
        [
          tag(act),
          {
            id: claimAddress(base, record.id, id),
            type: 'derek:Statement',
            'derek:act': act,
            'derek:kind': kind,
            'derek:polarity': polarity,
            'derek:speaker': thing(speaker),
            'derek:addressee': thing(addressee),
            'derek:about': about.length === 0 ? undefined : all(about),
            'derek:confidence': confidence,
          },
        ],
      ),
    ),
    ...record.events.flatMap(({ id, type, actors, recipients, time, place, document, evidence, confidence }) =>
      annotate(`${claimAddress(base, record.id, id)}#annotation`, 'classifying', evidence, [
        tag(type),
        {
          id: claimAddress(base, record.id, id),
          type: 'derek:Event',
          'derek:type': type,
          'derek:time': time,
          'derek:actors': all(actors),
          'derek:recipients': all(recipients),
          'derek:place': thing(place),
          'derek:document': thing(document),
          'derek:confidence': confidence,
        },
      ]),
    ),
    ...record.entities.flatMap(({ id, name, type, mentions }) =>
      mentions.flatMap((mention, i) =>
        annotate(
          `${claimAddress(base, record.id, id)}#mention-${i + 1}`,
          'identifying',
          [mention],
          [
            {
              type: 'SpecificResource',
              purpose: 'identifying',
              source: thingAddress(base, things.get(id) ?? id),
              'derek:name': name,
              'derek:type': type,
              'derek:kind': mention.kind,
              'derek:lemma': mention.lemma,
            },
          ],
        ),
      ),
    ),
  ]
}

const tag = (value: string): object => ({
  type: 'TextualBody',
  purpose: 'tagging',
  value,
  format: 'text/plain',
  language: 'en',
})

/** So many characters before and after show which of several like texts is meant. */
const around = 32

/** Where a span is, in the text of its block. A span of a block that the record lacks is nowhere. */
function targetsIn(record: ArticleRecord, base: Base): (span: Span) => Target | undefined {
  const blocks = new Map(record.blocks.map(({ id, text }) => [id, { text, count: counterOf(text) }]))
  return ({ block, start, end }) => {
    const found = blocks.get(block)
    if (found === undefined) return undefined
    const { text, count } = found
    return {
      type: 'SpecificResource',
      source: blockAddress(base, record.id, block),
      selector: [
        { type: 'TextPositionSelector', start: count(start), end: count(end) },
        {
          type: 'TextQuoteSelector',
          exact: text.slice(start, end),
          prefix: whole(text.slice(Math.max(0, start - around), start)),
          suffix: whole(text.slice(end, end + around)),
        },
      ],
    }
  }
}

/** How many characters a text has before an offset of UTF-16. A text without pairs has as many as code units. */
function counterOf(text: string): (offset: number) => number {
  const seconds: number[] = []
  for (let i = 1; i < text.length; i++) {
    const isPair = isHigh(text.charCodeAt(i - 1)) && isLow(text.charCodeAt(i))
    if (isPair) seconds.push(i)
  }
  if (seconds.length === 0) return (offset) => offset
  return (offset) => {
    let low = 0
    let high = seconds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((seconds[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return offset - low
  }
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000

/** Without the half of a pair that a cut leaves at either end. */
const whole = (text: string): string => text.replace(/^[\udc00-\udfff]/u, '').replace(/[\ud800-\udbff]$/u, '')
