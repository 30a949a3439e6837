import { closed } from '../lexicon/closed.js'
import { type Entry, type Lexicon, lexicon } from '../lexicon/lexicon.js'
import { names } from '../lexicon/names.js'
import { news } from '../lexicon/news.js'
import { tagsOf, unpack } from '../lexicon/packed.js'
import { stems } from '../lexicon/stems.js'
import { createAnalyzer } from '../morphology/analyze.js'
import type { Upos } from '../morphology/features.js'
import { type Resources, resourcesOf } from './candidates.js'
import type { TreebankWord } from './conllu.js'

type Sentences = readonly (readonly TreebankWord[])[]

/** Every tenth sentence of the treebank's training file is for development: the built-in lexicon has not seen it. */
export const isDevelopment = (index: number): boolean => index % 10 === 9

const keyOf = (lemma: string, upos: Upos): string => `${lemma}\t${upos}`

/** What the lexicon has from elsewhere than the treebank: word lists, names, the closed classes written by hand. */
function knownElsewhere(): ReadonlySet<string> {
  const known = new Set<string>()
  for (const packed of [stems, news, names]) {
    unpack(packed, (lemma, tags) => {
      for (const { upos } of tagsOf(tags)) known.add(keyOf(lemma, upos))
    })
  }
  for (const { upos, words } of closed)
    for (const word of words.split(/\s+/u)) known.add(keyOf(word.replace('&', ' '), upos))
  return known
}

/** The weight of an entry that only a word list has. */
const listed = 0.3

/**
 * The built-in lexicon has the lemmas of the treebank. Whoever learns or measures on sentences of the treebank must
 * not know from the lexicon what only these sentences taught it: this makes the analyzer without that. A word that
 * UniMorph has too, and no other list, is left out with them: its table does not say so.
 *
 * `all` is the treebank's training file, from which the lexicon was made.
 */
export function treebankResources(all: Sentences): (held: Sentences) => Resources {
  const counted = new Set(all.filter((_, index) => !isDevelopment(index)))
  const elsewhere = knownElsewhere()
  return (held) => {
    const counts = new Map<string, Map<Upos, number>>()
    for (const { lemma, upos } of held.filter((sentence) => counted.has(sentence)).flat()) {
      const lower = lemma.toLowerCase()
      const row = counts.get(lower) ?? new Map<Upos, number>()
      row.set(upos, (row.get(upos) ?? 0) + 1)
      counts.set(lower, row)
    }
    const builtIn = lexicon()
    const changed = new Map<string, readonly Entry[] | undefined>()
    for (const [lemma, row] of counts) {
      const entries = (builtIn.get(lemma) ?? []).flatMap((entry): readonly Entry[] => {
        const count = row.get(entry.upos) ?? 0
        if (count === 0 || entry.lemma !== undefined) return [entry]
        if (entry.weight > count) return [{ ...entry, weight: entry.weight - count }]
        return elsewhere.has(keyOf(lemma, entry.upos)) ? [{ ...entry, weight: listed }] : []
      })
      changed.set(lemma, entries.length > 0 ? entries : undefined)
    }
    const get = (word: string): readonly Entry[] | undefined =>
      changed.has(word) ? changed.get(word) : builtIn.get(word)
    const without: Lexicon = { get, has: (word) => get(word) !== undefined }
    return resourcesOf(createAnalyzer({ lexicon: without }), without)
  }
}
