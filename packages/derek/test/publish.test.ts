import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageFolder } from '../src/data/table.js'
import { draftPost } from '../src/post/draft.js'
import type { Post } from '../src/post/post.js'
import type { Posts } from '../src/store/posts.js'
import { openStore, type Store } from '../src/store/store.js'
import { botOf } from '../src/telegram/bot.js'
import { type Pace, publishDue } from '../src/telegram/publish.js'
import { type BotApi, type Mishap, serveBotApi } from './bot-api.js'
import { makeDatabase, server } from './database.js'
import { onEachDatabase, openAt } from './databases.js'
import { articleOf } from './records.js'

const token = '1:test'
const quick: Pace = { lease: 0.5, pause: 0, settle: 0, retry: 0, closed: 0.05, idle: 0.01 }
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
    await new Promise((resolve) => setTimeout(resolve, 100))
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

/** Four in every run of the tests, a hundred and twenty in `npm run test:kills`. */
const kills = 2 * Number(process.env.DEREK_KILLS ?? 2)

describe('a publisher killed at any step', () => {
  it(
    'loses no post and shows none twice',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'derek-publish-'))
      const at = server === undefined ? undefined : await makeDatabase(server)
      const store = at === undefined ? undefined : await openStore(at.where)
      const api = await serveBotApi(token, ['@news', '@control'])
      const run = (all: number) => {
        const place = at === undefined ? folder : at.where.url
        return spawn(
          process.execPath,
          [join(packageFolder(), 'dist/test/publisher.js'), place, api.root, token, '@control', String(all)],
          { stdio: ['ignore', 'ignore', 'inherit'] },
        )
      }
      const ended = (child: ReturnType<typeof run>): Promise<string | null> =>
        new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))
      const withPosts = async <T>(use: (posts: Posts) => Promise<T>): Promise<T> => {
        if (store !== undefined) return use(store.posts)
        const own = await openStore({ folder })
        try {
          return await use(own.posts)
        } finally {
          await own.close()
        }
      }
      await withPosts((posts) => posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 }))
      const wanted: string[] = []
      let killed = 0
      for (let round = 0; killed < kills && round < kills * 3; round++) {
        await withPosts(async (posts) => {
          for (let i = 0; i < 3; i++) {
            const text = `жаңалық ${wanted.length}`
            await posts.add({ channel: 'news', key: text, post: saying(text), by: 'test' })
            wanted.push(text)
          }
        })
        if (round % 4 === 0) api.postByHand('@news', 'қолмен')
        const child = run(wanted.length)
        const first = api.asked.length + 1 + (round % 3)
        const kill = () => void child.kill('SIGKILL')
        // Before the request is carried out, after it, after the answer, and at any moment around it.
        api.mishap = ({ number }) => {
          if (number !== first || round % 4 !== 0) return undefined
          kill()
          return 'cut-before'
        }
        api.carriedOut = ({ number }) => {
          if (number !== first || round % 4 === 0) return
          if (round % 4 === 1) kill()
          else setTimeout(kill, round % 4 === 2 ? 1 : Math.random() * 40)
        }
        if ((await ended(child)) === 'SIGKILL') killed++
      }
      api.mishap = () => undefined
      api.carriedOut = () => {}
      expect(await ended(run(wanted.length))).toBeNull()
      expect(killed).toBe(kills)
      const shown = api
        .messages('@news')
        .map(({ text }) => text)
        .filter((text) => text !== 'қолмен')
      expect(shown.toSorted()).toEqual(wanted.toSorted())
      expect(api.messages('@control').length).toBeLessThanOrEqual(kills)
      await api.close()
      await store?.close()
      await at?.remove()
      await rm(folder, { recursive: true })
    },
    120_000 + kills * 5_000,
  )
})

describe('a corrector and a publisher, both killed at any step', () => {
  it(
    'leave every post in agreement with its article, and shown once',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'derek-correct-'))
      const at = server === undefined ? undefined : await makeDatabase(server)
      const place = at === undefined ? folder : at.where.url
      const withStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
        const own = await openStore(at === undefined ? { folder } : at.where)
        try {
          return await use(own)
        } finally {
          await own.close()
        }
      }
      const api = await serveBotApi(token, ['@news', '@control'])
      const record = articleOf('jol', '2026-03-02T12:00:00+05:00', { title: 'Тақырып 1' })
      const template = { template: 'post', photo: false, link: 'https://tobyl.example/1' } as const
      await withStore(async (store) => {
        await store.save({ content: 'Әкім', format: 'text' }, record)
        await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
        const post = draftPost(record, { ...template, script: 'Cyrl' })
        await store.posts.add({ channel: 'news', key: 'jol', article: 'jol', post, template, by: 'test' })
      })
      const run = (name: string, args: readonly string[]) =>
        spawn(process.execPath, [join(packageFolder(), `dist/test/${name}.js`), place, ...args], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
      const ended = (child: ReturnType<typeof run>): Promise<string | null> => {
        child.stdout?.resume()
        return new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))
      }
      const publisher = () => run('publisher', [api.root, token, '@control', '1'])
      let killed = 0
      for (let round = 0; killed < kills && round < kills * 3; round++) {
        const isCorrector = round % 2 === 0
        const child = isCorrector ? run('corrector', ['jol', '40']) : publisher()
        const kill = () => void child.kill('SIGKILL')
        const first = api.asked.length + 1
        if (isCorrector) child.stdout?.once('data', () => setTimeout(kill, Math.random() * 60))
        // The next request is an edit: before it is carried out, or after.
        api.mishap = ({ number }) => {
          if (isCorrector || number !== first || round % 4 !== 1) return undefined
          kill()
          return 'cut-before'
        }
        api.carriedOut = ({ number }) => {
          if (!isCorrector && number === first && round % 4 === 3) setTimeout(kill, Math.random() * 5)
        }
        if ((await ended(child)) === 'SIGKILL') killed++
        await withStore(async (store) => {
          const [post] = await store.posts.list({ states: ['waiting', 'sending', 'shown'], limit: 9 })
          const current = await store.revision('jol')
          // The revision and the post of it came together, or neither did.
          expect(post?.post?.text.split('\n')[0]).toBe(current?.record.title)
        })
      }
      api.mishap = () => undefined
      api.carriedOut = () => {}
      expect(await ended(publisher())).toBeNull()
      expect(killed).toBe(kills)
      const { title = '', number } = await withStore(async (store) => {
        const current = await store.revision('jol')
        return { title: current?.record.title, number: current?.number ?? 0 }
      })
      expect(number).toBeGreaterThan(1)
      expect(api.messages('@news').map(({ text }) => text.split('\n')[0])).toEqual([title])
      expect(api.messages('@news')[0]?.text).toContain('Түзетілді: тақырып')
      await api.close()
      await at?.remove()
      await rm(folder, { recursive: true })
    },
    120_000 + kills * 5_000,
  )
})
