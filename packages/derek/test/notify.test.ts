import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFor } from '../src/notify/find.js'
import { mailerOf } from '../src/notify/mail.js'
import { notifyDue } from '../src/notify/notify.js'
import { signatureOf } from '../src/notify/webhook.js'
import { createApp } from '../src/serve/app.js'
import type { Asked, Delivery, SavedSearch } from '../src/store/saved.js'
import type { Store } from '../src/store/store.js'
import { onEachDatabase, openAt } from './databases.js'
import { articleOf, said } from './records.js'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

onEachDatabase('a saved search', (place) => {
  let remove: () => Promise<void>
  let store: Store
  let hook: Server
  let url: string
  let received: Received[]
  let status: number

  beforeEach(async () => {
    ;({ store, remove } = await openAt(place))
    received = []
    status = 200
    hook = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      request.on('end', () => {
        received.push({ headers: request.headers, body })
        response.writeHead(status).end()
      })
    })
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`
    process.env.DEREK_ALLOW_ADDRESSES = '127.0.0.1/32'
  })
  afterEach(async () => {
    delete process.env.DEREK_ALLOW_ADDRESSES
    await new Promise((resolve) => hook.close(resolve))
    await remove()
  })

  const keep = async (asked: Asked, delivery: Delivery): Promise<SavedSearch> => {
    const saved = await store.saved.add({ name: 'әкім', asked, delivery, by: 'test' })
    await store.saved.found(saved, await findFor(store, asked))
    return saved
  }
  const publish = (name: string, act: 'thank' | 'praise' = 'thank') =>
    store.save(
      { content: 'Әкім', format: 'text' },
      articleOf(name, '2026-03-02T12:00:00+05:00', { statements: [said('s1', { speaker: 'e1', act })] }),
    )
  const lines: string[] = []
  const tell = (more = {}) => notifyDue({ store, say: (line) => lines.push(line), retries: [0, 0], ...more })
  const webhook = (): Delivery => ({ kind: 'webhook', url, secret })

  it('tells what came since it was kept, once, signed', async () => {
    await publish('before')
    await keep({ kind: 'statements', act: 'thank' }, webhook())
    await tell()
    expect(received).toEqual([])
    await publish('after')
    await publish('other', 'praise')
    await tell()
    await tell()
    expect(received).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = received
    expect(JSON.parse(body)).toMatchObject({
      type: 'search.found',
      data: { search: { name: 'әкім' }, article: 'after', claim: 's1' },
    })
    const [id, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])]
    expect(headers['webhook-signature']).toBe(signatureOf(secret, id, timestamp, body))
  })

  it('is told by one server where two are at work, as during an upgrade', async () => {
    await keep({ kind: 'statements' }, webhook())
    for (const name of ['one', 'two', 'three']) await publish(name)
    await Promise.all([tell(), tell(), tell()])
    expect(received).toHaveLength(3)
    // Whoever dies in the middle keeps it from the others for a while only.
    const [search] = await store.saved.list()
    expect(await store.saved.lease(search?.id ?? '', 'dead', 0)).toBe(true)
    await publish('four')
    await tell()
    expect(received).toHaveLength(4)
  })

  it('tells once more, as corrected, what was corrected since', async () => {
    await keep({ kind: 'statements', act: 'thank' }, webhook())
    await publish('after')
    await tell()
    const record = await store.article('after')
    const entities = record?.entities.map((entity) => (entity.id === 'e1' ? { ...entity, name: 'Дана Ертай' } : entity))
    await store.correct('after', { ...record, entities }, { by: 'Айгүл', onRevision: 1 })
    await tell()
    await tell()
    expect(received).toHaveLength(2)
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
    expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({
      type: 'search.corrected',
      data: { article: 'after', claim: 's1', who: 'Дана Ертай', before: { who: 'Айгүл Сапарова' } },
    })
  })

  it('tries again what was not taken, under the same id, and gives up at last', async () => {
    await keep({ kind: 'statements' }, webhook())
    await publish('after')
    status = 503
    for (let i = 0; i < 5; i++) await tell()
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(await store.saved.list()).toMatchObject([
      { fault: `127.0.0.1:${url.split(':')[2]?.replace('/hook', '')} answered 503 Service Unavailable` },
    ])
  })

  it('asks no more where the address is gone', async () => {
    await keep({ kind: 'statements' }, webhook())
    await publish('after')
    status = 410
    await tell()
    await publish('later')
    await tell()
    expect(received).toHaveLength(1)
    expect(await store.saved.list()).toMatchObject([{ stopped: true }])
  })

  it('makes no request to an address that is not public', async () => {
    delete process.env.DEREK_ALLOW_ADDRESSES
    await keep({ kind: 'statements' }, webhook())
    await publish('after')
    await tell()
    expect(received).toEqual([])
    expect(lines.at(-1)).toContain('which is not a public address')
  })

  it('is told by a letter at its hour', async () => {
    const letters: string[] = []
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        let text = ''
        stream.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        stream.on('end', () => {
          letters.push(text)
          done()
        })
      },
    })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
    const { port } = smtp.server.address() as AddressInfo
    const mail = mailerOf({
      server: `smtp://127.0.0.1:${port}`,
      from: 'derek@desk.example',
      site: 'https://desk.example/',
    })
    await keep({ kind: 'statements' }, { kind: 'mail', to: 'editor@desk.example', hour: 9, language: 'kk' })
    await publish('a')
    await publish('b')
    await tell({ mail, now: () => new Date('2026-03-02T03:59:00Z') })
    expect(letters).toEqual([])
    await tell({ mail, now: () => new Date('2026-03-02T04:01:00Z') })
    await tell({ mail, now: () => new Date('2026-03-02T04:02:00Z') })
    expect(letters).toHaveLength(1)
    expect(letters[0]).toContain('To: editor@desk.example')
    expect(letters[0]).toContain('Auto-Submitted: auto-generated')
    const record = await store.article('a')
    await store.correct('a', { ...record, statements: [] }, { by: 'Айгүл', onRevision: 1 })
    await tell({ mail, now: () => new Date('2026-03-03T04:01:00Z') })
    const [, encoded = ''] = (letters[1] ?? '').split('\r\n\r\n')
    const text = /^[\w+/=\s]+$/u.test(encoded) ? Buffer.from(encoded, 'base64').toString() : encoded
    expect(text).toContain('Түзетілді: Мақалада бұл жоқ болып шықты.\nБұрын: Айгүл Сапарова: ')
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  })

  it('is kept and forgotten by the API, with the token only, and never shows its secret', async () => {
    const { fetch } = createApp({ store, log: () => {}, token: 'a token of sixteen' })
    const ask = (path: string, method: string, body?: unknown, token = 'a token of sixteen') =>
      fetch(
        new Request(`http://desk.example/api${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      )
    const request = { name: 'а', asked: { kind: 'articles', q: 'әкім' }, delivery: webhook() }
    expect((await ask('/saved-searches', 'POST', request, 'wrong')).status).toBe(401)
    expect((await ask('/saved-searches', 'POST', { ...request, delivery: { kind: 'pigeon' } })).status).toBe(400)
    const made = await ask('/saved-searches', 'POST', request)
    expect(made.status).toBe(201)
    const text = await made.text()
    expect(text).not.toContain('whsec_')
    const { id } = JSON.parse(text) as { id: string }
    expect(await (await ask('/saved-searches', 'GET')).json()).toMatchObject({ searches: [{ id, name: 'а' }] })
    expect((await ask(`/saved-searches/${id}`, 'DELETE')).status).toBe(204)
    expect((await ask(`/saved-searches/${id}`, 'DELETE')).status).toBe(404)
  })
})

describe('the signature of a webhook', () => {
  it('is that of Standard Webhooks', () => {
    // The example of the specification's reference libraries.
    const made = signatureOf(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '1614265330',
      '{"test": 2432232314}',
    )
    expect(made).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
})
