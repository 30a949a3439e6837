import { Marked } from 'marked'
import { fromHtml } from './html.js'
import type { RawArticle } from './raw.js'

const marked = new Marked({ gfm: true, async: false })

const frontMatter = /^---\r?\n(?<head>[\s\S]*?)\r?\n---\r?\n/u

/** Markdown by way of HTML; title, date and source of a front matter are what it states about itself. */
export function fromMarkdown(content: string): RawArticle {
  const head = frontMatter.exec(content)
  const body = head === null ? content : content.slice(head[0].length)
  const stated = (key: string): string | undefined =>
    new RegExp(`^${key}:\\s*["']?(.+?)["']?\\s*$`, 'mu').exec(head?.groups?.head ?? '')?.[1]
  const html = marked.parse(body)
  const article = fromHtml(`<article>${typeof html === 'string' ? html : ''}</article>`)
  const title = stated('title')
  const date = stated('date')
  const source = stated('source')
  return {
    ...article,
    ...(title === undefined ? {} : { title }),
    ...(date === undefined ? {} : { publishedAt: date }),
    ...(source === undefined ? {} : { source }),
  }
}
