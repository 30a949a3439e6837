import { put } from './ranges.js'
import { hashOf } from './sketch.js'
import type { StorySentence, StoryText } from './text.js'

/** Sentences of two texts that became each other, by their numbers; one side is empty where it was dropped or added. */
export interface Group {
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** Share of the words of both that both have. */
  readonly similarity: number
  readonly moved: boolean
}

/** A sentence as a bag of what is compared, with a weight for each. */
interface Unit {
  readonly features: ReadonlyMap<string, number>
  readonly weight: number
  /** Everything in its order, so that what is the same is found at once. */
  readonly key: number
}

/** A feature that so many sentences have finds none; and so many candidates of a sentence are compared. */
const mostHolders = 60
const mostCandidates = 8
/** Two sentences are one where they are this much alike; what holds in two languages says less, so less is asked. */
const least = { one: 0.42, two: 0.3 } as const
/** A sentence went into another where this share of it stands there, and not already as a part of a third. */
const absorbed = 0.55
/** What is known of a sentence with fewer features than this is too little. */
const fewest = { one: 2, two: 2 } as const

/**
 * Aligns two texts sentence by sentence. Every sentence stands in exactly one group; the groups are in the order of the later
 * text, and what was dropped stands where it was. The cost grows with the length of the texts, not with its square.
 */
export function align(before: StoryText, after: StoryText): readonly Group[] {
  const mode = before.language === after.language ? 'one' : 'two'
  const weigh = weights(before, after)
  const from = before.sentences.map((sentence) => unitOf(sentence, mode, weigh))
  const to = after.sentences.map((sentence) => unitOf(sentence, mode, weigh))
  const partner = new Map<number, number>()
  const taken = new Set<number>()
  const join = (i: number, j: number): void => {
    partner.set(i, j)
    taken.add(j)
  }
  const titles = [titleOf(before), titleOf(after)] as const
  if (titles[0] !== undefined && titles[1] !== undefined) join(titles[0], titles[1])
  if (mode === 'one') for (const [i, j] of same(from, to, partner, taken)) join(i, j)
  const length = Math.max(1, from.length, to.length)
  const candidates = candidatesOf(from, to, partner, taken)
  const ranked = candidates
    .map(({ i, j, both }) => {
      const alike = likeness(from[i], to[j], both)
      // Of two that are as good, the one nearer to its old place.
      const away = Math.abs(i / Math.max(1, from.length) - j / Math.max(1, to.length))
      return { i, j, alike, rank: alike - away * (mode === 'two' ? 0.25 : 0.05) - (Math.abs(i - j) / length) * 1e-6 }
    })
    .filter(({ alike }) => alike >= least[mode])
    .sort((a, b) => b.rank - a.rank || a.i - b.i || a.j - b.j)
  for (const { i, j } of ranked) if (!partner.has(i) && !taken.has(j)) join(i, j)
  const groups = new Map<number, { before: number[]; after: number[] }>()
  for (const [i, j] of partner) groups.set(j, { before: [i], after: [j] })
  if (mode === 'one') absorb(from, to, candidates, partner, groups)
  return ordered(from, to, groups)
}

/** A title is a title, whatever its words. */
function titleOf({ record: { title, blocks }, sentences }: StoryText): number | undefined {
  const heading = blocks.find(({ kind, text }) => kind === 'heading' && text === title)
  const own = sentences.findIndex(({ block }) => block === heading?.id)
  // Of a title of two sentences the first is no pair of another title by itself.
  return heading === undefined || own < 0 || sentences[own + 1]?.block === heading.id ? undefined : own
}

/** The same sentences, in their order where one is met more than once. */
function same(
  from: readonly Unit[],
  to: readonly Unit[],
  partner: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>,
): readonly (readonly [number, number])[] {
  const waiting = new Map<number, number[]>()
  for (const [j, unit] of to.entries()) if (unit.features.size > 0 && !taken.has(j)) put(waiting, unit.key, j)
  for (const queue of waiting.values()) queue.reverse()
  return from.flatMap((unit, i) => {
    const j = unit.features.size > 0 && !partner.has(i) ? waiting.get(unit.key)?.pop() : undefined
    return j === undefined ? [] : [[i, j] as const]
  })
}

interface Candidate {
  readonly i: number
  readonly j: number
  readonly both: number
}

