import { type Entry, type Lexicon, lexicon, mergeEntries, plainEntry } from '../lexicon/lexicon.js'
import { logShareOf } from '../lexicon/likelihood.js'
import { type Backward, endOfWord, leftward } from './backward.js'
import { type Ending, endingsOf, internFeats } from './endings.js'
import type { Analysis, Feats, Upos } from './features.js'
import type { State } from './morphotactics.js'
import { allSounds, isVowel, keepsStop, soundsOf } from './phonology.js'

export interface AnalyzerOptions {
  /** Words known beside the built-in lexicon, each with its part of speech: names, titles, terms. */
  readonly words?: Iterable<readonly [lemma: string, upos: Upos]>
  /** Instead of the built-in lexicon. */
  readonly lexicon?: Lexicon
  /** How many analyses of words are remembered; 50,000 where not said. */
  readonly remember?: number
}

export interface Analyzer {
  /** All analyses of one word, the most trusted first; at least one, whatever the word is. */
  analyze(word: string): readonly Analysis[]
}

/** Makes an analyzer over the built-in lexicon and the words given. */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  const remember = Math.max(1, (options.remember ?? 50_000) >> 1)
  let known: Lookup | undefined
  // Two generations: the older one is forgotten when the younger is full, so that what recurs stays and memory is flat.
  let young = new Map<string, readonly Analysis[]>()
  let old = new Map<string, readonly Analysis[]>()
  return {
    analyze(word) {
      // Not remembered either: memory stays flat whatever comes.
      if (word.length > longestWord) return [asItIs(word, isCapital(word.charAt(0)) ? 'PROPN' : 'X')]
      const before = young.get(word)
      if (before !== undefined) return before
      known ??= lookupOf(options.lexicon ?? lexicon(), options.words ?? [])
      const analyses = old.get(word) ?? analyzeWord(word, known)
      if (young.size >= remember) {
        old = young
        young = new Map()
      }
      young.set(word, analyses)
      return analyses
    },
  }
}

type Lookup = (stem: string) => readonly Entry[] | undefined

/** A word that the caller adds is trusted as one met a few times. */
const ownWeight = 3

function lookupOf(builtIn: Lexicon, words: Iterable<readonly [string, Upos]>): Lookup {
  const own = new Map<string, readonly Entry[]>()
  for (const [lemma, upos] of words) {
    const key = lemma.toLowerCase()
    own.set(key, mergeEntries(own.get(key) ?? builtIn.get(key), [plainEntry(upos, ownWeight)]))
  }
  return own.size === 0 ? (stem) => builtIn.get(stem) : (stem) => own.get(stem) ?? builtIn.get(stem)
}

/** Longer than any word: such runs of letters are named as they are, not taken apart. */
const longestWord = 48

/** Beyond these, analyses of a word are guesses that nothing vouches for. */
const mostGuesses = 6
const most = 24

interface Scored {
  readonly analysis: Analysis
  readonly score: number
  readonly irregular: boolean
}

/** A word on its way through analysis. */
interface Word {
  readonly form: string
  readonly lower: string
  readonly capital: boolean
  readonly known: Lookup
  readonly found: Scored[]
}

