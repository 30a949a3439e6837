import {
  type CaseName,
  formOf,
  inflect,
  type NumberForm,
  ordinalOf,
  parts,
  powers,
  readSuffix,
  units,
} from './forms.js'

/** A number in words, in digits or in both, read. */
export interface NumberReading {
  readonly value: number
  readonly kind: 'cardinal' | 'ordinal' | 'fraction'
  /** Case of its last word: елуге ("to fifty") is 50 in the dative. */
  readonly case: CaseName
  /** Whether its last word has a third person's possession: үшеуі ("the three of them"). */
  readonly possessed: boolean
}

/** The words that `parseNumber` knows, for patterns that look for numbers in a text. */
export const numberWords: readonly string[] = [...units.keys(), ...powers.keys()]

/** Values beyond these are not told apart by every whole number. */
const largest = Number.MAX_SAFE_INTEGER

/**
 * The value of a cardinal number in words, in digits or mixed (1,5 мың), or undefined where a word is none.
 *
 * @example
 * parseNumber('бір мың тоғыз жүз тоқсан бір') // 1991
 */
export function parseNumber(words: string): number | undefined {
  const read = readNumber(words)
  return read?.kind === 'ordinal' || read?.case !== 'Nom' ? undefined : read.value
}

/**
 * Reads a number of any kind, its last word inflected or not; undefined where it is none.
 *
 * @example
 * readNumber('бір мың тоғыз жүз тоқсан біріншіге') // { value: 1991, kind: 'ordinal', case: 'Dat', possessed: false }
 * readNumber('үштен екісі') // { value: 2 / 3, kind: 'fraction', case: 'Nom', possessed: true }
 */
export function readNumber(words: string): NumberReading | undefined {
  const split = words
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)[\s\u00A0\u2009\u202F](?=\d{3}(?!\d))/gu, '')
    .split(/\s+/u)
  return split.length > longest ? undefined : readWords(split)
}

/** No number up to the largest has more words. */
const longest = 40

export function readWords(split: readonly string[]): NumberReading | undefined {
  const last = split.at(-1)
  if (last === undefined || last === '') return undefined
  return readWhole(split, last) ?? readFraction(split)
}

function readWhole(split: readonly string[], last: string): NumberReading | undefined {
  const [stem, form] = readLast(last)
  if (form === undefined) return undefined
  const value = wholeValue([...split.slice(0, -1), stem])
  if (value === undefined || (form.ordinal && !Number.isInteger(value))) return undefined
  const kind = form.ordinal ? 'ordinal' : Number.isInteger(value) ? 'cardinal' : 'fraction'
  return { value, kind, case: form.case, possessed: form.possessed }
}

const bare = { ordinal: false, possessed: false, case: 'Nom' } as const

/** A number's last word without its ending, and what the ending says. */
function readLast(word: string): readonly [stem: string, form: Omit<NumberForm, 'word'> | undefined] {
  if (digits.test(word)) return [word, bare]
  const hyphen = word.indexOf('-')
  if (hyphen > 0 && digits.test(word.slice(0, hyphen)))
    return [word.slice(0, hyphen), readSuffix(word.slice(hyphen + 1))]
  const abbreviated = word.replace(/\.$/u, '')
  const form = formOf(abbreviated)
  return [form?.word ?? word, form]
}

/** үштен екі ("two of three"), бір бүтін оннан бес ("one whole and five of ten"). */
function readFraction(split: readonly string[]): NumberReading | undefined {
  const whole = split.indexOf('бүтін')
  const integer = whole < 0 ? 0 : wholeValue(split.slice(0, whole))
  const rest = split.slice(whole + 1)
  const of = rest.findIndex((word) => /[дтн][ае]н$/u.test(word) && readLast(word)[1]?.case === 'Abl')
  const [ofStem, ofForm] = readLast(rest[of] ?? '')
  const last = rest.at(-1)
  if (integer === undefined || ofForm?.ordinal !== false || last === undefined || of === rest.length - 1)
    return undefined
  const [stem, form] = readLast(last)
  const denominator = wholeValue([...rest.slice(0, of), ofStem])
  const numerator = wholeValue([...rest.slice(of + 1, -1), stem])
  if (form === undefined || form.ordinal || denominator === undefined || numerator === undefined) return undefined
  if (!(numerator > 0 && numerator < denominator && Number.isInteger(integer))) return undefined
  const places = Math.round(Math.log10(denominator))
  // Decimals are put together from their digits, so that no rounding shows.
  const value =
    10 ** places === denominator && Number.isInteger(numerator)
      ? Number(`${integer}.${String(numerator).padStart(places, '0')}`)
      : integer + numerator / denominator
  return { value, kind: 'fraction', case: form.case, possessed: form.possessed }
}

const digits = /^\d{1,16}(?:[.,]\d{1,9})?$/u