/** For each sentence that has no partner, those that share the most with it; both ways, so that merges and splits are seen. */
function candidatesOf(
  from: readonly Unit[],
  to: readonly Unit[],
  partner: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>,
): readonly Candidate[] {
  const found = new Map<string, Candidate>()
  const look = (
    ones: readonly Unit[],
    others: readonly Unit[],
    isDone: (one: number) => boolean,
    flip: boolean,
  ): void => {
    const holders = new Map<string, number[]>()
    for (const [j, { features }] of others.entries()) for (const feature of features.keys()) put(holders, feature, j)
    for (const [i, { features }] of ones.entries()) {
      if (isDone(i)) continue
      const shared = new Map<number, number>()
      for (const [feature, weight] of features) {
        const all = holders.get(feature)
        if (all === undefined || all.length > mostHolders) continue
        for (const j of all) shared.set(j, (shared.get(j) ?? 0) + weight)
      }
      const best = [...shared].sort(([a, x], [b, y]) => y - x || a - b).slice(0, mostCandidates)
      for (const [j] of best) {
        const pair = flip ? { i: j, j: i } : { i, j }
        const both = sharedWeight(ones[i], others[j])
        found.set(`${pair.i}.${pair.j}`, { ...pair, both })
      }
    }
  }
  look(from, to, (i) => partner.has(i), false)
  look(to, from, (j) => taken.has(j), true)
  return [...found.values()]
}

function sharedWeight(a: Unit | undefined, b: Unit | undefined): number {
  if (a === undefined || b === undefined) return 0
  const [few, many] = a.features.size <= b.features.size ? [a, b] : [b, a]
  let sum = 0
  for (const [feature, weight] of few.features) sum += Math.min(weight, many.features.get(feature) ?? 0)
  return sum
}

/** Shares of both, but a sentence that was cut short is still that sentence. */
function likeness(a: Unit | undefined, b: Unit | undefined, both: number): number {
  if (a === undefined || b === undefined || a.weight + b.weight === 0) return 0
  const shorter = Math.min(a.weight, b.weight)
  const dice = (2 * both) / (a.weight + b.weight)
  return Math.max(dice, shorter >= 4 ? (both / shorter) * 0.72 : 0)
}

/** Sentences without a partner that stand, for the most part, in one that has another: a merge, or a split. */
function absorb(
  from: readonly Unit[],
  to: readonly Unit[],
  candidates: readonly Candidate[],
  partner: ReadonlyMap<number, number>,
  groups: Map<number, { before: number[]; after: number[] }>,
): void {
  const groupOfBefore = new Map([...groups.values()].map((group) => [group.before[0] ?? -1, group]))
  const done = { before: new Set(partner.keys()), after: new Set(groups.keys()) }
  const ranked = candidates.toSorted((a, b) => b.both - a.both || a.i - b.i || a.j - b.j)
  for (const { i, j } of ranked) {
    const merged = groups.get(j)
    if (!done.before.has(i) && merged !== undefined && merged.after.length === 1) {
      const others = merged.before.map((one) => from[one])
      if (restShare(from[i], to[j], others) >= absorbed) {
        merged.before.push(i)
        done.before.add(i)
      }
    }
    const split = groupOfBefore.get(i)
    if (!done.after.has(j) && split !== undefined && split.before.length === 1) {
      const others = split.after.map((one) => to[one])
      if (restShare(to[j], from[i], others) >= absorbed) {
        split.after.push(j)
        done.after.add(j)
      }
    }
  }
}

/** The share of a sentence that stands in another and in none of the others that went into it. */
function restShare(part: Unit | undefined, whole: Unit | undefined, others: readonly (Unit | undefined)[]): number {
  if (part === undefined || whole === undefined || part.features.size < fewest.one) return 0
  let sum = 0
  for (const [feature, weight] of part.features) {
    const has = whole.features.get(feature) ?? 0
    const used = others.reduce((total, other) => total + (other?.features.get(feature) ?? 0), 0)
    sum += Math.min(weight, Math.max(0, has - used))
  }
  return sum / part.weight
}

