/** What other programs use of Derek: a page in, its record out, and the record's schema. */
export { read } from './read.js'
export * from './record/schema.js'
export { withoutSentences, withTokens } from './record/tokens.js'
export { SourceError, type SourceErrorKind } from './source/error.js'
export { open, openText } from './source/open.js'
export type { Page, PageFormat, Source, SourceKind } from './source/schema.js'
