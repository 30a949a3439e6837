import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { acts, entityTypes, statementKinds } from '../record/schema.js'
import { queryLimit } from '../store/query.js'
import { countLimit, facetNames, rankedLimit } from '../store/search.js'
import type { Store } from '../store/store.js'
import { problems } from './problem.js'
import { summarySchema } from './schema.js'

const key = z
  .string()
  .min(1)
  .max(300)
  .refine((value) => !value.includes('\0'), 'has a NUL')
const day = z.iso.date().refine((value) => value >= '0001', 'there was no year 0')

/** ISO 15924. */
export const scripts = ['Cyrl', 'Latn', 'Arab'] as const

const fields = {
  q: z
    .string()
    .max(queryLimit)
    .default('')
    .describe('words in any script and form, "phrases", -exclusions; without it, all that passes the filters'),
  source: key.optional().describe('id of a source'),
  speaker: key.optional().describe('key of a thing that says something: person:айгүл сапарова'),
  addressee: key.optional().describe('key of a thing that it is said to'),
  act: z.enum(acts).optional().describe('what saying it does; of one statement with speaker and addressee'),
  person: key.optional().describe('key of a person who is named'),
  organization: key.optional().describe('key of a body that is named'),
  place: key.optional().describe('key of a place that is named'),
  thing: key.optional().describe('key of a thing of any type that is named'),
  script: z.enum(scripts).optional().describe('what an article is written in'),
  from: day.optional().describe('the first day of publication'),
  to: day.optional().describe('the last day of publication'),
  sort: z.enum(['relevance', 'newest']).default('relevance'),
  in: z
    .enum(['articles', 'statements'])
    .default('articles')
    .describe('where the words are to be: anywhere in an article, or in what was said in one statement'),
}

/** What can be searched by; the site takes the same. */
export const searchFieldsSchema = z.object(fields)
export type SearchFields = z.infer<typeof searchFieldsSchema>

export const searchQuerySchema = z
  .object({
    ...fields,
    limit: z.coerce.number().int().min(1).max(100).default(20),
    page: z.coerce.number().int().min(1).max(rankedLimit).default(1),
  })
  .refine(({ limit, page }) => limit * page <= rankedLimit, {
    message: `the first ${rankedLimit} articles are ranked: page times limit is more`,
    path: ['page'],
  })

const rangeSchema = z.object({ start: z.int(), end: z.int() })
const facetSchema = z.array(z.object({ key: z.string(), name: z.string(), articles: z.int() }))

const passageSchema = z.object({
  block: z.string(),
  start: z.int(),
  end: z.int(),
  text: z.string().describe('exactly the slice of the block from start to end'),
  highlights: z.array(rangeSchema).describe('the words found, as offsets of the block'),
})

const namedSchema = z.object({ key: z.string().describe('of a thing: /api/things/{key}'), name: z.string() })

const searchResultSchema = z
  .object({
    total: z.int().describe(`how many were found, up to ${countLimit}`),
    isMore: z.boolean().describe('whether they are more than total'),
    complete: z.int().describe('how many of them have all words; where they are few, some of the words are enough'),
    ranked: z.int().describe('of how many, the freshest, the order and the counts of facets are'),
    articles: z
      .array(
        summarySchema.extend({
          highlights: z.array(rangeSchema).describe('the words found in the title'),
          passages: z.array(passageSchema),
        }),
      )
      .optional()
      .describe('in=articles'),
    statements: z
      .array(
        z.object({
          article: z.string(),
          id: z.string().describe('in the record of the article'),
          title: z.string().describe('of the article'),
          source: z.string(),
          publishedAt: z.string().optional(),
          language: z.string(),
          act: z.enum(acts),
          kind: z.enum(statementKinds),
          speaker: namedSchema.optional(),
          addressee: namedSchema.optional(),
          passage: passageSchema.describe('what was said'),
        }),
      )
      .optional()
      .describe('in=statements'),
    facets: z
      .record(z.enum(facetNames), facetSchema)
      .describe('what can be added to the filters, and how many have it'),
    corrected: z.string().optional().describe('the query with what may be misspelt put right, where few were found'),
    next: z.int().optional().describe('the next page; absent on the last'),
  })
  .openapi('SearchResult')

const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  summary: 'Articles, or statements, by their words in any script and form, with filters and counts',
  request: { query: searchQuerySchema },
  responses: {
    200: { description: 'A page of what was found', content: { 'application/json': { schema: searchResultSchema } } },
    ...problems(400),
  },
})

const suggestRoute = createRoute({
  method: 'get',
  path: '/api/suggest',
  summary: 'What goes on as what was typed does: words and names, in the script that it is typed in',
  request: {
    query: z.object({
      q: z.string().max(queryLimit).describe('what was typed; Kazakh letters are optional: казакстан'),
      limit: z.coerce.number().int().min(1).max(20).default(8),
    }),
  },
  responses: {
    200: {
      description: 'The likeliest first',
      content: {
        'application/json': {
          schema: z
            .object({
              suggestions: z.array(
                z.object({
                  query: z.string().describe('the whole query'),
                  kind: z.enum(['word', ...entityTypes]),
                  thing: z.string().optional().describe('the key of the thing whose name it is'),
                  articles: z.int().describe('about how many articles have it'),
                }),
              ),
            })
            .openapi('Suggestions'),
        },
      },
    },
    ...problems(400),
  },
})

/** Where fewer are found, it is asked what may have been meant. */
export const few = 3

export function searchRoutes(api: OpenAPIHono, store: Store): void {
  api.openapi(searchRoute, async (c) => {
    const { q, limit, page, in: where, ...filters } = c.req.valid('query')
    const options = { limit, page, ...filters }
    const result = where === 'articles' ? await store.search(q, options) : await store.searchSayings(q, options)
    const corrected = result.complete < few ? await store.meantBy(q) : undefined
    const next = limit * page < result.ranked && limit * (page + 1) <= rankedLimit ? { next: page + 1 } : {}
    return c.json(
      searchResultSchema.parse({ ...result, ...(corrected === undefined ? {} : { corrected }), ...next }),
      200,
    )
  })
  api.openapi(suggestRoute, async (c) => {
    const { q, limit } = c.req.valid('query')
    return c.json({ suggestions: [...(await store.suggest(q, limit))] }, 200)
  })
}
