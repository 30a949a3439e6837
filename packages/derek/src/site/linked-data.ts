import { thingAddress } from '../exports/article.js'
import { type JsonLdNode, jsonLdContext, jsonLdOf, scriptJson, thingTypes } from '../exports/json-ld.js'
import type { ArticleRecord } from '../record/schema.js'
import type { ThingPage } from '../store/thing-page.js'
import { titleOf } from '../store/title.js'
import { shortened } from './cards.js'
import type { Interface } from './language.js'

/** A node of linked data. */
export type Node = JsonLdNode

/** Linked data as the text of a script element, where no text of an article can end the element or be markup. */
export const writeData = (origin: string, nodes: readonly Node[]): string =>
  scriptJson({ '@context': jsonLdContext(origin), '@graph': nodes })

/** Who makes these pages, and the site that they are of: every page refers to them. */
export function siteData({ messages, to, tag }: Interface, origin: string): readonly Node[] {
  return [
    {
      '@type': 'WebSite',
      '@id': `${origin}/#site`,
      url: origin + to('/'),
      name: messages.name,
      description: messages.tagline,
      inLanguage: tag,
      publisher: { '@id': `${origin}/#derek` },
      potentialAction: {
        '@type': 'SearchAction',
        target: { '@type': 'EntryPoint', urlTemplate: `${origin}${to('/search')}?q={search_term_string}` },
        'query-input': 'required name=search_term_string',
      },
    },
    {
      '@type': 'Organization',
      '@id': `${origin}/#derek`,
      name: 'Derek',
      url: `${origin}/`,
      logo: `${origin}/assets/card.png`,
    },
  ]
}

export interface Crumb {
  readonly name: string
  readonly path: string
}

/** The way from the front page to this one. */
export function crumbData({ messages, to }: Interface, origin: string, crumbs: readonly Crumb[]): Node {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [{ name: messages.name, path: '/' }, ...crumbs].map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: origin + to(path),
    })),
  }
}

/** A page has at most so many things and claims of its article as data: the whole record is a link away. */
const mostNamed = 40
const mostClaims = 24
/** Characters of a claim's words that are repeated as data. */
const longestText = 400

/**
 * What an article page is about: the article with what it names, and its statements, each a Quotation with who spoke
 * or a Claim with where it appeared. A reviewer can hang a ClaimReview on a Claim; Derek itself judges none.
 */
export function articleData(
  record: ArticleRecord,
  things: ReadonlyMap<string, string>,
  origin: string,
): readonly Node[] {
  const nodes = jsonLdOf({ record, things }, { base: origin, text: false })['@graph']
  const [article, ...others] = nodes
  if (article === undefined) return []
  const named = others.filter((node) => !isClaim(node))
  const shown = new Set([...named.slice(0, mostNamed), ...others.filter(isClaim).slice(0, mostClaims)])
  const about = namedInTitle(record, things, origin)
  return [
    {
      ...article,
      isAccessibleForFree: true,
      ...present('dateline', record.blocks.find(({ kind }) => kind === 'dateline')?.text),
      ...present('author', article.author ?? article.publisher),
      ...present('about', about.length === 0 ? undefined : about),
      ...present('citation', citationsOf(record)),
      hasPart: [...shown].filter(isClaim).map((node) => ({ '@id': node['@id'] })),
      sdPublisher: { '@id': `${origin}/#derek` },
    },
    ...[...shown].map(inPage),
  ]
}

const present = (name: string, value: unknown): object => (value === undefined ? {} : { [name]: value })

const isClaim = (node: Node): boolean => typeof node['@id'] === 'string' && node['@id'].includes('?show=')

const typesOf = ({ '@type': type }: Node): readonly string[] => (typeof type === 'string' ? [type] : type)

/**
 * A claim as a page carries it: with its speaker as schema.org has it, words that are not a whole speech, and nothing
 * that the article says for it or its address leads to.
 */
