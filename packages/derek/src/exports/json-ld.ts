import type { Act, ArticleRecord, Entity, EntityType, Event, EventType, Statement } from '../record/schema.js'
import { titleOf } from '../store/title.js'
import {
  articleAddress,
  type Base,
  boundsOf,
  claimAddress,
  type ExportedArticle,
  isWebAddress,
  plainText,
  tagOf,
  thingAddress,
  thingsOf,
} from './article.js'

/** A node of a graph: its members are JSON, those that are undefined are left out. */
export interface JsonLdNode {
  readonly '@type': string | readonly string[]
  readonly '@id'?: string
  readonly [member: string]: unknown
}

/** A document of linked data: schema.org, and where that has no word, the names of the record's own schema. */
export interface JsonLd {
  readonly '@context': readonly unknown[]
  readonly '@graph': readonly JsonLdNode[]
}

export interface JsonLdOptions {
  readonly base: Base
  /** Whether the text is given whole. A page that embeds the graph has it already. */
  readonly text?: boolean
}

/**
 * An article and what it says, as a graph: NewsArticle, the things that it names, each statement as a Quotation or a
 * Claim (what a ClaimReview can review), each event as an Action or an Event.
 *
 *     jsonLdOf({ record }, { base: 'https://derek.example' })['@graph'][0] // { '@type': 'NewsArticle', headline: … }
 */
export function jsonLdOf(article: ExportedArticle, { base, text = true }: JsonLdOptions): JsonLd {
  const { record } = article
  const keys = thingsOf(article)
  const ids = new Map([...keys].map(([id, key]) => [id, `${thingAddress(base, key)}#thing`]))
  const view: View = { base, record, refer: (id) => referTo(ids.get(id ?? '')) }
  return {
    '@context': jsonLdContext(base),
    '@graph': [
      articleNode(view, text),
      ...entityNodes(record.entities, keys, base),
      ...record.statements.map((statement) => statementNode(view, statement)),
      ...record.events.map((event) => eventNode(view, event)),
    ].map(withoutGaps),
  }
}

/** schema.org, and as `derek:` the record's own schema. */
export const jsonLdContext = (base: Base): readonly unknown[] => [
  'https://schema.org',
  { derek: `${base}/api/record.schema.json#` },
]

/** JSON that may stand in a script element: nothing in it can end the element. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

interface Reference {
  readonly '@id': string
}

interface View {
  readonly base: Base
  readonly record: ArticleRecord
  /** A reference to the thing that an entity of the record is. */
  refer(entity: string | undefined): Reference | undefined
}

const referTo = (id: string | undefined): Reference | undefined => (id === undefined ? undefined : { '@id': id })

const articleId = (base: Base, record: ArticleRecord): string => `${articleAddress(base, record.id)}#article`

function articleNode({ base, record, refer }: View, text: boolean): JsonLdNode {
  const page = articleAddress(base, record.id)
  const lead = record.blocks.find(({ kind }) => kind === 'lead')?.text
  return {
    '@type': 'NewsArticle',
    '@id': articleId(base, record),
    mainEntityOfPage: page,
    url: isWebAddress(record.url) ? record.url : page,
    identifier: record.id,
    headline: titleOf(record),
    description: lead,
    inLanguage: tagOf(record),
    datePublished: record.publishedAt,
    author: list(record.authors.map((name) => ({ '@type': 'Person', name }))),
    publisher: publisherOf(record),
    keywords: list(record.tags),
    isBasedOn: list(
      record.attribution.chain
        .filter(({ role }) => role !== 'publisher')
        .map(({ name, role, entity }) => ({
          '@type': 'CreativeWork',
          provider: refer(entity) ?? { '@type': 'Organization', name },
          'derek:role': role,
        })),
    ),
    image: list(imagesOf(record)),
    mentions: list(unique(record.entities.flatMap(({ id }) => refer(id) ?? []))),
    hasPart: list(record.statements.map(({ id }) => ({ '@id': claimAddress(base, record.id, id) }))),
    articleBody: text ? plainText(record) : undefined,
  }
}

function publisherOf({ source }: ArticleRecord): JsonLdNode {
  const isMedium = source.kind === 'agency' || source.kind === 'portal' || source.kind === 'newspaper'
  return withoutGaps({
    '@type': isMedium ? 'NewsMediaOrganization' : 'Organization',
    name: source.name,
    url: isWebAddress(source.url) ? source.url : undefined,
  })
}

const imagesOf = (record: ArticleRecord): readonly JsonLdNode[] =>
  record.blocks.flatMap(({ image, kind, text }) =>
    isWebAddress(image?.url)
      ? withoutGaps({
          '@type': 'ImageObject',
          contentUrl: image.url,
          width: image.width,
          [kind === 'photo-credit' ? 'creditText' : 'caption']: text,
        })
      : [],
  )

