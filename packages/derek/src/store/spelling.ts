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
export async function meantBy(database: Kysely<Database>, query: string): Promise<string | undefined> {
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

/** What may have been meant. The less it costs, the more likely it is. */
interface Guess {
  readonly form: string
  readonly change: number
  readonly cost: number
}

/** A form, in small Cyrillic letters, of a word that many articles have, that is written nearly so. */
async function meant(database: Kysely<Database>, written: string, has: number): Promise<string | undefined> {
  if (written.length < shortest || written.length > longest || !/^\p{L}+$/u.test(written)) return undefined
  const least = Math.max(1, has * manyTimes)
  const guesses = [...(await formsNear(database, written, least)), ...(await wordsWithin(database, written, least))]
  // A word that the lexicon knows is right, though no article has it; unless it is one letter of the keyboard away.
  const [own] = analyze(written)
  const most = own?.known === true && own.confidence >= sure ? slight : Number.POSITIVE_INFINITY
  let best: Guess | undefined
  for (const guess of guesses) {
    if (guess.change <= most && (best === undefined || guess.cost < best.cost)) best = guess
  }
  return best?.form
}

const slight = 0.5

/** Forms that are one mistake away, wherever it is, of words that the lexicon knows. */
async function formsNear(database: Kysely<Database>, written: string, least: number): Promise<readonly Guess[]> {
  const forms = [...oneMistakeAway(written)].flatMap(([form, change]) => {
    const [best] = analyze(form)
    if (best?.known !== true || best.confidence < sure) return []
    return [{ form, change, doubt: doubt * (1 - best.confidence), lexeme: lexemeOf(fold(best.lemma)) }]
  })
  const articles = await articlesWith(
    database,
    forms.map(({ lexeme }) => lexeme),
  )
  return forms.flatMap(({ form, change, doubt, lexeme }) => {
    const count = articles.get(lexeme) ?? 0
    return count < least ? [] : [{ form, change, cost: change + doubt - commonness * Math.log(count) }]
  })
}

const sure = 0.6
/** How much a form that the rules of sound do not vouch for costs. */
const doubt = 0.8
const alphabet = [...'аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюя']

function oneMistakeAway(written: string): ReadonlyMap<string, number> {
  const forms = new Map<string, number>()
  const add = (form: string, cost: number): void => {
    if (form !== written) forms.set(form, Math.min(cost, forms.get(form) ?? cost))
  }
  for (let i = 0; i <= written.length; i++) {
    const [before, letter, rest] = [written.slice(0, i), written.charAt(i), written.slice(i + 1)]
    const first = i === 0 ? firstCost : 0
    for (const other of alphabet) {
      add(
        before + other + letter + rest,
        first + (other === letter || other === before.at(-1) ? doubledCost : missingCost),
      )
      if (letter !== '') add(before + other + rest, replacing(letter, other) * (1 + first))
    }
    if (letter === '') continue
    add(before + rest, first + (letter === before.at(-1) ? doubledCost : 1))
    if (rest !== '') add(before + rest.charAt(0) + letter + rest.slice(1), first + swapCost)
  }
  return forms
}

/** A word that articles have, how far the written one's beginning is from it, and what then follows. */
interface Candidate {
  readonly word: string
  readonly ending: string
  readonly change: number
  readonly cost: number
}

/** Words that the articles have, whether the lexicon knows them or not, with what ending is written. */
async function wordsWithin(database: Kysely<Database>, written: string, least: number): Promise<readonly Guess[]> {
  const candidates: Candidate[] = []
  for (const { word, articles } of await wordsNear(database, spellingOf(written))) {
    if (articles < least) continue
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
  return candidates
    .toSorted((a, b) => a.cost - b.cost)
    .slice(0, mostTried)
    .flatMap(({ word, ending, change, cost }) => {
      const form = formOf(word, ending)
      if (form !== undefined) return form === written ? [] : [{ form, change, cost }]
      const isRest = ending.length <= longestRest && ending.length * 2 < word.length
      if (!isRest || change + strangeEnding > mostChange(word.length)) return []
      return [{ form: word, change: change + strangeEnding, cost: cost + strangeEnding }]
    })
}

const longestRest = 3
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
  const end = [...spelling]
    .reverse()
    .join('')
    .slice(0, Math.max(2, (length - 1) >> 1))
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
const missingCost = 0.85
/** People seldom err in the first letter. */
const firstCost = 0.4
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
      const missing = at(above, j) + (letter === word.charAt(i - 2) ? doubledCost : missingCost)
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
