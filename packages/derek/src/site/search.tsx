import { suffixAfter, toCyrillic } from 'kazakh'
import { type SearchFields, scripts, searchFieldsSchema } from '../api/search.js'
import type { Act } from '../record/schema.js'
import { acts } from '../record/schema.js'
import type { TextRange } from '../store/passages.js'
import { queryLimit } from '../store/query.js'
import {
  type FacetName,
  type Facets,
  type FacetValue,
  type Found,
  type FoundSaying,
  facetNames,
  rankedLimit,
  type SayingsResult,
  type SearchResult,
} from '../store/search.js'
import { assetPath } from './assets.js'
import { cut } from './claims.js'
import { dayOf } from './home.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { feedsOf, type Listed, OtherForms } from './other-forms.js'
import { pathOf } from './thing.js'

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
    if (value !== undefined && value !== '' && usual.get(name) !== value) parameters.set(name, String(value))
  }
  const query = parameters.toString()
  return query === '' ? '/search' : `/search?${query}`
}

/** What an address need not say. */
const usual: ReadonlyMap<string, string | number> = new Map<string, string | number>([
  ['sort', 'relevance'],
  ['in', 'articles'],
  ['page', 1],
])

export interface SearchPageProps {
  readonly site: Interface
  readonly asked: Asked
  readonly result: SearchResult | SayingsResult
  /** The query with what may be misspelt put right. */
  readonly corrected?: string | undefined
  readonly perPage: number
}

/** The form, what was found with the words marked, and what the articles found can be narrowed to. */
export const SearchPage = ({ site, asked, result, corrected, perPage }: SearchPageProps) => {
  const { messages, to } = site
  const { search } = messages
  const { total, isMore, complete, ranked, facets } = result
  const found = 'articles' in result ? result.articles.length : result.statements.length
  const count = isMore ? `${total}+` : String(total)
  const last = Math.ceil(ranked / perPage)
  const listed: Listed = { what: asked.in, asked: { ...asked } }
  return (
    <Layout
      site={site}
      title={asked.q === '' ? search.label : `${asked.q} · ${search.label}`}
      path={searchPath(asked)}
      isUnlisted
      alternates={feedsOf(site, listed)}
    >
      <script type="module" src={assetPath('suggest.js')} />
      <h1>{search.label}</h1>
      <SearchForm site={site} asked={asked} />
      <Chosen site={site} asked={asked} facets={facets} />
      <div class="columns">
        <section aria-labelledby="found">
          <h2 id="found">{'articles' in result ? search.found(count) : search.foundSayings(count)}</h2>
          {corrected !== undefined && <Corrected site={site} asked={asked} corrected={corrected} />}
          {complete < total && <p>{search.some(complete)}</p>}
          {ranked < total && <p class="facts">{search.ranked(ranked)}</p>}
          {found === 0 && <p>{search.none}</p>}
          {'articles' in result ? (
            <ul class="articles">
              {result.articles.map((article) => (
                <FoundView site={site} found={article} />
              ))}
            </ul>
          ) : (
            <ul class="found">
              {result.statements.map((statement) => (
                <SayingView site={site} found={statement} />
              ))}
            </ul>
          )}
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
          <OtherForms site={site} lists={[listed]} />
        </section>
        <aside aria-label={search.filters}>
          {facetNames.map((name) => (
            <Facet site={site} asked={asked} name={name} values={facets[name]} isSample={ranked < total || isMore} />
          ))}
        </aside>
      </div>
    </Layout>
  )
}

/** «Іздегеніңіз мектептің бе?»: the particle sounds as the word before it does. */
const Corrected = ({
  site,
  asked,
  corrected,
}: Pick<SearchPageProps, 'site' | 'asked'> & { readonly corrected: string }) => (
  <p class="meant">
    {site.messages.search.meant}{' '}
    <a href={site.to(searchPath({ ...asked, q: corrected, page: 1 }))} lang="kk" dir="auto">
      {corrected}
    </a>
    {site.language === 'kk' &&
      ` ${suffixAfter(/\p{L}+(?=\P{L}*$)/u.exec(toCyrillic(corrected).text)?.[0] ?? 'сөз', 'PA')}`}
    ?
  </p>
)

