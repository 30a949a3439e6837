import type { Queues } from '../status/status.js'
import type { Subject } from './stage.js'

/** A message as it is handed out. */
export interface Delivery<T> {
  readonly message: T
  readonly id: string
  /** How often it has been handed out, this time among them. */
  readonly deliveries: number
}

/** What becomes of a message that was handed out. */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'later'; readonly milliseconds: number }
  /** Nobody can handle it: it is put aside with the reason, to be looked at and perhaps replayed. */
  | { readonly kind: 'dead'; readonly reason: string }

export interface GiveOptions {
  /** Ends the wait for room: the message is not given then, and `give` throws. */
  readonly signal?: AbortSignal
  /** Where it is not that of the message's content: to give again what was given before. */
  readonly id?: string
}

export interface TakeOptions {
  readonly atOnce: number
  /** Ends the taking; what is under way is finished. */
  readonly signal: AbortSignal
}

/**
 * Carries messages from stage to stage: in this process (`memoryBus`), or by NATS JetStream (`natsBus`). A message is
 * handed out until there is a verdict on it, to one taker at a time, at least once.
 */
export interface Bus {
  /** Whether what is on it stays when this process ends. */
  readonly isDurable: boolean
  give<T>(subject: Subject<T>, message: T, options?: GiveOptions): Promise<void>
  take<T>(subject: Subject<T>, options: TakeOptions, handle: (delivery: Delivery<T>) => Promise<Verdict>): Promise<void>
  /** How many messages of each subject are not done. */
  waiting(): Promise<ReadonlyMap<string, number>>
  /** The same in more detail, for whoever watches over them. */
  readonly queues: Queues
  close(): Promise<void>
}

/** The message cannot be carried, whatever is done: it is larger than the carrier takes. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError'
}
