import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onEachDatabase, openAt } from '../../test/databases.js'
import type { Frontier } from './frontier.js'
import type { Store } from './store.js'

onEachDatabase('the frontier', (place) => {
  let store: Store
  let frontier: Frontier
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
    frontier = store.frontier
  })
  afterAll(() => remove())

  it('gives the turn of a host to one of those who ask at once, and the next after a pause', async () => {
    const turns = await Promise.all(Array.from({ length: 8 }, () => frontier.takeTurn('auyl.example', 0.3)))
    expect(turns.filter(({ taken }) => taken)).toHaveLength(1)
    // Each of the others is promised a time of its own.
    const waits = turns.flatMap((turn) => (turn.taken ? [] : [turn.wait])).sort((a, b) => a - b)
    expect(waits.every((wait, i) => i === 0 || wait - (waits[i - 1] ?? 0) > 400)).toBe(true)
    await frontier.endTurn('auyl.example', 0.3)
    expect(await frontier.takeTurn('auyl.example', 0.3)).toMatchObject({ taken: false })
    await sleep(500)
    expect(await frontier.takeTurn('auyl.example', 0.3)).toEqual({ taken: true })
  })

  it('leaves a host alone that asks for it, or for a longer pause', async () => {
    expect(await frontier.takeTurn('tau.example', 0)).toEqual({ taken: true })
    await frontier.setPause('tau.example', 60)
    await frontier.endTurn('tau.example', 0)
    const turn = await frontier.takeTurn('tau.example', 0)
    if (turn.taken) throw new Error('taken within its pause')
    expect(turn.wait).toBeGreaterThan(60_000)
    await frontier.holdOff('koл.example', 3600)
    expect(await frontier.takeTurn('koл.example', 0)).toMatchObject({ taken: false })
  })

  it('says for how long a host is to be left alone, beyond the pause', async () => {
    await frontier.holdOff('orman.example', 60)
    expect(await frontier.heldFor('orman.example')).toBeGreaterThan(50_000)
    await frontier.setPause('tau.example', 60)
    expect([await frontier.heldFor('tau.example'), await frontier.heldFor('nobody.example')]).toEqual([0, 0])
  })

  it('says which hosts have something to be fetched soon, and counts all that is not done', async () => {
    const urls = [
      'https://soon.example/1',
      'https://soon.example/2',
      'https://late.example/1',
      'https://held.example/1',
    ]
    await frontier.found(urls.map((url) => ({ url })))
    await frontier.done('https://soon.example/2', { outcome: 'unread', reason: 'it is a picture' })
    await frontier.wait({ url: 'https://late.example/1' }, 60)
    await frontier.holdOff('held.example', 60)
    expect(await frontier.undoneHosts(30)).toEqual([
      { host: 'held.example', addresses: 1, hasSoon: false },
      { host: 'late.example', addresses: 1, hasSoon: false },
      { host: 'soon.example', addresses: 1, hasSoon: true },
    ])
    // What was given is somebody's work already.
    await frontier.given((await frontier.due(0, 10)).filter(({ item }) => item.url === urls[0]))
    expect((await frontier.undoneHosts(30)).find(({ host }) => host === 'soon.example')?.hasSoon).toBe(false)
    for (const url of urls) await frontier.done(url, { outcome: 'same', reason: 'https://a.example/1' })
  })

  it('counts faults in a row', async () => {
    expect([await frontier.trouble('a.example'), await frontier.trouble('a.example')]).toEqual([1, 2])
    await frontier.calm('a.example')
    expect(await frontier.trouble('a.example')).toBe(1)
  })

  it('knows which feeds are due, and lets one who gives a feed again change nothing', async () => {
    const [look] = await frontier.dueLooks(['https://a.example/feed'])
    if (look === undefined) throw new Error('none is due')
    await frontier.lookAgain(look, 3600)
    expect(await frontier.dueLooks(['https://a.example/feed'])).toEqual([])
    await frontier.lookAgain(look, -10)
    expect(await frontier.dueLooks(['https://a.example/feed'])).toEqual([])
    const both = ['https://a.example/feed', 'https://b.example/feed']
    await frontier.lookNow(both)
    const due = await frontier.dueLooks(both)
    expect(due.map(({ address }) => address)).toEqual(both)
    for (const one of due) await frontier.lookAgain(one, 3600)
  })

  it('knows what was found, and what became of it', async () => {
    const item = { url: 'https://a.example/1', title: 'Мектеп', source: 'Ауыл' }
    expect([...(await frontier.unknown([item.url, 'https://a.example/2']))]).toEqual([item.url, 'https://a.example/2'])
    await frontier.found([item], { url: 'https://a.example/feed', etag: '"1"' })
    expect([...(await frontier.unknown([item.url, 'https://a.example/2']))]).toEqual(['https://a.example/2'])
    expect(await frontier.validators('https://a.example/feed')).toEqual({ etag: '"1"' })
    expect(await frontier.outcome(item.url)).toBeUndefined()
    expect([await frontier.failed(item, 'away'), await frontier.failed(item, 'away')]).toEqual([1, 2])
    expect(await frontier.undone('Ауыл', 10)).toBe(1)
    await frontier.done(item.url, { outcome: 'read', article: 'x' })
    await frontier.done(item.url, { outcome: 'same', reason: 'later' })
    expect(await frontier.outcome(item.url)).toMatchObject({ outcome: 'read', article: 'x' })
    expect(await frontier.undone('Ауыл', 10)).toBe(0)
  })

  it('has what was found wait until it is given, and again where nothing was heard of it', async () => {
    const urls = async () => (await frontier.due(0, 10)).map(({ item }) => item.url)
    const item = { url: 'https://waits.example/1', source: 'Ауыл' }
    await frontier.found([item])
    const due = await frontier.due(0, 10)
    expect(due.map((one) => one.item)).toEqual([item])
    await frontier.given(due)
    expect(await urls()).toEqual([])
    await frontier.waitAgain(3600)
    expect(await urls()).toEqual([])
    await frontier.waitAgain(0)
    expect(await urls()).toEqual([item.url])
    await frontier.wait(item, 3600)
    expect(await urls()).toEqual([])
    await frontier.done(item.url, { outcome: 'given-up' })
  })

  it('gives of a slow host what has its turn soon, and what others have beside it', async () => {
    const slow = Array.from({ length: 30_000 }, (_, i) => ({ url: `https://slow.example/${i}`, source: 'Баяу' }))
    await frontier.found(slow)
    await frontier.found([{ url: 'https://other.example/1', source: 'Ауыл' }])
    const hosts = async () => {
      const due = await frontier.due(2, 1000)
      await frontier.given(due)
      return due.map(({ item }) => new URL(item.url).host)
    }
    const given = await hosts()
    expect(given.filter((host) => host === 'other.example')).toHaveLength(1)
    // Thirty seconds of turns, two seconds apart or up to half as long again.
    expect(given.filter((host) => host === 'slow.example')).toHaveLength(9)
    // Those are not done yet.
    expect(await hosts()).toEqual([])
    await frontier.done('https://slow.example/0', { outcome: 'read', article: 'x' })
    expect(await frontier.undone('Баяу', 20_000)).toBe(20_000)
  }, 60_000)

  it('notes what became of many addresses at once as if one were noted after another', async () => {
    const url = (i: number): string => `https://at-once.example/${i}`
    await frontier.done(url(2), { outcome: 'same', reason: 'first' })
    await Promise.all([
      frontier.done(url(1), { outcome: 'given-up', reason: 'first' }),
      frontier.done(url(1), { outcome: 'disallowed', reason: 'second' }),
      frontier.done(url(2), { outcome: 'unread', reason: 'second' }),
      frontier.done(url(3), { outcome: 'unread', reason: 'first' }),
      frontier.done(url(3), { outcome: 'read', article: 'x' }),
      frontier.done(url(3), { outcome: 'same', reason: 'third' }),
    ])
    expect(await frontier.outcome(url(1))).toMatchObject({ outcome: 'given-up', reason: 'first' })
    expect(await frontier.outcome(url(2))).toMatchObject({ outcome: 'same', reason: 'first' })
    expect(await frontier.outcome(url(3))).toMatchObject({ outcome: 'read', article: 'x' })
  })

  it('lets an article be claimed by one address', async () => {
    const claims = await Promise.all(
      Array.from({ length: 6 }, (_, i) => frontier.claim('https://a.example/c', `https://a.example/${i}`)),
    )
    expect(new Set(claims).size).toBe(1)
    const [first = ''] = claims
    const many = [
      { canonical: 'https://a.example/d', url: 'https://a.example/2' },
      { canonical: 'https://a.example/c', url: 'https://a.example/new' },
      { canonical: 'https://a.example/d', url: 'https://a.example/1' },
    ]
    const firsts = ['https://a.example/2', first, 'https://a.example/2']
    expect(await frontier.claimAll(many)).toEqual(firsts)
    // Those who claim in another order at once do not stop each other.
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, i) => frontier.claimAll(i % 2 ? many : many.toReversed())),
    )
    expect(all.map((own, i) => (i % 2 ? own : own.toReversed()))).toEqual(all.map(() => firsts))
  })
})
