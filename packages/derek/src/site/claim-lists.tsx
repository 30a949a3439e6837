import { topics } from '../data/lists.js'
import { acts, eventTypes } from '../record/schema.js'
import type { EventList, FoundEvent, FoundStatement, Named, StatementList } from '../store/claims.js'
import { shortened, topicName } from './cards.js'
import { type Asked, addressWith, ChoiceField, DayFields, Filter, WhoField } from './filter.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { feedsOf, type Listed, OtherForms } from './other-forms.js'
import { tagOfText } from './scripts.js'

interface ListProps {
  readonly site: Interface
  readonly asked: Asked
  readonly faults: readonly string[]
}

export interface StatementsProps extends ListProps {
  readonly list: StatementList
}

/** Statements of all articles, by speaker, to whom, act and day. */
export const StatementsView = ({ site, asked, faults, list }: StatementsProps) => {
  const { messages } = site
  const { filter } = messages
  const path = '/statements'
  const lists: readonly Listed[] = faults.length > 0 ? [] : [{ what: 'statements', asked }]
  const known = list.statements.flatMap(({ speaker, addressee }) => [speaker, addressee])
  return (
    <Layout
      site={site}
      title={messages.nav.statements}
      path={addressWith(path, asked, { cursor: asked.cursor })}
      alternates={feedsOf(site, ...lists)}
    >
      <h1>{messages.nav.statements}</h1>
      <Filter site={site} path={path} faults={faults}>
        <WhoField site={site} path={path} name="speaker" label={filter.speaker} asked={asked} known={known} />
        <WhoField site={site} path={path} name="addressee" label={filter.addressee} asked={asked} known={known} />
        <ChoiceField
          name="act"
          label={filter.act}
          asked={asked}
          any={filter.any}
          choices={acts.map((act) => [act, messages.acts[act]])}
        />
        <TopicField site={site} asked={asked} />
        <DayFields site={site} asked={asked} />
      </Filter>
      <p class="hint">{filter.statementDays}</p>
      {faults.length === 0 && list.statements.length === 0 && <p>{filter.none}</p>}
      <ol class="found">
        {list.statements.map((statement) => (
          <StatementItem site={site} asked={asked} statement={statement} />
        ))}
      </ol>
      <Next site={site} path={path} asked={asked} next={list.next} />
      <OtherForms site={site} lists={lists} />
    </Layout>
  )
}

const TopicField = ({ site, asked }: { readonly site: Interface; readonly asked: Asked }) => (
  <ChoiceField
    name="topic"
    label={site.messages.news.topic}
    asked={asked}
    any={site.messages.filter.any}
    choices={topics().map((topic) => [
      topic.id,
      `${topic.above === undefined ? '' : '\u2003'}${topicName(site, topic.id)}`,
    ])}
  />
)

interface StatementItemProps {
  readonly site: Interface
  readonly asked: Asked
  readonly statement: FoundStatement
}

const StatementItem = ({ site, asked, statement }: StatementItemProps) => {
  const { messages, to } = site
  const { speaker, addressee, act, kind, polarity, article, id, text } = statement
  const narrowed = (change: Asked): string => to(addressWith('/statements', asked, change))
  return (
    <li>
      <p class="who">
        {speaker === undefined ? (
          <strong>{messages.article.nobody}</strong>
        ) : (
          <Who named={speaker} href={narrowed({ speaker: speaker.key })} />
        )}{' '}
        <a class="act" href={narrowed({ act })}>
          {messages.acts[act]}
        </a>
        {polarity === 'negative' && <span class="role"> {messages.article.negated}</span>}
        {addressee !== undefined && (
          <>
            {' '}
            {messages.article.to} <Who named={addressee} href={narrowed({ addressee: addressee.key })} />
          </>
        )}
      </p>
      <p>
        <a class={`words ${kind}`} href={to(`/articles/${article}?show=${id}`)} title={messages.article.showSentence}>
          <bdi lang={tagOfText(text)}>{text}</bdi>
        </a>
      </p>
      <Where of={statement} />
    </li>
  )
}

