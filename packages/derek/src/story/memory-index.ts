import { put } from './ranges.js'
import type { Placement, Signature, StoryIndex, Window } from './schema.js'
import { keysOf } from './signature.js'

/** Stories in memory: for measures, tests, and as a description of what tables have to do. */
export class MemoryIndex implements StoryIndex {
  readonly #signatures = new Map<string, Signature>()
  /** Articles by key and by day. */
  readonly #keys = new Map<string, Map<number, string[]>>()
  readonly #days = new Map<number, number>()
  readonly #story = new Map<string, string>()
  readonly #members = new Map<string, string[]>()

  /** Keeps an article where it was placed, and the stories that it merged. */
  add(signature: Signature, { story, merges }: Pick<Placement, 'story' | 'merges'>): void {
    const { article, day } = signature
    if (!this.#signatures.has(article)) {
      for (const key of new Set(keysOf(signature))) {
        const days = this.#keys.get(key) ?? new Map<number, string[]>()
        this.#keys.set(key, days)
        put(days, day, article)
      }
      this.#days.set(day, (this.#days.get(day) ?? 0) + 1)
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
    let size = 0
    for (let day = window.from; day <= window.to; day++) size += this.#days.get(day) ?? 0
    return size
  }

  async counts(keys: readonly string[], window: Window, most: number): Promise<ReadonlyMap<string, number>> {
    return new Map(
      keys.map((key) => {
        const days = this.#keys.get(key)
        let count = 0
        if (days !== undefined) {
          for (let day = window.from; day <= window.to && count < most; day++) count += days.get(day)?.length ?? 0
        }
        return [key, Math.min(count, most)]
      }),
    )
  }

  async having(keys: readonly string[], window: Window): Promise<ReadonlyMap<string, readonly string[]>> {
    return new Map(
      keys.map((key) => {
        const days = this.#keys.get(key)
        const found: string[] = []
        for (let day = window.from; day <= window.to; day++) found.push(...(days?.get(day) ?? []))
        return [key, found]
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
