import type { Child } from 'hono/jsx'
import { topics } from '../data/lists.js'
import { assetPath } from '../site/assets.js'
import { topicName } from '../site/cards.js'
import { type Asked, addressWith } from '../site/filter.js'
import { AlertText } from '../site/stories.js'
import {
  type AlertPage,
  type QueuedArticle,
  type QueuePage,
  type QueueQuery,
  queueOrders,
  type Seen,
} from '../store/queue.js'
import { alertStates, reviewStates } from '../store/schema.js'
import { Csrf, type Desk, Frame, Keys, may } from './frame.js'
import { hourOf } from './moment.js'
import { type DeskOptions, page, refuse, type Visit } from './visit.js'

const pageLength = 30
/** An editor who is on an article has it for so long. */
const claimMinutes = 15
/** Percents of confidence that the queue can be asked for; 100 is any doubt. */
const thresholds = [50, 70, 90] as const
const anyDoubt = '100'

const fields = ['state', 'source', 'topic', 'below', 'corrected', 'since', 'order', 'cursor'] as const

const askedOf = ({ c }: Visit): Asked =>
  Object.fromEntries(
    fields.flatMap((name) => {
      const value = c.req.query(name)?.trim() ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )

/** What the fields of the form ask of the store; what makes no sense asks for nothing. */
function queryOf({ state, source, topic, below, corrected, since, order, cursor }: Asked): QueueQuery {
  const percent = Number(below)
  return {
    state: state === 'all' ? 'all' : reviewStates.find((known) => known === state),
    source,
    topic,
    below: below === undefined || Number.isNaN(percent) ? undefined : percent / 100,
    corrected: corrected === undefined ? undefined : corrected === 'yes',
    since: isDay(since) ? since : undefined,
    order: queueOrders.find((known) => known === order) ?? 'newest',
    cursor,
    limit: pageLength,
  }
}

const isDay = (day: string | undefined): day is string =>
  day !== undefined && /^[12]\d{3}-\d\d-\d\d$/u.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day

export async function showQueue(visit: Visit, options: DeskOptions, fault?: string): Promise<Response> {
  const { c, desk } = visit
  const { store } = options
  const asked = askedOf(visit)
  const [found, sources] = await Promise.all([store.queue.articles(queryOf(asked)), store.queue.sources()])
  const wrong = asked.since === undefined || isDay(asked.since) ? fault : desk.words.queue.badSince
  return page(
    c,
    <QueueView desk={desk} asked={asked} found={found} sources={sources} fault={wrong} />,
    fault === undefined ? 200 : 409,
  )
}

const seenOf = (value: string): readonly Seen[] => {
  const [, revision, article] = /^(\d{1,9})\.([^\0]{1,200})$/u.exec(value) ?? []
  return article === undefined ? [] : [{ article, revision: Number(revision) }]
}

/** One button of a row, or one for all that are ticked: "review", "claim" or "release", and of a row what was seen. */
export async function markArticles(visit: Visit, options: DeskOptions): Promise<Response> {
  const { c, desk, account, sent, sentAll } = visit
  const { queue } = options.store
  const [action = '', one] = sent('do').split(' ')
  const seen = (one === undefined ? sentAll('seen') : [one]).flatMap(seenOf).slice(0, pageLength)
  const articles = seen.map(({ article }) => article)
  if (action === 'release') await queue.release(articles, account.name)
  else if (action !== 'review' && action !== 'claim') return refuse(c, desk, 422, desk.words.stale)
  else {
    const taken =
      action === 'review'
        ? await queue.review(seen, account.name)
        : await queue.claim(articles, account.name, claimMinutes)
    if (taken.length > 0) return showQueue(visit, options, desk.words.queue.taken(taken.length))
  }
  return c.redirect(desk.site.to(addressWith('/desk', askedOf(visit), { cursor: askedOf(visit).cursor })), 303)
}

interface QueueViewProps {
  readonly desk: Desk
  readonly asked: Asked
  readonly found: QueuePage
  readonly sources: readonly { readonly id: string; readonly name: string }[]
  readonly fault?: string | undefined
}

const QueueView = ({ desk, asked, found, sources, fault }: QueueViewProps) => {
  const { site, words } = desk
  const { queue } = words
  const mayMark = may(desk, 'editor')
  return (
    <Frame desk={desk} title={words.nav.queue} path={addressWith('/desk', asked, {})} fault={fault}>
      <QueueFilter desk={desk} asked={asked} sources={sources} />
      {found.articles.length === 0 && <p class="empty">{queue.none}</p>}
      <form
        id="queue"
        method="post"
        action={site.to(addressWith('/desk/queue', asked, { cursor: asked.cursor }))}
        aria-label={words.nav.queue}
      >
        <Csrf desk={desk} />
        {mayMark && found.articles.length > 0 && (
          <div class="actions">
            <button type="submit" name="do" value="review">
              {queue.reviewAll}
            </button>
            <button type="submit" name="do" value="claim">
              {queue.claimAll}
            </button>
          </div>
        )}
        <ol class="queue">
          {found.articles.map((article) => (
            <Row desk={desk} article={article} mayMark={mayMark} />
          ))}
        </ol>
      </form>
      {found.next !== undefined && (
        <p>
          <a href={site.to(addressWith('/desk', asked, { cursor: found.next }))} rel="next">
            {queue.next}
          </a>
        </p>
      )}
      <Keys desk={desk} names={queue.keyNames} />
      <script type="module" src={assetPath('queue.js')} />
    </Frame>
  )
}

interface QueueFilterProps extends Pick<QueueViewProps, 'desk' | 'asked' | 'sources'> {}

const QueueFilter = ({ desk, asked, sources }: QueueFilterProps) => {
  const { site, words } = desk
  const { queue } = words
  return (
    <form class="filter" method="get" action={site.to('/desk')}>
      <div class="fields">
        <Choice name="state" label={queue.state} asked={asked} none={queue.waiting}>
          {[...reviewStates.map((state) => [state, queue.states[state]] as const), ['all', queue.all] as const]}
        </Choice>
        <Choice name="source" label={queue.source} asked={asked} none={queue.any}>
          {sources.map(({ id, name }) => [id, name])}
        </Choice>
        <Choice name="topic" label={queue.topic} asked={asked} none={queue.any}>
          {topics().map(({ id }) => [id, topicName(site, id)])}
        </Choice>
        <Choice name="below" label={queue.unsure} asked={asked} none={queue.any}>
          {[
            [anyDoubt, queue.anyUnsure] as const,
            ...thresholds.map((percent) => [String(percent), queue.below(percent)] as const),
          ]}
        </Choice>
        <Choice name="corrected" label={queue.corrected} asked={asked} none={queue.any}>
          {[
            ['yes', queue.yes],
            ['no', queue.no],
          ]}
        </Choice>
        <label>
          {queue.since} <input type="date" name="since" value={asked.since ?? ''} />
        </label>
        <Choice name="order" label={queue.order} asked={asked}>
          {queueOrders.map((order) => [order, queue.orders[order]])}
        </Choice>
        <button type="submit">{words.audit.show}</button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  readonly name: (typeof fields)[number]
  readonly label: string
  readonly asked: Asked
  /** What is chosen where nothing is. */
  readonly none?: string
  readonly children: readonly (readonly [value: string, name: string])[]
}

const Choice = ({ name, label, asked, none, children }: ChoiceProps) => (
  <label>
    {label}{' '}
    <select name={name}>
      {none !== undefined && <option value="">{none}</option>}
      {children.map(([value, called]) => (
        <option value={value} selected={value === asked[name]}>
          {called}
        </option>
      ))}
    </select>
  </label>
)

interface RowProps {
  readonly desk: Desk
  readonly article: QueuedArticle
  readonly mayMark: boolean
}

const Row = ({ desk, article, mayMark }: RowProps) => {
  const { site, words, visitor } = desk
  const { queue } = words
  const { id, title, source, at, state, revision, claimed, reviewed, least, outlets, statements } = article
  const isMine = claimed !== undefined && claimed.by === visitor?.account.name
  const isTaken = claimed !== undefined && !isMine
  const seen = `${revision}.${id}`
  const language = article.language === 'kk' && article.script === 'Arab' ? 'kk-Arab' : article.language
  const address = encodeURIComponent(id)
  const facts: readonly Child[] = [
    source.name,
    <time datetime={at}>{hourOf(at)}</time>,
    queue.outlets(outlets),
    queue.statements(statements),
    ...(least < 1 ? [queue.least(Math.round(least * 100))] : []),
    ...(article.isCorrected ? [queue.corrected.toLowerCase()] : []),
  ]
  return (
    <li data-state={state}>
      {mayMark && (
        <input type="checkbox" name="seen" value={seen} aria-label={queue.select(title)} disabled={isTaken} />
      )}
      <div>
        <h2>
          <a class="open" href={site.to(`/articles/${address}`)} lang={language} dir="auto">
            {title === '' ? id : title}
          </a>
        </h2>
        <p class="facts">
          <strong class="state">{queue.states[state]}</strong>
          {facts.map((fact) => (
            <> · {fact}</>
          ))}
        </p>
        {reviewed !== undefined && <p class="facts">{queue.reviewedBy(reviewed.by, hourOf(reviewed.at))}</p>}
        {claimed !== undefined && (
          <p class="facts claimed">
            {isMine
              ? queue.mine(hourOf(claimed.until).slice(11))
              : queue.claimedBy(claimed.by, hourOf(claimed.until).slice(11))}
          </p>
        )}
        {mayMark && (
          <div class="actions">
            {!isTaken && (
              <button type="submit" name="do" value={`review ${seen}`} class="plain" disabled={state === 'reviewed'}>
                {queue.review}
              </button>
            )}
            {!isTaken && (
              <button type="submit" name="do" value={`${isMine ? 'release' : 'claim'} ${seen}`} class="plain">
                {isMine ? queue.release : queue.claim}
              </button>
            )}
            <a href={site.to(`/desk/articles/${address}/correct`)}>{queue.correct}</a>
            <a href={site.to(`/desk/articles/${address}/post`)}>{queue.post}</a>
          </div>
        )}
      </div>
    </li>
  )
}

const alertsLength = 30
/** Stories whose alerts are found while one waits; the others are found beside. */
const mostStories = 3

export async function showAlerts({ c, desk }: Visit, { store }: DeskOptions): Promise<Response> {
  await store.stories.keepAlerts(mostStories)
  const state = alertStates.find((known) => known === c.req.query('state')) ?? 'open'
  const found = await store.queue.alerts({ state, limit: alertsLength, cursor: c.req.query('cursor') })
  return page(c, <AlertsView desk={desk} state={state} found={found} />)
}

export async function settleAlert({ c, desk, account, sent }: Visit, { store }: DeskOptions): Promise<Response> {
  const state = alertStates.find((known) => known === sent('do'))
  if (state === undefined) return refuse(c, desk, 422, desk.words.stale)
  const note = sent('note').trim().slice(0, 500).toWellFormed()
  const isThere = await store.queue.settle(c.req.param('id') ?? '', state, note, account.name)
  if (!isThere) return refuse(c, desk, 404, desk.site.messages.errors.missing)
  return c.redirect(desk.site.to('/desk/alerts'), 303)
}

interface AlertsViewProps {
  readonly desk: Desk
  readonly state: (typeof alertStates)[number]
  readonly found: AlertPage
}

/** What should be looked at in stories, until somebody has. */
const AlertsView = ({ desk, state, found }: AlertsViewProps) => {
  const { site, words } = desk
  const { alerts: labels } = words
  return (
    <Frame desk={desk} title={words.nav.alerts} path="/desk/alerts">
      <nav class="choices" aria-label={words.queue.state}>
        {alertStates.map((one) => (
          <a
            href={site.to(addressWith('/desk/alerts', {}, { state: one }))}
            aria-current={one === state ? 'page' : undefined}
          >
            {labels.states[one]}
          </a>
        ))}
      </nav>
      {found.alerts.length === 0 && <p class="empty">{labels.none}</p>}
      <ul class="alerts">
        {found.alerts.map(({ id, alert, outlets, story, note, made }) => (
          <li>
            <AlertText site={site} alert={alert} outlets={outlets} />
            <p class="facts">
              <a href={site.to(`/stories/${encodeURIComponent(story)}`)}>{site.messages.stories.whole}</a>
              {[alert.one, alert.other].map(({ sentence }, i) => (
                <>
                  {' · '}
                  <a href={site.to(`/desk/articles/${encodeURIComponent(sentence.article)}/correct`)}>
                    {words.queue.correct}: {outlets[i] ?? ''}
                  </a>
                </>
              ))}
            </p>
            {made !== undefined && <p class="facts">{labels.madeBy(labels.states[state], made.by, hourOf(made.at))}</p>}
            {note !== undefined && <p>{note}</p>}
            {may(desk, 'editor') && (
              <form class="in-line" method="post" action={site.to(`/desk/alerts/${id}`)}>
                <Csrf desk={desk} />
                {state === 'open' ? (
                  <>
                    <input name="note" maxlength={500} aria-label={labels.note} placeholder={labels.note} />
                    <button type="submit" name="do" value="handled">
                      {labels.handle}
                    </button>
                    <button type="submit" name="do" value="dismissed">
                      {labels.dismiss}
                    </button>
                  </>
                ) : (
                  <button type="submit" name="do" value="open">
                    {labels.reopen}
                  </button>
                )}
              </form>
            )}
          </li>
        ))}
      </ul>
      {found.next !== undefined && (
        <p>
          <a href={site.to(addressWith('/desk/alerts', { state }, { cursor: found.next }))} rel="next">
            {words.queue.next}
          </a>
        </p>
      )}
    </Frame>
  )
}
