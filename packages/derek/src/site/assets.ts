import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../data/table.js'

/** The few files beside the pages; only those listed are served. */
const types: Readonly<Record<string, string>> = {
  'site.css': 'text/css; charset=utf-8',
  'light.js': 'text/javascript; charset=utf-8',
  'suggest.js': 'text/javascript; charset=utf-8',
  'queue.js': 'text/javascript; charset=utf-8',
  'correct.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'card.png': 'image/png',
}

export interface Asset {
  readonly type: string
  readonly content: Uint8Array<ArrayBuffer>
  /** The name with the hash of the content in it: site.3f9a1c20b7.css. */
  readonly hashed: string
}

const read = new Map<string, Asset>()

function assetOf(name: string): Asset | undefined {
  const type = Object.hasOwn(types, name) ? types[name] : undefined
  if (type === undefined) return undefined
  const known = read.get(name)
  if (known !== undefined) return known
  const content = new Uint8Array(readFileSync(join(packageFolder(), 'assets', name)))
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const asset = { type, content, hashed: name.replace('.', `.${hash}.`) }
  read.set(name, asset)
  return asset
}

/** The address of a file beside the pages. Its content is in it, so that browsers may keep the file for a year. */
export function assetPath(name: string): string {
  const asset = assetOf(name)
  if (asset === undefined) throw new Error(`there is no asset ${name}`)
  return `/assets/${asset.hashed}`
}

/** The file of an address's last part, with or without a hash, and whether it can never be another. */
export function assetAt(name: string): (Asset & { readonly isForever: boolean }) | undefined {
  const asset = assetOf(name.replace(/\.[0-9a-f]{10}\./u, '.'))
  return asset === undefined ? undefined : { ...asset, isForever: asset.hashed === name }
}
