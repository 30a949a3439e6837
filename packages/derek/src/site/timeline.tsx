import type { FoundEvent, FoundStatement } from '../store/claims.js'
import { shortened } from './cards.js'
import { written } from './claim-lists.js'
import { type Column, columnsOf } from './columns.js'
import type { Interface } from './language.js'
import { tagOfText } from './scripts.js'

export interface TimelineProps {
  readonly site: Interface
  /** Whose it is. */
  readonly thing: { readonly key: string; readonly name: string }
  readonly statements: readonly FoundStatement[]
  readonly events: readonly FoundEvent[]
  /** Whether the store has more statements or events than these. */
  readonly hasMore: boolean
}

/** How many statements, and how many events, a timeline has at most. */
export const timelineLimit = 24

/** What the picture and the table both show of a statement or event. */
interface Item {
  readonly lane: 'said' | 'did'
  readonly day?: string
  readonly href: string
  readonly what: string
  readonly whom: string
  readonly text: string
}

/** What a thing said (above the line) and did (below it) over time, as a picture and as a table. */
export const Timeline = ({ site, thing, statements, events, hasMore }: TimelineProps) => {
  const { timeline } = site.messages
  const items = itemsOf(site, thing.key, statements, events)
  if (items.length === 0) return null
  const undated = items.filter(({ day }) => day === undefined).length
  const query = (name: string) => new URLSearchParams({ [name]: thing.key })
  return (
    <section class="picture" aria-labelledby="timeline">
      <h2 id="timeline">{timeline.heading}</h2>
      {undated < items.length && <Picture site={site} thing={thing} items={items} />}
      {hasMore && <p class="hint">{timeline.newest(timelineLimit)}</p>}
      {undated > 0 && <p class="hint">{timeline.undated(undated)}</p>}
      <details>
        <summary>{timeline.table}</summary>
        <section class="scroll" tabindex={0} aria-label={`${timeline.heading}: ${timeline.table}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{timeline.day}</th>
                <th scope="col">{timeline.what}</th>
                <th scope="col">{timeline.whom}</th>
                <th scope="col">{timeline.words}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ day, what, whom, text, href }) => (
                <tr>
                  <td>{day === undefined ? '–' : <time datetime={day}>{written(day)}</time>}</td>
                  <td>{what}</td>
                  <td lang="kk">{whom}</td>
                  <td>
                    <a href={href} title={site.messages.article.showSentence}>
                      <bdi lang={tagOfText(text)}>{shortened(text, 110)}</bdi>
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
      <p>
        {statements.length > 0 && (
          <a href={site.to(`/statements?${query('speaker')}`)}>{site.messages.nav.statements}</a>
        )}
        {statements.length > 0 && events.length > 0 && ' · '}
        {events.length > 0 && <a href={site.to(`/events?${query('who')}`)}>{site.messages.nav.events}</a>}
      </p>
    </section>
  )
}

function itemsOf(
  { messages, to }: Interface,
  key: string,
  statements: readonly FoundStatement[],
  events: readonly FoundEvent[],
): readonly Item[] {
  const said = statements.map(
    ({ day, article, id, act, polarity, addressee, text }): Item => ({
      lane: 'said',
      ...(day === undefined ? {} : { day }),
      href: to(`/articles/${article}?show=${id}`),
      what: polarity === 'negative' ? `${messages.acts[act]} (${messages.article.negated})` : messages.acts[act],
      whom: addressee?.name ?? '',
      text,
    }),
  )
  const did = events.map(
    ({ day, article, id, type, actors, recipients, text }): Item => ({
      lane: 'did',
      ...(day === undefined ? {} : { day }),
      href: to(`/articles/${article}?show=${id}`),
      what: messages.eventTypes[type],
      whom: [...actors, ...recipients]
        .filter((other) => other.key !== key)
        .map(({ name }) => name)
        .join(', '),
      text,
    }),
  )
  // From the first to the last; sorting is stable, so an article's claims stay in its order.
  return [...said, ...did].sort((a, b) => compare(a.day ?? '', b.day ?? ''))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/*
 * Twelve slots lie side by side on the narrowest screen (360 pixels) as targets 24 pixels wide, as WCAG 2.2 asks.
 * Places along the line are percentages: the picture is as wide as the screen, and its marks and letters keep their size.
 */
const slots = 12
const step = 26
const rows = 4
const axisHeight = 30
const laneTitle = 22

interface PictureProps {
  readonly site: Interface
  readonly thing: { readonly key: string; readonly name: string }
  readonly items: readonly Item[]
}

const Picture = ({ site, thing, items }: PictureProps) => {
  const { timeline } = site.messages
  const dated = items.flatMap((item) => (item.day === undefined ? [] : [{ ...item, day: item.day }]))
  const { columns, of } = columnsOf(
    dated.map(({ day }) => day),
    slots,
  )
  const marks = columns.flatMap((column, index) => {
    const here = dated.filter(({ day }) => of(day) === index)
    return (['said', 'did'] as const).flatMap((lane) =>
      marksOf(
        site,
        thing.key,
        { column, index, count: columns.length },
        here.filter((item) => item.lane === lane),
        lane,
      ),
    )
  })
  const side = sideOf(site)
  const above = heightOf(marks, 'said')
  const below = heightOf(marks, 'did')
  const line = laneTitle + above
  const height = line + axisHeight + below + laneTitle
  return (
    <svg class="timeline" width="100%" height={height} aria-label={timeline.label(thing.name)}>
      <text class="lane" x={side(0)} y="14">
        {timeline.said}
      </text>
      <text class="lane" x={side(0)} y={height - 6}>
        {timeline.did}
      </text>
      <rect class="axis" x="0" y={line} width="100%" height={axisHeight} />
      {columns.map(({ label }, index) => {
        const x = side((100 * index) / columns.length)
        return isLabelled(index, columns.length) ? (
          <>
            <line class="tick" x1={x} x2={x} y1={line} y2={line + axisHeight} />
            <text class="when" x={x} y={line + axisHeight / 2 + 4} dx={site.direction === 'rtl' ? -4 : 4}>
              {written(label)}
            </text>
          </>
        ) : (
          <line class="tick" x1={x} x2={x} y1={line} y2={line + 6} />
        )
      })}
      {marks.map(({ lane, x, row, href, name, more }) => {
        const away = step / 2 + row * step + 2
        const y = lane === 'said' ? line - away : line + axisHeight + away
        return (
          <a class={`mark ${lane}`} href={href} aria-label={name}>
            <title>{name}</title>
            {lane === 'said' ? (
              <circle cx={x} cy={y} r="12" />
            ) : (
              <rect x={x} y={y - 12} width="24" height="24" rx="4" transform="translate(-12 0)" />
            )}
            {more !== undefined && (
              <text class="more" x={x} y={y + 4}>
                {more}
              </text>
            )}
          </a>
        )
      })}
    </svg>
  )
}

/** A place along the line: time runs the way one reads. */
const sideOf =
  ({ direction }: Interface) =>
  (percent: number): string =>
    `${(direction === 'rtl' ? 100 - percent : percent).toFixed(2)}%`

/** Labels stand where those of a narrow screen do not run into each other or out of the picture. */
const isLabelled = (index: number, count: number): boolean =>
  index % Math.ceil(count / 4) === 0 && (index === 0 || index / count <= 0.76)

interface Mark {
  readonly lane: Item['lane']
  readonly x: string
  readonly row: number
  readonly href: string
  readonly name: string
  /** Written on a mark that stands for several: +7. */
  readonly more?: string
}

interface Spot {
  readonly column: Column
  readonly index: number
  readonly count: number
}

/** The marks of one lane of a column, stacked away from the line; the last one leads to those that do not fit. */
function marksOf(
  site: Interface,
  key: string,
  spot: Spot,
  items: readonly Item[],
  lane: Item['lane'],
): readonly Mark[] {
  const { column, index, count } = spot
  const across = Math.floor(slots / count)
  const room = across * rows
  const shown = items.length <= room ? items : items.slice(0, room - 1)
  const at = (i: number) => ({
    lane,
    x: sideOf(site)((100 * (index + ((i % across) + 0.5) / across)) / count),
    row: Math.floor(i / across),
  })
  const marks = shown.map(
    ({ day, what, whom, text, href }, i): Mark => ({
      ...at(i),
      href,
      name: [written(day ?? ''), [what, whom].filter((part) => part !== '').join(' → '), shortened(text, 80)].join(
        ': ',
      ),
    }),
  )
  const rest = items.length - shown.length
  if (rest === 0) return marks
  const { from, to } = column
  const list = lane === 'said' ? '/statements' : '/events'
  const query = new URLSearchParams({ [lane === 'said' ? 'speaker' : 'who']: key, from, to })
  const name = `${written(from)} – ${written(to)}: ${site.messages.timeline.more(rest)}`
  return [...marks, { ...at(shown.length), href: site.to(`${list}?${query}`), name, more: `+${rest}` }]
}

const heightOf = (marks: readonly Mark[], lane: Item['lane']): number =>
  marks.reduce((most, mark) => (mark.lane === lane ? Math.max(most, mark.row + 1) : most), 1) * step + 6
