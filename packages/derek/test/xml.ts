/** An element as a strict reader of XML 1.0 with namespaces sees it. */
export interface XmlElement {
  readonly name: string
  readonly namespace: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (XmlElement | string)[]
}

const char = /^[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u
/** Whether XML 1.0 has all characters of a text. */
export const isXml = (text: string): boolean => char.test(text)

const name = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/uy

/** Reads a document; throws where it is not well-formed, or a prefix is not declared. No DTD, comment or CDATA is read. */
export function parseXml(text: string): XmlElement {
  if (!isXml(text)) throw new Error('a character that XML does not have')
  const declaration = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/u.exec(text)
  if (declaration === null) throw new Error('no XML declaration')
  let at = declaration[0].length
  const root = readElement(new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]))
  if (text.slice(at).trim() !== '') throw new Error(`something after the root: ${text.slice(at, at + 40)}`)
  return root

  function take(literal: string): void {
    if (!text.startsWith(literal, at)) throw new Error(`no "${literal}" at ${at}: ${text.slice(at, at + 40)}`)
    at += literal.length
  }
  function readName(): string {
    name.lastIndex = at
    const found = name.exec(text)?.[0]
    if (found === undefined) throw new Error(`no name at ${at}: ${text.slice(at, at + 40)}`)
    at += found.length
    return found
  }
  function readElement(above: ReadonlyMap<string, string>): XmlElement {
    take('<')
    const own = readName()
    const attributes = new Map<string, string>()
    while (/\s/u.test(text[at] ?? '')) {
      while (/\s/u.test(text[at] ?? '')) at++
      if (text[at] === '/' || text[at] === '>') break
      const attribute = readName()
      take('="')
      const end = text.indexOf('"', at)
      const value = text.slice(at, end)
      if (end < 0 || value.includes('<')) throw new Error(`the value of ${attribute} has a < or no end`)
      if (attributes.has(attribute)) throw new Error(`${attribute} twice`)
      attributes.set(attribute, unescaped(value))
      at = end + 1
    }
    const declared = new Map(above)
    for (const [key, value] of attributes) {
      if (key === 'xmlns') declared.set('', value)
      else if (key.startsWith('xmlns:')) declared.set(key.slice(6), value)
    }
    for (const key of attributes.keys()) {
      const prefix = key.includes(':') ? (key.split(':')[0] ?? '') : undefined
      if (prefix !== undefined && prefix !== 'xmlns' && !declared.has(prefix)) throw new Error(`${key} is not declared`)
    }
    const prefix = own.includes(':') ? (own.split(':')[0] ?? '') : ''
    const namespace = declared.get(prefix)
    if (namespace === undefined && prefix !== '') throw new Error(`${own} is not declared`)
    const made = { name: own.slice(own.indexOf(':') + 1), namespace: namespace ?? '', attributes }
    if (text.startsWith('/>', at)) {
      at += 2
      return { ...made, children: [] }
    }
    take('>')
    const children: (XmlElement | string)[] = []
    for (;;) {
      const next = text.indexOf('<', at)
      if (next < 0) throw new Error(`${own} does not end`)
      if (next > at) {
        const between = text.slice(at, next)
        if (between.includes(']]>')) throw new Error(']]> in text')
        children.push(unescaped(between))
        at = next
      }
      if (text.startsWith('</', at)) {
        take(`</${own}>`)
        return { ...made, children }
      }
      children.push(readElement(declared))
    }
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&([^;]{0,12});?/gu, (whole, reference: string) => {
    if (!whole.endsWith(';')) throw new Error(`an & that is none: ${whole}`)
    const known = Object.hasOwn(named, reference) ? named[reference] : undefined
    if (known !== undefined) return known
    const code = /^#(?:x([0-9a-fA-F]+)|(\d+))$/u.exec(reference)
    if (code === null) throw new Error(`an entity that is not declared: ${whole}`)
    const made = String.fromCodePoint(code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16))
    if (!char.test(made)) throw new Error(`a reference to no character: ${whole}`)
    return made
  })
}

export const childrenOf = (element: XmlElement, called?: string): readonly XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (called === undefined || child.name === called),
  )

export const textOf = (element: XmlElement): string =>
  element.children.filter((child) => typeof child === 'string').join('')
