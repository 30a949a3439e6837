import { dayOf, isoOf } from './days.js'
import { satireWords } from './lists.js'
import type { Signature } from './schema.js'
import { sketchOf } from './sketch.js'
import type { StorySentence, StoryText, Valued } from './text.js'

/** Sentences by which an article is known; what comes after is of little weight in news. */
const firstSentences = 40
/** Title and lead: what the article is of. */
const leadSentences = 3
/** The most names, numbers, topics and words of one article. */
const most = { names: 40, numbers: 20, topics: 24, words: 60 }
/** So many days around its publication a date is one of the event, and not of its history or its consequences. */
const near = 4

/**
 * What an article is found and compared by. Its size is bounded, whatever the length of the text. `arrived` is the date and time
 * at which it came, for an article that does not say when it was published.
 */
export function signatureOf(text: StoryText, arrived = ''): Signature {
  const { record } = text
  const sentences = text.sentences.slice(0, firstSentences)
  const day = dayOf(record.publishedAt ?? arrived)
  return {
    article: record.id,
    outlet: record.source.id,
    language: record.language,
    ...(record.publishedAt === undefined ? {} : { publishedAt: record.publishedAt }),
    day: day ?? 0,
    genre: genreOf(text),
    names: weighed(sentences, ({ names }) => names.map(itsValue), most.names),
    numbers: weighed(sentences, ({ numbers }) => numbers.map(itsValue).filter(tellsSomething), most.numbers),
    days: daysOf(sentences, day),
    topics: weighed(sentences, ({ topics }) => topics.map(itsValue), most.topics),
    words: weighed(sentences, ({ words }) => words.filter(({ full }) => full).map(({ term }) => term), most.words),
    sketch: sketchOf(text),
  }
}

const itsValue = ({ value }: Valued): string => value

/** One, two and three are said of anything; 3:1 is not. */
const tellsSomething = (value: string): boolean => value.includes(':') || Number(value) > 3

/** 2 in title and lead, 1 below; of more than `limit`, the first. */
function weighed(
  sentences: readonly StorySentence[],
  of: (sentence: StorySentence) => readonly string[],
  limit: number,
): Readonly<Record<string, number>> {
  const found = new Map<string, number>()
  for (const [i, sentence] of sentences.entries()) {
    for (const value of of(sentence)) {
      if (!found.has(value) && found.size < limit) found.set(value, i < leadSentences ? 2 : 1)
    }
  }
  return Object.fromEntries(found)
}

function daysOf(sentences: readonly StorySentence[], published: number | undefined): readonly string[] {
  const days = new Set<string>()
  for (const { days: named } of sentences.slice(0, leadSentences + 1)) {
    for (const { value } of named) {
      const day = /^\d{4}-\d{2}-\d{2}/u.test(value) && !value.includes('/') ? dayOf(value) : undefined
      if (day !== undefined && published !== undefined && Math.abs(day - published) <= near) days.add(isoOf(day))
    }
  }
  return [...days]
}

/** Satire where the page calls itself so: in a tag, in its section, or before a colon of its title. */
function genreOf({ record: { title, tags } }: StoryText): Signature['genre'] {
  const before = /^([^:|]{2,30})[:|]/u.exec(title ?? '')?.[1]
  const labels = [...tags, ...(before === undefined ? [] : [before])]
  return labels.some((label) => satireWords().has(label.trim().toLowerCase())) ? 'satire' : 'news'
}

/**
 * What a table of keys holds of an article, so that others find it: n: a name, #: a number, w: a word of title or lead with its
 * language, t: a topic of title or lead, m: a band of the sketch. Topics alone are too common to find by; they are kept to be
 * counted.
 */
export function keysOf({ names, numbers, words, topics, sketch, language }: Signature): readonly string[] {
  const high = (all: Readonly<Record<string, number>>): readonly string[] =>
    Object.entries(all).flatMap(([key, weight]) => (weight > 1 ? [key] : []))
  return [
    ...Object.keys(names).map((key) => `n:${key}`),
    ...Object.keys(numbers).map((key) => `#:${key}`),
    ...high(words).map((key) => `w:${language}:${key}`),
    ...high(topics).map((key) => `t:${key}`),
    ...bandsOf(sketch),
  ]
}

/** Two values of the sketch make a key: texts that share half of their runs of words share several. */
function bandsOf(sketch: readonly number[]): readonly string[] {
  const bands: string[] = []
  for (let i = 0; i + 1 < sketch.length; i += 2) bands.push(`m:${i}:${sketch[i]}.${sketch[i + 1]}`)
  return bands
}
