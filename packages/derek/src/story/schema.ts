import { z } from 'zod'
import { spanSchema } from '../record/schema.js'

/**
 * What Derek says of several articles together. A story is made of records and of nothing else; the store keeps what is
 * here, the site and the API show it. Every span names its article and is exactly the slice of that article's block.
 * What is found is evidence with a measured score and the parts of it, never a verdict.
 */

const share = z.number().min(0).max(1)
const articleId = z.string().describe('id of an article, as its record has it')

export const articleSpanSchema = z.object({ article: articleId, ...spanSchema.unwrap().shape }).readonly()

/* Grouping */

/**
 * What an article is found by. `keys` are what a table (article_id, key, day) holds: see keys.ts for what each is made of.
 * The whole signature is what the score of two articles is taken from; a store keeps it as JSON beside the keys.
 */
export const signatureSchema = z
  .object({
    article: articleId,
    outlet: z.string().describe('id of the source'),
    language: z.string(),
    publishedAt: z.string().optional().describe('ISO 8601 with zone'),
    day: z.int().describe('day of publication as a count of days from 1970-01-01: what the time window is taken by'),
    genre: z.enum(['news', 'satire']).describe('satire only where the page calls itself so'),
    names: z.record(z.string(), z.number()).describe('name keys, with a weight: 1, or more in the title and the lead'),
    numbers: z.record(z.string(), z.number()),
    days: z.array(z.string()).readonly().describe('dates that the text names near its publication: YYYY-MM-DD'),
    topics: z.record(z.string(), z.number()).describe('event types and topics of data/story-topics.tsv'),
    words: z.record(z.string(), z.number()).describe('lemmas: they say something only of texts in one language'),
    sketch: z.array(z.int()).readonly().describe('minhash of the runs of three words'),
  })
  .readonly()

export const pairScoreSchema = z
  .object({
    score: share,
    parts: z
      .object({
        names: share.describe('rare names that both have, of those that either has'),
        leads: share.describe('the same of titles and leads alone'),
        numbers: share,
        topics: share,
        events: share.describe('topics of titles and leads alone'),
        words: share.describe('shared words, where both are in one language'),
        text: share.describe('estimated share of runs of three words that both have'),
        days: share.describe('1 the same day of the event, 0.5 not known, 0 two different days'),
        time: share.describe('1 published on one day, falling with the days between'),
      })
      .readonly(),
  })
  .readonly()

/** Where a new article belongs. */
export const placementSchema = z
  .object({
    article: articleId,
    story: z.string().describe('the story that it joins or opens; a new story is named by its first article'),
    opened: z.boolean(),
    merges: z
      .array(z.string())
      .readonly()
      .describe('stories that this article shows to be the same: they go into `story`'),
    matches: z
      .array(z.object({ article: articleId, story: z.string(), ...pairScoreSchema.unwrap().shape }).readonly())
      .readonly()
      .describe('the stored articles that it was compared with, the nearest first'),
  })
  .readonly()

/* Differences */

export const changeKinds = [
  'kept',
  'reworded',
  'transliterated',
  'translated',
  'merged',
  'split',
  'dropped',
  'added',
] as const

export const editKinds = ['kept', 'inflected', 'replaced', 'dropped', 'added'] as const

/** One clause, or one run of words, of an aligned pair. */
export const editSchema = z
  .object({
    kind: z.enum(editKinds),
    before: articleSpanSchema.optional(),
    after: articleSpanSchema.optional(),
  })
  .readonly()

export const clauseKinds = ['kept', 'moved', 'reworded', 'dropped', 'added'] as const
export const clauseChangeSchema = z
  .object({
    kind: z.enum(clauseKinds),
    before: articleSpanSchema.optional(),
    after: articleSpanSchema.optional(),
  })
  .readonly()

/** Sentences that became others. Every sentence of both texts stands in exactly one change. */
export const changeSchema = z
  .object({
    kind: z.enum(changeKinds),
    moved: z.boolean().describe('whether it stands in another order than its neighbours'),
    before: z.array(articleSpanSchema).readonly(),
    after: z.array(articleSpanSchema).readonly(),
    similarity: share,
    clauses: z.array(clauseChangeSchema).readonly().describe('of what was reworded'),
    words: z
      .array(editSchema)
      .readonly()
      .describe('of what was reworded, runs of words in the order of the later text'),
  })
  .readonly()

export const findingKinds = [
  'title-changed',
  'photo-credit-changed',
  'statement-dropped',
  'statement-added',
  'speaker-changed',
  'act-changed',
  'polarity-changed',
  'quote-made-indirect',
  'quote-altered',
  'number-changed',
  'date-changed',
] as const

/** A change at the level of the record: what a reader should look at. */
export const findingSchema = z
  .object({
    kind: z.enum(findingKinds),
    before: articleSpanSchema.optional(),
    after: articleSpanSchema.optional(),
    from: z.string().optional().describe('what was said before: a name, an act, a value'),
    to: z.string().optional(),
    words: z.array(editSchema).readonly().optional().describe('of a quote that was altered'),
  })
  .readonly()

export const differencesSchema = z
  .object({
    before: articleId,
    after: articleId,
    changes: z
      .array(changeSchema)
      .readonly()
      .describe('in the order of the later text; what was dropped, where it stood'),
    findings: z.array(findingSchema).readonly(),
    kept: share.describe('share of the words of the earlier text that the later one keeps in some form'),
    taken: share.describe('share of the words of the later text that the earlier one has in some form'),
  })
  .readonly()

/* Copying */

