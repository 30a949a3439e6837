import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, nanos } from '@nats-io/transport-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bus, Verdict } from '../src/flow/bus.js'
import { contentOf, deadMessages, replay } from '../src/flow/dead.js'
import { StreamError } from '../src/flow/declare.js'
import { memoryBus } from '../src/flow/memory.js'
import { type NatsBus, natsBus } from '../src/flow/nats.js'
import { putPage } from '../src/flow/pages.js'
import { runStage } from '../src/flow/run.js'
import { Poison, type Stage } from '../src/flow/stage.js'
import { found, page, streams } from '../src/flow/streams.js'
import { hasNats, makeNats, type Nats } from './nats.js'

const silent = { say: () => {} }
const item = (number: number) => ({ url: `https://auyl.example/news/${number}` })

async function listed<T>(all: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = []
  for await (const one of all) list.push(one)
  return list
}

/** What every carrier of messages does. */
function carries(bus: () => Bus): void {
  /** Takes until so many messages were handled; answers them in the order they came. */
  async function takeAll(count: number, verdict: (number: number, deliveries: number) => Verdict): Promise<string[]> {
    const taken: string[] = []
    const ending = new AbortController()
    await bus().take(found, { atOnce: 2, signal: ending.signal }, async ({ message: { url }, deliveries }) => {
      taken.push(url)
      if (taken.length === count) ending.abort()
      return verdict(taken.length, deliveries)
    })
    return taken
  }
  const done = (): Verdict => ({ kind: 'done' })

  it('hands each message out once, where it is done', async () => {
    for (let i = 0; i < 20; i++) await bus().give(found, item(i))
    const taken = await takeAll(20, done)
    expect(new Set(taken).size).toBe(20)
    await sleep(50)
    expect((await bus().waiting()).get('found')).toBe(0)
  })

  it('takes a message once that is given twice', async () => {
    await bus().give(found, item(100))
    await bus().give(found, item(100))
    await bus().give(found, item(101))
    expect(await takeAll(2, done)).toEqual([item(100).url, item(101).url])
  })

  it('hands out again what was put back, when its time has come', async () => {
    await bus().give(found, item(200))
    const begun = performance.now()
    await takeAll(2, (_, deliveries) => (deliveries === 1 ? { kind: 'later', milliseconds: 200 } : { kind: 'done' }))
    expect(performance.now() - begun).toBeGreaterThan(190)
  })

  it('lets whoever gives wait while a stream is full', async () => {
    const { messages } = streams.find(({ subject }) => subject === page.name) ?? { messages: 0 }
    const put = (number: number, signal?: AbortSignal) =>
      putPage(bus(), { content: `${number}-жаңалық`, format: 'text' }, signal === undefined ? {} : { signal })
    await Promise.all(Array.from({ length: messages }, (_, i) => put(i)))
    let isIn = false
    const last = put(messages).then(() => {
      isIn = true
    })
    const ending = new AbortController()
    const ended = put(messages + 1, ending.signal).catch((error: unknown) => error)
    await sleep(700)
    expect(isIn).toBe(false)
    ending.abort()
    expect(await ended).toBeInstanceOf(Error)
    const taking = new AbortController()
    let taken = 0
    const all = bus().take(page, { atOnce: 8, signal: taking.signal }, async () => {
      if (++taken === messages + 1) taking.abort()
      return { kind: 'done' }
    })
    await Promise.all([last, all])
    expect(isIn).toBe(true)
  })
}

describe('messages in memory', () => {
  const bus = memoryBus()
  carries(() => bus)
})