function analyzeWord(form: string, known: Lookup): readonly Analysis[] {
  const first = form.charAt(0)
  const lower = form.toLowerCase()
  // A letter that is longer in small print (İ) would shift every place.
  if (lower.length !== form.length) return [asItIs(form, isCapital(first) ? 'PROPN' : 'X')]
  if (!hasLetter(form)) return [...notWords(form)]
  const word: Word = { form, lower, capital: isCapital(first), known, found: [] }
  const hyphen = form.lastIndexOf('-')
  const split = hyphen > 0 ? stemBeforeHyphen(form, hyphen) : undefined
  if (split !== undefined) {
    addAfterHyphen(word, split, form.slice(hyphen + 1))
    if (word.found.length > 0) return ranked(word.found)
  }
  if (/^[\d(]/u.test(form)) return [...notWords(form)]
  addKnown(word)
  if (hyphen > 0 && word.found.length === 0) addCompound(word, hyphen)
  if (word.found.length === 0 && !word.capital) addJoined(word)
  const regular = word.found.some(({ irregular }) => !irregular)
  if (word.capital && roman.test(form)) addRoman(word)
  if (abbreviation.test(form))
    word.found.push({ analysis: { ...asItIs(form, 'NOUN'), confidence: 0.5 }, score: -8, irregular: false })
  const kept = regular ? word.found.filter(({ irregular }) => !irregular) : word.found
  if (regular && !word.capital) return ranked(kept)
  const guessed = guesses(word, regular)
  const all = [...kept, ...guessed]
  return all.length === 0 ? [asItIs(form, word.capital ? 'PROPN' : 'X')] : ranked(all)
}

const isCapital = (letter: string): boolean => letter !== letter.toLowerCase()
const hasLetter = (form: string): boolean => /\p{L}/u.test(form)
const roman = /^[IVXLCDMІХМС]+$/u

/** Initials, and names of letters: the treebank takes them for nouns without a case. */
const abbreviation = /^(?:\p{Lu}\.|\p{Lu}{2,6})$/u

const noFeats: Feats = internFeats({})
const noSuffixes: readonly string[] = []

const asItIs = (form: string, upos: Upos): Analysis => ({
  lemma: form,
  base: form,
  upos,
  feats: noFeats,
  suffixes: noSuffixes,
  known: false,
  confidence: 0.1,
})

const numeralFeats = ['Card', 'Ord', 'Card,Ord'].map((type) => internFeats({ NumType: type }))

/** Digits, punctuation and symbols: known for what they are. */
function* notWords(form: string): Generator<Analysis> {
  const plain = { lemma: form, base: form, suffixes: noSuffixes, known: true, confidence: 0.9 }
  if (/\d/u.test(form)) {
    for (const feats of numeralFeats) yield { ...plain, upos: 'NUM', feats }
    if (form.endsWith('%')) {
      const feats = internFeats({ Case: 'Nom', NumType: 'Card,Ord' })
      yield { ...plain, lemma: form.slice(0, -1), upos: 'NUM', feats }
    }
  } else if (/^\p{P}+$/u.test(form)) {
    yield { ...plain, upos: 'PUNCT', feats: noFeats }
    if (/^[/%&@#*]$/u.test(form)) yield { ...plain, upos: 'SYM', feats: noFeats }
  } else yield { ...plain, upos: form === '' ? 'X' : 'SYM', feats: noFeats }
}

function addRoman(word: Word): void {
  for (const feats of numeralFeats) {
    const analysis: Analysis = { ...asItIs(word.form, 'NUM'), feats, known: true, confidence: 0.8 }
    word.found.push({ analysis, score: -4, irregular: false })
  }
}

/** Suffixes are written after a hyphen where the stem is an abbreviation or in digits: БҰҰ-дағы ("in the UN"), 55-ші. */
function stemBeforeHyphen(form: string, hyphen: number): string | undefined {
  if (!/^\p{Ll}+$/u.test(form.slice(hyphen + 1))) return undefined
  const stem = form.slice(0, hyphen)
  return /[\p{Lu}\d»"”%]$/u.test(stem) || /^\d/u.test(stem) ? stem : undefined
}

function addAfterHyphen(word: Word, stem: string, suffix: string): void {
  const digits = /^\d/u.test(stem) || roman.test(stem)
  const upos: Upos = digits ? 'NUM' : 'PROPN'
  const add = (ending: Ending, feats: Feats): void => {
    const caseLength = ending.caseLength
    const analysis: Analysis = {
      lemma: stem.replace(/%$/u, ''),
      base: word.form.slice(0, word.form.length - caseLength).replace(/-$/u, ''),
      upos,
      feats,
      suffixes: ending.suffixes,
      known: true,
      confidence: 0.9,
    }
    word.found.push({ analysis, score: logShareOf(upos, feats), irregular: false })
  }
  // How an abbreviation or a number is read aloud decides the sound of its suffix: any is right here.
  for (const ending of endingsOf(suffix, digits ? 'numeral' : 'noun')) {
    if (ending.upos === undefined && (ending.regular | ending.tolerated) !== 0) add(ending, ending.feats)
  }
  if (!digits || word.found.length > 0) return
  // 55-ші and 2020-жылғы: the ordinal's suffix loses its first letters, or the next word is joined.
  if (/^(?:[ыі]?н)?ш[ыі]$/u.test(suffix)) {
    const feats = internFeats({ NumType: 'Ord' })
    word.found.push({ analysis: { ...asItIs(stem, 'NUM'), feats, suffixes: [suffix], known: true, confidence: 0.9 }, score: 0, irregular: false })
  }
} // biome-ignore format: long rows

/** How an ending may continue what stands before it: each stem that may be meant, and the ending as after that stem. */
type EachStem = (stem: string, ending: string, irregular: boolean, verb: boolean | undefined) => void

const unvoiced: Readonly<Record<string, string>> = { г: 'к', ғ: 'қ', б: 'п' }

/** Undoes what the border of stem and suffix does to both, see `join`. */
function eachStem(surface: string, ending: string, each: EachStem): void {
  if (ending === '') {
    each(surface, ending, false, undefined)
    return
  }
  const first = ending.charAt(0)
  const last = surface.charAt(surface.length - 1)
  if (first === 'я') {
    // қояды is of қой ("put"), қияды of қи ("cut").
    const rest = `а${ending.slice(1)}`
    if (last === 'и') each(surface, rest, false, true)
    else each(`${surface}й`, rest, false, true)
    return
  }
  if (first === 'ю') {
    const rest = `у${ending.slice(1)}`
    if (last === 'и') each(surface, rest, false, true)
    else each(`${surface}й`, rest, false, true)
    return
  }
  if (first === 'и') {
    // оқиды is of оқы ("read").
    const rest = `й${ending.slice(1)}`
    each(`${surface}ы`, rest, false, true)
    each(`${surface}і`, rest, false, true)
    return
  }
  const verbalNoun = first === 'у'
  if (!verbalNoun && !isVowel(first)) {
    if (!(first === 'й' && (last === 'ы' || last === 'і'))) each(surface, ending, false, undefined)
    // процеске is of процесс, туристер of турист, фактілер of факт.
    if (last === 'с') {
      each(`${surface}с`, ending, false, false)
      if (first === 'т' || first === 'к') each(`${surface}т`, ending, false, false)
    } else if (last === 'і' && surface.endsWith('кті')) each(surface.slice(0, -1), ending, true, false)
    return
  }
  const stops = last === 'к' || last === 'қ' || last === 'п'
  each(surface, ending, stops && !keepsStop(surface), undefined)
  const voiceless = unvoiced[last]
  const stem = voiceless === undefined ? surface : surface.slice(0, -1) + voiceless
  if (voiceless !== undefined) each(stem, ending, false, undefined)
  // моделі is of модель, процесі of процесс.
  if ('лнрт'.includes(last)) each(`${surface}ь`, ending, false, false)
  else if (last === 'с') each(`${surface}с`, ending, false, false)
  // тауып is of тап ("find").
  if (last === 'у' && !verbalNoun && ending.charAt(1) === 'п') each(`${surface.slice(0, -1)}п`, ending, false, true)
  // оқу is of оқы ("read").
  if (verbalNoun && !isVowel(last)) {
    each(`${surface}ы`, ending, false, true)
    each(`${surface}і`, ending, false, true)
  }
  // орны is of орын ("place"), қорқып of қорық ("fear"): the last vowel falls out between two consonants.
  if (surface.length > 2 && elidable.includes(last) && !isVowel(surface.charAt(surface.length - 2))) {
    for (const vowel of 'ыі') each(surface.slice(0, -1) + vowel + last, ending, false, undefined)
  }
}

const elidable = 'рлнзқкпсшйм'

const contracted: ReadonlyMap<number, number> = new Map(
  ['яа', 'юу', 'ий'].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
)

/** Where an ending may begin in a word: after all of it, and wherever its last letters are a whole ending. */
function cutsOf(lower: string): readonly number[] {
  const cuts = [lower.length]
  let node: Backward | undefined = endOfWord()
  for (let cut = lower.length - 1; cut >= 1 && node !== undefined; cut--) {
    const letter = lower.charCodeAt(cut)
    // At the border of the stem я may be й and а, ю й and у, и ы and й; nowhere else in an ending.
    const meant = contracted.get(letter)
    const next = leftward(node, meant ?? letter)
    if (next?.whole === true) cuts.push(cut)
    node = meant === undefined ? next : undefined
  }
  return cuts
}

function addKnown(word: Word): void {
  const { lower, known } = word
  for (const cut of cutsOf(lower)) {
    eachStem(lower.slice(0, cut), lower.slice(cut), (stem, ending, irregular, verb) => {
      const entries = known(stem)
      if (entries === undefined) return
      const sounds = ending === '' ? allSounds : soundsOf(stem)
      for (const entry of entries) {
        if (verb !== undefined && verb !== isVerbal(entry)) continue
        if (entry.start === undefined) {
          if (ending === '') addBare(word, stem, entry)
        } else addEndings(word, stem, entry, entry.start, ending, sounds, irregular)
      }
    })
  }
}

const isVerbal = ({ upos }: Entry): boolean => upos === 'VERB' || upos === 'AUX'

function addBare(word: Word, stem: string, entry: Entry): void {
  addFound(word, stem, entry, noEnding, entry.upos, entry.feats ?? noFeats, false)
}

const noEnding: Ending = {
  feats: noFeats,
  regular: allSounds,
  tolerated: 0,
  caseLength: 0,
  lemmaLength: 0,
  upos: undefined,
  suffixes: noSuffixes,
}

function addEndings(
  word: Word,
  stem: string,
  entry: Entry,
  start: State,
  ending: string,
  sounds: number,
  irregularStem: boolean,
): void {
  for (const one of endingsOf(ending, start)) {
    const regular = (one.regular & sounds) !== 0
    if (!regular && (irregularStem || (one.tolerated & sounds) === 0)) continue
    const irregular = irregularStem || !regular
    if (one.lemmaLength === 0)
      addFound(word, stem, entry, one, entry.upos, mergeFeats(one.feats, entry.feats), irregular)
    else if (!irregular) addDerived(word, stem, ending, entry, one)
  }
}

const merged = new Map<Feats, Map<Feats, Feats>>()

/** What the suffixes say and what the word says by itself; the latter wins. */
function mergeFeats(feats: Feats, own: Feats | undefined): Feats {
  if (own === undefined) return feats
  let row = merged.get(own)
  if (row === undefined) {
    row = new Map()
    merged.set(own, row)
  }
  const before = row.get(feats)
  if (before !== undefined) return before
  const made = internFeats({ ...feats, ...own })
  row.set(feats, made)
  return made
}

function addFound(word: Word, stem: string, entry: Entry, ending: Ending, upos: Upos, feats: Feats, irregular: boolean): void {
  // A name is a name only where it is written as one.
  if (upos === 'PROPN' && !word.capital) return
  const lemma = entry.lemma ?? stem
  const analysis: Analysis = {
    lemma: upos === 'PROPN' || !word.capital ? (upos === 'PROPN' ? restoreCase(word.form, lemma) : lemma) : lemma,
    base: baseOf(word.form, ending),
    upos,
    feats,
    suffixes: ending.suffixes,
    known: true,
    confidence: trustIn(entry, irregular),
  }
  const whole = entry.start === 'end' && entry.feats !== undefined ? wholeForm : 0
  const score = Math.log(entry.weight / sizeOf(upos)) + logShareOf(upos, feats) + whole - (irregular ? 4 : 0)
  word.found.push({ analysis, score, irregular })
} // biome-ignore format: arguments

/** A form listed with its features (оны, "him") is more to be expected than one of its part of speech with them. */
const wholeForm = 2

/** Words met in texts and written by hand are trusted; those that only a word list has, less; those it may not have, least. */
const trustIn = ({ weight }: Entry, irregular: boolean): number =>
  weight >= 0.5 ? (irregular ? 0.7 : 0.9) : weight >= 0.1 ? 0.65 : 0.55

/** A word that the lexicon has not, made of one that it has: балалы ("with children") of бала. */
function addDerived(word: Word, stem: string, ending: string, entry: Entry, one: Ending): void {
  if (one.upos === undefined || entry.upos === 'PROPN' || entry.upos === 'PRON') return
  let suffix = ending.slice(0, one.lemmaLength)
  const last = suffix.slice(-1)
  if (one.lemmaLength < ending.length && (last === 'ғ' || last === 'г')) suffix = suffix.slice(0, -1) + unvoiced[last]
  const lemma = stem + suffix
  const analysis: Analysis = {
    lemma,
    base: baseOf(word.form, one),
    upos: one.upos,
    feats: one.feats,
    suffixes: one.suffixes,
    known: true,
    confidence: Math.min(0.7, trustIn(entry, false)),
  }
  const score =
    Math.log(Math.min(entry.weight, 1) / sizeOf(entry.upos)) +
    logShareOf(one.upos, one.feats) -
    (one.upos === 'VERB' ? 5 : 2.5)
  word.found.push({ analysis, score, irregular: false })
}

const baseOf = (form: string, { caseLength }: Ending): string =>
  caseLength === 0 ? form : form.slice(0, form.length - caseLength).replace(/-$/u, '')

/** How many words a part of speech has, roughly: the more, the less each is to be expected. */
const sizes: Readonly<Partial<Record<Upos, number>>> = { NOUN: 1900, VERB: 900, ADJ: 450, PROPN: 350, ADV: 180 }
const sizeOf = (upos: Upos): number => sizes[upos] ?? 150

/** A compound whose last part is known: қарым-қатынастарды; and particles after a hyphen: заманнан-ақ. */
function addCompound(word: Word, hyphen: number): void {
  const before = word.form.slice(0, hyphen)
  const after = word.form.slice(hyphen + 1)
  const particle = /^(?:ақ|ау|ай|мыс|міс|ды|ді|ты|ті|шы|ші|дағы|ғой|қой)$/u.test(after)
  const part = particle ? before : after
  const inside: Word = { form: part, lower: part.toLowerCase(), capital: isCapital(part.charAt(0)), known: word.known, found: [] }
  addKnown(inside)
  for (const { analysis, score, irregular } of inside.found) {
    const lemma = particle ? analysis.lemma : `${word.capital && analysis.upos === 'PROPN' ? before : before.toLowerCase()}-${analysis.lemma}`
    const base = particle ? analysis.base : `${before}-${analysis.base}`
    word.found.push({ analysis: { ...analysis, lemma, base, confidence: 0.7 }, score: score - 2, irregular })
  }
} // biome-ignore format: long rows

/** Compounds written as one word, of which both parts are known: көп + балалы ("with many children"). */
function addJoined(word: Word): void {
  for (let cut = 2; cut + 4 <= word.lower.length && cut <= 12; cut++) {
    const before = word.lower.slice(0, cut)
    const first = word.known(before)
    if (first === undefined || !first.some(({ upos, lemma }) => lemma === undefined && joins.has(upos))) continue
    const after = word.lower.slice(cut)
    const inside: Word = { form: after, lower: after, capital: false, known: word.known, found: [] }
    addKnown(inside)
    for (const { analysis, score, irregular } of inside.found) {
      if (irregular || (analysis.upos !== 'NOUN' && analysis.upos !== 'ADJ') || analysis.lemma.length < 4) continue
      const joined = { ...analysis, lemma: before + analysis.lemma, base: before + analysis.base, confidence: 0.55 }
      word.found.push({ analysis: joined, score: score - 6, irregular })
    }
  }
}

const joins: ReadonlySet<Upos> = new Set(['NOUN', 'ADJ', 'NUM', 'DET', 'ADV'])

/** What a letter of the stem costs, which an ending explains for nothing. */
const letterCost = 2

/** Stems that no lexicon has, from sounds and suffixes; names where the word is written as one. */
function guesses(word: Word, knownOtherwise: boolean): readonly Scored[] {
  const { lower, form, capital } = word
  const made: Scored[] = []
  for (const cut of cutsOf(lower)) {
    if (cut < 2) break
    const surface = lower.slice(0, cut)
    if (!/[аәеёиоөұүуыіэюя]/u.test(surface) && cut < lower.length) continue
    eachStem(surface, lower.slice(cut), (stem, ending, irregularStem, verb) => {
      const restored = stem.length !== surface.length
      if (verb === undefined && !restored) {
        const upos: Upos = capital ? 'PROPN' : 'NOUN'
        for (const one of endingsOf(ending, 'noun')) addGuess(word, made, stem, ending, one, upos, irregularStem)
        if (!capital && ending === '' && adjectival.test(stem))
          addGuess(word, made, stem, ending, noEnding, 'ADJ', false)
      }
      if (knownOtherwise || !guessableVerb.test(stem) || ending === '') return
      for (const one of endingsOf(ending, 'verb')) addGuess(word, made, stem, ending, one, 'VERB', irregularStem)
    })
  }
  made.sort((a, b) => b.score - a.score)
  const kept = made.slice(0, knownOtherwise ? 2 : mostGuesses)
  return kept.length === 0 && !knownOtherwise ? [{ analysis: asItIs(form, 'X'), score: -99, irregular: true }] : kept
}

const adjectival = /.{2}(?:[лдт][ыі]|с[ыі]з|ш[ыі]л|[ғгқк][ыі]|л[ыі][қк]|[дт][ыі][қк])$/u

/** Unknown verbs are guessed where their stem ends as derived verbs do: -ла/-ле and kin, and their voices. */
const guessableVerb =
  /.{2}(?:[лдт][ае](?:н|с|т|ндыр|ндір|стыр|стір|тыл|тіл)?|[дт][ыі]р|ғ[ыі]з|г[ыі]з|қыз|кіз|[ае]й|с[ыі]н)$/u

function addGuess(word: Word, made: Scored[], stem: string, ending: string, one: Ending, upos: Upos, irregularStem: boolean): void {
  if (one.lemmaLength > 0) return
  const sounds = ending === '' ? allSounds : soundsOf(stem)
  const regular = (one.regular & sounds) !== 0 && !irregularStem
  if (!regular && (upos === 'VERB' || (one.tolerated & sounds) === 0)) return
  const analysis: Analysis = {
    lemma: upos === 'PROPN' ? restoreCase(word.form, stem) : stem,
    base: baseOf(word.form, one),
    upos,
    feats: one.feats,
    suffixes: one.suffixes,
    known: false,
    confidence: regular ? 0.5 : 0.3,
  }
  const irregular = regular ? 0 : upos === 'PROPN' ? 1.5 : 3
  const short = stem.length < 3 ? 5 : stem.length < 5 ? 2.5 : 0
  const score =
    -9 + logShareOf(upos, one.feats) - letterCost * stem.length - irregular - short - (upos === 'VERB' ? 0.7 : 0)
  made.push({ analysis, score, irregular: !regular })
} // biome-ignore format: arguments

/** The lemma with the capitals that its word has: Тоқаевқа → Тоқаев, БҰҰ-дағы → БҰҰ. */
function restoreCase(form: string, lemma: string): string {
  let made = ''
  for (let i = 0; i < lemma.length; i++) {
    const written = form.charAt(i)
    made += written !== '' && written !== written.toLowerCase() ? lemma.charAt(i).toUpperCase() : lemma.charAt(i)
  }
  return made
}

/** Best first, each analysis once. */
function ranked(found: Scored[]): readonly Analysis[] {
  if (found.length > 1) found.sort((a, b) => b.score - a.score)
  const kept: Analysis[] = []
  for (const { analysis } of found) {
    if (kept.some((one) => one.feats === analysis.feats && one.lemma === analysis.lemma && one.upos === analysis.upos)) continue
    kept.push(analysis)
    if (kept.length === most) break
  }
  return kept
} // biome-ignore format: long row

const shared = createAnalyzer()

/**
 * All analyses of one word, the most trusted first.
 *
 * @example
 * analyze('Тоқаевқа')[0] // { lemma: 'Тоқаев', base: 'Тоқаев', upos: 'PROPN', feats: { Case: 'Dat' }, confidence: … }
 */
export function analyze(word: string): readonly Analysis[] {
  return shared.analyze(word)
}
