import { hash } from './features.js'
import { randomFrom } from './random.js'

/** How many classes words are sorted into, and how many numbers stand for a word's surroundings. */
const clusterCount = 96
const dimensions = 96
const rounds = 12

/** Words met less often are in no class. */
const leastCount = 6

/** Neighbours as often met as this count by themselves, others by their endings. */
const frequent = 150

/**
 * Sorts words into classes by the words around them in unlabelled sentences: 1, 2, …, the same each time.
 * Surroundings are counted, weighed (positive pointwise mutual information), projected at random and clustered (k-means).
 */
export function clustersOf(
  sentences: readonly (readonly string[])[],
  counts: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const words = [...counts]
    .filter(([, count]) => count >= leastCount)
    .map(([word]) => word)
    .sort()
  const numberOf = new Map(words.map((word, index) => [word, index]))
  const seen = words.map(() => new Map<number, number>())
  const totals = new Map<number, number>()
  let all = 0
  const context = (word: string | undefined, offset: number): number => {
    if (word === undefined) return hash('border', 60 + offset)
    return hash((counts.get(word) ?? 0) >= frequent ? word : `-${word.slice(-2)}`, 60 + offset)
  }
  for (const sentence of sentences) {
    for (const [index, word] of sentence.entries()) {
      const row = seen[numberOf.get(word) ?? -1]
      if (row === undefined) continue
      for (const offset of [-1, 1]) {
        const at = context(sentence[index + offset], offset)
        row.set(at, (row.get(at) ?? 0) + 1)
        totals.set(at, (totals.get(at) ?? 0) + 1)
        all++
      }
    }
  }
  const directions = new Map<number, Float64Array>()
  const directionOf = (at: number): Float64Array => {
    const known = directions.get(at)
    if (known !== undefined) return known
    const random = randomFrom(at)
    const direction = Float64Array.from({ length: dimensions }, () => random() + random() + random() - 1.5)
    directions.set(at, direction)
    return direction
  }
  const vectors = seen.map((row) => {
    const vector = new Float64Array(dimensions)
    let own = 0
    for (const count of row.values()) own += count
    for (const [at, count] of row) {
      const information = Math.log((count * all) / (own * (totals.get(at) ?? 1)))
      if (information <= 0) continue
      const direction = directionOf(at)
      const weight = information * Math.sqrt(count)
      for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) + weight * (direction[d] ?? 0)
    }
    return normal(vector)
  })
  const assigned = kMeans(
    vectors,
    words.map((word) => counts.get(word) ?? 0),
  )
  return new Map(words.map((word, index) => [word, 1 + (assigned[index] ?? 0)]))
}

function normal(vector: Float64Array): Float64Array {
  let square = 0
  for (const value of vector) square += value * value
  return square === 0 ? vector : vector.map((value) => value / Math.sqrt(square))
}

/** Begins with the words that are met most often as centres. */
function kMeans(vectors: readonly Float64Array[], counts: readonly number[]): Int32Array {
  const order = counts.map((_, index) => index).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  let centres = order.slice(0, clusterCount).map((index) => vectors[index] ?? new Float64Array(dimensions))
  const assigned = new Int32Array(vectors.length)
  for (let round = 0; round < rounds; round++) {
    const sums = centres.map(() => new Float64Array(dimensions))
    for (const [index, vector] of vectors.entries()) {
      let best = -Infinity
      for (const [which, centre] of centres.entries()) {
        let dot = 0
        for (let d = 0; d < dimensions; d++) dot += (vector[d] ?? 0) * (centre[d] ?? 0)
        if (dot > best) {
          best = dot
          assigned[index] = which
        }
      }
      const sum = sums[assigned[index] ?? 0]
      if (sum !== undefined) for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + (vector[d] ?? 0)
    }
    centres = sums.map(normal)
  }
  return assigned
}
