import { type Aligned, AlignmentBuilder, compose, identity } from '../alignment/alignment.js'
import { composed } from '../mending/composed.js'
import { addressesIn } from './addresses.js'
import { detectLatin, detectScript, isKazakhLatin, type LatinVariant } from './detect.js'
import { foreignNames } from './foreign.js'
import { modelOf } from './models.js'
import { type Restored, restorer } from './restore.js'
import { type Alphabet, hamzaOf, pieces, type Spelling, spellings } from './spellings.js'
import { isTurkicLatin, respellTurkic } from './turkic.js'

/** What Kazakh is written in. */
export type Writing = 'cyrillic' | Alphabet

export interface CyrillicOptions {
  /**
   * Whether a Cyrillic text made of töte, which has no capitals, gets some: at the start of sentences. Off by default.
   */
  readonly capitals?: boolean
  /** Which Cyrillic words begin with a capital anywhere, where there are capitals: names. */
  readonly isName?: (word: string) => boolean
}

export interface ConvertOptions extends CyrillicOptions {
  readonly to: Writing
  /** What is to be converted; the rest stays. Left out, every word by its own letters. */
  readonly from?: Writing
  /** The Latin alphabet, where it is known; otherwise the text tells it. */
  readonly latin?: LatinVariant
}

/** A word of the source, what it became, and how many letters became how many, in turns. */
type Convert = (word: string) => Restored

/**
 * Words met lately are converted once: most of a text is a few thousand words. When many are remembered, those of the
 * time before are forgotten.
 */
function remembered<T>(convert: (word: string) => T): (word: string) => T {
  let lately = new Map<string, T>()
  let before = new Map<string, T>()
  return (word) => {
    const known = lately.get(word)
    if (known !== undefined) return known
    const made = before.get(word) ?? convert(word)
    if (word.length <= 40) {
      if (lately.size >= 30_000) {
        before = lately
        lately = new Map()
      }
      lately.set(word, made)
    }
    return made
  }
}

/** A converter for each alphabet, made when it is first asked for. */
function perAlphabet(make: (alphabet: Alphabet) => Convert): (alphabet: Alphabet) => Convert {
  const made = new Map<Alphabet, Convert>()
  return (alphabet) => {
    const known = made.get(alphabet)
    if (known !== undefined) return known
    const convert = remembered(make(alphabet))
    made.set(alphabet, convert)
    return convert
  }
}

function spell(word: string, alphabet: Alphabet, spelling: Spelling): Restored {
  const steps: number[] = []
  let text = ''
  if (alphabet === 'tote' && hamzaOf(word)) {
    steps.push(0, 1)
    text = 'ء'
  }
  for (const { cyrillic, spelled } of pieces(word, spelling)) {
    steps.push(cyrillic.length, spelled.length)
    text += spelled
  }
  return { text, steps }
}

/** Small letters of an alphabet: where ı is a letter of its own, its capital is I, and that of i is İ. */
function lower(word: string, dotted: Dotted): string {
  if (dotted === 'none' || !/[Iİ]/u.test(word)) return word.toLowerCase()
  return word
    .replace(/İ/gu, 'i')
    .replace(/I/gu, dotted === 'both' ? 'i' : 'ı')
    .toLowerCase()
}

/** How the capitals of i and ı are told apart: not at all in 2018, where both are I; by the dot since. */
type Dotted = 'none' | 'both' | 'dot'
const dottedOf = (alphabet: Alphabet | undefined): Dotted =>
  alphabet === undefined || alphabet === 'tote' ? 'none' : alphabet === 'latin-2018' ? 'both' : 'dot'

const upper = (text: string, dotted: Dotted): string =>
  (dotted === 'dot' ? text.replace(/i/gu, 'İ') : text.replace(/i/gu, 'I')).toUpperCase()

const capitalized = (text: string, dotted: Dotted): string => upper(text.charAt(0), dotted) + text.slice(1)

