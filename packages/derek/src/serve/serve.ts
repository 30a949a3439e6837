import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve as listen, type ServerType } from '@hono/node-server'
import type { RawArchive } from '../flow/archive.js'
import { openFolder } from '../flow/folder.js'
import type { Queues } from '../status/status.js'
import { isAway, nameOf, type Where } from '../store/databases.js'
import { openStore, type Store } from '../store/store.js'
import type { Log, Remembered } from '../telemetry/log.js'
import { createApp } from './app.js'
import { keepIn } from './keep.js'
import type { Limits } from './limit.js'
import { readSamples } from './samples.js'
import { startWork, type WorkOptions } from './work.js'

export interface ServeOptions {
  readonly host: string
  /** 0 lets the system choose one. */
  readonly port: number
  /** Where the store is kept. */
  readonly data: Where
  readonly log: Log
  /** Where each request is told of; nowhere, if absent. */
  readonly requestLog?: Log
  /** What waits between stages, and what went wrong last: for status pages and metrics. */
  readonly queues?: Queues
  readonly events?: () => readonly Remembered[]
  /** Ends the wait for a database that is not there. */
  readonly signal?: AbortSignal
  readonly token?: string
  /** The public address, where it is not the one that is listened at. */
  readonly publicUrl?: string
  /** The WebSub hub of the feeds. */
  readonly hub?: string
  readonly limits?: Limits
  readonly behindProxy?: boolean
  readonly patience?: Patience
  readonly telegram?: WorkOptions['telegram']
  readonly mail?: WorkOptions['mail']
  readonly flow?: WorkOptions['flow']
  /** The data folder in which the flow keeps raw responses; nowhere, if absent. */
  readonly archive?: string
}

/** Who sends a request slowly, by a fault or to hold connections, is let go: milliseconds. */
export interface Patience {
  /** For the head of a request. */
  readonly headersTimeout: number
  /** For all of it. */
  readonly requestTimeout: number
  /** Between two looks for who is slow. */
  readonly connectionsCheckingInterval: number
}

const usualPatience: Patience = { headersTimeout: 15_000, requestTimeout: 60_000, connectionsCheckingInterval: 5_000 }

/** How long the link of the first administrator is good. */
const firstRunHours = 24

export interface Serving {
  readonly url: string
  /** While nobody has an account: where the first administrator makes theirs, once. */
  readonly join?: string
  /**
   * Says for so many seconds that it is no longer ready, and answers all the same, so that a balancer sends elsewhere
   * what is new; then takes nothing more, and answers what has come in.
   */
  close(options?: { readonly drain?: number }): Promise<void>
}

/** Opens the store, reads the samples into an empty one, and serves the site and the API. */
export async function serve({ data, archive: folder, flow, ...options }: ServeOptions): Promise<Serving> {
  const store = await openPatiently(data, options)
  let archive: RawArchive | undefined
  try {
    if (await store.isEmpty()) options.log(`read ${await readSamples(keepIn(store))} sample articles`)
    if (folder !== undefined) archive = await openFolder(folder, store, options.log)
    const flowing = flow === undefined || archive === undefined ? flow : { ...flow, archive }
    const serving = await serveStore(store, { ...options, ...(flowing === undefined ? {} : { flow: flowing }) })
    return {
      ...serving,
      async close(closing) {
        await serving.close(closing)
        await archive?.close()
        await store.close()
      },
    }
  } catch (error) {
    await archive?.close()
    await store.close()
    throw error
  }
}

/** Opens the store, and waits for a database that is not there yet: what is started first does not matter. */
export async function openPatiently(
  data: Where,
  { log, signal }: Pick<ServeOptions, 'log' | 'signal'>,
): Promise<Store> {
  for (let tries = 0; ; tries++) {
    try {
      return await openStore(data)
    } catch (error) {
      if (!isAway(error) || signal?.aborted === true) throw error
      if (tries === 0) log(`${nameOf(data)} is waited for`)
      await sleep(1000, undefined, signal === undefined ? {} : { signal }).catch(() => {})
    }
  }
}

/** Serves the site and the API over a store that is open, and stays so. */
export async function serveStore(
  store: Store,
  options: Omit<ServeOptions, 'data' | 'signal' | 'archive'>,
): Promise<Serving> {
  const { host, port, log, requestLog, queues, events, token, publicUrl, hub, limits, behindProxy, telegram, mail } =
    options
  const { flow } = options
  let isEnding = false
  const { fetch } = createApp({
    store,
    log,
    isEnding: () => isEnding,
    ...(requestLog === undefined ? {} : { requestLog }),
    ...(queues === undefined ? {} : { queues }),
    ...(events === undefined ? {} : { events }),
    ...(token === undefined ? {} : { token }),
    ...(publicUrl === undefined ? {} : { url: publicUrl }),
    ...(hub === undefined ? {} : { hub }),
    ...(limits === undefined ? {} : { limits }),
    ...(behindProxy === undefined ? {} : { behindProxy }),
  })
  const { server, address } = await start(fetch, host, port, options.patience ?? usualPatience)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`
  const endWork = startWork(store, {
    site: publicUrl ?? url,
    log,
    ...(telegram === undefined ? {} : { telegram }),
    ...(mail === undefined ? {} : { mail }),
    ...(flow === undefined ? {} : { flow }),
  })
  const { accounts } = store
  const first = (await accounts.isEmpty())
    ? {
        join: new URL(
          `desk/join/${await accounts.invite('administrator', 'first run', firstRunHours)}`,
          publicUrl ?? url,
        ).href,
      }
    : {}
  return {
    url,
    ...first,
    async close({ drain = 0 } = {}) {
      isEnding = true
      await Promise.all([sleep(drain * 1000).then(() => stop(server)), endWork()])
    },
  }
}

function start(
  fetch: (request: Request) => Response | Promise<Response>,
  hostname: string,
  port: number,
  patience: Patience,
): Promise<{ readonly server: ServerType; readonly address: AddressInfo }> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname, port, serverOptions: patience }, (address) => {
      server.off('error', reject)
      resolve({ server, address })
    })
    server.once('error', reject)
  })
}

/** Milliseconds that an answer may still take when the server ends: an export may be read for hours. */
const longestAnswer = 30_000

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    if (!('closeIdleConnections' in server)) return
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), longestAnswer).unref()
  })
}
