/** Two texts, one made from the other, and where every code unit of the made one stood in its source. */
export interface Aligned {
  readonly text: string
  readonly source: string
  /** `starts[i]` is the UTF-16 offset in `source` of code unit `i` of `text`; one more entry closes the text. */
  readonly starts: Uint32Array
}

/** A half-open range of UTF-16 offsets. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A text aligned with itself. */
export function identity(text: string): Aligned {
  const starts = new Uint32Array(text.length + 1)
  for (let i = 0; i <= text.length; i++) starts[i] = i
  return { text, source: text, starts }
}

/**
 * Builds an aligned text piece by piece: `copy` takes the next code units of the source as they are,
 * `replace` puts another text in place of the next code units.
 */
export class AlignmentBuilder {
  readonly #source: string
  readonly #starts: number[] = []
  #text = ''
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  get position(): number {
    return this.#at
  }

  copy(length: number): void {
    for (let i = 0; i < length; i++) this.#starts.push(this.#at + i)
    this.#text += this.#source.slice(this.#at, this.#at + length)
    this.#at += length
  }

  replace(length: number, text: string): void {
    // Code units that share a place in the source all start there, but never past its end.
    for (let i = 0; i < text.length; i++) this.#starts.push(this.#at + Math.min(i, Math.max(length - 1, 0)))
    this.#text += text
    this.#at += length
  }

  finish(): Aligned {
    this.copy(this.#source.length - this.#at)
    return { text: this.#text, source: this.#source, starts: Uint32Array.from([...this.#starts, this.#source.length]) }
  }
}

/** The range of the source that a range of the made text came from. */
export function toSource(aligned: Aligned, range: Range): Range {
  const start = aligned.starts[range.start] ?? aligned.source.length
  const end = aligned.starts[range.end] ?? aligned.source.length
  return { start, end: Math.max(start, end) }
}

/** `second` was made from the text of `first`: the alignment of its text with the source of `first`. */
export function compose(first: Aligned, second: Aligned): Aligned {
  if (first.text === first.source) return second
  const starts = second.starts.map((start) => first.starts[start] ?? first.source.length)
  return { text: second.text, source: first.source, starts }
}
