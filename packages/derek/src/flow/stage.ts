import type { z } from 'zod'

/** What messages of one kind are called, how they look, and which of them are one. */
export interface Subject<T> {
  readonly name: string
  readonly schema: z.ZodType<T>
  /** Two messages of one id are one message: it follows from the content. */
  readonly id: (message: T) => string
}

export type MessageOf<S> = S extends Subject<infer T> ? T : never

/** What the carrier does for a stage while it handles a message. */
export interface Tools {
  /** Hands a message on; waits while there is no room for it. */
  give<T>(subject: Subject<T>, message: T): Promise<void>
  /** Aborted when the worker is to end. */
  readonly signal: AbortSignal
}

/**
 * One step of the way from a feed to the store. Handling a message twice is as handling it once; who carries messages,
 * and how many workers there are, it does not know.
 */
export interface Stage<T> {
  readonly name: string
  readonly takes: Subject<T>
  /** Names of the subjects that it gives. */
  readonly gives: readonly string[]
  /** So many messages are under way at once in one worker. */
  readonly atOnce: number
  /** Resolves when all that follows from the message has been handed on or kept. Throws a `Later` to get it again. */
  handle(message: T, tools: Tools): Promise<void>
}

/** The time for a message has not come: it is put back for so long, which is no failure. */
export class Later extends Error {
  override readonly name = 'Later'
  constructor(
    readonly milliseconds: number,
    reason: string,
  ) {
    super(reason)
  }
}

/** A message that no second try will help: it is put aside at once. */
export class Poison extends Error {
  override readonly name = 'Poison'
}
