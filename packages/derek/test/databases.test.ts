import { describe, expect, it } from 'vitest'
import { openStore } from '../src/store/store.js'
import { openInMemory } from './databases.js'
import { articleOf } from './records.js'

const record = articleOf('jol', '2026-03-02T12:00:00+05:00', { title: 'Жаңа жол ашылды' })
const page = { content: 'Жол', format: 'text' } as const
const post = { text: 'Жол ашылды', entities: [], photos: [], preview: false, silent: false }

describe('a store in memory that a test leaves to the next', () => {
  it('has nothing of the one before, and counts from one again', async () => {
    const ids: string[] = []
    for (let i = 0; i < 2; i++) {
      const store = await openInMemory()
      expect(await store.isEmpty()).toBe(true)
      expect(await store.accounts.isEmpty()).toBe(true)
      expect(await store.posts.channels()).toEqual([])
      expect(await store.accounts.auditLog({ limit: 9 })).toEqual([])
      await store.save(page, record)
      await store.correct(record.id, { ...record, title: 'Жол ашылды' }, { by: 'Айгүл', onRevision: 1 })
      await store.accounts.accept(await store.accounts.invite('administrator', 'test', 1), 'Айгүл', 'hash')
      await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
      ids.push((await store.posts.add({ channel: 'news', key: 'jol', article: 'jol', post, by: 'test' })).id)
      await store.close()
    }
    expect(ids).toEqual(['1', '1'])
  })

  it('does what a new one does', async () => {
    const left = await openInMemory()
    const made = await openStore({ memory: true })
    const said = []
    for (const store of [left, made]) {
      await store.save(page, record)
      said.push([await store.article('jol'), (await store.latest({ limit: 9 })).articles.map(({ id }) => id)])
      await store.close()
    }
    expect(said[0]).toMatchObject([{ id: 'jol' }, ['jol']])
    expect(said[0]).toEqual(said[1])
  })

  it('is one test’s at a time', async () => {
    const one = await openInMemory()
    const other = await openInMemory()
    await one.save(page, record)
    expect(await other.isEmpty()).toBe(true)
    await other.close()
    expect(await one.isEmpty()).toBe(false)
    await one.close()
  })
})
