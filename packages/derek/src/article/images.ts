import type { Image } from './schema.js'
import { attribute, type Element } from './tree.js'

/** Narrower ones are icons and counters, not pictures of an article. */
const narrowest = 60

const imageNames = new Set(['img', 'amp-img', 'amp-anim', 'image'])

/** The picture that an element shows, lazily loaded ones too: the largest version that it names. */
export function imageOf(element: Element): Image | undefined {
  if (!imageNames.has(element.name)) return undefined
  const versions = ['srcset', 'data-srcset', 'data-lazy-srcset'].flatMap((name) => srcset(attribute(element, name)))
  const largest = versions.toSorted((a, b) => b.width - a.width)[0]
  const single = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-url', 'src']
    .map((name) => attribute(element, name))
    .find((url) => url !== '' && !url.startsWith('data:'))
  const stated = Number.parseInt(attribute(element, 'width'), 10)
  if (stated > 0 && stated < narrowest) return undefined
  const url = largest?.url ?? single
  if (url === undefined) return undefined
  const width = largest !== undefined && largest.width > 10 ? largest.width : stated > 0 ? stated : undefined
  const alt = attribute(element, 'alt').replace(/\s+/gu, ' ')
  return { url, ...(width === undefined ? {} : { width }), ...(alt === '' ? {} : { alt }) }
}

const srcset = (value: string): readonly { readonly url: string; readonly width: number }[] =>
  value
    .slice(0, 10_000)
    .split(/,\s+|,(?=https?:|\/)/u)
    .flatMap((candidate) => {
      const [url, size] = candidate.trim().split(/\s+/u)
      if (url === undefined || url === '' || url.startsWith('data:')) return []
      return [{ url, width: Number.parseFloat(size ?? '1') || 1 }]
    })
