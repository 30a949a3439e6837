import { createHash } from 'node:crypto'
import type { Page, Source } from '../source/schema.js'
import type { Article, Block } from './schema.js'

export function restore(page: Page): Article {
  const texts = page.content
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
  const blocks: Block[] = []
  for (const [i, text] of texts.entries()) {
    const kind = /^(Фото|Сурет)/u.test(text)
      ? 'photo-credit'
      : /оқыңыз/u.test(text)
        ? 'promo'
        : i === 0
          ? 'lead'
          : 'paragraph'
    blocks.push({ id: `b${i + 1}`, kind, text })
  }
  const source: Source = { id: 'x', name: 'x', kind: 'unknown' }
  return {
    id: createHash('sha256').update(page.content).digest('hex').slice(0, 16),
    source,
    authors: [],
    tags: [],
    blocks,
    ...(page.publishedAt === undefined ? {} : { publishedAt: `${page.publishedAt}T00:00:00+06:00` }),
  }
}
