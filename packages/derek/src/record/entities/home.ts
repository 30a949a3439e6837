import { countries, within } from '../../data/lists.js'
import type { Found, Role } from './mention.js'
import { officesOf } from './offices.js'

/** The country of the outlets. */
export const domestic = 'KZ'

const ofState = new Set(['head-of-state', 'head-of-government', 'first-president'])

/** An office that a state has one of. */
export const isOfState = ({ role }: Role): boolean => ofState.has(role)

/** "Мемлекет басшысы", "Елбасы": of us, unless the article is of others. */
const isOurs = ({ country, title }: Role): boolean => country === domestic && title === 'мемлекет басшысы'

/** Which country titles and bodies are of that name none. Decided here alone, for an article and for a sentence of it. */
export interface Home {
  /** The article's: the outlet's own, unless it is of another. */
  readonly country: string
  /** The name of that other. */
  readonly abroad?: string
  /** An office with its country. */
  located(role: Role): Role
  /** The office of a title as its sentence has it: "Иранда … президент қаза тапты" (in Iran the president died). */
  locatedIn(mention: Found, role: Role): Role
}

/**
 * An article is of another country where it opens with being there ("Перуде президент …") or with who leads it ("Чили
 * президенті …"), and names nothing of ours.
 */
export function homeOf(found: readonly Found[], date: string | undefined): Home {
  const country = openingLand(found) ?? leadersLand(found, date) ?? domestic
  const abroad = country === domestic ? undefined : countries().find(({ code }) => code === country)?.name
  const lands = new Map(found.flatMap((one) => (opensAbroad(one) ? [[sentenceOf(one), one.country]] : [])))
  const located = (role: Role): Role =>
    role.of === undefined && isOfState(role) && (role.country === undefined || isOurs(role))
      ? { ...role, country }
      : role
  return {
    country,
    ...(abroad === undefined ? {} : { abroad }),
    located,
    locatedIn: (mention, role) => {
      // A small letter, in a text that has capitals: whoever leads the land that the sentence opens with.
      const isBare = role.country === undefined && role.of === undefined && /^head-of-/u.test(role.role)
      const isSmall = mention.sentence.words[mention.from]?.capital === false
      const land = isBare && isSmall ? lands.get(sentenceOf(mention)) : undefined
      return land === undefined ? role : { ...role, country: land }
    },
  }
}

const sentenceOf = ({ at }: Found): string => `${at.block}.${at.sentence}`

/** "Перуде …": a country in the locative that opens a sentence, written with a capital. */
const opensAbroad = ({ isCountry, country, case: form, from, sentence }: Found): boolean =>
  isCountry === true && country !== domestic && form === 'Loc' && from === 0 && sentence.words[0]?.capital === true

/** The country in which an article opens that never names ours. */
function openingLand(found: readonly Found[]): string | undefined {
  const named = found.filter(({ isCountry }) => isCountry === true)
  const [first] = named
  const isAbroad = first !== undefined && first.case === 'Loc' && first.from === 0 && first.at.block <= 1
  return isAbroad && !named.some(({ country }) => country === domestic) ? first.country : undefined
}

/** The country whose head an article opens with that names nothing of ours. */
function leadersLand(found: readonly Found[], date: string | undefined): string | undefined {
  const first = found.find(({ role }) => role !== undefined && isOfState(role))
  const country = first?.role?.country
  if (first === undefined || first.at.block > 1 || country === undefined || country === domestic) return undefined
  const isHere = ({ type, kind, name, country: own, role }: Found): boolean =>
    own === domestic ||
    // Алматы lies in Kazakhstan.
    (type === 'place' && within(name).at(-1) === domestic) ||
    (role?.country === domestic && !isOurs(role)) ||
    (type === 'person' && kind === 'name' && officesOf(name, date).some((office) => office.country === domestic))
  return found.some(isHere) ? undefined : country
}

/** What a state has one of, by its name in another: Конституция is Қазақстан Конституциясы here, Перу Конституциясы there. */
export function nameAbroad({ name, aliases, from, to }: Found, state: string): string | undefined {
  const owned = to - from === 1 ? [name, ...aliases].find((one) => /^(?:Қазақстан|АҚШ) \S+$/u.test(one)) : undefined
  return owned?.replace(/^\S+/u, state)
}
