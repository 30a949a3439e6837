import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import {
  type Consumer,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream'
import { connect, headers, type MsgHdrs, millis, type NatsConnection } from '@nats-io/transport-node'
import { extract, inject } from '../telemetry/context.js'
import { type Bus, type TakeOptions, TooLargeError, type Verdict } from './bus.js'
import { declareStreams, leftBehind, StreamError, workersOf } from './declare.js'
import type { Subject } from './stage.js'
import { deadStream, type Stream, streamOf, streams, subjectOf } from './streams.js'

export interface NatsOptions {
  /** nats://host:4222, several with commas between. */
  readonly url: string
  /** Shown to whoever looks at the server's connections. */
  readonly name?: string
  /** What is away, and that it is back. */
  readonly say: (message: string) => void
  /** Ends the wait for a server that is not there. */
  readonly signal?: AbortSignal
  /** How much there may be on each stream before whoever gives waits. */
  readonly limits?: readonly Pick<Stream, 'subject' | 'messages' | 'bytes'>[]
}

/** A connection to the server, with the streams declared. */
export interface NatsBus extends Bus {
  readonly connection: NatsConnection
}

/** What is smaller is not compressed. */
const shortest = 512
/** The most that a page may come to, uncompressed in a message with its record: what is more was not made by Derek. */
const longest = 256 * 1024 * 1024
/** Milliseconds between two tries while the server is away or full. */
const patience = 500
/** Milliseconds in which a connection is closed as it should be. */
const longestEnd = 5_000
/** Milliseconds in which a server has written to its disk what it took: its own wait is eight. */
const writtenAfter = 1_000
/** Milliseconds between two looks for messages that the server does not hand out. */
const lookPause = 5_000
/** Headers of a message are within what the server takes, too. */
const headerBytes = 4096

/** Connects to NATS, and waits for it where it is not there yet; makes the streams that are not there. */
export async function natsBus(options: NatsOptions): Promise<NatsBus> {
  const { say, signal, limits = streams } = options
  const connection = await connectPatiently(options)
  const client = jetstream(connection)
  const managed = (): Promise<JetStreamManager> => jetstreamManager(connection, { checkAPI: false })
  const declared = async (): Promise<void> => declareStreams(await managed(), say)
  const line = new Line()
  const lately = new Lately()
  watchConnection(connection, say, {
    onAway: () => line.breaks(),
    onBack() {
      line.mends()
      for (const putAgain of lately.all()) void putAgain().catch(() => {})
      void declared().catch(() => {})
    },
  })
  // Whoever waits for it is told so by the client.
  void connection.closed().then(() => line.mends())
  const teller = tellOnce(say)
  for (;;) {
    try {
      await declared()
      break
    } catch (error) {
      if (error instanceof StreamError || signal?.aborted === true) {
        await connection.close()
        throw error
      }
      teller.trouble('the streams cannot be made', error)
      await pause(signal)
    }
  }

  const closing = new AbortController()
  void lookOn(leftBehind(say), { managed, line, signal: closing.signal })

  const stateOf = async (stream: string) => (await (await managed()).streams.info(stream)).state
  const rooms = new Map(limits.map((limit) => [subjectOf(limit.subject), new Room(limit, stateOf)]))

  const put = async (
    subject: string,
    id: string,
    payload: Uint8Array,
    heads: MsgHdrs,
    signal?: AbortSignal,
  ): Promise<void> => {
    const most = (connection.info?.max_payload ?? 1024 * 1024) - headerBytes
    if (payload.length > most) {
      throw new TooLargeError(
        `it comes to ${payload.length} bytes, compressed; the server takes ${most} (max_payload in its configuration)`,
      )
    }
    const teller = tellOnce(say)
    for (;;) {
      try {
        await line.answer(async () => {
          if ((await rooms.get(subject)?.isFull()) === true) throw new FullError()
          await client.publish(subject, payload, { msgID: id, headers: heads })
        }, signal)
        lately.add(() => put(subject, id, payload, heads, signal))
        return teller.over()
      } catch (error) {
        if (connection.isClosed() || signal?.aborted === true) throw error
        if (isFull(error)) teller.trouble(`${subject} is full, and is waited for`)
        else if (!(error instanceof LineError)) teller.trouble(`${subject} takes nothing`, error)
        await pause(signal)
      }
    }
  }

  /**
   * Whether a message can be spoken of by its number. A server that was killed may have lost its last messages, and give
   * their numbers to others: what came over a line that broke since is looked at first.
   */
  const isItself = async (
    { seq }: JsMsg,
    id: string,
    subject: string,
    age: number,
    signal: AbortSignal,
  ): Promise<boolean> => {
    while (line.age !== age) {
      try {
        const there = await (await managed()).streams.getMessage(streamOf(subject), { seq })
        // What is gone is still waited for by the server, until it hears that it is done.
        return there === null || idOf(there.header, seq) === id
      } catch (error) {
        if (error instanceof JetStreamApiError && error.status === 404) return true
        // Whoever is to end does not wait for a server that is away: the message is handed out again.
        if (connection.isClosed() || signal.aborted) return false
        await pause(signal)
      }
    }
    return true
  }

  /** `age` is the line's when the message came. */
  const settle = async (
    message: JsMsg,
    id: string,
    { subject, age, signal }: { readonly subject: string; readonly age: number; readonly signal: AbortSignal },
    verdict: Verdict,
  ): Promise<void> => {
    if (verdict.kind === 'dead') {
      const heads = headers()
      heads.set('Derek-Reason', verdict.reason.replace(/\s+/gu, ' ').slice(0, 2_000))
      heads.set('Derek-Id', id)
      await put(`${deadStream.subject}.${subject}`, `dead ${id} ${message.seq}`, message.data, heads, signal)
    }
    if (!(await isItself(message, id, subject, age, signal))) return
    // None at all would be to ask for it at once.
    if (verdict.kind === 'later') message.nak(Math.max(1, Math.ceil(verdict.milliseconds)))
    else message.ack()
  }

  const consumerOf = async (subject: string) => (await managed()).consumers.info(streamOf(subject), workersOf(subject))

  return {
    connection,
    isDurable: true,
    async queues() {
      const { state } = await (await managed()).streams.info(deadStream.name, {
        subjects_filter: `${deadStream.subject}.>`,
      })
      return Promise.all(
        streams.map(async ({ subject }) => {
          const { num_pending: waiting, num_ack_pending: underWay } = await consumerOf(subject)
          return { name: subject, waiting, underWay, dead: state.subjects?.[`${deadStream.subject}.${subject}`] ?? 0 }
        }),
      )
    },
    async give(subject, message, { signal, id = subject.id(message) } = {}) {
      const heads = headers()
      for (const [name, value] of Object.entries(inject())) heads.set(name, value)
      await put(subjectOf(subject.name), id, await encode(message), heads, signal)
    },
    async take(subject, { atOnce, signal }, handle) {
      const { name } = subject
      const { consumer } = streams.find((stream) => stream.subject === name) ?? never(name)
      const handleOne = async (message: JsMsg, ackWait: number): Promise<void> => {
        const { age } = line
        const sign = (): void => {
          if (line.age === age) message.working()
        }
        const alive = setInterval(sign, ackWait / 3)
        try {
          const id = idOf(message.headers, message.seq)
          const deliveries = message.info.deliveryCount
          const read = await decode(subject, message.data)
          const verdict: Verdict =
            'reason' in read
              ? { kind: 'dead', reason: read.reason }
              : deliveries > consumer.deliveries
                ? { kind: 'dead', reason: `it was handed out ${consumer.deliveries} times, and no worker came back` }
                : await extract(message.headers, () => handle({ message: read.message, id, deliveries }))
          await settle(message, id, { subject: name, age, signal }, verdict)
        } finally {
          clearInterval(alive)
        }
      }
      await takeEach(client, name, { atOnce, signal }, handleOne, { say, declared, line })
    },
    async waiting() {
      const counts = await Promise.all(
        streams.map(async ({ subject }): Promise<[string, number]> => {
          // And not what is pending, as the server may hold what it does not hand out.
          const { state } = await (await managed()).streams.info(streamOf(subject))
          return [subject, state.messages]
        }),
      )
      return new Map(counts)
    },
    async close() {
      closing.abort()
      // What is acknowledged is on its way before the connection goes.
      if (connection.isClosed()) return
      // Where the server is away, nothing can be.
      const late = sleep(longestEnd, undefined, { ref: false })
      if (!line.isBroken) await Promise.race([connection.drain(), late]).catch(() => undefined)
      await connection.close()
    },
  }
}

/** Looks again and again for messages that the server does not hand out: one look after another, however long one takes. */
async function lookOn(
  handOutLeft: (manager: JetStreamManager) => Promise<void>,
  {
    managed,
    line,
    signal,
  }: { readonly managed: () => Promise<JetStreamManager>; readonly line: Line; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    await sleep(lookPause, undefined, { signal, ref: false }).catch(() => {})
    if (signal.aborted) return
    // What cannot be told now is told the next time.
    await line.answer(async () => handOutLeft(await managed()), signal).catch(() => {})
  }
}

/** Pulls messages one by one, in as many loops as may be under way at once: none is held that nobody works on. */
async function takeEach(
  client: JetStreamClient,
  name: string,
  { atOnce, signal }: TakeOptions,
  /** `ackWait`: milliseconds until it is handed out again where no sign of life is given. */
  handle: (message: JsMsg, ackWait: number) => Promise<void>,
  { say, declared, line }: Pick<NatsOptions, 'say'> & { readonly declared: () => Promise<void>; readonly line: Line },
): Promise<void> {
  const teller = tellOnce(say)
  const loop = async (): Promise<void> => {
    let consumer: Consumer | undefined
    while (!signal.aborted) {
      try {
        const taken: Consumer =
          consumer ?? (await line.answer(() => client.consumers.get(streamOf(name), workersOf(name)), signal))
        consumer = taken
        // A server that does not answer at all is asked again.
        const next = () => Promise.race([taken.next({ expires: 1_000 }), sleep(longestEnd, null, { ref: false })])
        const message = await line.answer(next, signal)
        teller.over()
        if (message === null) continue
        if (signal.aborted) message.nak()
        else await handle(message, millis((await taken.info(true)).config.ack_wait ?? 0))
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof LineError)) teller.trouble(`nothing comes from ${streamOf(name)}`, error)
        consumer = undefined
        await pause(signal)
        // Whoever lost the server's folder has the streams made again.
        if (error instanceof JetStreamApiError && error.status === 404) await declared().catch(() => {})
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, loop))
}

