import { analyze, fold, terms, toCyrillic } from 'kazakh'
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
const mostStems = 6
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

/** A stem that a word may have, and what follows it. */
interface Stem {
  readonly stem: string
  readonly ending: string
}

/** A word, in small Cyrillic letters, that many articles have and that is written nearly so. */
async function meant(database: Kysely<Database>, written: string, has: number): Promise<string | undefined> {
  if (written.length < shortest || written.length > longest || !/^\p{L}+$/u.test(written)) return undefined
  let best: { readonly word: string; readonly ending: string; readonly cost: number } | undefined
  const stems = stemsOf(written)
  const candidates = await candidatesFor(database, [...new Set(stems.map(({ stem }) => spellingOf(stem)))])
  for (const { stem, ending } of stems) {
    const most = mostChange(stem.length)
    for (const { word, articles } of candidates) {
      if (articles < Math.max(1, has * manyTimes) || Math.abs(word.length - stem.length) > most) continue
      const change = distance(stem, word, most)
      if (change > most || (change === 0 && ending === '')) continue
      // What more articles have was meant more likely; a longer stem leaves less to a guessed ending.
      const cost = change - commonness * Math.log(articles) + endingCost * ending.length
      if (best === undefined || cost < best.cost) best = { word, ending, cost }
    }
  }
  return best === undefined ? undefined : inflected(best.word, best.ending)
}

const commonness = 0.08
const endingCost = 0.02

/** How much of a word may be wrong. */
const mostChange = (length: number): number => (length <= 4 ? 1 : length <= 7 ? 1.5 : 2.2)

/** The word as it is written, and what is left of it without the endings that it may have. */
function stemsOf(written: string): readonly Stem[] {
  const stems = new Map<string, Stem>([[written, { stem: written, ending: '' }]])
  for (const { suffixes } of analyze(written)) {
    const ending = suffixes.join('')
    const stem = written.slice(0, written.length - ending.length)
    if (stems.size > mostStems || stem.length < shortest - 1 || !written.endsWith(ending)) continue
    if (!stems.has(stem)) stems.set(stem, { stem, ending })
  }
  return [...stems.values()]
}

/** The word with the ending, where that is a form of it. */
function inflected(word: string, ending: string): string {
  if (ending === '') return word
  const form = word + ending
  const lexeme = terms(word, { lemmas: 'best' })[0]?.term
  return lexeme !== undefined && terms(form, { lemmas: 'best' })[0]?.term === lexeme ? form : word
}

/**
 * Words that begin or end as one of these does: one mistake, wherever it is, leaves one of the two halves as it was. The
 * middle is of neither, as two letters that changed places may be of both.
 */
async function candidatesFor(database: Kysely<Database>, spellings: readonly string[]): Promise<readonly Known[]> {
  const halves = spellings
    .filter(({ length }) => length >= 3)
    .map((spelling) => {
      const half = Math.max(2, (spelling.length - 1) >> 1)
      const end = [...spelling].reverse().join('').slice(0, half)
      return { beginning: spelling.slice(0, half), end, length: spelling.length }
    })
  if (halves.length === 0) return []
  const found = new Map<string, Known>()
  for (const { beginning, end, length } of halves) {
    const last = '\u{10ffff}'
    const { rows } = await sql<Known>`
      select lexeme, word, spelling, articles from (
        select * from words where spelling >= ${beginning} and spelling < ${beginning + last}
        union
        select * from words
        where reverse(spelling) collate "C" >= ${end} and reverse(spelling) collate "C" < ${end + last}
      ) as near
      where length(spelling) between ${length - 2} and ${length + 2} and articles > 0
      order by articles desc, lexeme limit ${mostCandidates}
    `.execute(database)
    for (const row of rows) found.set(row.lexeme, row)
  }
  return [...found.values()]
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
 * How far two words are apart: letters missing, added, replaced, or that changed places with the next; a Kazakh letter
 * typed as the one it looks like is the smallest mistake. Beyond `most` it says no more than that.
 */
export function distance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  let before: readonly number[] = []
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charAt(i - 1)
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const other = b.charAt(j - 1)
      const at = (row: readonly number[], j: number): number => row[j] ?? Number.POSITIVE_INFINITY
      const removed = at(above, j) + (letter === a.charAt(i - 2) ? doubledCost : 1)
      const added = at(row, j - 1) + (other === b.charAt(j - 2) ? doubledCost : 1)
      const swapped =
        i > 1 && j > 1 && letter === b.charAt(j - 2) && other === a.charAt(i - 2) && letter !== other
          ? at(before, j - 2) + swapCost
          : Number.POSITIVE_INFINITY
      const cost = Math.min(removed, added, at(above, j - 1) + replacing(letter, other), swapped)
      row.push(cost)
      least = Math.min(least, cost)
    }
    // A swap reaches back two rows.
    if (least > most && Math.min(...above) > most) return Number.POSITIVE_INFINITY
    before = above
    above = row
  }
  return above[b.length] ?? 0
}
