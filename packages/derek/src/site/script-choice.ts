import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { type Interface, interfaceAt, kazakhIn } from './language.js'
import { type Script, scripts } from './scripts.js'

const cookie = 'script'
const year = 365 * 24 * 60 * 60

const scriptOf = (value: unknown): Script | undefined => scripts.find((script) => script === value)

/** Remembers the script that a reader chose, and goes on in it to the page that the reader was on. */
export function chooseScript(c: Context, body: Readonly<Record<string, unknown>>): Response {
  const script = scriptOf(body.script) ?? 'Cyrl'
  setCookie(c, cookie, script, {
    path: '/',
    maxAge: year,
    sameSite: 'Lax',
    httpOnly: true,
    secure: c.get('base').startsWith('https:'),
  })
  return c.redirect(kazakhIn(script).to(pathOn(body.to)), 303)
}

/** A path of this site, without its language, whatever a form says. */
function pathOn(to: unknown): string {
  if (typeof to !== 'string' || !/^\/(?![/\\])/u.test(to) || !URL.canParse(to, 'http://here')) return '/'
  const { pathname, search, host } = new URL(to, 'http://here')
  if (host !== 'here') return '/'
  const path = pathname.slice(interfaceAt(pathname).prefix.length)
  return (path.startsWith('/') && !path.startsWith('//') ? path : '/') + search
}

/**
 * Where a reader who chose another script is led from an address that says none: a link from elsewhere. From this site
 * such an address is a choice, the original or Cyrillic, and stays.
 */
export function rememberedFor(c: Context): Interface | undefined {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined
  if (interfaceAt(c.req.path).script !== 'Cyrl') return undefined
  const script = scriptOf(getCookie(c, cookie))
  if (script === undefined || script === 'Cyrl' || isFromHere(c)) return undefined
  return kazakhIn(script)
}

function isFromHere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const referrer = c.req.header('referer') ?? ''
  return URL.canParse(referrer) && new URL(referrer).host === new URL(c.req.url).host
}
