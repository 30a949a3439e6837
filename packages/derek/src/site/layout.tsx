import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { createContext, useContext } from 'hono/jsx'
import { assetPath } from './assets.js'
import { type Interface, interfaces, kazakhIn } from './language.js'
import { type Crumb, crumbData, type Node, siteData, writeData } from './linked-data.js'
import type { Messages } from './messages/messages.js'
import { tagOf } from './scripts.js'

/** The same page in another form: a feed, a record, an export. */
export interface Alternate {
  /** A path of this site, or a whole address. */
  readonly href: string
  readonly type: string
  readonly title: string
}

/** How the page looks where it is linked to: Open Graph and Twitter cards. */
export interface Card {
  readonly type: 'website' | 'article' | 'profile'
  /** ISO 8601. */
  readonly publishedAt?: string
  /** The path of a PNG of 1200 by 630 pixels; the site's own where left out. */
  readonly image?: string
}

export interface LayoutProps {
  readonly site: Interface
  readonly title: string
  /** The page's address without its language, for the links to the other languages. */
  readonly path: string
  /** What of the page search engines and cards show; the site's tagline where left out. */
  readonly description?: string
  /** The language that the title and the description are in; that of the page where left out. */
  readonly lang?: string
  /** Feeds and other forms of the page, for <link rel="alternate">. */
  readonly alternates?: readonly Alternate[]
  readonly card?: Card
  /** What the page is about, as schema.org says it, at this origin. */
  readonly data?: (origin: string) => readonly Node[]
  /** The pages between the front page and this one. */
  readonly crumbs?: readonly Crumb[]
  /** Whether search engines should leave the page out: what was searched for, and what went wrong. */
  readonly isUnlisted?: boolean
  readonly children?: Child
}

type Links = readonly (readonly [address: string, name: string])[]

/** What a reader of news looks for. */
const sections = ({ nav, news, stories }: Messages): Links => [
  ['/', nav.home],
  ['/stories', stories.title],
  ['/topics', news.nav.topics],
  ['/people', news.nav.people],
  ['/organizations', news.nav.organizations],
  ['/places', news.nav.places],
  ['/statements', nav.statements],
  ['/events', nav.events],
  ['/graph', nav.graph],
  ['/sources', news.nav.sources],
]

/** What is about Derek itself, at the foot of the page. */
const others = ({ nav, news, status }: Messages): Links => [
  ['/about', nav.about],
  ['/method', news.nav.method],
  ['/things', nav.things],
  ['/kazakh', nav.kazakh],
  ['/reference', nav.api],
  ['/status', status.title],
]

const isHere = (address: string, path: string): boolean => path.split('?')[0] === address

/** Where the site is: https://derek.example. Cards, search engines and linked data want whole addresses. */
export const Origin = createContext('')

