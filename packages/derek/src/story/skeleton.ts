import { fold } from 'kazakh'
import { equivalents, type Foreign, withoutEnding } from './lists.js'

/**
 * Names as they sound in any script: the consonants alone, with one letter for those that transliterations mix up. Тоқаев,
 * Токаев and Tokayev are one, and so are Шымкент and Shymkent.
 */

/** The longest first, so that zh is no z. What is not here (vowels, signs) is left out. */
const sounds: readonly (readonly [string, string])[] = [
  ['дж', 'j'], ['ңғ', 'n'], ['ңг', 'n'], ['нг', 'n'], ['кс', 'ks'], ['dzh', 'j'], ['tsh', 'x'], ['sch', 'x'], ['zh', 'j'], ['kh', 'k'],
  ['gh', 'g'], ['ph', 'f'], ['th', 't'], ['ch', 'x'], ['sh', 'x'], ['ck', 'k'], ['ts', 's'], ['ng', 'n'],
  ['б', 'b'], ['в', 'v'], ['г', 'g'], ['ғ', 'g'], ['д', 'd'], ['ж', 'j'], ['з', 'z'], ['к', 'k'], ['қ', 'k'], ['л', 'l'],
  ['м', 'm'], ['н', 'n'], ['ң', 'n'], ['п', 'p'], ['р', 'r'], ['с', 's'], ['т', 't'], ['ф', 'f'], ['х', 'k'], ['һ', 'k'],
  ['ц', 's'], ['ч', 'x'], ['ш', 'x'], ['щ', 'x'],
  ['b', 'b'], ['c', 'k'], ['d', 'd'], ['f', 'f'], ['g', 'g'], ['h', 'k'], ['j', 'j'], ['k', 'k'], ['l', 'l'], ['m', 'm'],
  ['n', 'n'], ['p', 'p'], ['q', 'k'], ['r', 'r'], ['s', 's'], ['t', 't'], ['v', 'v'], ['w', 'v'], ['x', 'ks'], ['z', 'z'],
] // biome-ignore format: a table

const bySound = new Map(sounds)
const vowelFirst = /^[аәеёиіоөуұүыэюяaeiouy]/u

/** The skeleton of one word: its consonants, with an a before them where it begins with a vowel. */
export function skeletonOf(word: string): string {
  const lower = word.normalize('NFC').toLowerCase()
  let made = vowelFirst.test(lower) ? 'a' : ''
  for (let i = 0; i < lower.length; ) {
    const length = [3, 2, 1].find((size) => bySound.has(lower.slice(i, i + size))) ?? 1
    const sound = bySound.get(lower.slice(i, i + length)) ?? ''
    if (!made.endsWith(sound) || sound === '') made += sound
    i += length
  }
  return made
}

const isAbbreviation = (word: string): boolean => /^\p{Lu}{2,6}$/u.test(word)

/** The key of one word of a name, empty where it says too little: a skeleton, or an abbreviation as it is. */
export function nameKey(word: string, language: Foreign | 'kk'): string {
  if (isAbbreviation(word)) return `=${fold(word)}`
  const bare = word.replace(/['’]s?$/u, '').toLowerCase()
  const skeleton = skeletonOf(language === 'kk' ? bare : withoutEnding(bare, language, 'name'))
  return skeleton.length < 2 ? '' : skeleton
}

/** The keys of a name's words: of those that are written with a capital, which leaves out облысы, министрлігі, и. */
export const nameKeys = (name: string, language: Foreign | 'kk'): readonly string[] =>
  (name.match(/\p{L}[\p{L}'’]*/gu) ?? [])
    .filter((word) => /^\p{Lu}/u.test(word) || /\p{Script=Arabic}/u.test(word))
    .map((word) => nameKey(word, language))
    .filter((key) => key !== '')

const joined = (keys: readonly string[]): string => keys.join(' ')

let known: ReadonlyMap<string, readonly string[]> | undefined

/** Keys of names in Russian and English to those in Kazakh, where the names are not spelled alike. */
function equivalentKeys(): ReadonlyMap<string, readonly string[]> {
  known ??= new Map(
    equivalents().flatMap(({ name, ru, en }) => {
      const keys = nameKeys(name, 'kk')
      const of = (names: readonly string[], language: Foreign) =>
        names.map((one) => [joined(nameKeys(one.replaceAll('.', ''), language)), keys] as const)
      return [...of(ru, 'ru'), ...of(en, 'en')].filter(([from]) => from !== '')
    }),
  )
  return known
}

/** The words of one name in Russian or English, by the keys that they have in Kazakh. */
export function foreignNameKeys(words: readonly string[], language: Foreign): readonly string[] {
  const keys = words.map((word) => nameKey(word, language))
  const found: string[] = []
  for (let i = 0; i < keys.length; ) {
    const size = [3, 2, 1].find(
      (length) => equivalentKeys().has(joined(keys.slice(i, i + length))) && i + length <= keys.length,
    )
    if (size === undefined) {
      const key = keys[i]
      if (key !== undefined && key !== '') found.push(key)
      i += 1
    } else {
      found.push(...(equivalentKeys().get(joined(keys.slice(i, i + size))) ?? []))
      i += size
    }
  }
  return found
}
