import { partNames } from '../data/lists.js'
import type { Part } from './schema.js'
import { attribute, type Element } from './tree.js'

/** What an element is by its name alone. */
const byElement: ReadonlyMap<string, Part> = new Map([
  ['nav', 'navigation'],
  ['menu', 'navigation'],
  ['footer', 'navigation'],
  ['aside', 'aside'],
  ['form', 'tool'],
  ['fieldset', 'tool'],
  ['dialog', 'tool'],
  ['details', 'tool'],
  ['time', 'byline'],
  ['figcaption', 'caption'],
  ['amp-consent', 'consent'],
  ['amp-user-notification', 'consent'],
  ['amp-ad', 'promo'],
  ['amp-embed', 'promo'],
  ['amp-sidebar', 'navigation'],
  ['amp-social-share', 'share'],
  ['amp-next-page', 'related'],
  ['video', 'player'],
  ['audio', 'player'],
])
const byRole: ReadonlyMap<string, Part> = new Map([
  ['navigation', 'navigation'],
  ['banner', 'navigation'],
  ['contentinfo', 'navigation'],
  ['complementary', 'aside'],
  ['search', 'tool'],
  ['dialog', 'tool'],
  ['alertdialog', 'tool'],
  ['tooltip', 'tool'],
])
const byProperty: ReadonlyMap<string, Part> = new Map([
  ['author', 'byline'],
  ['datepublished', 'byline'],
  ['datemodified', 'byline'],
  ['publisher', 'byline'],
  ['comment', 'comment'],
  ['caption', 'caption'],
  ['copyrightholder', 'credit'],
  ['keywords', 'tags'],
])

/** Names that are hardly ever given to an article. */
const always = new Set<Part>(['comment', 'consent'])

/** They hold the article itself, whatever their classes say of the page as a whole. */
const wholes = new Set(['html', 'body', 'main', 'article', 'td', 'tr', 'tbody', 'table', '#root'])

let known: ReadonlyMap<string, Part> | undefined
const words = (): ReadonlyMap<string, Part> =>
  (known ??= new Map(partNames().flatMap(({ part, words }) => words.map((word) => [word, part] as const))))
const longest = 3

/** How far a page's markup is believed: its elements and names, its elements and what it names comments, or nothing. */
export type Trust = 'names' | 'elements' | 'nothing'

export type PartReader = (element: Element) => Part | undefined

/** What part of a page an element says that it is. Each combination of names is looked up once: one reader a page. */
export function partReader(trust: Trust): PartReader {
  if (trust === 'nothing') return () => undefined
  const seen = new Map<string, Part | undefined>()
  return (element) => {
    if (element.attributes.size === 0) return byElement.get(element.name)
    if (element.attributes.has('hidden') || /display\s*:\s*none/iu.test(attribute(element, 'style'))) return 'tool'
    const stated =
      byRole.get(attribute(element, 'role').toLowerCase()) ??
      byProperty.get(attribute(element, 'itemprop').toLowerCase()) ??
      (attribute(element, 'rel').toLowerCase() === 'author' ? 'byline' : undefined)
    if (stated !== undefined) return stated
    if (!wholes.has(element.name)) {
      const names = `${attribute(element, 'class')} ${attribute(element, 'id')}`
      if (names !== ' ') {
        if (!seen.has(names)) seen.set(names, partOfNames(names))
        const part = seen.get(names)
        if (part !== undefined && (trust === 'names' || always.has(part))) return part
      }
    }
    return byElement.get(element.name)
  }
}

/** Names that say what the page has or has not around: has-sidebar, no-comments, with-ads. */
const aboutOthers = /^(?:has|no|with|without|not|hide|show|can)$/u
const switched = /^(?:enabled|disabled|active|open|closed|set|on|off)$/u

/**
 * The part that class names and ids tell of; the first name that tells one counts.
 *
 * ```ts
 * partOfNames('news__relatedList') // 'related'
 * ```
 */
export function partOfNames(names: string): Part | undefined {
  let found: Part | undefined
  for (const name of names.slice(0, 500).split(/\s+/u)) {
    const pieces = name
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((piece) => piece !== '')
    if (pieces.length > 1 && (aboutOthers.test(pieces[0] ?? '') || switched.test(pieces.at(-1) ?? ''))) continue
    for (let length = Math.min(longest, pieces.length); length > 0; length--) {
      for (let start = 0; start + length <= pieces.length; start++) {
        const part = words().get(pieces.slice(start, start + length).join('-'))
        if (part === 'body' && pieces.length <= length + 1) return part
        if (part !== 'body') found ??= part
      }
    }
  }
  return found
}
