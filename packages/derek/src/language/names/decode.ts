import { type Label, labelCount, mayEnd, mayFollow, mayStart, outside } from './classes.js'
import { SentenceFeatures } from './features.js'
import type { NameModel } from './model.js'

/** Labels this much worse than a word's best one (in log odds) are not tried. */
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
  /** How likely each word has its label, 0 to 1. */
  readonly confidence: Float64Array
}

/** The most likely labels of a sentence. */
export function decode(forms: readonly string[], model: NameModel): Decoded {
  const lattice = latticeOf(forms, model)
  const labels = bestPath(lattice, model.transitions)
  const named = labels.some((label) => label !== outside)
  return {
    labels,
    confidence: named ? confidenceOf(labels, lattice, model.transitions) : new Float64Array(labels.length).fill(1),
  }
}

const scores = new Float64Array(labelCount)

function latticeOf(forms: readonly string[], model: NameModel): Lattice {
  const sentence = new SentenceFeatures(forms)
  const { length } = sentence
  const seen = model.network.look(sentence)
  const starts = new Int32Array(length + 1)
  let labels = new Uint8Array(8 * length + labelCount)
  let kept = new Float64Array(8 * length + labelCount)
  let count = 0
  for (let t = 0; t < length; t++) {
    sentence.at(t)
    scoreWord(sentence, model)
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

function scoreWord(sentence: SentenceFeatures, model: NameModel): void {
  const { hashes, slots, starts, labels, weights, scale } = model
  const mask = hashes.length - 1
  const { features, count } = sentence
  scores.fill(0)
  for (let f = 0; f < count; f++) {
    const hash = features[f] ?? 0
    let at = hash & mask
    let slot = slots[at] ?? -1
    while (slot >= 0 && hashes[at] !== hash) {
      at = (at + 1) & mask
      slot = slots[at] ?? -1
    }
    if (slot < 0) continue
    const stop = starts[slot + 1] ?? 0
    for (let w = starts[slot] ?? 0; w < stop; w++) {
      const y = labels[w] ?? 0
      scores[y] = (scores[y] ?? 0) + (weights[w] ?? 0)
    }
  }
  for (let y = 0; y < labelCount; y++) scores[y] = (scores[y] ?? 0) * scale
}

/** Viterbi. There is always a path: every word may be outside of a name. */
function bestPath({ length, starts, labels, scores }: Lattice, transitions: Float32Array): Uint8Array {
  const reached = new Float64Array(starts[length] ?? 0)
  const from = new Int32Array(starts[length] ?? 0)
  for (let t = 0; t < length; t++) {
    const stop = starts[t + 1] ?? 0
    for (let b = starts[t] ?? 0; b < stop; b++) {
      const y = labels[b] ?? 0
      let best = t === 0 && mayStart(y) ? 0 : Number.NEGATIVE_INFINITY
      for (let a = t === 0 ? 0 : (starts[t - 1] ?? 0), end = t === 0 ? 0 : (starts[t] ?? 0); a < end; a++) {
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
  }
  const path = new Uint8Array(length)
  let at = -1
  for (let b = length === 0 ? 0 : (starts[length - 1] ?? 0); b < (starts[length] ?? 0); b++) {
    if (mayEnd(labels[b] ?? 0) && (at < 0 || (reached[b] ?? 0) > (reached[at] ?? 0))) at = b
  }
  for (let t = length - 1; t >= 0; t--) {
    path[t] = labels[at] ?? outside
    at = from[at] ?? 0
  }
  return path
}

/** Forward and backward, each scaled to sum to 1 at every word; then how likely a word's label is. */
function confidenceOf(path: Uint8Array, lattice: Lattice, transitions: Float32Array): Float64Array {
  const { length, starts, labels, scores } = lattice
  const size = starts[length] ?? 0
  const odds = new Float64Array(size)
  const forward = new Float64Array(size)
  const backward = new Float64Array(size)
  const normalize = (values: Float64Array, t: number): void => {
    let sum = 0
    for (let b = starts[t] ?? 0; b < (starts[t + 1] ?? 0); b++) sum += values[b] ?? 0
    for (let b = starts[t] ?? 0; b < (starts[t + 1] ?? 0); b++) values[b] = (values[b] ?? 0) / sum
  }
  for (let t = 0; t < length; t++) {
    const begin = starts[t] ?? 0
    const stop = starts[t + 1] ?? 0
    let best = Number.NEGATIVE_INFINITY
    for (let b = begin; b < stop; b++) best = Math.max(best, scores[b] ?? 0)
    for (let b = begin; b < stop; b++) odds[b] = Math.exp((scores[b] ?? 0) - best)
    for (let b = begin; b < stop; b++) {
      const y = labels[b] ?? 0
      let sum = t === 0 && mayStart(y) ? 1 : 0
      if (t > 0) {
        for (let a = starts[t - 1] ?? 0; a < begin; a++) {
          const step = (labels[a] ?? 0) * labelCount + y
          if (follows[step] === 1) sum += (forward[a] ?? 0) * Math.exp(transitions[step] ?? 0)
        }
      }
      forward[b] = sum * (odds[b] ?? 0)
    }
    normalize(forward, t)
  }
  for (let t = length - 1; t >= 0; t--) {
    const stop = starts[t + 1] ?? 0
    for (let a = starts[t] ?? 0; a < stop; a++) {
      const y = labels[a] ?? 0
      let sum = t === length - 1 && mayEnd(y) ? 1 : 0
      if (t < length - 1) {
        for (let b = stop; b < (starts[t + 2] ?? 0); b++) {
          const step = y * labelCount + (labels[b] ?? 0)
          if (follows[step] === 1) sum += (backward[b] ?? 0) * (odds[b] ?? 0) * Math.exp(transitions[step] ?? 0)
        }
      }
      backward[a] = sum
    }
    normalize(backward, t)
  }
  return Float64Array.from(path, (y: Label, t) => {
    let sum = 0
    let own = 0
    for (let b = starts[t] ?? 0; b < (starts[t + 1] ?? 0); b++) {
      const p = (forward[b] ?? 0) * (backward[b] ?? 0)
      sum += p
      if (labels[b] === y) own = p
    }
    return own / sum
  })
}