const kept = [...facetNames, 'thing'] as const

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
        data-suggestions={search.suggestions}
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
          <label for="in">{search.in}</label>
          <select id="in" name="in">
            {(['articles', 'statements'] as const).map((place) => (
              <option value={place} selected={asked.in === place}>
                {search.places[place]}
              </option>
            ))}
          </select>
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
  readonly facets: Facets
}

/** The filters that are on, each a link that takes it away. */
const Chosen = ({ site, asked, facets }: ChosenProps) => {
  const { search } = site.messages
  const on = kept.flatMap((name) => {
    const value = asked[name]
    if (value === undefined) return []
    const known = name === 'thing' ? undefined : facets[name].find(({ key }) => key === value)
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

const isScript = (key: string): key is (typeof scripts)[number] => scripts.some((script) => script === key)

const nameOf = (site: Interface, facet: string, { key, name }: Pick<FacetValue, 'key' | 'name'>): string =>
  facet === 'act' && isAct(key)
    ? site.messages.acts[key]
    : facet === 'script' && isScript(key)
      ? site.messages.search.scripts[key]
      : name

interface FacetProps {
  readonly site: Interface
  readonly asked: Asked
  readonly name: FacetName
  readonly values: readonly FacetValue[]
  /** Whether the values are those of some of what was found. */
  readonly isSample: boolean
}

/** The first facets are open, and those of a filter that is on are not shown: all that was found has it. */
const opened: ReadonlySet<FacetName> = new Set(['source', 'speaker', 'act', 'person'])

const Facet = ({ site, asked, name, values, isSample }: FacetProps) => {
  const others = asked[name] === undefined ? values : []
  if (others.length === 0) return null
  return (
    <details class="facet" open={opened.has(name)}>
      <summary>
        <h2>{site.messages.search[name]}</h2>
      </summary>
      <ul>
        {others.map((value) => (
          <li>
            <a href={site.to(searchPath({ ...asked, [name]: value.key, page: 1 }))} rel="nofollow">
              <bdi>{nameOf(site, name, value)}</bdi>
            </a>{' '}
            <span class="role">{isSample ? `${value.articles}+` : value.articles}</span>
          </li>
        ))}
      </ul>
    </details>
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

const SayingView = ({ site, found }: { readonly site: Interface; readonly found: FoundSaying }) => {
  const { passage, speaker, addressee } = found
  const { start, text, highlights } = passage
  return (
    <li>
      <p>
        {speaker === undefined ? (
          site.messages.article.nobody
        ) : (
          <a href={site.to(pathOf(speaker.key))} lang="kk">
            {speaker.name}
          </a>
        )}{' '}
        <span class="act">{site.messages.acts[found.act]}</span>
        {addressee !== undefined && (
          <>
            {' → '}
            <a href={site.to(pathOf(addressee.key))} lang="kk">
              {addressee.name}
            </a>
          </>
        )}
      </p>
      <p>
        <a
          class={found.kind === 'direct' ? 'words direct' : 'words'}
          href={site.to(`/articles/${found.article}?show=${found.id}`)}
          lang={found.language}
          dir="auto"
        >
          <Marked
            text={text}
            ranges={highlights.map((range) => ({ start: range.start - start, end: range.end - start }))}
          />
        </a>
      </p>
      <p class="facts">
        <span lang={found.language}>{found.title}</span> · {found.source}
        {found.publishedAt !== undefined && (
          <>
            {' · '}
            <time datetime={found.publishedAt}>{dayOf(found.publishedAt)}</time>
          </>
        )}
      </p>
    </li>
  )
}

const Marked = ({ text, ranges }: { readonly text: string; readonly ranges: readonly TextRange[] }) => (
  <>
    {cut(text, 0, text.length, ranges).map((piece) =>
      piece.within.length > 0 ? <mark>{piece.text}</mark> : piece.text,
    )}
  </>
)
