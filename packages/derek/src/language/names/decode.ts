import { type Label, labelCount, mayEnd, mayFollow, mayStart, outside } from './classes.js'
import { featuresOfSpot, ownSpots, SentenceFeatures } from './features.js'
import type { NameModel } from './model.js'
import type { Traits } from './traits.js'

/** Labels that the CRF finds this much worse than a word's best one (in log odds) are not tried. */
const margin = 12

const follows = new Uint8Array(labelCount * labelCount)
for (let a = 0; a < labelCount; a++) {
  for (let b = 0; b < labelCount; b++) follows[a * labelCount + b] = mayFollow(a, b) ? 1 : 0
}

/** The labels that each word may have, with their scores; those of word t are from starts[t] up to starts[t + 1]. */
interface Lattice {
  readonly length: number
  readonly starts: Int32Array
  readonly labels: Uint8Array
  readonly scores: Float64Array
}

export interface Decoded {
  readonly labels: Uint8Array
  /** How likely the words from `start` up to `end` have these labels, all others being right: 0 to 1. */
  confidence(start: number, end: number): number
}

/** The most likely labels of a sentence; `caseless` where its capitals tell nothing. */
export function decode(forms: readonly string[], model: NameModel, caseless?: boolean): Decoded {
  const lattice = latticeOf(new SentenceFeatures(forms, caseless), model)
  const labels = bestPath(lattice, model.transitions)
  return { labels, confidence: (start, end) => confidenceOf(start, end, labels, lattice, model.odds) }
}

const scores = new Float64Array(labelCount)
const sums = new Int16Array(labelCount)

function latticeOf(sentence: SentenceFeatures, model: NameModel): Lattice {
  const { length } = sentence
  const seen = model.network.look(sentence)
  const starts = new Int32Array(length + 1)
  let labels = new Uint8Array(8 * length + labelCount)
  let kept = new Float64Array(8 * length + labelCount)
  let count = 0
  for (let t = 0; t < length; t++) {
    scoreWord(sentence, t, model)
    let best = Number.NEGATIVE_INFINITY
    for (let y = 0; y < labelCount; y++) best = Math.max(best, scores[y] ?? 0)
    if (count + labelCount > labels.length) {
      const size = 2 * labels.length + labelCount
      const longerLabels = new Uint8Array(size)
      longerLabels.set(labels)
      labels = longerLabels
      const longer = new Float64Array(size)
      longer.set(kept)
      kept = longer
    }
    for (let y = 0; y < labelCount; y++) {
      const score = scores[y] ?? 0
      if (y !== outside && score < best - margin) continue
      labels[count] = y
      kept[count++] = score
    }
    const from = starts[t] ?? 0
    // A word that can only be outside needs no second opinion.
    if (count > from + 1) model.network.add(seen, t, labels, kept, from, count)
    starts[t + 1] = count
  }
  return { length, starts, labels, scores: kept }
}

function scoreWord(sentence: SentenceFeatures, t: number, model: NameModel): void {
  sums.fill(0)
  for (const [spot, offset] of offsets.entries()) {
    const word = ownSums(sentence.wordAt(t + offset), model)
    const from = spot * labelCount
    for (let y = 0; y < labelCount; y++) sums[y] = (sums[y] ?? 0) + (word[from + y] ?? 0)
  }
  sentence.atPlace(t)
  addWeights(sentence.features, sentence.count, model, sums, 0)
  for (let y = 0; y < labelCount; y++) scores[y] = (sums[y] ?? 0) * model.scale
}

/** Where a word stands that is seen from each of the own spots, as features.ts has them. */
const offsets = [0, -1, 1, -2, 2]

/** Words beyond these are worked out anew. */
const most = 20_000

function ownSums(word: Traits, model: NameModel): Int16Array {
  let own = model.remembered.get(word)
  if (own === undefined) {
    own = new Int16Array(ownSpots * labelCount)
    for (let spot = 0; spot < ownSpots; spot++) {
      const features = featuresOfSpot(word, spot)
      addWeights(features, features.length, model, own, spot * labelCount)
    }
    if (model.remembered.size >= most) model.remembered.clear()
    model.remembered.set(word, own)
  }
  return own
}