function inPage({ creator, text, url, inLanguage, ...node }: Node): Node {
  if (!isClaim(node))
    return { ...node, ...present('creator', creator), ...present('text', text), ...present('url', url) }
  const types = typesOf(node)
  return {
    '@type': node['@type'],
    ...Object.fromEntries(Object.entries(node).filter(([name]) => !name.startsWith('derek:'))),
    ...present(
      'text',
      typeof text === 'string' && text.length > longestText
        ? `${text.slice(0, longestText - 1).toWellFormed()}…`
        : text,
    ),
    ...present(types.includes('Quotation') ? 'spokenByCharacter' : 'author', creator),
    ...(types.includes('Quotation') && types.includes('Claim') ? present('author', creator) : {}),
  }
}

/** The things that the headline names. */
function namedInTitle(record: ArticleRecord, things: ReadonlyMap<string, string>, origin: string): readonly object[] {
  const title = titleOf(record)
  const block = record.blocks.find(({ kind, text }) => kind === 'heading' && text === title)?.id
  const keys = record.entities
    .filter(({ mentions }) => mentions.some((mention) => mention.block === block))
    .flatMap(({ id }) => things.get(id) ?? [])
  return [...new Set(keys)].map((key) => ({ '@id': `${thingAddress(origin, key)}#thing` }))
}

/** On whose word: those whom the article itself refers to. */
function citationsOf({ attribution }: ArticleRecord): readonly Node[] | undefined {
  const origins = attribution.chain.filter(({ role }) => role === 'origin')
  return origins.length === 0
    ? undefined
    : origins.map(({ name }) => ({ '@type': 'CreativeWork', name, publisher: { '@type': 'Organization', name } }))
}

/** An event of schema.org has a date, which the page of a thing does not know. */
const pageTypes = { ...thingTypes, event: 'Thing' } as const

/** A person, a body or a place, and the articles that name it. */
export function thingData(
  { thing, articles }: ThingPage,
  { path, sameAs, origin }: { readonly path: string; readonly sameAs: string | undefined; readonly origin: string },
): readonly Node[] {
  const page = origin + path
  return [
    {
      '@type': pageTypes[thing.type],
      '@id': `${page}#thing`,
      name: thing.name,
      url: page,
      ...(thing.aliases.length === 0 ? {} : { alternateName: thing.aliases }),
      ...(sameAs === undefined ? {} : { sameAs }),
      ...(thing.type === 'position'
        ? {}
        : {
            subjectOf: articles.slice(0, 5).map(({ id, title, publishedAt }) => ({
              '@type': 'NewsArticle',
              '@id': `${origin}/articles/${id}#article`,
              headline: shortened(title, 110),
              url: `${origin}/articles/${id}`,
              ...(publishedAt === undefined ? {} : { datePublished: publishedAt }),
            })),
          }),
    },
  ]
}

/** What programs can take: the records of all articles, by the API. */
export function catalogData({ messages, to, tag }: Interface, origin: string): readonly Node[] {
  const { dataset } = messages.head
  return [
    {
      '@type': 'DataCatalog',
      '@id': `${origin}/#catalog`,
      name: messages.name,
      description: messages.tagline,
      url: origin + to('/reference'),
      inLanguage: tag,
      publisher: { '@id': `${origin}/#derek` },
      dataset: [
        {
          '@type': 'Dataset',
          '@id': `${origin}/#records`,
          name: dataset.name,
          description: dataset.description,
          url: origin + to('/reference'),
          creator: { '@id': `${origin}/#derek` },
          isAccessibleForFree: true,
          inLanguage: 'kk',
          distribution: [
            {
              '@type': 'DataDownload',
              name: 'API',
              contentUrl: `${origin}/api/articles`,
              encodingFormat: 'application/json',
            },
          ],
        },
      ],
    },
    {
      '@type': 'WebAPI',
      name: 'Derek API',
      url: origin + to('/reference'),
      documentation: `${origin}/api/openapi.json`,
      provider: { '@id': `${origin}/#derek` },
    },
  ]
}
