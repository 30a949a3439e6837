import type { JetStreamManager, StreamConfig } from '@nats-io/jetstream'
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import { deadStream, duplicateWindow, type Stream, streamOf, streams, subjectOf } from './streams.js'

/** The name that the workers of a stage have in common: they share its messages. */
export const workersOf = (subject: string): string => `${subject}-workers`

/** A stream is there that cannot carry what it should: the message says how it differs. */
export class StreamError extends Error {
  override readonly name = 'StreamError'
}

type Config = Pick<
  StreamConfig,
  'name' | 'subjects' | 'retention' | 'discard' | 'storage' | 'max_msgs' | 'max_bytes' | 'max_age' | 'duplicate_window'
> & { readonly description: string }

const configOf = ({ subject, messages, bytes }: Stream): Config => ({
  name: streamOf(subject),
  description: `Derek: what workers take as "${subject}"`,
  subjects: [subjectOf(subject)],
  // A message goes when it is done, and nothing is taken in beyond the limits: whoever gives waits.
  retention: RetentionPolicy.Workqueue,
  discard: DiscardPolicy.New,
  storage: StorageType.File,
  max_msgs: messages,
  max_bytes: bytes,
  max_age: 0,
  duplicate_window: nanos(duplicateWindow),
})

const deadConfig: Config = {
  name: deadStream.name,
  description: 'Derek: messages that nobody can handle',
  subjects: [`${deadStream.subject}.*`],
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  storage: StorageType.File,
  max_msgs: deadStream.messages,
  max_bytes: deadStream.bytes,
  max_age: nanos(deadStream.days * 24 * 60 * 60_000),
  duplicate_window: nanos(duplicateWindow),
}

/** Being put back counts as being handed out, for a server: how often is too often, the workers see to. */
const handedOut = { max_deliver: -1 } as const

/** Without these being so, messages would be lost or never handed out; limits are the operator's to choose. */
const needed = ['subjects', 'retention', 'discard', 'storage'] as const
const limits = ['max_msgs', 'max_bytes', 'max_age', 'duplicate_window'] as const

/**
 * Makes the streams and consumers that are not there. What is there with other limits is left so, and said; a stream that
 * keeps or drops messages otherwise is a StreamError.
 */
export async function declareStreams(manager: JetStreamManager, say: (message: string) => void): Promise<void> {
  for (const config of [...streams.map(configOf), deadConfig]) await declareStream(manager, config, say)
  for (const { subject, consumer } of streams) {
    const stream = streamOf(subject)
    const name = workersOf(subject)
    const config = { ack_wait: nanos(consumer.ackWait), max_ack_pending: consumer.ackPending, ...handedOut }
    const there = await orUndefined(manager.consumers.info(stream, name))
    if (there !== undefined) await removeDone(manager, stream, there.ack_floor.stream_seq)
    if (there === undefined) {
      await manager.consumers.add(stream, {
        durable_name: name,
        ack_policy: AckPolicy.Explicit,
        deliver_policy: DeliverPolicy.All,
        ...config,
      })
    } else if (there.config.ack_policy !== AckPolicy.Explicit) {
      throw new StreamError(`the consumer ${name} of ${stream} has ack_policy ${there.config.ack_policy}, not explicit`)
    } else {
      if (there.config.max_deliver !== handedOut.max_deliver) await manager.consumers.update(stream, name, handedOut)
      const other = differences(['ack_wait', 'max_ack_pending'], config, there.config)
      if (other.length > 0) say(`the consumer ${name} is left with limits of its own: ${other.join('; ')}`)
    }
  }
}

async function declareStream(manager: JetStreamManager, config: Config, say: (message: string) => void): Promise<void> {
  const { name } = config
  const there = await orUndefined(manager.streams.info(name))
  if (there === undefined) {
    await manager.streams.add(config)
    return
  }
  const wrong = differences(needed, config, there.config)
  if (wrong.length > 0) {
    throw new StreamError(`the stream ${name} is there, but is another: ${wrong.join('; ')}`)
  }
  const other = differences(limits, config, there.config)
  if (other.length > 0) say(`the stream ${name} is left with limits of its own: ${other.join('; ')}`)
}

/**
 * A server that was killed after it noted that a message is done, and before it removed it, hands it out no more, but has
 * it still: it would count for the limits of the stream for ever. All messages up to `floor` are done.
 */
async function removeDone(manager: JetStreamManager, stream: string, floor: number): Promise<void> {
  for (let left = mostRemoved; left > 0; left--) {
    const { state } = await manager.streams.info(stream)
    if (state.messages === 0 || state.first_seq > floor) return
    // Where it is being removed as it should be, it is not there.
    await manager.streams.deleteMessage(stream, state.first_seq).catch(() => {})
  }
}
const mostRemoved = 1_000

/** How what is there differs from what was declared. */
function differences<K extends string>(names: readonly K[], declared: Values<K>, there: Values<K>): readonly string[] {
  return names.flatMap((name) => {
    const [is, should] = [JSON.stringify(there[name]), JSON.stringify(declared[name])]
    return is === should ? [] : [`${name} ${is}, declared ${should}`]
  })
}
type Values<K extends string> = { readonly [name in K]?: unknown }

/** What the server says of something; nothing where there is no such thing. */
async function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof JetStreamApiError && error.status === 404) return undefined
    throw error
  }
}
