import { type Feats, type Upos, uposTags } from '../morphology/features.js'

/** A syntactic word of a CoNLL-U file. */
export interface TreebankWord {
  readonly form: string
  readonly lemma: string
  readonly upos: Upos
  readonly feats: Feats
}

export const isUpos = (tag: string): tag is Upos => (uposTags as readonly string[]).includes(tag)

/** The features as CoNLL-U writes them: sorted, and an underscore where there are none. */
export function writeFeats(feats: Feats): string {
  const names = Object.keys(feats)
  if (names.length === 0) return '_'
  const order = (name: string): string => name.toLowerCase()
  return names
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((name) => `${name}=${feats[name]}`)
    .join('|')
}

/** Reads the FEATS column. */
export function readFeats(column: string): Feats {
  if (column === '_' || column === '') return {}
  return Object.fromEntries(
    column.split('|').map((pair) => {
      const equals = pair.indexOf('=')
      return [pair.slice(0, equals), pair.slice(equals + 1)]
    }),
  )
}

/**
 * The sentences of a CoNLL-U file: its syntactic words, without the ranges of multiword tokens and empty nodes.
 * Throws where a line is not CoNLL-U, saying which.
 */
export function readConllu(text: string): readonly (readonly TreebankWord[])[] {
  const found: TreebankWord[][] = []
  let sentence: TreebankWord[] = []
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (line.trim() === '') {
      if (sentence.length > 0) found.push(sentence)
      sentence = []
      continue
    }
    if (line.startsWith('#')) continue
    const [id = '', form, lemma, upos = '', , feats] = line.split('\t')
    if (/^\d+[-.]\d+$/u.test(id)) continue
    if (!/^\d+$/u.test(id) || form === undefined || lemma === undefined || feats === undefined) {
      throw new Error(`line ${index + 1} is not CoNLL-U: ${line.slice(0, 80)}`)
    }
    if (!isUpos(upos)) throw new Error(`line ${index + 1}: "${upos}" is not a universal part of speech`)
    sentence.push({ form, lemma, upos, feats: readFeats(feats) })
  }
  if (sentence.length > 0) found.push(sentence)
  return found
}
