/** A node of linked data (JSON-LD). */
export interface Node {
  readonly '@type': string | readonly string[]
  readonly [property: string]: unknown
}

/**
 * Linked data as the text of a script element, where no text of an article can end the element or be read as markup:
 * JSON may write any letter by its number.
 */
export function writeData(nodes: readonly Node[]): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes })
  return json.replace(/[<>&\u2028\u2029]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
