import { generate } from 'otplib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { logIn } from '../src/desk/log-in.js'
import { hashPassword, isPassword, passwordFault } from '../src/desk/password.js'
import { deskRoutes } from '../src/desk/routes.js'
import type { Post } from '../src/post/post.js'
import { createApp } from '../src/serve/app.js'
import type { KeptPost } from '../src/store/posts.js'
import { type Role, roles } from '../src/store/schema.js'
import type { Store } from '../src/store/store.js'
import { onEachDatabase, openAt } from './databases.js'
import { articleOf, said } from './records.js'

const password = 'жеті қат көк аспан'
const home = 'http://desk.example'

onEachDatabase('the desk', (place) => {
  let remove: () => Promise<void>
  let store: Store
  let fetch: (request: Request) => Response | Promise<Response>
  let hash: string
  let article: string

  beforeAll(async () => {
    ;({ store, remove } = await openAt(place))
    fetch = createApp({ store, log: () => {} }).fetch
    hash = await hashPassword(password)
    const record = articleOf('news', '2026-03-02T12:00:00+05:00', { statements: [said('s1', { speaker: 'e1' })] })
    article = record.id
    await store.save({ content: 'Әкім', format: 'text' }, record)
    await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
  })
  afterAll(() => remove())

  let names = 0
  const join = async (role: Role): Promise<string> => {
    const name = `${role}${++names}`
    await store.accounts.accept(await store.accounts.invite(role, 'test', 1), name, hash)
    return name
  }
  const ask = (path: string, init: RequestInit = {}) => fetch(new Request(home + path, { redirect: 'manual', ...init }))
  const form = (
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): RequestInit => ({
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: home, ...headers },
  })
  const enter = async (name: string, code = ''): Promise<{ readonly response: Response; readonly cookie: string }> => {
    const response = await ask('/desk/log-in', form({ name, password, code }))
    return { response, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
  }
  const get = (path: string, cookie: string) => ask(path, { headers: { cookie } })
  const csrfOf = async (cookie: string): Promise<string> =>
    /name="csrf" value="([\w-]+)"/u.exec(await (await get('/desk/profile', cookie)).text())?.[1] ?? ''
  const post = async (path: string, cookie: string, fields: Readonly<Record<string, string>>) =>
    ask(path, form({ csrf: await csrfOf(cookie), ...fields }, { cookie }))

  describe('lets in', () => {
    it('the first administrator by a link that is good once', async () => {
      const link = `/desk/join/${await store.accounts.invite('administrator', 'first run', 24)}`
      expect(await (await ask(link)).text()).toContain('әкімші')
      const name = 'Айгүл-1'
      expect((await ask(link, form({ name, password: 'short' }))).status).toBe(422)
      expect((await ask(link, form({ name, password }))).status).toBe(200)
      expect((await ask(link, form({ name: 'Болат', password }))).status).toBe(404)
      expect((await ask(link)).status).toBe(404)
      const { response, cookie } = await enter(name)
      expect(response.status).toBe(303)
      expect((await get('/desk/accounts', cookie)).status).toBe(200)
    })

    it('nobody by a wrong name or password, and says the same of both', async () => {
      const name = await join('reader')
      const wrong = await ask('/desk/log-in', form({ name, password: 'жеті қат жер асты' }))
      const unknown = await ask('/desk/log-in', form({ name: 'ешкім', password }))
      expect([wrong.status, unknown.status]).toEqual([401, 401])
      expect((await wrong.text()).replaceAll(name, '')).toBe((await unknown.text()).replaceAll('ешкім', ''))
    })

    it('nobody for a while after five failures, however right the sixth try is', async () => {
      const name = await join('reader')
      for (let i = 0; i < 5; i++) await store.accounts.failed(name)
      expect((await enter(name)).response.status).toBe(401)
      expect((await store.accounts.list()).find((account) => account.name === name)).toHaveProperty('lockedUntil')
    })

    it('nobody without the second factor where one is set, and by no code twice', async () => {
      const name = await join('reader')
      const known = await store.accounts.credentials(name)
      if (known === undefined) throw new Error('no account')
      const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
      await store.accounts.setTotp(known, secret, name)
      expect((await enter(name)).response.status).toBe(401)
      expect((await enter(name, '000000')).response.status).toBe(401)
      const code = await generate({ secret })
      expect((await enter(name, code)).response.status).toBe(303)
      expect((await enter(name, code)).response.status).toBe(401)
    })

    it('by a new session each time: one that somebody planted is not carried over', async () => {
      const name = await join('reader')
      const planted = 'derek_session=planted'
      const response = await ask('/desk/log-in', form({ name, password }, { cookie: planted }))
      const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
      expect(cookie).not.toBe(planted)
      expect((await get('/desk', planted)).status).toBe(303)
      expect((await get('/desk', cookie)).status).toBe(200)
      const again = await ask('/desk/log-in', form({ name, password }, { cookie }))
      expect(again.status).toBe(303)
      expect((await get('/desk', cookie)).status).toBe(303)
    })

    it('with a cookie that scripts and other sites do not get', async () => {
      const name = await join('reader')
      const { response } = await enter(name)
      const cookie = response.headers.get('set-cookie') ?? ''
      expect(cookie).toMatch(/HttpOnly/u)
      expect(cookie).toMatch(/SameSite=Lax/u)
      const secure = createApp({ store, log: () => {}, url: 'https://desk.example' }).fetch
      const https = await secure(
        new Request(`${home}/desk/log-in`, form({ name, password }, { origin: 'https://desk.example' })),
      )
      expect(https.headers.get('set-cookie')).toMatch(/Secure/u)
    })
  })

  it('takes as long for an unknown name as for a known one', async () => {
    const name = await join('reader')
    const timeOf = async (who: string): Promise<number> => {
      const began = performance.now()
      await logIn(store.accounts, { name: who, password: 'жеті қат жер асты', code: '' })
      return performance.now() - began
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let i = 0; i < 3; i++) {
      known.push(await timeOf(name))
      unknown.push(await timeOf('ешкім'))
    }
    const ratio = Math.min(...unknown) / Math.min(...known)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  describe('asks every route as every role', () => {
    const cookies = new Map<Role, string>()
    let kept: KeptPost
    beforeAll(async () => {
      for (const role of roles) cookies.set(role, (await enter(await join(role))).cookie)
      const text: Post = { text: 'жаңалық', entities: [], photos: [], preview: false, silent: false }
      kept = await store.posts.add({ channel: 'news', key: 'table', post: text, by: 'test' })
    })
    const pathOf = (path: string): string =>
      path.replace('/articles/:id', `/articles/${article}`).replace(/:id\{[^}]*\}\}?/u, kept.id)
    /** Ends the session: asked last, elsewhere. */
    const asked = deskRoutes.filter(({ path }) => path !== '/desk/log-out')

    it.each(roles)('%s', async (role) => {
      const cookie = cookies.get(role) ?? ''
      for (const { method, path, role: least } of asked) {
        const response = method === 'get' ? await get(pathOf(path), cookie) : await post(pathOf(path), cookie, {})
        const may = roles.indexOf(role) >= roles.indexOf(least)
        expect(`${method} ${path}: ${response.status === 403 ? 'refused' : 'taken'}`).toBe(
          `${method} ${path}: ${may ? 'taken' : 'refused'}`,
        )
        expect(response.status, path).toBeLessThan(500)
      }
    })

    it('nobody without a session', async () => {
      for (const { method, path } of deskRoutes) {
        const response = await ask(pathOf(path), method === 'get' ? {} : form({}))
        expect([303, 401], path).toContain(response.status)
      }
    })

    it('nobody by a form of another site, or of another session', async () => {
      const cookie = cookies.get('administrator') ?? ''
      const csrf = await csrfOf(cookies.get('reader') ?? '')
      for (const { path } of deskRoutes.filter(({ method }) => method === 'post')) {
        const foreign = await ask(
          pathOf(path),
          form({ csrf: await csrfOf(cookie) }, { cookie, origin: 'https://evil.example' }),
        )
        expect(foreign.status, path).toBe(403)
        expect((await ask(pathOf(path), form({ csrf }, { cookie }))).status, path).toBe(403)
      }
    })
  })

  it('keeps its pages out of caches, frames and search engines', async () => {
    const { headers } = await ask('/desk/log-in')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-robots-tag')).toBe('noindex')
  })

  it('lets pictures of other sites be shown beside a post only, as Telegram shows them', async () => {
    const policyOf = async (path: string) => (await ask(path)).headers.get('content-security-policy')
    expect(await policyOf('/ru/desk/posts/1')).toContain("img-src 'self' https: http:;")
    expect(await policyOf('/desk/posts')).toMatch(/img-src 'self' ?;/u)
    expect(await policyOf('/articles/1/post')).toMatch(/img-src 'self' ?;/u)
  })

  it('ends all sessions of an account that is shut, or has a new password', async () => {
    const { cookie: administrator } = await enter(await join('administrator'))
    const name = await join('editor')
    const { cookie } = await enter(name)
    const id = (await store.accounts.list()).find((account) => account.name === name)?.id ?? ''
    await post(`/desk/accounts/${id}/state`, administrator, { shut: '1' })
    expect((await get('/desk', cookie)).status).toBe(303)
    expect((await enter(name)).response.status).toBe(401)
    await post(`/desk/accounts/${id}/state`, administrator, { shut: '' })
    const { cookie: again } = await enter(name)
    const changed = await post('/desk/profile/password', again, { old: password, new: 'тоғыз жолдың торабы' })
    expect(changed.status).toBe(200)
    expect((await get('/desk', again)).status).toBe(303)
  })

  it('never loses its last administrator', async () => {
    const administrators = (await store.accounts.list()).filter(
      ({ role, isDisabled }) => role === 'administrator' && !isDisabled,
    )
    const [last, ...others] = administrators
    if (last === undefined) throw new Error('no administrator')
    for (const { id } of others) await store.accounts.setDisabled(id, true, 'test')
    await expect(store.accounts.setDisabled(last.id, true, 'test')).rejects.toMatchObject({
      kind: 'last-administrator',
    })
    await expect(store.accounts.setRole(last.id, 'editor', 'test')).rejects.toMatchObject({
      kind: 'last-administrator',
    })
    for (const { id } of others) await store.accounts.setDisabled(id, false, 'test')
  })

  describe('posts', () => {
    let cookie: string
    beforeEach(async () => {
      cookie = (await enter(await join('publisher'))).cookie
    })

    it('are drafted of an article, edited, previewed and put in line', async () => {
      const path = `/desk/articles/${article}/post`
      expect((await get(path, cookie)).status).toBe(200)
      const preview = await post(path, cookie, { do: 'preview', channel: 'news', text: '**Қолмен** <script>' })
      expect(await preview.text()).toContain('<strong>Қолмен</strong> &lt;script&gt;')
      const tooLong = await post(path, cookie, { do: 'put', channel: 'news', text: 'ә'.repeat(5000) })
      expect(tooLong.status).toBe(422)
      const corrected = await post(path, cookie, { do: 'put', channel: 'news', text: '**Қолмен**', digest: 'old' })
      expect(corrected.status).toBe(409)
      const never = { do: 'put', channel: 'news', text: '**Қолмен**', due: '2030-02-31T09:00' }
      expect((await post(path, cookie, never)).status).toBe(422)
      const put = await post(path, cookie, { do: 'put', channel: 'news', text: '**Қолмен**', due: '2030-01-01T09:00' })
      expect(put.status).toBe(303)
      const [waiting] = await store.posts.list({ states: ['waiting'], limit: 1 })
      expect(waiting).toMatchObject({
        key: article,
        dueAt: '2030-01-01T04:00:00.000Z',
        post: { text: 'Қолмен', entities: [{ type: 'bold', offset: 0, length: 6 }] },
      })
    })

    it('are changed by one of two people, and the other keeps their text', async () => {
      const [kept] = await store.posts.list({ states: ['waiting'], limit: 1 })
      if (kept === undefined) throw new Error('no post')
      const version = String(kept.version)
      const path = `/desk/posts/${kept.id}`
      expect((await post(path, cookie, { do: 'save', version, text: 'бірінші' })).status).toBe(303)
      const second = await post(path, cookie, { do: 'save', version, text: 'екінші' })
      expect(second.status).toBe(409)
      expect(await second.text()).toContain('екінші</textarea>')
      expect((await store.posts.post(kept.id))?.post?.text).toBe('бірінші')
    })

    it('made by template are known as such, and edited ones as a person’s', async () => {
      await store.posts.addChannel({ id: 'own', chat: '@own', script: 'Cyrl', lastMessage: 0 })
      const path = `/desk/articles/${article}/post`
      const form = await (await get(`${path}?channel=own`, cookie)).text()
      const field = (pattern: RegExp): string => (pattern.exec(form)?.[1] ?? '').replaceAll('&amp;', '&')
      const text = field(/<textarea[^>]*>\n?([^<]*)<\/textarea>/u)
      const digest = field(/name="digest" value="([^"]+)"/u)
      expect((await post(path, cookie, { do: 'put', channel: 'own', text, digest })).status).toBe(303)
      const [own] = await store.posts.list({ states: ['waiting'], article, limit: 1 })
      expect(own).toMatchObject({ channel: 'own', template: { template: 'post', corrections: [] } })
      const [, edited] = await store.posts.list({ states: ['waiting'], article, limit: 2 })
      expect(edited).not.toHaveProperty('template')
    })

    it('leave a line in the audit', async () => {
      const actions = (await store.accounts.auditLog({ limit: 100 })).map(({ action }) => action)
      expect(actions).toEqual(expect.arrayContaining(['put post in line', 'change post', 'log in', 'invite']))
    })
  })

  describe('corrections', () => {
    let cookie: string
    let name: string
    let id: string
    let path: string
    beforeEach(async () => {
      name = await join('editor')
      cookie = (await enter(name)).cookie
      id = `corrected${name}`
      path = `/desk/articles/${id}/correct`
      const record = articleOf(id, '2026-03-02T12:00:00+05:00', {
        blocks: [{ id: 'b1', kind: 'lead', text: 'Әкім айтты, тағы айтты' }],
        statements: [said('s1', { speaker: 'e1', confidence: 0.4 })],
      })
      await store.save({ content: 'Әкім', format: 'text' }, record)
    })
    const statement = {
      layer: 'statement',
      item: 's1',
      do: 'save',
      onRevision: '1',
      speaker: 'e1',
      act: 'state',
      kind: 'indirect',
      polarity: 'positive',
      'cue-block': 'b1',
      'cue-text': 'Әкім',
      'cue-nth': '',
    }
    const current = async () => (await store.revision(id))?.record

    it('are made by a form, with a line in the audit, and taken back by whoever made the last', async () => {
      expect(await (await get(`${path}?open=statement:s1`, cookie)).text()).toContain('name="cue-text"')
      const made = await post(path, cookie, { ...statement, speaker: 'e2', act: 'promise', note: 'қате екен' })
      expect(made.status).toBe(303)
      expect(made.headers.get('location')).toBe(`${path}?open=statement%3As1#open`)
      expect((await current())?.statements[0]).toMatchObject({ speaker: 'e2', act: 'promise' })
      expect((await current())?.statements[0]).not.toHaveProperty('confidence')
      expect(await store.revision(id)).toMatchObject({ number: 2, madeBy: name, note: 'қате екен' })
      const [line] = await store.accounts.auditLog({ limit: 1, action: 'correct article', article: id })
      expect(line).toMatchObject({ by: name })
      expect((await post(path, cookie, { do: 'undo', onRevision: '2' })).status).toBe(303)
      expect((await current())?.statements[0]).toMatchObject({ speaker: 'e1', act: 'state', confidence: 0.4 })
      const { cookie: other } = await enter(await join('editor'))
      expect((await post(path, other, { do: 'undo', onRevision: '3' })).status).toBe(409)
    })

    it('put photo credits and kinds of blocks right', async () => {
      const credit = { layer: 'credit', name: 'Айдын Нұр', 'span-block': 'b1', 'span-text': 'Әкім', 'span-nth': '' }
      expect((await post(path, cookie, { do: 'save', item: '', ...credit, onRevision: '1' })).status).toBe(303)
      expect((await current())?.photoCredits).toMatchObject([{ name: 'Айдын Нұр', span: { start: 0, end: 4 } }])
      expect(await (await get(`${path}?open=credit:b1.0.4`, cookie)).text()).toContain('value="Айдын Нұр"')
      const block = { layer: 'block', item: 'b1', kind: 'caption', do: 'save' }
      expect((await post(path, cookie, { ...block, onRevision: '2' })).status).toBe(303)
      expect((await current())?.blocks[0]).toMatchObject({ kind: 'caption' })
      expect((await post(path, cookie, { ...block, item: 'b9', onRevision: '3' })).status).toBe(422)
      const removed = { ...credit, item: 'b1.0.4', do: 'remove', onRevision: '3' }
      expect((await post(path, cookie, removed)).status).toBe(303)
      expect((await current())?.photoCredits).toEqual([])
    })

    it('add and remove statements, events, entities, mentions, times and sources, and merge and split', async () => {
      let on = 1
      const make = async (fields: Readonly<Record<string, string>>) => {
        const response = await post(path, cookie, { do: 'save', item: '', ...fields, onRevision: String(on++) })
        expect(response.status, JSON.stringify(fields)).toBe(303)
      }
      const span = { 'span-block': 'b1', 'span-text': 'айтты', 'span-nth': '2' }
      const { item: _, ...fields } = statement
      await make({ ...fields, act: 'deny' })
      await make({ layer: 'event', type: 'meet', actors: 'e1', 'evidence-block': 'b1', 'evidence-text': 'Әкім' })
      await make({ layer: 'entity', type: 'person', name: 'Болат Нұрлан', aliases: 'Болат\r\nНұрлан' })
      await make({ layer: 'mention', item: 'e4', ...span, kind: 'pronoun' })
      await make({ layer: 'mention', item: 'e4', 'span-block': 'b1', 'span-text': ' Әкім ', kind: 'title' })
      await make({ layer: 'mentions', item: 'e4', chosen: 'b1.0.4', name: 'Әкім' })
      await make({ layer: 'time', ...span, value: '2026-03', kind: 'date' })
      await make({ layer: 'link', ...span, name: 'Тобыл', role: 'origin' })
      expect(await current()).toMatchObject({
        statements: [{ id: 's1' }, { id: 's2', act: 'deny' }],
        events: [{ id: 'v1', actors: ['e1'] }],
        entities: [
          {},
          {},
          {},
          { id: 'e4', aliases: ['Болат', 'Нұрлан'], mentions: [{ start: 17, kind: 'pronoun' }] },
          { id: 'e5', name: 'Әкім', mentions: [{ start: 0, kind: 'title' }] },
        ],
        times: [{ start: 17, value: '2026-03' }],
        attribution: { chain: [{ name: 'Тобыл' }] },
      })
      await make({ layer: 'merge', item: 'e5', into: 'e4' })
      for (const [layer, item] of [
        ['statement', 's2'],
        ['event', 'v1'],
        ['entity', 'e4'],
        ['time', 'b1.17.22'],
        ['link', 'b1.17.22'],
      ] as const) {
        await make({ layer, item, do: 'remove' })
      }
      expect(await current()).toMatchObject({
        statements: [{ id: 's1' }],
        events: [],
        times: [],
        attribution: { chain: [] },
      })
      expect((await current())?.entities).toHaveLength(3)
    })

    it.each([
      [{ 'cue-text': 'деді' }, 'Бөлікте мұндай сөздер жоқ: «деді»'],
      [{ 'cue-text': 'айтты' }, '«айтты» 2 рет кездеседі'],
      [{ 'cue-text': '' }, 'Толтыру керек'],
      [{ time: '2026-02-30' }, '«2026-02-30» уақыт емес'],
      [{ speaker: 'e99' }, 'e99'],
    ])('are refused with the reason, and what was typed stays: %j', async (wrong, reason) => {
      const response = await post(path, cookie, { ...statement, ...wrong, note: 'менің ескертпем' })
      expect(response.status).toBe(422)
      const text = await response.text()
      expect(text).toContain(reason)
      expect(text).toContain('менің ескертпем')
      expect(await store.revision(id)).toMatchObject({ number: 1 })
    })

    it('of two people: the second sees what the first did, and puts theirs on it or not', async () => {
      await post(path, cookie, { ...statement, speaker: 'e2' })
      const { cookie: other } = await enter(await join('editor'))
      const mine = { ...statement, act: 'warn' }
      const conflict = await post(path, other, mine)
      expect(conflict.status).toBe(409)
      const text = await conflict.text()
      expect(text).toContain(name)
      expect(text).toContain('from=1&amp;to=2')
      expect(text).toContain('name="act" value="warn"')
      expect((await post(path, other, { ...mine, base: '1', onRevision: '2' })).status).toBe(303)
      expect((await current())?.statements[0]).toMatchObject({ speaker: 'e2', act: 'warn' })
    })
  })
})

describe('a password', () => {
  it('is kept as a salted hash', async () => {
    const [a, b] = await Promise.all([hashPassword(password), hashPassword(password)])
    expect(a).not.toBe(b)
    expect(a).not.toContain(password)
    expect(await isPassword(password, a)).toBe(true)
    expect(await isPassword(`${password}.`, a)).toBe(false)
    expect(await isPassword(password, undefined)).toBe(false)
  })

  it.each([
    ['short', 'қысқа'],
    ['long', 'ұзын '.repeat(60)],
    ['name', 'айгүл келді кетті'],
    ['simple', 'аааааааааааааааа'],
    ['simple', 'abcdefghijklmnop'],
    ['simple', 'Password12345678'],
  ])('is refused as %s', (fault, given) => {
    expect(passwordFault(given, 'Айгүл')).toBe(fault)
  })

  it('is taken where it is long', () => {
    expect(passwordFault(password, 'Айгүл')).toBeUndefined()
  })
})
