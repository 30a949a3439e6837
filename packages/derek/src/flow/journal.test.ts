import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { onEachDatabase, openAt } from '../../test/databases.js'
import { newsPage } from '../../test/web.js'
import { lock } from '../store/lock.js'
import type { Store } from '../store/store.js'
import { warcExchange } from '../watch/warc.js'
import { openFolder } from './folder.js'
import { takeOverJournal } from './journal.js'

const at = (path: string): string => `https://auyl.example/${path}`

onEachDatabase('the journal of an older Derek', (place) => {
  let store: Store
  let remove: () => Promise<void>
  let folder = ''
  beforeEach(async () => {
    ;({ store, remove } = await openAt(place))
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
  })
  afterEach(async () => {
    await remove()
    await rm(folder, { recursive: true })
  })

  const write = (...lines: readonly unknown[]): Promise<void> =>
    appendFile(join(folder, 'watch.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const takeOver = (): Promise<void> => takeOverJournal(folder, store, () => {})
  const due = async (): Promise<readonly string[]> =>
    (await store.frontier.due(0, 10)).map(({ item }) => item.url).sort()

  it('is in the database, all of it, and put aside', async () => {
    await write(
      [
        { type: 'found', url: at('1'), source: 'Ауыл', title: 'Мектеп ашылды', publishedAt: '2026-03-04T05:06:07Z' },
        { type: 'found', url: at('2'), source: 'Ауыл' },
        { type: 'found', url: at('3'), source: 'Ауыл' },
        { type: 'validators', url: at('feed'), etag: '"1"' },
      ],
      { type: 'done', url: at('2'), outcome: 'read', article: '0123456789abcdef', canonical: at('canonical') },
      { type: 'done', url: at('gone'), outcome: 'given-up', reason: 'it answered 404' },
      { type: 'failed', url: at('3'), attempts: 6, until: Date.now() + 60_000, reason: 'it answered 500' },
      { type: 'imported', file: '/pages/a.warc.gz 5 6', records: 40, whole: false },
    )
    await takeOver()
    const { frontier, imports } = store
    expect(await frontier.due(0, 10)).toMatchObject([
      { item: { url: at('1'), source: 'Ауыл', title: 'Мектеп ашылды', publishedAt: '2026-03-04T05:06:07Z' } },
    ])
    expect(await frontier.outcome(at('2'))).toEqual({ outcome: 'read', article: '0123456789abcdef' })
    expect(await frontier.outcome(at('gone'))).toEqual({ outcome: 'given-up', reason: 'it answered 404' })
    expect(await frontier.claim(at('canonical'), at('other'))).toBe(at('2'))
    expect(await frontier.validators(at('feed'))).toEqual({ etag: '"1"' })
    expect(await frontier.failed({ url: at('3') }, 'it answered 500')).toBe(7)
    const imported = '/pages/a.warc.gz 5 6'
    expect(await imports.of([imported])).toEqual(new Map([[imported, { records: 40, whole: false }]]))
    expect(await readdir(folder)).toEqual(['journal.taken-over'])
  })

  it('has what was fetched and not yet read in the archive, from which it is read', async () => {
    const response = warcExchange({
      url: at('1'),
      at: '2026-03-04T05:06:07Z',
      request: [],
      status: 200,
      statusText: 'OK',
      headers: [['content-type', 'text/html; charset=utf-8']],
      payload: Buffer.from(newsPage('Мектеп ашылды', 'Ауылда жаңа мектеп ашылды.')),
    })
    const file = 'derek-000001.warc.gz'
    await mkdir(join(folder, 'warc'))
    // What was written beyond the journal is fetched again.
    await writeFile(join(folder, 'warc', file), Buffer.concat([response, response.subarray(0, 100)]))
    // The first was fetched anew, by hand; the second is not known otherwise.
    await write({ type: 'file', file }, { type: 'done', url: at('1'), outcome: 'read', canonical: at('1') })
    await write({ type: 'kept', url: at('1'), file, start: 0, end: response.length })
    const archive = await openFolder(folder, store, () => {})
    expect(await due()).toEqual([at('1')])
    expect(Buffer.from((await archive.kept(at('1')))?.payload ?? []).toString()).toContain('Ауылда жаңа мектеп ашылды.')
    await archive.close()
    expect(await readFile(join(folder, 'warc', file))).toEqual(response)
  })

  it('is without the line that broke off', async () => {
    await write({ type: 'found', url: at('1') })
    await appendFile(join(folder, 'watch.ndjson'), '{"type":"found","url":"https://auyl')
    await takeOver()
    expect(await due()).toEqual([at('1')])
  })

  it('names the line that is no entry, and stays', async () => {
    await write({ type: 'found', url: at('1') }, { type: 'lost' })
    await expect(takeOver()).rejects.toThrow('line 2: it is no entry of the journal')
    expect(await readdir(folder)).toEqual(['watch.ndjson'])
    expect(await due()).toEqual([])
  })

  it('taken over again changes nothing, and what another journal knows is added', async () => {
    await write({ type: 'found', url: at('1') }, { type: 'found', url: at('2') })
    await takeOver()
    await store.frontier.done(at('2'), { outcome: 'same', reason: at('3') })
    // As after a kill between database and disk; then the older Derek was used once more.
    await write({ type: 'found', url: at('1') }, { type: 'found', url: at('2') })
    await write({ type: 'done', url: at('1'), outcome: 'read', article: '0123456789abcdef' })
    await takeOver()
    expect(await due()).toEqual([])
    expect(await store.frontier.outcome(at('1'))).toMatchObject({ outcome: 'read' })
    expect(await store.frontier.outcome(at('2'))).toEqual({ outcome: 'same', reason: at('3') })
    expect((await readdir(folder)).sort()).toEqual(['journal.taken-over', 'journal.taken-over.2'])
  })

  it('is left to the older Derek while that is at work', async () => {
    await write({ type: 'found', url: at('1') })
    await writeFile(join(folder, 'derek.lock'), String(process.ppid))
    await expect(takeOver()).rejects.toThrow(`process ${process.ppid} is using it`)
    await rm(join(folder, 'derek.lock'))
    // A store in the folder holds its lock already.
    const unlock = await lock(folder)
    await takeOver()
    await unlock()
    expect(await due()).toEqual([at('1')])
  })
})
