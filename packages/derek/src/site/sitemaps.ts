import { Hono } from 'hono'
import type { BaseOf } from '../serve/address.js'
import { articlesInPart, type Located, type NewsItem } from '../store/sitemap.js'
import type { Store } from '../store/store.js'
import { type Interface, interfaces, kazakhIn } from './language.js'
import { pathOf } from './thing.js'

/** The pages that are there whatever the store holds. */
export const fixedPages = [
  '/',
  '/articles',
  '/stories',
  '/topics',
  '/people',
  '/organizations',
  '/places',
  '/things',
  '/statements',
  '/events',
  '/graph',
  '/sources',
  '/about',
  '/method',
  '/kazakh',
  '/reference',
]

export interface SitemapOptions {
  readonly store: Pick<Store, 'sitemaps'>
  readonly baseOf: BaseOf
}

/**
 * robots.txt and the sitemaps; one that would be empty, which the protocol forbids, is not there. A sitemap has at most
 * 10,000 addresses: each of its pages in five languages and scripts, whose heads say which are the same (hreflang). The
 * protocol allows 50,000 addresses and 50 MB.
 */
export function sitemapRoutes({ store: { sitemaps }, baseOf }: SitemapOptions): Hono {
  const routes = new Hono()
  routes.get('/robots.txt', (c) =>
    c.text(`User-agent: *\nDisallow: /api/read\nSitemap: ${baseOf(c)}/sitemap.xml\n`, 200, hour),
  )
  routes.get('/sitemap.xml', async (c) => {
    const [parts, things, news] = await Promise.all([sitemaps.parts(), sitemaps.things(), sitemaps.news(new Date())])
    const origin = baseOf(c)
    const listed = [
      { name: 'pages' },
      ...parts.map(({ part, changedAt }) => ({ name: `articles-${part}`, changedAt })),
      ...portions(things).map((portion, index) => ({ name: `things-${index}`, changedAt: lastOf(portion) })),
      ...(news.length === 0 ? [] : [{ name: 'news' }]),
    ]
    return c.body(
      writeIndex(listed.map(({ name, ...rest }) => ({ address: `${origin}/sitemaps/${name}.xml`, ...rest }))),
      200,
      xml,
    )
  })
  routes.get('/sitemaps/:name{[a-z]+(?:-[0-9]{1,9})?\\.xml}', async (c) => {
    const origin = baseOf(c)
    const [kind, number] = c.req.param('name').replace('.xml', '').split('-')
    const part = Number(number ?? 0)
    if (kind === 'news') {
      const news = await sitemaps.news(new Date())
      return news.length === 0 ? c.notFound() : c.body(writeNews(news, origin), 200, xml)
    }
    const found = await pagesOf(kind ?? '', part, sitemaps)
    if (found.length === 0) return c.notFound()
    return c.body(writeSitemap(found, origin), 200, xml)
  })
  return routes
}

interface Listed {
  readonly path: string
  readonly changedAt?: string
}

async function pagesOf(kind: string, part: number, sitemaps: Store['sitemaps']): Promise<readonly Listed[]> {
  const at = (path: (id: string) => string) => (located: Located) => ({
    path: path(located.id),
    changedAt: located.changedAt,
  })
  switch (kind) {
    case 'pages':
      return fixedPages.map((path) => ({ path }))
    case 'articles':
      return (await sitemaps.articles(part)).map(at((id) => `/articles/${encodeURIComponent(id)}`))
    case 'things':
      return (portions(await sitemaps.things())[part] ?? []).map(at(pathOf))
    default:
      return []
  }
}

const hour = { 'cache-control': 'public, max-age=3600' }
const xml = { ...hour, 'content-type': 'application/xml; charset=utf-8' }

function portions<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / articlesInPart) }, (_, i) =>
    items.slice(i * articlesInPart, (i + 1) * articlesInPart),
  )
}

const lastOf = (located: readonly Located[]): string =>
  located
    .map(({ changedAt }) => changedAt)
    .toSorted()
    .at(-1) ?? ''

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Text of XML; control characters, which XML cannot write at all, become spaces. */
const written = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u001f\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"']/gu, (sign) => signs[sign] ?? sign)

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const protocol = 'http://www.sitemaps.org/schemas/sitemap/0.9'

const entry = (name: 'url' | 'sitemap', address: string, changedAt?: string): string =>
  `<${name}><loc>${written(address)}</loc>${changedAt === undefined ? '' : `<lastmod>${changedAt}</lastmod>`}</${name}>\n`

const writeIndex = (sitemaps: readonly { readonly address: string; readonly changedAt?: string }[]): string =>
  `${head}<sitemapindex xmlns="${protocol}">\n${sitemaps
    .map(({ address, changedAt }) => entry('sitemap', address, changedAt))
    .join('')}</sitemapindex>\n`

const writeSitemap = (pages: readonly Listed[], origin: string): string =>
  `${head}<urlset xmlns="${protocol}">\n${pages
    .flatMap(({ path, changedAt }) => interfaces.map(({ to }: Interface) => entry('url', origin + to(path), changedAt)))
    .join('')}</urlset>\n`

/** The news of two days, by Google's extension. */
const writeNews = (items: readonly NewsItem[], origin: string): string => {
  const site = kazakhIn('Cyrl')
  return `${head}<urlset xmlns="${protocol}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n${items
    .map(
      ({ id, title, language, publishedAt }) =>
        `<url><loc>${written(`${origin}${site.to(`/articles/${encodeURIComponent(id)}`)}`)}</loc>` +
        `<news:news><news:publication><news:name>${written(site.messages.name)}</news:name>` +
        `<news:language>${/^[a-z]{2,3}$/u.test(language) && language !== 'und' ? language : 'kk'}</news:language></news:publication>` +
        `<news:publication_date>${publishedAt}</news:publication_date>` +
        `<news:title>${written(title)}</news:title></news:news></url>\n`,
    )
    .join('')}</urlset>\n`
}
