/** Sounds of Kazakh as its Cyrillic letters show them: what decides which form of a suffix follows. */

export type Harmony = 'back' | 'front'

/** What the last letter of a stem is to the suffix after it. */
export type Final = 'vowel' | 'glide' | 'lateral' | 'nasal' | 'voiced' | 'voiceless'

const finals: readonly Final[] = ['vowel', 'glide', 'lateral', 'nasal', 'voiced', 'voiceless']

/** Letters by what they are at the end of a stem. и, у and ю end in a glide: тау, тауы, тауды ("mountain"). */
const letters: Readonly<Record<Final, string>> = {
  vowel: 'аәеёоөұүыіэя',
  glide: 'рйуию',
  lateral: 'л',
  nasal: 'мнң',
  voiced: 'жз',
  // Loans and surnames devoice their last consonant: клуб, Тоқаев take -қа, -тың.
  voiceless: 'пфкқтсшщчцхһбвгғд',
}

const finalByLetter: ReadonlyMap<string, number> = new Map(
  finals.flatMap((final, index) => [...letters[final]].map((letter): [string, number] => [letter, index])),
)
const harmonyByLetter: ReadonlyMap<string, number> = new Map([
  ...[...'аоұыяё'].map((letter): [string, number] => [letter, 0]),
  ...[...'әеөүіэ'].map((letter): [string, number] => [letter, 1]),
])

/** The small tables of letters are read by code unit: Cyrillic is one block. */
const codes = 0x600
const byCode = (map: ReadonlyMap<string, number>): Int8Array => {
  const table = new Int8Array(codes).fill(-1)
  for (const [letter, value] of map) table[letter.charCodeAt(0)] = value
  return table
}
const finalOfCode = byCode(finalByLetter)
const harmonyOfCode = byCode(harmonyByLetter)
const at = (table: Int8Array, code: number): number => (code < codes ? (table[code] ?? -1) : -1)

/** Whether a suffix after this letter takes its form for vowels. */
export const isVowel = (letter: string): boolean => at(finalOfCode, letter.charCodeAt(0)) === 0

/**
 * A stem's sound, all that a suffix needs to know of it: the final (six) and the harmony (two) in one number, 0–11.
 * Even ones are back, odd ones front.
 */
export type Sound = number

export const soundCount = finals.length * 2
export const allSounds = (1 << soundCount) - 1

const codeOf = (letter: string): number => letter.charCodeAt(0)
const soft = codeOf('ь')
const hard = codeOf('ъ')
const k = codeOf('к')
const g = codeOf('г')
const i = codeOf('и')
const u = codeOf('у')
const yu = codeOf('ю')
const short = codeOf('й')

/** The letter that decides a word's harmony, by its place; -1 where none does. */
function decidingAt(word: string): number {
  const last = word.length - 1
  const code = word.charCodeAt(last)
  if (code === soft) return last
  // Банк, парк, Петербург: a cluster that ends in к or г sounds front whatever stands before.
  if ((code === k || code === g) && last > 1 && at(finalOfCode, word.charCodeAt(last - 1)) > 1) return last
  for (let place = last; place >= 0; place--) {
    const letter = word.charCodeAt(place)
    if (letter === i || letter === u || letter === yu) {
      // Loans have them as vowels of their own: террорист is front, ресурс is back; at the end they are glides (келу, оқу).
      const next = word.charCodeAt(place + 1)
      if (place < last && (at(finalOfCode, next) > 1 || next === short) && isCodaOf(word, place)) return place
    } else if (at(harmonyOfCode, letter) >= 0) return place
  }
  return -1
}

/** Whether и or у stands between consonants: where a vowel is beside it, it is a glide (дәуір, тау). */
const isCodaOf = (word: string, place: number): boolean =>
  place === 0 ||
  (at(finalOfCode, word.charCodeAt(place - 1)) !== 0 && at(finalOfCode, word.charCodeAt(place + 1)) !== 0)

