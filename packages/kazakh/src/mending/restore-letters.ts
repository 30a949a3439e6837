import { type Aligned, AlignmentBuilder } from '../alignment/alignment.js'
import { modelOf } from '../scripts/models.js'
import { type Restored, restorer } from '../scripts/restore.js'
import { spellings } from '../scripts/spellings.js'

export interface RestoreOptions {
  /** Whether a small-letter word is one that there is; an analyzer or a list of words. */
  readonly known: (word: string) => boolean
  /** Restorations of less confidence are left out; 0.9 unless told, so that a word that could be two stays. */
  readonly atLeast?: number
}

/** A word that was typed without Kazakh letters, and what it is with them. */
export interface Restoration {
  readonly start: number
  readonly end: number
  readonly written: string
  readonly restored: string
  /**
   * From 0 to 1, as measured (eval/mending.ts): `sure` where the only known restoration is the one that the letters
   * around suggest too, `likely` where others are known, `unlikely` where only another than suggested is.
   */
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
const most = 128

const sure = 0.92
const likely = 0.83
const unlikely = 0.15

interface Answer {
  readonly word: string
  readonly confidence: number
}

/** A longer word is no word. */
const longest = 32

/**
 * Restores Kazakh letters in Cyrillic words typed without them, қазакстан or казакстан for қазақстан: where the word as
 * written is not known and a restoration is. Riskier than `mend`, so apart from it.
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
export function findRestorations(text: string, { known, atLeast = 0.9 }: RestoreOptions): Restoration[] {
  const answers = new Map<string, Answer | undefined>()
  const found: Restoration[] = []
  for (const match of text.matchAll(/\p{Script=Cyrillic}+/gu)) {
    const written = match[0]
    const lower = written.toLowerCase()
    if (lower.length > longest || lower.length < 3 || lower.length !== written.length) continue
    if (!answers.has(lower)) answers.set(lower, restorationOf(lower, known))
    const answer = answers.get(lower)
    if (answer === undefined || answer.confidence < atLeast) continue
    const restored = withCapitals(answer.word, written)
    const { index } = match
    found.push({ start: index, end: index + written.length, written, restored, confidence: answer.confidence })
  }
  return found
}

function restorationOf(word: string, known: (word: string) => boolean): Answer | undefined {
  if (known(word)) return undefined
  const guess = guessOf(word)
  const guessed = guess !== word && known(guess)
  const others = new Set<string>()
  for (const table of [backwards, forwards]) {
    for (const candidate of variants(word, table)) {
      if (candidate === word || candidate === guess || others.has(candidate) || !known(candidate)) continue
      others.add(candidate)
      if (others.size > 1) break
    }
  }
  if (guessed) return { word: guess, confidence: others.size === 0 ? sure : likely }
  const [only] = others
  return only === undefined || others.size > 1 ? undefined : { word: only, confidence: unlikely }
}

/** What the letters around them make of those that may have lost something; Kazakh letters that are there stay. */
function guessOf(word: string): string {
  restore ??= restorer('plain', modelOf('plain'))
  const { letters } = spellings.plain
  const guess = restore(Array.from(word, (letter) => letters.get(letter) ?? letter).join('')).text
  return Array.from(word, (letter, i) => ((letters.get(letter) ?? letter) === letter ? guess.charAt(i) : letter)).join(
    '',
  )
}
let restore: ((word: string) => Restored) | undefined

/** A word with each letter as it is or as it may have been meant. */
function variants(word: string, table: ReadonlyMap<string, string>): string[] {
  let made = ['']
  for (const letter of word) {
    const meant = table.get(letter)
    made = made.flatMap((text) => (meant === undefined ? [text + letter] : [text + letter, text + meant]))
    // Letters are most often missing throughout or here and there: the first ways and the last are kept.
    if (made.length > most) made = [...made.slice(0, most / 4), ...made.slice(-most / 4)]
  }
  return made
}

function withCapitals(word: string, written: string): string {
  return Array.from(word, (letter, i) => {
    const was = written.charAt(i)
    return was === was.toLowerCase() ? letter : letter.toUpperCase()
  }).join('')
}
