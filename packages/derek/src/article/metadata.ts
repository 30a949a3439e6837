import { z } from 'zod'
import { authorOf } from './kinds.js'
import { type PartReader, partReader } from './parts.js'
import { publishedAt, shownDate } from './published.js'
import { collapse } from './raw.js'
import type { Alternate } from './schema.js'
import { attribute, type Element, elementsIn, parseTree, textOf } from './tree.js'

/** What a page states about its article, in JSON-LD, meta elements, links, microdata or for its readers to see. */
export interface Metadata {
  readonly title?: string
  readonly publishedAt?: string
  readonly modifiedAt?: string
  readonly url?: string
  readonly siteName?: string
  readonly authors: readonly string[]
  readonly tags: readonly string[]
  readonly language?: string
  readonly alternates: readonly Alternate[]
  /** The text of the article as JSON-LD has it. */
  readonly articleBody?: string
}

const optional = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined)
const named = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
const many = z.union([z.array(named.or(z.unknown().transform(() => ''))), named.transform((one): string[] => [one])])
const linkedSchema = z.object({
  headline: optional(z.string()),
  name: optional(z.string()),
  datePublished: optional(z.string()),
  dateModified: optional(z.string()),
  author: optional(many),
  creator: optional(many),
  keywords: optional(many),
  publisher: optional(named),
  articleBody: optional(z.string()),
  inLanguage: optional(named),
  url: optional(z.string()),
})
type Linked = z.infer<typeof linkedSchema>

const graphSchema = z.object({ '@graph': z.array(z.unknown()) })
const mainSchema = z.object({ mainEntity: z.unknown() })
const typedSchema = z.object({ '@type': z.union([z.string().transform((one) => [one]), z.array(z.string())]) })
const articleType = /(?:Article|BlogPosting|Report\w*|LiveBlogPosting)$/u

/** The first article of a page's JSON-LD. */
function linkedData(scripts: readonly string[]): Linked | undefined {
  for (const script of scripts) {
    for (const candidate of [parseJson(script)].flat().flatMap(inner)) {
      const typed = typedSchema.safeParse(candidate)
      if (!typed.success || !typed.data['@type'].some((type) => articleType.test(type))) continue
      const parsed = linkedSchema.safeParse(candidate)
      if (parsed.success) return parsed.data
    }
  }
  return undefined
}

function inner(json: unknown): readonly unknown[] {
  const graph = graphSchema.safeParse(json)
  if (graph.success) return graph.data['@graph']
  const main = mainSchema.safeParse(json)
  return main.success ? [json, main.data.mainEntity] : [json]
}

/** JSON as pages have it: in a comment, with line breaks in its strings, with a semicolon after it. */
function parseJson(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:\/\/)?\s*(?:<!--|<!\[CDATA\[)/u, '')
    .trim()
    .replace(/(?:-->|\]\]>)$/u, '')
    .trim()
    .replace(/(?:\/\/|;)$/u, '')
  for (const one of [bare, bare.replace(/\s+/gu, ' ')]) {
    try {
      return JSON.parse(one)
    } catch {
      // The next reading may do.
    }
  }
  return undefined
}

/** What the elements of a page state, gathered in one walk. */
interface Gathered {
  readonly metas: ReadonlyMap<string, readonly string[]>
  readonly scripts: readonly string[]
  readonly links: readonly Element[]
  readonly properties: ReadonlyMap<string, readonly string[]>
  readonly authors: readonly string[]
  readonly tags: readonly string[]
  readonly times: readonly string[]
  readonly bylines: readonly string[]
  readonly title: string | undefined
  readonly language: string | undefined
}