/** What every page has around it. */
export const Layout = (props: LayoutProps) => {
  const { site, path, children } = props
  const { messages, to, tag } = site
  return (
    <html lang={site.language}>
      <Head {...props} />
      <body>
        <a class="skip" href="#content">
          {messages.skip}
        </a>
        <header class="top">
          <a class="brand" href={to('/')}>
            {messages.name}
          </a>
          <search>
            <form class="find" method="get" action={to('/search')}>
              <input type="search" name="q" aria-label={messages.search.field} maxlength={1_000} dir="auto" />
              <button type="submit">{messages.search.button}</button>
            </form>
          </search>
          <nav class="languages" aria-label={messages.nav.language}>
            <form class="writings" method="post" action="/script">
              <input type="hidden" name="to" value={path} />
              {kazakhNames.map(([script, name]) => (
                <button
                  class="writing"
                  type="submit"
                  name="script"
                  value={script}
                  lang={tagOf(script)}
                  translate="no"
                  aria-current={site.script === script ? 'true' : undefined}
                >
                  {name}
                </button>
              ))}
            </form>
            {interfaces
              .filter(({ script }) => script === undefined)
              .map((other) => (
                <a
                  href={other.to(path)}
                  lang={other.tag}
                  hreflang={other.hreflang}
                  aria-current={other.tag === tag ? 'true' : undefined}
                >
                  {other.messages.languageName}
                </a>
              ))}
          </nav>
          <nav class="sections" aria-label={messages.nav.label}>
            {sections(messages).map(([address, name]) => (
              <a href={to(address)} aria-current={isHere(address, path) ? 'page' : undefined}>
                {name}
              </a>
            ))}
          </nav>
        </header>
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <footer>
          <nav aria-label={messages.news.nav.more}>
            {others(messages).map(([address, name]) => (
              <a href={to(address)} aria-current={isHere(address, path) ? 'page' : undefined}>
                {name}
              </a>
            ))}
          </nav>
          <p>{messages.footer}</p>
          {site.script !== undefined && site.script !== 'Cyrl' && (
            <p>
              {messages.script.page}{' '}
              <a href={kazakhIn('Cyrl').to(path)} hreflang="kk-Cyrl">
                {messages.script.names.Cyrl}
              </a>
            </p>
          )}
        </footer>
      </body>
    </html>
  )
}

/** Kazakh's own name in each of its scripts. */
const kazakhNames = [
  ['Cyrl', 'Қазақша'],
  ['Latn', 'Qazaqşa'],
  ['Arab', 'قازاقشا'],
] as const

const Head = ({ site, title, path, lang, alternates = [], data, crumbs, isUnlisted = false, ...rest }: LayoutProps) => {
  const { messages, to } = site
  const origin = useContext(Origin)
  const whole = title === messages.name ? title : `${title} · ${messages.name}`
  const description = rest.description ?? messages.tagline
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title lang={lang}>{whole}</title>
      <meta name="description" content={description} lang={lang} />
      <meta name="color-scheme" content="light dark" />
      <link rel="stylesheet" href={assetPath('site.css')} />
      <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
      {isUnlisted ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={origin + to(path)} />
          {interfaces.map((other) => (
            <link rel="alternate" hreflang={other.hreflang} href={origin + other.to(path)} />
          ))}
          <link rel="alternate" hreflang="x-default" href={origin + kazakhIn('Cyrl').to(path)} />
          <CardTags
            site={site}
            title={title}
            path={path}
            lang={lang}
            description={description}
            card={rest.card ?? { type: 'website' }}
          />
        </>
      )}
      {alternates.map(({ href, type, title: called }) => (
        <link rel="alternate" type={type} href={href} title={called} />
      ))}
      {!isUnlisted && (
        <script type="application/ld+json">
          {raw(
            writeData(origin, [
              ...siteData(site, origin),
              ...(path === '/' ? [] : [crumbData(site, origin, [...(crumbs ?? []), { name: title, path }])]),
              ...(data?.(origin) ?? []),
            ]),
          )}
        </script>
      )}
      <script type="module" src={assetPath('light.js')} />
    </head>
  )
}

const locales = { kk: 'kk_KZ', ru: 'ru_RU', en: 'en_US' } as const

interface CardProps extends Pick<LayoutProps, 'site' | 'title' | 'path'> {
  readonly lang: string | undefined
  readonly description: string
  readonly card: Card
}

const CardTags = ({ site, title, path, lang, description, card }: CardProps) => {
  const origin = useContext(Origin)
  const { messages, to, language } = site
  return (
    <>
      <meta property="og:type" content={card.type} />
      <meta property="og:title" content={title} lang={lang} />
      <meta property="og:description" content={description} lang={lang} />
      <meta property="og:site_name" content={messages.name} />
      <meta property="og:locale" content={locales[language]} />
      <meta property="og:url" content={origin + to(path)} />
      <meta property="og:image" content={origin + (card.image ?? assetPath('card.png'))} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={title} lang={lang} />
      {card.publishedAt !== undefined && <meta property="article:published_time" content={card.publishedAt} />}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}
