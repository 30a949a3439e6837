import { analyze, fold, restoreLetters, terms, toCyrillic } from 'kazakh'
import { type Kysely, sql } from 'kysely'
import { lexemeOf, queryLimit } from './query.js'
import type { Database } from './schema.js'
import { inWriting, writingOf } from './suggest.js'
import { spellingOf } from './vocabulary.js'

/** What may have been meant: «Іздегеніңіз … ме?». The words that articles have are all that is known of spelling. */

/** A word that so many articles have is no mistake. */
const enough = 3
/** A word that fewer have may be one, that the articles make too, if so many times as many have another. */
const manyTimes = 20
const shortest = 4
const longest = 32
const mostWords = 8
const mostCandidates = 2_000

interface Known {
  readonly lexeme: string
  readonly word: string
  readonly spelling: string
  readonly articles: number
}

/**
 * The query with its misspelt words put right, in its own script; undefined where all its words are known, or nothing
 * near them is.
 */
export async function correct(database: Kysely<Database>, query: string): Promise<string | undefined> {
  const text = query.slice(0, queryLimit).toWellFormed().replaceAll('\0', ' ')
  const written = terms(text, { lemmas: 'best' }).slice(0, mostWords)
  const articles = await articlesWith(
    database,
    written.map(({ term }) => lexemeOf(term)),
  )
  const writing = writingOf(text)
  let corrected = ''
  let from = 0
  for (const { term, start, end } of written) {
    const original = text.slice(start, end)
    const has = articles.get(lexemeOf(term)) ?? 0
    if (has >= enough || start < from) continue
    const right = await meant(database, toCyrillic(original).text.toLowerCase(), has)
    if (right === undefined) continue
    const shown = inWriting(withCapital(right, original), writing)
    if (fold(shown) === fold(original)) continue
    corrected += text.slice(from, start) + shown
    from = end
  }
  return from === 0 ? undefined : corrected + text.slice(from)
}

const withCapital = (word: string, like: string): string =>
  /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word

async function articlesWith(
  database: Kysely<Database>,
  lexemes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (lexemes.length === 0) return new Map()
  const rows = await database
    .selectFrom('words')
    .select(['lexeme', 'articles'])
    .where('lexeme', 'in', [...new Set(lexemes)])
    .execute()
  return new Map(rows.map(({ lexeme, articles }) => [lexeme, articles]))
}

/** A word that articles have, how far from it the written one begins, and what then follows. */
interface Candidate {
  readonly word: string
  readonly ending: string
  readonly change: number
  readonly cost: number
}

/** A word, in small Cyrillic letters, that many articles have and that is written nearly so. */
async function meant(database: Kysely<Database>, written: string, has: number): Promise<string | undefined> {
  if (written.length < shortest || written.length > longest || !/^\p{L}+$/u.test(written)) return undefined
  const candidates: Candidate[] = []
  for (const { word, articles } of await wordsNear(database, spellingOf(written))) {
    if (articles < Math.max(1, has * manyTimes)) continue
    const most = mostChange(Math.min(word.length, written.length))
    let best: Candidate | undefined
    for (const [length, change] of distances(word, written, most).entries()) {
      if (change > most) continue
      const ending = written.slice(length)
      // What more articles have was meant more likely; what leaves less to an ending, too.
      const cost = change + endingCost * ending.length - commonness * Math.log(articles)
      if (best === undefined || cost < best.cost) best = { word, ending, change, cost }
    }
    if (best !== undefined) candidates.push(best)
  }
  let right: { readonly form: string; readonly cost: number } | undefined
  for (const { word, ending, change, cost } of candidates.toSorted((a, b) => a.cost - b.cost).slice(0, mostTried)) {
    const form = formOf(word, ending)
    const known = form ?? word
    const added = form === undefined ? strangeEnding : 0
    if (known === written || change + added > mostChange(word.length)) continue
    if (right === undefined || cost + added < right.cost) right = { form: known, cost: cost + added }
  }
  return right?.form
}

const mostTried = 12
const commonness = 0.08
const endingCost = 0.04
/** What follows the word is no ending of it: the ending may be misspelt too. */
const strangeEnding = 0.8

/** How much of a word may be wrong. */
const mostChange = (length: number): number => (length <= 4 ? 1 : length <= 7 ? 1.5 : 2.2)

