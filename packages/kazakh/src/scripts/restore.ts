import { choose, type Model } from './model.js'
import { type Lossy, pieces, spellings } from './spellings.js'

/**
 * The class of a töte word, which tells what its vowels may be: marked with the hamza (1); front by its letters (2);
 * with letters of both kinds (3); or none (0). The suffix -мен ("with") has ە after any stem: without it, a word has no
 * such letters (4), or back ones alone (5). The classes of a Latin word are one.
 */
export const classOf = (word: string, alphabet: Lossy): string => {
  if (alphabet !== 'tote') return ''
  if (/[ءٴٵٶٷٸأ]/u.test(word)) return '1'
  const stem = word.replace(/[مبپ]ەن(?:ەن)?$/u, '')
  const back = /[قعغ]/u.test(stem)
  if (/[ەكگک]/u.test(stem)) return back ? '3' : '2'
  return stem.length === word.length ? '0' : back ? '5' : '4'
}

export interface Restored {
  readonly text: string
  /** In turns: how many letters of the word were taken, and how many Cyrillic letters they became. */
  readonly steps: readonly number[]
}

/** Every Cyrillic piece that an alphabet can spell, with its spelling. */
export function spelledPieces(alphabet: Lossy): ReadonlyMap<string, string> {
  const { letters, joined } = spellings[alphabet]
  const spelled = new Map<string, string>([...joined, ...letters])
  for (const [letter, own] of letters) {
    for (const sign of ['ь', 'ъ']) if (own !== '' && letters.get(sign) === '') spelled.set(letter + sign, own)
  }
  return spelled
}

/** No decision looks further back than this. */
const sight = 24

/** The longest stem that a word may begin with and its spelling's length. */
const longestStem = 24

/** Restores small-letter words of an alphabet into Cyrillic. What is certain needs no model; the rest it decides. */
export function restorer(alphabet: Lossy, model: Model): (word: string) => Restored {
  const { strays, aliases } = spellings[alphabet]
  const spelled = spelledPieces(alphabet)
  // Letters that the model has never met: the longest spelling, and the first letter that the table gives it.
  const plain = new Map<string, string>()
  for (const [cyrillic, own] of spelled) if (own !== '' && !plain.has(own)) plain.set(own, cyrillic)

  const longestSpelling = (word: string, at: number): string | undefined =>
    [4, 3, 2, 1].map((length) => word.slice(at, at + length)).find((part) => plain.has(part))
  // Letters that may be more than one thing; of a letter that is always the same, its spelling alone says so.
  const options = new Map(
    [...model.answers].flatMap(([key, answers]) => {
      const known = answers.filter((answer) => spelled.has(answer))
      const open = {
        answers: known,
        spelled: known.map((answer) => spelled.get(answer) ?? ''),
        only: known.length === 1,
      }
      return known.length > 0 ? [[key, open] as const] : []
    }),
  )

  const exceptionOf = (word: string): { readonly stem: string; readonly cyrillic: string } | undefined => {
    for (let length = Math.min(word.length, longestStem); length > 1; length--) {
      const stem = word.slice(0, length)
      const exception = model.exceptions.get(stem)
      if (exception === undefined || !(exception.inflects || length === word.length)) continue
      return { stem, cyrillic: exception.cyrillic }
    }
    return undefined
  }

  return (written) => {
    const kind = classOf(written, alphabet)
    let word = ''
    for (let i = 0; i < written.length; i++) word += aliases.get(written.charAt(i)) ?? written.charAt(i)
    const made: string[] = []
    const steps: number[] = []
    let at = 0
    // Decisions look at the last letters only; a run of letters without end stays linear so.
    let before = ''
    const take = (own: string, cyrillic: string): void => {
      steps.push(own.length, cyrillic.length)
      made.push(cyrillic)
      before = (before.length > sight ? before.slice(-sight) : before) + cyrillic
      at += own.length
    }
    const exception = model.exceptions.size > 0 ? exceptionOf(word) : undefined
    if (exception !== undefined) {
      if (word.startsWith('ء')) take('ء', '')
      const { stem } = exception
      for (const { spelled, cyrillic } of pieces(exception.cyrillic, spellings[alphabet])) {
        // ь at a stem's end is dropped before a vowel: рубль, рублі (rouble, its rouble).
        const next = plain.get(word.charAt(at + spelled.length)) ?? ''
        const last = at + spelled.length === stem.length
        take(spelled, last && next !== '' && 'аәеиіоөуұүы'.includes(next) ? cyrillic.replace('ь', '') : cyrillic)
      }
    }
    while (at < word.length) {
      const letter = word.charAt(at)
      // ar.inform.kz writes -аев with a ي that other sites, and Cyrillic, do not have: توقايەۆ (Тоқаев).
      if (letter === 'ي' && word.startsWith('ەۆ', at + 1) && before.endsWith('а')) {
        take(letter, '')
        continue
      }
      const key = letter + kind
      const open = options.get(key)
      const chosen =
        open === undefined
          ? -1
          : open.only
            ? word.startsWith(open.spelled[0] ?? '', at)
              ? 0
              : -1
            : choose(open.spelled, model.weights, { key, before, word, at })
      const cyrillic = open?.answers[chosen]
      if (cyrillic !== undefined) take(open?.spelled[chosen] ?? letter, cyrillic)
      else {
        const part = longestSpelling(word, at)
        if (part === undefined) take(letter, strays.get(letter) ?? letter)
        else take(part, plain.get(part) ?? part)
      }
    }
    return { text: made.join(''), steps }
  }
}
