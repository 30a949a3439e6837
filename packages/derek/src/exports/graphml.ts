import type { Named, Relation } from '../store/claims.js'
import { type Base, type ExportedArticle, thingAddress, thingsOf } from './article.js'
import { element, type Xml, xmlDeclaration } from './xml.js'

/** Who did what to whom, as GraphML: things are nodes, and each kind of relation between two is an edge. */
export function graphmlOf(relations: readonly Relation[], base: Base): string {
  const nodes = new Map(relations.flatMap(({ source, target }) => [source, target]).map((thing) => [thing.key, thing]))
  const graph = element('graph', { id: 'relations', edgedefault: 'directed' }, [
    ...[...nodes.values()].map((thing) => nodeOf(thing, base)),
    ...relations.map(edgeOf),
  ])
  const root = element('graphml', { xmlns: namespace }, [
    ...keys.map(([id, of, type, description]) =>
      element('key', { id, for: of, 'attr.name': id, 'attr.type': type }, [element('desc', {}, description)]),
    ),
    graph,
  ])
  return `${xmlDeclaration}${root}\n`
}

const namespace = 'http://graphml.graphdrawing.org/xmlns'

const keys = [
  ['name', 'node', 'string', 'what the thing is called'],
  ['type', 'node', 'string', 'person, organization, place'],
  ['address', 'node', 'string', 'the page of the thing'],
  ['kind', 'edge', 'string', 'what was done: thank, praise, meet, call'],
  ['of', 'edge', 'string', 'statement or event: what says so'],
  ['mutual', 'edge', 'boolean', 'whether it has no direction'],
  ['weight', 'edge', 'int', 'in how many statements or events'],
] as const

type KeyName = (typeof keys)[number][0]

const data = (key: KeyName, value: string | number | boolean): Xml => element('data', { key }, String(value))

const nodeOf = ({ key, name }: Named, base: Base): Xml =>
  element('node', { id: key }, [
    data('name', name),
    data('type', key.slice(0, Math.max(0, key.indexOf(':')))),
    data('address', thingAddress(base, key)),
  ])

const edgeOf = ({ source, target, kind, of, mutual, count }: Relation, index: number): Xml =>
  element('edge', { id: `r${index + 1}`, source: source.key, target: target.key }, [
    data('kind', kind),
    data('of', of),
    data('mutual', mutual),
    data('weight', count),
  ])

const sides: ReadonlySet<string> = new Set(['person', 'organization', 'place'])

/** The relations of one article, counted as those of all are: see findRelations. */
export function relationsOf(article: ExportedArticle): readonly Relation[] {
  const { record } = article
  const things = thingsOf(article)
  const found = new Map<string, Relation>()
  const entities = new Map(record.entities.map((entity) => [entity.id, entity]))
  const side = (id: string | undefined): Named | undefined => {
    const entity = entities.get(id ?? '')
    return entity === undefined || !sides.has(entity.type)
      ? undefined
      : { key: things.get(entity.id) ?? entity.id, name: entity.name }
  }
  const add = (
    from: Named | undefined,
    to: Named | undefined,
    rest: Pick<Relation, 'of' | 'kind' | 'mutual'>,
  ): void => {
    if (from === undefined || to === undefined || from.key === to.key) return
    const [source, target] = rest.mutual && to.key < from.key ? [to, from] : [from, to]
    const id = JSON.stringify([source.key, target.key, rest.of, rest.kind, rest.mutual])
    found.set(id, { source, target, ...rest, count: (found.get(id)?.count ?? 0) + 1 })
  }
  for (const { speaker, addressee, act, polarity } of record.statements) {
    if (polarity === 'positive') add(side(speaker), side(addressee), { of: 'statement', kind: act, mutual: false })
  }
  for (const { type, actors, recipients } of record.events) {
    const mutual = type === 'call' || type === 'meet' || recipients.length === 0
    const pairs =
      recipients.length > 0
        ? actors.flatMap((actor) => recipients.map((recipient) => [actor, recipient] as const))
        : actors.flatMap((actor, i) => actors.slice(i + 1).map((other) => [actor, other] as const))
    for (const [from, to] of pairs) add(side(from), side(to), { of: 'event', kind: type, mutual })
  }
  return [...found.values()].sort((a, b) => b.count - a.count)
}
