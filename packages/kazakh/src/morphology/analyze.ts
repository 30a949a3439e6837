import { lexicon as builtIn, type Lexicon } from '../lexicon/lexicon.js'
import type { Analysis, Feats, Upos } from './features.js'
import { type Edge, edges, type State, states } from './morphotactics.js'
import { isVowel, suffixAfter, unvoicedStems } from './phonology.js'
import { pronounForms } from './pronouns.js'

/** A stem and the suffixes after it that together spell a word. */
interface Parse {
  readonly feats: Feats
  /** How many suffixes do not sound as the rules say after this stem (loans and names often do not). */
  readonly irregular: number
  readonly suffixes: number
  /** How many letters of the ending are case, at the end of the word. */
  readonly caseLength: number
}

const sounds: Readonly<Record<string, string>> = {
  A: 'ае', I: 'ыі', D: 'дт', N: 'ндт', Q: 'ндт', B: 'ндт', L: 'лдт', M: 'мбп', P: 'мбп', G: 'ғгқк', K: 'қк',
} // biome-ignore format: a table

/** Every spelling a template can have after some stem. */
function spellings(template: string): readonly string[] {
  const symbol = template.charAt(0)
  if (symbol === '') return ['']
  if (symbol === '(' || symbol === '[') {
    const close = template.indexOf(symbol === '(' ? ')' : ']')
    const inside = template.slice(1, close)
    const rest = template.slice(close + 1)
    return [...spellings(inside + rest), ...spellings(rest)]
  }
  const heads = sounds[symbol] ?? symbol
  return [...heads].flatMap((head) => spellings(template.slice(1)).map((tail) => head + tail))
}

interface SpelledEdge extends Edge {
  readonly spellings: ReadonlySet<string>
  readonly longest: number
}

const spelledEdges: ReadonlyMap<State, readonly SpelledEdge[]> = new Map(
  states.map((state) => [
    state,
    edges[state].map((edge): SpelledEdge => {
      const made = spellings(edge.template)
      return { ...edge, spellings: new Set(made), longest: Math.max(...made.map((spelling) => spelling.length)) }
    }),
  ]),
)

/** States in which a word may end, and the features it then has though no suffix says so. */
const finals: Readonly<Partial<Record<State, Feats>>> = {
  noun: { Case: 'Nom' },
  plural: { Case: 'Nom' },
  possessed: { Case: 'Nom' },
  possessed3: { Case: 'Nom' },
  located: {},
  participle: {},
  'verbal-noun': { Case: 'Nom' },
  past: { Person: '3' },
  present: {},
  conditional: { Person: '3' },
  converb: {},
  end: {},
}

function parseSuffixes(before: string, rest: string, state: State, parse: Parse, found: Parse[]): void {
  if (rest === '') {
    const last = finals[state]
    if (last !== undefined) found.push({ ...parse, feats: { ...last, ...parse.feats } })
    return
  }
  for (const edge of spelledEdges.get(state) ?? []) {
    const most = Math.min(edge.longest, rest.length)
    for (let length = 1; length <= most; length++) {
      const spelling = rest.slice(0, length)
      if (!edge.spellings.has(spelling)) continue
      const regular = suffixAfter(before, edge.template) === spelling
      if (!regular && breaksSyllables(before, edge.template, spelling)) continue
      parseSuffixes(
        before + spelling,
        rest.slice(length),
        edge.to,
        {
          feats: { ...parse.feats, ...edge.feats },
          irregular: parse.irregular + (regular ? 0 : 1),
          suffixes: parse.suffixes + 1,
          caseLength: edge.feats.Case === undefined ? 0 : length,
        },
        found,
      )
    }
  }
}

/** No loan excuses a buffer vowel after a vowel, or a missing one between consonants. */
function breaksSyllables(before: string, template: string, spelling: string): boolean {
  if (!template.startsWith('(') && !template.startsWith('[')) return false
  return isVowel(before.slice(-1)) === isVowel(spelling.charAt(0))
}

/** Stems as the dictionary has them that may stand before these suffixes as `surface`. */
function stemsOf(surface: string, rest: string, verb: boolean): readonly string[] {
  if (rest === '') return [surface]
  if (!isVowel(rest.charAt(0)) && rest.charAt(0) !== 'у') return [surface]
  const stems = [...unvoicedStems(surface)]
  // тауып from тап ("find"): п softens to у before -ып.
  if (verb && surface.endsWith('у')) stems.push(`${surface.slice(0, -1)}п`)
  // оқу from оқы ("read"): a final ы or і gives way to the verbal noun's у.
  if (verb && rest.startsWith('у')) stems.push(`${surface}ы`, `${surface}і`)
  // орны from орын ("place"), халқы from халық ("people"): the last vowel falls out.
  if (!verb) {
    for (const stem of unvoicedStems(surface)) {
      if (/[^аәеёиоөуұүыіэюя][рлнзқкғгсшйм]$/u.test(stem)) {
        stems.push(`${stem.slice(0, -1)}ы${stem.slice(-1)}`, `${stem.slice(0, -1)}і${stem.slice(-1)}`)
      }
    }
  }
  return stems
}

