import { z } from 'zod'

/**
 * What IPTC's schema of ninjs 3.0.1 says of the members that are used here: their names, types, enumerations and what is
 * required, and that there are no others. Facts of iptc.org/std/ninjs/ninjs-schema_3.0.json, written anew.
 */

const uri = z.url()
const dateTime = z.iso.datetime({ offset: true })
const text = z.string()
const contentType = text.optional()

const concept = z.strictObject({
  name: text.optional(),
  rel: text.optional(),
  uri: uri.optional(),
  literal: text.optional(),
})
const worded = z.strictObject({ role: text.optional(), contentType, value: text })
const body = worded.extend({ charCount: z.int().optional(), wordCount: z.int().optional() })

const members = {
  uri,
  standard: z.strictObject({ name: text, version: text, schema: uri }).partial().optional(),
  type: z
    .enum(['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning'])
    .optional(),
  representationType: z.enum(['full', 'partial']).optional(),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']).optional(),
  language: text.optional(),
  firstCreated: dateTime.optional(),
  versionCreated: dateTime.optional(),
  contentCreated: dateTime.optional(),
  title: text.optional(),
  by: text.optional(),
  located: text.optional(),
  headlines: z.array(worded).optional(),
  descriptions: z.array(worded).optional(),
  bodies: z.array(body).optional(),
  people: z.array(concept).optional(),
  organisations: z.array(concept).optional(),
  places: z.array(concept).optional(),
  objects: z.array(concept).optional(),
  subjects: z
    .array(concept.extend({ creator: text.optional(), relevance: z.int().optional(), confidence: z.int().optional() }))
    .optional(),
  events: z.array(concept.extend({ id: text.optional() })).optional(),
  infoSources: z.array(z.strictObject({ name: text, role: text, uri, literal: text }).partial()).optional(),
  altIds: z.array(z.strictObject({ role: text, value: text }).partial()).optional(),
  renditions: z
    .array(z.strictObject({ name: text, href: uri.optional(), title: text.optional(), width: z.int().optional() }))
    .optional(),
}

export const ninjsSchema = z.strictObject({
  ...members,
  associations: z.array(z.strictObject({ ...members, name: text, rel: text.optional() })).optional(),
})
