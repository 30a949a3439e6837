import { detectLatin, fold, type LatinVariant, type Range, sentences, stopWords, terms } from 'kazakh'
import type { Block } from '../article/schema.js'
import type { ArticleRecord, Span } from '../record/schema.js'
import { type Found, readForeign } from './foreign.js'
import { foreignTopics, stopWordsOf, topics } from './lists.js'
import { put, within } from './ranges.js'
import type { ArticleSpan } from './schema.js'
import { foreignNameKeys, nameKeys } from './skeleton.js'

/**
 * An article as stories compare it: its sentences with their words by dictionary form, and what holds in any language: names
 * by their consonants, numbers and dates by value, topics. Kazakh is read by the record stage; of Russian and English only
 * what letters, digits and short lists show is read, and no more is claimed.
 */

/** A word of a sentence; offsets are into its block. */
export interface StoryWord extends Range {
  /** Dictionary form of a Kazakh word, of others the word without its ending; of a number # and its value. */
  readonly term: string
  /** Whether it says something: no conjunction, pronoun or auxiliary. */
  readonly full: boolean
}

/** Something with a value at a place of a block. */
export interface Valued extends Range {
  readonly value: string
}

export interface StorySentence extends Span {
  readonly words: readonly StoryWord[]
  readonly names: readonly Valued[]
  readonly numbers: readonly Valued[]
  readonly days: readonly Valued[]
  readonly topics: readonly Valued[]
  /** What stands inside quotation marks, or after the dash of a dialogue. */
  readonly quotes: readonly Range[]
}

export interface StoryText {
  readonly record: ArticleRecord
  readonly article: string
  readonly language: string
  readonly script: string
  readonly sentences: readonly StorySentence[]
}

/** What an article says itself: not what the page shows again or beside it. */
const isOwn = ({ kind, repeats }: Block): boolean =>
  repeats === undefined && kind !== 'promo' && kind !== 'other' && kind !== 'photo-credit' && kind !== 'pull-quote'

/** A record as stories compare it. */
export function storyText(record: ArticleRecord): StoryText {
  const { id, language, script, blocks } = record
  const latin = script === 'Latn' ? detectLatin(blocks.map(({ text }) => text).join('\n')) : undefined
  const claims = claimsByBlock(record)
  const foreign = language === 'ru' || language === 'en' ? readForeign(record, language) : undefined
  const found = blocks.filter(isOwn).flatMap((block): readonly StorySentence[] => {
    const spans = sentencesIn(record, block)
    const quotes = quotesOf(block.text)
    if (foreign !== undefined && (language === 'ru' || language === 'en')) {
      const read = foreign.get(block.id)
      return read === undefined ? [] : foreignSentences(block, spans, quotes, read, language)
    }
    return kazakhSentences(block, spans, quotes, claims.get(block.id) ?? { names: [], days: [] }, latin)
  })
  return { record, article: id, language, script, sentences: found }
}

/** The span of a range that lies in a sentence. */
export const spanWithin = (article: string, sentence: StorySentence, { start, end }: Range): ArticleSpan => ({
  article,
  block: sentence.block,
  start,
  end,
  text: sentence.text.slice(start - sentence.start, end - sentence.start),
})

export const spanOfSentence = (article: string, { block, start, end, text }: StorySentence): ArticleSpan => ({
  article,
  block,
  start,
  end,
  text,
})

let spansOf: WeakMap<ArticleRecord, ReadonlyMap<string, readonly Range[]>> | undefined

function sentencesIn(record: ArticleRecord, block: Block): readonly Range[] {
  if (record.sentences === undefined) return sentences(block.text)
  spansOf ??= new WeakMap()
  let byBlock = spansOf.get(record)
  if (byBlock === undefined) {
    const made = new Map<string, Range[]>()
    for (const span of record.sentences) put(made, span.block, span)
    byBlock = made
    spansOf.set(record, made)
  }
  return byBlock.get(block.id) ?? []
}

interface Claims {
  readonly names: Valued[]
  readonly days: Valued[]
}

