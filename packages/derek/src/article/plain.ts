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
  const rows = new Set(content.split(/\r?\n/u).filter(isTabbed).map(collapse))
  return {
    blocks: laidOut(
      texts.filter((text) => text !== ''),
      rows,
    ),
  }
}

/** The cells of a row stand between tabs, or far from each other. */
const isTabbed = (line: string): boolean => /\S(?:\t+| {4,})\S/u.test(line)

/** What lines without markup show by their signs: the items of a list, the rows of a table. */
function laidOut(lines: readonly string[], rows: ReadonlySet<string>): readonly RawBlock[] {
  const blocks: RawBlock[] = []
  for (const [i, text] of lines.entries()) {
    // "– …" after an item that has not ended its list is one more.
    const goesOn = blocks.at(-1)?.kind === 'list' && item.test(text) && !/[.!?؟…]$/u.test(lines[i - 1] ?? '')
    const kind =
      isRow(text) || rows.has(text) ? 'table' : goesOn || isListItem(lines, i) || isRoster(text) ? 'list' : undefined
    blocks.push(kind === undefined ? { text } : { text, kind })
  }
  return blocks
}

/** "Қала | Күндіз | Түнде" (city, by day, by night). */
const isRow = (line: string): boolean => line.split(/\s\|\s/u).length >= 3

/** "«Арай»: Асанов, Ли (Қуанов, 65), Оспанов, Әлиев.": names after a colon. */
function isRoster(line: string): boolean {
  const [head = '', names = '', ...more] = line.split(/:\s/u)
  const parts = names
    .replace(/\([^)]*\)|\.$/gu, '')
    .split(/[,;]|\s[–—-]\s/u)
    .map((part) => part.trim())
  const isName = (part: string): boolean => /^\p{Lu}[\p{L}.-]*(?:\s\p{Lu}[\p{L}.-]*){0,2}$/u.test(part)
  return more.length === 0 && head.split(' ').length <= 4 && parts.length >= 4 && parts.every(isName)
}

const bullet = /^[•·▪*]/u
const item = /^(?:[•·▪*]|[–—-]\s|\d{1,2}[).]\s)/u

/** A line that begins as an item and ends as one, or whose neighbour does: dialogue begins with a dash too, but ends otherwise. */
function isListItem(lines: readonly string[], i: number): boolean {
  const line = lines[i] ?? ''
  // What somebody says ends as a sentence does.
  if (bullet.test(line) || (item.test(line) && !/^\d/u.test(line) && !/(?:[.!?؟…»"”:]|[,.!?…]\s?[–—-])$/u.test(line)))
    return true
  if (!item.test(line) || /[,،!?؟…]\s[–—-]\s[\p{Ll}\p{Lo}]/u.test(line)) return false
  const before = lines[i - 1] ?? ''
  const after = lines[i + 1] ?? ''
  const goesOn = /[;,]$/u.test(line) || (item.test(before) && /[;,:]$/u.test(before))
  const isNumbered = /^\d/u.test(line) && (item.test(before) || item.test(after))
  return goesOn || before.endsWith(':') || isNumbered
}

function isWrapped(groups: readonly (readonly string[])[]): boolean {
  const later = groups.flatMap((lines) => lines.slice(1))
  const small = later.filter((line) => /^\p{Ll}/u.test(line))
  return later.length >= 3 && small.length / later.length > 0.5
}
