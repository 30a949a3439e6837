import { hashOf, mix } from './hash.js'
import { knownWords } from './known.js'
import { look, type Traits, trait, traitCount } from './traits.js'

/**
 * Features of each word: hashes of what it is and of what stands around it. Templates say which traits of which words
 * make one feature together; a part of a template is a trait of a word, or a distance.
 */

/** Words that a template may look at, seen from the current one. */
const spots = [
  'here', 'before', 'after', 'before2', 'after2', 'before3', 'after3',
  'opening-1', 'opening+1', 'closing-1', 'closing+1', 'closing+2',
  'run', 'runEnd', 'run-1', 'runEnd+1', 'runEnd+2',
  'numbers+1', 'numbers+2', 'numbers-1', 'last', 'first',
] as const // biome-ignore format: a table
type Spot = (typeof spots)[number]

/** How far, bounded; kept in one array beside the words' traits. */
const distances = [
  'fromOpening', 'toClosing', 'quotation', 'fromRun', 'toRunEnd', 'fromNumbers', 'toNumbersEnd', 'toCapital',
  'isFirst', 'runIsFirst', 'capital', 'numbersAround',
] as const // biome-ignore format: a table
type Distance = (typeof distances)[number]

type TraitName = keyof typeof trait
type Part = Distance | `${Spot}.${TraitName}`

const always: readonly (readonly Part[])[] = [
  ['here.word'], ['here.full'], ['here.stem'], ['here.root'],
  ['here.prefix1'], ['here.prefix2'], ['here.prefix3'], ['here.prefix4'], ['here.prefix5'],
  ['here.suffix1'], ['here.suffix2'], ['here.suffix3'], ['here.suffix4'], ['here.suffix5'],
  ['here.shape'], ['here.shape', 'isFirst'], ['here.shape', 'here.suffix2'], ['here.length'],
  ['before.word'], ['after.word'], ['before2.word'], ['after2.word'],
  ['before.stem'], ['after.stem'], ['before2.stem'], ['after2.stem'], ['before3.stem'], ['after3.stem'],
  ['before.root'], ['after.root'], ['after2.root'],
  ['before.word', 'here.word'], ['here.word', 'after.word'], ['before.stem', 'here.stem'], ['here.stem', 'after.stem'],
  ['before.word', 'after.word'], ['before2.word', 'before.word'], ['after.word', 'after2.word'],
  ['before2.stem', 'before.stem'], ['after.stem', 'after2.stem'],
  ['here.stem', 'after.stem', 'after2.stem'], ['before2.stem', 'before.stem', 'here.stem'],
  ['before.suffix2'], ['before.suffix3'], ['after.suffix2'], ['after.suffix3'],
  ['before.prefix3'], ['after.prefix3'], ['before.prefix4'], ['after.prefix4'], ['after2.suffix3'], ['before2.suffix3'],
  ['before.shape', 'here.shape'], ['here.shape', 'after.shape'], ['before.shape', 'here.shape', 'after.shape'],
  ['before2.shape', 'before.shape'], ['after.shape', 'after2.shape'],
  ['before.suffix3', 'here.suffix3'], ['here.suffix3', 'after.suffix3'],
  ['before.word', 'here.shape'], ['after.word', 'here.shape'], ['after.stem', 'here.shape'],
  ['after.stem', 'here.suffix3'], ['before.stem', 'here.suffix3'],
  ['toCapital'], ['numbersAround'], ['last.root'], ['last.suffix3'], ['first.word'], ['isFirst'],
] // biome-ignore format: a table

const inQuotation: readonly (readonly Part[])[] = [
  ['fromOpening', 'toClosing'], ['quotation'], ['closing+1.root'], ['closing+2.root'], ['opening-1.root'],
  ['closing+1.root', 'fromOpening', 'toClosing'], ['closing+1.stem', 'quotation'], ['opening+1.shape', 'quotation'],
  ['closing+1.word'], ['opening-1.word'], ['opening+1.word', 'closing-1.word'],
] // biome-ignore format: a table

