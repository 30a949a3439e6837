import { type Aligned, AlignmentBuilder } from '../alignment/alignment.js'

export interface RestoreOptions {
  /** Whether a small-letter word is one that there is; an analyzer or a list of words. */
  readonly known: (word: string) => boolean
}

/** A word that was typed without Kazakh letters, and what it is with them. */
export interface Restoration {
  readonly start: number
  readonly end: number
  readonly written: string
  readonly restored: string
  /** From 0 to 1: less, the more letters were restored and the shorter the word. */
  readonly confidence: number
}

/**
 * What each letter is typed for on a keyboard without Kazakh letters: in words of back vowels, and of front ones.
 * The letter itself is always among them.
 */
const backwards: ReadonlyMap<string, string> = new Map(
  Object.entries({ к: 'қ', г: 'ғ', н: 'ң', у: 'ұ', х: 'һ', и: 'ы' }),
)
const forwards: ReadonlyMap<string, string> = new Map(
  Object.entries({ а: 'ә', о: 'ө', у: 'ү', ы: 'і', и: 'і', н: 'ң', х: 'һ' }),
)

/** No word is tried in more ways than this. */
const most = 512

/** A longer word is no word. */
const longest = 32

/**
 * Restores Kazakh letters in Cyrillic words typed without them, қазакстан or казакстан for қазақстан: where the word as
 * written is not known and exactly one restoration is. Harmony says which letters may
 * stand together. Riskier than `mend`, so apart from it.
 *
 * @example
 * const words = new Set(['қазақстан'])
 * restoreLetters('казакстан', { known: (word) => words.has(word) }).text // 'қазақстан'
 */
export function restoreLetters(text: string, options: RestoreOptions): Aligned {
  const builder = new AlignmentBuilder(text)
  for (const { start, end, restored } of findRestorations(text, options)) {
    builder.copy(start - builder.position)
    builder.replace(end - start, restored)
  }
  return builder.finish()
}

/** The restorations of a text, each with its confidence. */
export function findRestorations(text: string, { known }: RestoreOptions): Restoration[] {
  const answers = new Map<string, { readonly word: string; readonly confidence: number } | undefined>()
  const found: Restoration[] = []
  for (const match of text.matchAll(/\p{Script=Cyrillic}+/gu)) {
    const written = match[0]
    const lower = written.toLowerCase()
    if (lower.length > longest || lower.length < 3 || lower.length !== written.length) continue
    if (!answers.has(lower)) answers.set(lower, restorationOf(lower, known))
    const answer = answers.get(lower)
    if (answer === undefined) continue
    const restored = withCapitals(answer.word, written)
    const { index } = match
    found.push({ start: index, end: index + written.length, written, restored, confidence: answer.confidence })
  }
  return found
}

function restorationOf(
  word: string,
  known: (word: string) => boolean,
): { readonly word: string; readonly confidence: number } | undefined {
  if (known(word)) return undefined
  let restored: string | undefined
  let fewest = 0
  for (const table of [backwards, forwards]) {
    for (const [candidate, changes] of variants(word, table)) {
      if (changes === 0 || candidate === restored || !known(candidate)) continue
      if (restored !== undefined) return undefined
      restored = candidate
      fewest = changes
    }
  }
  if (restored === undefined) return undefined
  return { word: restored, confidence: Math.min(1, (word.length - 1) / 6) * 0.96 ** (fewest - 1) }
}

/** A word with each letter as it is or as it may have been meant, with the number of changes; fewest changes first. */
function variants(word: string, table: ReadonlyMap<string, string>): [string, number][] {
  let made: [string, number][] = [['', 0]]
  for (const letter of word) {
    const meant = table.get(letter)
    if (meant === undefined) made = made.map(([text, changes]) => [text + letter, changes])
    else {
      made = made.flatMap(([text, changes]): [string, number][] => [
        [text + letter, changes],
        [text + meant, changes + 1],
      ])
      // Letters are most often missing throughout or once: those ways are kept.
      if (made.length > most) made = keepEnds(made)
    }
  }
  return made
}

function keepEnds(made: readonly [string, number][]): [string, number][] {
  const sorted = [...made].sort((a, b) => a[1] - b[1])
  return [...sorted.slice(0, most / 4), ...sorted.slice(-most / 4)]
}

function withCapitals(word: string, written: string): string {
  return Array.from(word, (letter, i) => {
    const was = written.charAt(i)
    return was === was.toLowerCase() ? letter : letter.toUpperCase()
  }).join('')
}
