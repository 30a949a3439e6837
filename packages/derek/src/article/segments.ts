import { imageOf } from './images.js'
import { type PartReader, partReader } from './parts.js'
import { collapse } from './raw.js'
import type { BlockKind, Image, Part } from './schema.js'
import { attribute, type Element, elementsIn, isElement, type Node } from './tree.js'

/** A run of text between two breaks of the page's layout, or a picture. */
export interface Segment {
  readonly text: string
  /** The block element that holds it. */
  readonly element: Element
  readonly markup?: BlockKind
  /** 1 to 6, of a heading. */
  readonly level?: number
  /** How many of its characters are in links. */
  readonly linked: number
  /** Where its last link leads. */
  readonly href?: string
  /** Whether the text of the article as the page states it in its data has this segment. */
  readonly stated?: true
  /** What the elements around it say that it is, where that is not the body. */
  readonly part?: Part
  /** The figure, list or quotation that it is a piece of. */
  readonly group?: Element
  readonly image?: Image
}

const inline = new Set([
  'a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins',
  'kbd', 'label', 'mark', 'nobr', 'q', 'ruby', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time',
  'tt', 'u', 'var', 'wbr', 'bold', 'o:p',
]) // biome-ignore format: a table

/** Nothing in them is read: controls, and what a page shows only where scripts do not run. */
const unread = new Set([
  'head', 'select', 'textarea', 'input', 'option', 'button', 'datalist', 'canvas', 'script', 'noscript', 'progress',
  'meta', 'link', 'title', 'map', 'frameset',
]) // biome-ignore format: a table

const markups: ReadonlyMap<string, BlockKind> = new Map([
  ['h1', 'heading'],
  ['h2', 'heading'],
  ['h3', 'heading'],
  ['h4', 'heading'],
  ['h5', 'heading'],
  ['h6', 'heading'],
  ['p', 'paragraph'],
  ['pre', 'paragraph'],
  ['li', 'list'],
  ['dd', 'list'],
  ['dt', 'list'],
  ['blockquote', 'quote'],
  ['q', 'quote'],
  ['caption', 'caption'],
])

/** Pieces of a paragraph that the names of their class put apart from it. */
const apart = new Set<Part>(['caption', 'credit', 'tool', 'share', 'byline', 'tags'])

interface Context {
  readonly element: Element
  readonly markup?: BlockKind
  readonly level?: number
  readonly part?: Part
  readonly group?: Element
  /** Where the link leads that it stands in. */
  readonly link?: string
  /** In a figure that has a picture, all words are the picture's. */
  readonly row?: Element
}

/** Text that is only spaces, of whatever width, is none. */
const visible = /[^\s\u00A0\u00AD\u200B-\u200F\u2060\uFEFF]/u

const never = new Set<Part>(['comment', 'consent'])
const apartForSure = new Set<Part>(['related', 'aside', 'navigation', 'rights'])

type Step = { readonly node: Node; readonly context: Context } | { readonly flush: Context } | { readonly tab: true }

