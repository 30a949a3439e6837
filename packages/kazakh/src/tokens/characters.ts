/** What a UTF-16 code unit is to the tokenizer. */
export const letter = 1
export const digit = 2
export const space = 3
export const punctuation = 4
/** Soft hyphens and zero-width marks, and raised or lowered digits: they go on a word but begin none. */
export const inner = 5
export const surrogate = 6
export const other = 7

const classes = new Uint8Array(0x10000)

/** Classes are found by the first who asks: a text meets a few hundred characters of the 65,536. */
function classify(code: number): number {
  const character = String.fromCharCode(code)
  const found = /\s/u.test(character)
    ? space
    : /[\p{L}\p{M}]/u.test(character)
      ? letter
      : /\p{Nd}/u.test(character)
        ? digit
        : /[\u00AD\u200B-\u200D\u2060\p{No}]/u.test(character)
          ? inner
          : /\p{P}/u.test(character)
            ? punctuation
            : code >= 0xd800 && code <= 0xdfff
              ? surrogate
              : other
  classes[code] = found
  return found
}

/** The class of the code unit at an offset; 0 past the end. */
export function classAt(text: string, at: number): number {
  if (at >= text.length) return 0
  const code = text.charCodeAt(at)
  return classes[code] || classify(code)
}

/** The offset after the letter at an offset (one or two code units), or the offset itself where there is none. */
export function afterLetter(text: string, at: number): number {
  const found = classAt(text, at)
  if (found === letter) return at + 1
  return found === surrogate && /^[\p{L}\p{M}]/u.test(text.slice(at, at + 2)) ? at + 2 : at
}

export const isUpper = (text: string): boolean => /^[\p{Lu}\p{Lt}]/u.test(text)
