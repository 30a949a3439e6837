import type { RawBlock } from './raw.js'
import type { Block } from './schema.js'

/** The block whose content another shows again, and whether as a whole or one sentence of it. */
export interface Repeated {
  readonly id: string
  readonly whole: boolean
}

/** Of a caption's words, how many must stand in the lead in the same order: it may add "today" and a title. */
const leastShare = 0.6
const leastWords = 5
/** A pull-quote stands near what it repeats: this many blocks before and after are compared. */
export const near = 40

/**
 * The earlier title or lead that a caption says again in other words, or the paragraph, earlier or later, one sentence
 * of which a pull-quote repeats word for word. A sentence that ends with a full stop is told, not shown again.
 */
export function repeatedBlock(
  text: string,
  before: readonly Block[],
  after: readonly RawBlock[],
): Repeated | undefined {
  const words = wordsOf(text)
  if (words.length < leastWords) return undefined
  const own = bare(text)
  const verbatim = [...before.slice(0, 3), ...before.slice(3).slice(-near)].find(
    (block) => block.text.length > text.length && bareOf(block).includes(own),
  )
  if (verbatim !== undefined) return { id: verbatim.id, whole: false }
  const later = after
    .slice(0, near)
    .findIndex((block) => block.text.length > text.length && bareOf(block).includes(own))
  if (later !== -1) return { id: `b${before.length + later + 2}`, whole: false }
  if (/[.!?…]["»”]?$/u.test(text)) return undefined
  const again = before
    .slice(0, near)
    .find(
      (block) =>
        (block.kind === 'lead' || block.kind === 'heading') &&
        inOrder(words, wordsOf(block.text)) / words.length >= leastShare,
    )
  return again === undefined ? undefined : { id: again.id, whole: true }
}

const bare = (text: string): string =>
  text
    .replace(/[«»"“”.!?…]/gu, '')
    .toLowerCase()
    .trim()

/** Each block is compared with many: its bare text is made once. */
const bares = new WeakMap<object, string>()
function bareOf(block: { readonly text: string }): string {
  const known = bares.get(block)
  if (known !== undefined) return known
  const made = bare(block.text)
  bares.set(block, made)
  return made
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}-]+/gu) ?? []

/** Kazakh inflects at the end: words are the same where all but their last few letters are. */
const isSame = (a: string, b: string): boolean => {
  const shared = Math.min(a.length, b.length)
  const stem = Math.max(3, Math.ceil(shared * 0.7))
  return a.slice(0, stem) === b.slice(0, stem)
}

/** The length of the longest common subsequence of two word lists; texts are blocks, so the square is small. */
function inOrder(a: readonly string[], b: readonly string[]): number {
  const limit = 400
  let row: number[] = new Array(Math.min(b.length, limit) + 1).fill(0)
  for (const word of a.slice(0, limit)) {
    const next = [0]
    for (const [j, other] of b.slice(0, limit).entries()) {
      next.push(isSame(word, other) ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
