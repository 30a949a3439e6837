import { z } from 'zod'
import { blockSchema } from '../article/schema.js'
import { sourceSchema } from '../source/schema.js'

/**
 * The record: what Derek says of one article. Types, validation, the published JSON Schema and the API's documentation
 * all follow from this file. Offsets are UTF-16 code units; dates are ISO 8601, or EDTF where part of a date is unknown.
 */

export const attributionRoles = ['publisher', 'relay', 'origin'] as const
export const entityTypes = [
  'person',
  'organization',
  'place',
  'initiative',
  'document',
  'event',
  'position',
  'disease',
  'other',
] as const
export const mentionKinds = ['name', 'title', 'pronoun', 'description'] as const
export const timeKinds = ['date', 'time', 'duration', 'set'] as const
export const statementKinds = ['direct', 'indirect'] as const
export const polarities = ['positive', 'negative'] as const
export const acts = [
  'state',
  'assess',
  'intend',
  'promise',
  'order',
  'request',
  'propose',
  'praise',
  'criticize',
  'thank',
  'congratulate',
  'condole',
  'apologize',
  'greet',
  'wish',
  'agree',
  'deny',
  'warn',
  'ask',
  'remind',
  'explain',
] as const
export const eventTypes = [
  'call',
  'meet',
  'visit',
  'sign',
  'appoint',
  'dismiss',
  'send',
  'receive',
  'award',
  'decree',
  'accident',
  'disaster',
  'launch',
  'vote',
  'compete',
  'trial',
  'arrest',
  'investigate',
  'publish',
  'protest',
  'attack',
  'aid',
  'perform',
  'discover',
] as const

const span = {
  block: z.string().describe('id of the block that bears this span'),
  start: z.int().nonnegative().describe('UTF-16 offset of the first code unit, from the start of the block'),
  end: z.int().nonnegative().describe('UTF-16 offset after the last code unit'),
  text: z.string().describe('exactly the slice of the block from start to end'),
}
const confidence = z.number().min(0).max(1).optional().describe('0 to 1; absent where nothing is in doubt')
const entityId = z.string().describe('id of an entity of this record')

export const spanSchema = z.object(span).readonly()

export const attributionLinkSchema = z
  .object({
    name: z.string().describe('as named, in the nominative'),
    role: z.enum(attributionRoles),
    entity: entityId.optional(),
    span: spanSchema,
  })
  .readonly()

export const photoCreditSchema = z.object({ name: z.string(), span: spanSchema }).readonly()

export const mentionSchema = z
  .object({
    ...span,
    kind: z.enum(mentionKinds),
    lemma: z.string().describe('the mention in its dictionary form'),
    case: z.string().optional().describe('Universal Dependencies value of Case: Nom, Gen, Dat, Acc, Loc, Abl, Ins'),
    confidence,
  })
  .readonly()

export const entitySchema = z
  .object({
    id: z.string(),
    type: z.enum(entityTypes),
    name: z.string().describe('canonical name, in the nominative, in Cyrillic'),
    aliases: z.array(z.string()).readonly(),
    sameAs: z.url().optional(),
    mentions: z.array(mentionSchema).readonly(),
  })
  .readonly()

export const timeSchema = z
  .object({
    ...span,
    value: z.string().describe('ISO 8601 or EDTF: 2020-03-24, 2019-09, 2019-09/2020-03'),
    kind: z.enum(timeKinds),
    confidence,
  })
  .readonly()

export const statementSchema = z
  .object({
    id: z.string(),
    speaker: entityId.optional(),
    kind: z.enum(statementKinds),
    act: z.enum(acts),
    cue: spanSchema,
    content: spanSchema.optional(),
    addressee: entityId.optional(),
    about: z.array(entityId).readonly(),
    polarity: z.enum(polarities),
    time: z.string().optional(),
    confidence,
  })
  .readonly()

export const eventSchema = z
  .object({
    id: z.string(),
    type: z.enum(eventTypes),
    plover: z.string().optional().describe('event code of the PLOVER ontology, where one exists'),
    actors: z.array(entityId).readonly(),
    recipients: z.array(entityId).readonly(),
    time: z.string().optional(),
    place: entityId.optional(),
    document: entityId.optional(),
    evidence: z.array(spanSchema).readonly(),
    confidence,
  })
  .readonly()

export const tokenSchema = z
  .object({
    ...span,
    form: z.string().describe('the token as analysed: mended, and in Cyrillic'),
    lemma: z.string(),
    upos: z.string(),
    feats: z.record(z.string(), z.string()),
  })
  .readonly()

export const sentenceSchema = z.object({ ...span, tokens: z.array(tokenSchema).readonly().optional() }).readonly()

export const topicSchema = z
  .object({
    id: z.string().describe('an IPTC Media Topic: medtop:11000000'),
    confidence: z.number().min(0).max(1).describe('0 to 1'),
  })
  .readonly()

export const recordSchema = z
  .object({
    id: z.string().describe('stable hash of source, url and text'),
    source: sourceSchema,
    url: z.url().optional(),
    publishedAt: z.iso.datetime({ offset: true }).optional(),
    title: z.string().optional(),
    authors: z.array(z.string()).readonly(),
    tags: z.array(z.string()).readonly(),
    language: z.string().describe('BCP 47: kk, ru, en; und where it cannot be told'),
    script: z.string().describe('ISO 15924: Cyrl, Latn, Arab; Zyyy where there are no letters'),
    blocks: z.array(blockSchema).readonly(),
    attribution: z.object({ chain: z.array(attributionLinkSchema).readonly() }).readonly(),
    photoCredits: z.array(photoCreditSchema).readonly(),
    entities: z.array(entitySchema).readonly(),
    times: z.array(timeSchema).readonly(),
    statements: z.array(statementSchema).readonly(),
    events: z.array(eventSchema).readonly(),
    topics: z
      .array(topicSchema)
      .readonly()
      .optional()
      .describe('what it is about, the surest first; absent in records made before topics were told'),
    sentences: z.array(sentenceSchema).readonly().optional(),
  })
  .readonly()
  .meta({ id: 'Record', title: 'Derek record', description: 'Who said and did what to whom, in one article' })

export type Span = z.infer<typeof spanSchema>
export type AttributionLink = z.infer<typeof attributionLinkSchema>
export type PhotoCredit = z.infer<typeof photoCreditSchema>
export type Mention = z.infer<typeof mentionSchema>
export type MentionKind = Mention['kind']
export type Entity = z.infer<typeof entitySchema>
export type EntityType = Entity['type']
export type Time = z.infer<typeof timeSchema>
export type Statement = z.infer<typeof statementSchema>
export type Act = Statement['act']
export type Event = z.infer<typeof eventSchema>
export type EventType = Event['type']
export type Sentence = z.infer<typeof sentenceSchema>
export type ArticleTopic = z.infer<typeof topicSchema>
export type ArticleRecord = z.infer<typeof recordSchema>