const inCapitals: readonly (readonly Part[])[] = [
  ['fromRun', 'toRunEnd', 'runIsFirst'], ['runEnd.root'], ['run.root'], ['runEnd+1.root'], ['run-1.root'],
  ['runEnd.suffix3'], ['runEnd.suffix4'], ['runEnd+1.root', 'toRunEnd'], ['run-1.root', 'fromRun'],
  ['runEnd+1.root', 'runEnd+2.root'],
] // biome-ignore format: a table

const inNumbers: readonly (readonly Part[])[] = [
  ['here.number'], ['numbers+1.root'], ['numbers+1.word'], ['numbers-1.root'], ['numbers+1.root', 'toNumbersEnd'],
  ['numbers+2.root'], ['numbers+1.root', 'numbers+2.root'], ['numbers+1.root', 'numbers-1.word'],
  ['numbers+1.root', 'here.shape'], ['fromNumbers', 'toNumbersEnd'], ['numbers+1.root', 'here.suffix2'],
  ['numbers+1.root', 'here.word'],
] // biome-ignore format: a table

const afterNumbers: readonly (readonly Part[])[] = [
  ['numbers-1.root'], ['here.root'], ['here.root', 'after.root'], ['here.root', 'before.word'],
] // biome-ignore format: a table

/** Templates over the kinds that our lists know a word by: one feature for each kind. */
interface KindTemplate {
  readonly of: Spot
  readonly with: readonly Part[]
}
const kinds = (of: Spot, ...parts: readonly Part[]): KindTemplate => ({ of, with: parts })

const alwaysKinds: readonly KindTemplate[] = [
  kinds('here'), kinds('here', 'capital'), kinds('before'), kinds('after'), kinds('after2'), kinds('before2'),
  kinds('here', 'here.suffix2'), kinds('here', 'after.root'), kinds('here', 'before.shape', 'after.shape'),
  kinds('before', 'here.shape'), kinds('after', 'here.shape'),
] // biome-ignore format: a table
const quotationKinds: readonly KindTemplate[] = [
  kinds('closing+1', 'fromOpening', 'toClosing'), kinds('closing+2', 'fromOpening', 'toClosing'),
  kinds('closing-1', 'fromOpening'), kinds('opening-1'),
] // biome-ignore format: a table
const capitalsKinds: readonly KindTemplate[] = [
  kinds('runEnd', 'toRunEnd'), kinds('runEnd+1', 'fromRun', 'toRunEnd'), kinds('runEnd+2', 'toRunEnd'),
  kinds('run-1', 'fromRun'), kinds('run', 'fromRun'),
] // biome-ignore format: a table
const numbersKinds: readonly KindTemplate[] = [
  kinds('numbers+1', 'fromNumbers', 'toNumbersEnd'), kinds('numbers-1'), kinds('numbers+2'),
  kinds('numbers+1', 'here.shape'),
] // biome-ignore format: a table

const distanceNames: readonly string[] = distances
const spotNames: readonly string[] = spots
const traitNames: readonly string[] = Object.keys(trait)

/** A part as a number: traits as spot × traitCount + trait, distances below zero. */
function encode(part: Part): number {
  const distance = distanceNames.indexOf(part)
  if (distance >= 0) return -1 - distance
  const [spot = '', name = ''] = part.split('.')
  return spotNames.indexOf(spot) * traitCount + traitNames.indexOf(name)
}

interface Compiled {
  readonly seed: number
  readonly spot: number
  readonly parts: Int32Array
}

let seeds = 0
const compile = (templates: readonly (readonly Part[])[]): readonly Compiled[] =>
  templates.map((parts) => ({ seed: mix(++seeds, 1), spot: 0, parts: Int32Array.from(parts, encode) }))
const compileKinds = (templates: readonly KindTemplate[]): readonly Compiled[] =>
  templates.map((template) => ({
    seed: mix(++seeds, 2),
    spot: spots.indexOf(template.of),
    parts: Int32Array.from(template.with, encode),
  }))

const compiled = {
  always: compile(always),
  inQuotation: compile(inQuotation),
  inCapitals: compile(inCapitals),
  inNumbers: compile(inNumbers),
  afterNumbers: compile(afterNumbers),
  alwaysKinds: compileKinds(alwaysKinds),
  quotationKinds: compileKinds(quotationKinds),
  capitalsKinds: compileKinds(capitalsKinds),
  numbersKinds: compileKinds(numbersKinds),
}
/** Spots of which some templates see nothing else, so that what these add up to can be remembered with the word. */
export const ownSpots = 5
const spotOf = (code: number): number => (code < 0 ? spots.length : Math.floor(code / traitCount))
const ofOneSpot = ({ parts }: Compiled): boolean =>
  spotOf(parts[0] ?? -1) < ownSpots && parts.every((code) => spotOf(code) === spotOf(parts[0] ?? -1))
