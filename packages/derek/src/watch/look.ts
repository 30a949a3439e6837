import { decode } from '../source/decode.js'
import { type Exchange, fetchedOf, headerOf } from '../source/fetch.js'
import { charsetOf } from '../source/open.js'
import { type Item, type Listing, readListing } from './feeds.js'
import type { Visitor } from './visit.js'

/** What came of looking at a feed, a sitemap or a section. */
export type Looked =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'disallowed'; readonly url: string }
  | {
      readonly kind: 'listed'
      readonly listing: Listing
      readonly answer: Exchange
      /** How long it holds, as its Cache-Control says, in milliseconds. */
      readonly fresh: number
    }

/** Looks at what names articles, as its site allows. Throws a SourceError where it names none. */
export async function lookAt(visitor: Visitor, address: string): Promise<Looked> {
  const visit = await visitor.visit(address, { accept: listingTypes })
  if (visit.kind !== 'answered') return visit
  const { answer } = visit
  const fetched = await fetchedOf(answer)
  const charset = charsetOf(headerOf(answer, 'content-type') ?? '') ?? xmlCharset(fetched.bytes)
  const text = decode(fetched.bytes, charset === undefined ? {} : { charset })
  return {
    kind: 'listed',
    listing: readListing(text, fetched.url),
    answer,
    fresh: Math.min(maxAge(headerOf(answer, 'cache-control')), longestFresh),
  }
}

/** Whether an item is news since a time: a sitemap names all that a site ever had, so there it must have a date. */
export function isSince(since: number, { publishedAt, changedAt }: Item, { kind }: Listing): boolean {
  const date = publishedAt ?? changedAt
  return date === undefined ? kind !== 'sitemap' : new Date(date).getTime() >= since
}

/** Of a sitemap index, so many of its sitemaps are looked at, the newest first. */
const sitemapLimit = 10

/** Which sitemaps of an index are looked at: those that changed since a time. */
export const sitemapsSince = (since: number, { sitemaps }: Listing): readonly string[] =>
  sitemaps
    .filter(({ modified }) => modified === undefined || new Date(modified).getTime() >= since)
    .sort((a, b) => (b.modified ?? '').localeCompare(a.modified ?? ''))
    .slice(0, sitemapLimit)
    .map(({ url }) => url)

const listingTypes =
  'application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,text/html;q=0.8'

/** The encoding that an XML document declares. */
function xmlCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  return /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/iu.exec(head)?.[1]
}

/** No feed of news is left alone for longer, whatever its server says. */
const longestFresh = 60 * 60_000

/** For how long an answer holds, in milliseconds. */
const maxAge = (cacheControl = ''): number =>
  Number(/(?:^|[\s,])max-age=(\d{1,9})/iu.exec(cacheControl)?.[1] ?? 0) * 1000
