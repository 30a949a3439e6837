import { z } from 'zod'
import { publishBy, type Telegram } from '../flow/store-stages.js'
import { channelScripts, draftPost, templates } from '../post/draft.js'
import { faultsOf } from '../post/post.js'
import type { KeptPost } from '../store/posts.js'
import type { PostState } from '../store/schema.js'
import { openStore, type Store } from '../store/store.js'
import { startTracing } from '../telemetry/tracing.js'
import { argumentsOf, environmentOf } from './arguments.js'
import { endAtLast, longestEndOf } from './ending.js'
import { logsOf } from './log.js'
import { placeOf } from './place.js'
import { secretOf } from './secret.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const publishHelp = `derek channel ID --chat @NAME [options]

  Makes a Telegram channel known, or changes it. The bot must be among its administrators.

  --script Cyrl|Latn|Arab  what its posts are written in (Cyrl)
  --quiet HH:MM-HH:MM      in Kazakhstan's time: no new posts then; corrections are still made
  --last NUMBER            of the last message there, as its link ends: t.me/NAME/123 (0)

derek post ARTICLE --channel ID [options]

  Makes a post of a stored article by template, and puts it in line; the same article again is the same post.

  --template post|short    headline, lead, who said what, source, photo credit; or headline, a sentence, source (post)
  --at TIME                not before, in ISO 8601
  --photo                  with the article's first picture
  --link URL               where the source line leads (the article's own address)
  --pin                    pinned in the channel
  --show                   prints the post and puts nothing in line

derek posts [--state STATE…] [--retry ID] [--found ID=MESSAGE]

  What is in line, shown, or waits for a person (failed, uncertain). --retry takes one up again; --found says that an
  uncertain one is in the channel.

derek publish [--once]

  Shows what is in line, until Ctrl-C or SIGTERM. DEREK_TELEGRAM_TOKEN (or DEREK_TELEGRAM_TOKEN_FILE, mode 600) is the
  bot's; DEREK_TELEGRAM_CONTROL a chat of the bot and its keepers, where a lost answer is cleared up;
  DEREK_TELEGRAM_ROOT another Bot API server.
`

/** Opens the store for one use. */
async function withStore<T>(command: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(placeOf(command).store)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

export async function channelCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = argumentsOf('channel', args, {
    allowPositionals: true,
    options: {
      chat: { type: 'string' },
      script: { type: 'string' },
      quiet: { type: 'string' },
      last: { type: 'string' },
    },
  })
  const [id] = positionals
  if (id === undefined || positionals.length > 1) throw new UsageError('channel: name one channel')
  const { chat = '' } = values
  if (!/^(?:@\w{4,32}|-?\d{1,20})$/u.test(chat)) throw new UsageError('channel: --chat is @NAME, or a number')
  const quiet = values.quiet === undefined ? undefined : quietOf(values.quiet)
  const lastMessage = Number(values.last ?? '0')
  if (!Number.isSafeInteger(lastMessage) || lastMessage < 0) throw new UsageError('channel: --last is a number')
  const script = oneOf(channelScripts, values.script ?? 'Cyrl', 'channel: --script')
  await withStore('channel', (store) =>
    store.posts.addChannel({ id, chat, script, lastMessage, ...(quiet === undefined ? {} : { quiet }) }),
  )
  terminal.print(`${id}: ${chat}, ${script}\n`)
  return exit.done
}

export async function postCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = argumentsOf('post', args, {
    allowPositionals: true,
    options: {
      channel: { type: 'string' },
      template: { type: 'string' },
      at: { type: 'string' },
      photo: { type: 'boolean' },
      link: { type: 'string' },
      pin: { type: 'boolean' },
      show: { type: 'boolean' },
    },
  })
  const [article] = positionals
  if (article === undefined || positionals.length > 1) throw new UsageError('post: name one article')
  const template = oneOf(templates, values.template ?? 'post', 'post: --template')
  const { at, link } = values
  if (at !== undefined && !z.iso.datetime({ offset: true }).safeParse(at).success) {
    throw new UsageError('post: --at is a time such as 2026-03-02T09:00:00+05:00')
  }
  if (link !== undefined && !z.url({ protocol: /^https?$/u }).safeParse(link).success) {
    throw new UsageError('post: --link is an address of the web')
  }
  return withStore('post', async (store) => {
    const channel = (await store.posts.channels()).find(({ id }) => id === values.channel)
    if (channel === undefined)
      throw new UsageError(`post: there is no channel "${values.channel ?? ''}"; see derek channel`)
    const record = await store.article(article)
    if (record === undefined) throw new UsageError(`post: there is no article ${article}`)
    const post = draftPost(record, {
      script: channel.script,
      template,
      photo: values.photo === true,
      ...(link === undefined ? {} : { link }),
    })
    if (values.show === true) {
      terminal.print(`${post.text}\n`)
      return faultsOf(post).length === 0 ? exit.done : exit.failed
    }
    const kept = await store.posts.add({
      channel: channel.id,
      key: record.id,
      article: record.id,
      post,
      pin: values.pin === true,
      by: 'derek post',
      template: { template, photo: values.photo === true, ...(link === undefined ? {} : { link }) },
      ...(at === undefined ? {} : { dueAt: at }),
    })
    terminal.print(lineOf(kept))
    return exit.done
  })
}

const states: readonly PostState[] = ['waiting', 'sending', 'shown', 'removed', 'failed', 'uncertain']

export async function postsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf('posts', args, {
    options: {
      state: { type: 'string', multiple: true },
      retry: { type: 'string' },
      found: { type: 'string' },
    },
  })
  const asked = (values.state ?? states).map((state) => oneOf(states, state, 'posts: --state'))
  return withStore('posts', async ({ posts }) => {
    if (values.retry !== undefined) await posts.retry(numberOf(values.retry, 'posts: --retry'))
    if (values.found !== undefined) {
      const [id = '', message = ''] = values.found.split('=')
      await posts.found(numberOf(id, 'posts: --found'), [Number(numberOf(message, 'posts: --found'))])
    }
    for (const post of await posts.list({ states: asked, limit: 1000 })) terminal.print(lineOf(post))
    return exit.done
  })
}

const environmentSchema = z.object({
  DEREK_TELEGRAM_CONTROL: z.string().default(''),
  DEREK_TELEGRAM_ROOT: z.union([z.literal(''), z.url({ protocol: /^https?$/u })]).default(''),
})

/** How the environment says that Telegram is spoken to; undefined where there is no token. */
export async function telegramOf(command: string): Promise<Telegram | undefined> {
  const { DEREK_TELEGRAM_CONTROL: control, DEREK_TELEGRAM_ROOT: root } = environmentOf(command, environmentSchema)
  const token = secretOf(command, 'DEREK_TELEGRAM_TOKEN')
  if (token === undefined) return undefined
  return { token, ...(control === '' ? {} : { control }), ...(root === '' ? {} : { root }) }
}

export async function publishCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf('publish', args, { options: { once: { type: 'boolean' } } })
  const telegram = await telegramOf('publish')
  if (telegram === undefined) throw new UsageError('publish: DEREK_TELEGRAM_TOKEN is not set')
  const { log, say } = logsOf('publish', terminal, [telegram.token])
  const longest = longestEndOf('publish')
  const ending = new AbortController()
  const end = (): void => {
    ending.abort()
    endAtLast(longest, log)
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, end)
  const endTracing = await startTracing(process.env, log)
  try {
    return await withStore('publish', async ({ posts }) => {
      if ((await posts.channels()).length === 0) throw new UsageError('publish: there is no channel; see derek channel')
      await publishBy(telegram, { posts, say, signal: ending.signal, once: values.once === true })
      return exit.done
    })
  } finally {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, end)
    await endTracing()
  }
}

const lineOf = ({ id, channel, key, state, version, dueAt, messages, fault }: KeptPost): string =>
  `${[id, channel, state, `v${version}`, dueAt, messages.join(',') || '-', key, fault ?? ''].join('\t').trimEnd()}\n`

function oneOf<T extends string>(known: readonly T[], value: string, what: string): T {
  const found = known.find((one) => one === value)
  if (found === undefined) throw new UsageError(`${what} is ${known.join(', ')}, not "${value}"`)
  return found
}

function numberOf(value: string, what: string): string {
  if (!/^\d{1,15}$/u.test(value)) throw new UsageError(`${what}: "${value}" is no number`)
  return value
}

function quietOf(value: string): { readonly from: number; readonly to: number } {
  const [, ...parts] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/u.exec(value) ?? []
  const [fromHour = 24, fromMinute = 0, toHour = 24, toMinute = 0] = parts.map(Number)
  if (fromHour > 23 || fromMinute > 59 || toHour > 23 || toMinute > 59) {
    throw new UsageError('channel: --quiet is of the form 23:00-07:00')
  }
  return { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
}