/** A made word with the capitals of its source. */
function cased(source: string, { text, steps }: Restored, dotted: Dotted): string {
  if (source === source.toLowerCase()) return text
  if (source.length > 1 && source === source.toUpperCase()) return upper(text, dotted)
  let made = ''
  let from = 0
  let to = 0
  for (let i = 0; i + 1 < steps.length; i += 2) {
    const taken = steps[i] ?? 0
    const length = steps[i + 1] ?? 0
    const part = text.slice(to, to + length)
    const letter = source.charAt(from)
    made += taken > 0 && letter !== letter.toLowerCase() ? capitalized(part, dotted) : part
    from += taken
    to += length
  }
  return made
}

/** Cyrillic words as they are written into an alphabet. */
const spellerOf = perAlphabet((alphabet) => {
  const dotted = dottedOf(alphabet)
  return (word) => {
    if (isCyrillicNumeral(word)) return { text: latinNumeral(word), steps: [word.length, word.length] }
    const made = spell(word.toLowerCase(), alphabet, spellings[alphabet])
    return alphabet === 'tote' ? made : { ...made, text: cased(word, made, dotted) }
  }
})

/** Words of an alphabet as they are written into Cyrillic; foreign ones stay. */
const restorerOf = perAlphabet((alphabet) => {
  const restore = restorer(alphabet, modelOf(alphabet))
  const dotted = dottedOf(alphabet)
  return (word) => {
    if (isForeign(word, alphabet)) return { text: word, steps: [word.length, word.length] }
    const made = restore(lower(word, dotted))
    return { ...made, text: cased(word, made, 'none') }
  }
})

const cyrillicWords = /\p{Script=Cyrillic}+/gu
const latinWords = /\p{Script=Latin}+/gu
const wordOrMark = /\p{Script=Cyrillic}+|[\p{Script=Arabic}ـ]+|\p{L}+|[,;?%،؛؟٪]|[٠-٩]/gu

const toArabicMark: ReadonlyMap<string, string> = new Map([
  [',', '،'],
  [';', '؛'],
  ['?', '؟'],
])
const fromArabicMark: ReadonlyMap<string, string> = new Map([
  ['،', ','],
  ['؛', ';'],
  ['؟', '?'],
  ['٪', '%'],
  ...Array.from('٠١٢٣٤٥٦٧٨٩', (digit, value): [string, string] => [digit, String(value)]),
])

/** ХХІ is typed in Cyrillic letters for XXI (21st), and is no word. */
const isCyrillicNumeral = (word: string): boolean => word.length > 1 && /^Х{1,3}(?:І{1,3})?$/u.test(word)
const latinNumeral = (word: string): string => word.replace(/Х/gu, 'X').replace(/І/gu, 'I')

/**
 * Cyrillic into the Latin alphabet of a year. Words in other letters and addresses stay.
 *
 * @example
 * latinFromCyrillic('Мемлекет басшысы').text // 'Memleket basşysy' (head of state)
 * latinFromCyrillic('Мемлекет басшысы', '2018').text // 'Memleket basshysy'
 */
export function latinFromCyrillic(text: string, variant: LatinVariant = '2021'): Aligned {
  const alphabet: Alphabet = `latin-${variant}`
  const convert = spellerOf(alphabet)
  return eachWord(text, cyrillicWords, (word, builder) => {
    const made = convert(word)
    builder.weave(made.text, made.steps)
  })
}

/**
 * Cyrillic into töte, the Arabic alphabet of the Kazakhs of China, with its punctuation after Kazakh words.
 *
 * @example
 * arabicFromCyrillic('тіл, кітап').text // 'ءتىل، كىتاپ' (language, book)
 */
export function arabicFromCyrillic(text: string): Aligned {
  const convert = spellerOf('tote')
  // A mark belongs to the word before it: after a word in Latin letters it stays as it is.
  let kazakh = false
  return eachWord(text, wordOrMark, (word, builder, at) => {
    const mark = toArabicMark.get(word)
    const code = word.charCodeAt(0)
    if (mark !== undefined) {
      const inNumber = /\d/u.test(text.charAt(at - 1)) && /\d/u.test(text.charAt(at + 1))
      if (kazakh && !inNumber) builder.replace(1, mark)
    } else if (code >= 0x400 && code < 0x530) {
      kazakh = true
      const made = convert(word)
      builder.weave(made.text, made.steps)
    } else if (/\p{L}/u.test(word)) kazakh = false
  })
}

