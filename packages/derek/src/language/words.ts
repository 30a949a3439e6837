import type { Analysis, Upos } from 'kazakh'
import type { Word } from './schema.js'

/** What rules ask of a word. A word may have several analyses; "may be" asks whether any of them fits. */

const some = (word: Word | undefined, fits: (analysis: Analysis) => boolean): boolean =>
  word?.analyses.some((analysis) => analysis.confidence >= 0.3 && fits(analysis)) ?? false

/** A word the lexicon knows as this part of speech, whatever else it may be. */
export const isKnown = (word: Word | undefined, upos: Upos): boolean =>
  word?.analyses.some((a) => a.upos === upos && a.confidence >= 0.7) ?? false

export const caseOf = (word: Word | undefined): string | undefined => word?.analyses[0]?.feats.Case

export const lemmaOf = (word: Word): string => word.analyses[0]?.lemma ?? word.form

/** The word without its case ending. */
export const baseOf = (word: Word): string => word.analyses[0]?.base ?? word.form

export const isPunctuation = (word: Word | undefined): boolean => word?.kind === 'punctuation'

export const isPossessed = (word: Word | undefined): boolean =>
  some(word, (a) => a.feats['Person[psor]'] === '3' && a.feats.VerbForm === undefined)

/** Quotation marks as they are met: « » “ ” „ ‟ " and their lookalikes. */
export const isOpeningQuote = (word: Word | undefined): boolean => word !== undefined && /^[«“„‟"]$/u.test(word.form)
export const isClosingQuote = (word: Word | undefined): boolean => word !== undefined && /^[»”“"]$/u.test(word.form)
export const isDash = (word: Word | undefined): boolean => word !== undefined && /^(?:[–—―-]|--)$/u.test(word.form)
