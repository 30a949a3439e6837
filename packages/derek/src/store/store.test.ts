import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generate } from '../../bench/generate.js'
import { onEachDatabase, openAt } from '../../test/databases.js'
import { read } from '../read.js'
import { openStore, type Store } from './store.js'

const page = { content: 'Көкшетауда жаңа кітапхана ашылды.\nӘкім оқырмандарды құттықтады.', format: 'text' } as const

onEachDatabase('the store', (place) => {
  let store: Store
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
  })
  afterAll(() => remove())

  it('gives back the record that was saved', async () => {
    const record = read(page)
    await store.save(page, record)
    expect(await store.article(record.id)).toEqual(record)
  })

  it('keeps an article once, however often it is saved', async () => {
    await store.save(page, read(page))
    await store.save(page, read(page))
    expect((await store.latest({ limit: 10 })).articles).toHaveLength(1)
  })

  it('keeps an article once where it is saved from many sides at a time', async () => {
    const record = read(page)
    await Promise.all(Array.from({ length: 8 }, () => store.save(page, record)))
    expect(await store.article(record.id)).toEqual(record)
    expect((await store.latest({ limit: 10 })).articles).toHaveLength(1)
  })

  it('keeps nothing of an article that cannot be kept whole', async () => {
    const record = read({ ...page, content: `Кітапхана жабылды. ${page.content}` })
    const [block] = record.blocks
    if (block === undefined) throw new Error('no block')
    // PostgreSQL keeps no half of a surrogate pair.
    const broken = { ...record, blocks: [{ ...block, text: '\ud800' }] }
    await expect(store.save(page, broken)).rejects.toThrow()
    expect(await store.article(record.id)).toBeUndefined()
  })

  it('pages from the newest to the oldest without gap or repetition', async () => {
    const pages = ['Бір', 'Екі', 'Үш'].map((word) => ({ ...page, content: `${word} кітап оқылды. ${page.content}` }))
    for (const one of pages) await store.save(one, read(one))
    const first = await store.latest({ limit: 3 })
    const second = await store.latest({ limit: 3, ...(first.next === undefined ? {} : { cursor: first.next }) })
    const ids = [...first.articles, ...second.articles].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
    expect(second.next).toBeUndefined()
  })

  it('answers nothing for an article it does not have', async () => {
    expect(await store.article("'; drop table articles; --")).toBeUndefined()
  })

  it('keeps many at a time, some of which are new versions of others, and none waits for ever', async () => {
    const all = [...generate(60, { changedEach: 3, people: 20 })]
    await Promise.all(all.map(({ page, record }) => store.save(page, record)))
    for (const { record } of all) expect((await store.article(record.id))?.id).toBe(record.id)
  })
})

describe('a store in a folder', () => {
  it('has its articles again after it was closed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'derek-'))
    const record = read(page)
    const first = await openStore({ folder: join(folder, 'data') })
    await first.save(page, record)
    await first.close()
    const second = await openStore({ folder: join(folder, 'data') })
    expect(await second.article(record.id)).toEqual(record)
    await second.close()
    await rm(folder, { recursive: true })
  })

  it('says which folder cannot be used', async () => {
    await expect(openStore({ folder: '/dev/null/data' })).rejects.toThrow('/dev/null/data')
  })
})
