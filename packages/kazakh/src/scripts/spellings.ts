import type { LatinVariant } from './detect.js'

/**
 * How Cyrillic letters are spelled in the other alphabets. Everything else follows from these tables: the way back
 * offers, at each letter, the Cyrillic that would be spelled so.
 */
export interface Spelling {
  readonly letters: ReadonlyMap<string, string>
  /** Cyrillic letters that are spelled as one: ия is "ia" in 2021 and يا in töte, as я is. */
  readonly joined: ReadonlyMap<string, string>
  /** Letters of live pages that are written for letters of this alphabet. */
  readonly aliases: ReadonlyMap<string, string>
  /** Letters that this alphabet has no room for, and the Cyrillic that is meant by them. */
  readonly strays: ReadonlyMap<string, string>
}

/** Where Kazakh can be written to: Latin of three years, and töte, the Arabic alphabet of the Kazakhs of China. */
export type Alphabet = `latin-${LatinVariant}` | 'tote'

/** Ways of writing that lose letters: the other alphabets, and Cyrillic typed on a keyboard without Kazakh letters. */
export type Lossy = Alphabet | 'plain'

const table = (pairs: string): ReadonlyMap<string, string> =>
  new Map((pairs.match(/\S+/gu) ?? []).map((pair): [string, string] => [pair.charAt(0), pair.slice(1)]))

const shared = 'аa бb вv гg дd еe жj зz кk қq лl мm нn оo пp рr сs тt фf хh һh ыy эe цts ь ъ'

/**
 * Decree No 637 of the President of Kazakhstan, 19 February 2018: acutes, sh and ch. The decree has no letters for я,
 * ю, ё, ц, щ, э, ь, ъ: they are spelled as qz.inform.kz and lat.egemen.kz do (Federatsııasy, "of the Federation"); щ
 * as two ш, as in the native ashshy (ащы, "bitter").
 */
const latin2018: Spelling = {
  letters: table(`${shared} әá ғǵ иı йı іi ңń өó уý ұu үú шsh чch щshsh яıa юıý ёıo`),
  joined: new Map(),
  aliases: table(''),
  strays: table('cц wу xкс'),
}

/**
 * The project shown to the National Commission in November 2019: Ŋ for ң, W for у, Ç for ч; i for і, and ı for и and й.
 */
const latin2019: Spelling = {
  letters: table(`${shared} әä ғğ иı йı іi ңŋ өö уw ұu үü шş чç щşş яıa юıw ёıo`),
  joined: new Map([
    ['ия', 'ıa'],
    ['ию', 'ıw'],
  ]),
  aliases: table('ñŋ ūu ŭu'),
  strays: table('cц xкс'),
}

/**
 * The project of 28 January 2021, as revised on 22 April 2021 (Ñ for ң where January had Ŋ): Ū for ұ, ı for і, and i
 * for и and й. A sound a letter, so ия is spelled as я is: türkialyq (түркиялық, "of Turkey").
 */
const latin2021: Spelling = {
  letters: table(`${shared} әä ғğ иi йi іı ңñ өö уu ұū үü шş чch щşş яia юiu ёio`),
  joined: new Map([
    ['ия', 'ia'],
    ['ию', 'iu'],
  ]),
  aliases: table('ŋñ ŭū'),
  strays: table('cц wу xкс çч'),
}

/**
 * Töte, the Arabic orthography of the Kazakhs of China (1983 reform of Baitursynuly's), as ar.inform.kz and
 * ar.egemen.kz write it. ә ө ү і are а о ұ ы with the hamza at the word's start: see `hamzaOf`.
 */
const tote: Spelling = {
  letters: table(`
    аا әا бب вۆ гگ ғع дد еە эە жج зز иي йي кك қق лل мم нن ңڭ оو өو пپ рر сس тت уۋ ұۇ үۇ фف хح һھ ыى іى чچ шش
    щشش цتس яيا юيۋ ёيو ь ъ`),
  joined: new Map([
    ['ия', 'يا'],
    ['ию', 'يۋ'],
  ]),
  aliases: table('خح هھ ۉو ٶو ٷۇ ٸى ٵا أا آا ئى یى کك ۈۇ غع ةا ۅو ېە ێە ۀە ہھ ٴء'),
  strays: table('ء ـ'),
} // biome-ignore format: a table

/** Cyrillic typed without Kazakh letters: казакстан (Қазақстан), жане (және, "and"). */
const plain: Spelling = {
  letters: table('аа әа гг ғг кк қк нн ңн оо өо уу ұу үу хх һх ии іи ьь ъъ'),
  joined: new Map(),
  aliases: new Map(),
  strays: new Map(),
}

export const spellings: Readonly<Record<Lossy, Spelling>> = {
  'latin-2018': latin2018,
  'latin-2019': latin2019,
  'latin-2021': latin2021,
  tote,
  plain,
}

/** A stretch of a Cyrillic word and its spelling. */
export interface Piece {
  readonly cyrillic: string
  readonly spelled: string
}

/**
 * A small-letter Cyrillic word, piece by piece: a letter with the ь or ъ after it (which are not spelled), or letters
 * that are spelled as one. A letter that is not Kazakh or Russian stays.
 *
 * @example
 * pieces('түркия', spellings['latin-2021']).map(({ spelled }) => spelled) // ['t', 'ü', 'r', 'k', 'ia']
 */
export function pieces(word: string, { letters, joined }: Spelling): Piece[] {
  const found: Piece[] = []
  for (let i = 0; i < word.length; ) {
    const pair = word.slice(i, i + 2)
    const one = joined.get(pair)
    const letter = word.charAt(i)
    const signed = pair.length === 2 && letters.get(pair.charAt(1)) === ''
    const cyrillic = one !== undefined || signed ? pair : letter
    found.push({ cyrillic, spelled: one ?? letters.get(letter) ?? letter })
    i += cyrillic.length
  }
  return found
}

/**
 * Whether töte marks a Cyrillic word with the hamza: its first vowel of two readings is the front one, and no е, к or г
 * tells so already. тіл (language) is marked, кітап (book) and мұғалім (teacher) are not.
 */
export const hamzaOf = (word: string): boolean => !/[еэкг]/u.test(word) && /^[^аоұыәөүі]*[әөүі]/u.test(word)
