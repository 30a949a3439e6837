import { afterAll, beforeAll, expect, it } from 'vitest'
import { onEachDatabase, openAt } from '../../test/databases.js'
import { articleOf, happened, said } from '../../test/records.js'
import type { ArticleRecord } from '../record/schema.js'
import { ConflictError, RecordError } from './revisions.js'
import type { Store } from './store.js'

const page = { content: 'Әкім', format: 'text' } as const

onEachDatabase('revisions', (place) => {
  let store: Store
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
  })
  afterAll(() => remove())
  const readAs = (id: string, act: 'state' | 'thank' | 'promise'): ArticleRecord =>
    articleOf(id, '2026-03-01T09:00:00+05:00', {
      statements: [said('s1', { speaker: 'e1', addressee: 'e2', act })],
      events: [happened('v1', { actors: ['e1'], recipients: ['e2'] })],
    })
  const actsOf = async (article: string) =>
    (await store.statements({ limit: 100 })).statements
      .filter((found) => found.article === article)
      .map(({ act }) => act)
  const shortOf = async (id: string) =>
    (await store.revisions(id)).map(
      ({ number, madeBy = 'reader', isCurrent }) => `${number} ${madeBy}${isCurrent ? ' *' : ''}`,
    )

  it('are one where the same record is saved again', async () => {
    await store.save(page, readAs('same', 'state'))
    await store.save(page, readAs('same', 'state'))
    expect(await shortOf('same')).toEqual(['1 reader *'])
  })

  it('are added where the reader reads otherwise than before, and lists follow', async () => {
    await store.save(page, readAs('again', 'state'))
    await store.save(page, readAs('again', 'thank'))
    expect(await shortOf('again')).toEqual(['1 reader', '2 reader *'])
    expect(await actsOf('again')).toEqual(['thank'])
    expect((await store.revision('again', 1))?.record).toEqual(readAs('again', 'state'))
  })

  it('of a person stay those that count when the article is read again', async () => {
    await store.save(page, readAs('corrected', 'state'))
    const made = await store.correct('corrected', readAs('corrected', 'promise'), {
      by: 'Айгүл',
      note: 'уәде',
      onRevision: 1,
    })
    expect(made).toMatchObject({ number: 2, madeBy: 'Айгүл', note: 'уәде', isCurrent: true })
    await store.save(page, readAs('corrected', 'thank'))
    await store.save(page, readAs('corrected', 'thank'))
    expect(await shortOf('corrected')).toEqual(['1 reader', '2 Айгүл *', '3 reader'])
    expect(await actsOf('corrected')).toEqual(['promise'])
    expect(await store.article('corrected')).toEqual(readAs('corrected', 'promise'))
    expect((await store.revision('corrected', 3))?.record.statements[0]?.act).toBe('thank')
  })

  it('are refused where another came first, and say whose it is', async () => {
    await store.save(page, readAs('raced', 'state'))
    const correct = (act: 'promise' | 'thank', by: string) =>
      store.correct('raced', readAs('raced', act), { by, onRevision: 1 })
    const results = await Promise.allSettled([correct('promise', 'Айгүл'), correct('thank', 'Данияр')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const error = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))[0]
    expect(error).toBeInstanceOf(ConflictError)
    expect(error.message).toMatch(/revision 2 of article raced came first: (?:Айгүл|Данияр) made it/u)
    expect(await store.revisions('raced')).toHaveLength(2)
  })

  it('are not added twice where a correction is sent twice', async () => {
    await store.save(page, readAs('twice', 'state'))
    const send = () => store.correct('twice', readAs('twice', 'thank'), { by: 'Айгүл', onRevision: 1 })
    expect(await send()).toEqual(await send())
    expect(await store.revisions('twice')).toHaveLength(2)
  })

  it('keep the sentences that a correction is given without', async () => {
    const sentences = [{ block: 'b1', start: 0, end: 4, text: 'Әкім' }]
    await store.save(page, { ...readAs('sentences', 'state'), sentences })
    await store.correct('sentences', readAs('sentences', 'thank'), { by: 'Айгүл', onRevision: 1 })
    expect((await store.article('sentences'))?.sentences).toEqual(sentences)
  })

  it('are restored as new ones', async () => {
    await store.save(page, readAs('restored', 'state'))
    await store.correct('restored', readAs('restored', 'thank'), { by: 'Айгүл', onRevision: 1 })
    await expect(store.restoreRevision('restored', 1, { by: 'Данияр', onRevision: 1 })).rejects.toThrow(ConflictError)
    await store.restoreRevision('restored', 1, { by: 'Данияр', onRevision: 2 })
    expect(await shortOf('restored')).toEqual(['1 reader', '2 Айгүл', '3 Данияр *'])
    expect(await actsOf('restored')).toEqual(['state'])
  })

  it('have a record that is right, of the same text', async () => {
    await store.save(page, readAs('right', 'state'))
    const wrong = async (record: ArticleRecord): Promise<readonly string[]> => {
      const error = await Promise.resolve()
        .then(() => store.correct('right', record, { by: 'Айгүл', onRevision: 1 }))
        .catch((reason: unknown) => reason)
      return error instanceof RecordError ? error.faults.map(({ pointer }) => pointer) : []
    }
    const record = readAs('right', 'thank')
    expect(await wrong({ ...record, statements: [said('s1', { speaker: 'e9' })] })).toEqual(['/statements/0/speaker'])
    expect(await wrong({ ...record, blocks: [{ id: 'b1', kind: 'lead', text: 'Әкім келді' }] })).toEqual(['/blocks'])
    expect(await wrong({ ...record, id: 'other' })).toEqual(['/id'])
    expect(await store.revisions('right')).toHaveLength(1)
  })

  it('are none of an article that is not there', async () => {
    expect(await store.revisions('nothing')).toEqual([])
    expect(await store.revision('nothing')).toBeUndefined()
    expect(await store.correct('nothing', readAs('nothing', 'state'), { by: 'Айгүл', onRevision: 1 })).toBeUndefined()
    expect(await store.restoreRevision('same', 9, { by: 'Айгүл', onRevision: 1 })).toBeUndefined()
  })
})

