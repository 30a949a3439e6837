import type { PairScore, Signature } from './schema.js'
import { likeness } from './sketch.js'

/** How much a key says: much where few of the window's articles have it. */
export type Rarity = (key: string) => number

/** Rarity from how many of `size` articles have each key. */
export function rarityOf(counts: ReadonlyMap<string, number>, size: number): Rarity {
  // As if there were some articles more, so that the first articles of a store do not make every name common.
  const all = size + 40
  const most = Math.log(all)
  // Counts are few, and asked for thousands of times by each article that is placed.
  const known: number[] = []
  return (key) => {
    const count = counts.get(key) ?? 0
    const rarity = known[count] ?? Math.max(0.02, Math.log(all / (1 + count)) / most)
    known[count] = rarity
    return rarity
  }
}

/** So many days after it an event has its last new article. */
export const windowDays = 5

/** How sure it is that two articles are of one event. Both ways the same. */
export function scorePair(a: Signature, b: Signature, rarity: Rarity): PairScore {
  const of = (kind: string) => (key: string) => rarity(`${kind}:${key}`)
  const names = shared(a.names, b.names, of('n'))
  const leads = shared(onlyHigh(a.names), onlyHigh(b.names), of('n'))
  const isOneLanguage = a.language === b.language
  const parts = {
    names,
    leads,
    numbers: shared(a.numbers, b.numbers, of('#')),
    topics: shared(a.topics, b.topics, of('t')),
    events: shared(onlyHigh(a.topics), onlyHigh(b.topics), of('t')),
    words: isOneLanguage ? shared(a.words, b.words, of(`w:${a.language}`)) : 0,
    text: isOneLanguage ? likeness(a.sketch, b.sketch) : 0,
    days: daysOf(a, b),
    time: nearness(Math.abs(a.day - b.day)),
  }
  return { score: a.genre === b.genre ? combine(parts, isOneLanguage) : 0, parts }
}

/**
 * Weights of the parts in one language and across two, by logistic regression on the development stories and then rounded
 * towards what is steady: an article that is missing from a story is found again by its next neighbour, a wrong one is not. At
 * a score of a half two articles are as likely of one event as not.
 */
const weights = {
  one: { names: 3, leads: 1, numbers: 2.6, topics: 1, events: 0.8, words: 4.2, text: 4, days: 1.8, time: 2.5 },
  two: { names: 3.8, leads: 1.4, numbers: 3.2, topics: 3.6, events: 1, words: 0, text: 0, days: 2.3, time: 3.6 },
} as const
/** Two articles that each name another day for what they tell are seldom of one event, however alike: two calls of a week. */
const otherDay = -2

const partNames = ['names', 'leads', 'numbers', 'topics', 'events', 'words', 'text', 'days', 'time'] as const
const bias = { one: -8.5, two: -9.2 } as const

function combine(parts: PairScore['parts'], isOneLanguage: boolean): number {
  const own = isOneLanguage ? weights.one : weights.two
  const sum = partNames.reduce((total, name) => total + own[name] * parts[name], parts.days === 0 ? otherDay : 0)
  return 1 / (1 + Math.exp(-(sum + (isOneLanguage ? bias.one : bias.two))))
}

/** Most articles of an event come on its day and on the next morning; with each day after that another event is likelier. */
const nearness = (days: number): number => (days <= 1 ? 1 - 0.1 * days : 0.9 * 0.7 ** (days - 1))

type Weighed = Readonly<Record<string, number>>

const onlyHigh = (all: Weighed): Weighed => Object.fromEntries(Object.entries(all).filter(([, weight]) => weight > 1))

/**
 * The weight of what both have, between the share of the shorter one (an abridgement has all its names from its source) and
 * the share of both together.
 */
function shared(a: Weighed, b: Weighed, rarity: Rarity): number {
  let both = 0
  let first = 0
  let second = 0
  for (const key of Object.keys(a)) {
    const weight = rarity(key)
    first += weight
    if (key in b) both += weight
  }
  for (const key of Object.keys(b)) second += rarity(key)
  const least = Math.min(first, second)
  if (least === 0) return 0
  // Of very little, all is soon shared.
  const enough = Math.min(1, least / 1.5)
  return enough * ((both / least) * 0.6 + (both / (first + second - both)) * 0.4)
}

function daysOf(a: Signature, b: Signature): number {
  if (a.days.length === 0 || b.days.length === 0) return 0.5
  return a.days.some((day) => b.days.includes(day)) ? 1 : 0
}
