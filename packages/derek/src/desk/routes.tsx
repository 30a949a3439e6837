import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { draftPost, type Template } from '../post/draft.js'
import { fromMarkup, toMarkup } from '../post/markup.js'
import { faultsOf, type Post } from '../post/post.js'
import { failureOf } from '../serve/requests.js'
import { isSame } from '../serve/same.js'
import { type Interface, interfaces, kazakhIn } from '../site/language.js'
import { fullStatusOf, noQueues } from '../status/status.js'
import { AccountError } from '../store/accounts.js'
import { isAway } from '../store/databases.js'
import { PostError } from '../store/posts.js'
import { type PostState, type Role, roles } from '../store/schema.js'
import type { Store } from '../store/store.js'
import { correctArticle, showCorrection } from './correct.js'
import { JoinPage, LogInPage } from './entrance.js'
import { deskOf } from './frame.js'
import { changePassword, logIn, newTotp, sessionHours, stepOf } from './log-in.js'
import { hashPassword, passwordFault } from './password.js'
import { AccountsPage, AuditPage, ProfilePage } from './people.js'
import { DraftPage, PostPage, PostsPage } from './posts.js'
import { markArticles, settleAlert, showAlerts, showQueue } from './review.js'
import { StatusPage } from './status.js'
import { astanaZone, type DeskOptions, type DeskRoute, formOf, page, refuse, type Status, type Visit } from './visit.js'

const cookieName = 'derek_session'
const mostBytes = 64 * 1024
const invitationHours = 72
const auditLength = 100
const postStates: readonly PostState[] = ['failed', 'uncertain', 'waiting', 'sending', 'shown', 'removed']

/** Every page and form of the desk beyond its entrance, and who may use it: the tests ask each as each role. */
export const deskRoutes: readonly DeskRoute[] = [
  { method: 'get', path: '/desk', role: 'reader', handle: showQueue },
  { method: 'post', path: '/desk/queue', role: 'editor', handle: markArticles },
  { method: 'get', path: '/desk/alerts', role: 'reader', handle: showAlerts },
  { method: 'post', path: '/desk/alerts/:id{[0-9]{1,15}}', role: 'editor', handle: settleAlert },
  {
    method: 'get',
    path: '/desk/profile',
    role: 'reader',
    handle: async ({ c, desk }) => page(c, <ProfilePage desk={desk} />),
  },
  { method: 'post', path: '/desk/profile/password', role: 'reader', handle: setPassword },
  { method: 'post', path: '/desk/profile/totp', role: 'reader', handle: setTotp },
  { method: 'post', path: '/desk/log-out', role: 'reader', handle: logOut },
  { method: 'get', path: '/desk/posts', role: 'editor', handle: showPosts },
  { method: 'get', path: '/desk/posts/:id{[0-9]{1,15}}', role: 'editor', handle: showPost },
  { method: 'post', path: '/desk/posts/:id{[0-9]{1,15}}', role: 'publisher', handle: changePost },
  { method: 'post', path: '/desk/posts/:id{[0-9]{1,15}}/retry', role: 'publisher', handle: retryPost },
  { method: 'post', path: '/desk/posts/:id{[0-9]{1,15}}/found', role: 'publisher', handle: foundPost },
  { method: 'post', path: '/desk/articles/:id/withdraw', role: 'publisher', handle: withdraw },
  { method: 'get', path: '/desk/articles/:id/correct', role: 'editor', handle: showCorrection },
  { method: 'post', path: '/desk/articles/:id/correct', role: 'editor', handle: correctArticle },
  { method: 'get', path: '/desk/articles/:id/post', role: 'editor', handle: draft },
  { method: 'post', path: '/desk/articles/:id/post', role: 'publisher', handle: draft },
  { method: 'get', path: '/desk/accounts', role: 'administrator', handle: showAccounts },
  { method: 'post', path: '/desk/accounts/:id{[0-9]{1,15}}/role', role: 'administrator', handle: setRole },
  { method: 'post', path: '/desk/accounts/:id{[0-9]{1,15}}/state', role: 'administrator', handle: setState },
  { method: 'post', path: '/desk/invitations', role: 'administrator', handle: invite },
  { method: 'get', path: '/desk/audit', role: 'administrator', handle: showAudit },
  { method: 'get', path: '/desk/status', role: 'administrator', handle: showStatus },
]

/** Where a post is seen as Telegram shows it, with its photos, which are of other sites. */
export const showsPhotos = (path: string): boolean => /\/desk\/(?:posts\/\d+|articles\/[^/]+\/post)$/u.test(path)

