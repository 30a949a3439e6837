import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type NatsConnection } from '@nats-io/transport-node'

/** Milliseconds between two tries while the server is away or full. */
const patience = 500

export interface ConnectOptions {
  /** nats://host:4222, several with commas between. */
  readonly url: string
  /** Shown to whoever looks at the server's connections. */
  readonly name?: string
  /** What is away, and that it is back. */
  readonly say: (message: string) => void
  /** Ends the wait for a server that is not there. */
  readonly signal?: AbortSignal
}

/** Connects, and waits for the server where it is not there yet; who is refused is told so. */
export async function connectPatiently({ url, name = 'derek', say, signal }: ConnectOptions): Promise<NatsConnection> {
  const teller = tellOnce(say)
  for (;;) {
    try {
      const connection = await connect({
        ...addressOf(url),
        name,
        maxReconnectAttempts: -1,
        reconnectTimeWait: patience,
        timeout: 5_000,
      })
      teller.over()
      return connection
    } catch (error) {
      if (signal?.aborted === true || (error instanceof Error && /authorization/iu.test(error.message))) throw error
      teller.trouble(`NATS at ${hostsOf(url)} is waited for`)
      await pause(signal)
    }
  }
}

/** What the client asks for apart: servers, and who connects, as the first address has it. */
function addressOf(url: string) {
  const urls = url.split(',').map((one) => new URL(one))
  const [first] = urls
  const user = decodeURIComponent(first?.username ?? '')
  const pass = decodeURIComponent(first?.password ?? '')
  return {
    servers: urls.map(({ host }) => host),
    ...(user === '' ? {} : pass === '' ? { token: user } : { user, pass }),
    ...(urls.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {}),
  }
}

/** How servers are called in messages: never with a password. */
const hostsOf = (url: string): string =>
  url
    .split(',')
    .map((one) => (URL.canParse(one) ? new URL(one).host || one : one))
    .join(', ')

/** Tells when the server goes away and comes back. */
export function watchConnection(
  connection: NatsConnection,
  say: (message: string) => void,
  { onAway, onBack }: { readonly onAway: () => void; readonly onBack: () => void },
): void {
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        say('NATS is away')
        onAway()
      } else if (status.type === 'reconnect') {
        say('NATS is back')
        onBack()
      }
    }
  })()
}

/** Says what is wrong once, and that it is over. */
export function tellOnce(say: (message: string) => void) {
  let told: string | undefined
  return {
    trouble(what: string, error?: unknown): void {
      const reason = error instanceof Error ? `: ${error.message}` : ''
      if (told !== what) say(`${what}${reason}`)
      told = what
    },
    over(): void {
      if (told !== undefined) say(`${told}: no longer`)
      told = undefined
    },
  }
}

/** Waits before the next try. */
export const pause = (signal?: AbortSignal): Promise<void> =>
  sleep(patience, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
