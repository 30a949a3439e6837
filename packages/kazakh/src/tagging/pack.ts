import { tableSize } from './features.js'
import type { Knowledge, NewsWord, Reading } from './knowledge.js'
import type { Learned } from './learn.js'

/** A learned tagger as text, so that it is an ordinary module in Node and in browsers. */
export interface Packed {
  /** One tag a line; the other tables name a tag by its line. */
  readonly tags: string
  readonly forms: string
  readonly endings: string
  readonly conventions: string
  readonly news: string
  /** What one step of a weight is worth. */
  readonly step: number
  /** The weights that are not nothing, in base64: how many places further, and how many steps. */
  readonly weights: string
}

/** The table that tagging reads: a weight is so many steps. */
export interface Model {
  readonly knowledge: Knowledge
  readonly weights: Int8Array
  readonly step: number
}

const largest = 127

/** Writes what was learned as text. Weights are rounded to whole steps, and smaller ones fall away. */
export function pack({ knowledge, weights }: Learned, step = 0.02): Packed {
  const tags: string[] = []
  const numbers = new Map<string, number>()
  const numberOf = (tag: string): number => {
    const known = numbers.get(tag)
    if (known !== undefined) return known
    numbers.set(tag, tags.length)
    return tags.push(tag) - 1
  }
  const readingsOf = (table: ReadonlyMap<string, readonly Reading[]>): string =>
    lines(table, (readings) => readings.map((r) => `${r.cut},${r.append},${numberOf(r.tag)},${r.count}`).join(';'))
  const conventions = lines(knowledge.conventions, (tags) =>
    tags.map(({ tag, share }) => `${numberOf(tag)},${share.toFixed(2)}`).join(';'),
  )
  return {
    forms: readingsOf(knowledge.forms),
    endings: readingsOf(knowledge.endings),
    conventions,
    news: packNews(knowledge.news),
    tags: tags.join('\n'),
    step,
    weights: packWeights(weights, step),
  }
}

function lines<T>(table: ReadonlyMap<string, T>, write: (value: T) => string): string {
  return [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}\t${write(value)}`)
    .join('\n')
}

/** Words of the same size, capital and cluster share a line. */
function packNews(news: ReadonlyMap<string, NewsWord>): string {
  const groups = new Map<string, string[]>()
  for (const [word, { size, capital, nominal, verbal, cluster }] of news) {
    const key = `${size}${capital}${nominal}${verbal}${cluster}`
    const words = groups.get(key) ?? []
    words.push(word)
    groups.set(key, words)
  }
  return lines(groups, (words) => words.sort().join(' '))
}

function packWeights(weights: Float64Array, step: number): string {
  const bytes: number[] = []
  let from = 0
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] ?? 0
    if (Math.abs(weight) < step / 2) continue
    const steps = Math.max(-largest, Math.min(largest, Math.round(weight / step)))
    let gap = at - from
    from = at
    while (gap >= 128) {
      bytes.push((gap & 127) | 128)
      gap >>>= 7
    }
    bytes.push(gap, steps & 255)
  }
  return toBase64(bytes)
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function toBase64(bytes: readonly number[]): string {
  const made: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3)
    const word = (a << 16) | (b << 8) | c
    made.push(...[18, 12, 6, 0].map((shift) => digits.charAt((word >> shift) & 63)))
  }
  return made.join('')
}

function fromBase64(text: string): Uint8Array {
  const values = new Uint8Array(128)
  for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i
  const bytes = new Uint8Array((text.length / 4) * 3)
  let at = 0
  for (let i = 0; i < text.length; i += 4) {
    let word = 0
    for (let j = i; j < i + 4; j++) word = (word << 6) | (values[text.charCodeAt(j)] ?? 0)
    bytes[at++] = word >> 16
    bytes[at++] = word >> 8
    bytes[at++] = word
  }
  return bytes
}

function unpackWeights(text: string): Int8Array {
  const weights = new Int8Array(tableSize)
  const bytes = fromBase64(text)
  let place = 0
  let at = 0
  while (at < bytes.length) {
    let gap = 0
    let shift = 0
    let byte = 128
    while (byte >= 128 && at < bytes.length) {
      byte = bytes[at++] ?? 0
      gap |= (byte & 127) << shift
      shift += 7
    }
    const steps = bytes[at++] ?? 0
    place += gap
    // What fills up the last group of base64 has no steps.
    if (steps !== 0) weights[place] = steps
  }
  return weights
}

/** Reads a packed model. */
export function unpack(packed: Packed): Model {
  const tags = packed.tags.trim().split('\n')
  const readings = (text: string): ReadonlyMap<string, readonly Reading[]> =>
    table(text, (value) =>
      value.split(';').map((reading): Reading => {
        const [cut = '', append = '', tag = '', count = ''] = reading.split(',')
        return { cut: Number(cut), append, tag: tags[Number(tag)] ?? 'X|_', count: Number(count) }
      }),
    )
  const conventions = table(packed.conventions, (value) =>
    value.split(';').map((pair) => {
      const [tag = '', share = ''] = pair.split(',')
      return { tag: tags[Number(tag)] ?? 'X|_', share: Number(share) }
    }),
  )
  const news = new Map<string, NewsWord>()
  for (const [key, words] of table(packed.news, (value) => value.split(' '))) {
    const [size = 0, capital = 0, nominal = 0, verbal = 0] = [...key].map(Number)
    const shared: NewsWord = { size, capital, nominal, verbal, cluster: Number(key.slice(4)) }
    for (const word of words) news.set(word, shared)
  }
  const knowledge = { forms: readings(packed.forms), endings: readings(packed.endings), conventions, news }
  return { knowledge, weights: unpackWeights(packed.weights), step: packed.step }
}

function table<T>(text: string, read: (value: string) => T): ReadonlyMap<string, T> {
  const made = new Map<string, T>()
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t')
    if (tab > 0) made.set(line.slice(0, tab), read(line.slice(tab + 1)))
  }
  return made
}