const own = Array.from({ length: ownSpots }, (_, spot) =>
  compiled.always.filter((template) => ofOneSpot(template) && spotOf(template.parts[0] ?? -1) === spot),
)
const ofPlace = compiled.always.filter((template) => !ofOneSpot(template))

/** The features that a word gives to the one that sees it from this spot, whatever else stands there. */
export function featuresOfSpot(word: Traits, spot: number): Int32Array {
  const features: number[] = []
  for (const { seed, parts } of own[spot] ?? []) {
    let h = seed
    for (const code of parts) h = mix(h, word.hashes[code - spot * traitCount] ?? 0)
    if (word.hashes[(parts[0] ?? 0) - spot * traitCount] !== 0) features.push(h)
  }
  if (spot === 0) {
    features.push(bias)
    for (const gram of word.grams) features.push(mix(gramSeed, gram))
  }
  return Int32Array.from(features)
}

const gramSeed = mix(1, 3)
const pairAfterSeed = mix(2, 3)
const pairBeforeSeed = mix(3, 3)
const headSeeds = [4, 5, 6, 7].map((n) => mix(n, 3))
const capitalSeeds = [8, 9, 10, 11, 12].map((n) => mix(n, 3))
const bias = mix(13, 3)

const boundary = look('<s>', false)

const isOpening = (form: string): boolean => form === '«' || form === '“' || form === '„'
const isClosing = (form: string): boolean => form === '»' || form === '”'

/**
 * Whether a sentence's capitals tell nothing: it has none at all, or nothing but capitals. The first word's capital
 * tells nothing either way, so a sentence is judged by all its words.
 */
export function isCaseless(forms: readonly string[]): boolean {
  let lower = 0
  let capital = 0
  for (const form of forms) {
    if (/^\p{Lu}/u.test(form)) {
      if (form.length > 1 && /\p{Ll}/u.test(form)) return false
      capital++
    } else if (/^\p{Ll}/u.test(form)) lower++
  }
  return capital === 0 || (capital >= 3 && capital >= 4 * lower)
}

/** A sentence made ready; `at` writes the features of one word. */
export class SentenceFeatures {
  readonly length: number
  /** Features of the word last asked for; only the first `count` count. */
  features = new Int32Array(512)
  count = 0
  private readonly words: readonly Traits[]
  private readonly kinds: readonly (readonly number[])[]
  private readonly opening: Int32Array
  private readonly closing: Int32Array
  private readonly run: Int32Array
  private readonly runEnd: Int32Array
  private readonly numbersBefore: Int32Array
  private readonly numbersAfter: Int32Array
  private readonly lastWord: number
  private readonly spot = new Int32Array(spots.length)
  private readonly distance = new Int32Array(distances.length)

  constructor(forms: readonly string[], caseless = isCaseless(forms)) {
    const n = forms.length
    this.length = n
    this.words = forms.map((form) => look(form, caseless))
    this.kinds = knownWords().kindsIn(this.words.map((word) => word.known))
    this.opening = new Int32Array(n).fill(-1)
    this.closing = new Int32Array(n).fill(-1)
    this.run = new Int32Array(n).fill(-1)
    this.runEnd = new Int32Array(n).fill(-1)
    this.numbersBefore = new Int32Array(n)
    this.numbersAfter = new Int32Array(n)
    this.markQuotations(forms)
    this.markRuns()
    const last = forms[n - 1]
    this.lastWord = last !== undefined && /^[.?!…]+$/u.test(last) ? n - 2 : n - 1
  }

  private markQuotations(forms: readonly string[]): void {
    let open = -1
    for (const [i, form] of forms.entries()) {
      if (isOpening(form)) open = i
      else if (isClosing(form) && open >= 0) {
        this.opening.fill(open, open, i + 1)
        this.closing.fill(i, open, i + 1)
        open = -1
      }
    }
  }