function gather(root: Element, partOf: PartReader): Gathered {
  const metas = new Map<string, string[]>()
  const properties = new Map<string, string[]>()
  const scripts: string[] = []
  const links: Element[] = []
  const authors: string[] = []
  const tags: string[] = []
  const times: string[] = []
  const bylines: string[] = []
  let title: string | undefined
  let language: string | undefined
  const add = (map: Map<string, string[]>, key: string, value: string): void => {
    const values = map.get(key)
    if (values === undefined) map.set(key, [value])
    else values.push(value)
  }
  for (const element of elementsIn(root)) {
    const { name } = element
    if (name === 'html') language ??= attribute(element, 'lang') || attribute(element, 'xml:lang') || undefined
    else if (name === 'script') scripts.push(textOf(element))
    else if (name === 'title') title ??= collapse(textOf(element)) || undefined
    else if (name === 'link' || (name === 'a' && element.attributes.has('hreflang'))) links.push(element)
    else if (name === 'meta') {
      const content = collapse(attribute(element, 'content'))
      for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
        const stated = attribute(element, key).toLowerCase()
        if (stated !== '' && content !== '') add(metas, stated, content)
      }
    }
    if (name === 'time') times.push(attribute(element, 'datetime') || short(element))
    const property = attribute(element, 'itemprop').toLowerCase()
    if (property !== '' && name !== 'meta') {
      add(properties, property, attribute(element, 'datetime') || attribute(element, 'content') || short(element))
    }
    const isAuthor =
      attribute(element, 'rel') === 'author' || /(?:^|[^a-z])author[\w-]*name/iu.test(attribute(element, 'class'))
    if (isAuthor) authors.push(short(element))
    const part = partOf(element)
    if (part === 'byline') bylines.push(short(element))
    if (
      name === 'a' &&
      (attribute(element, 'rel') === 'tag' || (element.parent !== undefined && isTags(element.parent, partOf)))
    ) {
      tags.push(short(element))
    }
  }
  return { metas, scripts, links, properties, authors, tags, times, bylines, title, language }
}

const isTags = (parent: Element, partOf: (element: Element) => string | undefined): boolean =>
  partOf(parent) === 'tags' || (parent.parent !== undefined && partOf(parent.parent) === 'tags')

/** Longer texts are no name, no date and no tag. */
const longestShort = 120
const short = (element: Element): string => {
  const texts: string[] = []
  let characters = 0
  let seen = 0
  for (const inner of withInner(element)) {
    if (++seen > longestShort) return ''
    for (const child of inner.children) {
      if (typeof child !== 'string') continue
      texts.push(child)
      characters += child.length
    }
    if (characters > longestShort * 10) return ''
  }
  // Pieces in elements of their own are apart to the eye, though nothing parts them in the source.
  const text = collapse(texts.join(' '))
  return text.length <= longestShort ? text : ''
}

function* withInner(element: Element): Generator<Element> {
  yield element
  yield* elementsIn(element)
}

export function metadataOf(root: Element, address?: string, partOf: PartReader = partReader('names')): Metadata {
  const page = gather(root, partOf)
  const linked = linkedData(page.scripts)
  const meta = (...names: readonly string[]): string | undefined =>
    names.map((name) => page.metas.get(name)?.[0]).find((value) => value !== undefined)
  const property = (name: string): readonly string[] => page.properties.get(name) ?? []
  const url = urlOf(page, linked, meta('og:url'), address)
  const title = [linked?.headline, meta('og:title', 'twitter:title'), property('headline')[0], page.title]
    .map((one) => (one === undefined ? '' : decoded(one)))
    .find((one) => one !== '')
  const published = firstDate([
    linked?.datePublished,
    meta('article:published_time', 'og:published_time', 'datepublished', 'pubdate', 'publish-date', 'publishdate'),
    meta(
      'article:published',
      'date',
      'dc.date',
      'dc.date.issued',
      'dcterms.created',
      'sailthru.date',
      'parsely-pub-date',
    ),
    ...property('datepublished'),
    ...page.times,
    ...page.bylines,
  ])
  const modified = firstDate([
    linked?.dateModified,
    meta('article:modified_time', 'og:updated_time', 'datemodified'),
    ...property('datemodified'),
  ])
  const siteName = linked?.publisher ?? meta('og:site_name', 'application-name')
  const language = languageTag(page.language ?? linked?.inLanguage ?? meta('og:locale', 'content-language', 'language'))
  return {
    ...(title === undefined ? {} : { title }),
    ...(published === undefined ? {} : { publishedAt: published }),
    ...(modified === undefined ? {} : { modifiedAt: modified }),
    ...(url === undefined ? {} : { url }),
    ...(siteName === undefined ? {} : { siteName: decoded(siteName) }),
    ...(language === undefined ? {} : { language }),
    authors: authorsOf(page, linked, meta),
    tags: tagsOf(page, linked, meta),
    alternates: alternatesOf(page.links, url, address),
    ...(linked?.articleBody === undefined ? {} : { articleBody: linked.articleBody }),
  }
}

