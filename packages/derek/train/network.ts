import { labelCount } from '../src/language/names/classes.js'
import { type Network, networkShape } from '../src/language/names/network.js'
import { Chain, type Example } from './chain.js'
import { rateOf, type Training } from './crf.js'
import { random, shuffle } from './random.js'

const L = labelCount
const { width: D, hidden: H, reach } = networkShape
const spots = 2 * reach + 1

/** Numbers that are learned, with what AdaGrad knows of them. */
interface Learned {
  readonly values: Float32Array
  readonly gradients: Float32Array
  readonly squares: Float32Array
}

/** Sentences that are looked at before the layers change. */
const batch = 8

/** Share of the hidden layer that is hidden at each look. */
const hiddenDropout = 0.3

/** A network of one hidden layer over a window of words, under a chain of its own; gives embeddings in order of id. */
export function trainNetwork(
  attributeCount: number,
  examplesOf: (epoch: number) => readonly Example[],
  training: Training,
  report: (epoch: number, loss: number) => void,
): { readonly embeddings: Float32Array; readonly transitions: Float32Array } & Omit<Network, 'rows' | 'embeddings'> {
  const next = random(training.seed)
  const learned = (size: number, spread: number): Learned => ({
    values: Float32Array.from({ length: size }, () => (next() * 2 - 1) * spread),
    gradients: new Float32Array(size),
    squares: new Float32Array(size),
  })
  const embeddings = learned(attributeCount * D, 0.3)
  const input = learned(spots * D * H, 1.7 / Math.sqrt(spots * D))
  const bias = learned(H, 0)
  const output = learned(L * H, 0.1)
  const layers = [input, bias, output]
  const chain = new Chain()
  let step = training.rate
  let seen = 0

  for (let epoch = 0; epoch < training.epochs; epoch++) {
    const examples = examplesOf(epoch)
    const order = Int32Array.from(examples, (_, i) => i)
    shuffle(order, next)
    step = rateOf(epoch, training)
    let loss = 0
    for (const index of order) {
      const example = examples[index]
      if (example !== undefined) loss += learn(example)
      if (++seen % batch === 0) for (const layer of layers) change(layer)
    }
    report(epoch, loss / examples.length)
  }
  return {
    embeddings: embeddings.values,
    transitions: chain.transitions,
    input: input.values,
    bias: bias.values,
    output: output.values,
  }

  function changeOne({ values, squares }: Learned, i: number, gradient: number): void {
    const square = (squares[i] ?? 0) + gradient * gradient
    squares[i] = square
    values[i] = (values[i] ?? 0) - (step * gradient) / (Math.sqrt(square) + 1e-3)
  }

  function change(layer: Learned): void {
    const { gradients } = layer
    for (let i = 0; i < gradients.length; i++) {
      const gradient = gradients[i] ?? 0
      if (gradient === 0) continue
      changeOne(layer, i, gradient)
      gradients[i] = 0
    }
  }

  function learn({ features, starts, labels }: Example): number {
    const n = labels.length
    const shown = new Uint8Array(features.length)
    const keep = 1 - training.dropout
    for (let f = 0; f < shown.length; f++) shown[f] = next() < training.dropout ? 0 : 1
    const words = new Float32Array(n * D)
    for (let t = 0; t < n; t++) {
      const start = starts[t] ?? 0
      const stop = starts[t + 1] ?? 0
      const scale = 1 / (Math.sqrt(Math.max(1, stop - start)) * keep)
      for (let f = start; f < stop; f++) {
        if (shown[f] === 0) continue
        const row = (features[f] ?? 0) * D
        for (let j = 0; j < D; j++)
          words[t * D + j] = (words[t * D + j] ?? 0) + scale * (embeddings.values[row + j] ?? 0)
      }
    }
    const hidden = new Float32Array(n * H)
    const scores = new Float64Array(n * L)
    for (let t = 0; t < n; t++) {
      const row = t * H
      for (let k = 0; k < H; k++) hidden[row + k] = bias.values[k] ?? 0
      for (let spot = 0; spot < spots; spot++) {
        const from = t + spot - reach
        if (from < 0 || from >= n) continue
        for (let j = 0; j < D; j++) {
          const value = words[from * D + j] ?? 0
          const at = (spot * D + j) * H
          for (let k = 0; k < H; k++) hidden[row + k] = (hidden[row + k] ?? 0) + value * (input.values[at + k] ?? 0)
        }
      }
      for (let k = 0; k < H; k++) {
        const value = hidden[row + k] ?? 0
        hidden[row + k] = value > 0 && next() >= hiddenDropout ? value / (1 - hiddenDropout) : 0
      }
      for (let y = 0; y < L; y++) {
        let score = 0
        const at = y * H
        for (let k = 0; k < H; k++) score += (hidden[row + k] ?? 0) * (output.values[at + k] ?? 0)
        scores[t * L + y] = score
      }
    }
    const errors = chain.learn(scores, labels, step)
    const wordGradients = new Float32Array(n * D)
    const touched = new Uint8Array(n)
    const back = new Float32Array(H)
    for (let t = 0; t < n; t++) {
      const wrong = errors.labels[t] ?? []
      const by = errors.errors[t] ?? []
      if (wrong.length === 0) continue
      back.fill(0)
      for (let e = 0; e < wrong.length; e++) {
        const at = (wrong[e] ?? 0) * H
        const error = by[e] ?? 0
        for (let k = 0; k < H; k++) {
          const value = hidden[t * H + k] ?? 0
          if (value === 0) continue
          back[k] = (back[k] ?? 0) + error * (output.values[at + k] ?? 0)
          output.gradients[at + k] = (output.gradients[at + k] ?? 0) + error * value
        }
      }
      for (let k = 0; k < H; k++) {
        back[k] = (back[k] ?? 0) / (1 - hiddenDropout)
        bias.gradients[k] = (bias.gradients[k] ?? 0) + (back[k] ?? 0)
      }
      for (let spot = 0; spot < spots; spot++) {
        const from = t + spot - reach
        if (from < 0 || from >= n) continue
        touched[from] = 1
        for (let j = 0; j < D; j++) {
          const value = words[from * D + j] ?? 0
          const at = (spot * D + j) * H
          let sum = 0
          for (let k = 0; k < H; k++) {
            const gradient = back[k] ?? 0
            if (gradient === 0) continue
            sum += gradient * (input.values[at + k] ?? 0)
            input.gradients[at + k] = (input.gradients[at + k] ?? 0) + gradient * value
          }
          wordGradients[from * D + j] = (wordGradients[from * D + j] ?? 0) + sum
        }
      }
    }
    for (let t = 0; t < n; t++) {
      if (touched[t] === 0) continue
      const start = starts[t] ?? 0
      const stop = starts[t + 1] ?? 0
      const scale = 1 / (Math.sqrt(Math.max(1, stop - start)) * keep)
      for (let f = start; f < stop; f++) {
        if (shown[f] === 0) continue
        const row = (features[f] ?? 0) * D
        for (let j = 0; j < D; j++) changeOne(embeddings, row + j, scale * (wordGradients[t * D + j] ?? 0))
      }
    }
    return errors.loss
  }
}
