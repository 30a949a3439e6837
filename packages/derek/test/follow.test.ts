import { afterEach, beforeEach, expect, it } from 'vitest'
import { findFor } from '../src/notify/find.js'
import { draftPost, type Template } from '../src/post/draft.js'
import { read } from '../src/read.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { createApp } from '../src/serve/app.js'
import { openText } from '../src/source/open.js'
import type { SavedSearch } from '../src/store/saved.js'
import type { Store } from '../src/store/store.js'
import { onEachDatabase, openAt } from './databases.js'

const page = {
  ...openText(`Көлік министрі жаңа жолды ашты
Көлік министрі Ерлан Сапаров бүгін Таразда жаңа жолды ашты. Жолдың ұзындығы 40 шақырым.
«Бұл жол екі ауданды қосады», – деді Ерлан Сапаров.
Министр құрылысшыларға алғыс айтты.`),
  source: 'Бәйтерек',
  url: 'https://bayterek.example/jol',
  publishedAt: '2026-03-02',
}
const record = read(page)
const link = 'https://bayterek.example/jol'

/** The same record with another name for who spoke. */
const renamed = (to: string): ArticleRecord => ({
  ...record,
  entities: record.entities.map((entity) => (entity.name === 'Ерлан Сапаров' ? { ...entity, name: to } : entity)),
})

