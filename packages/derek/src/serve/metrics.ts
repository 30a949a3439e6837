import type { MiddlewareHandler } from 'hono'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { noQueues, type Queues } from '../status/status.js'
import type { Store } from '../store/store.js'
import { stageMetrics } from '../telemetry/stages.js'
import { version } from '../version.js'
import { routeOf } from './requests.js'

/** What a monitor reads at /metrics, in Prometheus' text format. */
export interface Metrics {
  /** Times every request by its route: never by its address, of which there is no end. */
  readonly measure: MiddlewareHandler
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** Metrics of a process: of the store, where it has one, and of the queues that it knows of. */
export function metricsOf(store?: Pick<Store, 'posts' | 'saved'>, queues: Queues = noQueues): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'derek_build_info',
    help: 'Which Derek this is: always 1',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1)
  const seconds = new Histogram({
    name: 'derek_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  const away = new Counter({
    name: 'derek_database_away_total',
    help: 'Requests that were refused because the database was away',
    registers,
  })
  const byState = (counts: readonly { readonly state: string; readonly count: number }[]): readonly Sample[] =>
    counts.map(({ state, count }) => [{ state }, count])
  if (store !== undefined) {
    const { posts, saved } = store
    gauge(registry, 'derek_posts', 'Posts to channels by their state', ['state'], async () =>
      byState(await posts.counts()),
    )
    gauge(registry, 'derek_notices', 'What is to be told of saved searches, by its state', ['state'], async () =>
      byState(await saved.counts()),
    )
  }
  const queueHelp = 'What waits between stages, is under way, or was put aside as dead'
  gauge(registry, 'derek_queue', queueHelp, ['queue', 'state'], async () =>
    (await queues()).flatMap(({ name: queue, waiting, underWay, dead }): readonly Sample[] => [
      [{ queue, state: 'waiting' }, waiting],
      ...(underWay === undefined ? [] : [[{ queue, state: 'under-way' }, underWay] as const]),
      ...(dead === undefined ? [] : [[{ queue, state: 'dead' }, dead] as const]),
    ]),
  )
  gauge(registry, 'derek_queue_oldest_seconds', 'How long the first in a queue has waited', ['queue'], async () =>
    (await queues()).flatMap(({ name: queue, oldest }) => (oldest === undefined ? [] : [[{ queue }, oldest]])),
  )
  return {
    async measure(c, next) {
      const end = seconds.startTimer({ method: c.req.method })
      await next()
      const route = routeOf(c)
      // That one is asked whether it is so, and says so at the end of the server, too.
      if (c.res.status === 503 && route !== '/readyz') away.inc()
      end({ route, status: String(c.res.status) })
    },
    text: async () => `${await registry.metrics()}\n${await stageMetrics.metrics()}`,
    contentType: registry.contentType,
  }
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number]

/** What is asked for when it is read; nothing while whoever knows it is away, since the rest is wanted then most. */
function gauge(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly string[],
  read: () => Promise<readonly Sample[]>,
): void {
  const registers = [registry]
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers,
    async collect() {
      this.reset()
      for (const [labels, value] of await read().catch(() => [])) this.set(labels, value)
    },
  })
}
