import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Post } from '../src/post/post.js'
import type { Posts } from '../src/store/posts.js'
import type { Store } from '../src/store/store.js'
import { botOf } from '../src/telegram/bot.js'
import { type Pace, publishDue } from '../src/telegram/publish.js'
import { type BotApi, type Mishap, serveBotApi } from './bot-api.js'
import { onEachDatabase, openAt } from './databases.js'

const token = '1:test'
const quick: Pace = { lease: 0.5, pause: 0, settle: 0, retry: 0, closed: 0.5, idle: 0.01 }
const saying = (text: string): Post => ({ text, entities: [], photos: [], preview: false, silent: false })

onEachDatabase('posts in a channel', async (place) => {
  let remove: () => Promise<void>
  let store: Store
  let posts: Posts
  let api: BotApi

  beforeEach(async () => {
    ;({ store, remove } = await openAt(place))
    posts = store.posts
    api = await serveBotApi(token, ['@news', '@control'])
    await posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
  })
  afterEach(async () => {
    await api.close()
    await remove()
  })

  const said: string[] = []
  const publishAll = async (options: { readonly control?: string; readonly now?: () => Date } = {}): Promise<void> => {
    said.length = 0
    const bot = botOf(token, { root: api.root, timeout: 1 })
    const all = { posts, bot, publisher: 'a', control: '@control', say: (line: string) => said.push(line), pace: quick }
    while ((await publishDue({ ...all, ...options })) > 0);
  }
  const add = (key: string, text = key, more = {}) =>
    posts.add({ channel: 'news', key, post: saying(text), by: 'test', ...more })
  const texts = (): readonly string[] => api.messages('@news').map(({ text }) => text)

  it('are shown once, in order, however often they are put in line', async () => {
    await add('a', 'бір')
    await add('b', 'екі')
    await add('a', 'бір, тағы')
    await publishAll()
    await publishAll()
    expect(texts()).toEqual(['бір', 'екі'])
    expect(api.asked).toEqual(['sendMessage', 'sendMessage'])
  })

  it('wait for their time', async () => {
    await add('later', 'кейін', { dueAt: new Date(Date.now() + 60_000).toISOString() })
    await publishAll()
    expect(texts()).toEqual([])
  })

  it('wait out quiet hours in Kazakhstan, but corrections do not', async () => {
    const shown = await add('shown', 'ескі')
    await publishAll()
    await posts.addChannel({
      id: 'news',
      chat: '@news',
      script: 'Cyrl',
      lastMessage: 0,
      quiet: { from: 1380, to: 420 },
    })
    await add('new', 'жаңа')
    await posts.change(shown.id, saying('түзетілген'), 1)
    await publishAll({ now: () => new Date('2026-03-02T20:00:00Z') })
    expect(texts()).toEqual(['түзетілген'])
    await publishAll({ now: () => new Date('2026-03-02T03:00:00Z') })
    expect(texts()).toEqual(['түзетілген', 'жаңа'])
  })

  it('follow corrections by an edit, and go when they are taken back', async () => {
    const { id } = await add('a', 'бір')
    await publishAll()
    await posts.change(id, saying('бір, түзетілді'), 1)
    await publishAll()
    expect(api.messages('@news')).toMatchObject([{ text: 'бір, түзетілді', edits: ['бір'] }])
    await posts.change(id, undefined, 2)
    await publishAll()
    expect(texts()).toEqual([])
    expect((await posts.post(id))?.state).toBe('removed')
  })

  it('are not changed by two people at once', async () => {
    const { id } = await add('a', 'бір')
    await posts.change(id, saying('екі'), 1)
    await expect(posts.change(id, saying('үш'), 1)).rejects.toMatchObject({ kind: 'changed' })
  })

  it('go as a photo with a caption, or as an album', async () => {
    const photo = 'https://a.example/1.jpg'
    await posts.add({ channel: 'news', key: 'photo', by: 'test', post: { ...saying('сурет'), photos: [photo] } })
    const album = await posts.add({
      channel: 'news',
      key: 'album',
      by: 'test',
      post: { ...saying('альбом'), photos: [photo, photo] },
    })
    await publishAll()
    expect(texts()).toEqual(['сурет', 'альбом', ''])
    expect((await posts.post(album.id))?.messages).toEqual([2, 3])
    await posts.change(album.id, undefined, 1)
    await publishAll()
    expect(texts()).toEqual(['сурет'])
  })

  it('are pinned where that is wanted', async () => {
    await add('a', 'бір', { pin: true })
    await publishAll()
    expect(api.pinned.get('@news')).toBe(1)
    expect(api.asked).toEqual(['sendMessage', 'pinChatMessage'])
  })

  it('are set apart where Telegram refuses them or they are too long, and stop nothing else', async () => {
    const long = await add('long', 'ә'.repeat(4097))
    const bad = await add('bad', 'нашар')
    await add('good', 'жақсы')
    api.mishap = ({ number }) =>
      number === 1 ? { status: 400, description: "Bad Request: can't parse entities" } : undefined
    await publishAll()
    expect(texts()).toEqual(['жақсы'])
    expect(await posts.list({ states: ['failed'], limit: 10 })).toMatchObject([
      { id: bad.id, fault: "Bad Request: can't parse entities" },
      { id: long.id, fault: 'too-long' },
    ])
    await posts.retry(bad.id)
    await publishAll()
    expect(texts()).toEqual(['жақсы', 'нашар'])
    await expect(posts.retry(bad.id)).rejects.toMatchObject({ kind: 'not-waiting' })
  })

  it('wait as long as Telegram bids', async () => {
    await add('a', 'бір')
    api.mishap = ({ number }) =>
      number === 1 ? { status: 429, description: 'Too Many Requests', retryAfter: 1 } : undefined
    await publishAll()
    expect(texts()).toEqual([])
    await publishAll()
    expect(api.asked).toHaveLength(1)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await publishAll()
    expect(texts()).toEqual(['бір'])
    expect(api.impatient).toBe(0)
  })

  it('wait a second where the answer does not say how long', async () => {
    await add('a', 'бір')
    api.mishap = ({ number }) =>
      number === 1 ? { status: 429, description: 'Too Many Requests', retryAfter: 'soon' } : undefined
    await publishAll()
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await publishAll()
    expect(texts()).toEqual(['бір'])
  })

  it('wait where the bot was shut out, and the channel says why', async () => {
    await add('a', 'бір')
    const reason = 'Forbidden: bot was kicked from the channel chat'
    api.mishap = ({ number }) => (number === 1 ? { status: 403, description: reason } : undefined)
    await publishAll()
    expect(await posts.channels()).toMatchObject([{ trouble: reason }])
    await new Promise((resolve) => setTimeout(resolve, 600))
    await publishAll()
    expect(texts()).toEqual(['бір'])
    expect((await posts.channels())[0]).not.toHaveProperty('trouble')
  })

  const lost: readonly (readonly [string, Mishap])[] = [
    ['is cut before anything was done', 'cut-before'],
    ['is cut after all was done', 'cut-after'],
    ['is no JSON', 'garbage'],
    ['is an error inside Telegram, and nothing was done', { status: 500, description: 'Internal Server Error' }],
    ['is an error inside Telegram, and all was done', { status: 502, description: 'Bad Gateway', done: true }],
    ['is a conflict', { status: 409, description: 'Conflict' }],
  ]
  it.each(lost)('are shown once where the answer %s', async (_, mishap) => {
    api.postByHand('@news', 'қолмен')
    await add('a', 'бір')
    await add('b', 'екі')
    api.mishap = ({ number }) => (number === 1 ? mishap : undefined)
    await publishAll()
    expect(texts().toSorted()).toEqual(['бір', 'екі', 'қолмен'].toSorted())
    expect(api.messages('@control')).toEqual([])
  })

  it('are found behind what people posted and removed meanwhile', async () => {
    await add('a', 'бір')
    for (let i = 0; i < 5; i++) api.removeByHand('@news', api.postByHand('@news', 'жойылады'))
    api.postByHand('@news', 'қолмен')
    api.mishap = ({ number }) => (number === 1 ? 'cut-after' : undefined)
    await publishAll()
    expect(texts()).toEqual(['қолмен', 'бір'])
  })

  it('are never sent on a guess: without a control chat a person is asked', async () => {
    const { id } = await add('a', 'бір')
    await add('b', 'екі')
    api.mishap = ({ number }) => (number === 1 ? 'cut-after' : undefined)
    const bot = botOf(token, { root: api.root, timeout: 1 })
    while ((await publishDue({ posts, bot, publisher: 'a', say: () => {}, pace: quick })) > 0);
    expect((await posts.post(id))?.state).toBe('uncertain')
    expect(texts()).toEqual(['бір', 'екі'])
    await posts.found(id, [1])
    await posts.change(id, saying('бір, түзетілді'), 1)
    await publishAll()
    expect(texts()).toEqual(['бір, түзетілді', 'екі'])
  })

  it('have the change that came while they were being sent', async () => {
    const { id } = await add('a', 'бір')
    api.carriedOut = async ({ method }) => {
      if (method === 'sendMessage') await posts.change(id, saying('екі'), 1)
    }
    api.mishap = ({ number }) => (number === 1 ? 'cut-after' : undefined)
    await publishAll()
    expect(api.messages('@news')).toMatchObject([{ text: 'екі', edits: ['бір'] }])
  })

  it('are one publisher’s at a time', async () => {
    expect(await posts.lease('news', 'a', 60)).toMatchObject({ id: 'news' })
    expect(await posts.lease('news', 'b', 60)).toBeUndefined()
    await posts.release('news', 'a')
    expect(await posts.lease('news', 'b', 60)).toMatchObject({ id: 'news' })
  })

  it('never let the token be seen in what is said', async () => {
    await add('a', 'бір')
    api.mishap = () => 'cut-before'
    const bot = botOf(token, { root: api.root, timeout: 1 })
    await publishDue({ posts, bot, publisher: 'a', say: (line) => said.push(line), pace: quick })
    expect(said.join('\n')).not.toContain(token)
    expect(JSON.stringify(await posts.list({ states: ['waiting', 'sending', 'uncertain'], limit: 9 }))).not.toContain(
      token,
    )
  })
})
