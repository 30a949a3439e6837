import { elided, elidedAtWill } from '../lexicon/elision.js'
import { closedByLemma } from '../lexicon/lexicon.js'
import type { Feats, Upos } from './features.js'
import { type Edge, edges, finals, type State, startOf } from './morphotactics.js'
import { finalOf, isVowel, join, realize, soundOf } from './phonology.js'

/** A stem that suffixes are put after. */
interface Start {
  readonly word: string
  readonly state: State | undefined
  /** What the word says by itself. */
  readonly feats: Feats
}

/** No form has more suffixes than this. */
const mostSuffixes = 10

const within = (some: Feats, all: Feats): boolean => Object.entries(some).every(([name, value]) => all[name] === value)
const size = (feats: Feats): number => Object.keys(feats).length

/** Features that a word has by itself, not by its suffixes. */
const inherent = ['Gender', 'PronType', 'Reflex', 'NumType']

function startsOf(lemma: string, upos: Upos, feats: Feats): readonly Start[] {
  const listed = closedByLemma(lemma, upos)
    .filter((entry) => within(entry.feats, feats))
    .map((entry): Start => ({ word: entry.word, state: entry.start, feats: entry.feats }))
  // The word's own row before its odd forms: болып before боп.
  const own = listed.filter(({ word }) => word === lemma)
  const odd = listed.filter(({ word }) => word !== lemma)
  if (own.length > 0 || (odd.length > 0 && (upos === 'PRON' || lemma === 'е'))) return [...own, ...odd]
  const inherently = Object.fromEntries(
    Object.entries(feats).filter(([name]) => inherent.includes(name) && !(upos === 'NUM' && name === 'NumType')),
  )
  return [{ word: lemma, state: startOf[upos], feats: inherently }, ...odd]
}

/**
 * Words with this lemma, part of speech and features, by the tables that `analyze` reads words by; none where Kazakh
 * (as the tables know it) has no such form. Features are those of UD_Kazakh-KTB.
 *
 * @example
 * generate('кітап', 'NOUN', { Case: 'Dat', 'Number[psor]': 'Plur,Sing', 'Person[psor]': '3' }) // ['кітабына']
 */
export function generate(lemma: string, upos: Upos, feats: Feats): readonly string[] {
  const made = new Set<string>()
  for (const { word, state, feats: own } of startsOf(lemma, upos, feats)) {
    const wanted = Object.fromEntries(Object.entries(feats).filter(([name]) => own[name] === undefined))
    if (state === undefined) {
      if (size(wanted) === 0) made.add(word)
    } else extend(word, word, state, {}, wanted, 0, made)
  }
  return [...made]
}

function extend(
  lemma: string,
  word: string,
  state: State,
  said: Feats,
  wanted: Feats,
  suffixes: number,
  made: Set<string>,
): void {
  for (const last of finals[state]) {
    const all = { ...said, ...last }
    if (within(all, wanted) && size(all) === size(wanted)) made.add(word)
  }
  if (suffixes === mostSuffixes) return
  for (const edge of edges[state]) {
    if (edge.derives !== undefined || isLonger(edge) || !within(edge.feats, wanted)) continue
    // A suffix that says nothing new leads nowhere new, but for those that say nothing at all.
    if (size(edge.feats) > 0 && within(edge.feats, said)) continue
    for (const next of suffixed(lemma, word, edge)) {
      extend(lemma, next, edge.to, { ...said, ...edge.feats }, wanted, suffixes + 1, made)
    }
  }
}

/** A word and one more suffix: no form where the suffix does not stand after such a sound, two where a vowel may fall. */
function suffixed(lemma: string, word: string, edge: Edge): readonly string[] {
  if (edge.after !== undefined && !edge.after.includes(finalOf(word))) return []
  const suffix = realize(edge.template, soundOf(word))
  const whole = join(word, suffix, isVerbal(edge))
  const falls = word === lemma && elided.has(word) && (isVowel(suffix) || suffix.startsWith('у'))
  if (!falls) return [whole]
  const fallen = word.slice(0, -2) + word.slice(-1) + suffix
  return elidedAtWill.has(word) ? [fallen, whole] : [fallen]
}

const isVerbal = ({ feats }: Edge): boolean => feats.VerbForm !== undefined || feats.Voice !== undefined

/** Says in more letters what a plain case says: үйдегі ("that is at home") bears the features of үйде. */
const isLonger = ({ to, feats }: Edge): boolean =>
  to === 'attributive' && (feats.Case === 'Loc' || feats.Case === 'Gen')
