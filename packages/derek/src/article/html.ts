import { parseHTML } from 'linkedom'
import { SourceError } from '../source/error.js'
import { metadataOf } from './metadata.js'
import { collapse, type RawArticle, type RawBlock } from './raw.js'
import type { BlockKind } from './schema.js'

/** What never holds an article's text, by element and by the words of class and id. */
const outside = new Set([
  'script', 'style', 'noscript', 'template', 'nav', 'aside', 'form', 'footer', 'button', 'select', 'input', 'textarea',
  'iframe', 'svg', 'object', 'dialog', 'head', 'menu',
]) // biome-ignore format: a table
const outsideNames =
  /(?:^|[\s_-])(?:nav|menu|sidebar|side-bar|footer|header-top|comments?|share|social|related|recommend|promo|banner|advert|ads|cookie|consent|breadcrumbs?|subscribe|popup|modal|tags?|rating|pagination|widget)(?:$|[\s_-])/iu

const kinds: Readonly<Record<string, BlockKind>> = {
  h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading', p: 'paragraph', li: 'list',
  blockquote: 'quote', figcaption: 'caption', caption: 'caption', tr: 'table', pre: 'paragraph', dd: 'list', dt: 'list',
} // biome-ignore format: a table
const breaking = new Set([
  'div', 'section', 'article', 'main', 'ul', 'ol', 'dl', 'table', 'tbody', 'thead', 'figure', 'br', 'hr', 'header', 'body',
  'html', 'picture', 'img', 'video', 'center',
]) // biome-ignore format: a table

/** Pages nested deeper than this are made to do harm. */
const deepest = 2_000

/** An HTML page: what it states about itself, and the blocks of its main content in reading order. */
export function fromHtml(content: string): RawArticle {
  if (nesting(content) > deepest) {
    throw new SourceError('unsupported-type', `its HTML is nested more than ${deepest} elements deep`)
  }
  const { document } = parseHTML(
    /<html[\s>]/iu.test(content) ? content : `<!doctype html><html><body>${content}</body></html>`,
  )
  const stated = metadataOf(document)
  const root = mainContent(document)
  const blocks = root === undefined ? [] : blocksOf(root)
  const heading = document.querySelector('h1')
  const title = stated.title ?? collapse(heading?.textContent ?? '')
  const withTitle =
    blocks.some(({ kind }) => kind === 'heading') || heading === null || collapse(heading.textContent) === ''
      ? blocks
      : [{ text: collapse(heading.textContent), kind: 'heading' } as const, ...blocks]
  const body = stated.articleBody
  const hasBody = blocks.some(({ kind, text }) => kind !== 'heading' && text.length > 40)
  const fallback = (body ?? '')
    .split(/\n+/u)
    .map(collapse)
    .filter((text) => text !== '')
    .map((text): RawBlock => ({ text }))
  const { articleBody: _, ...about } = stated
  return {
    ...about,
    ...(title === '' ? {} : { title }),
    blocks: hasBody || fallback.length === 0 ? withTitle : [...withTitle, ...fallback],
  }
}

/** The most elements open at once, counted by tags alone: an upper bound that costs no tree. */
function nesting(content: string): number {
  let open = 0
  let most = 0
  for (const match of content.matchAll(/<(\/?)([a-z][a-z\d]*)\b[^>]*?(\/?)>/giu)) {
    if (match[1] === '/') open = Math.max(0, open - 1)
    else if (
      match[3] !== '/' &&
      !/^(?:br|hr|img|meta|link|input|source|p|li|td|tr|wbr|col|area|base|embed|track)$/iu.test(match[2] ?? '')
    )
      open++
    most = Math.max(most, open)
  }
  return most
}

const paragraphText = (element: Element): number =>
  [...element.querySelectorAll('p')].reduce((sum, p) => sum + collapse(p.textContent).length, 0)

/** The element that holds the article: marked as such, or the one whose paragraphs hold most text. */
function mainContent(document: Document): Element | undefined {
  const marked = [...document.querySelectorAll('[itemprop="articleBody"], article, main, [role="main"]')].filter(
    (element) => collapse(element.textContent).length > 0,
  )
  const longest = marked.reduce<Element | undefined>(
    (best, element) => (best === undefined || paragraphText(element) > paragraphText(best) ? element : best),
    undefined,
  )
  if (longest !== undefined && paragraphText(longest) > 0) return longest
  const containers = new Map<Element, number>()
  for (const p of document.querySelectorAll('p')) {
    const parent = p.parentElement
    if (parent === null || isOutside(parent)) continue
    containers.set(parent, (containers.get(parent) ?? 0) + collapse(p.textContent).length)
  }
  const densest = [...containers].sort(([, a], [, b]) => b - a)[0]?.[0]
  return densest ?? longest ?? document.body ?? undefined
}

const isOutside = (element: Element): boolean => {
  const name = element.localName
  if (outside.has(name) || element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true
  if (name === 'article' || name === 'main' || name === 'body') return false
  return outsideNames.test(`${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`)
}

/** Walks the content with a stack of its own, so that depth costs memory and not the call stack. */
function blocksOf(root: Element): readonly RawBlock[] {
  const blocks: RawBlock[] = []
  let text = ''
  let kind: BlockKind | undefined
  const flush = (next: BlockKind | undefined): void => {
    const clean = collapse(text)
    if (clean !== '') blocks.push(kind === undefined ? { text: clean } : { text: clean, kind })
    text = ''
    kind = next
  }
  type Step = { readonly node: Node } | { readonly close: BlockKind | undefined }
  const stack: Step[] = [...root.childNodes].reverse().map((node) => ({ node }))
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if ('close' in step) {
      flush(step.close)
      continue
    }
    const { node } = step
    if (node.nodeType === 3) text += node.textContent ?? ''
    if (node.nodeType !== 1 || !isElement(node) || isOutside(node)) continue
    const name = node.localName
    const own = kinds[name]
    if (own !== undefined || breaking.has(name)) {
      const around = kind
      // A paragraph inside a quotation, a list or a caption is part of it.
      const inner =
        around !== undefined && around !== 'paragraph' && (own === undefined || own === 'paragraph') ? around : own
      flush(inner)
      stack.push({ close: around })
    }
    if (name === 'td' || name === 'th') text += text === '' ? '' : ' | '
    for (const child of [...node.childNodes].reverse()) stack.push({ node: child })
  }
  flush(undefined)
  return blocks
}

const isElement = (node: Node): node is Element => node.nodeType === 1
