import type { Source } from '../../source/schema.js'
import { lookUpName } from '../entities/gazetteer.js'
import type { Linked } from '../entities/mention.js'
import type { AttributionLink } from '../schema.js'
import type { Link } from './link.js'
import type { Phrase } from './name.js'
import { isForeignAddress, isOwnName, isServiceSite } from './own.js'

/** Which of an article's links is its publisher, going by whose page it is on. */

/** Whether a phrase is a listed outlet of another land. */
export const isForeign = (mentions: readonly Linked[], { from, to }: Phrase): boolean =>
  mentions.some(
    (mention) =>
      mention.from >= from &&
      mention.from < to &&
      mention.listedKind === 'media' &&
      mention.country !== undefined &&
      mention.country !== 'KZ',
  )

/** An outlet of another land, or one named in passing, is whom the article was taken from, unless it is the article's own. */
export function asSource(
  made: AttributionLink,
  { inPassing, isForeign: isListedAbroad }: Link & { readonly isForeign: boolean },
  links: readonly Link[],
  source: Source,
): AttributionLink {
  const isAbroad = isListedAbroad || isForeignAddress(made.name)
  const isUnknown = source.id === 'unknown' && !isAbroad
  if ((inPassing !== true && !isAbroad && !isServiceSite(made.name)) || made.role !== 'publisher' || isUnknown)
    return made
  if (isOwnName(made.name, source)) return made
  return { ...made, role: links.some(({ role }) => role === 'origin') ? 'relay' : 'origin' }
}

/** The agency of a dateline: one of another land gave the news, unless the page is its own. */
export function asAgency(made: AttributionLink, source: Source): AttributionLink {
  const listed = lookUpName(made.name)
  const isAbroad = listed?.kind === 'media' && listed.country !== undefined && listed.country !== 'KZ'
  return isAbroad && source.id !== 'unknown' && !isOwnName(made.name, source) ? { ...made, role: 'origin' } : made
}

/**
 * An article has one publisher. Of two, the one that it was taken from is: another site that "reports" in it is whom it
 * was taken over from. Alone, a name is the publisher that the text gives, even on a page of another site.
 */
export function published(chain: readonly AttributionLink[], source: Source): readonly AttributionLink[] {
  const publishers = chain.filter(({ role }) => role === 'publisher')
  if (publishers.length < 2) return chain
  const kept = publishers.find(({ name }) => isOwnName(name, source)) ?? publishers[0]
  const hasOrigin = chain.some(({ role }) => role === 'origin')
  return chain.map((link) =>
    link.role === 'publisher' && link !== kept ? { ...link, role: hasOrigin ? 'relay' : 'origin' } : link,
  )
}
