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
  #starts: Uint32Array
  #length = 0
  #text = ''
  #at = 0

  constructor(source: string) {
    this.#source = source
    this.#starts = new Uint32Array(source.length + 16)
  }

  get position(): number {
    return this.#at
  }

  copy(length: number): void {
    if (length <= 0) return
    const starts = this.#room(length)
    for (let i = 0; i < length; i++) starts[this.#length++] = this.#at + i
    this.#text += this.#source.slice(this.#at, this.#at + length)
    this.#at += length
  }

  replace(length: number, text: string): void {
    // Code units that share a place in the source all start there, but never past its end.
    const starts = this.#room(text.length)
    const last = Math.max(length - 1, 0)
    for (let i = 0; i < text.length; i++) starts[this.#length++] = this.#at + Math.min(i, last)
    this.#text += text
    this.#at += length
  }

  /**
   * Puts a text in place of the next code units, piece by piece: `steps` says in turns how many code units of the
   * source are taken and how many of the text they became.
   */
  weave(text: string, steps: readonly number[]): void {
    const starts = this.#room(text.length)
    let at = this.#at
    let length = this.#length
    for (let step = 0; step + 1 < steps.length; step += 2) {
      const taken = steps[step] ?? 0
      const made = steps[step + 1] ?? 0
      for (let i = 0; i < made; i++) starts[length++] = at + (i < taken ? i : taken > 0 ? taken - 1 : 0)
      at += taken
    }
    this.#at = at
    this.#length = length
    this.#text += text
  }

  finish(): Aligned {
    this.copy(this.#source.length - this.#at)
    const starts = this.#room(1)
    starts[this.#length] = this.#source.length
    return { text: this.#text, source: this.#source, starts: starts.slice(0, this.#length + 1) }
  }

  /** The starts, with room for so many more: twice as large when full, so that a long text stays linear. */
  #room(more: number): Uint32Array {
    const needed = this.#length + more
    if (needed > this.#starts.length) {
      const grown = new Uint32Array(Math.max(needed, this.#starts.length * 2))
      grown.set(this.#starts)
      this.#starts = grown
    }
    return this.#starts
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
