/** XML 1.0 as it must be written: whatever a text has, what is written is well-formed, and shows the text. */

/** What XML 1.0 has no way to write: control characters, halves of surrogate pairs, and two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  // Only ]]> needs it.
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // As they are, a reader would take them for a space or for the end of a line.
  '\t': '&#9;',
  '\r': '&#13;',
  '\n': '&#10;',
}

/** Text as content of an element. */
export const xmlText = (text: string): string =>
  text.replace(unwritable, '\ufffd').replace(/[&<>\r]/gu, (sign) => entities[sign] ?? sign)

/** Text as the value of an attribute in quotation marks. */
export const xmlAttribute = (text: string): string =>
  text.replace(unwritable, '\ufffd').replace(/[&<>"'\t\r\n]/gu, (sign) => entities[sign] ?? sign)

type Attributes = Readonly<Record<string, string | undefined>>

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${xmlAttribute(value)}"`))
    .join('')

/** XML that is written: text must be made so by `element`. */
export type Xml = string & { readonly __xml: true }

const asXml = (written: string): Xml => written as Xml

/**
 * An element; its content is text, or elements, or nothing.
 *
 *     element('title', {}, 'a < b') // <title>a &lt; b</title>
 */
export function element(name: string, attributes: Attributes, content: string | readonly Xml[] = []): Xml {
  const inside = typeof content === 'string' ? xmlText(content) : content.join('')
  return asXml(
    inside === '' ? `<${name}${attributesOf(attributes)}/>` : `<${name}${attributesOf(attributes)}>${inside}</${name}>`,
  )
}

export const xmlDeclaration = '<?xml version="1.0" encoding="utf-8"?>\n'
