import type { Analysis } from '../../language/schema.js'
import type { PhotoCredit } from '../schema.js'
import { spanOf } from '../span.js'

/** Names in photo credits: "Фото: Ақорда", "Сурет: А / Б" and "© А". */
export function findPhotoCredits(analysis: Analysis): readonly PhotoCredit[] {
  return analysis.blocks.flatMap((block) => {
    if (block.block.kind !== 'photo-credit') return []
    const { text } = block.aligned
    const label = /^\s*(?:©|[\p{L}\s]{3,24}[:：]|[\p{L}]{4,7}\s[–—-]\s)\s*/u.exec(text)?.[0] ?? ''
    const credits: PhotoCredit[] = []
    for (const part of text.slice(label.length).matchAll(/[^/|,;]+/gu)) {
      const trimmed = part[0].trim().replace(/\.$/u, '')
      if (trimmed === '') continue
      const start = label.length + part.index + part[0].indexOf(trimmed)
      const span = spanOf(block, { start, end: start + trimmed.length })
      credits.push({ name: span.text, span })
    }
    return credits
  })
}