describe.skipIf(!hasNats)('messages on NATS JetStream (skipped where nats-server is not installed)', () => {
  let nats: Nats
  let bus: NatsBus
  beforeAll(async () => {
    nats = await makeNats({ maxPayload: 256 * 1024 })
    await nats.start()
    bus = await natsBus({ url: nats.url, ...silent })
  })
  afterAll(async () => {
    await bus.close()
    await nats.remove()
  })
  carries(() => bus)

  it('refuses what is larger than the server takes, and says so', async () => {
    const random = Array.from({ length: 600_000 }, () =>
      String.fromCodePoint(0x400 + Math.floor(Math.random() * 256)),
    ).join('')
    await expect(putPage(bus, { content: random, format: 'text' })).rejects.toThrow(/max_payload/u)
    // Compressed, most pages are small.
    await putPage(bus, { content: 'Ауылда мектеп ашылды. '.repeat(50_000), format: 'text' })
    const ending = new AbortController()
    await bus.take(page, { atOnce: 1, signal: ending.signal }, async ({ message }) => {
      expect(message.page.content).toHaveLength(1_100_000)
      ending.abort()
      return { kind: 'done' }
    })
  })

  it('puts aside what nobody can handle, with the reason, and gives it again when it is replayed', async () => {
    const stage = (handle: Stage<{ url: string }>['handle']): Stage<{ url: string }> => ({
      name: 'test',
      takes: found,
      gives: [],
      atOnce: 1,
      handle,
    })
    await bus.give(found, item(300))
    await bus.give(found, item(301))
    const ending = new AbortController()
    const tries = new Map<string, number>()
    const end = (): void => {
      if ((tries.get(item(300).url) ?? 0) === 3 && tries.has(item(301).url)) setTimeout(() => ending.abort(), 100)
    }
    await runStage(
      stage(async ({ url }) => {
        tries.set(url, (tries.get(url) ?? 0) + 1)
        end()
        throw url === item(301).url ? new Poison('a fault of its own') : new Error('not today')
      }),
      bus,
      { signal: ending.signal, ...silent, retries: [10, 10] },
    )
    expect([...tries.values()]).toEqual([3, 1])
    const dead = await listed(deadMessages(bus.connection))
    expect(dead.map(({ subject, reason }) => [subject, reason])).toEqual(
      expect.arrayContaining([
        ['found', 'not today'],
        ['found', 'a fault of its own'],
      ]),
    )
    const [first] = dead
    if (first === undefined) throw new Error('none is dead')
    expect(JSON.parse(await contentOf(first))).toMatchObject({ url: expect.stringMatching(/30[01]$/u) })
    for (const message of dead) await replay(bus.connection, message)
    const again = new AbortController()
    const seen: string[] = []
    await runStage(
      stage(async ({ url }) => {
        if (seen.push(url) === 2) again.abort()
      }),
      bus,
      { signal: again.signal, ...silent },
    )
    expect(seen.sort()).toEqual([item(300).url, item(301).url])
    expect(await listed(deadMessages(bus.connection))).toEqual([])
  })

  it('loses nothing where the server is killed over a full stream, though it forgets what is done and what is not', async () => {
    const own = await makeNats()
    await own.start()
    const said: string[] = []
    const say = (message: string) => void said.push(message)
    const full = await natsBus({ url: own.url, say, limits: [{ subject: 'found', messages: 100, bytes: 1e9 }] })
    const manager = await jetstreamManager(full.connection)
    await manager.consumers.update('DEREK_FOUND', 'found-workers', { ack_wait: nanos(2_000) })
    const done = new Set<string>()
    const given: string[] = []
    const giving = (async () => {
      for (let i = 0; i < 600; i++) {
        await full.give(found, item(i))
        given.push(item(i).url)
      }
    })()
    // Workers that died, with the oldest in their hands.
    const dead = await jetstream(full.connection).consumers.get('DEREK_FOUND', 'found-workers')
    for (let i = 0; i < 10; i++) await dead.next()
    const ending = new AbortController()
    const taking = full.take(found, { atOnce: 8, signal: ending.signal }, async ({ message }) => {
      await sleep(10)
      done.add(message.url)
      return { kind: 'done' }
    })
    for (const most of [100, 250, 400]) {
      while (done.size < most) await sleep(10)
      await own.kill()
      await own.start()
    }
    await giving
    while (((await full.waiting().catch(() => undefined))?.get('found') ?? 1) > 0) await sleep(100)
    expect(given.filter((url) => !done.has(url))).toEqual([])
    ending.abort()
    await taking
    await full.close()
    await own.remove()
  })

  it('hands out anew what is on a stream, where a killed server had not written what its consumer knew', async () => {
    const own = await makeNats()
    await own.start()
    const said: string[] = []
    const killed = await natsBus({ url: own.url, say: (message) => said.push(message) })
    for (let i = 0; i < 4; i++) await killed.give(found, item(i))
    const taker = await jetstream(killed.connection).consumers.get('DEREK_FOUND', 'found-workers')
    const [first, second] = [await taker.next(), await taker.next(), await taker.next()]
    const state = join(own.folder, 'jetstream/$G/streams/DEREK_FOUND/obs/found-workers/o.dat')
    await sleep(500)
    const written = await readFile(state)
    await second?.ackAck()
    await sleep(500)
    await own.kill()
    await writeFile(state, written)
    await own.start()
    while (!said.includes('NATS is back')) await sleep(10)
    await first?.ackAck()
    // The second is gone, and still waited for; the third is in dead hands, for a minute if nothing is done.
    const taken: string[] = []
    const ending = new AbortController()
    await killed.take(found, { atOnce: 1, signal: ending.signal }, async ({ message: { url } }) => {
      taken.push(url)
      if (url === item(2).url) ending.abort()
      return { kind: 'done' }
    })
    expect(taken).toEqual(expect.arrayContaining([item(2).url, item(3).url]))
    expect(said).toContainEqual(expect.stringMatching(/^DEREK_FOUND has lost message 2, which the server waits for/u))
    await killed.close()
    await own.remove()
  })

  it('lifts limits at which a server would drop messages, and refuses a stream that would lose them', async () => {
    const connection = await connect({ servers: nats.url })
    const manager = await jetstreamManager(connection)
    await manager.streams.update('DEREK_PAGE', { max_msgs: 5 })
    const said: string[] = []
    const second = await natsBus({ url: nats.url, say: (message) => said.push(message) })
    await second.close()
    expect(said).toEqual([expect.stringMatching(/^the stream DEREK_PAGE has limits.*max_msgs 5/u)])
    expect((await manager.streams.info('DEREK_PAGE')).config.max_msgs).toBe(-1)
    await manager.streams.delete('DEREK_PAGE')
    await manager.streams.add({ name: 'DEREK_PAGE', subjects: ['derek.page'], retention: 'limits' })
    await expect(natsBus({ url: nats.url, ...silent })).rejects.toThrow(StreamError)
    await connection.close()
  })
})
