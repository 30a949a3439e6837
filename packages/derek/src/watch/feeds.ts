import { Parser } from 'htmlparser2'
import { z } from 'zod'
import { normalAddress, ofOneSite } from '../article/canonical.js'
import { publishedAt, shownDate } from '../article/published.js'
import { attribute, elementsIn, parseTree, textOf } from '../article/tree.js'
import { SourceError } from '../source/error.js'

/** What is known of an article before it is fetched. */
export interface Item {
  readonly url: string
  readonly title?: string | undefined
  /** ISO 8601. */
  readonly publishedAt?: string | undefined
  /** The name or id of its source. */
  readonly source?: string | undefined
  /** When it changed last, ISO 8601, as sitemaps say. */
  readonly changedAt?: string | undefined
}

/** What a feed, a sitemap or a listing page names. */
export interface Listing {
  readonly kind: 'rss' | 'atom' | 'json-feed' | 'sitemap' | 'sitemap-index' | 'page'
  readonly items: readonly Item[]
  /** Further sitemaps, of a sitemap index, with the day of their last change. */
  readonly sitemaps: readonly { readonly url: string; readonly modified?: string }[]
  /** What was left out, and why: a line for the log. */
  readonly notes: readonly string[]
}

/** A sitemap has at most so many addresses; what a feed has beyond them is left. */
const itemLimit = 50_000
/** Feeds stay below ten; what goes beyond this is made to do harm. */
const deepest = 100
const longestField = 2_000

/**
 * Reads a feed (RSS, Atom, JSON Feed), a sitemap, an index of sitemaps or a page that lists articles, whichever it is.
 * `url` is where it was found. Throws a SourceError where it is none of them.
 */
export function readListing(text: string, url: string): Listing {
  const head = text.slice(0, 4096)
  if (/^\s*[{[]/u.test(head)) return jsonFeed(text, url)
  return /<(?:\w+:)?(?:rss|RDF|feed|urlset|sitemapindex)[\s>]/u.test(head)
    ? xmlListing(text, url)
    : pageListing(text, url)
}

/** Fields of an item as they stand, before they are checked. */
interface Raw {
  url?: string
  title?: string
  date?: string
  changed?: string
}

/** Checks items one by one, counts what is wrong, and keeps each address once. */
function collector(url: string) {
  const items = new Map<string, Item>()
  let withoutAddress = 0
  let withoutDate = 0
  let beyond = 0
  return {
    add({ url: address = '', title, date, changed }: Raw): void {
      const trimmed = address.trim()
      const made = trimmed !== '' && URL.canParse(trimmed, url) ? new URL(trimmed, url) : undefined
      if (made === undefined || !/^https?:$/u.test(made.protocol) || made.username !== '') {
        withoutAddress++
        return
      }
      const key = normalAddress(made.href)
      if (items.has(key)) return
      if (items.size >= itemLimit) {
        beyond++
        return
      }
      const published = date === undefined || date.trim() === '' ? undefined : dateOf(date)
      if (date !== undefined && published === undefined) withoutDate++
      const changedAt = changed === undefined ? undefined : dateOf(changed)
      const shown = title === undefined ? '' : collapse(title)
      items.set(key, {
        url: key,
        ...(shown === '' ? {} : { title: shown }),
        ...(published === undefined ? {} : { publishedAt: published }),
        ...(changedAt === undefined ? {} : { changedAt }),
      })
    },
    items: () => [...items.values()],
    notes: () => [
      ...(withoutAddress > 0 ? [`${withoutAddress} of its items have no address of a page`] : []),
      ...(withoutDate > 0 ? [`${withoutDate} of its dates are none`] : []),
      ...(beyond > 0 ? [`it has more than ${itemLimit} items: ${beyond} were left out`] : []),
    ],
  }
}

/** A date of a feed: ISO 8601, RFC 822, or as pages show it. One in the future is a mistake. */
function dateOf(text: string): string | undefined {
  const date = publishedAt(text) ?? shownDate(text)
  return date === undefined || new Date(date).getTime() > Date.now() + 2 * 24 * 60 * 60_000 ? undefined : date
}

/** A title without the markup that feeds put into it. */
const collapse = (title: string): string =>
  title
    .replace(/<[^<>]{0,200}>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()

type Field = keyof Raw
/** Which element of an item is which of its fields, and which comes first where there are several. */
const fields: ReadonlyMap<string, readonly [field: Field, rank: number]> = new Map([
  ['link', ['url', 2]],
  ['guid', ['url', 1]],
  ['loc', ['url', 2]],
  ['title', ['title', 1]],
  ['news:title', ['title', 2]],
  ['pubdate', ['date', 3]],
  ['published', ['date', 3]],
  ['dc:date', ['date', 2]],
  ['news:publication_date', ['date', 3]],
  ['updated', ['date', 1]],
  ['lastmod', ['changed', 1]],
])
const itemNames = new Set(['item', 'entry', 'url', 'sitemap'])

/**
 * RSS, Atom and sitemaps, element by element, none of the tree in memory. Only the five entities of XML and numbered
 * characters are read; entities that a document defines are never expanded.
 */
function xmlListing(text: string, url: string): Listing {
  const found = collector(url)
  const sitemaps: { readonly url: string; readonly modified?: string }[] = []
  let kind: Listing['kind'] | undefined
  let depth = 0
  let itemDepth = 0
  let raw: Raw | undefined
  let ranks: Partial<Record<Field, number>> = {}
  let field: string | undefined
  let fieldDepth = 0
  let value = ''
  const set = (name: string, content: string): void => {
    const [own, rank] = fields.get(name) ?? []
    if (raw === undefined || own === undefined || rank === undefined || content.trim() === '') return
    if (rank <= (ranks[own] ?? 0)) return
    ranks[own] = rank
    raw[own] = content
  }
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        depth++
        if (depth > deepest) throw new SourceError('unreadable', `its elements are nested more than ${deepest} deep`)
        const name = tag.toLowerCase()
        kind ??= kindOf(name)
        if (raw === undefined) {
          if (!itemNames.has(name)) return
          raw = {}
          ranks = {}
          itemDepth = depth
        } else if (name === 'link' && attributes.href !== undefined) {
          if ((attributes.rel ?? 'alternate') === 'alternate') set('link', attributes.href)
        } else if (name === 'guid' && attributes.isPermaLink === 'false') {
          field = undefined
        } else if (depth === itemDepth + 1 || name.startsWith('news:')) {
          field = fields.has(name) ? name : undefined
          fieldDepth = depth
          value = ''
        }
      },
      ontext(part) {
        if (field !== undefined && value.length < longestField) value += part.slice(0, longestField)
      },
      onclosetag(tag) {
        if (field !== undefined && depth === fieldDepth) {
          set(field, value)
          field = undefined
        }
        if (raw !== undefined && depth === itemDepth) {
          if (tag.toLowerCase() === 'sitemap') addSitemap(raw)
          else found.add(raw)
          raw = undefined
        }
        depth--
      },
    },
    { xmlMode: true },
  )
  const addSitemap = ({ url: address, changed }: Raw): void => {
    const trimmed = address?.trim()
    if (trimmed === undefined || !URL.canParse(trimmed, url) || sitemaps.length >= itemLimit) return
    const date = changed === undefined ? undefined : dateOf(changed)
    sitemaps.push({ url: new URL(trimmed, url).href, ...(date === undefined ? {} : { modified: date }) })
  }
  parser.end(text)
  return { kind: kind ?? 'rss', items: found.items(), sitemaps, notes: found.notes() }
}

