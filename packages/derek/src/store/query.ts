import { fold, terms } from 'kazakh'

/** What a query looks for: words one by one, phrases whose words stand side by side, and either as what must be absent. */
export interface Query {
  readonly clauses: readonly Clause[]
  /** Whether anything was asked for that is to be there: stop words alone ask for what no index has. */
  readonly asksForWords: boolean
}

export interface Clause {
  /** Its words in order, one where it is no phrase; each with the lexemes that it is found by. */
  readonly words: readonly (readonly string[])[]
  readonly isExcluded: boolean
  /** In quotation marks: it must be there as it is, even where some of the words are enough. */
  readonly isPhrase: boolean
}

/** UTF-16 code units of a query that are looked at. */
export const queryLimit = 1_000
const mostClauses = 32
const longestLexeme = 200

/**
 * A query as people write it, in any script and form: words, "phrases" or «phrases», and -exclusions.
 *
 * @example
 * parseQuery('"жаңа мектептің" -балабақша').clauses // [{ words: [['жаңа'], ['мектеп']], … }, { isExcluded: true, … }]
 */
export function parseQuery(text: string): Query {
  const clauses: Clause[] = []
  const loose: string[] = []
  let asksForWords = false
  const written = text.slice(0, queryLimit).toWellFormed().replaceAll('\0', ' ')
  for (const [, minus, quoted, bare = ''] of written.matchAll(pieces)) {
    const piece = quoted ?? bare
    if (minus === undefined && piece.trim() !== '') asksForWords = true
    if (minus === undefined && quoted === undefined) loose.push(piece)
    else clauses.push({ words: wordsOf(piece), isExcluded: minus !== undefined, isPhrase: true })
  }
  // Words outside of quotation marks are read together: екі жарым мың ("two and a half thousand") is one number.
  for (const word of wordsOf(loose.join(' '))) clauses.push({ words: [word], isExcluded: false, isPhrase: false })
  const known = clauses.filter(({ words }) => words.length > 0)
  return { clauses: withoutRepeats(known).slice(0, mostClauses), asksForWords }
}

/** A minus before it, then what is in quotation marks (the last may lack its closing one), or what has no white space. */
const pieces = /((?<!\S)[-−–])?(?:["«“„]([^"»”“]*)["»”“]?|([^\s"«»“”„]+))/gu

/** A word in Latin letters may be Kazakh, or stand as it is in a text in Cyrillic: both are looked for. */
function wordsOf(text: string): readonly (readonly string[])[] {
  return terms(text, { lemmas: 'best' }).flatMap(({ term, start, end }) => {
    const written = text.slice(start, end)
    const lexemes = [term, ...(/[a-z]/iu.test(written) ? [fold(written)] : [])].map(lexemeOf)
    const known = [...new Set(lexemes)].filter((lexeme) => lexeme !== '')
    return known.length === 0 ? [] : [known]
  })
}

/** A term as PostgreSQL can keep it. */
export const lexemeOf = (term: string): string =>
  term.replaceAll('\0', '').slice(0, longestLexeme).toWellFormed().trim()

function withoutRepeats(clauses: readonly Clause[]): readonly Clause[] {
  const known = new Set<string>()
  return clauses.filter(({ words, isExcluded }) => {
    const key = JSON.stringify([words, isExcluded])
    return known.has(key) ? false : known.add(key)
  })
}

/** A lexeme as it is written in the text of a tsvector or tsquery. */
export const quoteLexeme = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** A clause as the text of a tsquery. */
export const tsqueryOf = ({ words }: Clause): string =>
  `(${words.map((lexemes) => `(${lexemes.map(quoteLexeme).join(' | ')})`).join(' <-> ')})`

/** The lexemes that are looked for: what is marked in what is found. */
export const wantedOf = ({ clauses }: Query): ReadonlySet<string> =>
  new Set(clauses.flatMap(({ words, isExcluded }) => (isExcluded ? [] : words.flat())))
