import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type ServeOptions, type Serving, serveStore } from '../src/serve/serve.js'
import type { Store } from '../src/store/store.js'
import { openInMemory } from './databases.js'

describe('who asks too often', () => {
  let store: Store
  let serving: Serving
  afterEach(async () => {
    await serving.close()
    await store.close()
  })

  const open = async (options: Partial<ServeOptions> = {}): Promise<void> => {
    store = await openInMemory()
    serving = await serveStore(store, {
      host: '127.0.0.1',
      port: 0,
      log: () => {},
      limits: { reads: 5, writes: 2 },
      ...options,
    })
  }
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(new URL(path, serving.url), { headers })

  it('is told what is left, and then to wait', async () => {
    await open()
    const first = await ask('api/articles')
    expect([first.headers.get('ratelimit-limit'), first.headers.get('ratelimit-remaining')]).toEqual(['5', '4'])
    for (let i = 0; i < 4; i++) await ask('api/articles')
    const refused = await ask('api/articles')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
    expect(await refused.json()).toMatchObject({ type: 'derek:too-many', status: 429 })
    expect((await ask('healthz')).status).toBe(200)
  })

  it('is counted alone behind a proxy that says who asks, and cannot say that they are somebody else', async () => {
    await open({ behindProxy: true })
    for (let i = 0; i < 6; i++) await ask('api/articles', { 'x-forwarded-for': `10.0.0.${i}, 203.0.113.7` })
    expect((await ask('api/articles', { 'x-forwarded-for': '10.9.9.9, 203.0.113.7' })).status).toBe(429)
    expect((await ask('api/articles', { 'x-forwarded-for': '203.0.113.8' })).status).toBe(200)
  })

  it('and sends a request a byte at a time is let go, while others are answered', async () => {
    await open({ patience: { headersTimeout: 1000, requestTimeout: 2000, connectionsCheckingInterval: 200 } })
    const { port } = new URL(serving.url)
    const slow = connect(Number(port), '127.0.0.1')
    const ended = new Promise<string>((resolve) => {
      let said = ''
      slow.on('data', (bytes) => {
        said += bytes.toString()
      })
      slow.on('close', () => resolve(said))
      slow.on('error', () => resolve(said))
    })
    slow.write('GET / HTTP/1.1\r\nHost: a\r\n')
    const dripping = setInterval(() => slow.write('X'), 100)
    expect((await ask('api/articles')).status).toBe(200)
    expect(await ended).toContain('408')
    clearInterval(dripping)
  })
})