/** The value of uninflected words: groups below a thousand, each with its power, from the largest down. */
function wholeValue(words: readonly string[]): number | undefined {
  if (words.length === 0) return undefined
  if (words.length === 1 && words[0] === 'нөл') return 0
  let total = 0
  let group = 0
  let lastPower = Number.POSITIVE_INFINITY
  // What the next word must be less than: after жиырма ("twenty") only units follow, after a unit nothing.
  let room = Number.POSITIVE_INFINITY
  for (const word of words) {
    const unit = units.get(word)
    const power = powers.get(word)
    const part = parts.get(word)
    if (unit !== undefined) {
      const size = unit >= 10 ? 100 : 10
      if (unit === 0 || room < size) return undefined
      group += unit
      room = size / 10
    } else if (power === 100) {
      if (group > 9 || room === 0) return undefined
      group = Math.max(group, 1) * 100
      room = 100
    } else if (power !== undefined) {
      if (power >= lastPower) return undefined
      total += (group === 0 ? 1 : group) * power
      group = 0
      lastPower = power
      room = Number.POSITIVE_INFINITY
    } else if (part !== undefined) {
      if (room === 0 || (word === 'жарты' && words.length > 1)) return undefined
      // мың жарым is a thousand and a half of one.
      group += group === 0 && total > 0 ? part * lastPower : part
      room = 0
    } else if (digits.test(word) && group === 0 && room > 100) {
      group = Number(word.replace(',', '.'))
      room = 0
    } else return undefined
  }
  const value = total + group
  return value <= largest ? value : undefined
}

export interface WriteNumberOptions {
  readonly ordinal?: boolean
  readonly case?: CaseName
}

/**
 * A number in words: whole ones up to 9,007,199,254,740,991, and decimals as they are read out. Only whole numbers
 * have ordinals. Throws a RangeError where the number has no words.
 *
 * @example
 * writeNumber(1991, { ordinal: true }) // 'бір мың тоғыз жүз тоқсан бірінші'
 * writeNumber(50, { case: 'Dat' }) // 'елуге'
 * writeNumber(1.5) // 'бір бүтін оннан бес'
 */
export function writeNumber(
  value: number,
  { ordinal = false, case: caseName = 'Nom' }: WriteNumberOptions = {},
): string {
  if (!Number.isFinite(value) || value < 0 || value > largest || (ordinal && !Number.isInteger(value))) {
    throw new RangeError(`no words for ${ordinal ? 'the ordinal of ' : ''}${value}: a number from 0 to ${largest} has`)
  }
  const words = Number.isInteger(value) ? wholeWords(value) : decimalWords(value)
  const last = words.at(-1) ?? 'нөл'
  return [...words.slice(0, -1), inflect(ordinal ? ordinalOf(last) : last, caseName)].join(' ')
}

/**
 * Digits with the suffix that the words would have.
 *
 * @example
 * writeDigits(1991, { ordinal: true }) // '1991-ші'
 * writeDigits(50, { case: 'Dat' }) // '50-ге'
 */
export function writeDigits(value: number, options: WriteNumberOptions = {}): string {
  const written = String(value).replace('.', ',')
  if (options.ordinal !== true && (options.case ?? 'Nom') === 'Nom') return written
  const plain = writeNumber(value)
  const inflected = writeNumber(value, options)
  // The press writes 1991-ші for бірінші, 6-шы for алтыншы.
  const suffix =
    options.ordinal === true ? inflected.slice(inflected.lastIndexOf('нш') + 1) : inflected.slice(plain.length)
  return `${written}-${suffix}`
}

const descending = [...powers]
  .filter(([word, power]) => power >= 1000 && !/лрд$|млн$|рлн$/u.test(word))
  .sort(([, a], [, b]) => b - a)
const byValue = [...units].filter(([, value]) => value > 0).sort(([, a], [, b]) => b - a)

function wholeWords(value: number): readonly string[] {
  if (value === 0) return ['нөл']
  const words: string[] = []
  let rest = value
  for (const [word, power] of descending) {
    if (rest < power) continue
    words.push(...groupWords(Math.floor(rest / power)), word)
    rest %= power
  }
  return [...words, ...groupWords(rest)]
}

function groupWords(group: number): readonly string[] {
  const words: string[] = []
  const hundreds = Math.floor(group / 100)
  if (hundreds > 1) words.push(...groupWords(hundreds))
  if (hundreds > 0) words.push('жүз')
  let rest = group % 100
  for (const [word, value] of byValue) {
    if (rest < value) continue
    words.push(word)
    rest -= value
  }
  return words
}

function decimalWords(value: number): readonly string[] {
  const [whole = '0', decimals = ''] = String(value).split('.')
  const denominator = wholeWords(10 ** decimals.length)
  if (!/^\d{1,9}$/u.test(decimals)) throw new RangeError(`no words for ${value}: it has more than nine decimals`)
  const of = denominator.map((word, index) => (index === denominator.length - 1 ? inflect(word, 'Abl') : word))
  return [...wholeWords(Number(whole)), 'бүтін', ...of, ...wholeWords(Number(decimals))]
}