const nominal: readonly Upos[] = ['NOUN', 'PROPN', 'ADJ', 'PRON', 'NUM', 'DET', 'ADV', 'ADP', 'X']
const verbal: readonly Upos[] = ['VERB', 'AUX']

export interface AnalyzerOptions {
  /** Words known beside the built-in lexicon, each with its part of speech: names, titles, terms. */
  readonly words?: Iterable<readonly [lemma: string, upos: Upos]>
  /** How many analyses of words are remembered; 50,000 where not said. */
  readonly remember?: number
}

export interface Analyzer {
  /** All analyses of one word, the most trusted first; at least one, whatever the word is. */
  analyze(word: string): readonly Analysis[]
}

/** Makes an analyzer over the built-in lexicon and the words given. */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  const own: Map<string, Set<Upos>> = new Map()
  for (const [lemma, upos] of options.words ?? []) {
    const key = lemma.toLowerCase()
    own.set(key, (own.get(key) ?? new Set<Upos>()).add(upos))
  }
  const known: Lexicon = {
    frequency: (lemma, upos) => builtIn.frequency(lemma, upos) || (own.get(lemma)?.has(upos) ? 3 : 0),
    uposOf: (lemma) => {
      const added = own.get(lemma)
      return added === undefined ? builtIn.uposOf(lemma) : [...new Set([...builtIn.uposOf(lemma), ...added])]
    },
  }
  const remember = options.remember ?? 50_000
  const remembered = new Map<string, readonly Analysis[]>()
  return {
    analyze(word) {
      const before = remembered.get(word)
      if (before !== undefined) return before
      const analyses = analyzeWord(word, known)
      if (remembered.size >= remember) remembered.clear()
      remembered.set(word, analyses)
      return analyses
    },
  }
}

/** Longer than any word: such runs of letters are named as they are, not taken apart. */
const longestWord = 48

function analyzeWord(word: string, known: Lexicon): readonly Analysis[] {
  const capital = /^\p{Lu}/u.test(word)
  const unknown: Analysis = { lemma: word, base: word, upos: capital ? 'PROPN' : 'X', feats: {}, confidence: 0.1 }
  if (word.length > longestWord) return [unknown]
  const lower = word.toLowerCase()
  const pronoun = pronounForms.get(lower)
  if (pronoun !== undefined) return [pronoun]
  const hyphen = suffixAfterHyphen(word)
  const found: { analysis: Analysis; score: number }[] = []
  const add = (lemma: string, upos: Upos, parse: Parse, frequency: number): void => {
    const score = scoreOf(lemma, parse, frequency, upos)
    const confidence = frequency > 0 ? (parse.irregular === 0 ? 0.9 : 0.7) : parse.irregular === 0 ? 0.5 : 0.3
    const written = capital && (upos === 'PROPN' || frequency === 0) ? restoreCase(word, lemma) : lemma
    const base = word.slice(0, word.length - parse.caseLength).replace(/-$/u, '')
    found.push({ analysis: { lemma: written, base, upos, feats: parse.feats, confidence }, score })
  }
  for (let cut = lower.length; cut >= 1; cut--) {
    const surface = lower.slice(0, cut)
    const rest = lower.slice(cut)
    const surfaceStem = hyphen !== undefined && cut === hyphen.stem.length + 1 ? hyphen.stem.toLowerCase() : surface
    if (hyphen !== undefined && cut !== hyphen.stem.length + 1) continue
    addNominal(surfaceStem, rest, capital, known, add)
    if (hyphen === undefined) addVerbal(surface, rest, known, add)
  }
  if (found.length === 0) return [unknown]
  found.sort((a, b) => b.score - a.score)
  return unique(found.map(({ analysis }) => analysis)).slice(0, most)
}

/** Beyond these, analyses of a word are guesses that nothing vouches for. */
const most = 12

type Add = (lemma: string, upos: Upos, parse: Parse, frequency: number) => void
const none: Parse = { feats: {}, irregular: 0, suffixes: 0, caseLength: 0 }

