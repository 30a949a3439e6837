import type { Word } from '../schema.js'
import { type NameClass, spansOf } from './classes.js'
import { decode } from './decode.js'
import { type NameModel, nameModel } from './model.js'

/** A name in a sentence: its words from `start` up to `end`, not including it. */
export interface FoundName {
  readonly start: number
  readonly end: number
  readonly class: NameClass
  /** How sure the model is of class and extent, 0 to 1. */
  readonly confidence: number
}

/** What is asked of a word; an analysed `Word` has it. */
export type NameableWord = Pick<Word, 'form' | 'kind' | 'start' | 'end'>

export interface NameOptions {
  /** False where capitals tell nothing though there may be some, as in text converted from töte. */
  readonly capitals?: boolean
  /** The shipped model, where not said. */
  readonly model?: NameModel
}

/** A word as the model has learned to see it, and the word of ours that it is a part of. */
interface Piece {
  readonly form: string
  readonly word: number
}

/**
 * Finds the names in the words of one sentence, of 25 classes: people, places, organizations, works, dates, amounts …
 * Names do not overlap and come in reading order. Text in capitals only or without any is known as such; say
 * `capitals: false` of text converted from töte, which has capitals only where sentences begin.
 *
 * @example
 * findNames(sentence.words) // «Астанада Айгүл Сәтова сөйледі» ("Aigül Sätova spoke in Astana"):
 * // [{ start: 0, end: 1, class: 'GPE', confidence: 0.99 }, { start: 1, end: 3, class: 'PERSON', confidence: 0.98 }]
 */
export function findNames(words: readonly NameableWord[], options: NameOptions = {}): readonly FoundName[] {
  const pieces = toPieces(words)
  const decoded = decode(
    pieces.map(({ form }) => form),
    options.model ?? nameModel(),
    options.capitals === false ? true : undefined,
  )
  const names: FoundName[] = []
  for (const span of spansOf(decoded.labels)) {
    const start = pieces[span.start]?.word ?? 0
    const end = (pieces[span.end - 1]?.word ?? 0) + 1
    const from = span.class === 'PERSON' ? startWithInitials(words, start) : start
    const before = names.at(-1)
    // Two names in the parts of one word: the first stands.
    if (before !== undefined && from < before.end) continue
    names.push({ start: from, end, class: span.class, confidence: decoded.confidence(span.start, span.end) })
  }
  return names
}

/** The training data is of speech written down: without initials, decimals in three words, quotation marks « and ». */
function toPieces(words: readonly NameableWord[]): readonly Piece[] {
  const pieces: Piece[] = []
  let quoted = false
  for (const [index, word] of words.entries()) {
    if (isInitial(words, index)) continue
    if (/^["“”„‟«»]$/u.test(word.form)) {
      quoted = opens(word.form, quoted)
      pieces.push({ form: quoted ? '«' : '»', word: index })
    } else if (/^(?:[-‐‑‒―]|--)$/u.test(word.form)) pieces.push({ form: '—', word: index })
    else if (word.kind === 'number') {
      for (const form of partsOfNumber(word.form)) pieces.push({ form, word: index })
    } else pieces.push({ form: word.form, word: index })
  }
  return pieces
}

/** The straight mark and the one that closes in English but opens nowhere are told by what is open. */
const opens = (mark: string, quoted: boolean): boolean =>
  mark === '"' ? !quoted : mark === '«' || mark === '„' || mark === '‟' || mark === '“'

/** 6,5 → 6 , 5 and 19:30 → 19 : 30, as in the training data; 1 200 000 → 1200000; 13.03.2020 stays. */
function partsOfNumber(form: string): readonly string[] {
  const whole = form.replace(/(?<=\d)[\s\u00a0\u202f](?=\d)/gu, '')
  return /^\d+[,:]\d+(?:-\p{L}+)?$/u.test(whole) ? whole.split(/([,:])/u) : [whole]
}

/** An initial before a name: Қ. Тоқаев. */
const isInitial = (words: readonly NameableWord[], index: number): boolean => {
  if (!/^\p{Lu}\.$/u.test(words[index]?.form ?? '')) return false
  let after = index + 1
  while (after < index + 3 && /^\p{Lu}\.$/u.test(words[after]?.form ?? '')) after++
  return /^\p{Lu}\p{L}/u.test(words[after]?.form ?? '')
}

function startWithInitials(words: readonly NameableWord[], start: number): number {
  let from = start
  while (from > 0 && start - from < 3 && isInitial(words, from - 1)) from--
  return from
}
