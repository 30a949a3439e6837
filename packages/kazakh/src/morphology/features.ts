/** Universal Dependencies: universal parts of speech and features, as UD_Kazakh-KTB uses them. */

export const uposTags = [
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'PUNCT',
  'SCONJ',
  'SYM',
  'VERB',
  'X',
] as const

export type Upos = (typeof uposTags)[number]

export type Feats = Readonly<Record<string, string>>

export interface Analysis {
  readonly lemma: string
  /** The word without its case ending, plural and possession kept: қызметіне ("to its service") → қызметі. */
  readonly base: string
  readonly upos: Upos
  readonly feats: Feats
  /** The suffixes after the stem as they are spelled: ұйымындағы ("that is in its organization") → ын, дағы. */
  readonly suffixes: readonly string[]
  /** Whether the stem is in the lexicon; without it, the analysis is a guess from sounds and suffixes. */
  readonly known: boolean
  /** 0–1: how far the lexicon and the rules of sound vouch for it. */
  readonly confidence: number
}
