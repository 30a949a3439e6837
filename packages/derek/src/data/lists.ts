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

const countrySchema = z.object({
  code: country,
  name: text,
  aliases: list,
  people: list,
  capital: text.optional(),
  nation: list,
})
const placeSchema = z.object({
  name: text,
  aliases: list,
  kind: z.enum(['region', 'city', 'district', 'settlement', 'water', 'mountain', 'area', 'sight', 'port']),
  in: list,
  from: isoDate.optional(),
  to: isoDate.optional(),
  same: text.optional(),
  word: z.enum(['yes', 'no']).optional(),
})
const organizationSchema = z.object({ name: text, aliases: list, kind: text, country: country.optional() })
const titleSchema = z.object({
  title: text,
  role: text,
  alone: z.enum(['yes', 'no']).optional(),
  country: country.optional(),
  covers: list,
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
  alone: z.enum(['yes', 'no']).optional(),
})
const headSchema = z.object({
  head: text,
  type: z.enum(['organization', 'initiative', 'document', 'place', 'event']),
  unit: z.enum(['part', 'whole', 'both']).optional(),
})
const namedSchema = z.object({ name: text, aliases: list, type: z.enum(['initiative', 'document', 'event']) })
const identifierSchema = z.object({
  type: z.enum(['person', 'place', 'organization']),
  name: text,
  wikidata: z.string().regex(/^Q\d+$/u, 'a Wikidata item: Q232'),
})
const personSchema = z.object({ name: text, aliases: list })
const cueSchema = z.object({
  verb: text,
  frame: list.pipe(
    z
      .array(
        z.enum(['clause', 'object', 'dative', 'with', 'for', 'topic', 'bare', 'viewpoint', 'content', 'report', 'dep']),
      )
      .min(1),
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

const speakerSchema = z.object({
  noun: text,
  type: z.enum(['person', 'organization']),
  means: z.enum(['speaker', 'body']).optional(),
})
const nounSchema = z.object({ noun: text })
const outletSchema = z.object({ id: text, name: text, kind: z.enum(sourceKinds), hosts: list, aliases: list })
const partSchema = z.object({ part: z.enum(parts), words: list })
const promoSchema = z.object({
  stems: list,
  starts: z.enum(['yes', 'no']),
  most: z.coerce.number().int().positive(),
  part: z.enum(parts).default('promo'),
})
const creditSchema = z.object({ label: text })
const nameWordSchema = z.object({ kind: text, word: text })
const termSchema = z
  .string()
  .regex(/^[^:]+:[1-3]$/u, 'a word or phrase and its weight from 1 to 3: су тасқын:3')
  .transform((cell) => ({ term: cell.slice(0, -2).trim(), weight: Number(cell.slice(-1)) }))
const topicSchema = z.object({
  id: z.string().regex(/^medtop:\d{8}$/u, 'an IPTC Media Topic: medtop:11000000'),
  above: text.optional(),
  kk: text,
  ru: text,
  en: text,
  terms: list.pipe(z.array(termSchema).min(1)),
})

export type Outlet = z.infer<typeof outletSchema>
export type Title = z.infer<typeof titleSchema>
export type Office = z.infer<typeof officeSchema>
export type Cue = z.infer<typeof cueSchema>
export type Trigger = z.infer<typeof triggerSchema>
export type Head = z.infer<typeof headSchema>
export type Place = z.infer<typeof placeSchema>
export type Topic = z.infer<typeof topicSchema>

export const countries = once(() => loadTable('countries.tsv', countrySchema))
export const places = once(() => loadTable('places.tsv', placeSchema))
export const organizations = once(() => loadTable('organizations.tsv', organizationSchema))
export const named = once(() => loadTable('named.tsv', namedSchema))
export const identifiers = once(() => loadTable('identifiers.tsv', identifierSchema))
export const people = once(() => loadTable('people.tsv', personSchema))
export const titles = once(() => loadTable('titles.tsv', titleSchema))
export const offices = once(() => loadTable('offices.tsv', officeSchema))
export const givenNames = once(() => loadTable('given-names.tsv', givenNameSchema))
export const surnameEndings = once(() => loadTable('surname-endings.tsv', surnameEndingSchema))
export const chineseSurnames = once(() => loadTable('chinese-surnames.tsv', z.object({ surname: text })))
export const heads = once(() => loadTable('heads.tsv', headSchema))
export const cues = once(() => loadTable('cues.tsv', cueSchema))
export const triggers = once(() => loadTable('events.tsv', triggerSchema))

export const speakers = once(() => loadTable('speakers.tsv', speakerSchema))
export const occasions = once(() => loadTable('occasions.tsv', nounSchema))
export const sports = once(() => loadTable('sports.tsv', nounSchema))
export const persons = once(() => loadTable('persons.tsv', nounSchema))

export const outlets = once(() => loadTable('outlets.tsv', outletSchema))
export const partNames = once(() => loadTable('parts.tsv', partSchema))
export const promos = once(() => loadTable('promo.tsv', promoSchema))
export const credits = once(() => loadTable('credits.tsv', creditSchema))
export const bylines = once(() => loadTable('bylines.tsv', creditSchema))
export const nameWords = once(() => loadTable('name-words.tsv', nameWordSchema))
export const topics = once(() => loadTable('topics.tsv', topicSchema))

/** A thing with a name of its own that the lists know. */
export interface Listed {
  readonly type: 'person' | 'place' | 'organization' | 'initiative' | 'document' | 'event'
  readonly name: string
  readonly aliases: readonly string[]
  /** The list's own word for what it is: region, city, government, sports. */
  readonly kind?: string
  /** ISO code of the country it is, or is in. */
  readonly country?: string
  readonly isCountry?: boolean
  /** Whether it is also a common word. */
  readonly isWord?: boolean
  /** When it had this name, and the name it has now. */
  readonly from?: string
  readonly to?: string
  readonly same?: string
}

let insideOf: ReadonlyMap<string, readonly string[]> | undefined

/** What a place lies in, the nearest first, and a country's code last: Талғар → Алматы облысы, KZ. */
export function within(place: string): readonly string[] {
  insideOf ??= new Map(places().map((row) => [row.name, row.in]))
  const found: string[] = []
  for (let next = insideOf.get(place)?.[0]; next !== undefined && !found.includes(next); ) {
    found.push(next)
    next = insideOf.get(next)?.[0]
  }
  return found
}

/** Everything of the lists that has a name: countries, places, organizations, works of state, holders of offices. */
export const gazetteer = once((): readonly Listed[] => [
  ...countries().map(
    ({ code, name, aliases }): Listed => ({
      type: 'place', kind: 'country', name, aliases, country: code, isCountry: true,
    }), // biome-ignore format: one row
  ),
  ...places().map(({ name, aliases, kind, in: inside, from, to, same, word }): Listed => {
    const country = [...inside, ...within(name)].find((one) => /^[A-Z]{2}$/u.test(one))
    return {
      type: 'place',
      kind,
      name,
      aliases,
      ...(country === undefined ? {} : { country }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(same === undefined ? {} : { same }),
      ...(word === 'yes' ? { isWord: true } : {}),
    }
  }),
  ...countries().flatMap(({ code, capital }): readonly Listed[] =>
    capital === undefined || places().some(({ name, aliases }) => name === capital || aliases.includes(capital))
      ? []
      : [{ type: 'place', kind: 'city', name: capital, aliases: [], country: code }],
  ),
  ...organizations()
    .filter(({ kind }) => kind !== 'platform')
    .map(
      ({ name, aliases, kind, country }): Listed => ({
        type: 'organization', kind, name, aliases, ...(country === undefined ? {} : { country }),
      }), // biome-ignore format: one row
    ),
  ...named().map(({ name, aliases, type }): Listed => ({ type, name, aliases })),
  ...people().map(({ name, aliases }): Listed => ({ type: 'person', kind: 'known', name, aliases })),
  ...offices().map(({ holder, aliases }): Listed => ({ type: 'person', name: holder, aliases })),
])

let labels: ReadonlySet<string> | undefined

/** Words that name from whom a text was taken, before a colon or a dash. */
export const sourceLabels = (): ReadonlySet<string> =>
  (labels ??= new Set(loadTable('source-labels.tsv', creditSchema).map(({ label }) => label)))

let namelessWords: ReadonlySet<string> | undefined

/** Words with a capital that are no part of a person's name. */
export const notNames = (): ReadonlySet<string> =>
  (namelessWords ??= new Set(loadTable('not-names.tsv', z.object({ word: text })).map(({ word }) => word)))

let platforms: ReadonlySet<string> | undefined

/** What networks are called: Facebook, Инстаграм. One is no person and, in what is told, no body. */
export const platformNames = (): ReadonlySet<string> =>
  (platforms ??= new Set(
    organizations()
      .filter(({ kind }) => kind === 'platform')
      .flatMap(({ name, aliases }) => [name, ...aliases])
      .map((name) => name.toLowerCase()),
  ))
