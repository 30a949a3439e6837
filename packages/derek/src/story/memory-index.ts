import { put } from './ranges.js'
import type { Placement, Signature, StoryIndex, Window } from './schema.js'
import { keysOf } from './signature.js'

interface Entry {
  readonly article: string
  readonly day: number
}

/** Stories in memory: for measures, tests, and as a description of what tables have to do. */
export class MemoryIndex implements StoryIndex {
  readonly #signatures = new Map<string, Signature>()
  /** Articles by key, in the order of their days, as an index of a table by (key, day) has them. */
  readonly #keys = new Map<string, Entry[]>()
  readonly #days: Entry[] = []
  readonly #story = new Map<string, string>()
  readonly #members = new Map<string, string[]>()

  /** Keeps an article where it was placed, and the stories that it merged. */
  add(signature: Signature, { story, merges }: Pick<Placement, 'story' | 'merges'>): void {
    const { article, day } = signature
    if (!this.#signatures.has(article)) {
      const entry = { article, day }
      for (const key of new Set(keysOf(signature))) {
        const entries = this.#keys.get(key)
        if (entries === undefined) this.#keys.set(key, [entry])
        else insert(entries, entry)
      }
      insert(this.#days, entry)
    }
    this.#signatures.set(article, signature)
    this.#move(article, story)
    for (const merged of merges) for (const member of [...(this.#members.get(merged) ?? [])]) this.#move(member, story)
  }

  #move(article: string, story: string): void {
    const before = this.#story.get(article)
    if (before === story) return
    if (before !== undefined) {
      const left = (this.#members.get(before) ?? []).filter((member) => member !== article)
      if (left.length === 0) this.#members.delete(before)
      else this.#members.set(before, left)
    }
    this.#story.set(article, story)
    put(this.#members, story, article)
  }

  /** All stories with their articles. */
  stories(): ReadonlyMap<string, readonly string[]> {
    return this.#members
  }

  async size(window: Window): Promise<number> {
    const [from, to] = rangeOf(this.#days, window)
    return to - from
  }

  async counts(keys: readonly string[], window: Window, most: number): Promise<ReadonlyMap<string, number>> {
    return new Map(
      keys.map((key) => {
        const [from, to] = rangeOf(this.#keys.get(key) ?? [], window)
        return [key, Math.min(to - from, most)]
      }),
    )
  }

  async having(keys: readonly string[], window: Window): Promise<ReadonlyMap<string, readonly string[]>> {
    return new Map(
      keys.map((key) => {
        const entries = this.#keys.get(key) ?? []
        return [key, entries.slice(...rangeOf(entries, window)).map(({ article }) => article)]
      }),
    )
  }

  async signatures(articles: readonly string[]): Promise<readonly Signature[]> {
    return articles.flatMap((article) => this.#signatures.get(article) ?? [])
  }

  async storiesOf(articles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map(
      articles.flatMap((article) => {
        const story = this.#story.get(article)
        return story === undefined ? [] : [[article, story] as const]
      }),
    )
  }

  async members(stories: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return new Map(stories.map((story) => [story, this.#members.get(story) ?? []]))
  }
}

/** The place of the first entry of a day or of a later one. */
function placeOf(entries: readonly Entry[], day: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.day ?? day) < day) low = middle + 1
    else high = middle
  }
  return low
}

const rangeOf = (entries: readonly Entry[], { from, to }: Window): [number, number] => [
  placeOf(entries, from),
  placeOf(entries, to + 1),
]

/** Articles come mostly in the order of their days. */
function insert(entries: Entry[], entry: Entry): void {
  if ((entries.at(-1)?.day ?? entry.day) <= entry.day) entries.push(entry)
  else entries.splice(placeOf(entries, entry.day + 1), 0, entry)
}
