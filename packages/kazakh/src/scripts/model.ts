/**
 * What a letter stands for, decided by the letters around it: a linear model, one weight a feature and answer, learned
 * from words by train/restoration.ts (averaged perceptron) and shipped as data. Features are hashed into the table.
 */
export interface Model {
  /** What each letter may stand for, by the letter and its word's class, commonest first. */
  readonly answers: ReadonlyMap<string, readonly string[]>
  /** As many as a power of two. */
  readonly weights: ArrayLike<number>
  /** Stems that the weights get wrong, by their spelling: see `Exception`. */
  readonly exceptions: ReadonlyMap<string, Exception>
}

export interface Exception {
  readonly cyrillic: string
  /** Whether suffixes may follow; a stem that other words begin with stands alone. */
  readonly inflects: boolean
}

const mix = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193) >>> 0

const back = new Set([...'аоұыя'].map((letter) => letter.charCodeAt(0)))
const front = new Set([...'әөүіеэ'].map((letter) => letter.charCodeAt(0)))
const edge = 35

/** Letters of töte that tell the harmony of what stands near them. */
const backSigns = new Set([...'قع'].map((letter) => letter.charCodeAt(0)))
const frontSigns = new Set([...'كگە'].map((letter) => letter.charCodeAt(0)))

/** The harmony that the next telling letter of a töte word has; no word is so long that one stands further off. */
function nextSign(word: string, at: number): number {
  const end = Math.min(word.length, at + 32)
  for (let i = at + 1; i < end; i++) {
    const code = word.charCodeAt(i)
    if (backSigns.has(code)) return 1
    if (frontSigns.has(code)) return 2
  }
  return 0
}

/** Room for the features of one letter, filled anew for each; a call of `featuresOf` says how many there are. */
const features = new Uint32Array(64)

/**
 * The features of a letter: runs of up to seven letters before (already Cyrillic) and after it, windows of up to four
 * on either side, the harmony of the last two vowels alone and with what follows, and in töte the next telling letter.
 */
function featuresOf(key: string, before: string, word: string, at: number): number {
  let count = 0
  let base = 0x811c9dc5
  for (let i = 0; i < key.length; i++) base = mix(base, key.charCodeAt(i))
  features[count++] = base

  const most = Math.min(7, before.length + 1)
  const leftAt = (k: number): number => (k <= before.length ? before.charCodeAt(before.length - k) : edge)
  const rest = Math.min(7, word.length - at)
  const rightAt = (k: number): number => (at + k < word.length ? word.charCodeAt(at + k) : edge)

  let hash = mix(base, 1)
  for (let k = 1; k <= most; k++) {
    hash = mix(hash, leftAt(k))
    features[count++] = mix(hash, 7919 + k)
  }
  hash = mix(base, 2)
  for (let k = 1; k <= rest; k++) {
    hash = mix(hash, rightAt(k))
    features[count++] = mix(hash, 104729 + k)
  }
  for (let left = 1; left <= 4 && left <= most; left++) {
    hash = mix(base, 10 + left)
    for (let k = 1; k <= left; k++) hash = mix(hash, leftAt(k))
    for (let right = 1; right <= 4 && right <= rest; right++) {
      hash = mix(hash, rightAt(right))
      features[count++] = mix(hash, 31 * right + 3)
    }
  }

  let last = 0
  let both = mix(base, 70)
  for (let i = before.length - 1, met = 0; i >= 0 && met < 2; i--) {
    const code = before.charCodeAt(i)
    const harmony = back.has(code) ? 1 : front.has(code) ? 2 : 0
    if (harmony === 0) continue
    if (met === 0) last = harmony
    both = mix(both, 97 + harmony)
    met++
  }
  features[count++] = both
  features[count++] = mix(both, rightAt(1))
  hash = mix(base, 20 + last)
  features[count++] = hash
  for (let right = 1; right <= 4 && right <= rest; right++) {
    hash = mix(hash, rightAt(right))
    features[count++] = mix(hash, 55)
  }
  if (word.charCodeAt(at) >= 0x600) {
    hash = mix(mix(base, 80), nextSign(word, at))
    features[count++] = hash
    features[count++] = mix(hash, last + 97)
    features[count++] = mix(mix(hash, 3), leftAt(1))
    features[count++] = mix(mix(hash, 5), rightAt(1))
    features[count++] = mix(mix(mix(hash, 7), leftAt(1)), rightAt(1))
  }
  hash = mix(mix(mix(base, 60), last), leftAt(1))
  features[count++] = hash
  features[count++] = mix(hash, rightAt(1))
  return count
}

/** Where in a table of so many weights (less one) a feature's weight for an answer stands. */
function slot(feature: number, answer: number, mask: number): number {
  let hash = (feature ^ Math.imul(answer + 1, 0x9e3779b1)) >>> 0
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
  return (hash ^ (hash >>> 13)) & mask
}

/** A letter in its word, with the Cyrillic before it that is decided. */
export interface Place {
  readonly key: string
  readonly before: string
  readonly word: string
  readonly at: number
}

/** The best answer at a place, by its number, of those whose spelling is there; -1 where none is. */
export function choose(spelled: readonly string[], weights: ArrayLike<number>, place: Place): number {
  const { key, before, word, at } = place
  const mask = weights.length - 1
  const count = featuresOf(key, before, word, at)
  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (let answer = 0; answer < spelled.length; answer++) {
    if (!word.startsWith(spelled[answer] ?? '', at)) continue
    let sum = 0
    for (let i = 0; i < count; i++) sum += weights[slot(features[i] ?? 0, answer, mask)] ?? 0
    if (sum > most) {
      most = sum
      best = answer
    }
  }
  return best
}

/** Where the weights of an answer at a place stand: what a trainer moves. */
export function slotsOf({ key, before, word, at }: Place, answer: number, size: number): number[] {
  const count = featuresOf(key, before, word, at)
  return Array.from(features.subarray(0, count), (feature) => slot(feature, answer, size - 1))
}

/** A weight is one of these characters, the middle one being nought. */
export const scale = '!#%&()*+,-/0123456789:;<=>?@ABCDEFGHIJKLMN.OPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}'

/** Reads a model as train/restoration.ts writes it. */
export function readModel(answers: string, weights: string, exceptions: string): Model {
  const values = new Int8Array(128)
  for (let i = 0; i < scale.length; i++) values[scale.charCodeAt(i)] = i - scale.indexOf('.')
  const table = new Int8Array(weights.length)
  for (let i = 0; i < weights.length; i++) table[i] = values[weights.charCodeAt(i)] ?? 0
  return {
    answers: new Map(
      answers.split('\n').flatMap((line): [string, string[]][] => {
        const [key, list] = line.split('\t')
        return key === undefined || list === undefined ? [] : [[key, list.split(',')]]
      }),
    ),
    weights: table,
    exceptions: new Map(
      exceptions.split('\n').flatMap((line): [string, Exception][] => {
        const [spelled, cyrillic, alone] = line.split('\t')
        return spelled === undefined || cyrillic === undefined ? [] : [[spelled, { cyrillic, inflects: alone !== '=' }]]
      }),
    ),
  }
}
