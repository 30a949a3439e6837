import type { ConsumerConfig, ConsumerInfo, JetStreamManager, StreamConfig, StreamState } from '@nats-io/jetstream'
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

const unlimited = { max_msgs: -1, max_bytes: -1 } as const

const configOf = ({ subject }: Stream): Config => ({
  name: streamOf(subject),
  description: `Derek: what workers take as "${subject}"`,
  subjects: [subjectOf(subject)],
  // A message goes when it is done, and not before. Whoever gives sees to the limits: a server that is started over a full
  // stream may count what is done with what is not, and drop the oldest, though it was told to refuse the newest.
  retention: RetentionPolicy.Workqueue,
  discard: DiscardPolicy.New,
  storage: StorageType.File,
  ...unlimited,
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

/** Without these being so, messages would be lost or never handed out; others are the operator's to choose. */
const needed = ['subjects', 'retention', 'discard', 'storage'] as const
const sizes = ['max_msgs', 'max_bytes'] as const
const times = ['max_age', 'duplicate_window'] as const

/**
 * Makes the streams and consumers that are not there. One that is there with other times is left so, and said; a stream
 * that keeps or drops messages otherwise is a StreamError.
 */
export async function declareStreams(manager: JetStreamManager, say: (message: string) => void): Promise<void> {
  for (const config of [...streams.map(configOf), deadConfig]) await declareStream(manager, config, say)
  for (const { subject, consumer } of streams) {
    const stream = streamOf(subject)
    const name = workersOf(subject)
    const config = { ack_wait: nanos(consumer.ackWait), max_ack_pending: consumer.ackPending, ...handedOut }
    const there = await orUndefined(manager.consumers.info(stream, name))
    if (there === undefined) {
      await addConsumer(manager, subject, config)
    } else if (there.config.ack_policy !== AckPolicy.Explicit) {
      throw new StreamError(`the consumer ${name} of ${stream} has ack_policy ${there.config.ack_policy}, not explicit`)
    } else {
      if (there.config.max_deliver !== handedOut.max_deliver) await manager.consumers.update(stream, name, handedOut)
      const other = differences(['ack_wait', 'max_ack_pending'], config, there.config)
      if (other.length > 0) say(`the consumer ${name} is left with limits of its own: ${other.join('; ')}`)
    }
  }
}

const addConsumer = (manager: JetStreamManager, subject: string, config: Partial<ConsumerConfig>): Promise<unknown> =>
  manager.consumers.add(streamOf(subject), {
    ...config,
    durable_name: workersOf(subject),
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
  })

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
  const limited = name === deadStream.name ? [] : differences(sizes, config, there.config)
  if (limited.length > 0) {
    say(
      `the stream ${name} has limits, at which a server may drop what is not done; they are lifted: ${limited.join('; ')}`,
    )
    await manager.streams.update(name, unlimited)
  }
  const other = differences(times, config, there.config)
  if (other.length > 0) say(`the stream ${name} is left with limits of its own: ${other.join('; ')}`)
}

/**
 * A server that was killed may have written less of a consumer than of its stream, or more: it takes messages for done
 * that are not, or waits for some that are gone, and what it took for handed out meanwhile it hands out to nobody. Nothing
 * tells such messages apart, but what the consumer holds for done ends elsewhere than right before the first message on
 * the stream. Where that is so, and was when this was called before, the consumer is made anew, and all that is on the
 * stream is handed out again: what is done twice changes nothing.
 */
export function leftBehind(say: (message: string) => void): (manager: JetStreamManager) => Promise<void> {
  const before = new Map<string, string>()
  return async (manager) => {
    for (const { subject } of streams) {
      const [stream, workers] = [streamOf(subject), workersOf(subject)]
      // In this order: what is done between the two is then no sign of anything that is gone.
      const { state } = await manager.streams.info(stream)
      const consumer = await manager.consumers.info(stream, workers)
      const fault = faultOf(state, consumer)
      if (fault === undefined || before.get(stream) !== fault) {
        if (fault === undefined) before.delete(stream)
        else before.set(stream, fault)
        continue
      }
      before.delete(stream)
      say(`${stream} ${fault}: all that is on it is handed out again`)
      await manager.consumers.delete(stream, workers)
      await addConsumer(manager, subject, consumer.config)
    }
  }
}

/** How what a consumer holds for done and what is on its stream contradict each other, if they do. */
function faultOf(
  { messages, first_seq: first }: StreamState,
  { ack_floor: { stream_seq: done }, num_ack_pending: underWay }: ConsumerInfo,
): string | undefined {
  if (messages > 0 && first <= done) return `has message ${first}, which the server takes for done`
  if (underWay > 0 && done + 1 < first) return `has lost message ${done + 1}, which the server waits for`
  return undefined
}

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
