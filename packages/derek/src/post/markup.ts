import { type Post, type PostEntity, PostText } from './post.js'

/**
 * A post as it is edited by hand: **bold**, _italic_, [text](https://…), > a quotation at the start of a line; a
 * backslash before any of these marks makes it a letter. Nothing else is markup, and no text is refused: a mark without
 * its partner stands for itself.
 */
type Text = Pick<Post, 'text' | 'entities'>

const marks = { bold: '**', italic: '_' } as const

/** @example toMarkup({ text: 'Ақпарат', entities: [{ type: 'bold', offset: 0, length: 7 }] }) // '**Ақпарат**' */
export function toMarkup({ text, entities }: Text): string {
  // Marks inside marks are not written: a post that Derek makes has none.
  const apart = [...entities].sort((a, b) => a.offset - b.offset)
  let made = ''
  let at = 0
  for (const entity of apart) {
    if (entity.offset < at) continue
    made += escaped(text.slice(at, entity.offset))
    at = entity.offset + entity.length
    made += marked(text.slice(entity.offset, at), entity)
  }
  return made + escaped(text.slice(at))
}

const escaped = (text: string): string => text.replace(/[\\*_[\]]|^>/gmu, '\\$&')

function marked(text: string, entity: PostEntity): string {
  const inner = escaped(text)
  if (entity.type === 'text_link') return `[${inner}](${entity.url.replaceAll('(', '%28').replaceAll(')', '%29')})`
  if (entity.type === 'blockquote') return `> ${inner.replaceAll('\n', '\n> ')}`
  return `${marks[entity.type]}${inner}${marks[entity.type]}`
}

const pieces =
  /\\(?<letter>[\\*_[\]>])|\*\*(?<bold>(?:\\.|[^\\*])+)\*\*|_(?<italic>(?:\\.|[^\\_])+)_|\[(?<words>(?:\\.|[^\\[\]])+)\]\((?<url>https?:\/\/[^\s()]+)\)|^> (?<quote>.*(?:\n> .*)*)/gmu

export function fromMarkup(markup: string): Text {
  const made = new PostText()
  let at = 0
  for (const match of markup.matchAll(pieces)) {
    made.add(markup.slice(at, match.index))
    at = match.index + match[0].length
    const { letter, bold, italic, words, url, quote } = match.groups ?? {}
    if (letter !== undefined) made.add(letter)
    else if (bold !== undefined) made.add(plain(bold), 'bold')
    else if (italic !== undefined) made.add(plain(italic), 'italic')
    else if (words !== undefined && url !== undefined && URL.canParse(url)) made.add(plain(words), { url })
    else if (quote !== undefined) made.add(plain(quote.replace(/^> /gmu, '')), 'blockquote')
    else made.add(match[0])
  }
  return made.add(markup.slice(at)).finish()
}

const plain = (text: string): string => text.replace(/\\([\\*_[\]>])/gu, '$1')
