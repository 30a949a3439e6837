import type { Feats, Upos } from '../morphology/features.js'

/**
 * Words packed for shipping, one a line: how many first letters the word shares with the one before (in base 36), the
 * rest of its letters, and a capital for each part of speech it has with its count where that is not one.
 *
 * `0бала N7` is written `0балаN7`; after it, `4лықN` is балалық.
 */
export interface Packed {
  readonly lemma: string
  readonly tags: string
}

const codes: Readonly<Record<string, Upos>> = {
  A: 'ADJ', P: 'ADP', B: 'ADV', X: 'AUX', C: 'CCONJ', D: 'DET', I: 'INTJ', N: 'NOUN', M: 'NUM', T: 'PART', R: 'PRON',
  E: 'PROPN', S: 'SCONJ', V: 'VERB', F: 'X', G: 'PROPN', H: 'PROPN',
} // biome-ignore format: a table

/** Names of people have a gender in the treebank. */
const features: Readonly<Record<string, Feats>> = { G: { Gender: 'Masc' }, H: { Gender: 'Fem' } }

const codeOf: ReadonlyMap<string, string> = new Map(
  Object.entries(codes).map(([code, upos]) => [upos + (features[code]?.Gender ?? ''), code]),
)

/** Lemmas with their parts of speech (a name of a man is PROPNMasc, of a woman PROPNFem) and counts, sorted and packed. */
export function pack(words: ReadonlyMap<string, ReadonlyMap<string, number>>): string {
  let before = ''
  const lines = [...words]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lemma, tags]) => {
      let shared = 0
      while (shared < 35 && shared < lemma.length && lemma[shared] === before[shared]) shared++
      before = lemma
      const packed = [...tags].map(([upos, count]) => `${codeOf.get(upos) ?? ''}${count === 1 ? '' : count}`).join('')
      return `${shared.toString(36)}${lemma.slice(shared)}${packed}`
    })
  return lines.join('\n')
}

/** Reads packed words one after another. */
export function unpack(packed: string, each: (lemma: string, tags: string) => void): void {
  let before = ''
  let start = 0
  while (start < packed.length) {
    const found = packed.indexOf('\n', start)
    const end = found < 0 ? packed.length : found
    let letters = start + 1
    while (letters < end && !isCode(packed.charCodeAt(letters))) letters++
    before = before.slice(0, Number.parseInt(packed.charAt(start), 36)) + packed.slice(start + 1, letters)
    each(before, packed.slice(letters, end))
    start = end + 1
  }
}

/** Tags begin with a Latin capital; lemmas are Cyrillic, in small letters. */
const isCode = (code: number): boolean => code >= 65 && code <= 90

export interface Tag {
  readonly upos: Upos
  readonly feats: Feats | undefined
  /** How often the lemma was met with this part of speech; less than one where only a word list has it. */
  readonly weight: number
}

const bySignature = new Map<string, readonly Tag[]>()

/** `N7V` are a noun met seven times and a verb met once. Equal tags are one array. */
export function tagsOf(tags: string): readonly Tag[] {
  const before = bySignature.get(tags)
  if (before !== undefined) return before
  const made: Tag[] = []
  for (const [, code = '', count = ''] of tags.matchAll(/([A-Z])([\d.]*)/gu)) {
    const upos = codes[code]
    if (upos !== undefined) made.push({ upos, feats: features[code], weight: count === '' ? 1 : Number(count) })
  }
  bySignature.set(tags, made)
  return made
}
