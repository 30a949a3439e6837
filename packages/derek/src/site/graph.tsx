import type { Named, Relation } from '../store/claims.js'
import { type Asked, addressWith, ChoiceField, DayFields, Filter } from './filter.js'
import { type Box, borderOf, type Layout as GraphLayout, layOut, type Point } from './graph-layout.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import type { Messages } from './messages/messages.js'
import { RelationForms } from './other-forms.js'
import { pathOf } from './thing.js'

/** How many relations a graph and its table have at most. */
export const relationLimit = 36

interface Days {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface GraphPageProps {
  readonly site: Interface
  readonly asked: Asked
  readonly faults: readonly string[]
  readonly relations: readonly Relation[]
}

/** Who met, called, praised, thanked or criticized whom, in all articles. */
export const GraphPage = ({ site, asked, faults, relations }: GraphPageProps) => {
  const { messages } = site
  const path = '/graph'
  return (
    <Layout site={site} title={messages.nav.graph} path={addressWith(path, asked, {})}>
      <h1>{messages.graph.heading}</h1>
      <p class="prose">{messages.graph.intro}</p>
      <Filter site={site} path={path} faults={faults}>
        <ChoiceField
          name="kind"
          label={messages.filter.kind}
          asked={asked}
          any={messages.filter.any}
          choices={[...Object.entries(messages.acts), ...Object.entries(messages.eventTypes)]}
        />
        <DayFields site={site} asked={asked} />
      </Filter>
      {faults.length === 0 && relations.length === 0 && <p>{messages.graph.none}</p>}
      <Graph site={site} relations={relations} days={{ from: asked.from, to: asked.to }} />
      {faults.length === 0 && <RelationForms site={site} asked={asked} />}
    </Layout>
  )
}

export interface GraphProps {
  readonly site: Interface
  readonly relations: readonly Relation[]
  /** The days that the relations were counted between. */
  readonly days?: Days
}

/** How wide pictures are, and how much of a graph they hold; style sheets show the one that fits. */
const sizes = [
  { name: 'narrow', width: 320, things: 8, relations: 10 },
  { name: 'middle', width: 680, things: 14, relations: 20 },
  { name: 'wide', width: 1080, things: 24, relations: 34 },
] as const

/** Relations as a picture and as a table; each leads to the statements or events that say so. */
export const Graph = ({ site, relations, days = {} }: GraphProps) => {
  if (relations.length === 0) return null
  const { graph } = site.messages
  const lines = relations.map((relation) => lineOf(site, relation, days))
  return (
    <div class="picture graph">
      {picturesOf(lines).map(({ name, width, names, shown }) => (
        <div class={names}>
          <Picture site={site} lines={shown} width={width} name={name} />
          {shown.length < lines.length && <p class="hint">{graph.part(shown.length, lines.length)}</p>}
        </div>
      ))}
      <details>
        <summary>{graph.table}</summary>
        <section class="scroll" tabindex={0} aria-label={`${graph.heading}: ${graph.table}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{graph.who}</th>
                <th scope="col">{graph.what}</th>
                <th scope="col">{graph.whom}</th>
                <th scope="col">{graph.count}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ source, target, what, count, href }) => (
                <tr>
                  <td>
                    <a href={site.to(pathOf(source.key))} lang="kk">
                      {source.name}
                    </a>
                  </td>
                  <td>
                    <a href={href}>{what}</a>
                  </td>
                  <td>
                    <a href={site.to(pathOf(target.key))} lang="kk">
                      {target.name}
                    </a>
                  </td>
                  <td>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </div>
  )
}

/** The pictures to choose from; the widest is left out where the one before holds as much, and stands for it. */
function picturesOf(lines: readonly Line[]) {
  const pictures = sizes.map((size) => ({ ...size, names: String(size.name), shown: mostFrequent(lines, size) }))
  const [narrow, middle, wide] = pictures
  if (narrow === undefined || middle === undefined || wide?.shown.length !== middle.shown.length) return pictures
  return [narrow, { ...middle, names: 'middle wide' }]
}

/** A relation as it is shown. */
interface Line extends Relation {
  readonly what: string
  /** The list of what says so. */
  readonly href: string
}

function lineOf({ messages, to }: Interface, relation: Relation, { from, to: until }: Days): Line {
  const { source, target, of, kind } = relation
  const days = { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { to: until }) }
  const href =
    of === 'statement'
      ? addressWith('/statements', { speaker: source.key, addressee: target.key, act: kind, ...days }, {})
      : addressWith('/events', { who: source.key, with: target.key, type: kind, ...days }, {})
  return { ...relation, what: wordFor(messages, kind), href: to(href) }
}

const wordFor = ({ acts, eventTypes }: Messages, kind: Relation['kind']): string =>
  kind in acts ? acts[kind as keyof typeof acts] : eventTypes[kind as keyof typeof eventTypes]

interface Room {
  readonly things: number
  readonly relations: number
}

/** The first lines, as far as a picture has room for them and for the things between which they are. */
function mostFrequent(lines: readonly Line[], room: Room): readonly Line[] {
  const things = new Set<string>()
  const shown: Line[] = []
  for (const line of lines) {
    if (shown.length === room.relations) break
    const both = new Set([...things, line.source.key, line.target.key])
    if (both.size > room.things) continue
    for (const key of both) things.add(key)
    shown.push(line)
  }
  return shown
}

const boxHeight = 26
/** Of the widest common letters; names are in bold. */
const letterWidth = { label: 7.6, name: 8.8 }
const longestName = 24

const shortened = (name: string): string =>
  name.length > longestName
    ? `${name
        .slice(0, longestName - 1)
        .toWellFormed()
        .trimEnd()}…`
    : name

const boxOf = (text: string, of: keyof typeof letterWidth): Box => ({
  width: Math.ceil(text.length * letterWidth[of]) + 16,
  height: boxHeight,
})

interface PictureProps {
  readonly site: Interface
  readonly lines: readonly Line[]
  readonly width: number
  readonly name: string
}

const Picture = ({ site, lines, width, name }: PictureProps) => {
  const things = [
    ...new Map(lines.flatMap(({ source, target }) => [source, target]).map((one) => [one.key, one])).values(),
  ]
  const numberOf = new Map(things.map(({ key }, i) => [key, i]))
  const labels = lines.map(({ what, count }) => `${what} ${count}`)
  const boxes = [
    ...things.map((thing) => boxOf(shortened(thing.name), 'name')),
    ...labels.map((label) => boxOf(label, 'label')),
  ]
  // The label of a line is a box between its two ends, so lines between the same two do not lie on each other.
  const ties = lines.flatMap(({ source, target }, i) =>
    [source, target].map(({ key }) => [numberOf.get(key) ?? 0, things.length + i] as const),
  )
  const layout = layOut(boxes, ties, width)
  const at = (i: number): Placed => placed(boxes, layout, i)
  return (
    <svg viewBox={`0 0 ${width} ${layout.height}`} aria-label={site.messages.graph.label}>
      <defs>
        <marker
          id={`arrow-${name}`}
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path class="arrow" d="M0 1 L10 5 L0 9 Z" />
        </marker>
      </defs>
      {lines.map(({ source, target, mutual }, i) => (
        <path
          class="line"
          d={route(at(numberOf.get(source.key) ?? 0), at(things.length + i), at(numberOf.get(target.key) ?? 0))}
          marker-end={mutual ? undefined : `url(#arrow-${name})`}
        />
      ))}
      {lines.map((line, i) => (
        <Label line={line} text={labels[i] ?? ''} at={at(things.length + i)} />
      ))}
      {things.map((thing, i) => (
        <Node site={site} thing={thing} at={at(i)} />
      ))}
    </svg>
  )
}