onEachDatabase('what was said of an article that is corrected', (place) => {
  let remove: () => Promise<void>
  let store: Store

  beforeEach(async () => {
    ;({ store, remove } = await openAt(place))
    await store.save(page, record)
    await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
  })
  afterEach(() => remove())

  const template = (name: Template = 'post') => ({ template: name, photo: false, link })
  const add = async (more: { readonly byHand?: string; readonly name?: Template } = {}) => {
    const drafted = draftPost(record, { ...template(more.name), script: 'Cyrl' })
    return store.posts.add({
      channel: 'news',
      key: record.id,
      article: record.id,
      by: 'test',
      ...(more.byHand === undefined
        ? { post: drafted, template: template(more.name) }
        : { post: { ...drafted, text: more.byHand, entities: [] } }),
    })
  }
  const show = async (id: string): Promise<void> => {
    const kept = await store.posts.post(id)
    if (kept !== undefined) await store.posts.shown(kept, [1])
  }
  const correct = async (to: string, onRevision: number) =>
    store.correct(record.id, renamed(to), { by: 'Айгүл', onRevision })

  it('is said anew where readers see it, with what was corrected', async () => {
    const { id } = await add()
    await show(id)
    await correct('Ерлан Сапарәлі', 1)
    const kept = await store.posts.post(id)
    expect(kept).toMatchObject({ state: 'waiting', version: 2, shownVersion: 1 })
    expect(kept?.post?.text).toContain('— Ерлан Сапарәлі')
    expect(kept?.post?.text).toMatch(/Түзетілді: айтқан адам Ерлан Сапарәлі \(бұрын: Ерлан Сапаров\)$/u)
    expect(await store.posts.list({ states: ['waiting'], article: record.id, limit: 9 })).toHaveLength(1)
    expect(await store.accounts.auditLog({ limit: 2, article: record.id })).toMatchObject([
      { by: 'Айгүл', action: 'correct article', subject: record.id },
      { by: 'Айгүл', action: 'correction changes post', subject: id },
    ])
  })

  it('tells of each of several corrections, also where the publisher was not there between them', async () => {
    const { id } = await add()
    await show(id)
    await correct('Ерлан Сапарәлі', 1)
    await store.restoreRevision(record.id, 1, { by: 'Болат', onRevision: 2 })
    const text = (await store.posts.post(id))?.post?.text
    expect(text).toContain('— Ерлан Сапаров')
    expect(text).toMatch(/Сапарәлі \(бұрын: Ерлан Сапаров\); .*Сапаров \(бұрын: Ерлан Сапарәлі\)$/u)
  })

  it('is said right the first time where nobody has seen it, and says nothing of what it does not show', async () => {
    const { id } = await add()
    await correct('Ерлан Сапарәлі', 1)
    expect((await store.posts.post(id))?.post?.text).not.toContain('Түзетілді')
    await store.correct(record.id, { ...renamed('Ерлан Сапарәлі'), tags: ['жол'] }, { by: 'Айгүл', onRevision: 2 })
    expect((await store.posts.post(id))?.version).toBe(2)
  })

  it('is left as a person wrote it, and set before a person with what it would say', async () => {
    const { id } = await add({ byHand: 'Жол ашылды!' })
    await show(id)
    await correct('Ерлан Сапарәлі', 1)
    const [kept] = await store.posts.list({ states: ['shown'], attention: true, limit: 9 })
    expect(kept).toMatchObject({ id, version: 1, post: { text: 'Жол ашылды!' } })
    expect(kept?.attention?.text).toContain('Ерлан Сапарәлі')
    expect(await store.queue.counts()).toMatchObject({ posts: 1 })
    if (kept?.attention !== undefined) await store.posts.change(id, kept.attention, 1)
    expect(await store.queue.counts()).toMatchObject({ posts: 0 })
    expect((await store.posts.post(id))?.state).toBe('waiting')
  })

  it('follows what the reader makes of it later, and a newer version at its address', async () => {
    const { id } = await add()
    await show(id)
    await store.save(page, renamed('Ерлан Сапарәлі'))
    expect((await store.posts.post(id))?.post?.text).toContain('Түзетілді: айтқан адам Ерлан Сапарәлі')
    const newer = { ...page, content: page.content.replace('40 шақырым', '14 шақырым'), publishedAt: '2026-03-03' }
    const after = read(newer)
    await store.save(newer, after)
    const kept = await store.posts.post(id)
    expect(kept?.article).toBe(after.id)
    expect(kept?.post?.text).toContain('14 шақырым')
    expect(kept?.post?.text).toMatch(/Түзетілді: .*; мәтін/u)
  })

  it('goes where its publisher took it back', async () => {
    const { id } = await add()
    await show(id)
    expect(await store.posts.withdraw(record.id)).toEqual([id])
    expect(await store.posts.withdraw(record.id)).toEqual([])
    const kept = await store.posts.post(id)
    expect(kept).toMatchObject({ state: 'waiting', version: 2 })
    expect(kept).not.toHaveProperty('post')
  })

  const told = async (): Promise<SavedSearch> => {
    const search = await store.saved.add({
      name: 'жол',
      asked: { kind: 'statements' },
      delivery: { kind: 'mail', to: 'a@desk.example', hour: 9, language: 'kk' },
      by: 'test',
    })
    await store.saved.found(search, [])
    const kept = (await store.saved.list()).find(({ id }) => id === search.id)
    if (kept === undefined) throw new Error('no search')
    await store.saved.found(kept, await findFor(store, kept.asked))
    return kept
  }

  it('is told once more, as corrected, to who was told of it', async () => {
    const search = await told()
    await store.saved.delivered(await store.saved.due(search, 50))
    await correct('Ерлан Сапарәлі', 1)
    await store.correct(record.id, { ...renamed('Ерлан Сапарәлі'), tags: ['жол'] }, { by: 'Айгүл', onRevision: 2 })
    await store.saved.found(search, await findFor(store, search.asked))
    const due = await store.saved.due(search, 50)
    expect(due.length).toBeGreaterThan(0)
    for (const { kind, item } of due) {
      expect(kind).toBe('corrected')
      expect([item.who, item.before?.who]).toEqual(['Ерлан Сапарәлі', 'Ерлан Сапаров'])
    }
    await store.saved.delivered(due)
    await store.correct(record.id, { ...renamed('Ерлан Сапарәлі'), statements: [] }, { by: 'Айгүл', onRevision: 3 })
    const gone = await store.saved.due(search, 50)
    expect(gone.map(({ item }) => item.isGone)).toEqual(due.map(() => true))
    await store.saved.delivered(gone)
    await store.restoreRevision(record.id, 3, { by: 'Айгүл', onRevision: 4 })
    expect((await store.saved.due(search, 50)).map(({ item }) => [item.who, item.isGone])).toEqual(
      due.map(() => ['Ерлан Сапарәлі', undefined]),
    )
    expect(new Set([...due, ...gone].map(({ id }) => id)).size).toBe(due.length + gone.length)
  })

  it('is told right the first time to who was not told yet', async () => {
    const search = await told()
    await correct('Ерлан Сапарәлі', 1)
    const due = await store.saved.due(search, 50)
    expect(due.length).toBeGreaterThan(0)
    expect(due.map(({ kind, item }) => [kind, item.who])).toEqual(due.map(() => ['found', 'Ерлан Сапарәлі']))
  })

  it('is in feeds the same entry with another time and text', async () => {
    const { fetch } = createApp({ store, log: () => {} })
    const get = async (extension: string): Promise<string> =>
      (await fetch(new Request(`http://derek.example/feeds/articles.${extension}`))).text()
    const partsOf = (feed: string, extension: string) => {
      const entry = /<(?:entry|item)[ >].*?<\/(?:entry|item)>/su.exec(feed)?.[0] ?? feed
      const [id, updated] =
        extension === 'json'
          ? [/"id": ?"([^"]+\/[^"]+)"/u, /"date_modified": ?"([^"]+)"/u]
          : extension === 'atom'
            ? [/<id>([^<]+)/u, /<updated>([^<]+)/u]
            : [/<guid[^>]*>([^<]+)/u, /<(?:atom:updated|dcterms:modified)>([^<]+)/u]
      return {
        id: id.exec(entry)?.[1],
        updated: updated.exec(entry)?.[1],
        hasTitle: entry.includes('Түзетілген тақырып'),
      }
    }
    for (const extension of ['rss', 'atom', 'json']) {
      const number = (await store.revisions(record.id)).length
      const before = partsOf(await get(extension), extension)
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      const title = number % 2 === 1 ? 'Түзетілген тақырып' : 'Көлік министрі жаңа жолды ашты'
      await store.correct(record.id, { ...record, title }, { by: 'Айгүл', onRevision: number })
      const after = partsOf(await get(extension), extension)
      expect(before.id, extension).toBeDefined()
      expect(after.id, extension).toBe(before.id)
      expect(after.hasTitle, extension).toBe(!before.hasTitle)
      if (extension !== 'rss') expect(after.updated ?? '', extension).toMatch(/^2/u)
      if (extension !== 'rss') expect(after.updated, extension).not.toBe(before.updated)
    }
  })
})
