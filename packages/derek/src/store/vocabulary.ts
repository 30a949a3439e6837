import { fold, toCyrillic } from 'kazakh'
import { type Kysely, sql } from 'kysely'
import type { ArticleRecord, EntityType } from '../record/schema.js'
import type { Database } from './schema.js'
import { keyOf } from './things.js'

/**
 * The words and names that the articles have, by how they are spelt without regard to Kazakh letters. They are counted
 * by articles: an article that is read again counts once.
 */

/** What a letter is on a keyboard without Kazakh letters; ы and і are taken for и. */
const plain: Readonly<Record<string, string>> = {
  ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', і: 'и', ы: 'и',
} // biome-ignore format: a table

/**
 * How a word of any script is spelt if one minds neither Kazakh letters nor doubled ones.
 *
 * @example
 * spellingOf('Қазақстан') // 'казакстан'
 */
export function spellingOf(text: string): string {
  const folded = fold(toCyrillic(text).text).replace(/[әғқңөұүіы]/gu, (letter) => plain[letter] ?? letter)
  return folded.replace(/(\p{L})\1+/gu, '$1')
}

/**
 * A lexeme as people write it: folding took й, ю, я and others away, which the beginning of a word in an article has.
 *
 * @example
 * unfolded('аиғақ', 'Айғағы') // 'айғақ'
 */
export function unfolded(lexeme: string, written: string): string {
  const letters = [...written.toLowerCase()]
  let best = lexeme
  let beginning = ''
  for (const letter of letters) {
    beginning += letter
    const known = fold(beginning)
    if (!lexeme.startsWith(known)) break
    best = beginning + lexeme.slice(known.length)
  }
  return best
}

const longestWord = 40
/** Numbers and signs are counted, and not suggested; neither are words of one or two letters. */
const isSuggested = (lexeme: string): boolean => lexeme.length <= longestWord && /^\p{L}{3,}(?:-\p{L}+)*$/u.test(lexeme)

/** An article, and its lexemes, each with a word that has it. */
export interface Worded {
  readonly record: ArticleRecord
  readonly words: ReadonlyMap<string, string>
}

/** Counts the words and names of articles that are not counted yet. */
export async function putVocabulary(database: Kysely<Database>, articles: readonly Worded[]): Promise<void> {
  const words = new Map<string, WordRow>()
  for (const article of articles) for (const row of wordsOf(article)) words.set(row.lexeme, added(row, words))
  // In one order for all, so that two who save at once never wait for each other.
  await sql`
    insert into words (lexeme, word, spelling, articles)
    select lexeme, word, spelling, articles from jsonb_to_recordset(${JSON.stringify([...words.values()])}::jsonb)
      as said (lexeme text, word text, spelling text, articles integer)
    order by lexeme collate "C"
    on conflict (lexeme) do update set
      articles = words.articles + excluded.articles,
      word = case when words.word = words.lexeme then excluded.word else words.word end
  `.execute(database)
  const names = new Map<string, NameRow>()
  for (const { record } of articles) {
    for (const [id, row] of namesOf(record)) {
      const known = names.get(id)
      names.set(id, known === undefined ? row : { ...known, articles: known.articles + row.articles })
    }
  }
  if (names.size === 0) return
  await sql`
    insert into names (key, spelling, name, articles)
    select key, spelling, name, articles from jsonb_to_recordset(${JSON.stringify([...names.values()])}::jsonb)
      as named (key text, spelling text, name text, articles integer)
    order by key collate "C", spelling collate "C"
    on conflict (key, spelling) do update set articles = names.articles + excluded.articles
  `.execute(database)
}

interface WordRow {
  readonly lexeme: string
  readonly word: string
  readonly spelling?: string
  readonly articles: number
}

const wordsOf = ({ words }: Worded): readonly WordRow[] =>
  [...words].map(([lexeme, written]) => {
    const word = unfolded(lexeme, written)
    return { lexeme, word, articles: 1, ...(isSuggested(lexeme) ? { spelling: spellingOf(word) } : {}) }
  })

/** A word with those of earlier articles: as the table has it when one comes after another. */
function added(row: WordRow, words: ReadonlyMap<string, WordRow>): WordRow {
  const known = words.get(row.lexeme)
  if (known === undefined) return row
  const word = known.word === known.lexeme ? row.word : known.word
  return { ...known, word, articles: known.articles + row.articles }
}

const suggestedTypes: ReadonlySet<EntityType> = new Set(['person', 'organization', 'place', 'initiative', 'document'])
const longestName = 120

interface NameRow {
  readonly key: string
  readonly spelling: string
  readonly name: string
  readonly articles: number
}

/** A name is found by the beginning of any of its words. */
function namesOf(record: ArticleRecord): ReadonlyMap<string, NameRow> {
  const rows = new Map<string, NameRow>()
  for (const { type, name } of record.entities) {
    if (!suggestedTypes.has(type) || name.length > longestName) continue
    const shown = name.replaceAll('\0', '').toWellFormed()
    const key = keyOf(type, shown)
    const spelling = spellingOf(shown)
    for (const { index } of spelling.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
      const row = { key, spelling: spelling.slice(index), name: shown, articles: 1 }
      rows.set(JSON.stringify([key, row.spelling]), row)
    }
  }
  return rows
}
