import { type ListedThing, type ThingList, thingSorts } from '../store/thing-list.js'
import { Onward } from './cards.js'
import { type Asked, addressWith, ChoiceField, Filter } from './filter.js'
import { dayOf } from './home.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { pathOf, type ThingListPath } from './thing.js'

export interface ThingListProps {
  readonly site: Interface
  readonly which: ThingListPath
  readonly asked: Asked
  readonly faults: readonly string[]
  readonly list: ThingList
  readonly letters: readonly string[]
}

/** The people, organizations or places of all articles. */
export const ThingListView = ({ site, which: [path, , name], asked, faults, list, letters }: ThingListProps) => {
  const { messages, to } = site
  const { news } = messages
  const heading = news.nav[name]
  return (
    <Layout site={site} title={heading} path={addressWith(path, asked, { cursor: asked.cursor })}>
      <h1>{heading}</h1>
      <Filter site={site} path={path} faults={faults}>
        <div>
          <label for="q">{news.name}</label>
          <input id="q" name="q" type="search" autocomplete="off" dir="auto" maxlength={200} value={asked.q ?? ''} />
        </div>
        <ChoiceField
          name="sort"
          label={news.sort}
          asked={asked}
          choices={thingSorts.map((sort) => [sort, news.sorts[sort]])}
        />
        {asked.letter !== undefined && <input type="hidden" name="letter" value={asked.letter} />}
      </Filter>
      {letters.length > 0 && (
        <nav class="letters" aria-label={news.letter}>
          <a
            href={to(addressWith(path, asked, { letter: undefined }))}
            aria-current={asked.letter === undefined ? 'true' : undefined}
          >
            {news.anyLetter}
          </a>
          {letters.map((letter) => (
            <a
              lang="kk"
              href={to(addressWith(path, asked, { letter }))}
              aria-current={asked.letter?.toLowerCase() === letter ? 'true' : undefined}
            >
              {letter.toUpperCase()}
            </a>
          ))}
        </nav>
      )}
      {faults.length === 0 && list.things.length === 0 && <p class="empty">{news.noneNamed}</p>}
      <ol class="things">
        {list.things.map((thing) => (
          <ThingItem site={site} thing={thing} />
        ))}
      </ol>
      {list.next !== undefined && (
        <Onward href={to(addressWith(path, asked, { cursor: list.next }))} isNext>
          {news.next}
        </Onward>
      )}
    </Layout>
  )
}

const ThingItem = ({ site, thing }: { readonly site: Interface; readonly thing: ListedThing }) => (
  <li>
    <a href={site.to(pathOf(thing.key))} lang="kk">
      {thing.name}
    </a>
    <p class="facts">
      {site.messages.news.articles(thing.articles)} · {site.messages.news.namedLast}{' '}
      <time datetime={thing.seen}>{dayOf(thing.seen)}</time>
    </p>
  </li>
)
