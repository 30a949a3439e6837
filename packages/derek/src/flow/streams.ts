import { createHash } from 'node:crypto'
import { z } from 'zod'
import { recordSchema } from '../record/schema.js'
import { pageFormats } from '../source/schema.js'
import type { Subject } from './stage.js'

/**
 * All streams, in one place: what each carries, how much of it, and how it is handed out. `declare.ts` makes them on a
 * server of NATS, and `memory.ts` keeps to the same limits. docs/flow.md draws them.
 */

const itemSchema = z.object({
  url: z.string(),
  title: z.string().optional(),
  publishedAt: z.string().optional(),
  source: z.string().optional(),
})
const pageSchema = z.object({
  content: z.string(),
  format: z.enum(pageFormats),
  url: z.string().exactOptional(),
  publishedAt: z.string().exactOptional(),
  source: z.string().exactOptional(),
})

const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 22)

const subject = <T>(name: string, schema: z.ZodType<T>, id: (message: T) => string): Subject<T> => ({
  name,
  schema,
  id,
})

/** It is time to look at a feed, a sitemap or a section. `due` is the time that it was due at, ISO 8601. */
export const look = subject(
  'look',
  z.object({ source: z.string(), address: z.string(), due: z.string() }),
  ({ address, due }) => hash(address, due),
)

/** A source names an article. */
export const found = subject('found', itemSchema, ({ url }) => hash(url))

/** A page, fetched or imported; `url` is the address that it was found at, by which its outcome is known. */
export const page = subject(
  'page',
  z.object({ url: z.string().exactOptional(), page: pageSchema }),
  ({ url = '', page: { content, url: own = '' } }) => hash(url, own, content),
)

/** What was read from a page: its record, or why there is none. */
export const reading = subject(
  'reading',
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('read'), url: z.string().exactOptional(), page: pageSchema, record: recordSchema }),
    z.object({ kind: z.literal('unread'), url: z.string(), reason: z.string() }),
  ]),
  (message) =>
    message.kind === 'read'
      ? hash(message.url ?? '', message.record.id, JSON.stringify(message.record))
      : hash(message.url, message.reason),
)

export interface Stream {
  /** Of the subject; the stream is `DEREK_` with it, the subject on the server `derek.` with it. */
  readonly subject: string
  /** A stream that is full takes nothing more: whoever gives waits. */
  readonly messages: number
  readonly bytes: number
  readonly consumer: {
    /** Milliseconds until a message is handed out again whose taker is not heard of. */
    readonly ackWait: number
    /** Handed out and not done, in all workers together. Messages that wait for their host are among them. */
    readonly ackPending: number
    /** A message that was handed out so often, without a verdict, is dead; Infinity where being put back is usual. */
    readonly deliveries: number
  }
}

const mebibyte = 1024 * 1024

export const streams: readonly Stream[] = [
  {
    subject: look.name,
    messages: 10_000,
    bytes: 8 * mebibyte,
    consumer: { ackWait: 60_000, ackPending: 10_000, deliveries: Number.POSITIVE_INFINITY },
  },
  {
    subject: found.name,
    messages: 100_000,
    bytes: 64 * mebibyte,
    consumer: { ackWait: 60_000, ackPending: 20_000, deliveries: Number.POSITIVE_INFINITY },
  },
  {
    subject: page.name,
    messages: 2_000,
    bytes: 256 * mebibyte,
    consumer: { ackWait: 20_000, ackPending: 200, deliveries: 20 },
  },
  {
    subject: reading.name,
    messages: 2_000,
    bytes: 256 * mebibyte,
    consumer: { ackWait: 20_000, ackPending: 200, deliveries: 20 },
  },
]

/** Where messages are that nobody can handle: `derek.dead.SUBJECT`. The oldest go first. */
export const deadStream = {
  name: 'DEREK_DEAD',
  subject: 'derek.dead',
  messages: 10_000,
  bytes: 256 * mebibyte,
  days: 90,
} as const

/** So long the server knows the ids of messages that were given, in milliseconds: given again, they are not put twice. */
export const duplicateWindow = 2 * 60_000

/** How long each failed message is put back for, in milliseconds; after the last it is dead. */
export const retries: readonly number[] = [1_000, 5_000, 30_000, 120_000]

export const subjectOf = (name: string): string => `derek.${name}`
export const streamOf = (name: string): string => `DEREK_${name.toUpperCase()}`

/** A subject by its name, to read what is on a stream. */
export const subjects = { look, found, page, reading } as const