  private markRuns(): void {
    const { words, length } = this
    for (let i = 0, start = -1, number = -1; i < length; i++) {
      const word = words[i] ?? boundary
      start = word.capital ? (start < 0 ? i : start) : -1
      this.run[i] = start
      this.numbersBefore[i] = number
      if (!word.number) number = i
    }
    for (let i = length - 1, end = -1, number = length; i >= 0; i--) {
      const word = words[i] ?? boundary
      end = word.capital ? (end < 0 ? i : end) : -1
      this.runEnd[i] = end
      this.numbersAfter[i] = number
      if (!word.number) number = i
    }
  }

  wordAt(i: number): Traits {
    return this.words[i] ?? boundary
  }

  kindsAt(i: number): readonly number[] {
    return this.kinds[i] ?? []
  }

  isQuoted(i: number): boolean {
    return (this.opening[i] ?? -1) >= 0
  }

  private add(feature: number): void {
    if (this.count === this.features.length) {
      const longer = new Int32Array(2 * this.count)
      longer.set(this.features)
      this.features = longer
    }
    this.features[this.count++] = feature
  }

  private value(code: number): number {
    if (code < 0) return (this.distance[-1 - code] ?? 0) + 1
    const spot = (code / traitCount) | 0
    return this.wordAt(this.spot[spot] ?? -1).hashes[code - spot * traitCount] ?? 0
  }

  private addAll(templates: readonly Compiled[]): void {
    for (const { seed, parts } of templates) {
      const first = this.value(parts[0] ?? 0)
      if (first === 0) continue
      let h = mix(seed, first)
      for (let i = 1; i < parts.length; i++) h = mix(h, this.value(parts[i] ?? 0))
      this.add(h)
    }
  }

  private addKinds(templates: readonly Compiled[]): void {
    for (const { seed, spot, parts } of templates) {
      const known = this.kinds[this.spot[spot] ?? -1]
      if (known === undefined || known.length === 0) continue
      let h = seed
      for (let i = 0; i < parts.length; i++) h = mix(h, this.value(parts[i] ?? 0))
      for (let i = 0; i < known.length; i++) this.add(mix(h, known[i] ?? 0))
    }
  }

  /** Writes the features of word `i` into `features`. */
  at(i: number): void {
    this.count = 0
    this.see(i)
    const here = this.wordAt(i)
    this.add(bias)
    this.addAll(compiled.always)
    for (let g = 0; g < here.grams.length; g++) this.add(mix(gramSeed, here.grams[g] ?? 0))
    this.addOfPlace(i, here)
  }

  /** As `at`, without what `featuresOfSpot` tells of the word and its neighbours. */
  atPlace(i: number): void {
    this.count = 0
    this.see(i)
    this.addAll(ofPlace)
    this.addOfPlace(i, this.wordAt(i))
  }

  /** Looks at the words around `i`. */
  private see(i: number): void {
    const { spot, distance, length } = this
    const here = this.wordAt(i)
    const opening = this.opening[i] ?? -1
    const closing = this.closing[i] ?? -1
    const run = this.run[i] ?? -1
    const runEnd = this.runEnd[i] ?? -1
    const before = this.numbersBefore[i] ?? -1
    const after = this.numbersAfter[i] ?? length
    const afterNumber = !here.number && this.wordAt(i - 1).number
    // In the order of `spots` and of `distances`.
    spot[0] = i
    spot[1] = i - 1
    spot[2] = i + 1
    spot[3] = i - 2
    spot[4] = i + 2
    spot[5] = i - 3
    spot[6] = i + 3
    spot[7] = opening - 1
    spot[8] = opening + 1
    spot[9] = closing - 1
    spot[10] = closing + 1
    spot[11] = closing + 2
    spot[12] = run
    spot[13] = runEnd
    spot[14] = run - 1
    spot[15] = runEnd + 1
    spot[16] = runEnd + 2
    spot[17] = after
    spot[18] = after + 1
    spot[19] = afterNumber ? (this.numbersBefore[i - 1] ?? -1) : before
    spot[20] = this.lastWord
    spot[21] = 0
    distance[0] = Math.min(i - opening, 3)
    distance[1] = Math.min(closing - i, 3)
    distance[2] = Math.min(closing - opening, 6)
    distance[3] = Math.min(i - run, 3)
    distance[4] = Math.min(runEnd - i, 3)
    distance[5] = Math.min(i - before, 3)
    distance[6] = Math.min(after - i, 3)
    distance[7] = this.toCapital(i)
    distance[8] = i === 0 ? 1 : 0
    distance[9] = run === 0 ? 1 : 0
    distance[10] = here.capital ? 1 : 0
    distance[11] = (this.wordAt(i - 1).number ? 2 : 0) + (this.wordAt(i + 1).number ? 1 : 0)
  }