function addNominal(surface: string, rest: string, capital: boolean, known: Lexicon, add: Add): void {
  const parses: Parse[] = []
  parseSuffixes(surface, rest, 'noun', none, parses)
  if (parses.length === 0) return
  for (const stem of stemsOf(surface, rest, false)) {
    const tags = known.uposOf(stem).filter((upos) => nominal.includes(upos) || rest === '')
    for (const upos of tags) {
      if (verbal.includes(upos)) continue
      for (const parse of parses) add(stem, upos, inflects(upos, rest) ? parse : none, known.frequency(stem, upos))
    }
    // A stem with a fallen vowel is believed only where the lexicon has it.
    const plain = stem === surface || unvoicedStems(surface).includes(stem)
    if (tags.length === 0 && plain && surface.length >= 2) {
      for (const parse of parses) add(stem, capital ? 'PROPN' : 'NOUN', parse, 0)
    }
  }
}

const inflects = (upos: Upos, rest: string): boolean => rest !== '' || /^(NOUN|PROPN|PRON)$/u.test(upos)

function addVerbal(surface: string, rest: string, known: Lexicon, add: Add): void {
  const parses: Parse[] = []
  for (const stem of stemsOf(surface, rest, true)) {
    const tags = known.uposOf(stem).filter((upos) => verbal.includes(upos))
    if (tags.length === 0 && !guessableVerb(stem)) continue
    if (parses.length === 0) {
      if (rest === '') parses.push({ ...none, feats: { VerbForm: 'Fin', Mood: 'Imp', Person: '2' } })
      else parseSuffixes(surface, rest, 'verb', none, parses)
    }
    for (const parse of parses) {
      // A bare stem is an imperative, rare in print.
      if (tags.length === 0 && (rest === '' || parse.irregular > 0)) continue
      if (tags.length === 0) add(stem, 'VERB', parse, 0)
      for (const upos of tags) add(stem, upos, parse, known.frequency(stem, upos))
    }
  }
}

/** Unknown verbs are guessed where their stem ends as derived verbs do: -ла/-ле and kin, and their voices. */
const guessableVerb = (stem: string): boolean =>
  /^.{2,}(?:[лдт][ае](?:н|с|т|ндыр|ндір|стыр|стір|тыл|тіл)?)$/u.test(stem)

/** Suffixes are written after a hyphen where the stem is an abbreviation or in digits: БҰҰ-дағы ("in the UN"). */
function suffixAfterHyphen(word: string): { readonly stem: string } | undefined {
  const match = /^(?<stem>[\p{Lu}\d.]+|.*[\p{Lu}\d»"”])-(?<suffix>\p{Ll}+)$/u.exec(word)
  const stem = match?.groups?.stem
  return stem === undefined ? undefined : { stem }
}

function scoreOf(lemma: string, parse: Parse, frequency: number, upos: Upos): number {
  const base = frequency > 0 ? 10 + Math.log2(1 + frequency) : 2
  const length = frequency > 0 ? lemma.length * 0.3 : Math.min(lemma.length, 5) * 0.8
  // Names and loans keep their own harmony (Бектеновтің), words of Kazakh do not.
  const irregular = frequency > 0 ? 2.5 : upos === 'PROPN' ? 0.4 : 1.5
  const derived =
    frequency > 0 ? 0 : /[лдт][ыі][қк]$/u.test(lemma) ? 1 : /[лдт][ае]р[ыі]?$|[лдт][ыі][ғг][ыі]$/u.test(lemma) ? -1 : 0
  // An unknown word is sooner stem and suffix than a longer stem, and a one-letter suffix proves little.
  const suffixes = frequency > 0 ? -0.2 * parse.suffixes : parse.suffixes > 0 ? 0.6 : 0
  // News is told in the third person.
  const addressed = /^[12]$/u.test(parse.feats['Person[psor]'] ?? '') ? 1.5 : 0
  // -ар after -ла is sooner a plural than a verb.
  const plural = frequency === 0 && verbal.includes(upos) && parse.feats.Tense === 'Fut' ? 1 : 0
  return (
    base + length + suffixes + derived - plural - irregular * parse.irregular - addressed - (upos === 'AUX' ? 0.5 : 0)
  )
}

/** The lemma with the capitals that its word has: Тоқаевқа → Тоқаев, БҰҰ-дағы → БҰҰ. */
function restoreCase(word: string, lemma: string): string {
  let made = ''
  for (let i = 0; i < lemma.length; i++) {
    const written = word.charAt(i)
    made += written !== '' && written !== written.toLowerCase() ? lemma.charAt(i).toUpperCase() : lemma.charAt(i)
  }
  return made
}

function unique(analyses: readonly Analysis[]): readonly Analysis[] {
  const seen = new Set<string>()
  return analyses.filter(({ lemma, upos, feats }) => {
    const key = `${lemma} ${upos} ${JSON.stringify(feats)}`
    return !seen.has(key) && seen.add(key)
  })
}

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