/** The word with the ending, Kazakh letters in it restored; undefined where that is no form of it. */
function formOf(word: string, ending: string): string | undefined {
  if (ending === '') return word
  const known = (form: string): boolean => analyze(form).some(({ lemma }) => fold(lemma) === fold(word))
  const form = restoreLetters(word + ending, { known, atLeast: 0 }).text
  return known(form) ? form : undefined
}

/**
 * Words that begin as this one does, whatever follows, or that end so and are about as long: of one mistake one of the
 * two is free, and Kazakh letters make no difference.
 */
async function wordsNear(database: Kysely<Database>, spelling: string): Promise<readonly Known[]> {
  const { length } = spelling
  if (length < shortest - 1) return []
  const beginning = spelling.slice(0, length < 6 ? 2 : 3)
  const end = [...spelling].reverse().join('').slice(0, Math.max(2, (length - 1) >> 1))
  const last = '\u{10ffff}'
  const { rows } = await sql<Known>`
    select lexeme, word, spelling, articles from words
    where spelling >= ${beginning} and spelling < ${beginning + last} and length(spelling) <= ${length + 2}
    union
    select lexeme, word, spelling, articles from words
    where reverse(spelling) collate "C" >= ${end} and reverse(spelling) collate "C" < ${end + last}
      and length(spelling) between ${length - 2} and ${length + 2}
    order by articles desc, lexeme limit ${mostCandidates}
  `.execute(database)
  return rows
}

/** Letters that a keyboard without Kazakh letters has one of for all. */
const alike = ['аә', 'гғ', 'кқ', 'нң', 'оө', 'уұү', 'ыіий', 'хһ', 'еэё', 'шщ', 'ьъ']
/** Sounds that are taken for one another. */
const close = ['пб', 'тд', 'кгқғ', 'сз', 'шж', 'оұө', 'еәэ', 'уу', 'вб', 'хқ', 'лр']
/** The rows of the keyboard: letters side by side are hit for one another. */
const rows = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю']

const alikeCost = 0.25
const nearCost = 0.75
const swapCost = 0.75
const doubledCost = 0.4

const costs: ReadonlyMap<string, number> = new Map([
  ...rows.flatMap((row) => [...row].slice(1).map((letter, i) => [`${row.charAt(i)}${letter}`, nearCost] as const)),
  ...close.flatMap((letters) => pairsOf(letters).map((pair) => [pair, nearCost] as const)),
  ...alike.flatMap((letters) => pairsOf(letters).map((pair) => [pair, alikeCost] as const)),
])

function pairsOf(letters: string): readonly string[] {
  return [...letters].flatMap((a, i) => [...letters].slice(i + 1).map((b) => a + b))
}

const replacing = (a: string, b: string): number =>
  a === b ? 0 : Math.min(costs.get(a + b) ?? 1, costs.get(b + a) ?? 1)

/**
 * How far a word is from each beginning of another, by the length of that: letters missing, added, replaced, or that
 * changed places with the next; a Kazakh letter typed as the one it looks like is the smallest mistake. Nothing where
 * all are more than `most` apart.
 *
 * @example
 * distances('ғалым', 'галымның')[5] // 0.25
 */
export function distances(word: string, written: string, most = Number.POSITIVE_INFINITY): readonly number[] {
  const at = (row: readonly number[], j: number): number => row[j] ?? Number.POSITIVE_INFINITY
  let before: readonly number[] = []
  let above: readonly number[] = Array.from({ length: written.length + 1 }, (_, j) => j)
  for (let i = 1; i <= word.length; i++) {
    const letter = word.charAt(i - 1)
    const row = [i]
    for (let j = 1; j <= written.length; j++) {
      const other = written.charAt(j - 1)
      const missing = at(above, j) + (letter === word.charAt(i - 2) ? doubledCost : 1)
      const added = at(row, j - 1) + (other === written.charAt(j - 2) ? doubledCost : 1)
      const replaced = at(above, j - 1) + replacing(letter, other)
      const isSwapped = i > 1 && j > 1 && letter === written.charAt(j - 2) && other === word.charAt(i - 2)
      const swapped = isSwapped && letter !== other ? at(before, j - 2) + swapCost : Number.POSITIVE_INFINITY
      row.push(Math.min(missing, added, replaced, swapped))
    }
    // A swap reaches back two rows.
    if (Math.min(...row) > most && Math.min(...above) > most) return []
    before = above
    above = row
  }
  return above
}