/** Where a Kazakh record names things and dates. */
function claimsByBlock(record: ArticleRecord): ReadonlyMap<string, Claims> {
  const made = new Map<string, Claims>()
  const of = (block: string): Claims => {
    const known = made.get(block)
    if (known !== undefined) return known
    const claims: Claims = { names: [], days: [] }
    made.set(block, claims)
    return claims
  }
  for (const { name, type, mentions } of record.entities) {
    if (type === 'position' || type === 'other' || type === 'disease') continue
    const keys = nameKeys(name, 'kk')
    for (const { block, start, end, kind } of mentions) {
      if (kind === 'name' || kind === 'title') for (const value of keys) of(block).names.push({ value, start, end })
    }
  }
  for (const { block, start, end, value, kind } of record.times) {
    if (kind === 'date') of(block).days.push({ value, start, end })
  }
  return made
}

function kazakhSentences(
  block: Block,
  spans: readonly Range[],
  quotes: readonly Range[],
  claims: Claims,
  latin: LatinVariant | undefined,
): readonly StorySentence[] {
  const found = terms(block.text, { stopWords: false, lemmas: 'best', ...(latin === undefined ? {} : { latin }) })
  const words = found.map(({ term, start, end }): StoryWord => ({ term, start, end, full: !stopTerms.has(term) }))
  const known = claims.names.toSorted((a, b) => a.start - b.start)
  const names = [...known, ...capitalNames(block.text, words, spans, known)].sort((a, b) => a.start - b.start)
  const days = [...claims.days].sort((a, b) => a.start - b.start)
  const isDated = within(days)
  const counted = words
    .filter(
      ({ term, start, end }) => term.startsWith('#') && !isDated(start) && !isFiller(block.text.slice(start, end)),
    )
    .map(({ term, start, end }): Valued => ({ value: term.slice(1), start, end }))
  const numbers = withScores(block.text, counted)
  const about = kazakhTopics(words).filter(undated(days))
  return laidIn(block, spans, { words, names, numbers, days, topics: about, quotes })
}

/** үшін ("for") is also үш ("three") in the accusative. */
const isFiller = (word: string): boolean => stopWords.has(word.toLowerCase())

const stopTerms: ReadonlySet<string> = new Set([...stopWords].map(fold))

/** Words with a capital that begin no sentence are names, whether the record knows them or not. */
function capitalNames(
  text: string,
  words: readonly StoryWord[],
  spans: readonly Range[],
  known: readonly Range[],
): readonly Valued[] {
  const starts = new Set(spans.map(({ start }) => start))
  const isKnown = within(known)
  return words.flatMap(({ term, start, end }): readonly Valued[] => {
    const opens = starts.has(start) || starts.has(start - 1) || starts.has(start - 2)
    if (isKnown(start) || opens || !/\p{Lu}/u.test(text[start] ?? '')) return []
    const word = text.slice(start, end)
    return nameKeys(isShort(word) ? word : capital(term), 'kk').map((value) => ({ value, start, end }))
  })
}

const isShort = (word: string): boolean => /^\p{Lu}{2,6}$/u.test(word)
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

let kazakhPhrases:
  | ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly topic: string }[]>
  | undefined

/** 3:1 is one value, a score or a time of day, and not two numbers. */
function withScores(text: string, numbers: readonly Valued[]): readonly Valued[] {
  const scores = [...text.matchAll(/(?<![\p{Nd}:])\p{Nd}{1,3}:\p{Nd}{1,3}(?![\p{Nd}:])/gu)].map((match): Valued => {
    return { value: match[0], start: match.index, end: match.index + match[0].length }
  })
  const isInScore = within(scores)
  return [...scores, ...numbers.filter(({ start }) => !isInScore(start))].sort((a, b) => a.start - b.start)
}

/** Наурыз is a month in a date, and a holiday elsewhere. */
function undated(days: readonly Range[]): (one: Range) => boolean {
  const isDated = within(days)
  return ({ start }) => !isDated(start)
}

function kazakhTopics(words: readonly StoryWord[]): readonly Valued[] {
  if (kazakhPhrases === undefined) {
    const made = new Map<string, { readonly words: readonly string[]; readonly topic: string }[]>()
    for (const { topic, kk } of topics()) {
      for (const phrase of kk) {
        // Both as the list has it and as it is read in a text: of қаза тап the first word may be read as қаз ("goose").
        const listed = phrase.split(/[\s-]+/u).map(fold)
        const read = terms(phrase, { stopWords: false, lemmas: 'best' }).map(({ term }) => term)
        put(made, listed[0] ?? '', { words: listed, topic })
        if (read.join(' ') !== listed.join(' ')) put(made, read[0] ?? '', { words: read, topic })
      }
    }
    kazakhPhrases = made
  }
  const phrases = kazakhPhrases
  return words.flatMap(({ term, start, end }, i) =>
    (phrases.get(term) ?? [])
      .filter((phrase) => phrase.words.every((part, j) => words[i + j]?.term === part))
      .map(({ topic, words: parts }) => ({ value: topic, start, end: words[i + parts.length - 1]?.end ?? end })),
  )
}

