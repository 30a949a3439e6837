import { z } from 'zod'
import type { Source } from '../source/schema.js'

export const blockKinds = [
  'dateline',
  'heading',
  'lead',
  'paragraph',
  'list',
  'table',
  'quote',
  'caption',
  'pull-quote',
  'photo-credit',
  'promo',
  'other',
] as const

/** Parts of a page that are not the article's body, as data/parts.tsv tells them by the names in the markup. */
export const parts = [
  'navigation',
  'share',
  'related',
  'aside',
  'promo',
  'rights',
  'comment',
  'consent',
  'byline',
  'tags',
  'caption',
  'credit',
  'gallery',
  'player',
  'tool',
  'lead',
  'pull-quote',
  'body',
] as const
export type Part = (typeof parts)[number]

export const imageSchema = z
  .object({
    url: z.string().describe('address of the largest version that the page names'),
    width: z.int().positive().optional().describe('in pixels, as the page states it'),
    alt: z.string().optional().describe('what the picture shows, in the words of the page'),
  })
  .readonly()

export const blockSchema = z
  .object({
    id: z.string(),
    kind: z.enum(blockKinds),
    text: z.string().describe("the article's own text, runs of white space apart; a tab between the cells of a row"),
    repeats: z.string().optional().describe('id of the block whose content this one shows again'),
    image: imageSchema.optional().describe('the picture that a caption or a photo credit belongs to'),
    part: z
      .enum(parts)
      .optional()
      .describe('of a promo or other block: which part of the page it stands in, such as related, comment or consent'),
  })
  .readonly()

export type Block = z.infer<typeof blockSchema>
export type BlockKind = Block['kind']
export type Image = z.infer<typeof imageSchema>

/** The same article in another language or script. */
export const alternateSchema = z
  .object({
    language: z.string().describe('BCP 47, as the page states it: ru, en, kk-Latn, kk-Arab'),
    url: z.url(),
  })
  .readonly()
export type Alternate = z.infer<typeof alternateSchema>

/** An article restored from its page: its own text in blocks, and what the page states about it. */
export interface Article {
  readonly id: string
  readonly source: Source
  readonly url?: string
  /** ISO 8601 with zone. */
  readonly publishedAt?: string
  readonly title?: string
  readonly authors: readonly string[]
  readonly tags: readonly string[]
  /** BCP 47, as the page states it, which need not be what its text is in. */
  readonly statedLanguage?: string
  readonly modifiedAt?: string
  readonly alternates?: readonly Alternate[]
  readonly blocks: readonly Block[]
}
