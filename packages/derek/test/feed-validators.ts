import { z } from 'zod'
import { childrenOf, parseXml, textOf, type XmlElement } from './xml.js'

/** What feeds must be by their specifications; each answers what is wrong, so that an empty list is a valid feed. */

const atomNamespace = 'http://www.w3.org/2005/Atom'
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/u
/** RFC 822 with the four-digit year of RFC 2822. */
const rfc822 =
  /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} (?:GMT|[+-]\d{4})$/u
const absolute = (address: string): boolean => /^https?:\/\/[^\s<>"]+$/u.test(address) && URL.canParse(address)
/** RFC 4151: tag:authority,date:specific */
const tagUri = /^tag:[a-zA-Z0-9][\w.-]*,\d{4}(?:-\d{2}){0,2}:(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*$/u
const languageTag = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/u

class Faults {
  readonly list: string[] = []
  need(holds: boolean, what: string): void {
    if (!holds) this.list.push(what)
  }
  once(parent: XmlElement, name: string): string {
    const found = childrenOf(parent, name).filter(({ namespace }) => namespace === parent.namespace)
    this.need(found.length === 1, `${parent.name} has ${found.length} ${name}`)
    return found[0] === undefined ? '' : textOf(found[0])
  }
}

/** RSS 2.0 (rssboard.org/rss-specification), and what the RSS Advisory Board's profile says must be. */
export function rssFaults(text: string): readonly string[] {
  const faults = new Faults()
  const root = parseXml(text)
  faults.need(root.name === 'rss' && root.namespace === '' && root.attributes.get('version') === '2.0', 'root')
  const [channel, ...more] = childrenOf(root)
  if (channel === undefined || more.length > 0 || channel.name !== 'channel') return [...faults.list, 'channel']
  faults.once(channel, 'title')
  faults.once(channel, 'description')
  faults.need(absolute(faults.once(channel, 'link')), 'link of the channel')
  faults.need(languageTag.test(faults.once(channel, 'language')), 'language')
  faults.need(/^\d+$/u.test(faults.once(channel, 'ttl')), 'ttl')
  for (const date of childrenOf(channel, 'lastBuildDate')) faults.need(rfc822.test(textOf(date)), 'lastBuildDate')
  const links = childrenOf(channel, 'link').filter(({ namespace }) => namespace === atomNamespace)
  faults.need(links.filter((link) => link.attributes.get('rel') === 'self').length === 1, 'one atom:link rel=self')
  for (const link of links) faults.need(absolute(link.attributes.get('href') ?? ''), 'href of atom:link')
  const guids = new Set<string>()
  for (const item of childrenOf(channel, 'item')) {
    faults.need(faults.once(item, 'title').trim() !== '', 'title of an item')
    faults.once(item, 'description')
    faults.need(absolute(faults.once(item, 'link')), 'link of an item')
    const guid = faults.once(item, 'guid')
    faults.need(childrenOf(item, 'guid')[0]?.attributes.get('isPermaLink') === 'false', 'isPermaLink')
    faults.need(tagUri.test(guid) && !guids.has(guid), `guid ${guid}`)
    guids.add(guid)
    const date = faults.once(item, 'pubDate')
    faults.need(rfc822.test(date) && date.startsWith(new Date(date).toUTCString().slice(0, 3)), `pubDate ${date}`)
    const known = new Set(['title', 'link', 'guid', 'pubDate', 'category', 'description'])
    for (const { name, namespace } of childrenOf(item)) {
      faults.need(namespace !== '' || known.has(name), `${name} is no element of an item`)
    }
  }
  return faults.list
}

/** Atom 1.0 (RFC 4287), paged feeds (RFC 5005). */
export function atomFaults(text: string): readonly string[] {
  const faults = new Faults()
  const root = parseXml(text)
  faults.need(root.name === 'feed' && root.namespace === atomNamespace, 'root')
  const ids = new Set<string>()
  common(root, ['id', 'title', 'updated', 'subtitle', 'author', 'generator', 'link', 'entry'])
  faults.need(relOf(root, 'self').length === 1, 'one link rel=self')
  faults.need(relOf(root, 'first').length === 1, 'one link rel=first')
  faults.need(relOf(root, 'next').length < 2, 'at most one link rel=next')
  for (const entry of childrenOf(root, 'entry')) {
    common(entry, ['id', 'title', 'updated', 'published', 'author', 'link', 'category', 'content'])
    const id = textOf(childrenOf(entry, 'id')[0] ?? entry)
    faults.need(!ids.has(id), `id ${id} twice`)
    ids.add(id)
    faults.need(rfc3339.test(faults.once(entry, 'published')), 'published')
    const [content] = childrenOf(entry, 'content')
    faults.need(content?.attributes.get('type') === 'text' && childrenOf(content).length === 0, 'content')
    for (const category of childrenOf(entry, 'category')) {
      faults.need((category.attributes.get('term') ?? '') !== '', 'term of a category')
    }
  }
  return faults.list

  function relOf(parent: XmlElement, rel: string): readonly XmlElement[] {
    return childrenOf(parent, 'link').filter((link) => (link.attributes.get('rel') ?? 'alternate') === rel)
  }
  function common(parent: XmlElement, known: readonly string[]): void {
    faults.need(tagUri.test(faults.once(parent, 'id')), `id of ${parent.name}`)
    faults.need(faults.once(parent, 'title').trim() !== '', `title of ${parent.name}`)
    const updated = faults.once(parent, 'updated')
    faults.need(rfc3339.test(updated) && !Number.isNaN(Date.parse(updated)), `updated of ${parent.name}`)
    const authors = childrenOf(parent, 'author')
    faults.need(authors.length > 0 && authors.every((author) => faults.once(author, 'name') !== ''), 'author')
    faults.need(relOf(parent, 'alternate').length === 1, `one link rel=alternate in ${parent.name}`)
    for (const link of childrenOf(parent, 'link')) faults.need(absolute(link.attributes.get('href') ?? ''), 'href')
    faults.need(languageTag.test(parent.attributes.get('xml:lang') ?? ''), `xml:lang of ${parent.name}`)
    for (const child of childrenOf(parent)) {
      faults.need(child.namespace === atomNamespace && known.includes(child.name), `${child.name} in ${parent.name}`)
    }
  }
}

const webAddress = z.string().refine(absolute, 'not an absolute address')
const authorSchema = z.strictObject({ name: z.string().min(1) })
const date = z.string().regex(rfc3339)

/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
const jsonFeedSchema = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: webAddress,
  feed_url: webAddress,
  description: z.string(),
  next_url: webAddress.optional(),
  authors: z.array(authorSchema),
  language: z.string().regex(languageTag),
  hubs: z.array(z.strictObject({ type: z.literal('WebSub'), url: webAddress })).optional(),
  items: z
    .array(
      z.strictObject({
        id: z.string().regex(tagUri),
        url: webAddress,
        external_url: webAddress.optional(),
        title: z.string(),
        content_text: z.string(),
        date_published: date,
        date_modified: date,
        authors: z.array(authorSchema),
        tags: z.array(z.string().min(1)),
        language: z.string().regex(languageTag),
      }),
    )
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'ids are not unique'),
})

export function jsonFeedFaults(text: string): readonly string[] {
  const parsed = jsonFeedSchema.safeParse(JSON.parse(text))
  const { next_url, feed_url } = parsed.data ?? {}
  const same = next_url !== undefined && next_url === feed_url ? ['next_url is the feed itself'] : []
  return [...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []), ...same]
}