type Visit = (word: string, builder: AlignmentBuilder, at: number) => void

/** Runs over words that are not in addresses; what the visit does not replace stays. */
function eachWord(text: string, words: RegExp, visit: Visit): Aligned {
  const builder = new AlignmentBuilder(text)
  const addresses = addressesIn(text)
  let next = 0
  for (const match of text.matchAll(words)) {
    const at = match.index
    while (next < addresses.length && (addresses[next]?.end ?? 0) <= at) next++
    const address = addresses[next]
    if (address !== undefined && address.start <= at) continue
    builder.copy(at - builder.position)
    visit(match[0], builder, at)
  }
  return builder.finish()
}

const foreign = new Set(foreignNames.match(/\S+/gu) ?? [])
const numeral = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/u

/**
 * Whether a Latin word is no Kazakh word: a Roman numeral, a name of the list, two names run together (YouTube), or a
 * word with letters that no Kazakh alphabet has (Facebook) and none that only Kazakh has.
 */
function isForeign(word: string, alphabet: Alphabet): boolean {
  if (alphabet === 'tote') return false
  if (numeral.test(word) && (word.length > 1 || /[IVX]/u.test(word))) return !/^[MDCL]+$/u.test(word) || word.length > 2
  if (foreign.has(word) || foreign.has(word.toLowerCase())) return true
  if (/\p{Ll}\p{Lu}/u.test(word)) return true
  if (/[áǵńóúýäğñŋöüūŭşı]/iu.test(word.replace(/I/gu, ''))) return false
  return alphabet === 'latin-2019' ? /[xc]/iu.test(word) : /[wx]|c(?!h)/iu.test(word)
}

/**
 * Kazakh Latin into Cyrillic. Foreign names, Roman numerals and addresses stay as they are.
 *
 * @example
 * cyrillicFromLatin('Memleket basşysy').text // 'Мемлекет басшысы' (head of state)
 */
export function cyrillicFromLatin(text: string, variant: LatinVariant = detectLatin(text)): Aligned {
  return eachWord(text, latinWords, latinVisitor(text, variant))
}

function latinVisitor(text: string, variant: LatinVariant): Visit {
  const convert = restorerOf(`latin-${variant}`)
  return (word, builder, at) => {
    // A lone capital with a full stop is an initial, not a numeral: V. Ivanov.
    const initial = word.length === 1 && text.charAt(at + 1) === '.'
    const made = convert(initial ? word.toLowerCase() : word)
    builder.weave(initial ? made.text.toUpperCase() : made.text, made.steps)
  }
}

/**
 * Töte into Cyrillic. Töte has no capitals; `capitals` gives some back.
 *
 * @example
 * cyrillicFromArabic('ءتىل، كىتاپ').text // 'тіл, кітап' (language, book)
 */
export function cyrillicFromArabic(text: string, options: CyrillicOptions = {}): Aligned {
  const convert = restorerOf('tote')
  let kazakh = false
  let last = 0
  let sentence = true
  return eachWord(text, wordOrMark, (word, builder, at) => {
    const mark = fromArabicMark.get(word)
    const code = word.charCodeAt(0)
    if (mark !== undefined) {
      if (kazakh || code >= 0x660) builder.replace(1, mark)
    } else if ((code >= 0x600 && code < 0x700) || code === 0x640) {
      kazakh = true
      const made = convert(word)
      if (options.capitals === true && last < at)
        sentence = isSentenceEnd(text.slice(Math.max(last, at - 12), at), last === 0)
      const capital = options.capitals === true && (sentence || options.isName?.(made.text) === true)
      builder.weave(capital ? capitalized(made.text, 'none') : made.text, made.steps)
      last = at + word.length
      sentence = false
    } else if (/\p{L}/u.test(word)) {
      kazakh = false
      last = at + word.length
    }
  })
}

