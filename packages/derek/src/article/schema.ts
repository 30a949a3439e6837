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

export const blockSchema = z
  .object({
    id: z.string(),
    kind: z.enum(blockKinds),
    text: z.string().describe("the article's own text, runs of white space apart"),
    repeats: z.string().optional().describe('id of the block whose content this one shows again'),
  })
  .readonly()

export type Block = z.infer<typeof blockSchema>
export type BlockKind = Block['kind']

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
  readonly blocks: readonly Block[]
}
