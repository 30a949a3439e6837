import type { Alternate, BlockKind, Image, Part } from './schema.js'

/** A block as the page lays it out; `kind` is what the markup says, where there is markup. */
export interface RawBlock {
  readonly text: string
  readonly kind?: BlockKind
  readonly image?: Image
  readonly part?: Part
}

/** What a page holds before its blocks are told apart by their texts. */
export interface RawArticle {
  readonly blocks: readonly RawBlock[]
  readonly title?: string
  readonly publishedAt?: string
  readonly modifiedAt?: string
  readonly source?: string
  /** What the site calls itself; it names the source only where no list knows its host. */
  readonly siteName?: string
  readonly url?: string
  readonly authors?: readonly string[]
  readonly tags?: readonly string[]
  readonly language?: string
  readonly alternates?: readonly Alternate[]
}

/** Runs of white space are one space; all else stays as on the page. */
export const collapse = (text: string): string => text.replace(/[\s\u00A0]+/gu, ' ').trim()
