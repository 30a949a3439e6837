import { convert, detectLatin, detectScript, fold, toCyrillic, type Writing } from 'kazakh'
import { type Kysely, sql } from 'kysely'
import type { EntityType } from '../record/schema.js'
import type { Database } from './schema.js'
import { spellingOf } from './vocabulary.js'

/** What goes on as what was typed does: the whole query, in the script that it is typed in. */
export interface Suggestion {
  readonly query: string
  readonly kind: 'word' | EntityType
  /** The thing whose name it is. */
  readonly thing?: string
  /** About how many articles have it. */
  readonly articles: number
}

/** UTF-16 code units of what is typed that are looked at: the last. */
const typedLimit = 200
const shortest = 2

/**
 * Words and names that begin as the last word typed does, or names as all that is typed; in any script, with Kazakh
 * letters or without: "казакстан" begins Қазақстан, "aigul s" Айгүл Сапарова.
 */
export async function suggest(
  database: Kysely<Database>,
  typed: string,
  limit: number,
): Promise<readonly Suggestion[]> {
  const text = typed.slice(-typedLimit).toWellFormed().replaceAll('\0', ' ').trimStart()
  const [, before = '', last = ''] = /^(.*?)([\p{L}\p{M}\p{N}'ʼ’-]*)$/su.exec(text) ?? []
  const writing = writingOf(text)
  const [words, names] = [await wordsFrom(database, last, limit), await namesFrom(database, text, limit)]
  const all: readonly (Suggestion & { readonly isExact: boolean })[] = [
    ...names.map(({ name, key, thing, articles, isExact }) => ({
      query: inWriting(name, writing),
      kind: typeOf(key),
      thing,
      articles,
      isExact,
    })),
    ...words.map(({ word, articles, isExact }) => ({
      query: before + inWriting(word, writing),
      kind: 'word' as const,
      articles,
      isExact,
    })),
  ]
  const known = new Set<string>()
  return all
    .toSorted((a, b) => Number(b.isExact) - Number(a.isExact) || b.articles - a.articles)
    .filter(({ query }) => {
      const key = query.toLowerCase()
      return known.has(key) ? false : known.add(key)
    })
    .slice(0, limit)
    .map(({ isExact, ...suggestion }) => suggestion)
}

/** The alphabet of what someone writes. */
export function writingOf(text: string): Writing {
  const script = detectScript(text)
  return script === 'Arab' ? 'tote' : script === 'Latn' ? `latin-${detectLatin(text)}` : 'cyrillic'
}

export const inWriting = (text: string, writing: Writing): string =>
  writing === 'cyrillic' ? text : convert(text, { to: writing, from: 'cyrillic' }).text

/** The first text that comes after all that begin so. */
const after = (beginning: string): string => `${beginning}\u{10ffff}`

async function wordsFrom(database: Kysely<Database>, last: string, limit: number) {
  const spelling = spellingOf(last)
  if (spelling.length < shortest) return []
  const rows = await database
    .selectFrom('words')
    .select(['lexeme', 'word', 'articles'])
    .where('spelling', '>=', spelling)
    .where('spelling', '<', after(spelling))
    .where('articles', '>', 0)
    .orderBy('articles', 'desc')
    .orderBy('lexeme')
    .limit(limit * 3)
    .execute()
  const typed = fold(toCyrillic(last).text)
  return rows.map((row) => ({ ...row, isExact: row.lexeme.startsWith(typed) }))
}

async function namesFrom(database: Kysely<Database>, text: string, limit: number) {
  const spelling = spellingOf(text.replaceAll(/["«»“”„]/gu, '')).trimEnd()
  if (spelling.length < shortest) return []
  const { rows } = await sql<{ key: string; name: string; articles: number; thing: string }>`
    select known.key, known.name, known.articles, entity.thing
    from (
      select key, max(name) as name, max(articles) as articles from names
      where spelling >= ${spelling} and spelling < ${after(spelling)}
      group by key order by 3 desc, key limit ${limit * 3}
    ) as known
    cross join lateral (select thing from entities where entities.key = known.key limit 1) as entity
  `.execute(database)
  const typed = fold(toCyrillic(text).text).trimEnd()
  const things = new Set<string>()
  return rows
    .toSorted((a, b) => b.articles - a.articles)
    .filter(({ thing }) => (things.has(thing) ? false : things.add(thing)))
    .map((row) => ({ ...row, isExact: fold(row.name).includes(typed) }))
}

/** A key begins with the type of its thing. */
const typeOf = (key: string): EntityType => key.slice(0, key.indexOf(':')) as EntityType