interface Placed extends Box, Point {}

const placed = (boxes: readonly Box[], { places }: GraphLayout, i: number): Placed => ({
  ...(boxes[i] ?? { width: 0, height: 0 }),
  ...(places[i] ?? { x: 0, y: 0 }),
})

/** From the border of one box to the border of another, by way of the middle of the label. */
function route(source: Placed, label: Placed, target: Placed): string {
  const written = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`
  return `M${written(borderOf(source, source, label))} L${written(label)} L${written(borderOf(target, target, label))}`
}

const Label = ({ line, text, at }: { readonly line: Line; readonly text: string; readonly at: Placed }) => {
  const name = `${line.source.name} ${line.mutual ? '–' : '→'} ${line.target.name}: ${line.what}, ${line.count}`
  return (
    <a class="relation" href={line.href} aria-label={name}>
      <title>{name}</title>
      <BoxShape at={at} />
      <text x={at.x} y={at.y + 4.5}>
        {text}
      </text>
    </a>
  )
}

const Node = ({ site, thing, at }: { readonly site: Interface; readonly thing: Named; readonly at: Placed }) => (
  <a class="node" href={site.to(pathOf(thing.key))} aria-label={thing.name}>
    <title>{thing.name}</title>
    <BoxShape at={at} />
    <text x={at.x} y={at.y + 4.5} lang="kk">
      {shortened(thing.name)}
    </text>
  </a>
)

const BoxShape = ({ at }: { readonly at: Placed }) => (
  <rect x={at.x - at.width / 2} y={at.y - at.height / 2} width={at.width} height={at.height} rx="5" />
)