/** What schema.org calls a thing. */
export const thingTypes: { readonly [T in EntityType]: string } = {
  person: 'Person',
  organization: 'Organization',
  place: 'Place',
  initiative: 'Project',
  document: 'CreativeWork',
  event: 'Event',
  position: 'Occupation',
  disease: 'MedicalCondition',
  other: 'Thing',
}

/** One node a thing: two entities of an article may be of one. */
function entityNodes(
  entities: readonly Entity[],
  keys: ReadonlyMap<string, string>,
  base: Base,
): readonly JsonLdNode[] {
  const nodes = new Map<string, JsonLdNode>()
  for (const { id, type, name, aliases, sameAs } of entities) {
    const page = thingAddress(base, keys.get(id) ?? id)
    if (nodes.has(page)) continue
    nodes.set(page, {
      '@type': thingTypes[type],
      '@id': `${page}#thing`,
      name,
      alternateName: list(aliases),
      url: page,
      sameAs: isWebAddress(sameAs) ? sameAs : undefined,
    })
  }
  return [...nodes.values()]
}

/** Acts that say how something is or will be, so that it can be checked. */
const claiming: ReadonlySet<Act> = new Set(['state', 'assess', 'promise', 'deny', 'warn', 'remind', 'explain'])

function statementNode({ base, record, refer }: View, statement: Statement): JsonLdNode {
  const { id, act, kind, polarity, content, cue, speaker, addressee, about, time, confidence } = statement
  const types = [
    ...(kind === 'direct' ? ['Quotation'] : []),
    ...(claiming.has(act) ? ['Claim'] : kind === 'direct' ? [] : ['CreativeWork']),
  ]
  const isClaim = types.includes('Claim')
  const inArticle = { '@id': articleId(base, record) }
  return {
    '@type': types.length === 1 ? (types[0] ?? 'CreativeWork') : types,
    '@id': claimAddress(base, record.id, id),
    url: claimAddress(base, record.id, id),
    text: (content ?? cue).text,
    inLanguage: tagOf(record),
    creator: refer(speaker),
    about: list(about.flatMap((entity) => refer(entity) ?? [])),
    isPartOf: inArticle,
    appearance: isClaim ? inArticle : undefined,
    datePublished: record.publishedAt,
    'derek:act': act,
    'derek:polarity': polarity,
    'derek:addressee': refer(addressee),
    'derek:time': time,
    'derek:confidence': confidence,
  }
}

/** What happens by itself, or to all who are there, is an Event; what someone does is an Action. */
const eventNodeTypes: { readonly [T in EventType]: string } = {
  call: 'CommunicateAction',
  meet: 'InteractAction',
  visit: 'TravelAction',
  sign: 'Action',
  appoint: 'AssignAction',
  dismiss: 'Action',
  send: 'SendAction',
  receive: 'ReceiveAction',
  award: 'Action',
  decree: 'Action',
  accident: 'Event',
  disaster: 'Event',
  launch: 'Event',
  vote: 'VoteAction',
  compete: 'Event',
  trial: 'Event',
  arrest: 'Action',
  investigate: 'Action',
  publish: 'Action',
  protest: 'Event',
  attack: 'Event',
  aid: 'Action',
  perform: 'Event',
  discover: 'DiscoverAction',
}

function eventNode({ base, record, refer }: View, event: Event): JsonLdNode {
  const { id, type, plover, actors, recipients, time, place, document, evidence, confidence } = event
  const node = eventNodeTypes[type]
  const of = (ids: readonly string[]): unknown => list(unique(ids.flatMap((entity) => refer(entity) ?? [])))
  const { start, end } = boundsOf(time)
  const common = {
    '@type': node,
    '@id': claimAddress(base, record.id, id),
    url: claimAddress(base, record.id, id),
    name: type,
    description: evidence[0]?.text,
    identifier: plover === undefined ? undefined : { '@type': 'PropertyValue', propertyID: 'PLOVER', value: plover },
    location: refer(place),
    subjectOf: { '@id': articleId(base, record) },
    'derek:type': type,
    'derek:time': time,
    'derek:confidence': confidence,
  }
  return node === 'Event'
    ? {
        ...common,
        startDate: start,
        endDate: end,
        about: refer(document),
        'derek:actors': of(actors),
        'derek:recipients': of(recipients),
      }
    : {
        ...common,
        startTime: start,
        endTime: end,
        agent: of(actors),
        participant: of(recipients),
        object: refer(document),
      }
}

const list = <T>(values: readonly T[]): readonly T[] | undefined => (values.length === 0 ? undefined : values)

const unique = (references: readonly Reference[]): readonly Reference[] => [
  ...new Map(references.map((reference) => [reference['@id'], reference])).values(),
]

const withoutGaps = (node: JsonLdNode): JsonLdNode => ({
  '@type': node['@type'],
  ...Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined)),
})
