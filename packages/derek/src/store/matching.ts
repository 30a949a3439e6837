import { terms } from 'kazakh'
import { lexemeOf, type Query } from './query.js'

/** Whether a text has what a query asks for: all its words and phrases, and none of its exclusions. */
export function matcherOf({ clauses, asksForWords }: Query): (text: string) => boolean {
  const isHopeless = asksForWords && clauses.every(({ isExcluded }) => isExcluded)
  return (text) => {
    if (isHopeless) return false
    const places = new Map<string, Set<number>>()
    for (const { term, position } of terms(text)) {
      const lexeme = lexemeOf(term)
      const known = places.get(lexeme)
      if (known === undefined) places.set(lexeme, new Set([position]))
      else known.add(position)
    }
    const isAt = (lexemes: readonly string[], at: number): boolean =>
      lexemes.some((lexeme) => places.get(lexeme)?.has(at) === true)
    return clauses.every(({ words, isExcluded }) => {
      const [first = [], ...rest] = words
      const starts = first.flatMap((lexeme) => [...(places.get(lexeme) ?? [])])
      const isThere = starts.some((start) => rest.every((lexemes, i) => isAt(lexemes, start + i + 1)))
      return isThere !== isExcluded
    })
  }
}
