import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Consumer,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream'
import { headers, type MsgHdrs, millis, type NatsConnection } from '@nats-io/transport-node'
import { extract, inject } from '../telemetry/context.js'
import { type Bus, type TakeOptions, TooLargeError, type Verdict } from './bus.js'
import { declareStreams, leftBehind, StreamError, workersOf } from './declare.js'
import { type ConnectOptions, connectPatiently, pause, tellOnce, watchConnection } from './nats/connect.js'
import { Lately } from './nats/lately.js'
import { Line, LineError } from './nats/line.js'
import { decode, encode } from './nats/payload.js'
import { FullError, isFull, Room } from './nats/room.js'
import { deadStream, type Stream, streamOf, streams, subjectOf } from './streams.js'

export interface NatsOptions extends ConnectOptions {
  /** How much there may be on each stream before whoever gives waits. */
  readonly limits?: readonly Pick<Stream, 'subject' | 'messages' | 'bytes'>[]
}

/** A connection to the server, with the streams declared. */
export interface NatsBus extends Bus {
  readonly connection: NatsConnection
}

/** Milliseconds in which a connection is closed as it should be. */
const longestEnd = 5_000
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
        const look = async () => (await managed()).streams.getMessage(streamOf(subject), { seq })
        const there = await line.answer(look, signal)
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

/** The id that a message was given with. */
const idOf = (heads: MsgHdrs | undefined, seq: number): string => heads?.get('Nats-Msg-Id') || String(seq)

const never = (name: string): never => {
  throw new Error(`there is no stream for "${name}"`)
}
