import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What becomes of an article, in order: what is counted, timed and traced by itself. */
export const stages = ['fetch', 'read', 'save', 'place', 'publish', 'notify'] as const
export type Stage = (typeof stages)[number]

/** Stages that ask somebody else. */
const asking: ReadonlySet<Stage> = new Set(['fetch', 'publish', 'notify'])

/** What stages did in this process. One registry for all, since a stage does not know in which server it runs. */
export const stageMetrics = new Registry()
const registers = [stageMetrics]

const seconds = new Histogram({
  name: 'derek_stage_seconds',
  help: 'Time of one step of a stage: a page fetched, an article read, a post sent',
  labelNames: ['stage', 'outcome'],
  // Reading takes milliseconds, a slow host half a minute.
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  registers,
})
const errors = new Counter({
  name: 'derek_stage_errors_total',
  help: 'Steps of a stage that failed, by kind of error',
  labelNames: ['stage', 'kind'],
  registers,
})
const running = new Gauge({
  name: 'derek_stage_running',
  help: 'Steps of a stage that are under way',
  labelNames: ['stage'],
  registers,
})
for (const stage of stages) running.set({ stage }, 0)

const tracer = trace.getTracer('derek')

/**
 * Does one step of a stage: counts and times it, and makes it a span of the trace that it is part of. A step fails by
 * what it throws, or, where that is a value, as `faultOf` says.
 *
 * ```ts
 * const record = await inStage('read', { 'url.full': page.url }, () => read(page))
 * ```
 */
export function inStage<T>(
  stage: Stage,
  attributes: Attributes,
  step: () => T | Promise<T>,
  faultOf: (result: T) => string | undefined = () => undefined,
): Promise<T> {
  const kind = asking.has(stage) ? SpanKind.CLIENT : SpanKind.INTERNAL
  return tracer.startActiveSpan(stage, { kind, attributes }, async (span) => {
    running.inc({ stage })
    const end = seconds.startTimer({ stage })
    const settle = (fault: string | undefined): void => {
      end({ outcome: fault === undefined ? 'done' : 'failed' })
      running.dec({ stage })
      if (fault !== undefined) {
        errors.inc({ stage, kind: fault })
        span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', fault)
      }
      span.end()
    }
    try {
      const result = await step()
      settle(faultOf(result))
      return result
    } catch (error) {
      settle(kindOf(error))
      throw error
    }
  })
}

/**
 * Handles one message as a span that holds its steps and what is given on from it, so that an article's way through many
 * processes is one trace. Being put back is no work: a span of it is not ended, and so not sent.
 */
export function inMessage<T>(
  subject: string,
  handle: () => Promise<T>,
  isPutBack: (error: unknown) => boolean,
): Promise<T> {
  const attributes = { 'messaging.operation.name': 'process', 'messaging.destination.name': subject }
  return tracer.startActiveSpan(`process ${subject}`, { kind: SpanKind.CONSUMER, attributes }, async (span) => {
    try {
      const result = await handle()
      span.end()
      return result
    } catch (error) {
      if (!isPutBack(error)) {
        span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', kindOf(error))
        span.end()
      }
      throw error
    }
  })
}

/** The kind of an error, of which there are few: its own, a code of the system or the database, or its class. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  if ('kind' in error && typeof error.kind === 'string') return error.kind
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name
}
