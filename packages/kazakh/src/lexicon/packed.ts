import type { Feats, Upos } from '../morphology/features.js'

/**
 * Words packed for shipping. The first line names the kinds of words, each by its parts of speech and their counts where
 * they are not one (`N7V` is a noun met seven times and a verb met once). Then comes a word a line, in order: how many
 * first letters it shares with the one before (in base 36), the rest of its letters, and the letter of its kind.
 *
 * After `0балаA`, `4лықB` is балалық.
 */

const codes: Readonly<Record<string, Upos>> = {
  A: 'ADJ', P: 'ADP', B: 'ADV', X: 'AUX', C: 'CCONJ', D: 'DET', I: 'INTJ', N: 'NOUN', M: 'NUM', T: 'PART', R: 'PRON',
  E: 'PROPN', S: 'SCONJ', V: 'VERB', F: 'X', G: 'PROPN', H: 'PROPN',
} // biome-ignore format: a table

/** Names of people have a gender in the treebank. */
const features: Readonly<Record<string, Feats>> = { G: { Gender: 'Masc' }, H: { Gender: 'Fem' } }

const codeOf: ReadonlyMap<string, string> = new Map(
  Object.entries(codes).map(([code, upos]) => [upos + (features[code]?.Gender ?? ''), code]),
)

/** Letters for kinds: none of them is in a word, or between words. */
const kindLetters = [...Array(0x250).keys()]
  .map((code) => String.fromCharCode(code))
  .filter((letter) => /^[A-Za-zÀ-ɏ]$/u.test(letter))
  .join('')

/** Lemmas with their parts of speech (a name of a man is PROPNMasc, of a woman PROPNFem) and counts, sorted and packed. */
export function pack(words: ReadonlyMap<string, ReadonlyMap<string, number>>): string {
  const kinds: string[] = []
  let before = ''
  const lines = [...words]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lemma, tags]) => {
      let shared = 0
      while (shared < 35 && shared < lemma.length && lemma[shared] === before[shared]) shared++
      before = lemma
      const kind = [...tags].map(([upos, count]) => `${codeOf.get(upos) ?? ''}${count === 1 ? '' : count}`).join('')
      const index = kinds.indexOf(kind)
      if (index < 0) kinds.push(kind)
      const letter = kindLetters.charAt(index < 0 ? kinds.length - 1 : index)
      if (letter === '') throw new Error(`more than ${kindLetters.length} kinds of words`)
      return `${shared.toString(36)}${lemma.slice(shared)}${letter}`
    })
  return [kinds.join(' '), ...lines].join('\n')
}

type Each = (lemma: string, kind: string) => void

/** Reads packed words one after another. */
export function unpack(packed: string, each: Each): void {
  const head = packed.indexOf('\n')
  if (head >= 0) read(packed, head + 1, packed.length, each)
}

/** Reads only the words that begin with a letter: they stand together, and the first of them shares nothing. */
export function unpackLetter(packed: string, letter: string, each: Each): void {
  const start = packed.indexOf(`\n0${letter}`)
  if (start < 0) return
  const end = packed.indexOf('\n0', start + 1)
  read(packed, start + 1, end < 0 ? packed.length : end, each)
}

function read(packed: string, from: number, to: number, each: Each): void {
  const byCode: string[] = []
  for (const [index, kind] of packed.slice(0, packed.indexOf('\n')).split(' ').entries()) {
    byCode[kindLetters.charCodeAt(index)] = kind
  }
  let before = ''
  for (let start = from; start < to; ) {
    const found = packed.indexOf('\n', start)
    const end = found < 0 ? packed.length : found
    const digit = packed.charCodeAt(start)
    const rest = packed.slice(start + 1, end - 1)
    const shared = digit < 58 ? digit - 48 : digit - 87
    before = shared === 0 ? rest : before.slice(0, shared) + rest
    each(before, byCode[packed.charCodeAt(end - 1)] ?? '')
    start = end + 1
  }
}

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
