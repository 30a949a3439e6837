import type { Range } from 'kazakh'
import type { AnalyzedBlock, AnalyzedSentence } from '../../language/schema.js'
import type { Linked } from '../entities/mention.js'

/** One sentence with its mentions, and the quoted speech of its block. */
export interface Scene {
  readonly block: AnalyzedBlock
  readonly at: { readonly block: number; readonly sentence: number }
  readonly sentence: AnalyzedSentence
  readonly mentions: readonly Linked[]
  readonly quotations: readonly Range[]
}
