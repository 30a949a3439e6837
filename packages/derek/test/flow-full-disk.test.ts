import { spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '../bench/generate.js'
import { openRawArchive } from '../src/flow/archive.js'
import { memoryBus } from '../src/flow/memory.js'
import { natsBus } from '../src/flow/nats.js'
import { putPage } from '../src/flow/pages.js'
import { runStage } from '../src/flow/run.js'
import { found } from '../src/flow/streams.js'
import type { Exchange } from '../src/source/fetch.js'
import { openStore, type Store } from '../src/store/store.js'
import { readWarc } from '../src/watch/warc.js'
import { hasNats, makeNats } from './nats.js'

const mebibyte = 1024 * 1024

/** A small disk: a file system in memory. Only root may make one. */
const mount = (folder: string, mebibytes: number, ...options: readonly string[]): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', [`size=${mebibytes}m`, ...options].join(','), 'tmpfs', folder]).status === 0

async function smallDisk(
  mebibytes: number,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'derek-disk-'))
  if (!mount(folder, mebibytes)) throw new Error('it cannot be mounted')
  return {
    folder,
    async remove() {
      spawnSync('umount', ['-l', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const canMount = await smallDisk(1).then(
  async ({ remove }) => {
    await remove()
    return true
  },
  () => false,
)

/** Bytes that no compression makes fewer. */
const noise = (bytes: number, seed: number): Uint8Array => {
  const random = randomFrom(seed)
  return Uint8Array.from({ length: bytes }, () => random(256))
}

const exchange = (number: number): Exchange => ({
  url: `https://auyl.example/news/${number}`,
  at: '2026-01-01T00:00:00.000Z',
  request: [],
  status: 200,
  statusText: 'OK',
  headers: [['content-type', 'text/html']],
  payload: noise(200_000, number),
})

describe.skipIf(!canMount)('a disk that is full (skipped where no file system can be mounted)', () => {
  let disk: Awaited<ReturnType<typeof smallDisk>>
  let store: Store
  beforeAll(async () => {
    disk = await smallDisk(2)
    store = await openStore({ memory: true })
  })
  afterAll(async () => {
    await store.close()
    await disk.remove()
  })

  it('keeps the archive from taking more, loses nothing of it, and is gone on with when there is room', async () => {
    const ballast = join(disk.folder, 'ballast')
    await writeFile(ballast, noise(mebibyte, 1))
    const archive = await openRawArchive(disk.folder, store.responses, { room: 0 })
    const kept: string[] = []
    let fault: unknown
    for (let i = 0; fault === undefined; i++) {
      const { url } = exchange(i)
      await archive.keep(url, [exchange(i)]).then(
        () => kept.push(url),
        (error: unknown) => {
          fault = error
        },
      )
    }
    expect(fault).toMatchObject({ code: 'ENOSPC' })
    await rm(ballast)
    const { url } = exchange(100)
    await archive.keep(url, [exchange(100)])
    await archive.close()
    const archived: string[] = []
    for (const file of await readdir(join(disk.folder, 'warc'))) {
      for await (const record of readWarc(createReadStream(join(disk.folder, 'warc', file)))) {
        if (record.type === 'response') archived.push(record.url ?? '')
      }
    }
    expect(archived).toEqual([...kept, url])
  })

  it('holds messages under way, and says why', async () => {
    const archive = await openRawArchive(join(disk.folder, 'other'), store.responses)
    const bus = memoryBus()
    const said: string[] = []
    const ending = new AbortController()
    let isRoom = false
    await bus.give(found, { url: exchange(1).url })
    const running = runStage(
      {
        name: 'fetch',
        takes: found,
        gives: [],
        atOnce: 1,
        async handle() {
          if (!isRoom) await archive.ready()
          ending.abort()
        },
      },
      bus,
      { signal: ending.signal, say: (message) => said.push(message), patience: 20 },
    )
    await sleep(200)
    expect(said).toEqual([expect.stringContaining('has no room for another page')])
    isRoom = true
    await running
    expect(said).toEqual([expect.any(String), 'fetch: goes on'])
    await archive.close()
  })

  it.skipIf(!hasNats)(
    'under NATS makes whoever gives wait, and loses nothing that was acknowledged',
    async () => {
      const { folder, remove } = await smallDisk(4)
      const nats = await makeNats({ folder })
      await nats.start()
      const said: string[] = []
      const bus = await natsBus({ url: nats.url, say: (message) => said.push(message) })
      try {
        let acknowledged = 0
        const all = 40
        const putting = (async () => {
          for (let i = 0; i < all; i++) {
            await putPage(bus, { content: Buffer.from(noise(200_000, i)).toString('base64'), format: 'text' })
            acknowledged++
          }
        })()
        while (!said.some((message) => message.includes('derek.page takes nothing'))) await sleep(50)
        expect(acknowledged).toBeLessThan(all)
        // Whoever keeps the server makes room, and starts it again: it has ceased to write.
        mount(folder, 64, 'remount')
        await nats.kill()
        await nats.start()
        await putting
        expect((await bus.waiting()).get('page')).toBe(all)
      } finally {
        await bus.close()
        await nats.remove()
        await remove()
      }
    },
    60_000,
  )
})