async function connectPatiently({ url, name = 'derek', say, signal }: NatsOptions): Promise<NatsConnection> {
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

/** The connection broke before the answer came. */
class LineError extends Error {
  override readonly name = 'LineError'
}

/** Asks while the connection holds, and not over a broken one: what is asked then is lost, and waited for in vain. */
class Line {
  /** How often it broke. */
  age = 0
  isBroken = false
  private readonly asking = new Set<(error: LineError) => void>()
  private readonly held = new Set<() => void>()

  breaks(): void {
    this.age++
    this.isBroken = true
    for (const reject of this.asking) reject(new LineError('the connection broke'))
  }

  mends(): void {
    this.isBroken = false
    for (const go of this.held) go()
  }

  /** What is answered; throws a LineError when the connection breaks before, or the signal ends the wait for it. */
  async answer<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    while (this.isBroken && signal?.aborted !== true) await this.mended(signal)
    if (this.isBroken) throw new LineError('the connection is broken')
    return new Promise((resolve, reject) => {
      this.asking.add(reject)
      void ask()
        .then(resolve, reject)
        .finally(() => this.asking.delete(reject))
    })
  }

  private mended(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        signal?.removeEventListener('abort', go)
        this.held.delete(go)
        resolve()
      }
      signal?.addEventListener('abort', go)
      this.held.add(go)
    })
  }
}

