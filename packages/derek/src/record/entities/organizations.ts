import { type Head, heads as listed } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { baseOf, caseOf, isClosingQuote, isKnown, isOpeningQuote, isPunctuation } from '../../language/words.js'
import type { Claims } from './mention.js'

/** A thing named by what ends its name: Қаржы министрлігі, «Бір белдеу – бір жол» бастамасы, … туралы келісім. */
export interface ThingHit {
  readonly from: number
  readonly to: number
  readonly type: Head['type']
  readonly name: string
  readonly case: string
  readonly aliases: readonly string[]
}

let index: ReadonlyMap<string, Head['type']> | undefined

/** The kind of thing that a word heads, if it heads a name. */
export function headType(word: Word | undefined): Head['type'] | undefined {
  index ??= new Map(listed().map(({ head, type }) => [head.toLowerCase(), type]))
  if (word === undefined || (word.kind !== 'word' && word.kind !== 'abbreviation')) return undefined
  for (const analysis of word.analyses) {
    if (analysis.feats.VerbForm !== undefined) continue
    const type = index.get(analysis.lemma.toLowerCase())
    if (type !== undefined) return type
  }
  return index.get(word.lower)
}

const caseAsHead = (word: Word): string =>
  word.analyses.find((a) => a.feats.VerbForm === undefined && index?.has(a.lemma.toLowerCase()))?.feats.Case ??
  caseOf(word) ??
  'Nom'
const baseAsHead = (word: Word): string =>
  word.analyses.find((a) => a.feats.VerbForm === undefined && index?.has(a.lemma.toLowerCase()))?.base ?? baseOf(word)
const isPossessedHead = (word: Word): boolean =>
  word.analyses.some((a) => index?.has(a.lemma.toLowerCase()) && a.feats['Person[psor]'] === '3')

/** The text of words as written, the last one in the nominative. */
export function nameOf(words: readonly Word[], from: number, to: number): string {
  let made = ''
  for (let i = from; i < to; i++) {
    const word = words[i]
    if (word === undefined) continue
    const last = i === to - 1
    made += last ? (headType(word) === undefined ? baseOf(word) : baseAsHead(word)) : word.form
    const next = words[i + 1]
    if (!last && next !== undefined && next.start > word.end) made += ' '
  }
  return made
}

/** A quoted name and the noun after it that says what it is; a quotation with a verb in it is speech. */
export function quotedAt(words: readonly Word[], from: number): ThingHit | undefined {
  if (!isOpeningQuote(words[from])) return undefined
  const close = words.findIndex((word, i) => i > from + 1 && i - from <= 14 && isClosingQuote(word))
  if (close === -1) return undefined
  const inside = words.slice(from + 1, close)
  if (inside.some((word) => /^[.!?…]+$/u.test(word.form)) || !/^[\p{Lu}\d]/u.test(inside[0]?.form ?? ''))
    return undefined
  const name = textBetween(words, from + 1, close)
  // Up to two words may stand between: «Бір белдеу - бір жол» мега жобасының ("of the mega-project").
  for (let i = close + 1; i <= close + 3; i++) {
    const word = words[i]
    if (word === undefined || isPunctuation(word)) break
    const type = headType(word)
    if (type === 'document' && inside.at(-1)?.lower === 'туралы') {
      return { from, to: i + 1, type, name: `${name} ${baseAsHead(word)}`, case: caseAsHead(word), aliases: [name] }
    }
    if (type !== undefined) return { from: from + 1, to: close, type, name, case: caseAsHead(word), aliases: [] }
    if (!isKnown(word, 'NOUN') && !isKnown(word, 'ADJ') && word.lower !== 'мега') break
  }
  return undefined
}

const textBetween = (words: readonly Word[], from: number, to: number): string => {
  let made = ''
  for (let i = from; i < to; i++) {
    made += words[i]?.form ?? ''
    const next = words[i + 1]
    if (i < to - 1 && next !== undefined && next.start > (words[i]?.end ?? 0)) made += ' '
  }
  return made
}

