import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openInMemory } from '../../test/databases.js'
import { newsPage } from '../../test/web.js'
import type { Exchange } from '../source/fetch.js'
import type { Store } from '../store/store.js'
import { importFiles } from './import.js'
import { warcExchange, warcInfo } from './warc.js'

const exchange = (path: string, changes: Partial<Exchange> = {}): Exchange => ({
  url: `https://example.kz${path}`,
  at: '2026-03-04T05:06:07Z',
  request: [['host', 'example.kz']],
  status: 200,
  statusText: 'OK',
  headers: [['Content-Type', 'text/html; charset=utf-8']],
  payload: Buffer.from(newsPage(`Жаңалық ${path}`, `Ауылда ${path} салынды.`)),
  ...changes,
})

describe('importing', () => {
  let folder = ''
  let store: Store
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-'))
    store = await openInMemory()
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  async function importing(paths: readonly string[], options: { again?: boolean; breakAfter?: number } = {}) {
    const saved: string[] = []
    const save: Store['save'] = async (page, record) => {
      if (saved.length === options.breakAfter) throw new Error('killed')
      saved.push(record.title ?? '')
      await store.save(page, record)
    }
    const importing = importFiles(paths, { store: { ...store, save }, again: options.again ?? false })
    return { saved, result: await importing.catch(() => undefined) }
  }

  it('takes the pages of a WARC file, and counts what is none', async () => {
    const path = join(folder, 'a.warc.gz')
    const records = [
      exchange('/1'),
      exchange('/2', { headers: [['Content-Type', 'image/png']] }),
      exchange('/3', { status: 404 }),
      exchange('/4', {
        headers: [['Content-Encoding', 'gzip']],
        payload: gzipSync(newsPage('Қысылған', 'Мектеп ашылды.')),
      }),
      exchange('/5', { headers: [['Content-Encoding', 'br']] }),
      exchange('/6', { payload: Buffer.from('%PDF-1.7') }),
    ]
    await writeFile(path, Buffer.concat([warcInfo('a', 'x', '2026-03-04T05:06:07Z'), ...records.map(warcExchange)]))
    const { saved, result } = await importing([path])
    expect(saved).toEqual(['Жаңалық /1', 'Қысылған', 'Жаңалық /5'])
    expect(result).toMatchObject({ files: 1, articles: 3, passed: 9 })
    expect([...(result?.errors ?? [])]).toEqual([
      ['binary', { count: 1, first: `${path}: https://example.kz/6: it is a PDF, not text` }],
    ])
  })

  it('takes folders of saved pages and exports, and follows no links', async () => {
    const pages = join(folder, 'pages')
    await mkdir(join(pages, 'more'), { recursive: true })
    await writeFile(join(pages, 'a.html'), newsPage('Бірінші', 'Ауылда мектеп салынды.'))
    await writeFile(join(pages, 'more', 'b.htm'), newsPage('Екінші', 'Ауылда көпір салынды.'))
    await writeFile(join(pages, 'picture.jpg'), 'x')
    const message = {
      id: 1,
      type: 'message',
      date: '2026-03-04T10:00:00',
      text: 'Ауылда жаңа мектеп ашылды, деп хабарлады.',
    }
    await writeFile(
      join(pages, 'result.json'),
      JSON.stringify({ name: 'Арна', type: 'public_channel', id: 5, messages: [message] }),
    )
    await symlink(pages, join(pages, 'ring'))
    const { saved, result } = await importing([pages, join(folder, 'none')])
    expect(saved).toHaveLength(3)
    expect(saved.slice(0, 2)).toEqual(['Бірінші', 'Екінші'])
    expect([...(result?.errors.keys() ?? [])]).toEqual(['not-found'])
  })

  it('goes on where it broke off, and passes over what was imported before', async () => {
    const path = join(folder, 'a.warc.gz')
    const pages = Array.from({ length: 30 }, (_, i) => warcExchange(exchange(`/${i}`)))
    await writeFile(path, Buffer.concat(pages))
    const first = await importing([path], { breakAfter: 15 })
    expect(first.result).toBeUndefined()
    const second = await importing([path])
    // Requests count as records; what was read since the last portion is read again, to the same articles.
    expect(second.saved).toHaveLength(20)
    expect(new Set([...first.saved, ...second.saved]).size).toBe(30)
    expect((await importing([path])).result).toMatchObject({ files: 0, before: 1 })
    expect((await importing([path], { again: true })).saved).toHaveLength(30)
  })

  it('says what breaks off, and keeps what came before', async () => {
    const path = join(folder, 'a.warc.gz')
    const whole = Buffer.concat([exchange('/1'), exchange('/2')].map(warcExchange))
    await writeFile(path, whole.subarray(0, whole.length - 50))
    const { saved, result } = await importing([path])
    expect(saved).toEqual(['Жаңалық /1'])
    expect(result?.errors.get('unreadable')?.first).toContain(path)
  })

  it('puts pages where they are to be read, instead of reading them', async () => {
    const path = join(folder, 'a.warc.gz')
    const records = [exchange('/1'), exchange('/2', { status: 404 }), exchange('/3')]
    await writeFile(path, Buffer.concat(records.map(warcExchange)))
    const put: (string | undefined)[] = []
    const sink = { put: async ({ url }: { readonly url?: string | undefined }) => void put.push(url) }
    const result = await importFiles([path], { store, sink })
    expect(put).toEqual(['https://example.kz/1', 'https://example.kz/3'])
    expect(result).toMatchObject({ articles: 2, passed: 4 })
    expect(await store.isEmpty()).toBe(true)
  })
})
