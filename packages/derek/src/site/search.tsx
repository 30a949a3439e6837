import { type SearchFields, searchFieldsSchema } from '../api/search.js'
import type { Act } from '../record/schema.js'
import { acts } from '../record/schema.js'
import type { TextRange } from '../store/passages.js'
import { queryLimit } from '../store/query.js'
import { type FacetValue, type Found, rankedLimit, type SearchResult } from '../store/search.js'
import { cut } from './claims.js'
import { dayOf } from './home.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'

/** What a search page is asked for. */
export interface Asked extends SearchFields {
  readonly page: number
}

/** What an address asks for. What it has that cannot be is left out: the page shows what it did look for. */
export function searchedFor(query: Readonly<Record<string, string>>): Asked {
  const given = Object.entries({ ...query, q: query.q?.slice(0, queryLimit) ?? '' }).filter(([name, value]) => {
    const field = Object.hasOwn(searchFieldsSchema.shape, name)
      ? searchFieldsSchema.shape[name as keyof SearchFields]
      : undefined
    return field?.safeParse(value).success === true
  })
  const page = Number(query.page)
  return {
    ...searchFieldsSchema.parse(Object.fromEntries(given)),
    page: Number.isInteger(page) && page > 0 ? Math.min(page, rankedLimit) : 1,
  }
}

/** The address of a search, without the language. */
export function searchPath(asked: Partial<Asked>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) {
    const isUsual = value === undefined || value === '' || (name === 'sort' && value === 'relevance')
    if (!isUsual && !(name === 'page' && value === 1)) parameters.set(name, String(value))
  }
  const query = parameters.toString()
  return query === '' ? '/search' : `/search?${query}`
}

export interface SearchPageProps {
  readonly site: Interface
  readonly asked: Asked
  readonly result: SearchResult
  readonly perPage: number
}

/** The form, what was found with the words marked, and what the articles found can be narrowed to. */
export const SearchPage = ({ site, asked, result, perPage }: SearchPageProps) => {
  const { messages, to } = site
  const { search } = messages
  const { total, complete, ranked, articles, facets } = result
  const isNothing = articles.length === 0
  const last = Math.ceil(ranked / perPage)
  return (
    <Layout
      site={site}
      title={asked.q === '' ? search.label : `${asked.q} · ${search.label}`}
      path={searchPath(asked)}
      isUnlisted
    >
      <h1>{search.label}</h1>
      <SearchForm site={site} asked={asked} />
      <Chosen site={site} asked={asked} facets={facets} />
      <div class="columns">
        <section aria-labelledby="found">
          <h2 id="found">{search.found(total)}</h2>
          {complete < total && <p>{search.some(complete)}</p>}
          {ranked < total && <p class="facts">{search.ranked(ranked)}</p>}
          {isNothing && <p>{search.none}</p>}
          <ul class="articles">
            {articles.map((found) => (
              <FoundView site={site} found={found} />
            ))}
          </ul>
          <p class="pages">
            {asked.page > 1 && (
              <a href={to(searchPath({ ...asked, page: asked.page - 1 }))} rel="prev">
                {search.previous}
              </a>
            )}{' '}
            {asked.page < last && (
              <a href={to(searchPath({ ...asked, page: asked.page + 1 }))} rel="next">
                {search.next}
              </a>
            )}
          </p>
        </section>
        <aside aria-label={search.filters}>
          <Facet site={site} asked={asked} name="source" title={search.source} values={facets.source} />
          <Facet site={site} asked={asked} name="speaker" title={search.speaker} values={facets.speaker} />
          <Facet site={site} asked={asked} name="act" title={search.act} values={facets.act} />
        </aside>
      </div>
    </Layout>
  )
}

const kept = ['source', 'speaker', 'addressee', 'act', 'thing'] as const

