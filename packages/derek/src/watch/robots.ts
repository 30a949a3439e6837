/** robots.txt as RFC 9309 has it, with the crawl-delay and the sitemaps that sites add. */

interface Rule {
  readonly allow: boolean
  readonly pattern: string
}

export interface Robots {
  /** Whether a path with its query may be fetched. */
  allows(path: string): boolean
  /** Seconds between two requests, where the site asks for that. */
  readonly crawlDelay?: number
  readonly sitemaps: readonly string[]
}

/** RFC 9309 asks for at least 500 KiB to be read; what comes after is not looked at. */
const characterLimit = 500 * 1024

/** @example parseRobots('User-agent: *\nDisallow: /search').allows('/search?q=1') // false */
export function parseRobots(text: string, agent = 'derek'): Robots {
  const own: Rule[] = []
  const others: Rule[] = []
  const sitemaps: string[] = []
  let ownDelay: number | undefined
  let othersDelay: number | undefined
  let named = false
  let group = { own: false, others: false, open: false }
  for (const line of text.slice(0, characterLimit).split(/\r\n|\r|\n/u)) {
    const bare = line.replace(/#.*$/u, '')
    const colon = bare.indexOf(':')
    if (colon < 0) continue
    const field = bare.slice(0, colon).trim().toLowerCase()
    const value = bare.slice(colon + 1).trim()
    if (field === 'sitemap') sitemaps.push(value)
    else if (field === 'user-agent') {
      const token = value.toLowerCase().replace(/\/.*$/u, '')
      const before = group.open ? group : { own: false, others: false }
      group = { own: before.own || token === agent, others: before.others || token === '*', open: true }
      named ||= token === agent
    } else if (field === 'allow' || field === 'disallow') {
      group = { ...group, open: false }
      if (value === '') continue
      const rule = { allow: field === 'allow', pattern: escaped(value) }
      if (group.own) own.push(rule)
      if (group.others) others.push(rule)
    } else if (field === 'crawl-delay') {
      group = { ...group, open: false }
      const seconds = Number(value.replace(',', '.'))
      if (value === '' || !Number.isFinite(seconds) || seconds < 0) continue
      if (group.own) ownDelay = seconds
      if (group.others) othersDelay = seconds
    }
  }
  const rules = named ? own : others
  const crawlDelay = named ? ownDelay : othersDelay
  return {
    allows: (path) => path === '/robots.txt' || allowedBy(rules, path),
    sitemaps,
    ...(crawlDelay === undefined ? {} : { crawlDelay }),
  }
}

/** Addresses have letters beyond ASCII escaped; many a robots.txt has not. */
const escaped = (pattern: string): string =>
  pattern.toWellFormed().replace(/[^\x21-\x7e]/gu, (letter) => encodeURIComponent(letter))

/** The longest pattern that matches decides; of two as long, the one that allows. */
function allowedBy(rules: readonly Rule[], path: string): boolean {
  let best: Rule | undefined
  for (const rule of rules) {
    const longer = rule.pattern.length - (best?.pattern.length ?? -1)
    if ((longer > 0 || (longer === 0 && rule.allow)) && matches(rule.pattern, path)) best = rule
  }
  return best?.allow ?? true
}

/** A pattern matches where a path begins with it; * stands for anything, $ for the end. Each part is sought once. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const [head = '', ...parts] = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(head)) return false
  let at = head.length
  const last = anchored ? parts.pop() : undefined
  for (const part of parts) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (!anchored) return true
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last)
}
