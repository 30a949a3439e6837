import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newsPage } from '../../test/web.js'
import type { Exchange } from '../source/fetch.js'
import { openStore, type Store } from '../store/store.js'
import { readWarc } from '../watch/warc.js'
import { openRawArchive } from './archive.js'

const exchange = (url: string): Exchange => ({
  url,
  at: '2026-03-04T05:06:07.000Z',
  request: [],
  status: 200,
  statusText: 'OK',
  headers: [['content-type', 'text/html; charset=utf-8']],
  payload: Buffer.from(newsPage(url, 'Ауылда жаңа мектеп ашылды.')),
})

describe('the archive of raw responses', () => {
  let store: Store
  let folder = ''
  beforeAll(async () => {
    store = await openStore({ memory: true })
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const keepIn = async (...urls: readonly string[]): Promise<void> => {
    const archive = await openRawArchive(folder, store.responses)
    for (const url of urls) await archive.keep(url, [exchange(url)])
    await archive.close()
  }
  const keptIn = async (url: string): Promise<number | undefined> => {
    const archive = await openRawArchive(folder, store.responses)
    const kept = await archive.kept(url)
    await archive.close()
    return kept?.status
  }
  const filesIn = async (): Promise<readonly string[]> =>
    (await readdir(join(folder, 'warc'))).sort().map((name) => join(folder, 'warc', name))
  const urlsIn = async (): Promise<readonly string[]> => {
    const urls: string[] = []
    for (const file of await filesIn()) {
      for await (const { type, url = '' } of readWarc(createReadStream(file))) if (type === 'response') urls.push(url)
    }
    return urls
  }

  it('goes on in the same file, and knows what was kept before', async () => {
    await keepIn('https://a.example/1')
    await keepIn('https://a.example/2')
    expect(await keptIn('https://a.example/1')).toBe(200)
    expect(await filesIn()).toHaveLength(1)
    expect(await urlsIn()).toEqual(['https://a.example/1', 'https://a.example/2'])
  })

  it('cuts off what a killed process did not write to its end, and nothing else', async () => {
    await keepIn('https://b.example/1', 'https://b.example/2')
    const [file = ''] = await filesIn()
    await truncate(file, (await stat(file)).size - 10)
    expect(await keptIn('https://b.example/2')).toBeUndefined()
    expect(await keptIn('https://b.example/1')).toBe(200)
    await keepIn('https://b.example/2')
    expect(await filesIn()).toEqual([file])
    expect(await urlsIn()).toEqual(['https://b.example/1', 'https://b.example/2'])
  })

  it('knows from its content what has its length, but was lost with the power', async () => {
    await keepIn('https://c.example/1', 'https://c.example/2')
    const [file = ''] = await filesIn()
    const { size } = await stat(file)
    await truncate(file, size - 200)
    await truncate(file, size)
    expect(await keptIn('https://c.example/2')).toBeUndefined()
    await keepIn('https://c.example/3')
    expect(await urlsIn()).toEqual(['https://c.example/1', 'https://c.example/3'])
  })

  it('leaves a file as it is that is longer than is known: the store may be of an older backup', async () => {
    await keepIn('https://d.example/1')
    const [file = ''] = await filesIn()
    const whole = await readFile(file)
    await appendFile(file, whole)
    await keepIn('https://d.example/2')
    expect((await stat(file)).size).toBe(whole.length * 2)
    expect(await filesIn()).toHaveLength(2)
    expect(await keptIn('https://d.example/1')).toBe(200)
  })

  it('is one process’s', async () => {
    const archive = await openRawArchive(folder, store.responses)
    await expect(openRawArchive(folder, store.responses)).rejects.toThrow('is using it')
    await archive.close()
  })
})
