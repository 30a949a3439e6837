import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { story, told } from '../../test/stories.js'
import type { ArticleRecord } from '../record/schema.js'
import { differences } from './differences.js'
import { type ArticleSpan, differencesSchema } from './schema.js'
import { type StoryText, storyText } from './text.js'

const kindsOf = (before: StoryText, after: StoryText): readonly string[] =>
  differences(before, after).changes.map(({ kind, moved }) => (moved ? `${kind}, moved` : kind))

const title = 'Ауылда не болды, кім не айтты'
const at = '2027-06-03T11:00:00+05:00'
const article = (id: string, lines: readonly string[]): StoryText => told(id, id, at, lines)

describe('two articles, sentence by sentence', () => {
  it('say what was kept, moved, reworded and dropped', () => {
    expect(kindsOf(story.press(), story.portal())).toEqual([
      'reworded',
      'reworded',
      'dropped',
      'reworded',
      'reworded, moved',
    ])
  })

  it('merge and split', () => {
    const two = [
      title,
      'Ауылда жаңа емхана ашылды.',
      'Емхананың құрылысын жергілікті кәсіпкер Болат Сейіт қаржыландырды.',
    ]
    const one = [title, 'Ауылда құрылысын жергілікті кәсіпкер Болат Сейіт қаржыландырған жаңа емхана ашылды.']
    expect(kindsOf(article('a', two), article('b', one))).toEqual(['kept', 'merged'])
    expect(kindsOf(article('a', one), article('b', two))).toEqual(['kept', 'split'])
  })

  it('show the same sentence in another script', () => {
    const cyrillic = ['Ауылда жаңа көпір ашылды', 'Ауыл тұрғындары жаңа көпірді көптен бері күткен еді.']
    const latin = ['Aýylda jańa kópir ashyldy', 'Aýyl turǵyndary jańa kópirdi kópten beri kútken edi.']
    expect(kindsOf(article('a', cyrillic), article('b', latin))).toEqual(['transliterated', 'transliterated'])
  })

  it('find the sentences of a translation by names, numbers and topics', () => {
    const { changes } = differences(story.press(), story.russian())
    const cost = changes.find(({ after }) => after[0]?.text.includes('870 млн'))
    expect(cost?.kind).toBe('translated')
    expect(cost?.before[0]?.text).toContain('870 миллион')
  })

  it('tell which of two neighbours changed places', () => {
    const lines = [
      title,
      'Бірінші тапсырма жолға қатысты.',
      'Екінші тапсырма мектепке қатысты.',
      'Отырыс бір сағатқа созылды.',
    ]
    const swapped = [lines[0], lines[2], lines[1], lines[3]].map((line) => line ?? '')
    expect(kindsOf(article('a', lines), article('b', swapped))).toEqual(['kept', 'kept', 'kept, moved', 'kept'])
  })
})

describe('two articles, word by word', () => {
  it('show what was replaced, and what is only inflected', () => {
    const before = article('a', [title, 'Әкім Сәбит Нұрлан тұрғындарға таза су беруді тапсырды.'])
    const after = article('b', [title, 'Әкім Сәбит Нұрлан тұрғындарды таза сумен қамтуды тапсырды.'])
    const words = differences(before, after).changes[1]?.words ?? []
    expect(words.map(({ kind, before: from, after: to }) => [kind, from?.text, to?.text])).toEqual([
      ['kept', 'Әкім Сәбит Нұрлан', 'Әкім Сәбит Нұрлан'],
      ['inflected', 'тұрғындарға', 'тұрғындарды'],
      ['kept', 'таза', 'таза'],
      ['inflected', 'су', 'сумен'],
      ['replaced', 'беруді', 'қамтуды'],
      ['kept', 'тапсырды', 'тапсырды'],
    ])
  })

  it('show the clauses that were left out', () => {
    const before = article('a', [
      title,
      'Жаңа зауыт екі жүз адамды жұмыспен қамтиды, өнімін көрші елдерге жөнелтеді, деді директор.',
    ])
    const after = article('b', [title, 'Жаңа зауыт екі жүз адамды жұмыспен қамтиды, деді зауыт директоры Асан Тілек.'])
    const clauses = differences(before, after).changes[1]?.clauses ?? []
    expect(clauses.map(({ kind }) => kind)).toContain('kept')
    expect(clauses.find(({ kind }) => kind === 'dropped')?.before?.text).toContain('өнімін көрші елдерге жөнелтеді')
  })
})

