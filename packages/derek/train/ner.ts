import { createHash } from 'node:crypto'
import { labelCount, labelsOf } from '../src/language/names/classes.js'
import { SentenceFeatures } from '../src/language/names/features.js'
import { type FeatureWeights, type StoredNetwork, writeModel } from '../src/language/names/model.js'
import { embeddingScale, ownAttributes, placeAttributes } from '../src/language/names/network.js'
import type { Example } from './chain.js'
import { type Training, trainCrf, type Weights } from './crf.js'
import type { NamedSentence } from './iob2.js'
import { trainNetwork } from './network.js'
import { random } from './random.js'

export interface NerOptions {
  /** The CRF is the mean of several, each from its own seed. */
  readonly crf: readonly Training[]
  readonly network: Training
  /** Features and attributes met less often than this are not learned. */
  readonly leastCount: number
  /** Share of the sentences that are learned in each epoch once more without capitals. */
  readonly caseless: number
  /** The model may have no more bytes than this. */
  readonly mostBytes: number
}

export const nerOptions: NerOptions = {
  crf: [
    { epochs: 3, rate: 0.2, dropout: 0.4, seed: 1 },
    { epochs: 3, rate: 0.2, dropout: 0.5, seed: 2 },
  ],
  network: { epochs: 8, rate: 0.05, dropout: 0.25, seed: 3 },
  leastCount: 2,
  caseless: 0.2,
  mostBytes: 7_900_000,
}

/** Learns to find names in words; gives the model's file. The same sentences and options give the same bytes. */
export function trainNer(
  sentences: readonly NamedSentence[],
  options: NerOptions = nerOptions,
  report: (what: string, epoch: number, loss: number) => void = () => {},
): Uint8Array {
  const crf = learnable(sentences, options, ({ words }, caseless) => hashesOf(words, caseless))
  const seeds = options.crf.map((training, i) =>
    trainCrf(crf.ids.size, crf.examples(training.seed), training, (epoch, loss) => report(`CRF ${i + 1}`, epoch, loss)),
  )
  const weights = {
    features: meanOf(seeds.map((one) => one.features)),
    transitions: meanOf(seeds.map((one) => one.transitions)),
  }
  const seen = learnable(sentences, options, ({ words }, caseless) => attributesOf(words, caseless))
  const network = trainNetwork(seen.ids.size, seen.examples(options.network.seed), options.network, (epoch, loss) =>
    report('network', epoch, loss),
  )
  const transitions = weights.transitions.map((weight, i) => weight + (network.transitions[i] ?? 0))
  const stored: StoredNetwork = {
    ...network,
    attributes: Int32Array.from(seen.ids.keys()),
    embeddings: Int8Array.from(network.embeddings, (value) => toByte(value / embeddingScale)),
  }
  return toModel({ features: weights.features, transitions }, crf.ids, stored, options.mostBytes)
}

function meanOf(all: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(all[0]?.length ?? 0)
  for (const one of all) for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (one[i] ?? 0) / all.length
  return mean
}

const toByte = (value: number): number => Math.max(-127, Math.min(127, Math.round(value)))

/** Sentences as examples, with and without capitals. */
function learnable(
  sentences: readonly NamedSentence[],
  { leastCount, caseless }: NerOptions,
  hash: (sentence: NamedSentence, caseless: true | undefined) => Hashed,
) {
  const raw = sentences.map((sentence) => ({
    labels: labelsOf(sentence.names, sentence.words.length),
    cased: hash(sentence, undefined),
    caseless: hash(sentence, true),
  }))
  const ids = idsOf(raw, leastCount)
  const cased = raw.map((one) => example(one.cased, one.labels, ids))
  const lowered = raw.map((one) => example(one.caseless, one.labels, ids))
  const examples = (seed: number): (() => readonly Example[]) => {
    const next = random(1000 + seed)
    return () => [...cased, ...lowered.filter(() => next() < caseless)]
  }
  return { ids, examples }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface Hashed {
  readonly hashes: Int32Array
  readonly starts: Int32Array
}

function hashesOf(words: readonly string[], caseless: boolean | undefined): Hashed {
  const sentence = new SentenceFeatures(words, caseless)
  const starts = new Int32Array(words.length + 1)
  const parts = words.map((_, t) => {
    sentence.at(t)
    starts[t + 1] = (starts[t] ?? 0) + sentence.count
    return sentence.features.slice(0, sentence.count)
  })
  const hashes = new Int32Array(starts[words.length] ?? 0)
  for (const [t, part] of parts.entries()) hashes.set(part, starts[t] ?? 0)
  return { hashes, starts }
}

function attributesOf(words: readonly string[], caseless: boolean | undefined): Hashed {
  const sentence = new SentenceFeatures(words, caseless)
  const starts = new Int32Array(words.length + 1)
  const hashes = words.flatMap((_, t) => {
    const attributes = [...ownAttributes(sentence.wordAt(t)), ...placeAttributes(sentence, t)]
    starts[t + 1] = (starts[t] ?? 0) + attributes.length
    return attributes
  })
  return { hashes: Int32Array.from(hashes), starts }
}

/** Each feature's number, in the order in which they are met. */
function idsOf(
  sentences: readonly { readonly cased: Hashed; readonly caseless: Hashed }[],
  leastCount: number,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const { cased, caseless } of sentences) {
    const own = new Set<number>(cased.hashes)
    for (const hash of cased.hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1)
    // What the caseless copy shares with the sentence itself is not met twice.
    for (const hash of caseless.hashes) if (!own.has(hash)) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }
  const ids = new Map<number, number>()
  for (const [hash, count] of counts) if (count >= leastCount) ids.set(hash, ids.size)
  return ids
}

function example({ hashes, starts }: Hashed, labels: Uint8Array, ids: ReadonlyMap<number, number>): Example {
  const features: number[] = []
  const kept = new Int32Array(starts.length)
  for (let t = 0; t < labels.length; t++) {
    for (let f = starts[t] ?? 0, stop = starts[t + 1] ?? 0; f < stop; f++) {
      const id = ids.get(hashes[f] ?? 0)
      if (id !== undefined) features.push(id)
    }
    kept[t + 1] = features.length
  }
  return { features: Int32Array.from(features), starts: kept, labels }
}

/** Weights beyond this are cut: 127 steps of a 32nd. */
const scale = 1 / 32
/** Transitions, buckets and the layers of the network. */
const bytesBesides = 400_000

/** Rounds weights to 8 bits, and leaves out the smallest until the model is small enough. */
function toModel(
  { features, transitions }: Weights,
  ids: ReadonlyMap<number, number>,
  network: StoredNetwork,
  mostBytes: number,
): Uint8Array {
  const rounded = new Int8Array(features.length)
  for (let i = 0; i < features.length; i++) {
    rounded[i] = toByte((features[i] ?? 0) / scale)
  }
  for (let threshold = 1; ; threshold++) {
    const kept: FeatureWeights[] = []
    let bytes = bytesBesides + network.embeddings.length + 4 * network.attributes.length
    for (const [hash, id] of ids) {
      const labels: number[] = []
      const weights: number[] = []
      for (let y = 0; y < labelCount; y++) {
        const weight = rounded[id * labelCount + y] ?? 0
        if (Math.abs(weight) < threshold) continue
        labels.push(y)
        weights.push(weight)
      }
      if (labels.length === 0) continue
      kept.push({ hash, labels, weights })
      bytes += 3 + 2 * labels.length
      if (bytes > mostBytes) break
    }
    if (bytes <= mostBytes) return writeModel(kept, transitions, scale, network)
  }
}
