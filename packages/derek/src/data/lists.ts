import { z } from 'zod'
import { parts } from '../article/schema.js'
import { acts, eventTypes } from '../record/schema.js'
import { sourceKinds } from '../source/schema.js'
import { list, loadTable } from './table.js'

/**
 * The lists of packages/derek/data, each read once, when first asked for. What a column means is said at the head of
 * its file, for the journalist who extends it.
 */

const once = <T>(load: () => readonly T[]): (() => readonly T[]) => {
  let loaded: readonly T[] | undefined
  return () => (loaded ??= load())
}

const text = z.string().min(1)
const isoDate = z.string().regex(/^\d{4}(?:-\d{2}){0,2}$/u, 'a year, a month or a day: 2019, 2019-03 or 2019-03-20')
const country = z.string().regex(/^[A-Z]{2}$/u, 'an ISO 3166-1 code of two capital letters')

const countrySchema = z.object({ code: country, name: text, aliases: list, people: list, capital: text.optional() })
const placeSchema = z.object({
  name: text,
  aliases: list,
  kind: text,
  in: country.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  same: text.optional(),
})
const organizationSchema = z.object({ name: text, aliases: list, kind: text, country: country.optional() })
const titleSchema = z.object({
  title: text,
  role: text,
  alone: z.enum(['yes', 'no']).optional(),
  country: country.optional(),
})
const officeSchema = z.object({
  role: text,
  country: country.optional(),
  of: text.optional(),
  titles: list,
  holder: text,
  aliases: list,
  from: isoDate.optional(),
  to: isoDate.optional(),
  source: text,
})
const givenNameSchema = z.object({
  name: text,
  gender: z.enum(['m', 'f', 'both']).optional(),
  word: z.enum(['yes', 'no']).optional(),
})
const surnameEndingSchema = z.object({
  ending: text,
  gender: z.enum(['m', 'f', 'both']).optional(),
  kind: z.enum(['surname', 'patronymic']),
  min: z.coerce.number().int().positive(),
})
const headSchema = z.object({ head: text, type: z.enum(['organization', 'initiative', 'document', 'place', 'event']) })
const cueSchema = z.object({
  verb: text,
  frame: list.pipe(
    z.array(z.enum(['clause', 'object', 'dative', 'for', 'topic', 'bare', 'viewpoint', 'content'])).min(1),
  ),
  act: z.enum(acts),
  negated: z.enum(acts).optional(),
})
const triggerSchema = z.object({
  verb: text,
  type: z.enum(eventTypes),
  plover: text.optional(),
  needs: list,
  frame: z.enum(['together', 'doer', 'undergoer', 'fact']),
})

const outletSchema = z.object({ id: text, name: text, kind: z.enum(sourceKinds), hosts: list, aliases: list })
const partSchema = z.object({ part: z.enum(parts), words: list })
const promoSchema = z.object({
  stems: list,
  starts: z.enum(['yes', 'no']),
  most: z.coerce.number().int().positive(),
  part: z.enum(parts).default('promo'),
})
const creditSchema = z.object({ label: text })

export type Outlet = z.infer<typeof outletSchema>
export type Title = z.infer<typeof titleSchema>
export type Office = z.infer<typeof officeSchema>
export type Cue = z.infer<typeof cueSchema>
export type Trigger = z.infer<typeof triggerSchema>
export type Head = z.infer<typeof headSchema>

export const countries = once(() => loadTable('countries.tsv', countrySchema))
export const places = once(() => loadTable('places.tsv', placeSchema))
export const organizations = once(() => loadTable('organizations.tsv', organizationSchema))
export const titles = once(() => loadTable('titles.tsv', titleSchema))
export const offices = once(() => loadTable('offices.tsv', officeSchema))
export const givenNames = once(() => loadTable('given-names.tsv', givenNameSchema))
export const surnameEndings = once(() => loadTable('surname-endings.tsv', surnameEndingSchema))
export const heads = once(() => loadTable('heads.tsv', headSchema))
export const cues = once(() => loadTable('cues.tsv', cueSchema))
export const triggers = once(() => loadTable('events.tsv', triggerSchema))

export const outlets = once(() => loadTable('outlets.tsv', outletSchema))
export const partNames = once(() => loadTable('parts.tsv', partSchema))
export const promos = once(() => loadTable('promo.tsv', promoSchema))
export const credits = once(() => loadTable('credits.tsv', creditSchema))
export const bylines = once(() => loadTable('bylines.tsv', creditSchema))

/** A thing with a name of its own that the lists know. */
export interface Listed {
  readonly type: 'place' | 'organization'
  readonly name: string
  readonly aliases: readonly string[]
  /** ISO code of the country it is, or is in. */
  readonly country?: string
  readonly isCountry?: boolean
}

/** Every country, place and organization of the lists. */
export const gazetteer = once((): readonly Listed[] => [
  ...countries().map(
    ({ code, name, aliases }): Listed => ({ type: 'place', name, aliases, country: code, isCountry: true }),
  ),
  ...places().map((place): Listed => {
    const known = { type: 'place', name: place.name, aliases: place.aliases } as const
    return place.in === undefined ? known : { ...known, country: place.in }
  }),
  ...organizations()
    .filter(({ kind }) => kind !== 'platform')
    .map((organization): Listed => {
      const known = { type: 'organization', name: organization.name, aliases: organization.aliases } as const
      return organization.country === undefined ? known : { ...known, country: organization.country }
    }),
])
