import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

/**
 * An HTML page as a light tree. htmlparser2's tokenizer reads it; the tree is our own, because it must be small (no
 * scripts, styles and comments, attributes only as they stand), and because its depth must be bounded: what is nested
 * deeper than `deepest` is laid out side by side at that depth. Nothing here calls itself.
 */

export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly parent: Element | undefined
  readonly children: Node[]
}
export type Node = Element | string

/** Real pages stay below 100; those beyond 300 are broken or made to do harm. */
const deepest = 300

const voids = new Set([
  'area', 'base', 'basefont', 'br', 'col', 'command', 'embed', 'frame', 'hr', 'img', 'input', 'keygen', 'link', 'meta',
  'param', 'source', 'track', 'wbr', 'amp-pixel',
]) // biome-ignore format: a table

/** Their text is code, not words. JSON-LD is the one script that is kept. */
const dropped = new Set(['script', 'style', 'template', 'svg', 'math', 'iframe', 'noembed', 'noframes'])
const drawings = new Set(['svg', 'math'])
/** They never stand in a drawing: one that is not closed ends there. */
const breakout = new Set([
  'body',
  'div',
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'table',
  'section',
  'article',
])

const blockNames =
  'address article aside blockquote center details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul'
const inTable = ['table']
/** What an opening tag closes, and the elements beyond which it does not look. */
const closes: ReadonlyMap<string, { readonly open: ReadonlySet<string>; readonly within: ReadonlySet<string> }> =
  new Map(
    (
      [
        ...blockNames.split(' ').map((name) => [name, ['p'], ['button', 'td', 'th', 'table', 'object']] as const),
        ['li', ['li'], ['ul', 'ol', 'menu', 'table']],
        ['dt', ['dt', 'dd'], ['dl', 'table']],
        ['dd', ['dt', 'dd'], ['dl', 'table']],
        ['tr', ['tr', 'td', 'th', 'caption', 'colgroup'], inTable],
        ['td', ['td', 'th'], ['tr', ...inTable]],
        ['th', ['td', 'th'], ['tr', ...inTable]],
        ['thead', ['thead', 'tbody', 'tfoot', 'caption', 'colgroup'], inTable],
        ['tbody', ['thead', 'tbody', 'tfoot', 'caption', 'colgroup'], inTable],
        ['tfoot', ['thead', 'tbody', 'tfoot', 'caption', 'colgroup'], inTable],
        ['a', ['a'], ['td', 'th', 'table', 'div', 'section', 'article', 'li', 'p']],
        ['option', ['option'], ['select']],
        ['body', ['head'], []],
      ] as const
    ).map(([name, open, within]) => [name, { open: new Set(open), within: new Set(within) }]),
  )

/** A closing tag of an inner element does not reach beyond the cell that it stands in. */
const walls = new Set(['td', 'th', 'table', 'html'])
const wallsPass = new Set(['td', 'th', 'tr', 'tbody', 'thead', 'tfoot', 'table', 'body', 'html'])

/**
 * Reads a page into a tree, whatever state it is in: no HTML is refused.
 *
 * ```ts
 * textOf(parseTree('<p>Бір<p>Екі')) // 'БірЕкі'
 * ```
 */
