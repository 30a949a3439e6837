import type { BlockKind } from './schema.js'

/** A block as the page lays it out; `kind` is what the markup says, where there is markup. */
export interface RawBlock {
  readonly text: string
  readonly kind?: BlockKind
}

/** What a page holds before its blocks are told apart by their texts. */
export interface RawArticle {
  readonly blocks: readonly RawBlock[]
  readonly title?: string
  readonly publishedAt?: string
  readonly source?: string
  readonly url?: string
  readonly authors?: readonly string[]
  readonly tags?: readonly string[]
}

/** Runs of white space are one space; all else stays as on the page. */
export const collapse = (text: string): string => text.replace(/[\s\u00A0]+/gu, ' ').trim()
