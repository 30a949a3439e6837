import type { Entry, Lexicon } from '../lexicon/lexicon.js'
import type { Analyzer } from '../morphology/analyze.js'
import type { Analysis, Feats, Upos } from '../morphology/features.js'
import { isUpos, readFeats, writeFeats } from './conllu.js'
import { applyScript, endingKey, formKey, type Knowledge, type Reading } from './knowledge.js'
import { listedAs } from './lists.js'

/** What candidates are made from, beside what was learned: the analyzer and its lexicon. */
export interface Resources {
  analyze(word: string): readonly Analysis[]
  /** The parts of speech under which the lexicon has a lemma. */
  uposOf(lemma: string): readonly Upos[]
}

/** The analyzer and its lexicon. */
export function resourcesOf(analyzer: Analyzer, lexicon: Lexicon): Resources {
  // Many words have the same entries, as one array.
  const remembered = new WeakMap<readonly Entry[], readonly Upos[]>()
  return {
    analyze: (word) => analyzer.analyze(word),
    uposOf(lemma) {
      const entries = lexicon.get(lemma)
      if (entries === undefined) return noUpos
      const before = remembered.get(entries)
      if (before !== undefined) return before
      const own = entries.filter((entry) => entry.lemma === undefined)
      const made = [...new Set(own.map(({ upos }) => upos))]
      remembered.set(entries, made)
      return made
    },
  }
}

const noUpos: readonly Upos[] = []

/** Who vouches for a candidate. */
export const Source = { Form: 1, Lexicon: 2, Guess: 4, Ending: 8, Convention: 16 } as const

/** One way to read a word. */
export interface Candidate {
  /** In small letters, unless it is a name or an abbreviation. */
  readonly lemma: string
  readonly tag: Tag
  /** Bits of `Source`. */
  readonly sources: number
  /** How often the treebank reads the form or the ending so, as a share of its readings, in eighths. */
  readonly share: number
  readonly endingShare: number
  /** Its place among the analyzer's readings; `notAnalyzed` where it is none of them. */
  readonly rank: number
  /** How far the analyzer trusts it, in tenths. */
  readonly confidence: number
  readonly suffixes: string
}

export const notAnalyzed = 9

/** A part of speech with features; one object for each, so that they can be compared by identity. */
export interface Tag {
  readonly name: string
  readonly upos: Upos
  readonly feats: Feats
  /** The features that a neighbour may see: case, verb form, possession. */
  readonly coarse: string
}

const tags = new Map<string, Tag>()

export function tagNamed(name: string): Tag {
  const known = tags.get(name)
  if (known !== undefined) return known
  const bar = name.indexOf('|')
  const feats = readFeats(name.slice(bar + 1))
  const said = name.slice(0, bar)
  const upos = isUpos(said) ? said : 'X'
  const coarse = [upos, feats.Case, feats.VerbForm, feats['Person[psor]'] && 'P', feats.Mood, feats.Aspect].join(' ')
  const tag = { name, upos, feats, coarse }
  tags.set(name, tag)
  return tag
}

/** Longer words are not taken apart: they are pasted runs of letters, and reading them must stay cheap. */
export const longestWord = 64

/** No word has more readings than this that are worth weighing. */
export const mostCandidates = 24

/** All ways to read a word that the treebank, the analyzer or an ending suggests. At least one. */
export function candidatesOf(form: string, knowledge: Knowledge, resources: Resources): readonly Candidate[] {
  const lower = form.toLowerCase()
  const made = new Map<string, { -readonly [K in keyof Candidate]: Candidate[K] }>()
  const add: Add = (lemma, tagName, source, share = 0, endingShare = 0, analyzed = notAnalyzedAtAll) => {
    const tag = tagNamed(tagName)
    const written = withCapitals(form, lemma, tag.upos)
    const key = `${written} ${tagName}`
    const before = made.get(key)
    if (before === undefined) {
      if (made.size < mostCandidates) {
        made.set(key, { lemma: written, tag, sources: source, share, endingShare, ...analyzed })
      }
      return
    }
    before.sources |= source
    before.share = Math.max(before.share, share)
    before.endingShare = Math.max(before.endingShare, endingShare)
    if (analyzed.rank < before.rank) Object.assign(before, analyzed)
  }
  if (form === '_') {
    // The treebank writes an underscore for a copula that is not there.
    add('е', emptyCopula, Source.Form)
    return [...made.values()]
  }
  const readings = knowledge.forms.get(formKey(lower)) ?? []
  const total = sum(readings)
  for (const reading of readings) {
    if (reading.cut > lower.length) continue
    add(applyScript(lower, reading), reading.tag, Source.Form, Math.ceil((8 * reading.count) / total))
  }
  if (!/[\p{L}\p{N}]/u.test(form)) {
    add(form, /[\p{P}]/u.test(form) ? 'PUNCT|_' : 'SYM|_', Source.Lexicon)
    return [...made.values()]
  }
  if (form.length > longestWord) {
    add(form, 'X|_', Source.Guess)
    return [...made.values()]
  }
  if (/^\d/u.test(form)) addNumber(form, add)
  for (const [rank, analysis] of resources.analyze(form).entries()) addAnalysis(analysis, rank, knowledge, add)
  const listed = listedAs(lower)
  if ((listed & 1) !== 0) add(lower, 'ADJ|_', Source.Lexicon)
  if ((listed & 2) !== 0) add(lower, 'ADV|_', Source.Lexicon)
  if (!/\d/u.test(form)) addEndings(lower, knowledge, resources, add)
  if (made.size === 0) add(form, /^\p{Lu}/u.test(form) ? 'PROPN|Case=Nom' : 'NOUN|Case=Nom', Source.Guess)
  return [...made.values()]
}