  private addOfPlace(i: number, here: Traits): void {
    this.addKinds(compiled.alwaysKinds)
    if (this.isQuoted(i)) {
      this.addAll(compiled.inQuotation)
      this.addKinds(compiled.quotationKinds)
    }
    if ((this.run[i] ?? -1) >= 0) {
      this.addAll(compiled.inCapitals)
      this.addKinds(compiled.capitalsKinds)
    }
    if (here.number) {
      this.addAll(compiled.inNumbers)
      this.addKinds(compiled.numbersKinds)
    } else if (this.wordAt(i - 1).number) this.addAll(compiled.afterNumbers)
    this.addKindPairs(i)
    this.addHeadsAhead(i, here)
    this.addCapitalBehind(i, here)
  }

  private toCapital(i: number): number {
    for (let d = 1; d <= 4 && i + d < this.length; d++) if (this.wordAt(i + d).capital) return d
    return 0
  }

  private addKindPairs(i: number): void {
    const here = this.kinds[i] ?? []
    for (const kind of here) {
      for (const next of this.kinds[i + 1] ?? []) this.add(mix(mix(pairAfterSeed, kind), next))
      for (const previous of this.kinds[i - 1] ?? []) this.add(mix(mix(pairBeforeSeed, kind), previous))
    }
  }

  /** A long name is known by its last word: Халықаралық ғарыш станциясы ("International Space Station"). */
  private addHeadsAhead(i: number, here: Traits): void {
    const lists = knownWords()
    const [plain = 0, behind = 0, ending = 0, root = 0] = headSeeds
    const before = this.wordAt(i - 1).capital ? 1 : 0
    for (let j = i, seen = 0; j < this.length && j < i + 8 && seen < 2; j++) {
      const word = this.wordAt(j)
      if (j > i && word.punctuation && word.form !== '–' && word.form !== '-' && word.form !== '»') return
      const kind = (this.kinds[j] ?? []).find((known) => lists.isHead(known))
      if (kind === undefined) continue
      seen++
      const far = Math.min(j - i, 4)
      this.add(mix(mix(mix(plain, kind), far), here.capital ? 1 : 0))
      this.add(mix(mix(mix(behind, kind), far), before))
      this.add(mix(mix(mix(ending, kind), far), word.hashes[trait.suffix2] ?? 0))
      this.add(mix(mix(root, word.hashes[trait.root] ?? 0), far))
    }
  }

  /** And begins with a capital some words behind. */
  private addCapitalBehind(i: number, here: Traits): void {
    let j = i - 1
    while (j >= 0 && i - j < 8 && !this.wordAt(j).punctuation && !this.wordAt(j).capital) j--
    const word = this.words[j]
    if (word === undefined || !word.capital) return
    const lists = knownWords()
    const far = Math.min(i - j, 5)
    const [plain = 0, own = 0, its = 0, ownKind = 0, itsKind = 0] = capitalSeeds
    this.add(mix(plain, far))
    this.add(mix(mix(own, far), here.hashes[trait.root] ?? 0))
    this.add(mix(mix(its, far), word.hashes[trait.root] ?? 0))
    for (const kind of this.kinds[i] ?? []) if (lists.isHead(kind)) this.add(mix(mix(ownKind, far), kind))
    for (const kind of this.kinds[j] ?? []) this.add(mix(mix(itsKind, far), kind))
  }
}

/** Names the way features are made: a model trained otherwise is refused. */
export const featureVersion = hashOf(
  JSON.stringify([
    always,
    inQuotation,
    inCapitals,
    inNumbers,
    afterNumbers,
    alwaysKinds,
    quotationKinds,
    capitalsKinds,
    numbersKinds,
    1,
  ]),
)
