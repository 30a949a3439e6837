import { heads, type Listed, gazetteer as listed } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { keyOf } from './keys.js'

/** A name of the lists found at some words. */
export interface GazetteerHit {
  readonly from: number
  readonly to: number
  readonly listed: Listed
  readonly case?: string
}

interface Entry {
  readonly words: readonly string[]
  readonly listed: Listed
}

/** Names by the key of their first word, longest first. */
type Index = ReadonlyMap<string, readonly Entry[]>

interface Gazetteer {
  readonly names: Index
  /** Organizations by the part of their name that is written between quotation marks: Қайрат of Қайрат футбол клубы. */
  readonly quoted: ReadonlyMap<string, Listed>
  /** Every name of a place that was renamed, by each of its names. */
  readonly renamed: ReadonlyMap<string, readonly Listed[]>
}

let gazetteer: Gazetteer | undefined

function build(): Gazetteer {
  const names = new Map<string, Entry[]>()
  const quoted = new Map<string, Listed>()
  const byPresent = new Map<string, Listed[]>()
  const nouns = new Set(heads().flatMap(({ head }) => [head.toLowerCase(), ...possessed(head.toLowerCase())]))
  for (const entry of listed()) {
    for (const name of new Set([entry.name, ...entry.aliases])) {
      const words = wordsOfName(name)
      const first = words[0]
      // A person's surname alone names nobody yet.
      if (first === undefined || (entry.type === 'person' && entry.kind !== 'known' && words.length < 2)) continue
      const same = names.get(first)
      if (same === undefined) names.set(first, [{ words, listed: entry }])
      else same.push({ words, listed: entry })
      if (entry.type === 'organization') {
        const end = words.findIndex((word, i) => i > 0 && (nouns.has(word) || word === 'футбол' || word === 'хоккей'))
        const inside = end > 0 ? words.slice(0, end).join(' ') : words.join(' ')
        if (end > 0 || entry.kind !== 'government') quoted.set(inside, quoted.get(inside) ?? entry)
      }
    }
    if (entry.same !== undefined) byPresent.set(entry.same, [...(byPresent.get(entry.same) ?? []), entry])
  }
  for (const entries of names.values()) entries.sort((a, b) => b.words.length - a.words.length)
  const renamed = new Map<string, readonly Listed[]>()
  for (const [present, former] of byPresent) {
    const now = listed().find((entry) => entry.name === present && entry.type === 'place' && entry.same === undefined)
    const all = now === undefined ? former : [now, ...former]
    for (const entry of all) renamed.set(entry.name, all)
  }
  return { names, quoted, renamed }
}

/** How a head noun stands after the name that it belongs to: клубы, газеті. */
const possessed = (head: string): readonly string[] => ['ы', 'і', 'сы', 'сі'].map((ending) => head + ending)

const wordsOfName = (name: string): readonly string[] =>
  keyOf(name)
    .replace(/(?<=\p{L}\.)(?=\p{L})/gu, ' ')
    .split(' ')
    .filter((word) => word !== '')

const isValid = ({ from, to }: Listed, date: string | undefined): boolean =>
  date === undefined ||
  ((from === undefined || from <= date.slice(0, from.length)) && (to === undefined || date.slice(0, to.length) <= to))

/**
 * The longest listed name that begins at word `from`. Its last word may carry a case; the others stand as listed.
 * Where a name has been of several things, the one counts that had it on the article's date.
 *
 * @param capitals whether names are written with a capital in this text
 */
export function lookUp(
  words: readonly Word[],
  from: number,
  capitals: boolean,
  date: string | undefined,
): GazetteerHit | undefined {
  gazetteer ??= build()
  const first = words[from]
  if (first === undefined || first.kind === 'punctuation' || (capitals && !first.capital)) return undefined
  let best: GazetteerHit | undefined
  for (const key of keysOf(first)) {
    for (const entry of gazetteer.names.get(key) ?? []) {
      if (best !== undefined && entry.words.length < best.to - best.from) break
      const isBetter = best === undefined || entry.words.length > best.to - best.from
      if (!isBetter && isValid(best?.listed ?? entry.listed, date)) continue
      const hit = matchAt(words, from, entry)
      if (hit !== undefined && (isBetter || isValid(entry.listed, date))) best = hit
    }
  }
  return best
}

