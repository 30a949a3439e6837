import type { Range } from 'kazakh'
import type { ArticleRecord, Statement } from '../record/schema.js'
import type { Group } from './align.js'
import { put } from './ranges.js'
import type { ArticleSpan, Finding } from './schema.js'
import { nameKeys } from './skeleton.js'
import { type StorySentence, type StoryText, spanOfSentence, spanWithin, type Valued } from './text.js'
import { countShared, dice, type Placed, pick, wordEdits } from './words.js'

/** What changed at the level of the record: what a reader should look at. */
export function findFindings(before: StoryText, after: StoryText, groups: readonly Group[]): readonly Finding[] {
  const said = { before: saidIn(before), after: saidIn(after) }
  return [
    ...titleChange(before, after),
    ...creditChange(before, after),
    ...groups.flatMap((group) => {
      const from = pick(before, group.before)
      const to = pick(after, group.after)
      return [
        ...valueChanges('number-changed', from, to, ({ numbers }) => numbers),
        ...valueChanges('date-changed', from, to, ({ days }) => days),
        ...quoteChanges(from, to, before, after),
        ...statementChanges(group, said, before, after),
      ]
    }),
  ]
}

/** A title in another language is no other title; one in another script may be. */
function titleChange(before: StoryText, after: StoryText): readonly Finding[] {
  const from = before.record.title
  const to = after.record.title
  if (from === undefined || to === undefined || before.language !== after.language) return []
  const one = titleSentence(before, from)
  const other = titleSentence(after, to)
  const isSame =
    one !== undefined && other !== undefined
      ? one.words.map(({ term }) => term).join(' ') === other.words.map(({ term }) => term).join(' ')
      : from.trim() === to.trim()
  if (isSame) return []
  return [
    {
      kind: 'title-changed',
      ...(one === undefined ? {} : { before: spanOfSentence(before.article, one) }),
      ...(other === undefined ? {} : { after: spanOfSentence(after.article, other) }),
      from,
      to,
    },
  ]
}

const titleSentence = ({ sentences }: StoryText, title: string): StorySentence | undefined =>
  sentences.slice(0, 3).find(({ text }) => title.startsWith(text) || text.startsWith(title))

function creditChange(before: StoryText, after: StoryText): readonly Finding[] {
  const from = before.record.photoCredits[0]
  const to = after.record.photoCredits[0]
  if (from === undefined || to === undefined) return []
  if (sameName(from.name, to.name)) return []
  return [
    {
      kind: 'photo-credit-changed',
      before: { article: before.article, ...from.span },
      after: { article: after.article, ...to.span },
      from: from.name,
      to: to.name,
    },
  ]
}

const sameName = (a: string, b: string): boolean => {
  const keys = nameKeys(a, 'kk').join(' ')
  return a === b || (keys !== '' && keys === nameKeys(b, 'kk').join(' '))
}

/** Values that went from aligned sentences, and others that came into them. What only went was left out, not changed. */
function valueChanges(
  kind: 'number-changed' | 'date-changed',
  from: readonly Placed[],
  to: readonly Placed[],
  of: (sentence: StorySentence) => readonly Valued[],
): readonly Finding[] {
  const gone = without(from, to, of)
  const come = without(to, from, of)
  return gone.flatMap((before, i): readonly Finding[] => {
    const after = come[i]
    if (after === undefined || !comparable(kind, before.value, after.value)) return []
    return [{ kind, before: before.span, after: after.span, from: before.value, to: after.value }]
  })
}

/** "Today" and "on the fifth" may be one day; a year and a day are not compared. */
const comparable = (kind: Finding['kind'], a: string, b: string): boolean =>
  kind === 'number-changed' || (a.length === b.length && !a.includes('/') && !b.includes('/'))

function without(
  ones: readonly Placed[],
  others: readonly Placed[],
  of: (sentence: StorySentence) => readonly Valued[],
): readonly { readonly value: string; readonly span: ArticleSpan }[] {
  const there = new Set(others.flatMap(({ sentence }) => of(sentence).map(({ value }) => value)))
  const seen = new Set<string>()
  return ones.flatMap(({ article, sentence }) =>
    of(sentence).flatMap((valued) => {
      if (there.has(valued.value) || seen.has(valued.value)) return []
      seen.add(valued.value)
      return [{ value: valued.value, span: spanWithin(article, sentence, valued) }]
    }),
  )
}

interface Quote extends Placed {
  readonly range: Range
  readonly terms: readonly string[]
}

export const quotesIn = (all: readonly Placed[]): readonly Quote[] =>
  all.flatMap(({ article, sentence }) =>
    sentence.quotes
      .slice(0, mostOfSentence)
      .map((range) => ({ article, sentence, range, terms: termsIn(sentence, range) })),
  )

/** The most quotes, and the most statements, of one sentence that are compared. */
const mostOfSentence = 24

export const termsIn = ({ words }: StorySentence, { start, end }: Range): readonly string[] =>
  words.filter((word) => word.start >= start && word.end <= end).map(({ term }) => term)

/** A quote is the same where so much of its words is; less alike it is another one. */
export const sameQuote = 0.4
/** So much of a quote must stand in a sentence without marks for it to be the quote made indirect. */
const retold = 0.45

