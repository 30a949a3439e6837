import { type JetStreamManager, jetstream, jetstreamManager, type StoredMsg } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import { decode } from './nats/payload.js'
import { deadStream, subjectOf, subjects } from './streams.js'

/** A message that nobody could handle. */
export interface DeadMessage {
  /** Its number among the dead. */
  readonly number: number
  /** What it was taken as, and so by which stage. */
  readonly subject: keyof typeof subjects
  /** ISO 8601. */
  readonly at: string
  readonly reason: string
  readonly bytes: number
  readonly payload: Uint8Array
  readonly id: string
}

/** All that was put aside, the first first. */
export async function* deadMessages(connection: NatsConnection): AsyncGenerator<DeadMessage> {
  const manager = await jetstreamManager(connection, { checkAPI: false })
  const { state } = await manager.streams.info(deadStream.name)
  for (let number = state.first_seq; number <= state.last_seq && state.messages > 0; number++) {
    const message = await deadMessage(manager, number)
    if (message !== undefined) yield message
  }
}

async function deadMessage(manager: JetStreamManager, number: number): Promise<DeadMessage | undefined> {
  const stored = await manager.streams.getMessage(deadStream.name, { seq: number })
  return stored === null ? undefined : toDead(stored)
}

function toDead({ seq, subject, time, header, data }: StoredMsg): DeadMessage | undefined {
  const own = subject.slice(deadStream.subject.length + 1)
  if (!isSubject(own)) return undefined
  return {
    number: seq,
    subject: own,
    at: time.toISOString(),
    reason: header.get('Derek-Reason'),
    id: header.get('Derek-Id'),
    bytes: data.length,
    payload: data,
  }
}

const isSubject = (name: string): name is keyof typeof subjects => Object.hasOwn(subjects, name)

/** What a dead message says, as JSON, or why that cannot be told. */
export async function contentOf({ subject, payload }: DeadMessage): Promise<string> {
  const read = await decode<unknown>(subjects[subject], payload)
  return 'reason' in read ? read.reason : JSON.stringify(read.message)
}

/** Gives a dead message again, to whom it was for; it is among the dead no longer. */
export async function replay(connection: NatsConnection, { number, subject, id, payload }: DeadMessage): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false })
  await jetstream(connection).publish(subjectOf(subject), payload, { msgID: `${id} again ${number}` })
  await manager.streams.deleteMessage(deadStream.name, number)
}