/** The desk, in each language of the interface: behind a log-in, never cached, never in a frame. */
export function deskPages(options: DeskOptions): Hono {
  const routes = new Hono()
  for (const site of interfaces) routes.route(site.to('/'), pagesOf(site, options))
  return routes
}

function pagesOf(site: Interface, options: DeskOptions): Hono {
  const { store, url } = options
  const origin = url === undefined ? undefined : new URL(url).origin
  const secure = origin?.startsWith('https:') === true
  const routes = new Hono()
  for (const path of ['/desk', '/desk/*']) {
    routes.use(path, async (c, next) => {
      await next()
      c.header('cache-control', 'no-store')
      c.header('x-robots-tag', 'noindex')
    })
    // What another site sends is refused before it is read.
    routes.use(path, csrf({ origin: (sent, c) => sent === (origin ?? new URL(c.req.url).origin) }))
    routes.use(
      path,
      bodyLimit({ maxSize: mostBytes, onError: (c) => refuse(c, deskOf(site), 413, deskOf(site).words.stale) }),
    )
  }
  const guest = deskOf(site)
  routes.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return refuse(c, guest, 403, guest.words.stale)
    if (isAway(error)) return refuse(c, guest, 503, site.messages.errors.away)
    options.log('a request failed', failureOf(c, error))
    return refuse(c, guest, 500, site.messages.errors.inside)
  })

  routes.get('/desk/log-in', (c) => page(c, <LogInPage desk={guest} />))
  routes.post('/desk/log-in', async (c) => {
    const { sent } = await formOf(c)
    const name = sent('name').trim()
    const token = await logIn(store.accounts, { name, password: sent('password'), code: sent('code') })
    if (token === undefined) return page(c, <LogInPage desk={guest} name={name} fault={guest.words.wrong} />, 401)
    // A session that was there before is not carried over: its token may be known to somebody else.
    const before = getCookie(c, cookieName)
    if (before !== undefined) await store.accounts.end(before)
    setCookie(c, cookieName, token, { httpOnly: true, sameSite: 'Lax', secure, path: '/', maxAge: sessionHours * 3600 })
    return c.redirect(site.to('/desk'), 303)
  })
  routes.get('/desk/join/:token', async (c) => {
    const token = c.req.param('token')
    const role = await store.accounts.invitation(token)
    if (role === undefined) return refuse(c, guest, 404, guest.words.badInvitation)
    return page(c, <JoinPage desk={guest} token={token} role={role} />)
  })
  routes.post('/desk/join/:token', async (c) => {
    const token = c.req.param('token')
    const role = await store.accounts.invitation(token)
    if (role === undefined) return refuse(c, guest, 404, guest.words.badInvitation)
    const { sent } = await formOf(c)
    const name = sent('name').trim().normalize('NFC')
    const again = (fault: string, status: 409 | 422) =>
      page(c, <JoinPage desk={guest} token={token} role={role} name={name} fault={fault} />, status)
    if (!/^[\p{L}\p{N}][\p{L}\p{N}.-]{1,39}$/u.test(name)) return again(guest.words.badName, 422)
    const fault = passwordFault(sent('password'), name)
    if (fault !== undefined) return again(guest.words.passwordFaults[fault], 422)
    try {
      await store.accounts.accept(token, name, await hashPassword(sent('password')))
    } catch (error) {
      if (!(error instanceof AccountError)) throw error
      if (error.kind === 'name-taken') return again(guest.words.nameTaken, 409)
      return refuse(c, guest, 404, guest.words.badInvitation)
    }
    return page(c, <LogInPage desk={guest} name={name} note={guest.words.joined} />)
  })

  for (const { method, path, role, handle } of deskRoutes) {
    routes.on(method.toUpperCase(), path, async (c) => {
      const token = getCookie(c, cookieName) ?? ''
      const account = token === '' ? undefined : await store.accounts.session(token)
      if (account === undefined) {
        return method === 'get' ? c.redirect(site.to('/desk/log-in'), 303) : page(c, <LogInPage desk={guest} />, 401)
      }
      const desk = deskOf(site, { account, csrf: csrfOf(token), counts: await store.queue.counts() })
      const form = method === 'post' ? await formOf(c) : { sent: () => '', sentAll: () => [] }
      const { sent } = form
      if (method === 'post' && !isSame(sent('csrf'), csrfOf(token))) return refuse(c, desk, 403, desk.words.stale)
      if (roles.indexOf(account.role) < roles.indexOf(role)) return refuse(c, desk, 403, desk.words.forbidden)
      return handle({ c, desk, account, ...form }, options)
    })
  }
  return routes
}

