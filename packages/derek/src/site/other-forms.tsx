import { filterSchemas } from '../exports/exports.js'
import { articleFormats, formats, type What } from '../exports/formats.js'
import { atom } from '../feeds/atom.js'
import { type Fed, feedFormats, feedPath } from '../feeds/feeds.js'
import type { Interface } from './language.js'
import type { Alternate } from './layout.js'

/** What a page lists, as feeds and exports are asked for it. */
export interface Listed {
  readonly what: Fed
  /** Its filters; what a list has beside them (a page, an order) is left out. */
  readonly asked: Readonly<Record<string, string | number | undefined>>
  /** What it is called, where a page lists more than one thing. */
  readonly title?: string
}

/** The filters of a page that feeds and exports have too: not which page it is, nor how it is sorted. */
function filtersOf(site: Interface, { what, asked }: Listed): Readonly<Record<string, string>> {
  const known = filterSchemas[what].shape
  const fields = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === '' || !Object.hasOwn(known, name) ? [] : [[name, String(value)] as const],
  )
  return Object.fromEntries(site.language === 'kk' ? fields : [...fields, ['lang', site.language]])
}

/** The feeds of what a page lists, for its head; of a page that has several lists, one for each. */
export const feedsOf = (site: Interface, ...lists: readonly Listed[]): readonly Alternate[] =>
  lists.flatMap((listed) =>
    (lists.length > 1 ? [atom] : feedFormats).map(({ extension, type, name }) => ({
      href: feedPath(listed.what, extension, filtersOf(site, listed)),
      type,
      title: `${listed.title ?? titleOf(site, listed.what)} · ${name}`,
    })),
  )

const titleOf = ({ messages }: Interface, what: Fed): string =>
  what === 'articles' ? messages.latest : messages.nav[what]

/** The address of an export, without the host. */
export function exportPath(what: What, extension: string, asked: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(asked).toString()
  const path = `/api/export/${what}.${extension}`
  return query === '' ? path : `${path}?${query}`
}

/** Names of formats are no Kazakh, and are not written in another script; titles of lists are in the page's language. */
const isFormat = (name: string): boolean => /^[\x20-\x7e]+$/u.test(name)

interface LinksProps {
  readonly title: string
  readonly links: readonly { readonly name: string; readonly href: string }[]
}

const Links = ({ title, links }: LinksProps) => (
  <p class="facts">
    {title}:{' '}
    {links.map(({ name, href }, index) => (
      <>
        {index > 0 && ' · '}
        <a href={href} rel="nofollow" lang={isFormat(name) ? 'en' : undefined}>
          {name}
        </a>
      </>
    ))}
  </p>
)

/** Links to the feeds and the exports of what a page lists. */
export const OtherForms = ({ site, lists }: { readonly site: Interface; readonly lists: readonly Listed[] }) => {
  const { forms } = site.messages
  return (
    <div class="forms">
      {lists.map((listed) => {
        const of = listed.title === undefined ? '' : `${listed.title} · `
        const { lang: _, ...filters } = filtersOf(site, listed)
        return (
          <>
            <Links
              title={`${of}${forms.feed}`}
              links={feedFormats.map(({ extension, name }) => ({
                name,
                href: feedPath(listed.what, extension, filtersOf(site, listed)),
              }))}
            />
            <Links
              title={`${of}${forms.export}`}
              links={formats[listed.what].map(({ extension, name }) => ({
                name,
                href: exportPath(listed.what, extension, filters),
              }))}
            />
          </>
        )
      })}
    </div>
  )
}

/** A link to one feed of each list, for a page whose lists have pages of their own, with all else. */
export const FeedLinks = ({ site, lists }: { readonly site: Interface; readonly lists: readonly Listed[] }) => (
  <div class="forms">
    <Links
      title={site.messages.forms.feed}
      links={lists.map((listed) => ({
        name: listed.title ?? titleOf(site, listed.what),
        href: feedPath(listed.what, atom.extension, filtersOf(site, listed)),
      }))}
    />
  </div>
)

/** Links to the exports of relations. */
export const RelationForms = ({ site, asked }: { readonly site: Interface; readonly asked: Listed['asked'] }) => {
  const filters = Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
  )
  return (
    <div class="forms">
      <Links
        title={site.messages.forms.export}
        links={formats.relations.map(({ extension, name }) => ({
          name,
          href: exportPath('relations', extension, filters),
        }))}
      />
    </div>
  )
}

/** Links to an article in other formats. */
export const ArticleForms = ({ site, id }: { readonly site: Interface; readonly id: string }) => (
  <div class="forms" lang={site.language} dir="ltr">
    <Links
      title={site.messages.forms.export}
      links={[
        { name: 'JSON', href: `/api/articles/${id}` },
        ...articleFormats.map(({ extension, name }) => ({ name, href: `/api/articles/${id}.${extension}` })),
      ]}
    />
  </div>
)

/** An article in other formats, for its head. */
export const articleAlternates = (id: string): readonly Alternate[] => [
  { href: `/api/articles/${id}`, type: 'application/json', title: 'JSON' },
  ...articleFormats
    .filter(({ type }) => type.startsWith('application/ld+json'))
    .map(({ extension, type, name }) => ({ href: `/api/articles/${id}.${extension}`, type, title: name })),
]