function quoteChanges(
  from: readonly Placed[],
  to: readonly Placed[],
  before: StoryText,
  after: StoryText,
): readonly Finding[] {
  if (before.language !== after.language) return []
  const quotes = quotesIn(to)
  return quotesIn(from).flatMap((quote): readonly Finding[] => {
    const best = quotes.toSorted((a, b) => dice(quote.terms, b.terms) - dice(quote.terms, a.terms))[0]
    const span = spanWithin(quote.article, quote.sentence, quote.range)
    if (best !== undefined && dice(quote.terms, best.terms) >= sameQuote) {
      const words = wordEdits(quote, best, {
        before: quote.range,
        after: best.range,
        sameScript: before.script === after.script,
      })
      if (words.every(({ kind }) => kind === 'kept')) return []
      const other = spanWithin(best.article, best.sentence, best.range)
      return [{ kind: 'quote-altered', before: span, after: other, from: span.text, to: other.text, words }]
    }
    const [first] = to
    if (quotes.length > 0 || first === undefined) return []
    const rest = to.flatMap(({ sentence }) => sentence.words.map(({ term }) => term))
    if (countShared(quote.terms, rest) / Math.max(1, quote.terms.length) < retold) return []
    return [{ kind: 'quote-made-indirect', before: span, after: spanOfSentence(first.article, first.sentence) }]
  })
}

/** A statement with what it says as words, and the number of its sentence. */
export interface Said {
  readonly statement: Statement
  readonly number: number
  readonly terms: readonly string[]
  readonly speaker: readonly string[]
}

const saidOf = new WeakMap<StoryText, ReadonlyMap<number, readonly Said[]>>()

/** The statements of an article by the numbers of their sentences. */
export function saidIn(text: StoryText): ReadonlyMap<number, readonly Said[]> {
  const known = saidOf.get(text)
  if (known !== undefined) return known
  const made = readSaid(text)
  saidOf.set(text, made)
  return made
}

function readSaid({ record, sentences }: StoryText): ReadonlyMap<number, readonly Said[]> {
  const names = new Map(record.entities.map(({ id, name }) => [id, nameKeys(name, 'kk')]))
  const blocks = new Map<string, number[]>()
  for (const [number, { block }] of sentences.entries()) put(blocks, block, number)
  const made = new Map<number, Said[]>()
  for (const statement of record.statements) {
    const span = statement.content ?? statement.cue
    const own = overlapping(sentences, blocks.get(span.block) ?? [], span)
    const [number] = own
    if (number === undefined || (made.get(number)?.length ?? 0) >= mostOfSentence) continue
    const said: Said = {
      statement,
      number,
      terms: own.flatMap((one) => {
        const sentence = sentences[one]
        return sentence === undefined ? [] : termsIn(sentence, span)
      }),
      speaker: statement.speaker === undefined ? [] : (names.get(statement.speaker) ?? []),
    }
    put(made, number, said)
  }
  return made
}

/** The numbers of a block's sentences that a span touches; they are in order, so the first is found by halving. */
function overlapping(sentences: readonly StorySentence[], numbers: readonly number[], span: Range): readonly number[] {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sentences[numbers[middle] ?? -1]?.end ?? 0) <= span.start) low = middle + 1
    else high = middle
  }
  const found: number[] = []
  for (let at = low; (sentences[numbers[at] ?? -1]?.start ?? span.end) < span.end; at++) found.push(numbers[at] ?? 0)
  return found
}

/** Two statements are one where so much of what they say is. */
const sameSaid = 0.4

function statementChanges(
  { before: from, after: to }: Group,
  said: { readonly before: ReadonlyMap<number, readonly Said[]>; readonly after: ReadonlyMap<number, readonly Said[]> },
  before: StoryText,
  after: StoryText,
): readonly Finding[] {
  if (before.language !== after.language) return []
  const ones = from.flatMap((number) => said.before.get(number) ?? [])
  const others = to.flatMap((number) => said.after.get(number) ?? [])
  const used = new Set<Said>()
  const found = ones.flatMap((one): readonly Finding[] => {
    const best = others
      .filter((other) => !used.has(other))
      .map((other) => ({ other, alike: dice(one.terms, other.terms) }))
      .sort((a, b) => b.alike - a.alike)[0]
    if (best === undefined || best.alike < sameSaid) {
      return to.length === 0 ? [{ kind: 'statement-dropped', before: spanOf(before, one) }] : []
    }
    used.add(best.other)
    return pairChanges(one, best.other, before, after)
  })
  const added =
    from.length > 0 ? [] : others.map((other): Finding => ({ kind: 'statement-added', after: spanOf(after, other) }))
  return [...found, ...added]
}

function pairChanges(one: Said, other: Said, before: StoryText, after: StoryText): readonly Finding[] {
  const spans = { before: spanOf(before, one), after: spanOf(after, other) }
  const found: Finding[] = []
  const isKnown = one.speaker.length > 0 && other.speaker.length > 0
  if (isKnown && !one.speaker.some((key) => other.speaker.includes(key))) {
    const from = speakerOf(before.record, one.statement)
    const to = speakerOf(after.record, other.statement)
    found.push({ kind: 'speaker-changed', ...spans, ...(from && { from }), ...(to && { to }) })
  }
  if (one.statement.act !== other.statement.act) {
    const cues = {
      before: { article: before.article, ...one.statement.cue },
      after: { article: after.article, ...other.statement.cue },
    }
    found.push({ kind: 'act-changed', ...cues, from: one.statement.act, to: other.statement.act })
  }
  if (one.statement.polarity !== other.statement.polarity) {
    found.push({ kind: 'polarity-changed', ...spans, from: one.statement.polarity, to: other.statement.polarity })
  }
  return found
}

const speakerOf = ({ entities }: ArticleRecord, { speaker }: Statement): string | undefined =>
  entities.find(({ id }) => id === speaker)?.name

const spanOf = ({ article }: StoryText, { statement: { content, cue } }: Said): ArticleSpan => ({
  article,
  ...(content ?? cue),
})
