import { z } from '@hono/zod-openapi'
import { acts, entityTypes, eventTypes, polarities, recordSchema, statementKinds } from '../record/schema.js'

/** What the API takes and gives; the record's own schema is in record/schema.ts. */

export const readRequestSchema = z
  .object({
    text: z.string().optional().describe('an article as plain text, each paragraph on a line of its own'),
    html: z.string().optional().describe('an article as a whole HTML page, or a piece of one'),
    markdown: z.string().optional().describe('an article as Markdown'),
    url: z.string().optional().describe('the http or https address of an article'),
    publishedAt: z.string().optional().describe('when it was published: 2025-03-24 or 2025-03-24T10:00:00+05:00'),
    source: z.string().optional().describe('who published it: a name, or a host such as egemen.kz'),
  })
  .strict()
  .refine(
    ({ text, html, markdown, url }) => [text, html, markdown, url].filter((given) => given !== undefined).length === 1,
    'exactly one of text, html, markdown and url must be given',
  )
  .openapi('ReadRequest', {
    example: {
      text: '«Көпір күзде ашылады», – деді әкім Арман Сәтов.',
      publishedAt: '2026-03-24',
      source: 'egemen.kz',
    },
  })

export const tokensQuerySchema = z.object({
  tokens: z.enum(['0', '1']).optional().describe('1 gives sentences and their tokens too'),
})

export const listQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/u, 'not a cursor: take "next" of the page before')
    .optional(),
})

/** What lists show of an article. */
export const summarySchema = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  url: z.string().optional(),
  publishedAt: z.iso.datetime().optional(),
  readAt: z.iso.datetime(),
  language: z.string(),
  statements: z.int(),
  events: z.int(),
  version: z.int().describe('which text it is of those that the article had at its address, from 1'),
  replacedBy: z.string().optional().describe('the id of the version that came after it; lists show the newest only'),
})

export const summaryPageSchema = z
  .object({
    articles: z.array(summarySchema),
    next: z.string().optional().describe('the cursor of the next page; absent on the last'),
  })
  .openapi('ArticleList')

const keySchema = z.string().describe('type and name: person:айгүл сапарова')
const namedSchema = z.object({ key: keySchema, name: z.string() })

/** A thing, and what articles say of it. */
export const thingSchema = z
  .object({
    thing: z.object({
      key: keySchema,
      type: z.enum(entityTypes),
      name: z.string(),
      aliases: z.array(z.string()),
      articles: z.int(),
    }),
    said: z.array(
      z.object({
        article: z.string(),
        id: z.string().describe('of the statement in its record'),
        title: z.string(),
        publishedAt: z.iso.datetime().optional(),
        act: z.enum(acts),
        kind: z.enum(statementKinds),
        polarity: z.enum(polarities),
        text: z.string(),
        addressee: namedSchema.optional(),
      }),
    ),
    events: z.array(
      z.object({
        article: z.string(),
        id: z.string().describe('of the event in its record'),
        title: z.string(),
        publishedAt: z.iso.datetime().optional(),
        type: z.enum(eventTypes),
        time: z.string().optional(),
        text: z.string(),
        with: z.array(namedSchema),
      }),
    ),
    others: z.array(namedSchema.extend({ times: z.int() })),
    articles: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        source: z.string(),
        publishedAt: z.iso.datetime().optional(),
      }),
    ),
  })
  .openapi('Thing')

/** A correction of identity: one of the two. */
export const identityRequestSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('merge'), key: keySchema, thing: keySchema, by: z.string().min(1) }).strict(),
    z
      .object({
        kind: z.literal('split'),
        key: keySchema,
        article: z.string(),
        name: z.string().min(1).describe('what the thing that is split off is called'),
        by: z.string().min(1),
      })
      .strict(),
  ])
  .openapi('Identity')

export const recordResponseSchema = recordSchema

export type ReadRequest = z.infer<typeof readRequestSchema>
