import { contextInto, contextSize, edgeOf, edgeSize, type Label, place, placesOf, type Word } from './features.js'

/** The readings of a sentence's words and the weights that join them, ready to be summed. */
export interface Lattice {
  readonly words: readonly Word[]
  readonly contexts: readonly Int32Array[]
  /** The places of the weights of each reading, its sentence apart. */
  readonly places: readonly (readonly Int32Array[])[]
}

export function latticeOf(words: readonly Word[]): Lattice {
  const contexts = words.map((_, index) => {
    const context = new Int32Array(contextSize)
    contextInto(words, index, context)
    return context
  })
  const places = words.map((word) => word.readings.map((reading) => placesOf(word, reading)))
  return { words, contexts, places }
}

export type Weights = Float32Array | Float64Array

const sumOf = (weights: Weights, features: Int32Array): number => {
  let sum = 0
  for (let i = 0; i < features.length; i++) sum += weights[features[i] ?? 0] ?? 0
  return sum
}

/** The context's part of a reading's score. */
export function contextScore(weights: Weights, context: Int32Array, label: Label): number {
  let sum = 0
  for (let i = 0; i < context.length; i++) {
    const attribute = context[i] ?? 0
    sum += (weights[place(attribute, label.upos)] ?? 0) + (weights[place(attribute, label.coarse)] ?? 0)
  }
  return sum
}

/** Scores of readings, and of each pair of neighbouring readings (a row for each reading before). */
export interface Scores {
  readonly nodes: readonly Float64Array[]
  readonly edges: readonly Float64Array[]
}

const edge = new Int32Array(edgeSize)

export function scoresOf(lattice: Lattice, weights: Weights): Scores {
  const { words, contexts, places } = lattice
  const nodes = words.map((word, index) => {
    const context = contexts[index] ?? new Int32Array()
    return Float64Array.from(
      word.readings,
      (reading, r) =>
        sumOf(weights, places[index]?.[r] ?? new Int32Array()) + contextScore(weights, context, reading.label),
    )
  })
  const edges = words.map((word, index) => {
    const before = words[index - 1]?.readings ?? [undefined]
    const scores = new Float64Array(before.length * word.readings.length)
    let at = 0
    for (const left of before) {
      for (const right of word.readings) {
        edgeOf(left, right, edge)
        scores[at++] = sumOf(weights, edge)
      }
    }
    return scores
  })
  return { nodes, edges }
}

/** log Σ exp. */
function logSum(values: Float64Array, length: number): number {
  let most = -Infinity
  for (let i = 0; i < length; i++) most = Math.max(most, values[i] ?? 0)
  if (most === -Infinity) return most
  let sum = 0
  for (let i = 0; i < length; i++) sum += Math.exp((values[i] ?? 0) - most)
  return most + Math.log(sum)
}

export interface Marginals {
  readonly nodes: readonly Float64Array[]
  readonly edges: readonly Float64Array[]
  readonly logTotal: number
}

/** The probability of each reading and each pair, over all paths (or those that `allowed` leaves). */
export function marginalsOf(scores: Scores, allowed?: readonly Uint8Array[]): Marginals {
  const count = scores.nodes.length
  const open = (index: number, reading: number): number =>
    allowed === undefined || allowed[index]?.[reading] === 1 ? 0 : -Infinity
  const forward: Float64Array[] = []
  const buffer = new Float64Array(64)
  for (let i = 0; i < count; i++) {
    const nodes = scores.nodes[i] ?? new Float64Array()
    const edges = scores.edges[i] ?? new Float64Array()
    const before = forward[i - 1]
    const row = new Float64Array(nodes.length)
    for (let r = 0; r < nodes.length; r++) {
      const lefts = before?.length ?? 1
      for (let l = 0; l < lefts; l++) buffer[l] = (before?.[l] ?? 0) + (edges[l * nodes.length + r] ?? 0)
      row[r] = logSum(buffer, lefts) + (nodes[r] ?? 0) + open(i, r)
    }
    forward.push(row)
  }
  const last = forward[count - 1]
  const logTotal = last === undefined ? 0 : logSum(last, last.length)
  const backward: Float64Array[] = new Array(count)
  const nodeMarginals: Float64Array[] = new Array(count)
  const edgeMarginals: Float64Array[] = new Array(count)
  for (let i = count - 1; i >= 0; i--) {
    const row = forward[i] ?? new Float64Array()
    const nodes = scores.nodes[i] ?? new Float64Array()
    const next = scores.nodes[i + 1]
    const nextEdges = scores.edges[i + 1]
    const nextBackward = backward[i + 1]
    const back = new Float64Array(row.length)
    if (next !== undefined && nextEdges !== undefined && nextBackward !== undefined) {
      for (let l = 0; l < row.length; l++) {
        for (let r = 0; r < next.length; r++) {
          buffer[r] = (nextEdges[l * next.length + r] ?? 0) + (next[r] ?? 0) + (nextBackward[r] ?? 0) + open(i + 1, r)
        }
        back[l] = logSum(buffer, next.length)
      }
    }
    backward[i] = back
    nodeMarginals[i] = row.map((value, r) => Math.exp(value + (back[r] ?? 0) - logTotal))
    const before = forward[i - 1]
    const edges = scores.edges[i] ?? new Float64Array()
    const lefts = before?.length ?? 1
    edgeMarginals[i] = edges.map((value, at) => {
      const r = at % nodes.length
      const l = (at - r) / nodes.length
      if (l >= lefts) return 0
      return Math.exp((before?.[l] ?? 0) + value + (nodes[r] ?? 0) + open(i, r) + (back[r] ?? 0) - logTotal)
    })
  }
  return { nodes: nodeMarginals, edges: edgeMarginals, logTotal }
}