function ordered(
  from: readonly Unit[],
  to: readonly Unit[],
  groups: ReadonlyMap<number, { before: number[]; after: number[] }>,
): readonly Group[] {
  const pairs = [...groups.values()]
    .map(({ before, after }) => ({ before: before.toSorted(byNumber), after: after.toSorted(byNumber) }))
    .sort((a, b) => (a.after[0] ?? 0) - (b.after[0] ?? 0))
  const steady = longestRise(pairs.map(({ before }) => before[0] ?? 0))
  const made = pairs.map(
    (pair, at): Group => ({ ...pair, similarity: similarityOf(pair, from, to), moved: !steady.has(at) }),
  )
  const usedBefore = new Set(pairs.flatMap(({ before }) => before))
  const usedAfter = new Set(pairs.flatMap(({ after }) => after))
  const byAfter = new Map(made.map((group) => [group.after[0] ?? -1, group]))
  const byBefore = new Map(made.flatMap((group) => group.before.map((i) => [i, group] as const)))
  const found: Group[] = []
  const dropped = from.map((_, i) => i).filter((i) => !usedBefore.has(i))
  // What was dropped stands after the nearest sentence before it that was kept.
  const after = new Map<Group | undefined, number[]>()
  let last: Group | undefined
  let next = 0
  for (const i of from.keys()) {
    const group = byBefore.get(i)
    if (group !== undefined && !group.moved) last = group
    if (dropped[next] === i) {
      put(after, last, i)
      next += 1
    }
  }
  const drop = (group: Group | undefined): void => {
    for (const i of after.get(group) ?? []) found.push({ before: [i], after: [], similarity: 0, moved: false })
  }
  drop(undefined)
  for (const j of to.keys()) {
    const group = byAfter.get(j)
    if (group !== undefined) {
      found.push(group)
      drop(group)
    } else if (!usedAfter.has(j)) found.push({ before: [], after: [j], similarity: 0, moved: false })
  }
  return found
}

const byNumber = (a: number, b: number): number => a - b

function similarityOf(
  { before, after }: { readonly before: readonly number[]; readonly after: readonly number[] },
  from: readonly Unit[],
  to: readonly Unit[],
): number {
  const one = together(before.map((i) => from[i]))
  const other = together(after.map((j) => to[j]))
  const both = sharedWeight(one, other)
  return one.weight + other.weight === 0 ? 1 : Math.min(1, (2 * both) / (one.weight + other.weight))
}

function together(units: readonly (Unit | undefined)[]): Unit {
  const features = new Map<string, number>()
  let weight = 0
  for (const unit of units) {
    if (unit === undefined) continue
    for (const [feature, own] of unit.features) features.set(feature, (features.get(feature) ?? 0) + own)
    weight += unit.weight
  }
  return { features, weight, key: 0 }
}

/** The places of a longest run of numbers that rise: what is not in it was moved; of two that changed places, the later. */
export function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const last = numbers.length - 1
  const turned = numbers.map((_, i) => -(numbers[last - i] ?? 0))
  return new Set([...longestRiseEndingLow(turned)].map((at) => last - at))
}

function longestRiseEndingLow(numbers: readonly number[]): ReadonlySet<number> {
  /** `ends[n]`: the place of the smallest number that a rising run of n + 1 ends with. */
  const ends: number[] = []
  const before: number[] = []
  for (const [at, number] of numbers.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before[at] = ends[low - 1] ?? -1
    ends[low] = at
  }
  const found = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) found.add(at)
  return found
}

/** Words that many sentences have say little of which is which. */
function weights(before: StoryText, after: StoryText): (feature: string) => number {
  const counts = new Map<string, number>()
  for (const { sentences } of [before, after]) {
    for (const { words } of sentences) {
      for (const term of new Set(words.map((word) => word.term))) counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return (term) => 1 / Math.sqrt(Math.max(1, (counts.get(term) ?? 1) / 2))
}

function unitOf(sentence: StorySentence, mode: 'one' | 'two', weigh: (term: string) => number): Unit {
  const features = new Map<string, number>()
  const add = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight)
  }
  if (mode === 'one') for (const { term, full } of sentence.words) add(term, (full ? 1 : 0.25) * weigh(term))
  else {
    // What is said twice in one language may be said once in the other.
    for (const value of valuesOf(sentence.names)) features.set(`n:${value}`, 1)
    for (const value of valuesOf(sentence.numbers)) features.set(`#:${value}`, 1.5)
    for (const value of valuesOf(sentence.days)) features.set(`d:${value}`, 1)
    for (const value of valuesOf(sentence.topics)) features.set(`t:${value}`, 1)
  }
  let weight = 0
  for (const own of features.values()) weight += own
  return { features, weight, key: hashOf(sentence.words.map(({ term }) => term).join(' ')) }
}

const valuesOf = (all: readonly { readonly value: string }[]): ReadonlySet<string> =>
  new Set(all.map(({ value }) => value))
