/** Parameters that say how a reader came, not what is read. */
const tracking = /^(?:utm_\w+|fbclid|gclid|yclid|ysclid|_openstat|mc_cid|mc_eid|igshid)$/iu

/**
 * One spelling for what is one address: without fragment and without the parameters that only count visits.
 *
 * @example normalAddress('HTTPS://Example.kz:443/news?id=5&utm_source=tg#top') // 'https://example.kz/news?id=5'
 */
export function normalAddress(address: string): string {
  const url = new URL(address)
  url.hash = ''
  const names = [...new Set(url.searchParams.keys())].filter((name) => tracking.test(name))
  for (const name of names) url.searchParams.delete(name)
  return url.href
}

/** Whether two addresses are of one site: example.kz, m.example.kz and amp.example.kz are. */
export function ofOneSite(one: string, other: string): boolean {
  const site = (address: string): string => {
    const { hostname, port } = new URL(address)
    return `${/^[\d.]+$|^\[/u.test(hostname) ? hostname : hostname.split('.').slice(-2).join('.')}:${port}`
  }
  return site(one) === site(other)
}

/** What states where it is: a record, or a page. */
interface Stating {
  readonly url?: string | undefined
}

/** The address that a page says it is at; a page does not speak for another site. */
export function canonicalOf({ url: stated }: Stating, url: string): string {
  return normalAddress(stated !== undefined && URL.canParse(stated) && ofOneSite(stated, url) ? stated : url)
}

/**
 * The address that all versions of an article share. Nothing where it has none of its own: some sites state their front
 * page as the address of every article.
 */
export function addressOf(record: Stating, fetched: string | undefined): string | undefined {
  const url = fetched ?? record.url
  if (url === undefined || !URL.canParse(url)) return undefined
  const address = canonicalOf(record, url)
  const { pathname, search } = new URL(address)
  return pathname === '/' && search === '' ? undefined : address
}