/** Text of data in which entities are written out: &quot;Алатау&quot;. */
const decoded = (text: string): string =>
  collapse(text.includes('&') ? textOf(parseTree(text.replaceAll('<', '&lt;'))) : text)

const firstDate = (candidates: readonly (string | undefined)[]): string | undefined => {
  for (const candidate of candidates) {
    if (candidate === undefined || candidate === '') continue
    const date = publishedAt(candidate) ?? shownDate(candidate)
    if (date !== undefined) return date
  }
  return undefined
}

function absolute(url: string | undefined, base: string | undefined): string | undefined {
  if (url === undefined || url === '' || !URL.canParse(url, base)) return undefined
  const made = new URL(url, base)
  return made.protocol === 'http:' || made.protocol === 'https:' ? made.href : undefined
}

const relOf = (element: Element): readonly string[] => attribute(element, 'rel').toLowerCase().split(/\s+/u)

function urlOf(
  page: Gathered,
  linked: Linked | undefined,
  stated: string | undefined,
  address: string | undefined,
): string | undefined {
  const canonical = page.links.find((link) => link.name === 'link' && relOf(link).includes('canonical'))
  const candidates = [canonical === undefined ? undefined : attribute(canonical, 'href'), stated, linked?.url]
  return candidates.map((one) => absolute(one, address)).find((one) => one !== undefined)
}

function authorsOf(
  page: Gathered,
  linked: Linked | undefined,
  meta: (...names: readonly string[]) => string | undefined,
): readonly string[] {
  const stated = meta('author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author')
  const labelled = page.bylines.flatMap((line) => authorOf(line) ?? [])
  for (const list of [
    linked?.author,
    linked?.creator,
    stated?.split(/[,;]/u),
    page.properties.get('author'),
    page.authors,
    labelled,
  ]) {
    const names = (list ?? [])
      .map((name) => authorOf(decoded(name)) ?? decoded(name))
      .filter((name) => /\p{L}/u.test(name) && !/^(?:https?:|www\.)/iu.test(name) && name.length <= longestShort)
    if (names.length > 0) return [...new Set(names)]
  }
  return []
}

function tagsOf(
  page: Gathered,
  linked: Linked | undefined,
  meta: (...names: readonly string[]) => string | undefined,
): readonly string[] {
  const stated = meta('keywords', 'news_keywords')
  for (const list of [
    linked?.keywords,
    page.metas.get('article:tag'),
    stated === undefined ? undefined : [stated],
    page.tags,
  ]) {
    const tags = (list ?? [])
      .flatMap((tag) => decoded(tag).split(/[,;]/u))
      .map((tag) => collapse(tag).replace(/^#/u, ''))
      .filter((tag) => tag !== '' && tag.length <= longestShort)
    if (tags.length > 0) return [...new Set(tags)]
  }
  return []
}

/** Kazakh is kk; sites write kz and qz too, the latter for the Latin script. */
function languageTag(stated: string | undefined): string | undefined {
  if (stated === undefined || !/^[a-z]{2,3}(?:[-_][\w-]+)?$/iu.test(stated)) return undefined
  const [language = '', ...rest] = stated.split(/[-_]/u)
  const lower = language.toLowerCase()
  if (lower === 'qz') return 'kk-Latn'
  if (lower === 'kz') return 'kk'
  const script = rest.find((subtag) => subtag.length === 4)
  const region = rest.find((subtag) => subtag.length === 2 && /^(?:cn|tr|mn)$/iu.test(subtag))
  const name = script === undefined ? undefined : `${script[0]?.toUpperCase()}${script.slice(1).toLowerCase()}`
  return [lower, name, region?.toUpperCase()].filter((part) => part !== undefined).join('-')
}

function alternatesOf(
  links: readonly Element[],
  own: string | undefined,
  address: string | undefined,
): readonly Alternate[] {
  const alternates = new Map<string, Alternate>()
  for (const link of links) {
    const language = languageTag(attribute(link, 'hreflang'))
    const url = absolute(attribute(link, 'href'), own ?? address)
    const isAlternate = link.name === 'a' || relOf(link).includes('alternate')
    if (language === undefined || url === undefined || !isAlternate || url === own) continue
    // A link to the front page is a choice of language, not the same article.
    if (link.name === 'a' && new URL(url).pathname.split('/').filter((step) => step !== '').length < 2) continue
    if (!alternates.has(language)) alternates.set(language, { language, url })
  }
  return [...alternates.values()]
}