/** What the lists know under exactly this name. */
export function lookUpName(name: string): Listed | undefined {
  gazetteer ??= build()
  const words = wordsOfName(name)
  return gazetteer.names.get(words[0] ?? '')?.find((entry) => entry.words.join(' ') === words.join(' '))?.listed
}

/** Bodies of state by what their names end with, from the second word on; of several, the one with the shortest name. */
let endings: ReadonlyMap<string, Listed> | undefined

/** The body of state whose listed name ends with this: "жемқорлыққа қарсы іс-қимыл агенттігі". */
export function lookUpEnding(name: string): Listed | undefined {
  if (endings === undefined) {
    const made = new Map<string, Listed>()
    for (const entry of listed()) {
      if (entry.kind !== 'government' || entry.country !== 'KZ') continue
      const words = wordsOfName(entry.name)
      for (let i = 1; i < words.length - 1; i++) {
        const end = words.slice(i).join(' ')
        const other = made.get(end)
        if (other === undefined || entry.name.length < other.name.length) made.set(end, entry)
      }
    }
    endings = made
  }
  return endings.get(keyOf(name))
}

/** The organization that is listed with what stands between quotation marks as its name. */
export function lookUpQuoted(name: string): Listed | undefined {
  gazetteer ??= build()
  return gazetteer.quoted.get(keyOf(name))
}

/** Another name that a place had for a time; one without dates is only spelt otherwise: Уральск of Орал. */
const isFormer = ({ same, from, to }: Listed): boolean => same !== undefined && (from ?? to) !== undefined

/** What a place was called on a date, and all its names: Астана, which was Нұр-Сұлтан from March 2019 to September 2022. */
export function nameOn(
  place: string,
  date: string | undefined,
): { readonly name: string; readonly all: readonly string[] } {
  gazetteer ??= build()
  const all = gazetteer.renamed.get(place)
  if (all === undefined) return { name: place, all: [place] }
  const former = date === undefined ? undefined : all.find((entry) => isFormer(entry) && isValid(entry, date))
  const now = all.find((entry) => entry.same === undefined)
  return { name: (former ?? now)?.name ?? place, all: [now?.name ?? place, former?.name ?? place, place] }
}

const keysOf = (word: Word): ReadonlySet<string> =>
  new Set([keyOf(word.form), ...word.analyses.map((analysis) => keyOf(analysis.base))])

function matchAt(words: readonly Word[], from: number, entry: Entry): GazetteerHit | undefined {
  const { listed } = entry
  let at = from
  for (const [i, wanted] of entry.words.entries()) {
    const word = words[at]
    if (word === undefined) return undefined
    const form = keyOf(word.form)
    if (i === entry.words.length - 1) {
      const to = at + 1
      if (form === wanted) return { from, to, listed, case: 'Nom' }
      // "Ата заңымызда" (in our Constitution): ours, and so the one of the lists.
      const analysis = word.analyses.find(
        ({ base, lemma, feats }) =>
          feats.Case !== undefined && keyOf(feats['Person[psor]'] === '1' ? lemma : base) === wanted,
      )
      return analysis === undefined ? undefined : { from, to, listed, case: analysis.feats.Case ?? 'Nom' }
    }
    if (form === wanted) at++
    else {
      // "Батыс Еуропа – Батыс Қытай": a dash between words is a token of the text, and part of a word of the key.
      const to = spelledBy(words, at, wanted)
      if (to === undefined) return undefined
      at = to
    }
  }
  return undefined
}

/** Where the tokens end that together spell a word of a key: "Еуропа", "–", "Батыс" spell "еуропа-батыс". */
function spelledBy(words: readonly Word[], at: number, wanted: string): number | undefined {
  let spelled = ''
  for (let i = at; i < Math.min(words.length, at + 5); i++) {
    const word = words[i]
    if (word === undefined) return undefined
    // A name does not cross a quotation mark.
    if (keyOf(word.form) === '') return undefined
    spelled += keyOf(word.form)
    if (spelled === wanted) return i + 1
    if (!wanted.startsWith(spelled)) return undefined
  }
  return undefined
}