/** 0 back, 1 front, -1 where no letter decides: ми ("brain") is back, ки ("wear") is front. */
function decidedHarmony(word: string): number {
  const place = decidingAt(word)
  if (place < 0) return -1
  const letter = word.charCodeAt(place)
  if (letter === u || letter === yu) return 0
  if (letter === i || letter === soft || letter === k || letter === g) return 1
  return at(harmonyOfCode, letter)
}

/** Stems that are back though their letters say otherwise, or do not say. */
const back: ReadonlySet<string> = new Set(['жи', 'ми', 'ши', 'ту', 'су', 'тарих', 'мұхит', 'у'])

/** The harmony of the last vowel that decides one; without any, и and soft letters are front, and the rest back. */
export function harmonyOf(word: string): Harmony {
  if (back.has(word)) return 'back'
  const decided = decidedHarmony(word)
  if (decided >= 0) return decided === 0 ? 'back' : 'front'
  return /[иькг]/u.test(word) && !/[қғ]/u.test(word) ? 'front' : 'back'
}

function finalIndex(stem: string): number {
  let end = stem.length - 1
  while (end > 0 && (stem.charCodeAt(end) === soft || stem.charCodeAt(end) === hard)) end--
  const final = at(finalOfCode, stem.charCodeAt(end))
  return final < 0 ? 4 : final
}

export const finalOf = (stem: string): Final => finals[finalIndex(stem)] ?? 'voiced'

export const soundOf = (stem: string): Sound => finalIndex(stem) * 2 + (harmonyOf(stem) === 'back' ? 0 : 1)

/** The sounds a stem may have, as a set of bits: both harmonies where its letters leave a doubt. */
export function soundsOf(stem: string): number {
  const final = finalIndex(stem)
  const place = decidingAt(stem)
  const letter = place < 0 ? u : stem.charCodeAt(place)
  if (letter === u || letter === i || letter === yu) return 3 << (final * 2)
  return 1 << (final * 2 + (letter === soft || letter === k || letter === g ? 1 : at(harmonyOfCode, letter)))
}

/** The sound after more letters. */
export function soundAfter(sound: Sound, spelling: string): Sound {
  if (spelling === '') return sound
  const decided = decidedHarmony(spelling)
  return finalIndex(spelling) * 2 + (decided >= 0 ? decided : sound % 2)
}

const realized = new Map<string, (string | undefined)[]>()

/**
 * Writes a suffix as it sounds after a stem of some sound. Capital letters stand for sounds that assimilate:
 *
 * | letter | stands for |
 * |---|---|
 * | A | а or е |
 * | I | ы or і |
 * | D | т after voiceless sounds, else д |
 * | N | н after vowels, д after other voiced sounds, т after voiceless ones (accusative -ны, -ды, -ты) |
 * | Q | the same, but н also after nasals (genitive -ның, -дың, -тың) |
 * | B | the same as D, but н after nasals (ablative -дан, -нан, -тан) |
 * | L | л after vowels, р, й, у; т after voiceless sounds; else д (plural -лар, -дар, -тар) |
 * | M | м after vowels and liquids and nasals, б after other voiced, п after voiceless (instrumental -мен, -бен, -пен) |
 * | P | м after vowels and liquids, б after nasals and voiced, п after voiceless (negation -ма, -ба, -па) |
 * | G | к or қ after voiceless sounds, else г or ғ |
 * | K | к or қ |
 * | (x) | x only after a stem in a consonant |
 * | [x] | x only after a stem in a vowel |
 */
export function realize(template: string, sound: Sound): string {
  let row = realized.get(template)
  if (row === undefined) {
    row = []
    realized.set(template, row)
  }
  const before = row[sound]
  if (before !== undefined) return before
  let made = ''
  let now = sound
  for (let i = 0; i < template.length; i++) {
    const symbol = template.charAt(i)
    if (symbol === '(' || symbol === '[') {
      const close = template.indexOf(symbol === '(' ? ')' : ']', i)
      if (sound < 2 === (symbol === '[')) {
        const inside = realize(template.slice(i + 1, close), now)
        made += inside
        now = soundAfter(now, inside)
      }
      i = close
    } else {
      const letter = assimilate(symbol, now)
      made += letter
      now = soundAfter(now, letter)
    }
  }
  row[sound] = made
  return made
}

