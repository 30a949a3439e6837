import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import type { Queues } from '../status/status.js'
import type { Store } from '../store/store.js'
import { metricsOf } from './metrics.js'

export interface HealthOptions {
  /** A private address: what is there is for those who keep Derek running. */
  readonly host: string
  /** 0 lets the system choose one. */
  readonly port: number
  /** Whether the process can do its work now: its database and its streams answer. */
  readonly isReady: () => Promise<boolean>
  readonly store?: Pick<Store, 'posts' | 'saved'>
  readonly queues?: Queues
}

/** What watches over a process that serves no pages, such as a worker, asks it: /healthz, /readyz and /metrics. */
export function healthOf({ isReady, store, queues }: Omit<HealthOptions, 'host' | 'port'>): Hono {
  const metrics = metricsOf(store, queues)
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const ready = await isReady().catch(() => false)
    return c.json({ status: ready ? 'ok' : 'away' }, ready ? 200 : 503)
  })
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }))
  return app
}

/** Listens for those questions until it is closed. */
export function listenForHealth({ host, port, ...options }: HealthOptions): Promise<{
  readonly url: string
  close(): Promise<void>
}> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: healthOf(options).fetch, hostname: host, port }, ({ port: bound }: AddressInfo) => {
      server.off('error', reject)
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`,
        close: () => new Promise((closed) => server.close(() => closed())),
      })
    })
    server.once('error', reject)
  })
}