/** What shows that a form came from a page of this session: made from its token, from which nobody gets back. */
const csrfOf = (token: string): string => createHash('sha256').update(`csrf ${token}`).digest('base64url')

async function logOut({ c, desk }: Visit, { store }: DeskOptions): Promise<Response> {
  const token = getCookie(c, cookieName)
  if (token !== undefined) await store.accounts.end(token)
  deleteCookie(c, cookieName, { path: '/' })
  return c.redirect(desk.site.to('/desk/log-in'), 303)
}

async function setPassword({ c, desk, account, sent }: Visit, { store }: DeskOptions): Promise<Response> {
  const { words, site } = desk
  const fault = passwordFault(sent('new'), account.name)
  if (fault !== undefined) return page(c, <ProfilePage desk={desk} fault={words.passwordFaults[fault]} />, 422)
  if (!(await changePassword(store.accounts, account, sent('old'), sent('new')))) {
    return page(c, <ProfilePage desk={desk} fault={words.profile.oldWrong} />, 422)
  }
  deleteCookie(c, cookieName, { path: '/' })
  return page(c, <LogInPage desk={deskOf(site)} name={account.name} note={words.profile.changed} />)
}

async function setTotp({ c, desk, account, sent }: Visit, { store }: DeskOptions): Promise<Response> {
  const { words, site } = desk
  if (sent('begin') !== '') return page(c, <ProfilePage desk={desk} totp={newTotp(account.name)} />)
  if (sent('remove') !== '') {
    const known = await store.accounts.credentials(account.name)
    if (known?.totp === undefined || (await stepOf(known.totp, sent('code'))) === undefined) {
      await store.accounts.failed(account.name)
      return page(c, <ProfilePage desk={desk} fault={words.profile.codeWrong} />, 422)
    }
    await store.accounts.setTotp(account, undefined, account.name)
    return c.redirect(site.to('/desk/profile'), 303)
  }
  const secret = sent('secret')
  if (account.hasTotp || !/^[A-Z2-7]{32}$/u.test(secret)) return refuse(c, desk, 422, words.stale)
  if ((await stepOf(secret, sent('code'))) === undefined) {
    const totp = { ...newTotp(account.name), secret }
    return page(c, <ProfilePage desk={desk} totp={totp} fault={words.profile.codeWrong} />, 422)
  }
  await store.accounts.setTotp(account, secret, account.name)
  return c.redirect(site.to('/desk/profile'), 303)
}

async function showAccounts({ c, desk }: Visit, { store }: DeskOptions): Promise<Response> {
  return page(c, <AccountsPage desk={desk} accounts={await store.accounts.list()} />)
}

/** Does what may be impossible with accounts, and shows them again. */
async function withAccounts({ c, desk }: Visit, { store }: DeskOptions, act: () => Promise<void>): Promise<Response> {
  try {
    await act()
    return c.redirect(desk.site.to('/desk/accounts'), 303)
  } catch (error) {
    if (!(error instanceof AccountError)) throw error
    if (error.kind === 'unknown-account') return refuse(c, desk, 404, desk.site.messages.errors.missing)
    const fault = desk.words.accounts.lastAdministrator
    return page(c, <AccountsPage desk={desk} accounts={await store.accounts.list()} fault={fault} />, 409)
  }
}

const roleOf = (value: string): Role | undefined => roles.find((role) => role === value)

async function setRole(visit: Visit, options: DeskOptions): Promise<Response> {
  const { c, desk, account, sent } = visit
  const role = roleOf(sent('role'))
  if (role === undefined) return refuse(c, desk, 400, desk.words.stale)
  return withAccounts(visit, options, () => options.store.accounts.setRole(c.req.param('id') ?? '', role, account.name))
}

async function setState(visit: Visit, options: DeskOptions): Promise<Response> {
  const { c, account, sent } = visit
  const shut = sent('shut') === '1'
  return withAccounts(visit, options, () =>
    options.store.accounts.setDisabled(c.req.param('id') ?? '', shut, account.name),
  )
}

async function invite({ c, desk, account, sent }: Visit, options: DeskOptions): Promise<Response> {
  const { store } = options
  const role = roleOf(sent('role'))
  if (role === undefined) return refuse(c, desk, 400, desk.words.stale)
  const token = await store.accounts.invite(role, account.name, invitationHours)
  const invitation = new URL(desk.site.to(`/desk/join/${token}`), options.url ?? c.req.url).href
  return page(c, <AccountsPage desk={desk} accounts={await store.accounts.list()} invitation={invitation} />)
}

