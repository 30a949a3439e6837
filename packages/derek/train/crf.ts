import { labelCount, mayEnd, mayFollow, mayStart } from '../src/language/names/classes.js'
import { random, shuffle } from './random.js'

/** A sentence as the trainer sees it: features of word t are those from starts[t] up to starts[t + 1]. */
export interface Example {
  readonly features: Int32Array
  readonly starts: Int32Array
  readonly labels: Uint8Array
}

export interface Training {
  readonly epochs: number
  /** Step of AdaGrad, falling to a tenth in the last epoch. */
  readonly rate: number
  /** Pull of every weight that is changed towards 0. */
  readonly l2: number
  /** Share of features that are hidden at each look, so that no feature is leaned on alone. */
  readonly dropout: number
  readonly seed: number
}

export interface Weights {
  /** Of feature f and label y, at f × labelCount + y. */
  readonly features: Float32Array
  readonly transitions: Float32Array
}

/** Errors smaller than this are not worth a change. */
const least = 1e-3
/** Labels this much worse than a word's best one are taken for impossible. */
const margin = 16

/**
 * A linear-chain CRF by stochastic gradient descent (AdaGrad), one sentence at a time. `examples(epoch)` gives the
 * examples of an epoch.
 */
export function trainCrf(
  featureCount: number,
  examplesOf: (epoch: number) => readonly Example[],
  { epochs, rate, l2, dropout, seed }: Training,
  report: (epoch: number, loss: number, weights: Weights) => void,
): Weights {
  const L = labelCount
  const W = new Float32Array(featureCount * L)
  const squares = new Float32Array(featureCount * L)
  const T = new Float32Array(L * L)
  const transitionSquares = new Float32Array(L * L)
  const expT = new Float64Array(L * L)
  for (let a = 0; a < L; a++) for (let b = 0; b < L; b++) expT[a * L + b] = mayFollow(a, b) ? 1 : 0
  const next = random(seed)
  const expected = new Float64Array(L * L)
  const touched: number[] = []
  const scale = 1 / (1 - dropout)

  for (let epoch = 0; epoch < epochs; epoch++) {
    const examples = examplesOf(epoch)
    const order = Int32Array.from(examples, (_, i) => i)
    shuffle(order, next)
    const step = rate * (1 - (0.9 * epoch) / Math.max(1, epochs - 1))
    let loss = 0
    for (let o = 0; o < order.length; o++) {
      const example = examples[order[o] ?? 0]
      if (example === undefined) continue
      loss += learn(example, step)
    }
    report(epoch, loss / examples.length, { features: W, transitions: T })
  }
  return { features: W, transitions: T }

  /** One step on one sentence; its negative log likelihood before. */
  function learn({ features, starts, labels }: Example, step: number): number {
    const n = labels.length
    const shown = new Uint8Array(features.length)
    for (let f = 0; f < shown.length; f++) shown[f] = next() < dropout ? 0 : 1
    const scores = new Float64Array(n * L)
    for (let t = 0; t < n; t++) {
      const row = t * L
      for (let f = starts[t] ?? 0, stop = starts[t + 1] ?? 0; f < stop; f++) {
        if (shown[f] === 0) continue
        const weights = (features[f] ?? 0) * L
        for (let y = 0; y < L; y++) scores[row + y] = (scores[row + y] ?? 0) + (W[weights + y] ?? 0)
      }
      for (let y = 0; y < L; y++) scores[row + y] = (scores[row + y] ?? 0) * scale
    }
    const { active, forward, backward, odds, logZ } = forwardBackward(n, scores, labels)
    let gold = 0
    for (let t = 0; t < n; t++) {
      const y = labels[t] ?? 0
      gold += scores[t * L + y] ?? 0
      if (t > 0) gold += T[(labels[t - 1] ?? 0) * L + y] ?? 0
    }
    // Transitions: expected less seen.
    touched.length = 0
    for (let t = 1; t < n; t++) {
      let sum = 0
      const pairs: number[] = []
      const probabilities: number[] = []
      for (const a of active[t - 1] ?? []) {
        const before = forward[(t - 1) * L + a] ?? 0
        if (before < 1e-9) continue
        for (const b of active[t] ?? []) {
          const after = (backward[t * L + b] ?? 0) * (odds[t * L + b] ?? 0)
          const p = before * (expT[a * L + b] ?? 0) * after
          if (p === 0) continue
          sum += p
          pairs.push(a * L + b)
          probabilities.push(p)
        }
      }
      for (let k = 0; k < pairs.length; k++) {
        const pair = pairs[k] ?? 0
        if (expected[pair] === 0) touched.push(pair)
        expected[pair] = (expected[pair] ?? 0) + (probabilities[k] ?? 0) / sum
      }
      const seen = (labels[t - 1] ?? 0) * L + (labels[t] ?? 0)
      if (expected[seen] === 0) touched.push(seen)
      expected[seen] = (expected[seen] ?? 0) - 1
    }
    for (let t = 0; t < n; t++) {
      const wrong: number[] = []
      const errors: number[] = []
      let sum = 0
      for (const y of active[t] ?? []) sum += (forward[t * L + y] ?? 0) * (backward[t * L + y] ?? 0)
      for (const y of active[t] ?? []) {
        const p = ((forward[t * L + y] ?? 0) * (backward[t * L + y] ?? 0)) / sum
        const error = p - (labels[t] === y ? 1 : 0)
        if (Math.abs(error) < least) continue
        wrong.push(y)
        errors.push(error * scale)
      }
      if (wrong.length === 0) continue
      for (let f = starts[t] ?? 0, stop = starts[t + 1] ?? 0; f < stop; f++) {
        if (shown[f] === 0) continue
        const row = (features[f] ?? 0) * L
        for (let k = 0; k < wrong.length; k++) {
          const w = row + (wrong[k] ?? 0)
          const gradient = (errors[k] ?? 0) + l2 * (W[w] ?? 0)
          const square = (squares[w] ?? 0) + gradient * gradient
          squares[w] = square
          W[w] = (W[w] ?? 0) - (step * gradient) / (Math.sqrt(square) + 0.1)
        }
      }
    }
    for (const pair of touched) {
      const gradient = expected[pair] ?? 0
      expected[pair] = 0
      if (Math.abs(gradient) < least) continue
      const square = (transitionSquares[pair] ?? 0) + gradient * gradient
      transitionSquares[pair] = square
      T[pair] = (T[pair] ?? 0) - (step * gradient) / (Math.sqrt(square) + 0.1)
      expT[pair] = Math.exp(T[pair] ?? 0)
    }
    return logZ - gold
  }

  function forwardBackward(n: number, scores: Float64Array, labels: Uint8Array) {
    const forward = new Float64Array(n * L)
    const backward = new Float64Array(n * L)
    const odds = new Float64Array(n * L)
    const active: number[][] = []
    let logZ = 0
    for (let t = 0; t < n; t++) {
      const row = t * L
      let best = Number.NEGATIVE_INFINITY
      for (let y = 0; y < L; y++) best = Math.max(best, scores[row + y] ?? 0)
      logZ += best
      const kept: number[] = []
      for (let y = 0; y < L; y++) {
        const score = (scores[row + y] ?? 0) - best
        if (y !== 0 && y !== labels[t] && score < -margin) continue
        odds[row + y] = Math.exp(score)
        kept.push(y)
      }
      active.push(kept)
      const previous = active[t - 1] ?? []
      let sum = 0
      for (const y of kept) {
        let reached = 0
        if (t === 0) reached = mayStart(y) ? 1 : 0
        else for (const a of previous) reached += (forward[row - L + a] ?? 0) * (expT[a * L + y] ?? 0)
        const value = reached * (odds[row + y] ?? 0)
        forward[row + y] = value
        sum += value
      }
      logZ += Math.log(sum)
      for (const y of kept) forward[row + y] = (forward[row + y] ?? 0) / sum
    }
    for (let t = n - 1; t >= 0; t--) {
      const row = t * L
      let sum = 0
      for (const a of active[t] ?? []) {
        let reached = 0
        if (t === n - 1) reached = mayEnd(a) ? 1 : 0
        else {
          for (const y of active[t + 1] ?? []) {
            reached += (expT[a * L + y] ?? 0) * (backward[row + L + y] ?? 0) * (odds[row + L + y] ?? 0)
          }
        }
        backward[row + a] = reached
        sum += reached
      }
      for (const a of active[t] ?? []) backward[row + a] = (backward[row + a] ?? 0) / sum
    }
    return { active, forward, backward, odds, logZ }
  }
}
