import { context, propagation, type TextMapGetter } from '@opentelemetry/api'

/** Headers that can be read: those of a request, or of a message of NATS. */
export interface ReadableHeaders {
  get(name: string): string | null | undefined
}

/**
 * What a message has to carry, so that what is done with it later is of the same trace (W3C Trace Context): nothing where
 * nothing is traced.
 *
 * ```ts
 * for (const [name, value] of Object.entries(inject())) headers.set(name, value)
 * ```
 */
export function inject(): Readonly<Record<string, string>> {
  const carried: Record<string, string> = {}
  propagation.inject(context.active(), carried)
  return carried
}

/** Runs something as part of the trace that headers tell of; by itself, where they tell of none. */
export const extract = <T>(headers: ReadableHeaders | undefined, run: () => T): T =>
  headers === undefined ? run() : context.with(propagation.extract(context.active(), headers, getter), run)

const getter: TextMapGetter<ReadableHeaders> = {
  keys: () => propagation.fields(),
  // NATS answers an empty text for a header that is not there.
  get: (headers, name) => headers.get(name) || undefined,
}
