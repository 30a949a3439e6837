import { afterAll, beforeAll, expect, it } from 'vitest'
import { onEachDatabase, openAt } from '../../test/databases.js'
import { read } from '../read.js'
import type { Store } from './store.js'
import { IdentityError } from './things.js'

const pageOf = (content: string) => ({ content, format: 'text', publishedAt: '2026-03-01' }) as const

const first = pageOf('Әкім Нұрлан Ахметов оқырмандарға алғыс айтты.')
const second = pageOf('Дәрігер Нұрлан Ахметов науқас жазылғанын айтты.')
const third = pageOf('Әкім Н.Ахметов мектепте жөндеу аяқталғанын айтты.')

onEachDatabase('things', (place) => {
  let store: Store
  let remove: () => Promise<void>
  let one = ''
  let two = ''
  let three = ''
  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
    one = await keep(first)
    two = await keep(second)
    three = await keep(third)
  })
  afterAll(() => remove())
  const keep = async (page: ReturnType<typeof pageOf>) => {
    const record = read(page)
    await store.save(page, record)
    return record.id
  }
  const key = 'person:нұрлан ахметов'
  const articlesOf = async (thing: string) => (await store.thing(thing))?.articles.map(({ id }) => id).sort()

  it('are one where articles name them alike', async () => {
    expect(await articlesOf(key)).toEqual(expect.arrayContaining([one, two]))
    const page = await store.thing(key)
    expect(page?.said.map(({ act }) => act)).toContain('thank')
  })

  it('are split off by hand, and stay so when the article is read again', async () => {
    const doctor = await store.split({ article: two, key, name: 'Нұрлан Ахметов (дәрігер)', by: 'Айгүл' })
    await keep(second)
    expect(await articlesOf(doctor)).toEqual([two])
    expect(await articlesOf(key)).not.toContain(two)
    expect((await store.thing(doctor))?.thing.name).toBe('Нұрлан Ахметов (дәрігер)')
  })

  it('are merged by hand, and stay so when the article is read again', async () => {
    const short = [...(await store.thingsIn(three)).values()].find((thing) => thing.startsWith('person:')) ?? ''
    if (short !== key) await store.merge(short, key, 'Айгүл')
    await keep(third)
    expect(await articlesOf(key)).toEqual([one, three].sort())
  })

  it('are as they were once a correction is taken back', async () => {
    const identity = (await store.identities(key)).find(({ kind }) => kind === 'split')
    await store.undo(identity?.id ?? '')
    expect(await articlesOf(key)).toContain(two)
    await expect(store.undo(identity?.id ?? '')).rejects.toBeInstanceOf(IdentityError)
  })

  it('are not merged with what no article names, nor with another type', async () => {
    await expect(store.merge(key, 'person:ешкім', 'Айгүл')).rejects.toBeInstanceOf(IdentityError)
    expect(await store.thing('person:ешкім')).toBeUndefined()
  })
})
