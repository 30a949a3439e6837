import type { AddressInfo } from 'node:net'
import { serve as listen, type ServerType } from '@hono/node-server'
import type { Where } from '../store/databases.js'
import { openStore, type Store } from '../store/store.js'
import { createApp } from './app.js'
import { keepIn } from './keep.js'
import { readSamples } from './samples.js'

export interface ServeOptions {
  readonly host: string
  /** 0 lets the system choose one. */
  readonly port: number
  /** Where the store is kept. */
  readonly data: Where
  readonly log: (message: string) => void
  readonly token?: string
}

export interface Serving {
  readonly url: string
  /** Answers what has come in, and takes nothing more. */
  close(): Promise<void>
}

/** Opens the store, reads the samples into an empty one, and serves the site and the API. */
export async function serve({ host, port, data, log, token }: ServeOptions): Promise<Serving> {
  const store = await openStore(data)
  try {
    if (await store.isEmpty()) log(`read ${await readSamples(keepIn(store))} sample articles`)
    const serving = await serveStore(store, { host, port, log, ...(token === undefined ? {} : { token }) })
    return {
      url: serving.url,
      async close() {
        await serving.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Serves the site and the API over a store that is open, and stays so. */
export async function serveStore(
  store: Store,
  { host, port, log, token }: Omit<ServeOptions, 'data'>,
): Promise<Serving> {
  const { fetch } = createApp({ store, log, ...(token === undefined ? {} : { token }) })
  const { server, address } = await start(fetch, host, port)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`,
    close: () => stop(server),
  }
}

function start(
  fetch: (request: Request) => Response | Promise<Response>,
  hostname: string,
  port: number,
): Promise<{ readonly server: ServerType; readonly address: AddressInfo }> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname, port }, (address) => {
      server.off('error', reject)
      resolve({ server, address })
    })
    server.once('error', reject)
  })
}

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}