export function parseTree(html: string): Element {
  const root = made('#root', undefined)
  let current = root
  let depth = 0
  /** Elements opened beyond the deepest, whose closing tags must not close others. */
  let beyond = 0
  /** The dropped element that is open, and how many of its name within it. */
  let skipping: string | undefined
  let skipped = 0
  let attributes = new Map<string, string>()
  let name = ''
  let attribute = ''
  let value = ''

  const append = (text: string): void => {
    if (skipping === undefined) current.children.push(text)
  }
  const closeTo = (element: Element): void => {
    while (current !== element && current !== root) {
      current = current.parent ?? root
      depth--
    }
    current = element.parent ?? root
    depth = Math.max(0, depth - 1)
    beyond = 0
  }
  const closeImplied = (opening: string): void => {
    const rule = closes.get(opening)
    if (rule === undefined) return
    let found: Element | undefined
    for (let open = current; open !== root && !rule.within.has(open.name); open = open.parent ?? root) {
      if (rule.open.has(open.name)) found = open
    }
    if (found !== undefined) closeTo(found)
  }
  /** At the deepest level an element that opens or closes ends the one that is open there: they stand side by side. */
  const beside = (opened: string, own: ReadonlyMap<string, string>): void => {
    const parent = current.parent ?? root
    const next = made(opened, parent, own)
    parent.children.push(next)
    current = next
  }
  const open = (selfClosing: boolean): void => {
    if (skipping !== undefined && drawings.has(skipping) && breakout.has(name)) skipping = undefined
    if (skipping !== undefined) {
      if (name === skipping && !selfClosing) skipped++
      return
    }
    const isData = name === 'script' && /^application\/ld\+json/iu.test(attributes.get('type') ?? '')
    if (dropped.has(name) && !isData) {
      // A drawing may close itself; a script that seems to goes on to its closing tag all the same.
      if (selfClosing && drawings.has(name)) return
      skipping = name
      skipped = 1
      return
    }
    if (depth < deepest) closeImplied(name)
    const element = made(name, current, attributes)
    if (voids.has(name)) {
      current.children.push(element)
      return
    }
    if (depth >= deepest) {
      beyond++
      beside(name, attributes)
      return
    }
    current.children.push(element)
    current = element
    depth++
  }
  const close = (closing: string): void => {
    if (skipping !== undefined) {
      if (closing === skipping && --skipped === 0) skipping = undefined
      return
    }
    if (closing === 'br') append('\n')
    if (beyond > 0) {
      beyond--
      if (current.name === closing) beside('div', new Map())
      return
    }
    for (let open = current; open !== root; open = open.parent ?? root) {
      if (open.name === closing) {
        closeTo(open)
        return
      }
      if (walls.has(open.name) && !wallsPass.has(closing)) return
    }
  }

  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => append(html.slice(start, end)),
    ontextentity: (codepoint) => append(String.fromCodePoint(codepoint)),
    onopentagname(start, end) {
      name = html.slice(start, end).toLowerCase()
      attributes = new Map()
    },
    onopentagend: () => open(false),
    onselfclosingtag: () => open(skipping !== undefined || dropped.has(name)),
    onattribname(start, end) {
      attribute = html.slice(start, end).toLowerCase()
      value = ''
    },
    onattribdata(start, end) {
      value += html.slice(start, end)
    },
    onattribentity(codepoint) {
      value += String.fromCodePoint(codepoint)
    },
    onattribend() {
      if (!attributes.has(attribute)) attributes.set(attribute, value)
      value = ''
    },
    onclosetag: (start, end) => close(html.slice(start, end).toLowerCase()),
    oncomment: () => {},
    oncdata: () => {},
    ondeclaration: () => {},
    onprocessinginstruction: () => {},
    onend: () => {},
    isInForeignContext: () => skipping === 'svg' || skipping === 'math',
  }
  const tokenizer = new Tokenizer({}, callbacks)
  tokenizer.write(html)
  tokenizer.end()
  return root
}

const made = (
  name: string,
  parent: Element | undefined,
  attributes: ReadonlyMap<string, string> = new Map(),
): Element => ({ name, parent, attributes, children: [] })

export const isElement = (node: Node): node is Element => typeof node !== 'string'

/** An attribute's value, trimmed; empty where it is not there. */
export const attribute = (element: Element, name: string): string => element.attributes.get(name)?.trim() ?? ''

/** Every element below this one, in the order of the page. */
export function* elementsIn(root: Element): Generator<Element> {
  const stack: Element[] = [root]
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (element !== root) yield element
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i]
      if (child !== undefined && isElement(child)) stack.push(child)
    }
  }
}

/** The first element below this one that is as wanted. */
export function find(root: Element, wanted: (element: Element) => boolean): Element | undefined {
  for (const element of elementsIn(root)) if (wanted(element)) return element
  return undefined
}

/** All text in an element, as it stands. */
export function textOf(root: Element): string {
  let text = ''
  const stack: Node[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) text += node
    else if (node.name === 'br') text += '\n'
    else for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] ?? '')
  }
  return text
}

/** The elements around this one, from its parent outwards. */
export function* around(element: Element): Generator<Element> {
  for (let outer = element.parent; outer !== undefined; outer = outer.parent) yield outer
}
