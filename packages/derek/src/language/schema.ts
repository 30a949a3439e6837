import type { Aligned, Range, Script, TokenKind, Analysis as WordAnalysis } from 'kazakh'
import type { Article, Block } from '../article/schema.js'

/** A token as analysed. Offsets are into the block's analysis text: mended, and in Cyrillic. */
export interface Word extends Range {
  readonly form: string
  readonly lower: string
  readonly kind: TokenKind
  readonly capital: boolean
  /** The most trusted first; empty for punctuation and numbers in digits. */
  readonly analyses: readonly WordAnalysis[]
}

export interface AnalyzedSentence extends Range {
  /** The block's id and the sentence's number in it: b3.2. */
  readonly id: string
  readonly words: readonly Word[]
}

export interface AnalyzedBlock {
  readonly block: Block
  /** The text that is analysed, and where each of its code units stands in the block's own text. */
  readonly aligned: Aligned
  readonly sentences: readonly AnalyzedSentence[]
}

/** An article whose language is understood as far as words go. */
export interface Analysis {
  readonly article: Article
  /** BCP 47. */
  readonly language: string
  readonly script: Script
  readonly blocks: readonly AnalyzedBlock[]
}
