import type { ArticleRecord, EntityType } from '../record/schema.js'
import { titleOf } from '../store/title.js'
import {
  articleAddress,
  type Base,
  claimAddress,
  type ExportedArticle,
  isWebAddress,
  plainText,
  tagOf,
  thingAddress,
  thingsOf,
} from './article.js'

/** A news item of IPTC ninjs 3.0; the names of its members are those of the standard. */
export interface Ninjs {
  readonly uri: string
  readonly [member: string]: unknown
}

/**
 * An article as a news item. What people said is given as associations of it, components with the words and who said
 * them, as ninjs has no member for quotations.
 */
export function ninjsOf(article: ExportedArticle, base: Base): Ninjs {
  const { record } = article
  const things = thingsOf(article)
  const page = articleAddress(base, record.id)
  const body = plainText(record)
  const lead = record.blocks.find(({ kind }) => kind === 'lead')?.text
  const dateline = record.blocks.find(({ kind }) => kind === 'dateline')?.text
  const concepts = (...types: readonly EntityType[]) =>
    record.entities
      .filter(({ type }) => types.includes(type))
      .map(({ id, name }) => conceptOf(name, things.get(id) ?? id, base, 'mentions'))
  const who = (id: string | undefined) => record.entities.find((entity) => entity.id === id)
  return withoutGaps({
    uri: page,
    standard: {
      name: 'ninjs',
      version: '3.0',
      schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json',
    },
    type: 'text',
    representationType: 'full',
    pubStatus: 'usable',
    language: tagOf(record),
    firstCreated: record.publishedAt,
    versionCreated: record.publishedAt,
    contentCreated: record.publishedAt,
    title: titleOf(record),
    by: record.authors.length === 0 ? undefined : record.authors.join(', '),
    located: dateline,
    headlines: [{ role: 'main', contentType: 'text/plain', value: titleOf(record) }],
    descriptions: lead === undefined ? undefined : [{ role: 'summary', contentType: 'text/plain', value: lead }],
    bodies: [
      {
        role: 'main',
        contentType: 'text/plain',
        charCount: [...body].length,
        wordCount: body.split(/\s+/u).filter((word) => word !== '').length,
        value: body,
      },
    ],
    people: list(concepts('person')),
    organisations: list(concepts('organization')),
    places: list(concepts('place')),
    objects: list(concepts('document', 'other')),
    subjects: list([
      ...concepts('initiative', 'disease', 'position'),
      ...record.tags.map((name) => ({ name, rel: 'keyword', creator: record.source.name })),
    ]),
    events: list([
      ...concepts('event'),
      ...record.events.map(({ id, type, evidence }) => ({
        id,
        name: type,
        rel: 'reports',
        uri: claimAddress(base, record.id, id),
        literal: evidence[0]?.text ?? type,
      })),
    ]),
    infoSources: infoSources(record),
    altIds: list([
      { role: 'derek', value: record.id },
      ...(record.url === undefined ? [] : [{ role: 'original', value: record.url }]),
    ]),
    associations: list(
      record.statements.map(({ id, act, content, cue, speaker }) => {
        const entity = who(speaker)
        const by = entity && conceptOf(entity.name, things.get(entity.id) ?? entity.id, base, 'speaker')
        return withoutGaps({
          name: id,
          rel: act,
          uri: claimAddress(base, record.id, id),
          type: 'component',
          language: tagOf(record),
          bodies: [{ role: 'statement', contentType: 'text/plain', value: (content ?? cue).text }],
          people: entity?.type === 'person' ? [by] : undefined,
          organisations: entity?.type === 'organization' ? [by] : undefined,
          places: entity?.type === 'place' ? [by] : undefined,
        })
      }),
    ),
    renditions: list(
      record.blocks.flatMap(({ image, text }, i) =>
        isWebAddress(image?.url)
          ? [
              {
                name: `picture-${i + 1}`,
                href: image.url,
                title: text,
                ...(image.width === undefined ? {} : { width: image.width }),
              },
            ]
          : [],
      ),
    ),
  })
}

const conceptOf = (name: string, key: string, base: Base, rel: string) => ({
  name,
  rel,
  uri: thingAddress(base, key),
  literal: key,
})

const infoSources = ({ source, attribution }: ArticleRecord) => [
  {
    name: source.name,
    role: 'publisher',
    ...(isWebAddress(source.url) ? { uri: source.url } : {}),
    literal: source.id,
  },
  ...attribution.chain.filter(({ role }) => role !== 'publisher').map(({ name, role }) => ({ name, role })),
]

const list = <T>(values: readonly T[]): readonly T[] | undefined => (values.length === 0 ? undefined : values)

const withoutGaps = (item: Ninjs): Ninjs => ({
  uri: item.uri,
  ...Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)),
})
