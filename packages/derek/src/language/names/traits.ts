import { withoutCase, withoutEndings } from './endings.js'
import { hashOf } from './hash.js'
import { type KnownWord, knownWords } from './known.js'

/** What can be told of a word by itself, each as a hash; 0 where there is nothing to tell. */
export const trait = {
  /** Lower case, digits as 0. */
  word: 0,
  /** Lower case. */
  full: 1,
  stem: 2,
  root: 3,
  shape: 4,
  prefix1: 5,
  prefix2: 6,
  prefix3: 7,
  prefix4: 8,
  prefix5: 9,
  suffix1: 10,
  suffix2: 11,
  suffix3: 12,
  suffix4: 13,
  suffix5: 14,
  length: 15,
  number: 16,
} as const
export const traitCount = 17

export interface Traits {
  readonly hashes: Int32Array
  /** Runs of three and of four letters. */
  readonly grams: Int32Array
  readonly capital: boolean
  readonly number: boolean
  readonly punctuation: boolean
  readonly form: string
  readonly known: KnownWord
}

const numeralStems =
  'нөл|бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз|мың|миллион|миллиард|триллион|жарым|екеу|үшеу|төртеу|бесеу|алтау|жетеу|біреу'
const numeralEndings =
  'лар|лер|дар|дер|тар|тер|ымыз|іміз|ы|і|сы|сі|ым|ім|ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|а|е|ны|ні|ды|ді|ты|ті|н|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен|дай|дей|тай|тей|даған|деген|таған|теген|дық|дік|тық|тік|лық|лік|лап|леп|дап|деп|тап|теп|дағы|дегі|тағы|тегі|ншы|нші|ыншы|інші|ау|еу'
const numeral = new RegExp(`^(?:${numeralStems})(?:${numeralEndings})*$`, 'u')
/** Longer than any numeral: such words are not tried against its many endings. */
const longestNumeral = 24

const longestAffix = 5

/** The capitals of a text without any tell nothing: then no word has a shape of letters. */
export function traitsOf(form: string, caseless: boolean): Traits {
  const lower = form.toLowerCase()
  const word = lower.replace(/\d/gu, '0')
  const stem = withoutCase(word)
  const hashes = new Int32Array(traitCount)
  hashes[trait.word] = hashOf(word)
  hashes[trait.full] = hashOf(lower)
  hashes[trait.stem] = hashOf(stem)
  hashes[trait.root] = hashOf(withoutEndings(word))
  hashes[trait.shape] = hashOf(caseless ? shapeOf(lower).replace(/x/gu, 'y') : shapeOf(form))
  for (let n = 1; n <= longestAffix && n < word.length; n++) {
    hashes[trait.prefix1 + n - 1] = hashOf(word, 0, n)
    hashes[trait.suffix1 + n - 1] = hashOf(word, word.length - n)
  }
  hashes[trait.length] = Math.min(word.length, 12) + 1
  const number = /^\d/u.test(form) || (lower.length <= longestNumeral && numeral.test(lower))
  hashes[trait.number] = number ? 2 : 1
  return {
    hashes,
    grams: gramsOf(word.slice(0, 40)),
    capital: !caseless && /^\p{Lu}/u.test(form),
    number,
    punctuation: !/[\p{L}\d]/u.test(form),
    form,
    known: knownWords().look(lower),
  }
}

/** Тоқаев → Xx, БҰҰ-дағы → UX-x, 2020-жылғы → 0-x. */
function shapeOf(form: string): string {
  if (/^\p{Lu}\.?$/u.test(form)) return 'I'
  const shape = form
    .slice(0, 60)
    .replace(/\p{Lu}+/gu, 'X')
    .replace(/\p{Ll}+/gu, 'x')
    .replace(/\d+/gu, '0')
  return /^\p{Lu}{2}/u.test(form) ? `U${shape}` : shape
}

function gramsOf(word: string): Int32Array {
  const framed = `^${word}$`
  const grams: number[] = []
  for (let i = 0; i + 3 <= framed.length; i++) {
    grams.push(hashOf(framed, i, i + 3))
    if (i + 4 <= framed.length) grams.push(hashOf(framed, i, i + 4))
  }
  return Int32Array.from(grams)
}

const remembered = [new Map<string, Traits>(), new Map<string, Traits>()] as const
const most = 50_000
const longestRemembered = 100

/** As `traitsOf`, remembered. */
export function look(form: string, caseless: boolean): Traits {
  if (form.length > longestRemembered) return traitsOf(form, caseless)
  const memory = remembered[caseless ? 1 : 0]
  let traits = memory.get(form)
  if (traits === undefined) {
    traits = traitsOf(form, caseless)
    if (memory.size >= most) memory.clear()
    memory.set(form, traits)
  }
  return traits
}
