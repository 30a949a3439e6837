import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../src/data/table.js'

/**
 * Word forms for measuring scripts and mending: of news, treebank and tables in ../shared/data, and of the dictionary
 * hunspell-kk with its affixes. Kept for measuring are the words that packages/kazakh/train/restoration.ts leaves out.
 */

const shared = join(packageFolder(), '../../../shared/data')
const dictionary = '/usr/share/hunspell/kk_KZ'

/** FNV-1a; one word of five is for measuring (packages/kazakh/train/restoration.ts has the same). */
export const hashOf = (word: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193) >>> 0
  return hash
}
const isForMeasuring = (word: string): boolean => hashOf(word) % 5 === 0

const linesOf = (file: string): string[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .replace(/^\uFEFF/u, '')
        .split(/\r?\n/u)
    : []
const clean = (form: string): string => form.normalize('NFC').toLowerCase()
const isWord = (form: string): boolean => /^[а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*$/u.test(form)
const measuringOf = (forms: Iterable<string>): ReadonlySet<string> =>
  new Set(Array.from(forms, clean).filter((form) => isWord(form) && isForMeasuring(form)))

/** An affix of hunspell: what goes, what comes, and after which letters. */
interface Affix {
  readonly off: string
  readonly on: string
  readonly after: RegExp
}

function readAffixes(): ReadonlyMap<string, readonly Affix[]> {
  const affixes = new Map<string, Affix[]>()
  for (const line of linesOf(`${dictionary}.aff`)) {
    const [kind, flag, off, on, after] = line.split(/\s+/u)
    if (kind !== 'SFX' || flag === undefined || off === undefined || on === undefined || after === undefined) continue
    const list = affixes.get(flag) ?? []
    list.push({ off: off === '0' ? '' : off, on: on === '0' ? '' : on, after: new RegExp(`${after}$`, 'u') })
    affixes.set(flag, list)
  }
  return affixes
}

/** The dictionary allows some affixes that harmony does not. */
const isHarmonic = (stem: string, suffix: string): boolean => {
  const vowel = stem.match(/[аоұыяёәөүіеэ](?=[^аоұыяёәөүіеэ]*$)/u)?.[0] ?? ''
  const own = suffix.replace(/[мбп]ен(?:ен)?$/u, '')
  return 'аоұыяё'.includes(vowel) ? !/[әөүіе]/u.test(own) : !/[аоұы]/u.test(own)
}

/** Forms of a stem, four of all that its affixes make, always the same. */
function inflect(stem: string, flags: string, affixes: ReadonlyMap<string, readonly Affix[]>): string[] {
  const forms = [...flags].flatMap((flag) =>
    (affixes.get(flag) ?? []).flatMap(({ off, on, after }) =>
      after.test(stem) && stem.endsWith(off) && isHarmonic(stem, on)
        ? [stem.slice(0, stem.length - off.length) + on]
        : [],
    ),
  )
  return forms.sort((a, b) => hashOf(`${a}.`) - hashOf(`${b}.`)).slice(0, 4)
}

/** Whether a form is a stem with up to four affixes after it (the last letter of a stem may be another before them). */
function stemFinder(
  stems: ReadonlySet<string>,
  affixes: ReadonlyMap<string, readonly Affix[]>,
): (form: string) => boolean {
  const endings = new Set([...affixes.values()].flatMap((list) => list.map(({ on }) => on)))
  const isSuffixes = (rest: string, depth: number): boolean => {
    if (rest === '') return true
    if (depth === 0) return false
    for (let length = 1; length <= Math.min(rest.length, 8); length++) {
      if (endings.has(rest.slice(0, length)) && isSuffixes(rest.slice(length), depth - 1)) return true
    }
    return false
  }
  const hard: Readonly<Record<string, string>> = { б: 'п', г: 'к', ғ: 'қ' }
  const isKnown = (form: string): boolean => {
    for (let length = form.length; length > 1; length--) {
      const start = form.slice(0, length)
      const last = hard[start.charAt(length - 1)]
      const known = stems.has(start) || (last !== undefined && stems.has(start.slice(0, -1) + last))
      if (known && isSuffixes(form.slice(length), 4)) return true
    }
    return false
  }
  return (form) => form.split('-').every(isKnown)
}

export interface KazakhWords {
  /** Sets of small-letter words kept for measuring, by title. */
  readonly measuring: readonly (readonly [title: string, words: ReadonlySet<string>])[]
  /** Running words of the news, of those kept for measuring. */
  readonly running: readonly string[]
  /** Words of the same sources that may be learned from. */
  readonly learned: ReadonlySet<string>
  /** Whether a form is a stem of the dictionary with affixes. */
  readonly hasStem: (form: string) => boolean
  /** Forms of UniMorph's tables as they are written there. */
  readonly tables: readonly string[]
}

export function readKazakhWords(): KazakhWords {
  const affixes = readAffixes()
  const entries = linesOf(`${dictionary}.dic`).map((line) => line.split('/'))
  const stems = new Set(entries.map(([stem]) => clean(stem ?? '')))
  if (stems.size < 1000) console.log(`No ${dictionary}.dic (Debian: hunspell-kk): its words are left out.\n`)
  const news = linesOf(join(shared, 'ner/train.iob2')).map((line) => line.split(' ')[0] ?? '')
  if (news.length === 0) console.log(`No ${shared}: its words are left out.\n`)
  const treebank = linesOf(join(shared, 'ktb/train.conllu')).map((line) => line.split('\t')[1] ?? '')
  const tables = ['kaz.noun.tsv', 'kaz.verb.tsv'].flatMap((file) =>
    linesOf(join(shared, 'unimorph', file)).flatMap((line) => (line.split('\t')[1] ?? '').split(' ')),
  )
  const inflected = entries.flatMap(([stem, flags]) => inflect(clean(stem ?? ''), flags ?? '', affixes))
  const ofNews = measuringOf([...news, ...treebank])
  return {
    measuring: [
      ['news (KazNERD, KTB)', ofNews],
      ['tables (UniMorph)', measuringOf(tables)],
      ['stems (hunspell-kk)', measuringOf(stems)],
      ['inflected stems', measuringOf(inflected)],
    ],
    running: news.map(clean).filter((form) => ofNews.has(form)),
    learned: new Set(
      [...news, ...treebank, ...tables].map(clean).filter((form) => isWord(form) && !isForMeasuring(form)),
    ),
    hasStem: stemFinder(stems, affixes),
    tables,
  }
}
