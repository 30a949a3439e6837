import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Serving, serveStore } from '../src/serve/serve.js'
import type { Store } from '../src/store/store.js'
import { jsonLog } from '../src/telemetry/log.js'
import { withoutSecrets } from '../src/telemetry/secrets.js'
import { openInMemory } from './databases.js'
import { articleOf } from './records.js'

/** None of these may be in the log; the server knows the first three, and meets the others. */
const secrets = {
  api: 'api-token-of-the-desk',
  telegram: '123456789:AAE-abcdefghijklmnopqrstuvwxyz0',
  mail: 'letters-letters',
  database: 'database-password',
  password: 'жеті қат көк аспан',
  session: 'session-of-somebody',
  query: 'what-somebody-searched-for',
  invitation: 'invitation-of-somebody',
}

describe('the log of a server in trouble', () => {
  let store: Store
  let serving: Serving
  const lines: string[] = []

  beforeAll(async () => {
    store = await openInMemory()
    const record = articleOf('bridge', '2026-03-02T12:00:00+05:00', {})
    await store.save({ content: 'Көпір', format: 'text' }, record)
    await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
    const post = { text: 'Көпір ашылды', entities: [], photos: [], preview: false, silent: false }
    await store.posts.add({ channel: 'news', key: 'a', post, by: 'test' })
    const hour = Number(
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Almaty', hour: '2-digit' }).format(new Date()),
    )
    await store.saved.add({
      name: 'bridges',
      asked: { kind: 'articles', q: 'көпір' },
      delivery: { kind: 'mail', to: 'desk@ertis.example', hour: hour % 24, language: 'kk' },
      by: 'test',
    })
    const [search] = await store.saved.list()
    if (search === undefined) throw new Error('no search')
    const item = { article: 'bridge', title: 'Көпір', source: 'Тобыл', text: 'Көпір ашылды' }
    await store.saved.found({ ...search, isNew: false }, [item])

    const log = jsonLog((line) => lines.push(line), withoutSecrets([secrets.api, secrets.telegram, secrets.mail]))
    const away = new Error('it failed', {
      cause: new Error(`connect to postgres://derek:${secrets.database}@db/news failed`),
    })
    const { stories, ...rest } = store
    const broken: Store = { ...rest, stories, article: () => Promise.reject(away) }
    serving = await serveStore(broken, {
      host: '127.0.0.1',
      port: 0,
      log,
      requestLog: log,
      token: secrets.api,
      // Nobody is at either.
      telegram: { token: secrets.telegram, root: 'http://127.0.0.1:1' },
      mail: { server: `smtp://desk:${secrets.mail}@127.0.0.1:1`, from: 'derek@ertis.example' },
    })
    const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path, serving.url), init)
    await ask(`/en/search?q=${secrets.query}`)
    await ask(`/articles/bridge?token=${secrets.query}`, { headers: { cookie: `derek_session=${secrets.session}` } })
    await ask('/api/articles/bridge', { headers: { authorization: `Bearer ${secrets.api}` } })
    await ask(`/desk/join/${secrets.invitation}`)
    await ask('/desk/log-in', {
      method: 'POST',
      headers: { origin: serving.url.slice(0, -1), cookie: `derek_session=${secrets.session}` },
      body: new URLSearchParams({ name: 'Айгүл', password: secrets.password }),
    })
    const troubles = [/bridges: /u, /whether a was posted is not known/u]
    while (!troubles.every((trouble) => trouble.test(lines.join('')))) await sleep(50)
  }, 60_000)
  afterAll(async () => {
    await serving.close()
    await store.close()
  })

  it('says of each request what it was, and never what was in it', () => {
    const requests = lines.map((line) => JSON.parse(line)).filter(({ method }) => method !== undefined)
    expect(requests.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'GET /en/search 200',
        'GET /articles/:id 500',
        'GET /desk/join/:token 404',
        'POST /desk/log-in 401',
      ]),
    )
    for (const { request, ms } of requests) {
      expect(request).toMatch(/^[\w-]{36}$/u)
      expect(ms).toBeGreaterThan(0)
    }
  })

  it('says why one failed, by the id that whoever asked was told', async () => {
    const response = await fetch(new URL('/articles/bridge', serving.url))
    const request = response.headers.get('x-request-id')
    const failed = lines
      .map((line) => JSON.parse(line))
      .find((event) => event.request === request && event.level === 'error')
    expect(failed).toMatchObject({
      message: 'a request failed',
      route: '/articles/:id',
      error: { message: 'it failed' },
    })
    expect(failed.error.cause.message).toBe('connect to postgres://***@db/news failed')
  })

  it.each(Object.entries(secrets))('has no secret: %s', (_, secret) => {
    const log = lines.join('')
    for (const form of [secret, encodeURIComponent(secret)]) expect(log).not.toContain(form)
  })
})
