import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from './journal.js'

describe('the journal', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('comes to the same after it was closed', async () => {
    const first = await openJournal(folder)
    await first.append({ type: 'found', url: 'http://a/1' }, { type: 'found', url: 'http://a/2', source: 'a' })
    await first.append({ type: 'kept', url: 'http://a/1', file: 'x', start: 0, end: 10 })
    await first.append({ type: 'done', url: 'http://a/2', outcome: 'read', article: 'id', canonical: 'http://a/2' })
    await first.close()
    const second = await openJournal(folder)
    expect(second.state).toEqual(first.state)
    expect([...second.state.waiting.keys()]).toEqual(['http://a/1'])
    await second.close()
  })

  it('is without the line that broke off', async () => {
    const first = await openJournal(folder)
    await first.append({ type: 'found', url: 'http://a/1' })
    await first.close()
    await appendFile(join(folder, 'watch.ndjson'), '{"type":"found","url":"http://a')
    const second = await openJournal(folder)
    await second.append({ type: 'found', url: 'http://a/2' })
    await second.close()
    const third = await openJournal(folder)
    expect([...third.state.waiting.keys()]).toEqual(['http://a/1', 'http://a/2'])
    await third.close()
  })

  it('names the line that is no entry', async () => {
    await appendFile(join(folder, 'watch.ndjson'), '{"type":"found","url":"http://a"}\n{"type":"lost"}\n')
    await expect(openJournal(folder)).rejects.toThrow('line 2')
  })

  it('is written anew, shorter, where most of it is overtaken', async () => {
    const line = '{"type":"validators","url":"http://a","etag":"x"}\n'
    await appendFile(
      join(folder, 'watch.ndjson'),
      `{"type":"file","file":"w"}\n{"type":"kept","url":"u","file":"w","start":0,"end":9}\n${line.repeat(20_000)}`,
    )
    const first = await openJournal(folder)
    await first.close()
    const second = await openJournal(folder)
    await second.close()
    expect(second.state).toEqual(first.state)
    expect(second.state.ends.get('w')).toBe(9)
    expect((await readFile(join(folder, 'watch.ndjson'), 'utf8')).length).toBeLessThan(1000)
  })
})
