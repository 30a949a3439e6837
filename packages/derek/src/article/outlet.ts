import { type Outlet, outlets } from '../data/lists.js'
import type { Source } from '../source/schema.js'

const fold = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[«»"“”]/gu, '')
    .trim()

const toSource = (outlet: Outlet): Source => {
  const host = outlet.hosts[0]
  const known = { id: outlet.id, name: outlet.name, kind: outlet.kind }
  return host === undefined ? known : { ...known, url: `https://${host}/` }
}

const find = (wanted: string): Outlet | undefined =>
  outlets().find(
    (outlet) =>
      [outlet.id, outlet.name, ...outlet.aliases].some((own) => fold(own) === fold(wanted)) ||
      outlet.hosts.includes(fold(wanted).replace(/^www\./u, '')),
  )

/**
 * The outlet that a name or an address belongs to; a name that no list knows is kept as it is. What a site calls itself
 * counts where its host is not listed.
 */
export function outletOf(name: string | undefined, url: string | undefined, siteName?: string): Source {
  const host = url === undefined ? undefined : new URL(url).hostname
  const wanted = name ?? host
  if (wanted === undefined && siteName !== undefined) return outletOf(siteName, undefined)
  if (wanted === undefined) return { id: 'unknown', name: 'unknown', kind: 'unknown' }
  const known = find(wanted) ?? (name === undefined && siteName !== undefined ? find(siteName) : undefined)
  if (known !== undefined) return toSource(known)
  const id = fold(wanted)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '')
  return { id: id === '' ? 'unknown' : id, name: name ?? siteName ?? wanted, kind: 'unknown' }
}
