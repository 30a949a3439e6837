import type { Range } from '../alignment/alignment.js'
import { analyze } from '../morphology/analyze.js'
import { type Upos, uposTags } from '../morphology/features.js'

/** A syntactic word of UD: its form, and the range of the text that shows it. */
export interface SyntacticWord extends Range {
  readonly form: string
}

/** An ending that UD_Kazakh-KTB makes a word of its own, after a stem of the parts of speech named. */
interface Splitting {
  readonly ending: RegExp
  readonly after: readonly Upos[]
}

const splittings: readonly Splitting[] = [
  // дайынбыз ("we are ready"), қуаныштымын ("I am glad"): the copula е.
  { ending: /(?:[мбп][ыі]н|[мбп][ыі]з|с[ыі]ң|с[ыі]з|с[ыі]ңдар|с[ыі]ңдер|с[ыі]здар|с[ыі]здер)$/u, after: ['ADJ'] },
  // балалы ("with a child"), баласыз ("without one"), where no dictionary has them as words. After other sounds -лы
  // is -ды and -ты, and most of those are accusatives.
  { ending: /(?:л[ыі]|с[ыі]з)$/u, after: ['NOUN'] },
  // 2011 жылғы ("of 2011")
  { ending: /(?<=^жыл)ғы$/u, after: ['NOUN'] },
]

/** сондай-ақ ("also") and such are one word, though they end like two. */
const particle = /^(?<stem>.+)-(?<particle>ау|ай|ақ)$/u

/**
 * The syntactic words of a token, as UD_Kazakh-KTB splits them: copulas after adjectives, the particles -ау and -ақ,
 * and -лы, -сыз, -ғы where no dictionary has the whole. One word where nothing is split.
 *
 * @example
 * udWords({ text: 'дайынбыз', start: 0, end: 8 }) // дайын 0–5, быз 5–8 ("we are ready")
 */
export function udWords({ text, start, end }: Range & { readonly text: string }): readonly SyntacticWord[] {
  const whole = [{ form: text, start, end }]
  const lower = text.toLowerCase()
  if (text.length > longest || isWord(lower)) return whole
  const splitAt = (at: number, form: string, skipped = 0): readonly SyntacticWord[] => [
    { form: text.slice(0, at), start, end: start + at },
    { form, start: start + at + skipped, end },
  ]
  const marked = particle.exec(lower)?.groups
  if (marked?.stem !== undefined && marked.particle !== undefined) {
    // KTB writes the hyphen with ақ and leaves it out with ау.
    return marked.particle === 'ақ'
      ? splitAt(marked.stem.length, text.slice(marked.stem.length))
      : splitAt(marked.stem.length, text.slice(marked.stem.length + 1), 1)
  }
  if (analyze(text).some(({ upos, feats }) => upos === 'VERB' && feats.VerbForm === 'Fin')) return whole
  for (const { ending, after } of splittings) {
    const at = ending.exec(lower)?.index
    if (at === undefined || at < 2) continue
    if (isWord(lower.slice(0, at), after)) return splitAt(at, text.slice(at))
  }
  return whole
}

/** Whether the lexicon has a word as it is, as one of these parts of speech or as any. */
const isWord = (word: string, tags: readonly Upos[] = uposTags): boolean =>
  analyze(word).some(
    ({ lemma, upos, confidence }) => lemma.toLowerCase() === word && confidence >= 0.7 && tags.includes(upos),
  )

/** Longer than any word: such runs of letters are not taken apart. */
const longest = 48
