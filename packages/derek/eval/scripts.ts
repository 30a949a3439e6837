import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { arabicFromCyrillic, cyrillicFromArabic, cyrillicFromLatin, type LatinVariant, latinFromCyrillic } from 'kazakh'
import { type Alphabet, hamzaOf, modelOf, pieces, restorer, spellings } from 'kazakh/scripts'
import { packageFolder } from '../src/data/table.js'
import type { Eval } from './main.js'

/**
 * Round trips of words: Cyrillic into another script and back, alike but for capitals, which töte has none of. Only
 * words that packages/kazakh/train/restoration.ts did not learn from are measured; wrong ones are never printed.
 */

const shared = join(packageFolder(), '../../../shared/data')
const dictionary = '/usr/share/hunspell/kk_KZ'

/** FNV-1a; one word of five is for measuring (packages/kazakh/train/restoration.ts has the same). */
const hashOf = (word: string): number => {
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

const alphabets: readonly (readonly [Alphabet, LatinVariant | undefined])[] = [
  ['latin-2021', '2021'],
  ['latin-2019', '2019'],
  ['latin-2018', '2018'],
  ['tote', undefined],
]

function roundTrip(form: string, variant: LatinVariant | undefined): string {
  if (variant === undefined) return cyrillicFromArabic(arabicFromCyrillic(form).text).text
  return cyrillicFromLatin(latinFromCyrillic(form, variant).text, variant).text.toLowerCase()
}

/** The way there and back without the dictionary's exceptions: what was learned from other words alone. */
function learnedAlone(alphabet: Alphabet): (form: string) => string {
  const restore = restorer(alphabet, { ...modelOf(alphabet), exceptions: new Map() })
  const spell = (part: string): string =>
    (alphabet === 'tote' && hamzaOf(part) ? 'ء' : '') +
    pieces(part, spellings[alphabet])
      .map(({ spelled }) => spelled)
      .join('')
  return (form) =>
    form
      .split('-')
      .map((part) => restore(spell(part)).text)
      .join('-')
}

const percent = (right: number, all: number): string =>
  (all === 0 ? '–' : ((100 * right) / all).toFixed(2)).padStart(10)

function run(): void {
  const affixes = readAffixes()
  const entries = linesOf(`${dictionary}.dic`).map((line) => line.split('/'))
  const stems = new Set(entries.map(([stem]) => clean(stem ?? '')))
  if (stems.size < 1000) console.log(`No ${dictionary}.dic (Debian: hunspell-kk): its words are left out.\n`)
  const news = linesOf(join(shared, 'ner/train.iob2')).map((line) => line.split(' ')[0] ?? '')
  const treebank = linesOf(join(shared, 'ktb/train.conllu')).map((line) => line.split('\t')[1] ?? '')
  const unimorph = ['kaz.noun.tsv', 'kaz.verb.tsv'].flatMap((file) =>
    linesOf(join(shared, 'unimorph', file)).flatMap((line) => (line.split('\t')[1] ?? '').split(' ')),
  )
  const sets: readonly (readonly [string, ReadonlySet<string>])[] = [
    ['news (KazNERD, KTB)', measuringOf([...news, ...treebank])],
    ['tables (UniMorph)', measuringOf(unimorph)],
    ['stems (hunspell-kk)', measuringOf(stems)],
    [
      'inflected stems',
      measuringOf(entries.flatMap(([stem, flags]) => inflect(clean(stem ?? ''), flags ?? '', affixes))),
    ],
  ]
  const all = new Set(sets.flatMap(([, forms]) => [...forms]))
  const hasStem = stemFinder(stems, affixes)
  const unknown = new Set([...all].filter((form) => !hasStem(form)))
  const tokens = news.map(clean).filter((form) => sets[0]?.[1].has(form))

  console.log(
    `Round trips, % of distinct measuring words that come back alike (${all.size} words; none was learned from).`,
  )
  console.log(
    'shipped: with the stems of the dictionary that are exceptions; learned: without them, other words only.\n',
  )
  console.log(`${''.padEnd(30)}${'words'.padStart(8)}${alphabets.map(([name]) => name.padStart(20)).join('')}`)
  console.log(`${''.padEnd(38)}${alphabets.map(() => '   shipped   learned').join('')}`)
  const alone = alphabets.map(([alphabet]) => learnedAlone(alphabet))
  const row = (title: string, forms: readonly string[]): void => {
    const cells = alphabets.map(([, variant], i) => {
      const shipped = forms.filter((form) => roundTrip(form, variant) === form).length
      const learned = forms.filter((form) => alone[i]?.(form) === form).length
      return percent(shipped, forms.length) + percent(learned, forms.length)
    })
    console.log(title.padEnd(30) + String(forms.length).padStart(8) + cells.join(''))
  }
  for (const [title, forms] of sets) row(title, [...forms])
  row('all', [...all])
  row('stem not in the dictionary', [...unknown])
  row('news, running words', tokens)
}

export const scripts: Eval = {
  name: 'scripts',
  about: 'round trips of words: Cyrillic to Latin of three years and töte, and back',
  run,
}
