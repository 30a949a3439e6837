import type { Range } from '../alignment/alignment.js'

/** Top-level domains met in Kazakh news; a word with another one is told by https://, www. or @. */
const domains = 'kz|com|org|net|ru|gov|edu|info|io|tv|me|uk|us|eu|cn|tr|uz|kg|ua|by|de|fr|biz|asia|dev|app|ai|su|online'
const address = new RegExp(
  [
    '(?:https?:\\/\\/|www\\.)[^\\s«»“”"<>]+',
    '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+',
    '(?<![\\p{L}\\p{N}])@\\w+',
    `(?<![\\p{L}\\p{N}.])[A-Za-z0-9][\\w-]*(?:\\.[\\w-]+)*\\.(?:${domains})(?![\\p{L}\\p{N}_])(?:\\/[^\\s«»“”"<>]*)?`,
  ].join('|'),
  'giu',
)

/** No address is longer, so that a text without a space is not searched again and again. */
const longest = 2_048

/** Web and mail addresses, domains and handles: they are spelled as they are in any script. */
export function addressesIn(text: string): readonly Range[] {
  if (!/[@.]\w/u.test(text)) return []
  const found: Range[] = []
  for (const chunk of text.matchAll(/[^\s«»“”"<>]+/gu)) {
    if (chunk[0].length > longest || !/[@.]\w/u.test(chunk[0])) continue
    for (const match of chunk[0].matchAll(address)) {
      const start = chunk.index + match.index
      // A stop, a comma or a bracket after an address closes the sentence.
      const length = match[0].replace(/[.,;:!?)\]،؛؟]+$/u, '').length
      found.push({ start, end: start + length })
    }
  }
  return found
}
