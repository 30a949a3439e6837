import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../../data/table.js'
import { type Label, labelCount } from './classes.js'
import { featureVersion } from './features.js'
import { type Network, NetworkScorer, networkFloats, networkShape } from './network.js'
import type { Traits } from './traits.js'

/**
 * A linear-chain CRF and a network, whose scores are added. Of the CRF, a weight for each feature and label, and for each label after another. A feature is known by its
 * hash; few labels of a feature have a weight, so these are kept as pairs.
 */
export interface NameModel {
  /** Weight of label b after label a, at a × labelCount + b. */
  readonly transitions: Float32Array
  /** The same as odds: e to that power. */
  readonly odds: Float64Array
  /**
   * Features by open addressing, two numbers each: the hash, and where its weights begin and how many they are
   * (begin × 128 + how many; 0 where there is no feature). Together, so that one look reads both.
   */
  readonly table: Int32Array
  /** Label × 256 + weight (as a byte with a sign) of each weight. */
  readonly weights: Uint16Array
  /** What an integer weight of 1 stands for. */
  readonly scale: number
  readonly network: NetworkScorer
  /** What words add to the labels of the words that see them, by spot and label; filled while decoding. */
  readonly remembered: Map<Traits, Int16Array>
}

/** Weights of one feature, as they are stored. */
export interface FeatureWeights {
  readonly hash: number
  readonly labels: readonly Label[]
  /** Whole numbers from -127 to 127, in units of the model's scale. */
  readonly weights: readonly number[]
}

const magic = 0x4e4b5244 // "DRKN"
const headerBytes = 32
const transitionsBytes = labelCount * labelCount * 4
const bucketCount = 1 << 16

/** The network as it is stored: embeddings of attributes in the order of their hashes' numbers. */
export interface StoredNetwork extends Omit<Network, 'rows'> {
  readonly attributes: Int32Array
}

/**
 * The file: a header of 32-bit little-endian numbers (magic, feature version, features, weights, scale as a float,
 * checksum of the rest, attributes), transitions, then features in the order of their hashes: how many there are for each upper
 * half of a hash (16 bits each), their lower halves (16 bits each), how many weights each has (8 bits), the labels and
 * the weights (8 bits each); then the network: its layers (floats), hashes of attributes, embeddings (8 bits each).
 */
export function writeModel(
  features: readonly FeatureWeights[],
  transitions: Float32Array,
  scale: number,
  network: StoredNetwork,
): Uint8Array {
  const sorted = features.toSorted((a, b) => (a.hash >>> 0) - (b.hash >>> 0))
  const weightCount = sorted.reduce((sum, { labels }) => sum + labels.length, 0)
  const bytes = new Uint8Array(sizeOf(sorted.length, weightCount, network.attributes.length))
  const view = new DataView(bytes.buffer)
  for (const [i, weight] of transitions.entries()) view.setFloat32(headerBytes + 4 * i, weight, true)
  const buckets = headerBytes + transitionsBytes
  const halves = buckets + 2 * bucketCount
  const counts = halves + 2 * sorted.length
  const labelsAt = counts + sorted.length
  const weightsAt = labelsAt + weightCount
  let w = 0
  for (const [i, { hash, labels, weights }] of sorted.entries()) {
    const bucket = buckets + 2 * (hash >>> 16)
    view.setUint16(bucket, view.getUint16(bucket, true) + 1, true)
    view.setUint16(halves + 2 * i, hash & 0xffff, true)
    view.setUint8(counts + i, labels.length)
    for (const [k, label] of labels.entries()) {
      view.setUint8(labelsAt + w, label)
      view.setInt8(weightsAt + w, weights[k] ?? 0)
      w++
    }
  }
  let at = weightsAt + weightCount
  for (const layer of [network.input, network.bias, network.output]) {
    for (const value of layer) {
      view.setFloat32(at, value, true)
      at += 4
    }
  }
  for (const hash of network.attributes) {
    view.setInt32(at, hash, true)
    at += 4
  }
  new Int8Array(bytes.buffer).set(network.embeddings, at)
  const header = [magic, featureVersion >>> 0, sorted.length, weightCount]
  for (const [i, value] of header.entries()) view.setUint32(4 * i, value, true)
  view.setFloat32(16, scale, true)
  view.setUint32(24, network.attributes.length, true)
  view.setUint32(20, checksum(bytes.subarray(headerBytes)), true)
  return bytes
}

