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

/** Counts the words and names of an article, `before` it has them in its document. */
export async function putVocabulary(
  database: Kysely<Database>,
  record: ArticleRecord,
  words: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = [...words].map(([lexeme, written]) => {
    const word = unfolded(lexeme, written)
    return isSuggested(lexeme) ? { lexeme, word, spelling: spellingOf(word) } : { lexeme, word }
  })
  // In one order for all, so that two who save at once never wait for each other.
  await sql`
    with known as (
      select unnest(tsvector_to_array(terms)) as lexeme from documents where article_id = ${record.id}
    ), said as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as said (lexeme text, word text, spelling text)
    )
    insert into words (lexeme, word, spelling, articles)
    select coalesce(said.lexeme, known.lexeme), coalesce(said.word, known.lexeme), said.spelling,
      case when known.lexeme is null then 1 else -1 end
    from said full join known on known.lexeme = said.lexeme
    where said.lexeme is null or known.lexeme is null
    order by 1
    on conflict (lexeme) do update set
      articles = words.articles + excluded.articles,
      word = case when words.word = words.lexeme then excluded.word else words.word end
  `.execute(database)
  const names = namesOf(record)
  if (names.length === 0) return
  await sql`
    insert into names (key, spelling, name, articles)
    select key, spelling, name, 1
    from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as named (key text, spelling text, name text)
    order by key, spelling
    on conflict (key, spelling) do update set articles = names.articles + 1
    where not exists (select from documents where article_id = ${record.id})
  `.execute(database)
}

const suggestedTypes: ReadonlySet<EntityType> = new Set(['person', 'organization', 'place', 'initiative', 'document'])
const longestName = 120

interface NameRow {
  readonly key: string
  readonly spelling: string
  readonly name: string
}

/** A name is found by the beginning of any of its words. */
function namesOf(record: ArticleRecord): readonly NameRow[] {
  const rows = new Map<string, NameRow>()
  for (const { type, name } of record.entities) {
    if (!suggestedTypes.has(type) || name.length > longestName) continue
    const shown = name.replaceAll('\0', '').toWellFormed()
    const key = keyOf(type, shown)
    const spelling = spellingOf(shown)
    for (const { index } of spelling.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
      const row = { key, spelling: spelling.slice(index), name: shown }
      rows.set(JSON.stringify([key, row.spelling]), row)
    }
  }
  return [...rows.values()]
}
