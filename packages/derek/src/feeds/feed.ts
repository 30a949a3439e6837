/** A feed before it is written as RSS, Atom or JSON Feed. All texts are plain, all addresses absolute, all times ISO 8601. */
export interface Feed {
  /** A tag: URI (RFC 4151), the same wherever and however the feed is asked for. */
  readonly id: string
  readonly title: string
  readonly description: string
  /** BCP 47, of the feed's own words. */
  readonly language: string
  /** The page of the site that shows the same. */
  readonly page: string
  /** Where this page of the feed is. */
  readonly self: string
  /** Pages of the feed, as RFC 5005 has them. */
  readonly first: string
  readonly next?: string
  /** Where changes are told to (WebSub). */
  readonly hub?: string
  /** When the latest of its entries changed; absent where it has none. */
  readonly updated?: string
  readonly entries: readonly Entry[]
}

export interface Entry {
  /** A tag: URI. */
  readonly id: string
  readonly title: string
  readonly text: string
  readonly language: string
  /** The page of the site about it. */
  readonly url: string
  /** Where the outlet has it. */
  readonly original?: string
  readonly published: string
  readonly updated: string
  /** Who says it: the speaker of a statement, the outlet of an article. */
  readonly author: string
  readonly categories: readonly Category[]
}

export interface Category {
  readonly term: string
  readonly label: string
}

/** Who made a feed and its entries, where nobody else did. */
export const generator = 'Derek'

/** One way to write a feed. */
export interface FeedFormat {
  readonly extension: 'rss' | 'atom' | 'json'
  readonly type: string
  readonly name: string
  write(feed: Feed): string
}