describe('two articles as records', () => {
  const findings = (before: readonly string[], after: readonly string[]) =>
    differences(article('a', [title, ...before]), article('b', [title, ...after])).findings

  it('show a number that was changed, with both places', () => {
    const { findings: found } = differences(story.press(), story.portal())
    const cost = found.find(({ kind, from }) => kind === 'number-changed' && from === '870000000')
    expect(cost).toMatchObject({ to: '780000000', before: { text: '870 миллион' }, after: { text: '780 миллион' } })
  })

  it('show an act that became another', () => {
    const found = findings(
      ['Министр Айдын Сарбас мектептің биыл салынатынын айтты.'],
      ['Министр Айдын Сарбас мектепті биыл салуға уәде берді.'],
    )
    expect(found).toEqual([expect.objectContaining({ kind: 'act-changed', from: 'state', to: 'promise' })])
  })

  it('show a quote that was altered inside its marks, and not one that is as it was', () => {
    const quote = ['«Жолды тез бітіруіміз керек», – деді Айдын Сарбас.']
    const other = ['«Жолды ұқыпты бітіруіміз керек», – деді Айдын Сарбас.']
    expect(findings(quote, other).map(({ kind }) => kind)).toEqual(['quote-altered'])
    expect(findings(quote, quote)).toEqual([])
  })

  it('show a quote that was made indirect', () => {
    const found = findings(
      ['«Жолды тез бітіруіміз керек», – деді Айдын Сарбас.'],
      ['Айдын Сарбас жолды күзге дейін бітіру керек екенін айтты.'],
    )
    expect(found.map(({ kind }) => kind)).toContain('quote-made-indirect')
  })

  it('show a statement that somebody else is now said to have made', () => {
    const found = findings(
      ['Айдын Сарбас зауыттың қараша айында іске қосылатынын айтты.'],
      ['Болат Сейітов зауыттың қараша айында іске қосылатынын айтты.'],
    )
    expect(found).toEqual([expect.objectContaining({ kind: 'speaker-changed' })])
  })
})

/** Articles of any text: some like each other, some of signs alone. */
const phrases = fc.constantFrom(
  'Әкім мектепті ашты.', 'Әкім мектепті ашты', '«Біз бұл жолды ертең ашамыз», – деді ол.', '5 мамырда 300 адам келді!', 'Ол келді. Ол кетті.',
  '😀', '«', '— ', '3:1', 'А. Б. В.', 'Мэр открыл школу.', 'The mayor opened a school.', 'مەكتەپ اشىلدى.',
) // biome-ignore format: a list
const paragraph = fc.oneof(
  fc.array(phrases, { maxLength: 6 }).map((all) => all.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
)
const anyText = fc
  .record({ lines: fc.array(paragraph, { maxLength: 6 }), language: fc.constantFrom('kk', 'ru', 'en', 'und') })
  .map(
    ({ lines, language }): Pick<ArticleRecord, 'blocks' | 'language'> => ({
      language,
      blocks: lines.map((text, i) => ({ id: `b${i + 1}`, kind: 'paragraph', text })),
    }),
  )

const recordOf = (id: string, made: Pick<ArticleRecord, 'blocks' | 'language'>): ArticleRecord => ({
  id,
  source: { id, name: id, kind: 'unknown' },
  authors: [],
  tags: [],
  script: 'Cyrl',
  attribution: { chain: [] },
  photoCredits: [],
  entities: [],
  times: [],
  statements: [],
  events: [],
  ...made,
})

describe('any two texts', () => {
  it('have each sentence in exactly one change, and every span exact', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const before = storyText(recordOf('a', one))
        const after = storyText(recordOf('b', other))
        const found = differencesSchema.parse(differences(before, after))
        const spansOf = (side: 'before' | 'after') =>
          found.changes.flatMap((change) => change[side].map(({ block, start }) => `${block} ${start}`)).toSorted()
        const sentencesOf = ({ sentences }: StoryText) =>
          sentences.map(({ block, start }) => `${block} ${start}`).toSorted()
        expect(spansOf('before')).toEqual(sentencesOf(before))
        expect(spansOf('after')).toEqual(sentencesOf(after))
        const texts = new Map(
          [before, after].flatMap(({ record }) => record.blocks.map(({ id, text }) => [`${record.id} ${id}`, text])),
        )
        const isExact = (span: ArticleSpan | undefined): boolean =>
          span === undefined || texts.get(`${span.article} ${span.block}`)?.slice(span.start, span.end) === span.text
        for (const change of found.changes) {
          for (const span of [...change.before, ...change.after]) expect(isExact(span)).toBe(true)
          for (const edit of [...change.words, ...change.clauses]) {
            expect(isExact(edit.before) && isExact(edit.after)).toBe(true)
          }
        }
        for (const finding of found.findings) expect(isExact(finding.before) && isExact(finding.after)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('are all kept where they are the same text', () => {
    fc.assert(
      fc.property(anyText, (one) => {
        const { changes, findings } = differences(storyText(recordOf('a', one)), storyText(recordOf('b', one)))
        expect(findings).toEqual([])
        for (const { kind, before, after } of changes) {
          // A sentence of signs alone has no words to be known by.
          if (/\p{L}{2}/u.test(before[0]?.text ?? after[0]?.text ?? '')) expect(kind).toBe('kept')
        }
      }),
      { numRuns: 80 },
    )
  })
})
