/** What other programs use of Derek: a page in, its record out, and the record's schema. */
export { read } from './read.js'
export * from './record/schema.js'
export { withoutSentences, withTokens } from './record/tokens.js'
export { SourceError, type SourceErrorKind } from './source/error.js'
export { open, openText } from './source/open.js'
export type { Page, PageFormat, Source, SourceKind } from './source/schema.js'
export { alertsOf } from './story/alerts.js'
export { flowOf } from './story/copying.js'
export { differences } from './story/differences.js'
export { firstSaid } from './story/first.js'
export { place } from './story/grouping.js'
export { MemoryIndex } from './story/memory-index.js'
export type {
  Alert,
  Change,
  Corrections,
  Differences,
  Edge,
  Finding,
  FirstSaid,
  Flow,
  Placement,
  Signature,
  StoryIndex,
} from './story/schema.js'
export { keysOf, signatureOf } from './story/signature.js'
export { type StoryText, storyText } from './story/text.js'
