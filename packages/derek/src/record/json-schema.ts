import { z } from 'zod'
import { recordSchema } from './schema.js'

/** The record as JSON Schema, draft 2020-12: what is published in packages/derek/schema. */
export function recordJsonSchema(): unknown {
  return z.toJSONSchema(recordSchema, { target: 'draft-2020-12' })
}