/** The id that a message was given with. */
const idOf = (heads: MsgHdrs | undefined, seq: number): string => heads?.get('Nats-Msg-Id') || String(seq)

/** What a server that is killed now may not have on its disk yet, though it said so: given again when it is back. */
class Lately {
  private given: { readonly at: number; readonly putAgain: () => Promise<void> }[] = []

  add(putAgain: () => Promise<void>): void {
    const now = performance.now()
    const first = this.given.findIndex(({ at }) => at > now - writtenAfter)
    if (first !== 0) this.given = first === -1 ? [] : this.given.slice(first)
    this.given.push({ at: now, putAgain })
  }

  all(): readonly (() => Promise<void>)[] {
    const { given } = this
    this.given = []
    return given.map(({ putAgain }) => putAgain)
  }
}

function watchConnection(
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
function tellOnce(say: (message: string) => void) {
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

/** A stream has as much on it as there may be. */
class FullError extends Error {
  override readonly name = 'FullError'
}

/** Whether a stream has reached its limits, or the server has no room for it. */
const isFull = (error: unknown): boolean =>
  error instanceof FullError ||
  (error instanceof JetStreamApiError && /maximum (?:messages|bytes)/u.test(error.message))

/** What the server says of how full a stream is holds for so many milliseconds, and for a twentieth of its limit. */
const longestKnown = 200

/** How full a stream is, as it was a moment ago: a few messages more than its limit do no harm. */
class Room {
  private known: { readonly at: number; readonly isFull: Promise<boolean> } | undefined
  private given = 0

  constructor(
    private readonly limit: Pick<Stream, 'subject' | 'messages' | 'bytes'>,
    private readonly stateOf: (stream: string) => Promise<{ readonly messages: number; readonly bytes: number }>,
  ) {}

  isFull(): Promise<boolean> {
    const { subject, messages, bytes } = this.limit
    const now = performance.now()
    if (this.known !== undefined && now - this.known.at < longestKnown && ++this.given < messages / 20) {
      return this.known.isFull
    }
    const isFull = this.stateOf(streamOf(subject)).then((state) => state.messages >= messages || state.bytes >= bytes)
    isFull.catch(() => {
      this.known = undefined
    })
    this.known = { at: now, isFull }
    this.given = 0
    return isFull
  }
}

const pause = (signal?: AbortSignal): Promise<void> =>
  sleep(patience, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)

async function encode(message: unknown): Promise<Uint8Array> {
  const bytes = Buffer.from(JSON.stringify(message))
  return bytes.length < shortest ? bytes : promisify(gzip)(bytes, { level: 1 })
}

/** JSON, compressed or not: none begins as gzip does. */
export async function decode<T>(
  subject: Pick<Subject<T>, 'name' | 'schema'>,
  bytes: Uint8Array,
): Promise<{ readonly message: T } | { readonly reason: string }> {
  try {
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b
    const json = isZipped ? await promisify(gunzip)(bytes, { maxOutputLength: longest }) : Buffer.from(bytes)
    return { message: subject.schema.parse(JSON.parse(json.toString('utf8'))) }
  } catch (error) {
    return {
      reason: `it is no message of "${subject.name}" (${error instanceof Error ? error.message : String(error)})`,
    }
  }
}

const never = (name: string): never => {
  throw new Error(`there is no stream for "${name}"`)
}