/**
 * A name that ends with a head noun and begins with the farthest capital that leads to it without a break:
 * Азиядағы Өзара Ықпалдастық және Сенім шаралары жөніндегі Кеңес; Ұлы Жібек жолы тұжырымдамасы.
 */
export function headedAt(words: readonly Word[], head: number, claims: Claims): ThingHit | undefined {
  const word = words[head]
  const type = headType(word)
  if (word === undefined || type === undefined || claims.has(head)) return undefined
  if (type === 'document') return documentAt(words, head)
  if (!isPossessedHead(word) && !(word.capital && type === 'organization')) return undefined
  const from = leftEnd(words, head, claims)
  if (from === undefined) return undefined
  // Of an initiative the name is what stands before the noun; of the rest, the noun belongs to it.
  if (type === 'initiative') {
    const name = textBetween(words, from, head)
    return { from, to: head, type, name, case: caseAsHead(word), aliases: [`${name} ${baseAsHead(word)}`] }
  }
  return { from, to: head + 1, type, name: nameOf(words, from, head + 1), case: caseAsHead(word), aliases: [] }
}

function leftEnd(words: readonly Word[], head: number, claims: Claims): number | undefined {
  let from: number | undefined
  for (let i = head - 1; i >= 0 && head - i <= 9; i--) {
    const word = words[i]
    if (word === undefined || claims.has(i) || breaksName(word, words[i + 1])) break
    if (word.capital) from = i
  }
  return from
}

/** A word that cannot stand inside a name: a stop, a verb, an adverb of time, a noun in an objective case. */
function breaksName(word: Word, next: Word | undefined): boolean {
  if (word.kind !== 'word') return true
  if (word.lower === 'және' || word.lower === 'мен' || word.lower === 'пен' || word.lower === 'бен')
    return next?.capital === undefined
  const first = word.analyses[0]
  if (first === undefined) return false
  if (first.upos === 'ADV' || first.upos === 'PRON' || first.upos === 'DET' || first.upos === 'AUX') return true
  if (first.upos === 'CCONJ' || first.upos === 'PART') return true
  if (first.upos === 'ADP') return !/^(жөніндегі|туралы)$/u.test(word.lower)
  if (first.feats.VerbForm !== undefined && first.feats.VerbForm !== 'Vnoun' && first.confidence >= 0.7) return true
  const caseName = first.feats.Case
  if (first.feats.Attributive === 'Yes') return !word.capital
  return caseName !== undefined && /^(Dat|Acc|Loc|Abl|Ins)$/u.test(caseName) && first.confidence >= 0.5
}

/** … туралы декларация, with what it is about; or № 55 Жарлық. */
function documentAt(words: readonly Word[], head: number): ThingHit | undefined {
  const word = words[head]
  const about = words[head - 1]
  if (word === undefined || about?.lower !== 'туралы') return undefined
  let from = head - 1
  for (let i = head - 2; i >= 0 && head - i <= 16; i--) {
    const before = words[i]
    if (before === undefined || breaksDocument(before)) break
    from = i
  }
  if (from >= head - 1) return undefined
  return {
    from,
    to: head + 1,
    type: 'document',
    name: nameOf(words, from, head + 1),
    case: caseAsHead(word),
    aliases: [],
  }
}

function breaksDocument(word: Word): boolean {
  if (isPunctuation(word)) return true
  const first = word.analyses[0]
  if (first === undefined) return false
  if (first.upos === 'ADV' || (first.upos === 'PRON' && first.feats.Case !== 'Gen')) return true
  if (first.feats.VerbForm !== undefined && first.feats.VerbForm !== 'Vnoun' && first.confidence >= 0.7) return true
  if (first.feats.Attributive === 'Yes') return false
  return first.feats.Case === 'Acc' || (/^(Dat|Loc|Abl)$/u.test(first.feats.Case ?? '') && first.confidence >= 0.7)
}
