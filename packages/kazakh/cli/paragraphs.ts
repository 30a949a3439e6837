/** A line of the input, or a part of one that is too long to be held. */
export interface Paragraph {
  readonly text: string
  /** Whether the line ends with it. */
  readonly ended: boolean
}

/** Longer lines are read in parts, so that memory stays flat. */
const longest = 1 << 16

/** Where a part of a line may end: after a sentence, else after a word, else anywhere but inside a character. */
function cutOf(text: string): number {
  for (const end of [/^.*[.!?…]["»”)]*(?=\s)/su, /^.*(?=\s)/su]) {
    const length = end.exec(text)?.[0].length ?? 0
    if (length > 0) return length
  }
  return /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length
}

/** Lines of an input that comes in pieces. */
export async function* paragraphs(input: AsyncIterable<string>): AsyncIterable<Paragraph> {
  let rest = ''
  let first = true
  for await (let piece of input) {
    if (first) piece = piece.replace(/^\ufeff/u, '')
    first = false
    const parts = piece.split('\n')
    for (const [index, part] of parts.entries()) {
      rest += part
      if (index < parts.length - 1) {
        yield { text: rest.replace(/\r$/u, ''), ended: true }
        rest = ''
      }
      while (rest.length > longest) {
        const cut = cutOf(rest.slice(0, longest))
        yield { text: rest.slice(0, cut), ended: false }
        rest = rest.slice(cut)
      }
    }
  }
  if (rest !== '') yield { text: rest, ended: true }
}
