import type { countedTopics } from '../api/news.js'
import type { CardList } from '../store/cards.js'
import type { FoundEvent } from '../store/claims.js'
import type { Speaker } from '../store/front.js'
import { Cards, Onward, topicName, topicPath } from './cards.js'
import { Happened, SpeakerList } from './front.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { feedsOf, type Listed, OtherForms } from './other-forms.js'

export type CountedTopic = ReturnType<typeof countedTopics>[number]

interface TopicsProps {
  readonly site: Interface
  readonly topics: readonly CountedTopic[]
}

/** All topics that articles are about, those below a topic under it. */
export const TopicsView = ({ site, topics }: TopicsProps) => {
  const { news } = site.messages
  const named = topics.filter(({ articles }) => articles > 0)
  const tops = named.filter(({ above }) => above === undefined).sort((a, b) => b.articles - a.articles)
  return (
    <Layout site={site} title={news.nav.topics} path="/topics">
      <h1>{news.nav.topics}</h1>
      <p class="hint wide-hint">{news.topicsHint}</p>
      {tops.length === 0 && <p class="empty">{site.messages.none}</p>}
      <div class="topic-tree">
        {tops.map((top) => (
          <section>
            <h2>
              <TopicLink site={site} topic={top} />
            </h2>
            <ul>
              {named
                .filter(({ above }) => above === top.id)
                .sort((a, b) => b.articles - a.articles)
                .map((topic) => (
                  <li>
                    <TopicLink site={site} topic={topic} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Layout>
  )
}

const TopicLink = ({ site, topic }: { readonly site: Interface; readonly topic: CountedTopic }) => (
  <>
    <a href={site.to(topicPath(topic.id))}>{topicName(site, topic.id)}</a> <span class="role">{topic.articles}</span>
  </>
)

interface TopicProps {
  readonly site: Interface
  readonly topic: CountedTopic
  readonly above?: CountedTopic
  readonly parts: readonly CountedTopic[]
  readonly list: CardList
  readonly speakers: readonly Speaker[]
  readonly events: readonly FoundEvent[]
  readonly cursor?: string
}

/** A topic: its articles, who speaks of it, and what happened. */
export const TopicView = ({ site, topic, above, parts, list, speakers, events, cursor }: TopicProps) => {
  const { messages, to } = site
  const { news } = messages
  const path = topicPath(topic.id)
  const asked = { topic: topic.id }
  const lists: readonly Listed[] = [
    { what: 'articles', asked, title: news.articles(topic.articles) },
    { what: 'statements', asked, title: messages.nav.statements },
    { what: 'events', asked, title: messages.nav.events },
  ]
  const query = `topic=${encodeURIComponent(topic.id)}`
  return (
    <Layout
      site={site}
      title={topicName(site, topic.id)}
      path={cursor === undefined ? path : `${path}?cursor=${cursor}`}
      alternates={feedsOf(site, ...lists)}
    >
      <p class="kicker">
        {above === undefined ? (
          <a href={to('/topics')}>{news.nav.topics}</a>
        ) : (
          <a href={to(topicPath(above.id))}>{topicName(site, above.id)}</a>
        )}
      </p>
      <h1>{topicName(site, topic.id)}</h1>
      {parts.length > 0 && (
        <ul class="topics" aria-label={news.parts}>
          {parts.map((part) => (
            <li>
              <a href={to(topicPath(part.id))}>
                {topicName(site, part.id)} <span class="role">{part.articles}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {list.articles.length === 0 ? (
        <p class="empty">{news.noneOfTopic}</p>
      ) : (
        <div class={speakers.length === 0 ? 'front alone' : 'front'}>
          <section aria-labelledby="articles">
            <h2 id="articles">{news.articles(topic.articles)}</h2>
            <Cards site={site} articles={list.articles} />
            {list.next !== undefined && (
              <Onward href={to(`${path}?cursor=${list.next}`)} isNext>
                {news.older}
              </Onward>
            )}
          </section>
          <div class="beside">
            <SpeakerList site={site} speakers={speakers} />
            {speakers.length > 0 && <Onward href={to(`/statements?${query}`)}>{news.allStatements}</Onward>}
          </div>
        </div>
      )}
      <Happened site={site} events={events} all={to(`/events?${query}`)} />
      <OtherForms site={site} lists={lists} />
    </Layout>
  )
}
