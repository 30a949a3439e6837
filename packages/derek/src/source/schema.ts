import { z } from 'zod'

export const sourceKinds = ['press-service', 'agency', 'portal', 'newspaper', 'telegram', 'unknown'] as const

/** Who published the article. */
export const sourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(sourceKinds),
    url: z.url().optional(),
  })
  .readonly()

export type Source = z.infer<typeof sourceSchema>
export type SourceKind = Source['kind']

export const pageFormats = ['text', 'html', 'markdown'] as const
export type PageFormat = (typeof pageFormats)[number]

/** What came in, decoded into text, before anything in it is understood. */
export interface Page {
  readonly content: string
  readonly format: PageFormat
  /** Where it was fetched from, after redirects. */
  readonly url?: string
  /** What the caller or the feed says; the page's own statement comes second. Any ISO 8601 date or date and time. */
  readonly publishedAt?: string
  /** The outlet as the caller names it: a name, an id or a host of data/outlets.tsv, or a name not listed there. */
  readonly source?: string
}
