import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageFolder } from './table.js'

/** How often the program is right, as `npm run eval -- records --write` and `-- topics --write` measure it. */

export const measuredSets = ['seed', 'development', 'measuring'] as const
export type MeasuredSet = (typeof measuredSets)[number]

export const measuredLayers = [
  'spans exact',
  'blocks',
  'attribution',
  'entities',
  'mentions',
  'times',
  'events',
  'statements found',
  'statements right',
] as const
export type Layer = (typeof measuredLayers)[number]

const share = z.number().min(0).max(1)
const scoreSchema = z.object({ precision: share, recall: share, f1: share })

export const measuresSchema = z.object({
  /** The day of the last measurement: 2026-11-25. */
  measured: z.iso.date(),
  sets: z.array(
    z.object({
      name: z.enum(measuredSets),
      articles: z.int().positive(),
      layers: z.partialRecord(z.enum(measuredLayers), scoreSchema),
      /** Statements of which the record is at least so sure: how many, and how many of them are right. */
      confidence: z.array(z.object({ least: share, found: z.int(), right: share, rightInAll: share })),
    }),
  ),
  /** On articles that were kept apart from tuning. */
  topics: z.object({ articles: z.int().positive(), precision: share, recall: share }).optional(),
})

export type Measures = z.infer<typeof measuresSchema>

export const measuresFile = (): string => join(packageFolder(), 'data/measures.json')

let loaded: Measures | undefined

/** The figures; none where they were not written. */
export function measures(): Measures | undefined {
  const file = measuresFile()
  if (loaded === undefined && existsSync(file)) loaded = measuresSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return loaded
}
