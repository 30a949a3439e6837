export const sourceErrorKinds = [
  'empty',
  'binary',
  'encoding',
  'too-large',
  'not-found',
  'unreadable',
  'bad-address',
  'refused-address',
  'unreachable',
  'timeout',
  'http-status',
  'redirects',
  'unsupported-type',
  'bad-date',
] as const
export type SourceErrorKind = (typeof sourceErrorKinds)[number]

/** Why something could not be taken in: the kind for programs, the message for people. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly kind: SourceErrorKind

  constructor(kind: SourceErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
