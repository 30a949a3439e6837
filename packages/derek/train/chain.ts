import { inside, labelCount, mayEnd, mayFollow, mayStart, partOf } from '../src/language/names/classes.js'

/** A sentence as a trainer sees it: features of word t are those from starts[t] up to starts[t + 1]. */
export interface Example {
  readonly features: Int32Array
  readonly starts: Int32Array
  readonly labels: Uint8Array
}

/** What was wrong with the scores of a sentence. */
export interface Errors {
  /** Negative log likelihood. */
  readonly loss: number
  /** Labels of each word that are more or less likely than they should be, and by how much. */
  readonly labels: readonly (readonly number[])[]
  readonly errors: readonly (readonly number[])[]
}

/** Errors smaller than this are not worth a change. */
const least = 1e-3
/** Labels this much worse than a word's best one are taken for impossible. */
const margin = 11
const L = labelCount

/** The chain of labels: learns which label follows which, and says what is wrong with the scores of words. */
export class Chain {
  readonly transitions = new Float32Array(L * L)
  private readonly squares = new Float32Array(L * L)
  private readonly odds = new Float64Array(L * L)
  private readonly gradients = new Float64Array(L * L)

  constructor() {
    for (let a = 0; a < L; a++) for (let b = 0; b < L; b++) this.odds[a * L + b] = mayFollow(a, b) ? 1 : 0
  }

  /** One step on the scores of a sentence's words (word × labels). */
  learn(scores: Float64Array, gold: Uint8Array, step: number): Errors {
    const n = gold.length
    const forward = new Float64Array(n * L)
    const backward = new Float64Array(n * L)
    const odds = new Float64Array(n * L)
    const active: number[][] = []
    const ended: number[][] = []
    const started: number[][] = []
    const ahead = new Float64Array(L)
    let loss = 0
    for (let t = 0; t < n; t++) {
      const row = t * L
      let best = Number.NEGATIVE_INFINITY
      for (let y = 0; y < L; y++) best = Math.max(best, scores[row + y] ?? 0)
      const kept: number[] = []
      for (let y = 0; y < L; y++) {
        const score = (scores[row + y] ?? 0) - best
        if (y !== 0 && y !== gold[t] && score < -margin) continue
        odds[row + y] = Math.exp(score)
        kept.push(y)
      }
      active.push(kept)
      ended.push(kept.filter(mayEnd))
      started.push(kept.filter(mayStart))
      const previous = ended[t - 1] ?? []
      let sum = 0
      for (const y of kept) {
        let reached = 0
        if (t === 0) reached = mayStart(y) ? 1 : 0
        else if (mayStart(y)) {
          for (const a of previous) reached += (forward[row - L + a] ?? 0) * (this.odds[a * L + y] ?? 0)
        } else {
          for (let a = y - partOf(y), k = 0; k < 2; a++, k++) {
            reached += (forward[row - L + a] ?? 0) * (this.odds[a * L + y] ?? 0)
          }
        }
        const value = reached * (odds[row + y] ?? 0)
        forward[row + y] = value
        sum += value
      }
      loss += best + Math.log(sum) - (scores[row + (gold[t] ?? 0)] ?? 0)
      if (t > 0) loss -= this.transitions[(gold[t - 1] ?? 0) * L + (gold[t] ?? 0)] ?? 0
      for (const y of kept) forward[row + y] = (forward[row + y] ?? 0) / sum
    }
    for (let t = n - 1; t >= 0; t--) {
      const row = t * L
      if (t < n - 1) for (let y = 0; y < L; y++) ahead[y] = (backward[row + L + y] ?? 0) * (odds[row + L + y] ?? 0)
      let sum = 0
      for (const a of active[t] ?? []) {
        let reached = 0
        if (t === n - 1) reached = mayEnd(a) ? 1 : 0
        else if (mayEnd(a)) {
          for (const y of started[t + 1] ?? []) reached += (this.odds[a * L + y] ?? 0) * (ahead[y] ?? 0)
        } else {
          for (let y = a - partOf(a) + inside, k = 0; k < 2; y++, k++) {
            reached += (this.odds[a * L + y] ?? 0) * (ahead[y] ?? 0)
          }
        }
        backward[row + a] = reached
        sum += reached
      }
      for (const a of active[t] ?? []) backward[row + a] = (backward[row + a] ?? 0) / sum
    }
    const labels: number[][] = []
    const errors: number[][] = []
    for (let t = 0; t < n; t++) {
      const wrong: number[] = []
      const by: number[] = []
      let sum = 0
      for (const y of active[t] ?? []) sum += (forward[t * L + y] ?? 0) * (backward[t * L + y] ?? 0)
      for (const y of active[t] ?? []) {
        const error = ((forward[t * L + y] ?? 0) * (backward[t * L + y] ?? 0)) / sum - (gold[t] === y ? 1 : 0)
        if (Math.abs(error) < least) continue
        wrong.push(y)
        by.push(error)
      }
      labels.push(wrong)
      errors.push(by)
    }
    this.learnTransitions({ forward, backward, odds, active, wrong: labels }, gold, step)
    return { loss, labels, errors }
  }

  /** Expected less seen. */
  private learnTransitions({ forward, backward, odds, active, wrong }: Passes, gold: Uint8Array, step: number): void {
    const touched: number[] = []
    const add = (pair: number, value: number): void => {
      if (this.gradients[pair] === 0) touched.push(pair)
      this.gradients[pair] = (this.gradients[pair] ?? 0) + value
    }
    for (let t = 1; t < gold.length; t++) {
      // Where both words are right, so is the step between them.
      if (wrong[t - 1]?.length === 0 && wrong[t]?.length === 0) continue
      const likely = (active[t] ?? []).filter((b) => (backward[t * L + b] ?? 0) * (odds[t * L + b] ?? 0) > 1e-6)
      const pairs: number[] = []
      const shares: number[] = []
      let sum = 0
      for (const a of active[t - 1] ?? []) {
        const before = forward[(t - 1) * L + a] ?? 0
        if (before < 1e-5) continue
        for (const b of likely) {
          const share = before * (this.odds[a * L + b] ?? 0) * (backward[t * L + b] ?? 0) * (odds[t * L + b] ?? 0)
          if (share === 0) continue
          sum += share
          pairs.push(a * L + b)
          shares.push(share)
        }
      }
      for (let k = 0; k < pairs.length; k++) add(pairs[k] ?? 0, (shares[k] ?? 0) / sum)
      add((gold[t - 1] ?? 0) * L + (gold[t] ?? 0), -1)
    }
    for (const pair of touched) {
      const gradient = this.gradients[pair] ?? 0
      this.gradients[pair] = 0
      if (Math.abs(gradient) < least) continue
      const square = (this.squares[pair] ?? 0) + gradient * gradient
      this.squares[pair] = square
      this.transitions[pair] = (this.transitions[pair] ?? 0) - (step * gradient) / (Math.sqrt(square) + 0.1)
      this.odds[pair] = Math.exp(this.transitions[pair] ?? 0)
    }
  }
}

interface Passes {
  readonly forward: Float64Array
  readonly backward: Float64Array
  readonly odds: Float64Array
  readonly active: readonly (readonly number[])[]
  readonly wrong: readonly (readonly number[])[]
}
