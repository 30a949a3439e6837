import { labelCount } from './classes.js'
import type { SentenceFeatures } from './features.js'
import { mix } from './hash.js'
import { type Traits, trait } from './traits.js'

/**
 * A small network beside the CRF: what a word is like, as a few numbers, of the word itself and of those around it; a
 * hidden layer; a score for each label. It sees likeness where the CRF sees words.
 */
export interface Network {
  /** Where an attribute's embedding is, by its hash. */
  readonly rows: ReadonlyMap<number, number>
  readonly embeddings: Int8Array
  /** Of each spot of the window, each number of the embedding and each hidden unit. */
  readonly input: Float32Array
  readonly bias: Float32Array
  /** Of each label and each hidden unit. */
  readonly output: Float32Array
}

/** `reach`: how many words are seen on each side. */
export const networkShape = { width: 32, hidden: 96, reach: 2 } as const
const { width: D, hidden: H, reach } = networkShape
const spots = 2 * reach + 1
export const networkFloats = spots * D * H + H + labelCount * H

/** What an integer of 1 in an embedding stands for. */
export const embeddingScale = 1 / 64

const gramSeed = mix(101, 4)
const kindSeed = mix(102, 4)
const capitalSeed = mix(103, 4)
const firstSeed = mix(104, 4)
const quotedSeed = mix(105, 4)
const traitSeeds = Array.from({ length: 32 }, (_, i) => mix(110 + i, 4))

/** Attributes that a word has wherever it stands. */
export function ownAttributes({ hashes, grams, known, capital }: Traits): readonly number[] {
  const own = [mix(capitalSeed, capital ? 1 : 0)]
  for (const [i, hash] of hashes.entries()) if (hash !== 0 && i !== trait.full) own.push(mix(traitSeeds[i] ?? 0, hash))
  for (const gram of grams) own.push(mix(gramSeed, gram))
  for (const kind of known.kinds) own.push(mix(kindSeed, kind))
  return own
}

/** Attributes that it has in its place: phrases of our lists, a quotation, the beginning of the sentence. */
export function placeAttributes(sentence: SentenceFeatures, t: number): readonly number[] {
  const own = sentence.wordAt(t).known.kinds
  const attributes = t === 0 ? [firstSeed] : []
  if (sentence.isQuoted(t)) attributes.push(quotedSeed)
  for (const kind of sentence.kindsAt(t)) if (!own.includes(kind)) attributes.push(mix(kindSeed, kind))
  return attributes
}

/** A word's part in the hidden layer of each word that sees it, and of how many attributes it is the sum. */
interface Projection {
  readonly values: Float32Array
  readonly count: number
}

export interface Seen {
  readonly parts: readonly Float32Array[]
  readonly scale: number
}

/** Words beyond these are worked out anew. */
const most = 20_000

/** A network at work: what words give to hidden layers is remembered. */
export class NetworkScorer {
  private readonly words = new Map<Traits, Projection>()
  private readonly attributes = new Map<number, Projection>()
  private readonly hidden = new Float32Array(H)

  constructor(private readonly network: Network) {}

  private project(attributes: readonly number[]): Projection {
    const { rows, embeddings, input } = this.network
    const sum = new Float32Array(D)
    let count = 0
    for (const attribute of attributes) {
      const row = rows.get(attribute)
      if (row === undefined) continue
      count++
      for (let j = 0; j < D; j++) sum[j] = (sum[j] ?? 0) + embeddingScale * (embeddings[row * D + j] ?? 0)
    }
    const values = new Float32Array(spots * H)
    for (let spot = 0; spot < spots; spot++) {
      for (let j = 0; j < D; j++) {
        const value = sum[j] ?? 0
        const at = (spot * D + j) * H
        for (let k = 0; k < H; k++) {
          values[spot * H + k] = (values[spot * H + k] ?? 0) + value * (input[at + k] ?? 0)
        }
      }
    }
    return { values, count }
  }

  private wordOf(traits: Traits): Projection {
    let projection = this.words.get(traits)
    if (projection === undefined) {
      projection = this.project(ownAttributes(traits))
      if (this.words.size >= most) this.words.clear()
      this.words.set(traits, projection)
    }
    return projection
  }

  private attributeOf(attribute: number): Projection {
    let projection = this.attributes.get(attribute)
    if (projection === undefined) {
      projection = this.project([attribute])
      this.attributes.set(attribute, projection)
    }
    return projection
  }

  /** What each word of a sentence gives to the hidden layers. */
  look(sentence: SentenceFeatures): readonly Seen[] {
    return Array.from({ length: sentence.length }, (_, t) => {
      const own = this.wordOf(sentence.wordAt(t))
      const parts = [own.values]
      let count = own.count
      for (const attribute of placeAttributes(sentence, t)) {
        const projection = this.attributeOf(attribute)
        parts.push(projection.values)
        count += projection.count
      }
      return { parts, scale: 1 / Math.sqrt(Math.max(1, count)) }
    })
  }

  /** Adds the network's scores of word `t` to those of the labels from `from` up to `to`. */
  add(seen: readonly Seen[], t: number, labels: Uint8Array, scores: Float64Array, from: number, to: number): void {
    const { bias, output } = this.network
    const { hidden } = this
    hidden.set(bias)
    for (let spot = 0; spot < spots; spot++) {
      const word = seen[t + spot - reach]
      if (word === undefined) continue
      const at = spot * H
      for (const values of word.parts) {
        for (let k = 0; k < H; k++) hidden[k] = (hidden[k] ?? 0) + word.scale * (values[at + k] ?? 0)
      }
    }
    for (let k = 0; k < H; k++) if ((hidden[k] ?? 0) < 0) hidden[k] = 0
    for (let i = from; i < to; i++) {
      const at = (labels[i] ?? 0) * H
      let score = 0
      for (let k = 0; k < H; k++) score += (hidden[k] ?? 0) * (output[at + k] ?? 0)
      scores[i] = (scores[i] ?? 0) + score
    }
  }
}
