/** Under which key spellings of one name meet. */

/**
 * A name in lower case, without quotation marks, and without what scripts and spellings differ in though they are read
 * alike: Жапонийа and Жапония (from the Latin of 2018), премер and премьер, Мирзиёев and Мирзиеев.
 */
export function keyOf(name: string): string {
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = makeKey(name)
  if (keys.size >= remembered) keys.clear()
  keys.set(name, key)
  return key
}

/** Words come again and again: so many keys are remembered. */
const remembered = 100_000
const keys: Map<string, string> = new Map()
const partKeys: Map<string, string> = new Map()

function makeKey(name: string): string {
  return (
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[«»"“”„‟ьъ]/gu, '')
      .replace(/[‐‑–—―]/gu, '-')
      .replace(/[’ʼ`]/gu, "'")
      // No Kazakh word has і beside a vowel: Latin alphabets with one letter for і, и and й leave it so (партіа, Ресеі).
      .replace(/(?<=[аеоөәұүы])і/gu, 'й')
      .replace(/і(?=[аеоөәұүу])/gu, 'и')
      // Latin alphabets with one letter for both begin Израиль and Италия as they do Іле.
      .replace(/(?<!\p{L})і(?=\p{L})/gu, 'и')
      .replace(/ийа|иа/gu, 'ия')
      .replace(/ё/gu, 'е')
      .replace(/йа/gu, 'я')
      .replace(/йу/gu, 'ю')
      .replace(/тс/gu, 'ц')
      .replace(/дж/gu, 'ж')
      .replace(/щ/gu, 'ш')
      .replace(/э/gu, 'е')
      .replace(/\s*-\s*/gu, '-')
      .replace(/\s+/gu, ' ')
      .trim()
  )
}

const russian: Readonly<Record<string, string>> = {
  ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', і: 'и', ы: 'и', һ: 'х', й: 'и',
} // biome-ignore format: a table

const latin: readonly (readonly [from: RegExp, to: string])[] = [
  [/shch/gu, 'ш'], [/sh|ş|š/gu, 'ш'], [/ch|č|ç/gu, 'ч'], [/zh|ž/gu, 'ж'], [/kh/gu, 'х'], [/ts/gu, 'ц'], [/ya|ia/gu, 'я'],
  [/yu|iu/gu, 'ю'], [/(?<=[aeiouy])ye/gu, 'е'], [/ye/gu, 'е'], [/ss/gu, 'с'], [/a|ä|á/gu, 'а'], [/b/gu, 'б'], [/[cqk]/gu, 'к'],
  [/d/gu, 'д'], [/e/gu, 'е'], [/f/gu, 'ф'], [/g|ğ|ǵ/gu, 'г'], [/h/gu, 'х'], [/i|ı|y|í/gu, 'и'], [/j/gu, 'ж'], [/l/gu, 'л'],
  [/m/gu, 'м'], [/n|ñ|ń/gu, 'н'], [/o|ö|ó/gu, 'о'], [/p/gu, 'п'], [/r/gu, 'р'], [/s/gu, 'с'], [/t/gu, 'т'],
  [/u|ū|ü|ú|ý/gu, 'у'], [/[vw]/gu, 'в'], [/x/gu, 'кс'], [/z/gu, 'з'],
] // biome-ignore format: a table

/** A part of a person's name, whatever alphabet a Russian or English page would write it in: Тоқаев, Токаев, Tokayev. */
export function personKey(part: string): string {
  const known = partKeys.get(part)
  if (known !== undefined) return known
  const key = makePersonKey(part)
  if (partKeys.size >= remembered) partKeys.clear()
  partKeys.set(part, key)
  return key
}

function makePersonKey(part: string): string {
  let key = keyOf(part)
  if (/[a-z]/u.test(key)) for (const [from, to] of latin) key = key.replace(from, to)
  return key
    .replace(/[әғқңөұүіыһй]/gu, (letter) => russian[letter] ?? letter)
    .replace(/ии/gu, 'и')
    .replace(/иу/gu, 'ю')
    .replace(/(?<=[аеиоу])е/gu, 'е')
}

/** The parts of a person's name, each under its key; an initial keeps its full stop. */
export const personParts = (name: string): readonly string[] =>
  name
    .replace(/(?<=\p{L}\.)(?=\p{L})/gu, ' ')
    .split(/\s+/u)
    .map(personKey)
    .filter((part) => part !== '')

export const isInitialPart = (part: string): boolean => /^\p{L}{1,2}\.$/u.test(part)
