import { createHash } from 'node:crypto'
import { labelCount, labelsOf } from '../src/language/names/classes.js'
import { SentenceFeatures } from '../src/language/names/features.js'
import { type FeatureWeights, writeModel } from '../src/language/names/model.js'
import { type Example, type Training, trainCrf, type Weights } from './crf.js'
import type { NamedSentence } from './iob2.js'
import { random } from './random.js'

export interface NerOptions extends Training {
  /** Features met less often than this are not learned. */
  readonly leastCount: number
  /** Share of the sentences that are learned in each epoch once more without capitals. */
  readonly caseless: number
  /** The model may have no more bytes than this. */
  readonly mostBytes: number
}

export const nerOptions: NerOptions = {
  epochs: 6,
  rate: 0.2,
  l2: 1e-6,
  dropout: 0.5,
  seed: 1,
  leastCount: 2,
  caseless: 0.2,
  mostBytes: 7_900_000,
}

/** Learns to find names in words; gives the model's file. The same sentences and options give the same bytes. */
export function trainNer(
  sentences: readonly NamedSentence[],
  options: NerOptions = nerOptions,
  report: (epoch: number, loss: number, model: () => Uint8Array) => void = () => {},
): Uint8Array {
  const raw = sentences.map((sentence) => ({
    labels: labelsOf(sentence.names, sentence.words.length),
    cased: hashesOf(sentence.words, undefined),
    caseless: hashesOf(sentence.words, true),
  }))
  const ids = idsOf(raw, options.leastCount)
  const cased = raw.map(({ labels, cased }) => example(cased, labels, ids))
  const caseless = raw.map(({ labels, caseless }) => example(caseless, labels, ids))
  raw.length = 0
  const next = random(options.seed + 1)
  const weights = trainCrf(
    ids.size,
    () => [...cased, ...caseless.filter(() => next() < options.caseless)],
    options,
    (epoch, loss, so) => report(epoch, loss, () => toModel(so, ids, options.mostBytes)),
  )
  return toModel(weights, ids, options.mostBytes)
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
const bytesBesides = 200_000

/** Rounds weights to 8 bits, and leaves out the smallest until the model is small enough. */
function toModel({ features, transitions }: Weights, ids: ReadonlyMap<number, number>, mostBytes: number): Uint8Array {
  const rounded = new Int8Array(features.length)
  const withWeight = new Int32Array(128)
  for (let i = 0; i < features.length; i++) {
    const whole = Math.max(-127, Math.min(127, Math.round((features[i] ?? 0) / scale)))
    rounded[i] = whole
    withWeight[Math.abs(whole)] = (withWeight[Math.abs(whole)] ?? 0) + 1
  }
  for (let threshold = 1; ; threshold++) {
    const kept: FeatureWeights[] = []
    let bytes = bytesBesides
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
    if (bytes <= mostBytes) return writeModel(kept, transitions, scale)
  }
}
