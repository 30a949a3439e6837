import { collapse, type RawArticle, type RawBlock } from './raw.js'

/**
 * Plain text: a line is a block. Text wrapped by hand, in which most breaks inside a group of lines come before a small
 * letter, is joined again.
 */
export function fromText(content: string): RawArticle {
  const groups = content.split(/\r?\n[^\S\n]*\r?\n/u).map((group) =>
    group
      .split(/\r?\n/u)
      .map(collapse)
      .filter((line) => line !== ''),
  )
  const texts = isWrapped(groups) ? groups.map((lines) => lines.join(' ')) : groups.flat()
  return { blocks: texts.filter((text) => text !== '').map((text): RawBlock => ({ text })) }
}

function isWrapped(groups: readonly (readonly string[])[]): boolean {
  const later = groups.flatMap((lines) => lines.slice(1))
  const small = later.filter((line) => /^\p{Ll}/u.test(line))
  return later.length >= 3 && small.length / later.length > 0.5
}