function addWeights(
  features: Int32Array,
  count: number,
  { table, weights }: NameModel,
  sums: Int16Array,
  from: number,
): void {
  const mask = table.length / 2 - 1
  for (let f = 0; f < count; f++) {
    const hash = features[f] ?? 0
    let at = hash & mask
    let place = table[2 * at + 1] ?? 0
    while (place !== 0 && table[2 * at] !== hash) {
      at = (at + 1) & mask
      place = table[2 * at + 1] ?? 0
    }
    const start = place >> 7
    const stop = start + (place & 127)
    for (let w = start; w < stop; w++) {
      const both = weights[w] ?? 0
      const y = from + (both >> 8)
      sums[y] = (sums[y] ?? 0) + ((both << 24) >> 24)
    }
  }
}

/** Viterbi. There is always a path: every word may be outside of a name. */
function bestPath({ length, starts, labels, scores }: Lattice, transitions: Float32Array): Uint8Array {
  const reached = new Float64Array(starts[length] ?? 0)
  const from = new Int32Array(starts[length] ?? 0)
  // Labels of the word before: those that may end a name, and the others.
  const ended = new Int32Array(labelCount)
  const open = new Int32Array(labelCount)
  let endedCount = 0
  let openCount = 0
  for (let t = 0; t < length; t++) {
    const start = starts[t] ?? 0
    const stop = starts[t + 1] ?? 0
    for (let b = start; b < stop; b++) {
      const y = labels[b] ?? 0
      const starting = mayStart(y)
      let best = t === 0 && starting ? 0 : Number.NEGATIVE_INFINITY
      const before = starting ? ended : open
      const count = starting ? endedCount : openCount
      for (let k = 0; k < count; k++) {
        const a = before[k] ?? 0
        const step = (labels[a] ?? 0) * labelCount + y
        if (follows[step] === 0) continue
        const score = (reached[a] ?? 0) + (transitions[step] ?? 0)
        if (score > best) {
          best = score
          from[b] = a
        }
      }
      reached[b] = best + (scores[b] ?? 0)
    }
    endedCount = 0
    openCount = 0
    for (let b = start; b < stop; b++) {
      if (mayEnd(labels[b] ?? 0)) ended[endedCount++] = b
      else open[openCount++] = b
    }
  }
  const path = new Uint8Array(length)
  let at = -1
  for (let k = 0; k < endedCount; k++) {
    const b = ended[k] ?? 0
    if (at < 0 || (reached[b] ?? 0) > (reached[at] ?? 0)) at = b
  }
  for (let t = length - 1; t >= 0; t--) {
    path[t] = labels[at] ?? outside
    at = from[at] ?? 0
  }
  return path
}

/** The share of the path among all the ways from the word before to the word after. */
function confidenceOf(start: number, end: number, path: Uint8Array, lattice: Lattice, odds: Float64Array): number {
  const { length, starts, labels, scores } = lattice
  let before: { readonly label: Label; readonly odds: number }[] =
    start === 0 ? [] : [{ label: path[start - 1] ?? outside, odds: 1 }]
  let own = 1
  const step = (a: Label, b: Label): number => (follows[a * labelCount + b] === 1 ? (odds[a * labelCount + b] ?? 0) : 0)
  for (let t = start; t < Math.min(end + 1, length); t++) {
    const here = path[t] ?? outside
    const isAfter = t === end
    const reach = (b: Label): number =>
      t === 0 ? (mayStart(b) ? 1 : 0) : before.reduce((sum, a) => sum + a.odds * step(a.label, b), 0)
    own *= t === 0 ? 1 : step(path[t - 1] ?? outside, here)
    if (isAfter) return own / reach(here)
    const now: { label: Label; odds: number }[] = []
    let best = Number.NEGATIVE_INFINITY
    for (let b = starts[t] ?? 0; b < (starts[t + 1] ?? 0); b++) best = Math.max(best, scores[b] ?? 0)
    for (let b = starts[t] ?? 0; b < (starts[t + 1] ?? 0); b++) {
      const label = labels[b] ?? outside
      const likely = Math.exp((scores[b] ?? 0) - best)
      if (label === here) own *= likely
      now.push({ label, odds: reach(label) * likely })
    }
    // Scaled, so that long names do not run out of numbers.
    const sum = now.reduce((all, one) => all + one.odds, 0)
    for (const one of now) one.odds /= sum
    own /= sum
    before = now
  }
  return own / before.reduce((sum, a) => sum + (mayEnd(a.label) ? a.odds : 0), 0)
}
