import { type Aligned, AlignmentBuilder, identity } from '../alignment/alignment.js'
import { detectLatin, detectScript, type LatinVariant } from './detect.js'

/**
 * Kazakh Latin and töte Arabic into Cyrillic, letter by letter and aligned. A first rule for each letter; words that
 * the source script cannot tell apart (и or й, х or һ, я or йа) take the commoner reading.
 */

const latin2018: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sh: 'ш', ch: 'ч', ts: 'ц', á: 'ә', a: 'а', b: 'б', c: 'ц', d: 'д', e: 'е', f: 'ф', g: 'г', ǵ: 'ғ', h: 'х', i: 'і',
    j: 'ж', k: 'к', l: 'л', m: 'м', n: 'н', ń: 'ң', o: 'о', ó: 'ө', p: 'п', q: 'қ', r: 'р', s: 'с', t: 'т', u: 'ұ',
    ú: 'ү', v: 'в', w: 'у', x: 'кс', y: 'ы', ý: 'у', z: 'з',
  }),
) // biome-ignore format: a table
const latin2021: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ts: 'ц', a: 'а', ä: 'ә', b: 'б', c: 'ц', d: 'д', e: 'е', f: 'ф', g: 'г', ğ: 'ғ', h: 'х', ı: 'і', j: 'ж', k: 'к',
    l: 'л', m: 'м', n: 'н', ñ: 'ң', o: 'о', ö: 'ө', p: 'п', q: 'қ', r: 'р', s: 'с', ş: 'ш', t: 'т', u: 'у', ū: 'ұ',
    ŭ: 'ұ', ü: 'ү', v: 'в', w: 'у', x: 'кс', y: 'ы', z: 'з',
  }),
) // biome-ignore format: a table

/** The letter that stands for both и and й: ı in the alphabet of 2018, i in that of 2021. */
const glide: { readonly [V in LatinVariant]: string } = { '2018': 'ı', '2021': 'i' }

const vowels = /[аәеиоөуұүыіэюя]/iu
const word = /[\p{L}\p{M}]+/gu

/** Lower case as Kazakh Latin has it: the capital of ı is I, that of i is İ. */
const lower = (letter: string, variant: LatinVariant): string => {
  if (letter === 'İ') return 'i'
  if (letter === 'I') return variant === '2021' ? 'ı' : 'i'
  return letter.toLowerCase()
}

const capitalLike = (from: string, to: string): string =>
  from !== from.toLowerCase() || from === 'İ' ? to.charAt(0).toUpperCase() + to.slice(1) : to

/** Kazakh Latin into Cyrillic. Words with letters of no Kazakh alphabet, and addresses, stay as they are. */
export function cyrillicFromLatin(text: string, variant: LatinVariant = detectLatin(text)): Aligned {
  const table = variant === '2018' ? latin2018 : latin2021
  const builder = new AlignmentBuilder(text)
  for (const match of text.matchAll(/\S+/gu)) {
    if (isAddress(match[0])) continue
    for (const piece of match[0].matchAll(word)) {
      const start = match.index + piece.index
      if (!/^\p{Script=Latin}+$/u.test(piece[0])) continue
      builder.copy(start - builder.position)
      convertLatinWord(piece[0], table, variant, builder)
    }
  }
  return builder.finish()
}

const isAddress = (chunk: string): boolean => /^(https?:|www\.|@)|\w\.\w{2,}/iu.test(chunk)

function convertLatinWord(
  source: string,
  table: ReadonlyMap<string, string>,
  variant: LatinVariant,
  builder: AlignmentBuilder,
): void {
  let previous = ''
  for (let i = 0; i < source.length; ) {
    const pair = source.slice(i, i + 2)
    const digraph = pair.length === 2 ? table.get(pair.toLowerCase()) : undefined
    const letter = source.charAt(i)
    const small = lower(letter, variant)
    const next = source.charAt(i + 1)
    // "t" and "s" that meet across a suffix are commoner than ц, which begins a word or follows н: принцип, процесс.
    if (digraph !== undefined && (pair.toLowerCase() !== 'ts' || i === 0)) {
      previous = digraph
      builder.replace(2, capitalLike(letter, digraph))
      i += 2
    } else {
      const made = small === glide[variant] ? glideIn(previous, next) : (table.get(small) ?? small)
      previous = made
      builder.replace(1, capitalLike(letter, made))
      i += 1
    }
  }
}

/** й beside a vowel, и elsewhere: aı — ай (moon), kıno — кино (cinema). */
const glideIn = (previous: string, next: string): string => {
  if (vowels.test(previous)) return 'й'
  return previous === '' && /[aáäeoóö]/iu.test(next) ? 'й' : 'и'
}

const tote: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ا: 'а', ب: 'б', پ: 'п', ت: 'т', ج: 'ж', چ: 'ч', ح: 'х', خ: 'х', د: 'д', ر: 'р', ز: 'з', س: 'с', ش: 'ш', ع: 'ғ',
    غ: 'ғ', ف: 'ф', ق: 'қ', ك: 'к', ک: 'к', گ: 'г', ڭ: 'ң', ل: 'л', م: 'м', ن: 'н', ھ: 'һ', ه: 'һ', و: 'о', ۇ: 'ұ',
    ۋ: 'у', ۆ: 'в', ى: 'ы', ي: 'и', ی: 'ы', ە: 'е', ۈ: 'ү', ۉ: 'ө', ٶ: 'ө', ٷ: 'ү', ٸ: 'і', ٵ: 'ә', أ: 'ә', آ: 'а',
    '،': ',', '؛': ';', '؟': '?', '٪': '%',
    '٠': '0', '١': '1', '٢': '2', '٣': '3', '٤': '4', '٥': '5', '٦': '6', '٧': '7', '٨': '8', '٩': '9',
  }),
) // biome-ignore format: a table
const fronted: ReadonlyMap<string, string> = new Map(Object.entries({ а: 'ә', о: 'ө', ұ: 'ү', ы: 'і' }))
const hamza = /[ءٴ]/u

/**
 * Töte Arabic into Cyrillic. A hamza makes all vowels of its word front; so do ە, ك and گ, unless ق or ع is there too.
 * Töte has no capitals; none are invented.
 */
export function cyrillicFromArabic(text: string): Aligned {
  const builder = new AlignmentBuilder(text)
  for (const match of text.matchAll(/[\p{Script=Arabic}\p{M}ـ،؛؟٪٠-٩]+/gu)) {
    builder.copy(match.index - builder.position)
    const marked = hamza.test(match[0])
    const front = marked || (/[ەكکگ]/u.test(match[0]) && !/[قعغ]/u.test(match[0]))
    let previous = ''
    for (const letter of match[0]) {
      const made = hamza.test(letter) || letter === 'ـ' ? '' : (tote.get(letter) ?? letter)
      const voiced = made === 'и' && vowels.test(previous) ? 'й' : made
      // Without a hamza, ا beside ە is sooner the а of a loan or a name than ә.
      const result = front && (marked || voiced !== 'а') ? (fronted.get(voiced) ?? voiced) : voiced
      builder.replace(letter.length, result)
      if (result !== '') previous = result
    }
  }
  return builder.finish()
}

/** Any Kazakh text in Cyrillic, aligned with the original; the Latin alphabet may be told, where a text is short. */
export function toCyrillic(text: string, variant?: LatinVariant): Aligned {
  switch (detectScript(text)) {
    case 'Latn':
      return cyrillicFromLatin(text, variant)
    case 'Arab':
      return cyrillicFromArabic(text)
    default:
      return identity(text)
  }
}