function foreignSentences(
  block: Block,
  spans: readonly Range[],
  quotes: readonly Range[],
  read: Found,
  language: 'ru' | 'en',
): readonly StorySentence[] {
  const stop = stopWordsOf(language)
  const words = read.words.map(
    ({ lower, stem, start, end }): StoryWord => ({ term: stem, start, end, full: !stop.has(lower) }),
  )
  const names = read.names
    .filter(undated(read.days))
    .flatMap(({ words: own, start, end }) =>
      foreignNameKeys(own, language).map((value): Valued => ({ value, start, end })),
    )
  const about = read.words.filter(undated(read.days)).flatMap(({ lower, start, end }) =>
    foreignTopics(language)
      .of(lower)
      .map((value): Valued => ({ value, start, end })),
  )
  return laidIn(block, spans, {
    words,
    names,
    numbers: withScores(block.text, read.numbers),
    days: read.days,
    topics: about,
    quotes,
  })
}

type Layers = Pick<StorySentence, 'words' | 'names' | 'numbers' | 'days' | 'topics' | 'quotes'>

/** What was found in a block, sentence by sentence. Each layer is in the order of the text, so it is walked once. */
function laidIn(block: Block, spans: readonly Range[], layers: Layers): readonly StorySentence[] {
  const take = <T extends Range>(all: readonly T[]): ((to: Range) => readonly T[]) => {
    let next = 0
    return ({ start, end }) => {
      const own: T[] = []
      for (let one = all[next]; one !== undefined && one.start < end; one = all[++next]) {
        if (one.start >= start && one.end <= end) own.push(one)
      }
      return own
    }
  }
  const takers = {
    words: take(layers.words),
    names: take(layers.names),
    numbers: take(layers.numbers),
    days: take(layers.days),
    topics: take(layers.topics),
    quotes: take(clipped(layers.quotes, spans)),
  }
  return spans.map((range) => ({
    block: block.id,
    start: range.start,
    end: range.end,
    text: block.text.slice(range.start, range.end),
    words: takers.words(range),
    names: takers.names(range),
    numbers: takers.numbers(range),
    days: takers.days(range),
    topics: takers.topics(range),
    quotes: takers.quotes(range),
  }))
}

/** A quote of several sentences has a part in each. */
function clipped(quotes: readonly Range[], spans: readonly Range[]): readonly Range[] {
  const parts: Range[] = []
  let from = 0
  for (const quote of quotes) {
    while ((spans[from]?.end ?? Number.POSITIVE_INFINITY) <= quote.start) from += 1
    for (let i = from; i < spans.length; i++) {
      const span = spans[i]
      if (span === undefined || span.start >= quote.end) break
      parts.push({ start: Math.max(span.start, quote.start), end: Math.min(span.end, quote.end) })
    }
  }
  return parts
}

const marks = /«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]|"([^"]*)"/gu
const dialogue = /(?:^|\n)[–—-]\s+(.+?[,!?….])\s[–—-]\s/gu

/** What is quoted: four words or more inside marks (fewer are sooner a name), or a turn of dialogue. */
export function quotesOf(text: string): readonly Range[] {
  const found: Range[] = []
  for (const match of text.matchAll(marks)) {
    const inside = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
    if ((inside.match(/\S+/gu) ?? []).length < leastQuoted) continue
    const start = match.index + 1
    found.push({ start, end: start + inside.length })
  }
  const isMarked = within(found.toSorted((a, b) => a.start - b.start))
  for (const match of text.matchAll(dialogue)) {
    const inside = match[1] ?? ''
    const start = match.index + match[0].indexOf(inside)
    // A quote inside a turn of dialogue is a part of it.
    if (!isMarked(start)) found.push({ start, end: start + inside.length })
  }
  return disjoint(found.sort((a, b) => a.start - b.start || b.end - a.end))
}

const leastQuoted = 4

function disjoint(ranges: readonly Range[]): readonly Range[] {
  let end = 0
  return ranges.filter((range) => {
    const isApart = range.start >= end
    if (isApart) end = range.end
    return isApart
  })
}