/** The segments of a page in reading order, each with what the markup says of it, as far as that is believed. */
export function segmentsOf(root: Element, partOf: PartReader = partReader('names')): readonly Segment[] {
  const weights = proseIn(root)
  const all = weights.get(root) ?? 0
  const holders = holdersOf(root, partOf)
  const segments: Segment[] = []
  let text = ''
  /** The last characters of the text. */
  let end = ''
  let linked = 0
  let href: string | undefined
  let context: Context = { element: root }
  let lastImage: Element | undefined

  /** What holds most of the page's prose is the article, whatever it is called; a footer must hold its title too. */
  const majority = (element: Element, part: Part | undefined): Part | undefined => {
    if (part === undefined) return undefined
    const prose = weights.get(element) ?? 0
    if (never.has(part) && !holders.has(element)) return part
    const most = apartForSure.has(part) && !holders.has(element) ? 0.9 : 0.5
    return prose >= all * most && prose > 200 ? undefined : part
  }
  const push = (raw: string): void => {
    const isRow = context.row !== undefined
    const clean = isRow ? raw.split('\t').map(collapse).join('\t').trim() : collapse(raw)
    if (!visible.test(clean)) return
    segments.push({
      text: clean,
      element: context.element,
      linked: Math.min(linked, clean.length),
      ...(href === undefined ? {} : { href }),
      ...(context.markup === undefined ? {} : { markup: context.markup }),
      ...(context.level === undefined ? {} : { level: context.level }),
      ...(context.part === undefined ? {} : { part: context.part }),
      ...(context.group === undefined ? {} : { group: context.group }),
    })
  }
  const add = (more: string): void => {
    text += more
    end = (end + more.slice(-lineEnd)).slice(-lineEnd)
  }
  const flush = (next: Context): void => {
    if (text !== '') push(text)
    text = ''
    end = ''
    linked = 0
    href = undefined
    context = next
  }

  const stack: Step[] = [{ node: root, context }]
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if ('flush' in step) {
      flush(step.flush)
      continue
    }
    if ('tab' in step) {
      add('\t')
      continue
    }
    const { node } = step
    if (!isElement(node)) {
      add(node)
      if (step.context.link !== undefined) {
        linked += node.trim().length
        href = step.context.link
      }
      continue
    }
    const { name } = node
    if (name === 'br') {
      if (/\n[\s\u00A0]*$/u.test(end) && context.row === undefined) flush(context)
      else if (endsLine(text.length, end, context)) flush(context)
      add(text === '' ? '' : '\n')
      continue
    }
    const image = imageOf(node)
    if (image !== undefined) {
      lastImage = node
      const { element, part, group } = step.context
      const holder = inline.has(name) ? element : node
      segments.push({
        text: '',
        element: holder,
        linked: 0,
        image,
        ...(part === undefined ? {} : { part }),
        ...(group === undefined ? {} : { group }),
      })
      continue
    }
    if (name === 'noscript') {
      for (const inner of elementsIn(node)) {
        const hidden = imageOf(inner)
        if (hidden !== undefined && !isShown(hidden.url, lastImage)) stack.push({ node: inner, context: step.context })
      }
      continue
    }
    if (unread.has(name)) continue
    const own = majority(node, partOf(node))
    const next: Context = inner(node, own, step.context)
    // A row of a table is one block, however its cells are laid out.
    if (step.context.row !== undefined) {
      add(' ')
      const within = name === 'a' ? { ...step.context, link: attribute(node, 'href') } : step.context
      for (const child of reversed(node)) stack.push({ node: child, context: within })
      continue
    }
    // Pieces of the frame beside each other, such as tags and counts, are apart to the eye; links among related ones are lines.
    if (next.part !== undefined && framed.has(next.part) && name !== 'b' && name !== 'i') add(' ')
    const isLine = name === 'a' && (next.part === 'related' || next.part === 'promo')
    // A link to its author that begins a line of no paragraph is a byline of its own; in a sentence it is a word.
    const isByline = name === 'a' && next.part === 'byline' && next.markup === undefined && text.trim() === ''
    const isApart = own !== undefined && apart.has(own) && name !== 'a' && name !== 'time'
    const isInline = !isLine && !isByline && inline.has(name) && !isApart
    if (isInline) {
      for (const child of reversed(node)) stack.push({ node: child, context: next })
      continue
    }
    flush(next)
    stack.push({ flush: step.context })
    for (const child of reversed(node)) {
      stack.push({ node: child, context: next })
      const isCell = isElement(child) && (child.name === 'td' || child.name === 'th')
      if (isCell && next.row !== undefined) stack.push({ tab: true })
    }
  }
  flush(context)
  return segments
}

/** The elements that hold the page's title, or what its markup calls the body. */
function holdersOf(root: Element, partOf: (element: Element) => Part | undefined): ReadonlySet<Element> {
  const holders = new Set<Element>()
  for (const element of elementsIn(root)) {
    if (element.name !== 'h1' && partOf(element) !== 'body') continue
    for (let one: Element | undefined = element; one !== undefined && !holders.has(one); one = one.parent) {
      holders.add(one)
    }
  }
  return holders
}

function* reversed(element: Element): Generator<Node> {
  for (let i = element.children.length - 1; i >= 0; i--) {
    const child = element.children[i]
    if (child !== undefined) yield child
  }
}

const framed = new Set<Part>(['byline', 'tags', 'comment', 'consent', 'share', 'tool'])

/** What stands before a line break is told by its last characters: a long text is not read again at each. */
const lineEnd = 60