const SearchForm = ({ site, asked }: { readonly site: Interface; readonly asked: Asked }) => {
  const { search } = site.messages
  return (
    <form class="read" method="get" action={site.to('/search')}>
      <label for="q">{search.field}</label>
      <input
        id="q"
        name="q"
        type="search"
        value={asked.q}
        maxlength={queryLimit}
        dir="auto"
        aria-describedby="q-hint"
      />
      <p class="hint" id="q-hint">
        {search.hint}
      </p>
      {kept.map((name) => asked[name] !== undefined && <input type="hidden" name={name} value={asked[name]} />)}
      <div class="bounds">
        <div>
          <label for="from">{search.from}</label>
          <input id="from" name="from" type="date" value={asked.from ?? ''} />
        </div>
        <div>
          <label for="to">{search.to}</label>
          <input id="to" name="to" type="date" value={asked.to ?? ''} />
        </div>
        <div>
          <label for="sort">{search.sort}</label>
          <select id="sort" name="sort">
            <option value="relevance" selected={asked.sort === 'relevance'}>
              {search.relevance}
            </option>
            <option value="newest" selected={asked.sort === 'newest'}>
              {search.newest}
            </option>
          </select>
        </div>
      </div>
      <button type="submit">{search.button}</button>
    </form>
  )
}

interface ChosenProps {
  readonly site: Interface
  readonly asked: Asked
  readonly facets: SearchResult['facets']
}

/** The filters that are on, each a link that takes it away. */
const Chosen = ({ site, asked, facets }: ChosenProps) => {
  const { search } = site.messages
  const on = kept.flatMap((name) => {
    const value = asked[name]
    if (value === undefined) return []
    const known = name === 'source' || name === 'speaker' ? facets[name].find(({ key }) => key === value) : undefined
    return [{ name, shown: nameOf(site, name, known ?? { key: value, name: value.replace(/^[a-z]+:/u, '') }) }]
  })
  if (on.length === 0) return null
  return (
    <ul class="filters" aria-label={search.filters}>
      {on.map(({ name, shown }) => (
        <li>
          <a href={site.to(searchPath({ ...asked, [name]: undefined, page: 1 }))} aria-label={search.remove(shown)}>
            {search[name]}: <bdi>{shown}</bdi> ×
          </a>
        </li>
      ))}
    </ul>
  )
}

const isAct = (key: string): key is Act => acts.some((act) => act === key)

const nameOf = (site: Interface, facet: string, { key, name }: Pick<FacetValue, 'key' | 'name'>): string =>
  facet === 'act' && isAct(key) ? site.messages.acts[key] : name

interface FacetProps {
  readonly site: Interface
  readonly asked: Asked
  readonly name: 'source' | 'speaker' | 'act'
  readonly title: string
  readonly values: readonly FacetValue[]
}

const Facet = ({ site, asked, name, title, values }: FacetProps) => {
  const others = values.filter(({ key }) => key !== asked[name])
  if (others.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {others.map((value) => (
          <li>
            <a href={site.to(searchPath({ ...asked, [name]: value.key, page: 1 }))}>
              <bdi>{nameOf(site, name, value)}</bdi>
            </a>{' '}
            <span class="role">{value.articles}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const FoundView = ({ site, found }: { readonly site: Interface; readonly found: Found }) => (
  <li>
    <a href={site.to(`/articles/${found.id}`)} lang={found.language} dir="auto">
      <Marked text={found.title} ranges={found.highlights} />
    </a>
    {found.passages.map(({ start, text, highlights }) => (
      <p class="passage" lang={found.language} dir="auto">
        <Marked
          text={text}
          ranges={highlights.map((range) => ({ start: range.start - start, end: range.end - start }))}
        />
      </p>
    ))}
    <p class="facts">
      {found.source}
      {found.publishedAt !== undefined && (
        <>
          {' · '}
          <time datetime={found.publishedAt}>{dayOf(found.publishedAt)}</time>
        </>
      )}
      {' · '}
      {site.messages.counts(found.statements, found.events)}
    </p>
  </li>
)

const Marked = ({ text, ranges }: { readonly text: string; readonly ranges: readonly TextRange[] }) => (
  <>
    {cut(text, 0, text.length, ranges).map((piece) =>
      piece.within.length > 0 ? <mark>{piece.text}</mark> : piece.text,
    )}
  </>
)
