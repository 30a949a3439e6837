import { createHash } from 'node:crypto'
import { SourceError } from '../source/error.js'
import { limits } from '../source/limits.js'
import type { Page } from '../source/schema.js'
import { fromHtml } from './html.js'
import { classify } from './kinds.js'
import { fromMarkdown } from './markdown.js'
import { outletOf } from './outlet.js'
import { fromText } from './plain.js'
import { publishedAt, publishedAtOfCaller } from './published.js'
import type { RawArticle } from './raw.js'
import type { Article } from './schema.js'

/** A page to its article. What the caller says of date and source comes before what the page states. */
export function restore(page: Page): Article {
  const raw = rawArticle(page)
  const characters = raw.blocks.reduce((sum, { text }) => sum + text.length, 0)
  if (characters === 0) throw new SourceError('empty', 'it has no text of an article')
  if (characters > limits.textCharacters) {
    throw new SourceError(
      'too-large',
      `its text has ${characters} characters; an article has ${limits.textCharacters} at most`,
    )
  }
  const blocks = classify(raw.blocks)
  const url = raw.url ?? page.url
  const source = outletOf(page.source ?? raw.source, url, raw.siteName)
  const date =
    page.publishedAt === undefined ? publishedAt(raw.publishedAt ?? '') : publishedAtOfCaller(page.publishedAt)
  const title = raw.title ?? blocks.find((block) => block.kind === 'heading')?.text
  const text = blocks.map((block) => block.text).join('\n')
  return {
    id: createHash('sha256')
      .update([source.id, url ?? '', text].join('\u0000'))
      .digest('hex')
      .slice(0, 16),
    source,
    ...(url === undefined ? {} : { url }),
    ...(date === undefined ? {} : { publishedAt: date }),
    ...(title === undefined ? {} : { title }),
    authors: raw.authors ?? [],
    tags: raw.tags ?? [],
    ...(raw.language === undefined ? {} : { statedLanguage: raw.language }),
    ...(raw.modifiedAt === undefined ? {} : { modifiedAt: raw.modifiedAt }),
    ...(raw.alternates === undefined || raw.alternates.length === 0 ? {} : { alternates: raw.alternates }),
    blocks,
  }
}

function rawArticle(page: Page): RawArticle {
  switch (page.format) {
    case 'html':
      return fromHtml(page.content, page.url)
    case 'markdown':
      return fromMarkdown(page.content)
    default:
      return fromText(page.content)
  }
}
