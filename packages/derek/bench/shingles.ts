/**
 * The score of scrapinghub's article-extraction-benchmark: runs of four words, counted as multisets; of each page the
 * shared, extra and missing runs are divided by their sum; precision and recall are averaged, F1 is that of the averages.
 */
export interface Match {
  readonly shared: number
  readonly extra: number
  readonly missing: number
}

const size = 4

function shingles(text: string): ReadonlyMap<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? []
  const counts = new Map<string, number>()
  for (let i = 0; i < Math.max(1, words.length - size + 1); i++) {
    const shingle = words.slice(i, i + size).join(' ')
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  }
  return counts
}

/** What two texts share, as shares of one. */
export function matchOf(truth: string, found: string): Match {
  const wanted = shingles(truth)
  const had = shingles(found)
  let shared = 0
  let extra = 0
  let missing = 0
  for (const shingle of new Set([...wanted.keys(), ...had.keys()])) {
    const w = wanted.get(shingle) ?? 0
    const h = had.get(shingle) ?? 0
    shared += Math.min(w, h)
    extra += Math.max(0, h - w)
    missing += Math.max(0, w - h)
  }
  const all = shared + extra + missing
  return { shared: shared / all, extra: extra / all, missing: missing / all }
}

export function meanOf(matches: readonly Match[]): {
  readonly precision: number
  readonly recall: number
  readonly f1: number
} {
  const share = (one: number, other: number): number => (other === 0 ? 1 : one === 0 ? 0 : one / (one + other))
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length
  const precision = mean(
    matches.map(({ shared, extra, missing }) => (extra + missing === 0 ? 1 : share(shared, extra))),
  )
  const recall = mean(matches.map(({ shared, extra, missing }) => (extra + missing === 0 ? 1 : share(shared, missing))))
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
