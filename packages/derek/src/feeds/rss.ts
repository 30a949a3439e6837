import { element, type Xml, xmlDeclaration } from '../exports/xml.js'
import { type Entry, type Feed, type FeedFormat, generator } from './feed.js'

/** RSS 2.0, with Atom's links and Dublin Core's creator and language, as the RSS Advisory Board's profile advises. */
export const rss: FeedFormat = {
  extension: 'rss',
  type: 'application/rss+xml',
  name: 'RSS',
  write: (feed) => `${xmlDeclaration}${root(feed)}\n`,
}

const namespaces = {
  version: '2.0',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
}

const root = (feed: Feed): Xml =>
  element('rss', namespaces, [
    element('channel', {}, [
      element('title', {}, plain(feed.title)),
      element('link', {}, feed.page),
      element('description', {}, html(feed.description)),
      element('language', {}, feed.language),
      ...(feed.updated === undefined ? [] : [element('lastBuildDate', {}, rfc822(feed.updated))]),
      element('generator', {}, generator),
      element('ttl', {}, '15'),
      ...links(feed).map(([rel, href]) =>
        element('atom:link', { rel, href, type: rel === 'hub' ? undefined : 'application/rss+xml' }),
      ),
      ...feed.entries.map(item),
    ]),
  ])

const links = ({ self, first, next, hub }: Feed): readonly (readonly [string, string])[] => [
  ['self', self],
  ['first', first],
  ...(next === undefined ? [] : [['next', next] as const]),
  ...(hub === undefined ? [] : [['hub', hub] as const]),
]

const item = (entry: Entry): Xml =>
  element('item', {}, [
    element('title', {}, plain(entry.title)),
    element('link', {}, entry.url),
    element('guid', { isPermaLink: 'false' }, entry.id),
    element('pubDate', {}, rfc822(entry.published)),
    element('dc:creator', {}, entry.author),
    element('dc:language', {}, entry.language),
    ...entry.categories.map(({ label }) => element('category', {}, label)),
    element('description', {}, html(entry.text)),
  ])

/** A description is HTML: text in it is escaped once as HTML, and once more as XML. */
const html = (text: string): string =>
  text.replace(/[&<>]/gu, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;')).replaceAll('\n', '<br>')

/**
 * A title is plain text, but there are readers that take it for HTML. One with what looks like markup is escaped as
 * HTML too: some will show its entities, none will run it.
 */
const plain = (text: string): string => (/<[a-z!/?]|&#?\w+;/iu.test(text) ? html(text) : text)

/** A date of RFC 822 with four digits for the year: Tue, 24 Mar 2026 05:00:00 GMT. */
const rfc822 = (time: string): string => new Date(time).toUTCString()