const sizeOf = (features: number, weights: number, attributes: number): number =>
  headerBytes +
  transitionsBytes +
  2 * bucketCount +
  3 * features +
  2 * weights +
  4 * networkFloats +
  (4 + networkShape.width) * attributes

const checksum = (bytes: Uint8Array): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193)
  return h >>> 0
}

/** Reads a model. `file` is how errors name it. */
export function readModel(bytes: Uint8Array, file: string): NameModel {
  const wrong = (what: string): Error => new Error(`${file}: ${what}; make it again with npm run train -w derek -- ner`)
  if (bytes.length < headerBytes + transitionsBytes) throw wrong(`not a model of names, only ${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== magic) throw wrong('not a model of names')
  if (view.getUint32(4, true) !== featureVersion >>> 0) throw wrong('a model of other features than this version makes')
  const count = view.getUint32(8, true)
  const weightCount = view.getUint32(12, true)
  const attributeCount = view.getUint32(24, true)
  const expected = sizeOf(count, weightCount, attributeCount)
  if (bytes.length !== expected) throw wrong(`${bytes.length} bytes, but ${expected} are announced`)
  if (view.getUint32(20, true) !== checksum(bytes.subarray(headerBytes))) throw wrong('damaged: the checksum differs')

  const transitions = new Float32Array(labelCount * labelCount)
  for (let i = 0; i < transitions.length; i++) transitions[i] = view.getFloat32(headerBytes + 4 * i, true)
  const buckets = headerBytes + transitionsBytes
  const halves = buckets + 2 * bucketCount
  const counts = halves + 2 * count
  const labelsAt = counts + count
  const weightsAt = labelsAt + weightCount
  const size = 1 << Math.max(1, Math.ceil(Math.log2(1.25 * count + 1)))
  const table = new Int32Array(2 * size)
  let feature = 0
  let start = 0
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    for (let left = view.getUint16(buckets + 2 * bucket, true); left > 0; left--) {
      const hash = (bucket << 16) | view.getUint16(halves + 2 * feature, true)
      const length = view.getUint8(counts + feature)
      let at = hash & (size - 1)
      while (table[2 * at + 1] !== 0) at = (at + 1) & (size - 1)
      table[2 * at] = hash
      table[2 * at + 1] = start * 128 + length
      start += length
      feature++
    }
  }
  const weights = Uint16Array.from(
    { length: weightCount },
    (_, w) => (view.getUint8(labelsAt + w) << 8) | view.getUint8(weightsAt + w),
  )
  return {
    transitions,
    odds: Float64Array.from(transitions, (weight) => Math.exp(weight)),
    remembered: new Map(),
    table,
    weights,
    scale: view.getFloat32(16, true),
    network: new NetworkScorer(readNetwork(bytes, weightsAt + weightCount, attributeCount)),
  }
}

function readNetwork(bytes: Uint8Array, from: number, attributeCount: number): Network {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { width, hidden, reach } = networkShape
  let at = from
  const floats = (length: number): Float32Array => {
    const values = Float32Array.from({ length }, (_, i) => view.getFloat32(at + 4 * i, true))
    at += 4 * length
    return values
  }
  const input = floats((2 * reach + 1) * width * hidden)
  const bias = floats(hidden)
  const output = floats(labelCount * hidden)
  const rows = new Map<number, number>()
  for (let row = 0; row < attributeCount; row++) rows.set(view.getInt32(at + 4 * row, true), row)
  const embeddings = new Int8Array(bytes.subarray(at + 4 * attributeCount))
  return { rows, embeddings, input, bias, output }
}

let shipped: NameModel | undefined

/** The model that Derek ships, read when first asked for. */
export function nameModel(): NameModel {
  if (shipped === undefined) {
    const file = join(packageFolder(), 'models/ner.bin')
    if (!existsSync(file)) throw new Error(`${file}: not there; make it with npm run train -w derek -- ner`)
    shipped = readModel(readFileSync(file), file)
  }
  return shipped
}
