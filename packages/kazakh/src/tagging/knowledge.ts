import type { TreebankWord } from './conllu.js'
import { writeFeats } from './conllu.js'

/** How a form becomes its lemma: so many letters go from its end, and these come instead. */
export interface Script {
  readonly cut: number
  readonly append: string
}

/** A reading that the treebank shows: how the lemma is made, the tag (UPOS|FEATS), and how often. */
export interface Reading extends Script {
  readonly tag: string
  readonly count: number
}

/** What is known of a word from unlabelled news: how often it was met, how often with a capital, its word class. */
export interface NewsWord {
  /** log2 of the count, rounded. */
  readonly size: number
  /** 0–4: how often it has a capital inside a sentence. */
  readonly capital: number
  /** 0–4: how often it is met with endings of nouns, and with endings of verbs. */
  readonly nominal: number
  readonly verbal: number
  /** Words met in the same surroundings have the same; 0 where it is too rare. */
  readonly cluster: number
}

/** What the tagger knows of words, beside the analyzer: all of it is counted, none of it weighed. */
export interface Knowledge {
  /** Readings of whole forms, by `formKey`. */
  readonly forms: ReadonlyMap<string, readonly Reading[]>
  /** Readings of endings, by `endingKey`. */
  readonly endings: ReadonlyMap<string, readonly Reading[]>
  /** What the treebank writes where the analyzer says a tag. */
  readonly conventions: ReadonlyMap<string, readonly { readonly tag: string; readonly share: number }[]>
  readonly news: ReadonlyMap<string, NewsWord>
}

export const tagOf = (word: Pick<TreebankWord, 'upos' | 'feats'>): string => `${word.upos}|${writeFeats(word.feats)}`

/** A form without what does not matter to its readings: capitals, and which digits it has. */
export const formKey = (lower: string): string => (/\d/u.test(lower) ? lower.replace(/\d+(?:[.,]\d+)*/gu, '0') : lower)

const classes: Readonly<Record<string, string>> = {
  а: 'A', е: 'A', ә: 'A', ы: 'I', і: 'I', д: 'D', т: 'D', л: 'D', н: 'D', м: 'B', б: 'B', п: 'B', ғ: 'G', г: 'G', қ: 'G', к: 'G',
} // biome-ignore format: a table

/** An ending as it is before harmony and assimilation: -лардан and -терден are one. */
export function endingKey(ending: string): string {
  let key = ''
  for (let i = 0; i < ending.length; i++) key += classes[ending.charAt(i)] ?? ending.charAt(i)
  return key
}

/** The script that makes a lemma of a form; both in small letters. */
export function scriptOf(form: string, lemma: string): Script {
  let same = 0
  while (same < form.length && same < lemma.length && form.charAt(same) === lemma.charAt(same)) same++
  return { cut: form.length - same, append: lemma.slice(same) }
}

export const applyScript = (form: string, { cut, append }: Script): string => form.slice(0, form.length - cut) + append

const openClass = /^(?:NOUN|PROPN|ADJ|VERB|NUM|ADV)\|/u

/** Longer endings are single words, not rules. */
const longestEnding = 9

/** Counts the readings of forms and endings in sentences of the treebank. */
export function countReadings(sentences: Iterable<readonly TreebankWord[]>): Pick<Knowledge, 'forms' | 'endings'> {
  const forms = new Counts()
  const endings = new Counts()
  for (const word of [...sentences].flat()) {
    const lower = word.form.toLowerCase()
    const script = scriptOf(lower, word.lemma.toLowerCase())
    const tag = tagOf(word)
    forms.add(formKey(lower), script, tag)
    if (script.cut > longestEnding || script.append.length > 2 || script.cut >= lower.length - 1) continue
    if (openClass.test(tag) && !/[\d_]/u.test(lower))
      endings.add(endingKey(lower.slice(lower.length - script.cut)), script, tag)
  }
  return { forms: forms.readings(), endings: endings.readings() }
}

class Counts {
  readonly #counts = new Map<string, Map<string, { script: Script; tag: string; count: number }>>()

  add(key: string, script: Script, tag: string): void {
    const readings = this.#counts.get(key) ?? new Map<string, { script: Script; tag: string; count: number }>()
    const name = `${script.cut} ${script.append} ${tag}`
    const reading = readings.get(name) ?? { script, tag, count: 0 }
    reading.count++
    readings.set(name, reading)
    this.#counts.set(key, readings)
  }

  readings(): ReadonlyMap<string, readonly Reading[]> {
    return new Map(
      [...this.#counts].map(([key, readings]) => [
        key,
        [...readings.values()]
          .map(({ script, tag, count }): Reading => ({ ...script, tag, count }))
          .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1)),
      ]),
    )
  }
}
