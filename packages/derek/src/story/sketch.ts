import type { StoryText } from './text.js'

/** Words in a run, and values in a sketch. */
const run = 3
const size = 32

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The runs of three dictionary forms that a text has, as hashes; inflection and script do not change them. */
export function runsOf({ sentences }: StoryText): ReadonlySet<number> {
  const runs = new Set<number>()
  for (const { words } of sentences) {
    const full = words.filter((word) => word.full).map(({ term }) => term)
    for (let i = 0; i + run <= full.length; i++) runs.add(hashOf(full.slice(i, i + run).join(' ')))
  }
  return runs
}

/** Minhash: the share of equal values of two sketches estimates the share of runs that both texts have. */
export function sketchOf(text: StoryText): readonly number[] {
  const runs = runsOf(text)
  if (runs.size === 0) return []
  const least = new Array<number>(size).fill(0xffffffff)
  for (const hash of runs) {
    for (let i = 0; i < size; i++) {
      const value = mixed(hash, i)
      if (value < (least[i] ?? 0)) least[i] = value
    }
  }
  return least
}

/** Another hash for each place of the sketch: the finalizer of MurmurHash3 on the hash with a seed. */
function mixed(hash: number, seed: number): number {
  let value = (hash ^ Math.imul(seed + 1, 0x9e3779b1)) >>> 0
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

export function likeness(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0
  return a.filter((value, i) => value === b[i]).length / size
}
