import { feedFormats } from '../feeds/feeds.js'
import type { ListedAlert, Story, StoryArticle, StoryList, StorySummary } from '../store/stories.js'
import type { Alert, Edge, Finding, FirstSaid, FlowRole, Saying } from '../story/schema.js'
import { Onward, shortened, sourcePath, whenOf } from './cards.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { tagOfText } from './scripts.js'

export const storyPath = (id: string): string => `/stories/${id}`
export const differencesPath = (before: string, after: string): string =>
  `/differences?${new URLSearchParams({ before, after }).toString()}`

/** Of two revisions of one article. */
export const revisionDifferencesPath = (article: string, from: number, to: number): string =>
  `${differencesPath(article, article)}&from=${from}&to=${to}`

interface StoriesProps {
  readonly site: Interface
  readonly list: StoryList
  readonly cursor?: string
}

/** What several articles tell, the last told first. */
export const StoriesView = ({ site, list, cursor }: StoriesProps) => {
  const { stories: words, none } = site.messages
  return (
    <Layout
      site={site}
      title={words.title}
      path={cursor === undefined ? '/stories' : `/stories?cursor=${cursor}`}
      alternates={feedFormats.map(({ extension, type, name }) => ({
        href: `/feeds/stories.${extension}`,
        type,
        title: `${words.title} · ${name}`,
      }))}
    >
      <h1>{words.title}</h1>
      <p class="hint wide-hint">
        {words.hint} <a href={site.to('/stories/alerts')}>{words.alerts}</a>
      </p>
      {list.stories.length === 0 && <p class="empty">{none}</p>}
      <ol class="cards">
        {list.stories.map((story) => (
          <li class="card">
            <StoryLine site={site} story={story} />
          </li>
        ))}
      </ol>
      <p class="facts">
        {feedFormats.map(({ extension, name }, index) => (
          <>
            {index > 0 && ' · '}
            <a href={`/feeds/stories.${extension}`} rel="nofollow" lang="en">
              {name}
            </a>
          </>
        ))}
      </p>
      {list.next !== undefined && (
        <Onward href={site.to(`/stories?cursor=${list.next}`)} isNext>
          {words.older}
        </Onward>
      )}
    </Layout>
  )
}

const StoryLine = ({ site, story }: { readonly site: Interface; readonly story: StorySummary }) => (
  <>
    <h2>
      <a href={site.to(storyPath(story.id))} lang={tagOfText(story.title)} dir="auto">
        {shortened(story.title, 130)}
      </a>
    </h2>
    <p class="facts">
      {site.messages.stories.counts(story.articles, story.outlets)} ·{' '}
      <time datetime={story.firstAt}>{whenOf(site, story.firstAt)}</time> –{' '}
      <time datetime={story.lastAt}>{whenOf(site, story.lastAt)}</time>
    </p>
  </>
)

/** Of an article's page: the story that it is part of. */
export const StoryLink = ({ site, story }: { readonly site: Interface; readonly story: StorySummary | undefined }) =>
  story === undefined || story.articles < 2 ? null : (
    <p class="facts" lang={site.language} dir="ltr">
      <a href={site.to(storyPath(story.id))}>{site.messages.stories.partOf(story.articles, story.outlets)}</a>
    </p>
  )

interface FirstProps {
  readonly site: Interface
  /** The article that is read. */
  readonly article: string
  readonly first: FirstSaid | undefined
}