export interface EventsProps extends ListProps {
  readonly list: EventList
}

/** Events of all articles, by who took part, with whom, type and day. */
export const EventsView = ({ site, asked, faults, list }: EventsProps) => {
  const { messages } = site
  const { filter } = messages
  const path = '/events'
  const lists: readonly Listed[] = faults.length > 0 ? [] : [{ what: 'events', asked }]
  const known = list.events.flatMap((event) => [...event.actors, ...event.recipients, event.place, event.document])
  return (
    <Layout
      site={site}
      title={messages.nav.events}
      path={addressWith(path, asked, { cursor: asked.cursor })}
      alternates={feedsOf(site, ...lists)}
    >
      <h1>{messages.nav.events}</h1>
      <Filter site={site} path={path} faults={faults}>
        <WhoField site={site} path={path} name="who" label={filter.who} asked={asked} known={known} />
        <WhoField site={site} path={path} name="with" label={filter.with} asked={asked} known={known} />
        <ChoiceField
          name="type"
          label={filter.type}
          asked={asked}
          any={filter.any}
          choices={eventTypes.map((type) => [type, messages.eventTypes[type]])}
        />
        <TopicField site={site} asked={asked} />
        <DayFields site={site} asked={asked} />
      </Filter>
      <p class="hint">{filter.eventDays}</p>
      {faults.length === 0 && list.events.length === 0 && <p>{filter.none}</p>}
      <ol class="found">
        {list.events.map((event) => (
          <EventItem site={site} asked={asked} event={event} />
        ))}
      </ol>
      <Next site={site} path={path} asked={asked} next={list.next} />
      <OtherForms site={site} lists={lists} />
    </Layout>
  )
}

interface EventItemProps {
  readonly site: Interface
  readonly asked: Asked
  readonly event: FoundEvent
}

const EventItem = ({ site, asked, event }: EventItemProps) => {
  const { messages, to } = site
  const { type, actors, recipients, place, document, article, id, text } = event
  const narrowed = (change: Asked): string => to(addressWith('/events', asked, change))
  const side = (things: readonly Named[]) =>
    things.map((named, index) => (
      <>
        {index > 0 && ', '}
        <Who named={named} href={narrowed({ who: named.key })} />
      </>
    ))
  return (
    <li>
      <p class="who">
        <a class="act" href={narrowed({ type })}>
          {messages.eventTypes[type]}
        </a>{' '}
        {side(actors)}
        {actors.length > 0 && recipients.length > 0 && ' → '}
        {side(recipients)}
        {[place, document].map((named) => named !== undefined && <> · {side([named])}</>)}
      </p>
      <p>
        <a class="words" href={to(`/articles/${article}?show=${id}`)} title={messages.article.showSentence}>
          <bdi lang={tagOfText(text)}>{text}</bdi>
        </a>
      </p>
      <Where of={event} />
    </li>
  )
}

const Who = ({ named, href }: { readonly named: Named; readonly href: string }) => (
  <a href={href} lang="kk">
    <strong>{named.name}</strong>
  </a>
)

const Where = ({ of: { day, title, source } }: { readonly of: FoundStatement | FoundEvent }) => (
  <p class="facts">
    {day !== undefined && (
      <>
        <time datetime={day}>{written(day)}</time>
        {' · '}
      </>
    )}
    {source}
    {' · '}
    <bdi lang={tagOfText(title)}>{shortened(title, 110)}</bdi>
  </p>
)

/** A day, month or year as it is written in Kazakhstan: 24.03.2026, 03.2026, 2026. */
export const written = (day: string): string => day.split('-').reverse().join('.')

interface NextProps {
  readonly site: Interface
  readonly path: string
  readonly asked: Asked
  readonly next: string | undefined
}

const Next = ({ site, path, asked, next }: NextProps) =>
  next === undefined ? null : (
    <p>
      <a rel="next" href={site.to(addressWith(path, asked, { cursor: next }))}>
        {site.messages.older}
      </a>
    </p>
  )
