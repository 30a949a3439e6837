import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { packageFolder } from '../src/data/table.js'
import { read } from '../src/read.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { openText } from '../src/source/open.js'
import { articleOf, happened, said } from './records.js'

/** A record as it is read from a sample article. */
export function sampleRecord(name = 'bridge.txt'): ArticleRecord {
  const page = openText(readFileSync(join(packageFolder(), 'samples', name), 'utf8'), 'text')
  return read({ ...page, url: 'https://tobyl.example/news/1', publishedAt: '2026-03-24T10:00:00+05:00' })
}

/** Any text: of all of Unicode, lone surrogates and control characters too, and what looks like markup. */
export const wild: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    ']]>',
    '<script>alert(1)</script>',
    '</script><!--',
    '&amp;&#0;&x;',
    '"\'`=',
    '=cmd()',
    '+1',
    '-1',
    '@a',
    '\t\r\n',
    '\u0000\u0008\ufffe\uffff',
    '\ud800',
    '<?xml?>',
    '# text = x',
    '\u2028\u2029',
  ),
)

/** A record whose names and texts are anything, with claims between its three things. */
export const wildRecord: fc.Arbitrary<ArticleRecord> = fc
  .record({
    title: wild,
    text: wild,
    source: wild,
    name: wild,
    author: wild,
    tag: wild,
    url: fc.option(fc.oneof(wild, fc.constant('https://tobyl.example/a?b=1&c=<d>')), { nil: undefined }),
  })
  .map(({ title, text, source, name, author, tag, url }) => {
    const span = { block: 'b1', start: 0, end: text.length, text }
    const made = articleOf('wild', '2026-03-01T09:00:00+05:00', {
      title,
      source: { id: 'tobyl', name: source, kind: 'portal' },
      ...(url === undefined ? {} : { url }),
      authors: [author],
      tags: [tag],
      blocks: [{ id: 'b1', kind: 'lead', text }],
      attribution: { chain: [{ name, role: 'origin', span }] },
      statements: [said('s1', { speaker: 'e1', addressee: 'e2', act: 'thank', cue: span, content: span })],
      events: [happened('v1', { actors: ['e1'], recipients: ['e2'], evidence: [span], time: '2026-02-27' })],
    })
    return {
      ...made,
      entities: made.entities.map((entity) => ({
        ...entity,
        name,
        aliases: [name],
        mentions: [{ ...span, kind: 'name' as const, lemma: name }],
      })),
      sentences: [span],
    }
  })
