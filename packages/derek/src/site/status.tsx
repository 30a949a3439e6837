import type { Queue, Status } from '../status/status.js'
import { sourcePath } from './cards.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How long ago something was, in words: 3 сағат бұрын ("3 hours ago"). */
export function agoOf({ language }: Interface, instant: string, now: string): string {
  const seconds = Math.max(0, (new Date(now).getTime() - new Date(instant).getTime()) / 1000)
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const [unit, length] = units.find(([, least]) => seconds >= least) ?? (['minute', 60] as const)
  return words.format(-Math.floor(seconds / length), unit)
}

interface AgoProps {
  readonly site: Interface
  readonly instant: string
  readonly now: string
}

/** The same, with the instant itself for programs and for whoever points at it. */
export const Ago = ({ site, instant, now }: AgoProps) => (
  <time datetime={instant} title={clockOf(instant)}>
    {agoOf(site, instant, now)}
  </time>
)

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty', dateStyle: 'short', timeStyle: 'medium' })

/** In Kazakhstan: 2026-03-24 09:00:00. */
export const clockOf = (instant: string): string => clock.format(new Date(instant))

/** How Derek is, for everybody: whether it works, and how new its news is. */
export const StatusView = ({ site, status }: { readonly site: Interface; readonly status: Status }) => {
  const { messages, to } = site
  const { status: words, news } = messages
  const { at, version, articles, newest, sources, queues } = status
  const latestFirst = [...sources].sort((a, b) => b.seen.localeCompare(a.seen))
  return (
    <Layout site={site} title={words.title} path="/status">
      <h1>{words.title}</h1>
      <p class="note" role="status">
        {words.works} <span class="hint">{words.asOf(clockOf(at))}</span>
      </p>
      <p class="facts">
        {news.articles(articles)} · {words.version} <span translate="no">{version}</span>
      </p>
      {newest !== undefined && (
        <p>
          {words.newest} <Ago site={site} instant={newest.readAt} now={at} />:{' '}
          <a href={to(`/articles/${newest.id}`)} lang="kk">
            {newest.title}
          </a>
        </p>
      )}
      <h2 id="queues">{words.queues}</h2>
      <QueueTable site={site} queues={queues} />
      <h2 id="sources">{news.nav.sources}</h2>
      {sources.length === 0 ? (
        <p class="empty">{messages.none}</p>
      ) : (
        <section class="scroll" aria-labelledby="sources" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.source}</th>
                <th scope="col">{words.newestOf}</th>
                <th scope="col">{words.articles}</th>
              </tr>
            </thead>
            <tbody>
              {latestFirst.map((source) => (
                <tr>
                  <th scope="row">
                    <a href={to(sourcePath(source.id))} lang="kk">
                      {source.name}
                    </a>
                  </th>
                  <td>
                    <Ago site={site} instant={source.seen} now={at} />
                  </td>
                  <td>{source.articles}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Layout>
  )
}

/** What waits, and what nobody could do. The section is named by the heading `queues`. */
export const QueueTable = ({ site, queues }: { readonly site: Interface; readonly queues: readonly Queue[] }) => {
  const { status: words } = site.messages
  return (
    <section class="scroll" aria-labelledby="queues" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.queue}</th>
            <th scope="col">{words.waiting}</th>
            <th scope="col">{words.underWay}</th>
            <th scope="col">{words.dead}</th>
          </tr>
        </thead>
        <tbody>
          {queues.map(({ name, waiting, underWay, dead, oldest }) => (
            <tr>
              <th scope="row">{isNamed(name) ? words.queueNames[name] : <code translate="no">{name}</code>}</th>
              <td>
                {waiting}
                {oldest !== undefined && waiting > 0 && ` (${words.oldest(Math.round(oldest))})`}
              </td>
              <td>{underWay ?? '–'}</td>
              <td>{dead ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Of what is under way between stages, and of what is to be told to others. */
export const namedQueues = ['look', 'found', 'page', 'reading', 'publish', 'notify'] as const
export type NamedQueue = (typeof namedQueues)[number]

const isNamed = (name: string): name is NamedQueue => namedQueues.some((one) => one === name)
