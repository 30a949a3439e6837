import type { Upos } from '../morphology/features.js'
import { uposTags } from '../morphology/features.js'
import { closed } from './closed.js'
import { words } from './words.js'

export interface Lexicon {
  /** How often a lemma was met with this part of speech; 0 where it never was. */
  frequency(lemma: string, upos: Upos): number
  uposOf(lemma: string): readonly Upos[]
}

const isUpos = (tag: string): tag is Upos => (uposTags as readonly string[]).includes(tag)

function load(...tables: readonly string[]): ReadonlyMap<string, ReadonlyMap<Upos, number>> {
  const entries = new Map<string, Map<Upos, number>>()
  for (const line of tables.flatMap((table) => table.split('\n'))) {
    const [lemma, upos, count] = line.split('\t')
    if (lemma === undefined || upos === undefined || !isUpos(upos)) continue
    const tags = entries.get(lemma) ?? new Map<Upos, number>()
    tags.set(upos, (tags.get(upos) ?? 0) + Number(count ?? 1))
    entries.set(lemma, tags)
  }
  return entries
}

const entries = load(words, closed)

/** The lexicon that the package ships: lemmas of the treebank and of UniMorph, and the closed classes. */
export const lexicon: Lexicon = {
  frequency: (lemma, upos) => entries.get(lemma)?.get(upos) ?? 0,
  uposOf: (lemma) => [...(entries.get(lemma)?.keys() ?? [])],
}
