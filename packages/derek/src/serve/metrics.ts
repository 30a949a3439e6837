import type { MiddlewareHandler } from 'hono'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Store } from '../store/store.js'
import { routeOf } from './requests.js'

/** What a monitor reads at /metrics, in Prometheus' text format. */
export interface Metrics {
  /** Times every request by its route: never by its address, of which there is no end. */
  readonly measure: MiddlewareHandler
  readonly text: () => Promise<string>
  readonly contentType: string
}

export function metricsOf(store: Store): Metrics {
  const registers = [new Registry()]
  const [registry] = registers
  if (registry === undefined) throw new Error('no registry')
  collectDefaultMetrics({ register: registry })
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
  new Gauge({
    name: 'derek_posts',
    help: 'Posts to channels by their state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      for (const { state, count } of await store.posts.counts()) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'derek_notices',
    help: 'What is to be told of saved searches, by its state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      for (const { state, count } of await store.saved.counts()) this.set({ state }, count)
    },
  })
  return {
    async measure(c, next) {
      const end = seconds.startTimer({ method: c.req.method })
      await next()
      if (c.res.status === 503) away.inc()
      end({ route: routeOf(c), status: String(c.res.status) })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
