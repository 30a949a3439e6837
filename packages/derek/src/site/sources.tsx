import type { CardList } from '../store/cards.js'
import type { Credited, SourcePage, SourceSummary } from '../store/sources.js'
import { Cards, Onward, sourcePath } from './cards.js'
import { dayOf } from './home.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { feedsOf, type Listed, OtherForms } from './other-forms.js'
import { searchPath } from './search.js'

/** Who publishes. */
export const SourcesView = ({
  site,
  sources,
}: {
  readonly site: Interface
  readonly sources: readonly SourceSummary[]
}) => {
  const { news, none } = site.messages
  return (
    <Layout site={site} title={news.nav.sources} path="/sources">
      <h1>{news.nav.sources}</h1>
      <p class="hint wide-hint">{news.sourcesHint}</p>
      {sources.length === 0 && <p class="empty">{none}</p>}
      <ol class="things">
        {sources.map(({ id, name, kind, articles, seen }) => (
          <li>
            <a href={site.to(sourcePath(id))} lang="kk">
              {name}
            </a>
            <p class="facts">
              {kind !== 'unknown' && `${news.kinds[kind]} · `}
              {news.articles(articles)} · {news.namedLast} <time datetime={seen}>{dayOf(seen)}</time>
            </p>
          </li>
        ))}
      </ol>
    </Layout>
  )
}

interface SourceProps {
  readonly site: Interface
  readonly page: SourcePage
  readonly list: CardList
  readonly cursor?: string
}

/** An outlet: its articles, whom it cites, and who cites it. */
export const SourceView = ({
  site,
  page: { source, cites, photos, citedBy, stories, photoCredited },
  list,
  cursor,
}: SourceProps) => {
  const { messages, to } = site
  const { news } = messages
  const path = sourcePath(source.id)
  const listed: Listed = { what: 'articles', asked: { source: source.id } }
  const isSilent = cites.length + photos.length + citedBy.length === 0
  return (
    <Layout
      site={site}
      title={source.name}
      path={cursor === undefined ? path : `${path}?cursor=${cursor}`}
      alternates={feedsOf(site, listed)}
    >
      <p class="kicker">
        <a href={to('/sources')}>{news.nav.sources}</a>
      </p>
      <h1 lang="kk">{source.name}</h1>
      <p class="facts">
        {news.kinds[source.kind]} · {news.articles(source.articles)} ·{' '}
        <a href={to(searchPath({ source: source.id }))}>{messages.search.label}</a>
      </p>
      <p class="facts">
        {stories.first + stories.later > 0 && (
          <>
            {messages.stories.originates(stories.first)} · {messages.stories.relays(stories.later, stories.minutes)}
            {' · '}
          </>
        )}
        {messages.stories.credits(photoCredited, source.articles)}
      </p>
      <div class="front">
        <section aria-labelledby="articles">
          <h2 id="articles">{news.latest}</h2>
          <Cards site={site} articles={list.articles} />
          {list.next !== undefined && (
            <Onward href={to(`${path}?cursor=${list.next}`)} isNext>
              {news.older}
            </Onward>
          )}
        </section>
        <div class="beside">
          <CreditedList site={site} title={news.cites} credited={cites} />
          <CreditedList site={site} title={news.citedBy} credited={citedBy} />
          <CreditedList site={site} title={news.photos} credited={photos} />
          {isSilent && <p class="hint">{news.noCitations}</p>}
        </div>
      </div>
      <OtherForms site={site} lists={[listed]} />
    </Layout>
  )
}

interface CreditedProps {
  readonly site: Interface
  readonly title: string
  readonly credited: readonly Credited[]
}

const CreditedList = ({ site, title, credited }: CreditedProps) =>
  credited.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ol class="ranked">
        {credited.map(({ name, source, articles }) => (
          <li>
            {source === undefined ? (
              <span lang="kk">{name}</span>
            ) : (
              <a href={site.to(sourcePath(source))} lang="kk">
                {name}
              </a>
            )}
            <p class="facts">{site.messages.news.articles(articles)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