const roots: Readonly<Record<string, Listing['kind']>> = {
  rss: 'rss', 'rdf:rdf': 'rss', feed: 'atom', urlset: 'sitemap', sitemapindex: 'sitemap-index',
} // biome-ignore format: a table

const kindOf = (name: string): Listing['kind'] | undefined => roots[name]

const jsonFeedSchema = z.object({
  version: z.string().regex(/jsonfeed/u),
  items: z.array(z.unknown()),
})
const jsonItemSchema = z.object({
  url: z.string().optional(),
  external_url: z.string().optional(),
  id: z.union([z.string(), z.number()]).optional(),
  title: z.string().optional(),
  date_published: z.string().optional(),
})

function jsonFeed(text: string, url: string): Listing {
  const found = collector(url)
  for (const candidate of jsonFeedOf(text).items) {
    const item = jsonItemSchema.safeParse(candidate)
    const { url: own, id, title, date_published: date } = item.data ?? {}
    const address = own ?? (typeof id === 'string' && /^https?:/u.test(id) ? id : undefined)
    found.add({
      ...(address === undefined ? {} : { url: address }),
      ...(title === undefined ? {} : { title }),
      ...(date === undefined ? {} : { date }),
    })
  }
  return { kind: 'json-feed', items: found.items(), sitemaps: [], notes: found.notes() }
}

function jsonFeedOf(text: string): z.infer<typeof jsonFeedSchema> {
  try {
    return jsonFeedSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new SourceError('unreadable', 'it is JSON, but no JSON Feed', { cause: error })
  }
}

/** A headline has at least so many words; names of sections and "read on" have fewer. */
const headlineWords = 4
const apart = new Set(['nav', 'footer', 'header', 'form'])
const entry = new Set(['article', 'li', 'tr', 'dl', 'section'])

/** The articles that a page of a section links to: links of its own site with a headline for their text. */
function pageListing(text: string, url: string): Listing {
  const found = collector(url)
  const root = parseTree(text)
  const times = new Map<object, string>()
  const links: { readonly address: string; readonly title: string; readonly within: object | undefined }[] = []
  for (const element of elementsIn(root)) {
    if (element.name !== 'time' && element.name !== 'a') continue
    let within: typeof element | undefined = element.parent
    while (within !== undefined && !entry.has(within.name) && !apart.has(within.name)) within = within.parent
    if (element.name === 'time') {
      if (within !== undefined && !times.has(within))
        times.set(within, attribute(element, 'datetime') || textOf(element))
      continue
    }
    if (within !== undefined && apart.has(within.name)) continue
    const address = attribute(element, 'href')
    const title = collapse(textOf(element) || attribute(element, 'title'))
    if (address === '' || address.startsWith('#') || !URL.canParse(address, url)) continue
    if (title.split(' ').length < headlineWords || !ofOneSite(new URL(address, url).href, url)) continue
    links.push({ address, title: title.slice(0, longestField), within })
  }
  for (const { address, title, within } of links) {
    const date = within === undefined ? undefined : times.get(within)
    if (normalAddress(new URL(address, url).href) === normalAddress(url)) continue
    found.add({ url: address, title, ...(date === undefined ? {} : { date }) })
  }
  return { kind: 'page', items: found.items(), sitemaps: [], notes: found.notes() }
}
