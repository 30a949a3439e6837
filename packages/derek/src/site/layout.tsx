import type { Child } from 'hono/jsx'
import { type Interface, interfaces } from './language.js'
import type { Messages } from './messages/messages.js'

/** The same page in another form: a feed, a record, an export. */
export interface Alternate {
  /** A path of this site, or a whole address. */
  readonly href: string
  readonly type: string
  readonly title: string
}

export interface LayoutProps {
  readonly site: Interface
  readonly title: string
  /** The page's address without its language, for the links to the other languages. */
  readonly path: string
  /** What of the page search engines and cards show; the site's tagline where left out. */
  readonly description?: string
  /** Feeds and other forms of the page, for <link rel="alternate">. */
  readonly alternates?: readonly Alternate[]
  readonly children?: Child
}

type Links = readonly (readonly [address: string, name: string])[]

/** What a reader of news looks for. */
const sections = ({ nav, news }: Messages): Links => [
  ['/', nav.home],
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
const others = ({ nav, news }: Messages): Links => [
  ['/about', nav.about],
  ['/method', news.nav.method],
  ['/things', nav.things],
  ['/kazakh', nav.kazakh],
  ['/reference', nav.api],
]

const isHere = (address: string, path: string): boolean => path.split('?')[0] === address

/** What every page has around it. */
export const Layout = ({ site, title, path, description, alternates = [], children }: LayoutProps) => {
  const { messages, language, to } = site
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === messages.name ? title : `${title} · ${messages.name}`}</title>
        <meta name="description" content={description ?? messages.tagline} />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="/assets/site.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        {interfaces.map((other) => (
          <link rel="alternate" hreflang={other.language} href={other.to(path)} />
        ))}
        {alternates.map(({ href, type, title: called }) => (
          <link rel="alternate" type={type} href={href} title={called} />
        ))}
        <script type="module" src="/assets/light.js" />
      </head>
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
            {interfaces.map((other) => (
              <a
                href={other.to(path)}
                lang={other.language}
                hreflang={other.language}
                aria-current={other.language === language ? 'true' : undefined}
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
        </footer>
      </body>
    </html>
  )
}