/** The form of an assimilating sound by final, in the order of `finals`: vowel, glide, lateral, nasal, voiced, voiceless. */
const assimilation: Readonly<Record<string, string>> = {
  D: 'дддддт', N: 'нддддт', Q: 'нддндт', B: 'дддндт', L: 'ллдддт', M: 'ммммбп', P: 'мммббп',
} // biome-ignore format: a table

function assimilate(symbol: string, sound: Sound): string {
  const back = sound % 2 === 0
  const final = sound >> 1
  switch (symbol) {
    case 'A':
      return back ? 'а' : 'е'
    case 'I':
      return back ? 'ы' : 'і'
    case 'G':
      return back ? (final === 5 ? 'қ' : 'ғ') : final === 5 ? 'к' : 'г'
    case 'K':
      return back ? 'қ' : 'к'
    default:
      return assimilation[symbol]?.charAt(final) ?? symbol
  }
}

/**
 * The letters of a suffix as they sound after a stem, without what they do to the stem itself (that is `attach`).
 *
 * @example
 * suffixAfter('кітап', 'GA') // 'қа'
 */
export function suffixAfter(stem: string, template: string, harmony: Harmony = harmonyOf(stem)): string {
  return realize(template, finalIndex(stem) * 2 + (harmony === 'back' ? 0 : 1))
}

/** The stem as it stands before a vowel: к, қ and п are voiced (кітап, "book", кітабы). */
export function voicedStem(stem: string): string {
  const voiced = ({ к: 'г', қ: 'ғ', п: 'б' } as const)[stem.slice(-1)]
  return voiced === undefined ? stem : stem.slice(0, -1) + voiced
}

/** Loans keep their last stop: банк, банкі; тип, типі; after another consonant, or п after и. */
export const keepsStop = (stem: string): boolean => /[бвгдзкқлмнпрстфхцчшщ]к$|ип$/u.test(stem)

/**
 * Joins a stem and a suffix already spelled, with what the border does to both: voicing (кітап + ы → кітабы),
 * й + а → я, й + у → ю, ы + й → и, ы + у → у, п + ып → уып; модель + і → моделі, процесс + і → процесі.
 */
export function join(stem: string, suffix: string, verb: boolean): string {
  const first = suffix.charAt(0)
  const last = stem.slice(-1)
  if (verb && last === 'п' && /^[ыі]п/u.test(suffix)) return `${stem.slice(0, -1)}у${suffix}`
  if (last === 'й' && first === 'а') return `${stem.slice(0, -1)}я${suffix.slice(1)}`
  if (last === 'й' && first === 'у') return `${stem.slice(0, -1)}ю${suffix.slice(1)}`
  if (last === 'и' && first === 'а') return `${stem}я${suffix.slice(1)}`
  if (last === 'и' && first === 'у') return `${stem}ю${suffix.slice(1)}`
  if ((last === 'ы' || last === 'і') && first === 'й') return `${stem.slice(0, -1)}и${suffix.slice(1)}`
  if ((last === 'ы' || last === 'і') && first === 'у') return stem.slice(0, -1) + suffix
  if (last === 'ь' && isVowel(first)) return stem.slice(0, -1) + suffix
  if (stem.endsWith('сс')) return stem.slice(0, -1) + suffix
  if ((isVowel(first) || first === 'у') && !keepsStop(stem)) return voicedStem(stem) + suffix
  return stem + suffix
}

/** Writes a suffix after a stem: орталық ("centre") and [с]I give орталығы. */
export const attach = (stem: string, template: string, verb = false): string =>
  join(stem, realize(template, soundOf(stem)), verb)
