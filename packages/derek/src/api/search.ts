import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { acts } from '../record/schema.js'
import { queryLimit } from '../store/query.js'
import { rankedLimit } from '../store/search.js'
import type { Store } from '../store/store.js'
import { problemSchema } from './problem.js'
import { summarySchema } from './schema.js'

const key = z
  .string()
  .min(1)
  .max(300)
  .refine((value) => !value.includes('\0'), 'has a NUL')
const day = z.iso.date().refine((value) => value >= '0001', 'there was no year 0')

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
  thing: key.optional().describe('key of a person, a body or a place that is named'),
  from: day.optional().describe('the first day of publication'),
  to: day.optional().describe('the last day of publication'),
  sort: z.enum(['relevance', 'newest']).default('relevance'),
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

const searchResultSchema = z
  .object({
    total: z.int().describe('how many articles were found'),
    complete: z.int().describe('how many of them have all words; where they are few, some of the words are enough'),
    ranked: z.int().describe('of how many, the freshest, the order and the counts of speakers and acts are'),
    articles: z.array(
      summarySchema.extend({
        highlights: z.array(rangeSchema).describe('the words found in the title'),
        passages: z.array(
          z.object({
            block: z.string(),
            start: z.int(),
            end: z.int(),
            text: z.string().describe('exactly the slice of the block from start to end'),
            highlights: z.array(rangeSchema).describe('the words found, as offsets of the block'),
          }),
        ),
      }),
    ),
    facets: z.object({ source: facetSchema, speaker: facetSchema, act: facetSchema }),
    next: z.int().optional().describe('the next page; absent on the last'),
  })
  .openapi('SearchResult')

const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  summary: 'Articles by their words, in any script and form, with filters and counts',
  request: { query: searchQuerySchema },
  responses: {
    200: { description: 'A page of what was found', content: { 'application/json': { schema: searchResultSchema } } },
    400: { description: 'What is wrong', content: { 'application/problem+json': { schema: problemSchema } } },
  },
})

export function searchRoutes(api: OpenAPIHono, store: Store): void {
  api.openapi(searchRoute, async (c) => {
    const { q, limit, page, ...filters } = c.req.valid('query')
    const result = await store.search(q, { limit, page, ...filters })
    const next = limit * page < result.ranked && limit * (page + 1) <= rankedLimit ? { next: page + 1 } : {}
    return c.json(searchResultSchema.parse({ ...result, ...next }), 200)
  })
}
