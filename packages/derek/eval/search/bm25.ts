/** An index of documents that are given as terms, ranked by BM25. */
export class Bm25 {
  readonly #postings = new Map<string, Map<number, number>>()
  readonly #lengths: number[] = []
  #total = 0

  add(terms: readonly string[]): void {
    const id = this.#lengths.length
    this.#lengths.push(terms.length)
    this.#total += terms.length
    for (const term of terms) {
      const posting = this.#postings.get(term) ?? new Map<number, number>()
      posting.set(id, (posting.get(id) ?? 0) + 1)
      this.#postings.set(term, posting)
    }
  }

  /**
   * The best documents for a query, the best first; ties go to the earlier document. A query is a list of words, each a
   * list of terms that say the same: they count as one term, as in Lucene's SynonymQuery.
   */
  search(words: readonly (readonly string[])[], most: number): readonly number[] {
    const scores = new Map<number, number>()
    const mean = this.#total / Math.max(this.#lengths.length, 1)
    for (const posting of words.map((terms) => this.#together(terms))) {
      const idf = Math.log(1 + (this.#lengths.length - posting.size + 0.5) / (posting.size + 0.5))
      for (const [id, count] of posting) {
        const norm = count + k1 * (1 - b + (b * (this.#lengths[id] ?? 0)) / mean)
        scores.set(id, (scores.get(id) ?? 0) + (idf * count * (k1 + 1)) / norm)
      }
    }
    return [...scores]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, most)
      .map(([id]) => id)
  }

  #together(terms: readonly string[]): ReadonlyMap<number, number> {
    const [first = '', ...rest] = new Set(terms)
    if (rest.length === 0) return this.#postings.get(first) ?? new Map()
    const all = new Map<number, number>()
    for (const term of [first, ...rest]) {
      for (const [id, count] of this.#postings.get(term) ?? []) all.set(id, Math.max(all.get(id) ?? 0, count))
    }
    return all
  }
}

const k1 = 1.2
const b = 0.75
