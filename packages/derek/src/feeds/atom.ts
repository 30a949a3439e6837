import { element, type Xml, xmlDeclaration } from '../exports/xml.js'
import { type Entry, type Feed, type FeedFormat, generator } from './feed.js'

/** Atom 1.0 (RFC 4287), in pages (RFC 5005). */
export const atom: FeedFormat = {
  extension: 'atom',
  type: 'application/atom+xml',
  name: 'Atom',
  write: (feed) => `${xmlDeclaration}${root(feed)}\n`,
}

const root = (feed: Feed): Xml =>
  element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language }, [
    element('id', {}, feed.id),
    element('title', { type: 'text' }, feed.title),
    element('subtitle', { type: 'text' }, feed.description),
    element('updated', {}, rfc3339(feed.updated ?? never)),
    element('author', {}, [element('name', {}, generator)]),
    element('generator', {}, generator),
    element('link', { rel: 'alternate', type: 'text/html', href: feed.page }),
    element('link', { rel: 'self', type: atom.type, href: feed.self }),
    element('link', { rel: 'first', type: atom.type, href: feed.first }),
    ...(feed.next === undefined ? [] : [element('link', { rel: 'next', type: atom.type, href: feed.next })]),
    ...(feed.hub === undefined ? [] : [element('link', { rel: 'hub', href: feed.hub })]),
    ...feed.entries.map(entry),
  ])

const entry = (one: Entry): Xml =>
  element('entry', { 'xml:lang': one.language }, [
    element('id', {}, one.id),
    element('title', { type: 'text' }, one.title),
    element('published', {}, rfc3339(one.published)),
    element('updated', {}, rfc3339(one.updated)),
    element('author', {}, [element('name', {}, one.author)]),
    element('link', { rel: 'alternate', type: 'text/html', href: one.url }),
    ...(one.original === undefined ? [] : [element('link', { rel: 'via', href: one.original })]),
    ...one.categories.map(({ term, label }) => element('category', { term, label })),
    element('content', { type: 'text' }, one.text),
  ])

/** A feed must say when it changed; one without entries never did. */
const never = '1970-01-01T00:00:00.000Z'

const rfc3339 = (time: string): string => new Date(time).toISOString()
