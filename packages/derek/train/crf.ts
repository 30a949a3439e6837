import { labelCount } from '../src/language/names/classes.js'
import { Chain, type Example } from './chain.js'
import { random, shuffle } from './random.js'

export interface Training {
  readonly epochs: number
  /** Step of AdaGrad, falling to a tenth in the last epoch. */
  readonly rate: number
  /** Share of features that are hidden at each look, so that no feature is leaned on alone. */
  readonly dropout: number
  readonly seed: number
}

export interface Weights {
  /** Of feature f and label y, at f × labelCount + y. */
  readonly features: Float32Array
  readonly transitions: Float32Array
}

const L = labelCount

export const rateOf = (epoch: number, { rate, epochs }: Pick<Training, 'rate' | 'epochs'>): number =>
  rate * (1 - (0.9 * epoch) / Math.max(1, epochs - 1))

/** A linear-chain CRF by stochastic gradient descent (AdaGrad), one sentence at a time. */
export function trainCrf(
  featureCount: number,
  examplesOf: (epoch: number) => readonly Example[],
  training: Training,
  report: (epoch: number, loss: number) => void,
): Weights {
  const weights = new Float32Array(featureCount * L)
  const squares = new Float32Array(featureCount * L)
  const chain = new Chain()
  const next = random(training.seed)
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    const examples = examplesOf(epoch)
    const order = Int32Array.from(examples, (_, i) => i)
    shuffle(order, next)
    const step = rateOf(epoch, training)
    let loss = 0
    for (const index of order) {
      const example = examples[index]
      if (example !== undefined) loss += learn(example, step)
    }
    report(epoch, loss / examples.length)
  }
  return { features: weights, transitions: chain.transitions }

  function learn({ features, starts, labels }: Example, step: number): number {
    const n = labels.length
    const shown = new Uint8Array(features.length)
    for (let f = 0; f < shown.length; f++) shown[f] = next() < training.dropout ? 0 : 1
    const scores = new Float64Array(n * L)
    for (let t = 0; t < n; t++) {
      const row = t * L
      for (let f = starts[t] ?? 0, stop = starts[t + 1] ?? 0; f < stop; f++) {
        if (shown[f] === 0) continue
        const at = (features[f] ?? 0) * L
        for (let y = 0; y < L; y++) scores[row + y] = (scores[row + y] ?? 0) + (weights[at + y] ?? 0)
      }
    }
    const errors = chain.learn(scores, labels, step)
    for (let t = 0; t < n; t++) {
      const wrong = errors.labels[t] ?? []
      const by = errors.errors[t] ?? []
      if (wrong.length === 0) continue
      for (let f = starts[t] ?? 0, stop = starts[t + 1] ?? 0; f < stop; f++) {
        if (shown[f] === 0) continue
        const row = (features[f] ?? 0) * L
        for (let k = 0; k < wrong.length; k++) {
          const w = row + (wrong[k] ?? 0)
          const gradient = by[k] ?? 0
          const square = (squares[w] ?? 0) + gradient * gradient
          squares[w] = square
          weights[w] = (weights[w] ?? 0) - (step * gradient) / (Math.sqrt(square) + 0.1)
        }
      }
    }
    return errors.loss
  }
}