/** Whether what stands between two words ends a sentence: a stop and a space, or a new line; or is a text's start. */
const isSentenceEnd = (between: string, first: boolean): boolean =>
  first || /[.!?؟…][»”")]*\s/u.test(between) || between.includes('\n')

/**
 * Any Kazakh text in Cyrillic, aligned with the original; the Latin alphabet may be told, where a text is short.
 * Every word is taken by its own letters; Latin words in a Cyrillic or Arabic text only where they are Kazakh.
 *
 * @example
 * toCyrillic('Qazaqstan').text // 'Қазақстан'
 */
export function toCyrillic(text: string, variant?: LatinVariant, options: CyrillicOptions = {}): Aligned {
  const script = detectScript(text)
  if (script === 'Zyyy') return identity(text)
  const base = composed(text)
  const arabic = /\p{Script=Arabic}/u.test(base.text) ? compose(base, cyrillicFromArabic(base.text, options)) : base
  if (!/\p{Script=Latin}/u.test(arabic.text)) return arabic
  if (script === 'Latn') {
    if (variant !== undefined || !isTurkicLatin(arabic.text)) {
      return compose(arabic, cyrillicFromLatin(arabic.text, variant))
    }
    const respelt = compose(arabic, respellTurkic(arabic.text))
    return compose(respelt, cyrillicFromLatin(respelt.text, '2021'))
  }
  return compose(arabic, kazakhLatinRuns(arabic.text, variant))
}

/** Runs of Latin words within a text in another script: only those that are Kazakh are converted. */
function kazakhLatinRuns(text: string, variant: LatinVariant | undefined): Aligned {
  const runs: { readonly start: number; readonly end: number; readonly visit: Visit }[] = []
  for (const match of text.matchAll(/\p{Script=Latin}[^\p{Script=Cyrillic}\p{Script=Arabic}\n]*/gu)) {
    if (!isKazakhLatin(match[0])) continue
    const own = variant ?? detectLatin(match[0])
    runs.push({ start: match.index, end: match.index + match[0].length, visit: latinVisitor(text, own) })
  }
  if (runs.length === 0) return identity(text)
  let next = 0
  return eachWord(text, latinWords, (word, builder, at) => {
    while (next < runs.length && (runs[next]?.end ?? 0) <= at) next++
    const run = runs[next]
    if (run !== undefined && run.start <= at) run.visit(word, builder, at)
  })
}

/**
 * Kazakh text from any script into any other, aligned: to Cyrillic, and from it on.
 *
 * @example
 * convert('Қазақстан', { to: 'latin-2021' }).text // 'Qazaqstan'
 * convert('قازاقستان', { to: 'latin-2018' }).text // 'qazaqstan'
 */
export function convert(text: string, { to, from, latin, ...options }: ConvertOptions): Aligned {
  if (to === from) return identity(text)
  const base = composed(text)
  const cyrillic = compose(base, intoCyrillic(base.text, from, latin, options))
  switch (to) {
    case 'cyrillic':
      return cyrillic
    case 'tote':
      return compose(cyrillic, arabicFromCyrillic(cyrillic.text))
    case 'latin-2018':
      return compose(cyrillic, latinFromCyrillic(cyrillic.text, '2018'))
    case 'latin-2019':
      return compose(cyrillic, latinFromCyrillic(cyrillic.text, '2019'))
    case 'latin-2021':
      return compose(cyrillic, latinFromCyrillic(cyrillic.text, '2021'))
  }
}

function intoCyrillic(
  text: string,
  from: Writing | undefined,
  latin: LatinVariant | undefined,
  options: CyrillicOptions,
): Aligned {
  switch (from) {
    case undefined:
      return toCyrillic(text, latin, options)
    case 'cyrillic':
      return identity(text)
    case 'tote':
      return cyrillicFromArabic(text, options)
    case 'latin-2018':
      return cyrillicFromLatin(text, '2018')
    case 'latin-2019':
      return cyrillicFromLatin(text, '2019')
    case 'latin-2021':
      return cyrillicFromLatin(text, '2021')
  }
}