/** Who said first what is lit, and how faithfully others tell it: scores with their parts, never a verdict. */
export const FirstSaidNote = ({ site, article, first }: FirstProps) => {
  const { stories: words } = site.messages
  if (first === undefined || first.retellings.length === 0) return null
  const link = ({ article: id, outlet, statement, publishedAt }: Saying) => (
    <>
      {id === article ? (
        <strong>{outlet}</strong>
      ) : (
        <a href={site.to(`/articles/${id}${statement === undefined ? '' : `?show=${statement}`}`)}>{outlet}</a>
      )}
      {publishedAt !== undefined && (
        <>
          {' · '}
          <time datetime={publishedAt}>{whenOf(site, publishedAt)}</time>
        </>
      )}
    </>
  )
  return (
    <section class="first" aria-labelledby="first-said">
      <h2 id="first-said">{words.first}</h2>
      <p>{link(first.first)}</p>
      <p class="facts">{words.retellings}:</p>
      <ul>
        {first.retellings.map((retelling) => (
          <li>
            {link(retelling)} · {words.faithfulness(retelling.faithfulness.score.toFixed(2))}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface StoryProps {
  readonly site: Interface
  readonly story: Story
}

/** A story: who told it when, who has it from whom, what changed on the way, and what does not agree. */
export const StoryView = ({ site, story }: StoryProps) => {
  const { stories: words, nav } = site.messages
  return (
    <Layout
      site={site}
      title={shortened(story.title, 130)}
      path={storyPath(story.id)}
      crumbs={[{ name: words.title, path: '/stories' }]}
      alternates={[{ href: `/api/stories/${story.id}`, type: 'application/json', title: nav.api }]}
    >
      <p class="kicker">
        <a href={site.to('/stories')}>{words.title}</a>
      </p>
      <h1 lang={tagOfText(story.title)} dir="auto">
        {shortened(story.title, 200)}
      </h1>
      <p class="facts">
        {words.counts(story.articles, story.outlets)} ·{' '}
        <time datetime={story.firstAt}>{whenOf(site, story.firstAt)}</time> –{' '}
        <time datetime={story.lastAt}>{whenOf(site, story.lastAt)}</time>
      </p>
      {story.alerts.length > 0 && (
        <section aria-labelledby="alerts">
          <h2 id="alerts">{words.alerts}</h2>
          <ul class="alerts">
            {story.alerts.map((alert) => (
              <li>
                <AlertText
                  site={site}
                  alert={alert}
                  outlets={[
                    nameOf(story.members, alert.one.sentence.article),
                    nameOf(story.members, alert.other.sentence.article),
                  ]}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="flow">
        <h2 id="flow">{words.flow}</h2>
        <FlowPicture site={site} story={story} />
        <FlowTable site={site} story={story} />
      </section>
    </Layout>
  )
}

const nameOf = (members: readonly StoryArticle[], id: string): string =>
  members.find((member) => member.id === id)?.source.name ?? id

interface AlertProps {
  readonly site: Interface
  readonly alert: Alert
  readonly outlets: ListedAlert['outlets']
}

/** What should be looked at, with both sentences. */
export const AlertText = ({ site, alert, outlets }: AlertProps) => {
  const side = ({ sentence, value }: Alert['one'], outlet: string) => (
    <blockquote>
      <p lang={tagOfText(sentence.text)} dir="auto">
        {shortened(sentence.text, 300)}
      </p>
      <p class="facts">
        <a href={site.to(`/articles/${sentence.article}`)}>{outlet}</a>
        {alert.kind === 'numbers-contradict' || alert.kind === 'dates-contradict' ? ` · ${shortened(value, 80)}` : ''}
      </p>
    </blockquote>
  )
  return (
    <>
      <p class="alert-kind">{site.messages.stories.alertKinds[alert.kind]}</p>
      <div class="two">
        {side(alert.one, outlets[0])}
        {side(alert.other, outlets[1])}
      </div>
    </>
  )
}

interface AlertsProps {
  readonly site: Interface
  readonly alerts: readonly ListedAlert[]
}

/** What should be looked at in the stories that were told last. */
export const AlertsView = ({ site, alerts }: AlertsProps) => {
  const { stories: words, none } = site.messages
  return (
    <Layout
      site={site}
      title={words.alerts}
      path="/stories/alerts"
      crumbs={[{ name: words.title, path: '/stories' }]}
      alternates={[{ href: '/api/alerts', type: 'application/json', title: words.alerts }]}
    >
      <p class="kicker">
        <a href={site.to('/stories')}>{words.title}</a>
      </p>
      <h1>{words.alerts}</h1>
      <p class="hint wide-hint">{words.alertsHint}</p>
      {alerts.length === 0 && <p class="empty">{none}</p>}
      <ul class="alerts">
        {alerts.map((alert) => (
          <li>
            <AlertText site={site} alert={alert} outlets={alert.outlets} />
            <p class="facts">
              <a href={site.to(storyPath(alert.story))}>{words.whole}</a>
            </p>
          </li>
        ))}
      </ul>
    </Layout>
  )
}

const row = { height: 66, top: 30, circle: 236, width: 360 } as const
/** Longer stories are in the table only: a picture of more rows says less. */
const mostRows = 20

/** The outlets from the first to the last, and an arrow from each to whoever has it from there. */
const FlowPicture = ({ site, story }: StoryProps) => {
  const { stories: words } = site.messages
  const shown = story.members.slice(0, mostRows)
  const at = new Map(shown.map(({ id }, i) => [id, row.top + i * row.height]))
  const roles = new Map(story.flow.articles.map(({ article, role }) => [article, role]))
  const height = row.top + (shown.length - 1) * row.height + 40
  const edges = story.flow.edges.filter(({ from, to }) => at.has(from) && at.has(to))
  return (
    <svg class="flow" viewBox={`0 0 ${row.width} ${height}`} aria-label={words.flow} dir="ltr">
      <defs>
        <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0,0 L10,5 L0,10 z" />
        </marker>
      </defs>
      {edges.map((edge) => (
        <FlowEdge site={site} story={story} edge={edge} from={at.get(edge.from) ?? 0} to={at.get(edge.to) ?? 0} />
      ))}
      {shown.map(({ id, source, publishedAt }) => {
        const y = at.get(id) ?? 0
        const role = roles.get(id) ?? 'independent'
        return (
          <a href={site.to(`/articles/${id}`)}>
            <text x={row.circle - 16} y={y - 4} text-anchor="end" class="outlet">
              {shortened(source.name, 20)}
            </text>
            <text x={row.circle - 16} y={y + 14} text-anchor="end" class="role">
              {words.roles[role]}
              {publishedAt === undefined ? '' : ` · ${whenOf(site, publishedAt).split(', ').at(-1) ?? ''}`}
            </text>
            <circle cx={row.circle} cy={y} r={role === 'origin' ? 9 : 6} class={role} />
          </a>
        )
      })}
    </svg>
  )
}

interface FlowEdgeProps extends StoryProps {
  readonly edge: Edge
  readonly from: number
  readonly to: number
}

const FlowEdge = ({ site, story, edge, from, to }: FlowEdgeProps) => {
  const { stories: words } = site.messages
  const reach = row.circle + 14 + Math.min(100, 22 + Math.abs(to - from) * 0.28)
  const share = `${Math.round(edge.evidence.taken * 100)} %`
  const label = words.edge(nameOf(story.members, edge.to), nameOf(story.members, edge.from), share)
  const start = row.circle + 10
  return (
    <a href={site.to(differencesPath(edge.from, edge.to))} aria-label={label}>
      <path
        class={edge.by.includes('attribution') ? 'edge' : 'edge silent'}
        d={`M${start},${from} C${reach},${from} ${reach},${to} ${start},${to}`}
        marker-end="url(#arrow)"
      />
      <text x={(start + reach * 3) / 4 + 4} y={(from + to) / 2 + 5} class="share">
        {share}
      </text>
    </a>
  )
}

/** The same as a table, with what changed. */
const FlowTable = ({ site, story }: StoryProps) => {
  const { stories: words } = site.messages
  const { flow, members, retellings } = story
  const roleOf = new Map<string, FlowRole>(flow.articles.map(({ article, role }) => [article, role]))
  return (
    <section class="scroll" aria-label={words.table} tabindex={0}>
      <table class="flow-table">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.outlet}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.changed}</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, title, source, publishedAt, pinnedBy }) => {
            const edges = flow.edges.filter(({ to }) => to === id)
            const outside = flow.articles.find(({ article }) => article === id)?.outside ?? []
            return (
              <tr>
                <td>{publishedAt !== undefined && <time datetime={publishedAt}>{whenOf(site, publishedAt)}</time>}</td>
                <th scope="row">
                  <a href={site.to(sourcePath(source.id))}>{source.name}</a>
                  <p class="facts">
                    {words.roles[roleOf.get(id) ?? 'independent']}
                    {pinnedBy !== undefined && ` · ${words.pinned(pinnedBy)}`}
                  </p>
                  <p>
                    <a href={site.to(`/articles/${id}`)} lang={tagOfText(title)} dir="auto">
                      {shortened(title, 110)}
                    </a>
                  </p>
                </th>
                <td>
                  {edges.map((edge) => (
                    <p>
                      {nameOf(members, edge.from)}: {words.evidence(edge)}
                    </p>
                  ))}
                  {outside.map(({ name }) => (
                    <p>{words.outside(name)}</p>
                  ))}
                </td>
                <td>
                  {edges.map(({ from, to }) => {
                    const retelling = retellings.find(({ before, after }) => before === from && after === to)
                    return (
                      retelling !== undefined && (
                        <>
                          <p>
                            <a href={site.to(differencesPath(from, to))}>{words.sentences(retelling.changes)}</a>
                          </p>
                          <ul class="findings">
                            {retelling.findings.slice(0, mostFindings).map((finding) => (
                              <li>
                                <FindingText site={site} finding={finding} />
                              </li>
                            ))}
                          </ul>
                        </>
                      )
                    )
                  })}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const mostFindings = 6

/** One change of the record in a line: its kind, what it was and what it became. */
export const FindingText = ({ site, finding }: { readonly site: Interface; readonly finding: Finding }) => {
  const { stories: words, acts } = site.messages
  const named = (value: string | undefined): string => {
    if (value === undefined) return ''
    const act = Object.entries(acts).find(([key]) => key === value)?.[1]
    return act ?? shortened(value, 90)
  }
  const from = named(finding.from ?? finding.before?.text)
  const to = named(finding.to ?? finding.after?.text)
  return (
    <>
      {words.findingKinds[finding.kind]}: {from !== '' && <del>{from}</del>}
      {from !== '' && to !== '' && ' → '}
      {to !== '' && <ins>{to}</ins>}
    </>
  )
}