async function showAudit({ c, desk }: Visit, { store }: DeskOptions): Promise<Response> {
  const before = c.req.query('before')
  const asked = Object.fromEntries(
    (['by', 'action', 'article'] as const).flatMap((name) => {
      const value = c.req.query(name)?.trim() ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
  const entries = await store.accounts.auditLog({
    limit: auditLength,
    ...asked,
    ...(before !== undefined && /^\d{1,15}$/u.test(before) ? { before } : {}),
  })
  const older = entries.length === auditLength ? entries.at(-1)?.id : undefined
  return page(c, <AuditPage desk={desk} asked={asked} entries={entries} {...(older === undefined ? {} : { older })} />)
}

async function showStatus({ c, desk }: Visit, options: DeskOptions): Promise<Response> {
  const { store, queues = noQueues, events = () => [] } = options
  return page(c, <StatusPage desk={desk} status={await fullStatusOf(store, queues, events)} />)
}

const postsLength = 50

async function showPosts({ c, desk }: Visit, { store }: DeskOptions): Promise<Response> {
  const { state = '', before = '', article = '' } = c.req.query()
  const attention = state === 'attention'
  const states = postStates.filter((one) => one === state)
  const [channels, counts, posts] = await Promise.all([
    store.posts.channels(),
    store.posts.counts(),
    store.posts.list({
      states: states.length === 0 ? postStates : states,
      attention,
      limit: postsLength,
      ...(article === '' ? {} : { article }),
      ...(/^\d{1,15}$/u.test(before) ? { before } : {}),
    }),
  ])
  const older = posts.length === postsLength ? posts.at(-1)?.id : undefined
  const chosen = attention ? 'attention' : (states[0] ?? '')
  return page(
    c,
    <PostsPage desk={desk} posts={posts} channels={channels} counts={counts} chosen={chosen} older={older} />,
  )
}

async function showPost({ c, desk }: Visit, { store }: DeskOptions): Promise<Response> {
  const kept = await store.posts.post(c.req.param('id') ?? '')
  if (kept === undefined) return refuse(c, desk, 404, desk.site.messages.errors.missing)
  return page(c, <PostPage desk={desk} kept={kept} />)
}

async function changePost({ c, desk, account, sent }: Visit, { store }: DeskOptions): Promise<Response> {
  const { words, site } = desk
  const kept = await store.posts.post(c.req.param('id') ?? '')
  if (kept === undefined) return refuse(c, desk, 404, site.messages.errors.missing)
  const before = kept.post ?? { photos: [], preview: true, silent: false }
  const post: Post = { ...before, ...fromMarkup(textOf(sent('text'))) }
  const again = (fault?: string, status: Status = 200) =>
    page(c, <PostPage desk={desk} kept={kept} sent={{ markup: textOf(sent('text')), post }} fault={fault} />, status)
  if (sent('do') === 'preview') return again()
  if (sent('do') === 'leave') {
    await store.posts.leave(kept.id)
    await store.accounts.audit(account.name, 'leave post', kept.id, kept.article)
    return c.redirect(site.to(`/desk/posts#post-${kept.id}`), 303)
  }
  const remove = sent('do') === 'remove'
  if (!remove && faultsOf(post).length > 0) return again(words.posts.tooLong, 422)
  try {
    await store.posts.change(kept.id, remove ? undefined : post, Number(sent('version')))
  } catch (error) {
    if (error instanceof PostError && error.kind === 'changed') return again(words.posts.changed, 409)
    throw error
  }
  await store.accounts.audit(account.name, remove ? 'remove post' : 'change post', kept.id, kept.article)
  return c.redirect(site.to(`/desk/posts#post-${kept.id}`), 303)
}

const isTime = (time: string): boolean => z.iso.datetime({ offset: true }).safeParse(time).success

/** Browsers send line breaks as two characters. */
const textOf = (sent: string): string => sent.replaceAll('\r\n', '\n').trim()

async function retryPost(visit: Visit, { store }: DeskOptions): Promise<Response> {
  return withPost(visit, store, 'retry post', (id) => store.posts.retry(id))
}

async function foundPost(visit: Visit, { store }: DeskOptions): Promise<Response> {
  const message = Number(visit.sent('message'))
  if (!Number.isSafeInteger(message) || message < 1) return refuse(visit.c, visit.desk, 422, visit.desk.words.stale)
  return withPost(visit, store, 'found post', (id) => store.posts.found(id, [message]))
}

async function withPost(
  { c, desk, account }: Visit,
  store: Store,
  action: string,
  act: (id: string) => Promise<void>,
): Promise<Response> {
  const id = c.req.param('id') ?? ''
  try {
    await act(id)
  } catch (error) {
    if (!(error instanceof PostError)) throw error
    if (error.kind === 'unknown-post') return refuse(c, desk, 404, desk.site.messages.errors.missing)
    return refuse(c, desk, 409, desk.words.posts.changed)
  }
  await store.accounts.audit(account.name, action, id, (await store.posts.post(id))?.article)
  return c.redirect(desk.site.to(`/desk/posts#post-${id}`), 303)
}

/** The publisher took the article back: none of its posts stays. */
async function withdraw({ c, desk, account }: Visit, { store }: DeskOptions): Promise<Response> {
  const article = c.req.param('id') ?? ''
  if ((await store.article(article)) === undefined) return refuse(c, desk, 404, desk.site.messages.errors.missing)
  for (const post of await store.posts.withdraw(article)) {
    await store.accounts.audit(account.name, 'withdraw post', post, article)
  }
  return c.redirect(desk.site.to(`/desk/posts?article=${encodeURIComponent(article)}`), 303)
}

/** A new post of an article: drafted by template, edited by hand, put in line. */
async function draft({ c, desk, account, sent }: Visit, { store, url }: DeskOptions): Promise<Response> {
  const { site, words } = desk
  const id = c.req.param('id') ?? ''
  const [record, channels, posts] = await Promise.all([
    store.article(id),
    store.posts.channels(),
    store.posts.list({ states: postStates, article: id, limit: 20 }),
  ])
  if (record === undefined) return refuse(c, desk, 404, site.messages.errors.missing)
  const asked = (name: string): string => (c.req.method === 'POST' ? sent(name) : (c.req.query(name) ?? ''))
  const channel =
    channels.find(({ id }) => id === asked('channel')) ??
    channels.find(({ script }) => script === record.script) ??
    channels[0]
  if (channel === undefined) return refuse(c, desk, 409, words.posts.noChannels)
  const template: Template = asked('template') === 'short' ? 'short' : 'post'
  const photo = asked('photo') === '1'
  // Readers of the channel have its script, whatever the desk is in.
  const ownPage = kazakhIn(channel.script).to(`/articles/${record.id}`)
  const link = record.url ?? new URL(ownPage, url ?? c.req.url).href
  const drafted = draftPost(record, { script: channel.script, template, photo, link })
  const digest = createHash('sha256').update(drafted.text).digest('base64url')
  const markup = c.req.method === 'POST' ? textOf(sent('text')) : toMarkup(drafted)
  const post: Post =
    c.req.method === 'POST' ? { ...drafted, ...fromMarkup(markup), silent: sent('silent') === '1' } : drafted
  const chosen = { channel: channel.id, template, photo }
  const again = (fault?: string, status: Status = 200) =>
    page(
      c,
      <DraftPage
        desk={desk}
        article={record.id}
        posts={posts}
        due={sent('due')}
        digest={digest}
        channels={channels}
        chosen={chosen}
        markup={markup}
        post={post}
        fault={fault}
      />,
      status,
    )
  if (c.req.method === 'GET' || sent('do') === 'preview') return again()
  if (faultsOf(post).length > 0) return again(words.posts.tooLong, 422)
  // The article was corrected while somebody wrote: what they wrote is theirs to look at again.
  if (sent('digest') !== '' && sent('digest') !== digest) return again(words.posts.corrected, 409)
  const due = sent('due') === '' ? undefined : `${sent('due')}:00${astanaZone}`
  if (due !== undefined && !isTime(due)) return again(words.posts.badTime, 422)
  const isOwn = post.text === drafted.text && JSON.stringify(post.entities) === JSON.stringify(drafted.entities)
  const kept = await store.posts.add({
    channel: channel.id,
    key: record.id,
    article: record.id,
    post,
    pin: sent('pin') === '1',
    by: account.name,
    ...(isOwn ? { template: { template, photo, link } } : {}),
    ...(due === undefined ? {} : { dueAt: due }),
  })
  await store.accounts.audit(account.name, 'put post in line', kept.id, record.id)
  return c.redirect(site.to(`/desk/posts#post-${kept.id}`), 303)
}