onEachDatabase('versions', (place) => {
  let store: Store
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
  })
  afterAll(() => remove())
  const url = 'https://tobyl.example/news/1'
  const at = (id: string, day: string, address = url): ArticleRecord => ({
    ...articleOf(id, `${day}T09:00:00+05:00`, {
      statements: [said('s1', { speaker: 'e1', addressee: 'e2', act: 'thank' })],
      events: [happened('v1', { actors: ['e1'], recipients: ['e2'] })],
    }),
    url: address,
  })
  const keep = (record: ArticleRecord, fetched?: string) =>
    store.save(fetched === undefined ? page : { ...page, url: fetched }, record)
  const listed = async () => ({
    latest: (await store.latest({ limit: 100 })).articles.map(({ id }) => id),
    statements: (await store.statements({ limit: 100 })).statements.map(({ article }) => article),
    events: (await store.events({ limit: 100 })).events.map(({ article }) => article),
    search: (await store.search('әкім', { limit: 100 })).articles.map(({ id }) => id),
    named: (await store.mostNamed('person', 1))[0]?.articles,
    graph: (await store.relations({ limit: 1, kind: 'thank' }))[0]?.count,
  })
  const only = (id: string) => ({ latest: [id], statements: [id], events: [id], search: [id], named: 1, graph: 1 })

  it('are linked by their address, however it is spelt, and the newest is the one that is listed', async () => {
    await keep(at('first', '2026-03-01'))
    await keep(at('second', '2026-03-01', `${url}?utm_source=tg#top`))
    expect(await listed()).toEqual(only('second'))
    expect((await store.versions('first')).map(({ id, version, replacedBy }) => [id, version, replacedBy])).toEqual([
      ['first', 1, 'second'],
      ['second', 2, undefined],
    ])
    expect(await store.article('first')).toEqual(at('first', '2026-03-01'))
  })

  it('are in the order of publication, though an older one comes later', async () => {
    await keep(at('earlier', '2026-02-28'))
    expect(await listed()).toEqual(only('second'))
    expect((await store.versions('earlier')).map(({ id }) => id)).toEqual(['earlier', 'first', 'second'])
  })

  it('change places where a date is corrected', async () => {
    await store.correct('first', at('first', '2026-03-09'), { by: 'Айгүл', onRevision: 1 })
    expect(await listed()).toEqual(only('first'))
    await store.restoreRevision('first', 1, { by: 'Айгүл', onRevision: 2 })
    expect(await listed()).toEqual(only('second'))
  })

  it('name the same things, and keep apart what was split off before', async () => {
    const key = 'person:айгүл сапарова'
    const apart = await store.split({ article: 'second', key, name: 'Айгүл Сапарова (ақын)', by: 'Айгүл' })
    await keep(at('third', '2026-03-02'))
    expect([...(await store.thingsIn('third')).values()]).toContain(apart)
    expect([...(await store.thingsIn('first')).values()]).toContain(apart)
    expect((await store.statements({ limit: 5, speaker: apart })).statements).toMatchObject([{ article: 'third' }])
    expect(await listed()).toEqual(only('third'))
  })

  it('are one line though many are saved at a time', async () => {
    const ids = Array.from({ length: 6 }, (_, i) => `many${i}`)
    await Promise.all(ids.map((id) => keep(at(id, '2026-03-03'))))
    const versions = await store.versions('first')
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, i) => i + 1))
    expect(versions.filter(({ replacedBy }) => replacedBy === undefined)).toHaveLength(1)
    expect((await listed()).statements).toHaveLength(1)
  })

  it('are no others than those of one site, nor those of a front page', async () => {
    await keep(at('copy', '2026-03-05'), 'https://elsewhere.example/copy')
    await keep(at('front1', '2026-03-05', 'https://tobyl.example/'))
    await keep(at('front2', '2026-03-05', 'https://tobyl.example/'))
    for (const id of ['copy', 'front1', 'front2']) expect(await store.versions(id)).toHaveLength(1)
    expect((await store.latest({ limit: 100 })).articles).toHaveLength(4)
  })
})
