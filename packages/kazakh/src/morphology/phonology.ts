/** Sounds of Kazakh as its Cyrillic letters show them: what decides which form of a suffix follows. */

export type Harmony = 'back' | 'front'

const back = /[аоұыяёю]/u
const front = /[әеөүіэ]/u
/** и, у and ю end in a glide, so suffixes take them for consonants: тау, тауы, тауды ("mountain"). */
const vowel = /[аәеёоөұүыіэя]/u
const voiceless = /[пфкқтсшщчцхһ]/u
/** Russian loans and surnames devoice their last consonant: клуб, Тоқаев take -қа, -тың. */
const devoiced = /[бвгд]/u

/** Whether a suffix after this letter takes its form for vowels. */
export const isVowel = (letter: string): boolean => vowel.test(letter)

/** The harmony of the last vowel that decides one; и and у decide none, and a word without any is taken as back. */
export function harmonyOf(word: string): Harmony {
  for (let i = word.length - 1; i >= 0; i--) {
    const letter = word.charAt(i)
    if (front.test(letter)) return 'front'
    if (back.test(letter)) return 'back'
  }
  return /[иь]/u.test(word) ? 'front' : 'back'
}

/** What the last letter of a stem is to the suffix after it. */
export type Final = 'vowel' | 'voiceless' | 'nasal' | 'liquid' | 'voiced'

export function finalOf(stem: string): Final {
  const letter = stem.replace(/[ьъ]$/u, '').slice(-1)
  if (vowel.test(letter)) return 'vowel'
  if (voiceless.test(letter) || devoiced.test(letter)) return 'voiceless'
  if (/[мнң]/u.test(letter)) return 'nasal'
  if (/[рлйуию]/u.test(letter)) return 'liquid'
  return 'voiced'
}

/**
 * Writes a suffix as it sounds after a stem. Capital letters stand for sounds that assimilate:
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
 * | (x) | x only after a consonant |
 * | [x] | x only after a vowel |
 */
export function suffixAfter(stem: string, template: string, harmony: Harmony = harmonyOf(stem)): string {
  let made = ''
  for (let i = 0; i < template.length; i++) {
    const symbol = template.charAt(i)
    const before = stem + made
    if (symbol === '(' || symbol === '[') {
      const close = template.indexOf(symbol === '(' ? ')' : ']', i)
      const inside = template.slice(i + 1, close)
      const afterVowel = isVowel(before.slice(-1))
      if (afterVowel === (symbol === '[')) made += suffixAfter(before, inside, harmony)
      i = close
    } else made += assimilate(symbol, before, harmony)
  }
  return made
}

function assimilate(symbol: string, before: string, harmony: Harmony): string {
  const final = finalOf(before)
  const byFinal = (voicelessForm: string, voicedForm: string): string =>
    final === 'voiceless' ? voicelessForm : voicedForm
  switch (symbol) {
    case 'A':
      return harmony === 'back' ? 'а' : 'е'
    case 'I':
      return harmony === 'back' ? 'ы' : 'і'
    case 'D':
      return byFinal('т', 'д')
    case 'N':
      return isVowel(before.slice(-1)) ? 'н' : byFinal('т', 'д')
    case 'Q':
      return isVowel(before.slice(-1)) || final === 'nasal' ? 'н' : byFinal('т', 'д')
    case 'B':
      return final === 'nasal' ? 'н' : byFinal('т', 'д')
    case 'L':
      return isVowel(before.slice(-1)) || /[рйуию]$/u.test(before) ? 'л' : byFinal('т', 'д')
    case 'M':
      return final === 'voiced' ? 'б' : byFinal('п', 'м')
    case 'P':
      return final === 'voiced' || final === 'nasal' ? 'б' : byFinal('п', 'м')
    case 'G':
      return harmony === 'back' ? byFinal('қ', 'ғ') : byFinal('к', 'г')
    case 'K':
      return harmony === 'back' ? 'қ' : 'к'
    default:
      return symbol
  }
}

/** The stem as it stands before a vowel: к, қ and п are voiced (кітап, "book", кітабы). */
export function voicedStem(stem: string): string {
  const voiced = ({ к: 'г', қ: 'ғ', п: 'б' } as const)[stem.slice(-1)]
  return voiced === undefined ? stem : stem.slice(0, -1) + voiced
}

/** Stems that a voiced one may come from: кітаб- gives кітап, and itself. */
export function unvoicedStems(stem: string): readonly string[] {
  const voiceless = ({ г: 'к', ғ: 'қ', б: 'п' } as const)[stem.slice(-1)]
  return voiceless === undefined ? [stem] : [stem.slice(0, -1) + voiceless, stem]
}
