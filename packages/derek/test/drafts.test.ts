import fc from 'fast-check'
import { convert, detectScript } from 'kazakh'
import { describe, expect, it } from 'vitest'
import { channelScripts, correctionOf, draftPost, templates } from '../src/post/draft.js'
import { faultsOf, longestText } from '../src/post/post.js'
import { read } from '../src/read.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { readSamples } from '../src/serve/samples.js'

const records: ArticleRecord[] = []
await readSamples(async (page) => {
  const record = read(page)
  records.push(record)
  return record
})

/** A sample as a person might correct it: other names, speakers, titles; claims, credits and links of the chain gone. */
const corrected = fc
  .record({
    record: fc.constantFrom(...records),
    name: fc.constantFrom('Бекзат Орманов', 'Ләззат Көшербай', 'Нұрлан'),
    entity: fc.nat(30),
    speaker: fc.nat(30),
    isTitled: fc.boolean(),
    drop: fc.nat(7),
    isWithPicture: fc.boolean(),
  })
  .map(({ record, name, entity, speaker, isTitled, drop, isWithPicture }) => {
    const { entities, statements, title, blocks } = record
    const other = entities[speaker % Math.max(1, entities.length)]?.id
    const image = { url: 'https://bayterek.example/1.jpg' }
    const before = isWithPicture ? { ...record, blocks: blocks.map((block) => ({ ...block, image })) } : record
    const after: ArticleRecord = {
      ...before,
      entities: entities.map((one, i) => (i === entity % entities.length ? { ...one, name } : one)),
      statements:
        (drop & 1) === 1
          ? statements.slice(1)
          : statements.map((one) => ({ ...one, ...(other === undefined ? {} : { speaker: other }) })),
      ...(title === undefined || !isTitled ? {} : { title: `${name}: ${title}` }),
      ...((drop & 2) === 2 ? { photoCredits: [] } : {}),
      ...((drop & 4) === 4 ? { attribution: { chain: [] } } : {}),
    }
    return { before, after }
  })

const options = fc.record({
  script: fc.constantFrom(...channelScripts),
  template: fc.constantFrom(...templates),
  photo: fc.boolean(),
  link: fc.constant('https://bayterek.example/1'),
})

const writings = { Cyrl: 'cyrillic', Latn: 'latin-2021', Arab: 'tote' } as const
/** Letters and digits alone: what is kept of a text when its marks and spaces are not looked at. */
const letters = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}]/gu, '').toLowerCase()

describe('a post of a sample, and of what a person makes of it', () => {
  it('has no line that the record does not bear, in any script', () => {
    fc.assert(
      fc.property(corrected, options, ({ before, after }, chosen) => {
        for (const record of [before, after]) {
          const { title, blocks, entities, source, attribution, photoCredits } = record
          const names = new Set(entities.flatMap(({ name }) => name.toLowerCase().split(/\s+/u)))
          const spelt = (text: string): string =>
            record.language !== 'kk' || detectScript(text) === chosen.script
              ? text
              : convert(text, {
                  to: writings[chosen.script],
                  capitals: true,
                  isName: (word) => names.has(word.toLowerCase()),
                }).text
          const borne = letters(
            [
              title ?? '',
              ...blocks.map(({ text }) => text),
              ...entities.map(({ name }) => name),
              source.name,
              ...attribution.chain.map(({ name }) => name),
              ...photoCredits.map(({ name }) => name),
            ]
              .map(spelt)
              .join('\n'),
          )
          const { text } = draftPost(record, chosen)
          // Each line is of the record, but for the labels of the last two; a headline may be cut.
          for (const line of text.split('\n')) {
            const parts = line.replace(/^[^:«]{4,12}: /u, '').split(/ ← |, |…|(?<=[.!?])\s/u)
            for (const part of parts) expect(borne, line).toContain(letters(part))
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('fits what Telegram takes, with its corrections', () => {
    fc.assert(
      fc.property(
        corrected,
        options,
        fc.array(fc.string({ maxLength: 300 }), { maxLength: 5 }),
        ({ after }, chosen, corrections) => {
          const post = draftPost(after, { ...chosen, corrections })
          expect(faultsOf(post)).toEqual([])
          expect(longestText(post)).toBe(post.photos.length > 0 ? 1024 : 4096)
          for (const { offset, length } of post.entities) expect(offset + length).toBeLessThanOrEqual(post.text.length)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is told as corrected where it shows another text, and only there', () => {
    fc.assert(
      fc.property(corrected, options, ({ before, after }, chosen) => {
        const isSame = draftPost(before, chosen).text === draftPost(after, chosen).text
        expect(correctionOf(before, after, chosen) === undefined).toBe(isSame)
        expect(correctionOf(after, after, chosen)).toBeUndefined()
      }),
      { numRuns: 150 },
    )
  })
})
