import { JetStreamApiError } from '@nats-io/jetstream'
import { type Stream, streamOf } from '../streams.js'

/** A stream has as much on it as there may be. */
export class FullError extends Error {
  override readonly name = 'FullError'
}

/** Whether a stream has reached its limits, or the server has no room for it. */
export const isFull = (error: unknown): boolean =>
  error instanceof FullError ||
  (error instanceof JetStreamApiError && /maximum (?:messages|bytes)/u.test(error.message))

/** What the server says of how full a stream is holds for so many milliseconds, and for a twentieth of its limit. */
const longestKnown = 200

/** How full a stream is, as it was a moment ago: a few messages more than its limit do no harm. */
export class Room {
  private known: { readonly at: number; readonly isFull: Promise<boolean> } | undefined
  private given = 0

  constructor(
    private readonly limit: Pick<Stream, 'subject' | 'messages' | 'bytes'>,
    private readonly stateOf: (stream: string) => Promise<{ readonly messages: number; readonly bytes: number }>,
  ) {}

  isFull(): Promise<boolean> {
    const { subject, messages, bytes } = this.limit
    const now = performance.now()
    if (this.known !== undefined && now - this.known.at < longestKnown && ++this.given < messages / 20) {
      return this.known.isFull
    }
    const isFull = this.stateOf(streamOf(subject)).then((state) => state.messages >= messages || state.bytes >= bytes)
    isFull.catch(() => {
      this.known = undefined
    })
    this.known = { at: now, isFull }
    this.given = 0
    return isFull
  }
}