export const edgeEvidenceSchema = z
  .object({
    attribution: z
      .array(articleSpanSchema)
      .readonly()
      .describe('where the later article names the outlet of the earlier'),
    sentences: z
      .array(z.object({ from: articleSpanSchema, to: articleSpanSchema, similarity: share }).readonly())
      .readonly()
      .describe('sentences that both have'),
    published: z.object({ from: z.string().optional(), to: z.string().optional() }).readonly(),
    taken: share.describe('share of the later text that the earlier one has'),
    kept: share.describe('share of the earlier text that the later one keeps'),
  })
  .readonly()

/** `to` has it from `from`. */
export const edgeSchema = z
  .object({
    from: articleId,
    to: articleId,
    by: z.array(z.enum(['attribution', 'text', 'translation'])).readonly(),
    confidence: share,
    evidence: edgeEvidenceSchema,
  })
  .readonly()

export const flowRoles = ['origin', 'relay', 'independent'] as const

export const flowSchema = z
  .object({
    articles: z
      .array(
        z
          .object({
            article: articleId,
            role: z.enum(flowRoles).describe('origin: others have it from this one; independent: neither'),
            outside: z
              .array(z.object({ name: z.string(), span: articleSpanSchema }).readonly())
              .readonly()
              .describe('sources that it names and that have no article in this story'),
          })
          .readonly(),
      )
      .readonly()
      .describe('the earliest first'),
    edges: z.array(edgeSchema).readonly(),
  })
  .readonly()

/* First said */

export const faithfulnessSchema = z
  .object({
    score: share,
    parts: z
      .object({
        words: share.describe('words of the original that are kept, in any form'),
        added: share.describe('1 where the retelling adds no words of its own'),
        speaker: share.optional().describe('1 the same, 0 another; absent where either is unknown'),
        act: share.optional().describe('1 the same, 0 another: said became promised'),
        numbers: share.optional().describe('numbers of the original that are kept'),
        quote: share.optional().describe('words inside quotation marks that are as they were'),
      })
      .readonly(),
  })
  .readonly()

export const sayingSchema = z
  .object({
    article: articleId,
    outlet: z.string(),
    publishedAt: z.string().optional(),
    statement: z.string().optional().describe('id of the statement in its record, where it has one'),
    span: articleSpanSchema,
  })
  .readonly()

export const firstSaidSchema = z
  .object({
    first: sayingSchema,
    retellings: z
      .array(z.object({ ...sayingSchema.unwrap().shape, faithfulness: faithfulnessSchema }).readonly())
      .readonly()
      .describe('the earliest first'),
  })
  .readonly()

/* Alerts */

export const alertKinds = ['quote-differs', 'numbers-contradict', 'dates-contradict', 'unattributed-copy'] as const

export const alertSchema = z
  .object({
    kind: z.enum(alertKinds),
    topic: z.string().optional().describe('what is counted or dated: a topic of data/story-topics.tsv'),
    one: z.object({ sentence: articleSpanSchema, value: z.string() }).readonly(),
    other: z.object({ sentence: articleSpanSchema, value: z.string() }).readonly(),
    words: z.array(editSchema).readonly().optional(),
  })
  .readonly()

export type ArticleSpan = z.infer<typeof articleSpanSchema>
export type Signature = z.infer<typeof signatureSchema>
export type PairScore = z.infer<typeof pairScoreSchema>
export type Placement = z.infer<typeof placementSchema>
export type ChangeKind = (typeof changeKinds)[number]
export type Edit = z.infer<typeof editSchema>
export type ClauseChange = z.infer<typeof clauseChangeSchema>
export type Change = z.infer<typeof changeSchema>
export type Finding = z.infer<typeof findingSchema>
export type FindingKind = Finding['kind']
export type Differences = z.infer<typeof differencesSchema>
export type Edge = z.infer<typeof edgeSchema>
export type Flow = z.infer<typeof flowSchema>
export type FlowRole = (typeof flowRoles)[number]
export type Faithfulness = z.infer<typeof faithfulnessSchema>
export type Saying = z.infer<typeof sayingSchema>
export type FirstSaid = z.infer<typeof firstSaidSchema>
export type Alert = z.infer<typeof alertSchema>

/** What people said of a story: these are sure, and no score overrules them. */
export interface Corrections {
  /** Articles that belong to a story, whatever the score: article → story. */
  readonly pinned: ReadonlyMap<string, string>
  /** Pairs of articles that are never in one story. */
  readonly apart: readonly (readonly [string, string])[]
}

/** Days, both ends included, as counts of days from 1970-01-01. */
export interface Window {
  readonly from: number
  readonly to: number
}

/**
 * What grouping asks of the stored articles. In tables: story_keys (article_id, key, day) with an index by (key, day), and
 * story_articles (article_id, story_id, day, signature). Each question reads a bounded number of rows: `counts` stops counting
 * a key at `most`, and `having` is asked only for keys that few articles have.
 */
export interface StoryIndex {
  /** How many articles there are in the window. */
  size(window: Window): Promise<number>
  /** How many articles of the window have each key, counted to `most` at the most. */
  counts(keys: readonly string[], window: Window, most: number): Promise<ReadonlyMap<string, number>>
  /** Articles of the window that have each key. */
  having(keys: readonly string[], window: Window): Promise<ReadonlyMap<string, readonly string[]>>
  signatures(articles: readonly string[]): Promise<readonly Signature[]>
  /** The story of each article. */
  storiesOf(articles: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Articles of each story. */
  members(stories: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
}
