import { Ago, clockOf, QueueTable } from '../site/status.js'
import type { FullStatus } from '../status/status.js'
import type { KeptLook } from '../store/operation.js'
import { type Desk, Frame } from './frame.js'

interface Props {
  readonly desk: Desk
  readonly status: FullStatus
}

/** How Derek is, for those who keep it running: what waits for them first. */
export const StatusPage = ({ desk, status }: Props) => {
  const { site, words } = desk
  const { at, version, node, since, memory, size } = status
  return (
    <Frame desk={desk} title={words.nav.status} path="/desk/status">
      <p class="facts">
        Derek <span translate="no">{version}</span> · Node <span translate="no">{node}</span> · PostgreSQL{' '}
        <span translate="no">{size.database}</span> · <span translate="no">{size.migration}</span> ·{' '}
        {words.status.since} <Ago site={site} instant={since} now={at} /> · {bytesOf(desk, memory)}
      </p>
      <Outbox desk={desk} status={status} />
      <h2 id="queues">{site.messages.status.queues}</h2>
      <QueueTable site={site} queues={status.queues} />
      <Looks desk={desk} status={status} />
      <Events desk={desk} status={status} />
      <Size desk={desk} status={status} />
    </Frame>
  )
}

const Outbox = ({ desk, status: { posts, paused } }: Props) => {
  const { site, words } = desk
  return (
    <>
      <h2>{words.status.outbox}</h2>
      {posts.length === 0 && <p class="empty">{words.posts.none}</p>}
      <ul class="facts">
        {posts.map(({ state, count }) => (
          <li>
            <a href={site.to(`/desk/posts?state=${state}`)}>{words.posts.states[state]}</a>: {count}
          </li>
        ))}
      </ul>
      {paused.map(({ channel, until, reason }) => (
        <div class="problem" role="note">
          <strong>{words.status.paused(channel, clockOf(until))}</strong>
          {reason !== undefined && <p lang="en">{reason}</p>}
        </div>
      ))}
    </>
  )
}

const Looks = ({ desk, status: { looks, at } }: Props) => {
  const { site, words } = desk
  return (
    <>
      <h2>{words.status.looks}</h2>
      {looks.length === 0 ? (
        <p class="hint">{words.status.noLooks}</p>
      ) : (
        <ul class="looks">
          {looks.map((look) => (
            <li>
              <strong>{look.source}</strong>: {words.status.looked} <Ago site={site} instant={look.at} now={at} />
              {look.fault !== undefined && <Fault desk={desk} look={look} at={at} />}
              <p class="hint" translate="no">
                {look.address}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const Fault = ({ desk, look, at }: { readonly desk: Desk; readonly look: KeptLook; readonly at: string }) => (
  <p class="fault">
    <span lang="en">{look.fault}</span> {desk.words.status.failures(look.failures)}
    {look.succeededAt !== undefined && (
      <span class="hint">
        {' '}
        {desk.words.status.succeeded} <Ago site={desk.site} instant={look.succeededAt} now={at} />
      </span>
    )}
  </p>
)

const Events = ({ desk, status: { events } }: Props) => {
  const { words } = desk
  return (
    <>
      <h2 id="events">{words.status.events}</h2>
      {events.length === 0 ? (
        <p class="hint">{words.status.noEvents}</p>
      ) : (
        <section class="scroll" aria-labelledby="events" tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.audit.at}</th>
                <th scope="col">{words.status.event}</th>
              </tr>
            </thead>
            <tbody>
              {events.map(({ at, message, stage, request }) => (
                <tr>
                  <td>
                    <time datetime={at}>{clockOf(at)}</time>
                  </td>
                  <td lang="en">
                    {stage !== undefined && `${stage}: `}
                    {message}
                    {request !== undefined && <span class="hint"> {request}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

const Size = ({ desk, status: { size, articles } }: Props) => {
  const { words, site } = desk
  return (
    <>
      <h2>{words.status.store}</h2>
      <p>
        {bytesOf(desk, size.bytes)} · {site.messages.news.articles(articles)}
      </p>
      <ul class="facts">
        {size.tables.map(({ name, bytes }) => (
          <li>
            <code translate="no">{name}</code>: {bytesOf(desk, bytes)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** In megabytes, which all languages of the interface write alike: 8,7 МБ. */
const bytesOf = ({ site }: Desk, bytes: number): string =>
  new Intl.NumberFormat(site.language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / 1_000_000,
  )
