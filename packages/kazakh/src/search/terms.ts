import { compose, type Range, toSource } from '../alignment/alignment.js'
import { mend } from '../mending/mend.js'
import { analyze } from '../morphology/analyze.js'
import { findNumbers } from '../numbers/find.js'
import { toCyrillic } from '../scripts/convert.js'
import type { LatinVariant } from '../scripts/detect.js'
import { type Token, tokenize } from '../tokens/tokenize.js'
import { stopWords } from './stopwords.js'

/** An index term, and the range of the original text that it stands for. A word with several lemmas has several. */
export interface Term extends Range {
  readonly term: string
  /** The place of its word among those that are kept, from 0: for phrases and nearness. */
  readonly position: number
}

export interface TermOptions {
  /** Lemmas that are left out, or false for none; the list of this package where not said. */
  readonly stopWords?: ReadonlySet<string> | false
  /**
   * 'plausible' (for documents, and where not said): a word has its second-best lemma too, where it is about as sure.
   * 'best' (for queries): one lemma a word. Measured together they find the most.
   */
  readonly lemmas?: 'plausible' | 'best'
  /** The Latin alphabet, where a text (a query, say) is too short to show it. */
  readonly latin?: LatinVariant
}

/**
 * The index terms of a text in any Kazakh script: mended, in Cyrillic, lemmatized, folded; numbers as their values.
 * Documents and queries go through the same function, so that a query in one script and form finds all others; for
 * queries ask for the best lemmas only.
 *
 * @example
 * terms('Қазақстанның') // [{ term: 'қазақстан', position: 0, start: 0, end: 12 }]
 * terms('екі жарым мың') // [{ term: '#2500', … }]
 */
export function terms(text: string, options: TermOptions = {}): readonly Term[] {
  const mended = mend(text)
  const aligned = compose(mended, toCyrillic(mended.text, options.latin))
  const left = options.stopWords === false ? none : (options.stopWords ?? stopWords)
  const most = options.lemmas === 'best' ? 1 : 2
  const tokens = tokenize(aligned.text)
  const numbers = findNumbers(aligned.text, tokens)
  const found: Term[] = []
  let position = 0
  let next = 0
  const add = (made: Iterable<string>, range: Range): void => {
    const { start, end } = toSource(aligned, range)
    for (const term of made) found.push({ term, position, start, end })
    position += 1
  }
  for (const token of tokens) {
    while ((numbers[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next += 1
    const number = numbers[next]
    if (number !== undefined && number.start <= token.start) {
      if (number.start === token.start) add([`#${number.value}`], number)
      continue
    }
    for (const [piece, range] of piecesOf(token)) {
      const made = termsOf(piece, token, left, most)
      if (made.size > 0) add(made, range)
    }
  }
  return found
}

const none: ReadonlySet<string> = new Set()

/** The ranges of a text that a query finds, to be marked where the text is shown. */
export function highlights(text: string, query: string, options: TermOptions = {}): readonly Range[] {
  const wanted = new Set(terms(query, { ...options, lemmas: 'best' }).map(({ term }) => term))
  const marked: Range[] = []
  for (const { term, start, end } of terms(text, options)) {
    if (wanted.has(term) && marked.at(-1)?.start !== start) marked.push({ start, end })
  }
  return marked
}

/** The words of a hyphenated word are looked for one by one too; БҰҰ-дағы ("in the UN") has one word. */
function piecesOf(token: Token): readonly (readonly [text: string, range: Range])[] {
  if (token.kind !== 'word' || !/\p{L}{3}-\p{L}{3}/u.test(token.text)) return [[token.text, token]]
  const pieces: [string, Range][] = []
  for (const match of token.text.matchAll(/[^-‐‑]+/gu)) {
    const start = token.start + match.index
    pieces.push([match[0], { start, end: start + match[0].length }])
  }
  return pieces
}

function termsOf(text: string, { kind }: Token, left: ReadonlySet<string>, most: number): ReadonlySet<string> {
  switch (kind) {
    case 'word':
      return lemmaTerms(text, left, most)
    case 'punctuation':
    case 'suffix':
    case 'symbol':
      return none
    case 'abbreviation':
      return new Set([fold(text.replaceAll('.', ''))])
    case 'handle':
    case 'hashtag':
      return new Set([fold(text.slice(1))])
    default:
      return new Set([fold(text)])
  }
}

/** Lemmas that are this much less sure than the best are no reason to find a text. */
const margin = 0.1

function lemmaTerms(word: string, left: ReadonlySet<string>, most: number): ReadonlySet<string> {
  const analyses = analyze(word).toSorted((a, b) => b.confidence - a.confidence)
  const best = analyses[0]
  if (best === undefined || left.has(best.lemma.toLowerCase()) || left.has(word.toLowerCase())) return none
  const made = new Set<string>()
  for (const { lemma, confidence } of analyses) {
    if (confidence >= best.confidence - margin && made.size < most) made.add(fold(lemma))
  }
  return made
}

const folded: Readonly<Record<string, string>> = {
  ё: 'е', һ: 'х', щ: 'ш', э: 'е', й: 'и', ъ: '', ь: '', я: 'иа', ю: 'иу', ц: 'тс',
} // biome-ignore format: a table

/** One spelling for what scripts and writers spell in several ways: һ and х, ё and е, й and и, партия and partıa. */
export function fold(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ёһщэйъьяюц]/gu, (letter) => folded[letter] ?? letter)
    .replace(/ии+/gu, 'и')
}