const emptyCopula = 'AUX|Aspect=Hab|Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin'

type Analyzed = Pick<Candidate, 'rank' | 'confidence' | 'suffixes'>
const notAnalyzedAtAll: Analyzed = { rank: notAnalyzed, confidence: 0, suffixes: '' }

type Add = (
  lemma: string,
  tag: string,
  source: number,
  share?: number,
  endingShare?: number,
  analyzed?: Analyzed,
) => void

const sum = (readings: readonly Reading[]): number => readings.reduce((all, { count }) => all + count, 0)

/** 2020, 55-ші ("55th"), 90%-ға ("to 90 %"): the lemma is the number. */
function addNumber(form: string, add: Add): void {
  const number = /^\d+(?:[.,:/]\d+)*/u.exec(form)?.[0] ?? form
  const rest = form.slice(number.length).toLowerCase()
  if (rest === '') {
    add(number, 'NUM|NumType=Card', Source.Guess)
    add(number, 'NUM|NumType=Ord', Source.Guess)
    add(number, 'NUM|NumType=Card,Ord', Source.Guess)
  } else if (/^-?(?:ші|шы|інші|ыншы|нші|ншы)$/u.test(rest)) add(number, 'NUM|NumType=Ord', Source.Guess)
}

function addAnalysis(analysis: Analysis, rank: number, knowledge: Knowledge, add: Add): void {
  const { lemma, upos, feats } = analysis
  const known = analysis.known ? Source.Lexicon : Source.Guess
  const tag = `${upos}|${writeFeats(feats)}`
  const conventions = knowledge.conventions.get(tag)
  const analyzed: Analyzed = {
    rank: Math.min(rank, notAnalyzed - 1),
    confidence: Math.round(analysis.confidence * 10),
    suffixes: analysis.suffixes.join('-'),
  }
  if (conventions === undefined) add(lemma, tag, known, 0, 0, analyzed)
  for (const { tag, share } of conventions ?? []) {
    add(lemma, tag, known | (share < 0.3 ? Source.Convention : 0), 0, 0, analyzed)
  }
}

/** Readings by the word's ending alone, where the lexicon has the lemma, or the analyzer has found nothing. */
function addEndings(lower: string, knowledge: Knowledge, resources: Resources, add: Add): void {
  for (let length = 0; length <= Math.min(9, lower.length - 2); length++) {
    const readings = knowledge.endings.get(endingKey(lower.slice(lower.length - length)))
    if (readings === undefined) continue
    const total = sum(readings)
    for (const reading of readings) {
      const lemma = applyScript(lower, reading)
      if (!harmonious(lower, reading)) continue
      const known = resources.uposOf(lemma).includes(tagNamed(reading.tag).upos)
      if (!known && (reading.count < 2 || length === 0)) continue
      const share = Math.ceil((8 * reading.count) / total)
      add(lemma, reading.tag, Source.Ending | (known ? Source.Lexicon : 0), 0, share)
    }
  }
}

/** A vowel that a script appends must sound as the word does. */
function harmonious(lower: string, { append }: Reading): boolean {
  if (append === '') return true
  const front = /[әеіөү]/u.test(lower)
  return front ? !/[аыұо]/u.test(append) : !/[әеіөү]/u.test(append)
}

/** A name keeps its capitals, and so does an abbreviation: Тоқаевқа → Тоқаев, БҰҰ-дағы → БҰҰ; no other word does. */
function withCapitals(form: string, lemma: string, upos: Upos): string {
  const lower = lemma.toLowerCase()
  const keep = upos === 'PROPN' || upos === 'SYM' || upos === 'PUNCT' || /^\p{Lu}[\p{Lu}\d]/u.test(form)
  if (!keep) return lower
  let made = ''
  for (let i = 0; i < lower.length; i++) {
    const written = form.charAt(i)
    made += written !== '' && written !== written.toLowerCase() ? lower.charAt(i).toUpperCase() : lower.charAt(i)
  }
  return made
}