/** A single line break ends a caption, before its credit, and a paragraph where the text stands in no paragraph and a sentence has ended. */
const endsLine = (length: number, end: string, { markup, row, part }: Context): boolean =>
  part === 'caption' || (markup === undefined && row === undefined && length > 60 && /[.!?…]["»”')]*\s*$/u.test(end))

function inner(element: Element, own: Part | undefined, outer: Context): Context {
  const { name } = element
  const isFigure = name === 'figure' && hasImage(element)
  const markup = markups.get(name)
  // What stands inside a link list, a quotation or a caption is part of it, unless it says what it is.
  const keeps = outer.markup === 'quote' || outer.markup === 'list' || outer.markup === 'table'
  const isRow = name === 'tr' && isData(element)
  const kind: BlockKind | undefined = isRow
    ? 'table'
    : keeps && (markup === undefined || markup === 'paragraph' || outer.markup === 'table')
      ? outer.markup
      : markup === undefined && inline.has(name)
        ? outer.markup
        : markup
  const level = /^h[1-6]$/u.test(name) ? Number(name[1]) : kind === outer.markup ? outer.level : undefined
  const part =
    (own === 'tags' || own === 'byline') && outer.part === 'navigation' && isInArticleFooter(element)
      ? own
      : joined(outer.part, own ?? (isFigure ? 'caption' : undefined))
  const groups = isFigure || /^(?:ul|ol|dl|blockquote|table|amp-carousel)$/u.test(name)
  const group = groups ? element : outer.group
  return {
    element: inline.has(name) && own === undefined ? outer.element : element,
    ...(name === 'a' ? { link: attribute(element, 'href') } : outer.link === undefined ? {} : { link: outer.link }),
    ...(kind === undefined ? {} : { markup: kind }),
    ...(level === undefined ? {} : { level }),
    ...(part === undefined ? {} : { part }),
    ...(group === undefined ? {} : { group }),
    ...(isRow ? { row: element } : outer.row === undefined ? {} : { row: outer.row }),
  }
}

/** What a part within a part is: a byline among related links is related; a credit in a caption is a credit. */
function joined(outer: Part | undefined, own: Part | undefined): Part | undefined {
  if (own === 'body') return outer
  if (outer === undefined || own === undefined) return own ?? outer
  const soft = new Set<Part>(['caption', 'gallery', 'player', 'lead', 'byline'])
  return soft.has(outer) ? own : outer
}

/** HTML 4.3.8: the footer of an article tells of that article, who wrote it and what it is about. */
function isInArticleFooter(element: Element): boolean {
  let isInFooter = false
  for (let one: Element | undefined = element; one !== undefined; one = one.parent) {
    isInFooter ||= one.name === 'footer'
    if (one.name === 'article') return isInFooter
  }
  return false
}

/** Whether what a page without scripts would show is the picture before it, which names it to be loaded by a script. */
const isShown = (url: string, before: Element | undefined): boolean =>
  before !== undefined && [...before.attributes.values()].includes(url)

/** A figure or a row of more elements than this is none. */
const mostInner = 1_000

const hasImage = (element: Element): boolean => {
  let seen = 0
  for (const inner of elementsIn(element)) {
    if (++seen > mostInner) return false
    if (imageOf(inner) !== undefined || /^(?:video|picture|amp-img|amp-video|amp-youtube)$/u.test(inner.name))
      return true
  }
  return false
}

/** A row of data: several cells, none of which holds a layout of its own. */
function isData(row: Element): boolean {
  let cells = 0
  for (const child of row.children) {
    if (!isElement(child)) continue
    if (child.name === 'td' || child.name === 'th') cells++
  }
  if (cells < 2) return false
  let paragraphs = 0
  let seen = 0
  for (const inner of elementsIn(row)) {
    if (++seen > mostInner) return false
    if (/^(?:table|ul|ol|h[1-6]|article|section|form|figure|blockquote)$/u.test(inner.name)) return false
    if (inner.name === 'p' || inner.name === 'div' || inner.name === 'br') paragraphs++
    if (paragraphs > cells * 3) return false
    for (const child of inner.children) if (!isElement(child) && child.length > 400) return false
  }
  return true
}

export const proseOf = (root: Element): number => proseIn(root).get(root) ?? 0

/** How many characters of running text, outside links, each element holds. */
function proseIn(root: Element): ReadonlyMap<Element, number> {
  const prose = new Map<Element, number>()
  const order: Element[] = [root]
  for (const element of elementsIn(root)) order.push(element)
  for (let i = order.length - 1; i >= 0; i--) {
    const element = order[i]
    if (element === undefined || unread.has(element.name) || element.name === 'a') continue
    let own = prose.get(element) ?? 0
    for (const child of element.children) {
      if (isElement(child)) continue
      const { length } = child.trim()
      if (length >= 40) own += length
    }
    if (own === 0) continue
    prose.set(element, own)
    if (element.parent !== undefined) prose.set(element.parent, (prose.get(element.parent) ?? 0) + own)
  }
  return prose
}
