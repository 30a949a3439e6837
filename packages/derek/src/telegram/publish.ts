import { setTimeout as sleep } from 'node:timers/promises'
import { faultsOf, type Post } from '../post/post.js'
import type { KeptPost, Leased, Posts } from '../store/posts.js'
import type { Attempt } from '../store/schema.js'
import type { About, Log } from '../telemetry/log.js'
import type { Bot, Outcome } from './bot.js'
import { isQuiet } from './quiet.js'

/**
 * Shows in channels what the store says is to be shown. Each step is written before and after it, so that a publisher
 * killed anywhere leaves nothing that the next one cannot settle:
 *
 * - An edit, a removal and a pin may be asked twice: the second changes nothing.
 * - A message may not be sent twice, and the Bot API takes no key that would tell the second from the first. So a post
 *   is marked `sending`, with the channel's last known message; where the answer is lost, the messages after that one
 *   are looked at (forwarded to the control chat, the only way for a bot to read its channel), and the post is there
 *   or is sent again. Without a control chat a person is asked: it is never sent on a guess.
 */
export interface PublishOptions {
  readonly posts: Posts
  readonly bot: Bot
  /** Names this process among publishers. */
  readonly publisher: string
  /** A chat of the bot and its keepers, where messages are looked at. */
  readonly control?: string
  readonly say: Log
  readonly signal?: AbortSignal
  /** By which channels are quiet, where it is not the database's clock. */
  readonly now?: () => Date
  readonly pace?: Partial<Pace>
}

/** In seconds. */
export interface Pace {
  /** How long a channel is one publisher's; more than any request takes. */
  readonly lease: number
  /** Between two posts of a channel: Telegram takes about twenty a minute. */
  readonly pause: number
  /** Between a lost answer and the look whether the message is there. */
  readonly settle: number
  /** Before the first second try; doubled for each after it. */
  readonly retry: number
  /** Before a channel that is closed to the bot is tried again. */
  readonly closed: number
  /** Between two looks for something to do. */
  readonly idle: number
}

const usualPace: Pace = { lease: 120, pause: 3, settle: 3, retry: 5, closed: 300, idle: 1 }
const mostAttempts = 8
/** This many ids in a row without a message: the channel ends there. Deleted messages leave gaps. */
const longestGap = 10
const mostLooks = 200
/** Telegram has never asked for more than hours; what an answer says beyond that is not believed. */
const longestWait = 6 * 60 * 60

type Turn = Omit<PublishOptions, 'pace'> & { readonly pace: Pace; readonly channel: Leased }

/** Publishes until the signal, or, `once`, until nothing has been to be done for two pauses. Where the database is away, says so and goes on when it is back. */
export async function publish({ once = false, ...options }: PublishOptions & { once?: boolean }): Promise<void> {
  const { signal, say } = options
  const pace = { ...usualPace, ...options.pace }
  let last = Date.now()
  let away = false
  while (signal?.aborted !== true) {
    let acted = 0
    try {
      acted = await publishDue(options)
      if (away) say('the database is back', { stage: 'publish' })
      away = false
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (!away) say(`nothing is posted meanwhile: ${reason}`, { level: 'warn', stage: 'publish', error })
      away = true
    }
    if (acted > 0) last = Date.now()
    else if (once && Date.now() - last > 2000 * pace.pause) return
    else await sleep(pace.idle * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => {})
  }
}

/** One step in each channel that has something to do; answers how many there were. */
export async function publishDue(options: PublishOptions): Promise<number> {
  const pace = { ...usualPace, ...options.pace }
  const { posts, publisher } = options
  let acted = 0
  for (const { id } of await posts.channels()) {
    if (options.signal?.aborted === true) break
    // Where there is nothing to do nothing is written: caches follow every write.
    if (!(await posts.hasWork(id))) continue
    const channel = await posts.lease(id, publisher, pace.lease)
    if (channel === undefined) continue
    try {
      if (await step({ ...options, pace, channel })) acted++
    } finally {
      await posts.release(id, publisher)
    }
  }
  return acted
}

/** Settles what was left, or does the next thing that is due. */
async function step(turn: Turn): Promise<boolean> {
  const { posts, channel, now = () => channel.at } = turn
  const [left] = await posts.unsettled(channel.id)
  if (left !== undefined) {
    await settle(turn, left, 'the publisher ended before the answer')
    return true
  }
  const post = await posts.due(channel.id, { changesOnly: isQuiet(channel, now()) })
  if (post === undefined) return false
  if (post.post === undefined) await remove(turn, post)
  else if (post.shownVersion === 0) await send(turn, post, post.post)
  else if (post.shownVersion < post.version) await edit(turn, post, post.post)
  else if (post.pin && !post.pinned) await pin(turn, post, post.post)
  else await posts.shown(post, post.messages)
  return true
}

async function send(turn: Turn, kept: KeptPost, post: Post): Promise<void> {
  const { posts, bot, channel, pace } = turn
  const faults = faultsOf(post)
  if (faults.length > 0) {
    await posts.setApart(kept, 'failed', faults.map(({ kind }) => kind).join(', '))
    return
  }
  const { text, photos } = post
  const attempt: Attempt = { version: kept.version, text, photos: photos.length, after: channel.lastMessage }
  await posts.sending(kept, attempt)
  const outcome = await bot.send(channel.chat, post)
  if (outcome.kind === 'done') await tell(turn, kept, outcome.value)
  else if (outcome.kind === 'unknown') await settle(turn, { ...kept, attempt }, outcome.reason)
  else await refused(turn, kept, outcome)
  await posts.wait(
    channel.id,
    outcome.kind === 'wait' ? waitOf(outcome.seconds) : outcome.kind === 'closed' ? pace.closed : pace.pause,
  )
}

async function edit(turn: Turn, kept: KeptPost, post: Post): Promise<void> {
  const [message] = kept.messages
  if (message === undefined) return turn.posts.setApart(kept, 'failed', 'it is not known which message it is')
  const outcome = await turn.bot.edit(turn.channel.chat, message, post)
  if (outcome.kind === 'done') await tell(turn, kept, kept.messages)
  else await refused(turn, kept, outcome)
}

async function remove(turn: Turn, kept: KeptPost): Promise<void> {
  const outcome: Outcome<void> =
    kept.messages.length === 0
      ? { kind: 'done', value: undefined }
      : await turn.bot.remove(turn.channel.chat, kept.messages)
  if (outcome.kind !== 'done') return refused(turn, kept, outcome)
  await turn.posts.removed(kept)
  turn.say(`${turn.channel.id}: removed ${kept.key}`, aboutPost(kept))
}

async function pin(turn: Turn, kept: KeptPost, post: Post): Promise<void> {
  const [message] = kept.messages
  if (message === undefined) return turn.posts.setApart(kept, 'failed', 'it is not known which message it is')
  const outcome = await turn.bot.pin(turn.channel.chat, message, post.silent)
  if (outcome.kind === 'done') await turn.posts.pinned(kept)
  else await refused(turn, kept, outcome)
}

async function tell({ posts, channel, say }: Turn, kept: KeptPost, messages: readonly number[]): Promise<void> {
  await posts.shown(kept, messages)
  say(`${channel.id}: ${kept.shownVersion === 0 ? 'posted' : 'changed'} ${kept.key}`, aboutPost(kept))
}

const aboutPost = ({ id, channel, article }: KeptPost): About => ({
  stage: 'publish',
  channel,
  post: id,
  ...(article === undefined ? {} : { article }),
})

/** What was not done, and surely not: tried again, or set apart for a person. */
async function refused(
  turn: Turn,
  kept: KeptPost,
  outcome: Exclude<Outcome<unknown>, { kind: 'done' }>,
): Promise<void> {
  const { posts, channel, pace, say } = turn
  switch (outcome.kind) {
    case 'wait':
      await posts.again({ ...kept, attempts: kept.attempts - 1 }, 0, 'Telegram bids wait')
      return posts.wait(channel.id, waitOf(outcome.seconds))
    case 'closed':
      say(`${channel.id}: closed: ${outcome.reason}`, { level: 'error', ...aboutPost(kept) })
      await posts.again({ ...kept, attempts: kept.attempts - 1 }, 0, outcome.reason)
      return posts.wait(channel.id, pace.closed, outcome.reason)
    case 'refused':
      say(`${channel.id}: ${kept.key} was refused: ${outcome.reason}`, { level: 'error', ...aboutPost(kept) })
      return posts.setApart(kept, 'failed', outcome.reason)
    case 'unknown':
      if (kept.attempts + 1 >= mostAttempts) return posts.setApart(kept, 'failed', outcome.reason)
      return posts.again(kept, pace.retry * 2 ** kept.attempts, outcome.reason)
  }
}

const waitOf = (seconds: number): number => (Number.isFinite(seconds) ? Math.min(Math.max(1, seconds), longestWait) : 1)

/** Finds out whether a message whose answer was lost is in the channel. */
async function settle(turn: Turn, kept: KeptPost, reason: string): Promise<void> {
  const { posts, bot, channel, control, pace, say } = turn
  const { attempt } = kept
  if (control === undefined || attempt === undefined) {
    say(`${channel.id}: whether ${kept.key} was posted is not known: ${reason}`, { level: 'warn', ...aboutPost(kept) })
    return posts.setApart(kept, 'uncertain', reason)
  }
  // Telegram may still be at it.
  await sleep(pace.settle * 1000)
  let gap = 0
  for (let id = attempt.after + 1; gap < longestGap && id <= attempt.after + mostLooks; id++) {
    const shown = await bot.show(channel.chat, id, control)
    // Left as it is, it is looked for again when that is possible.
    if (shown.kind === 'wait') return posts.wait(channel.id, waitOf(shown.seconds))
    if (shown.kind === 'unknown') return posts.wait(channel.id, pace.retry)
    if (shown.kind !== 'done') return posts.setApart(kept, 'uncertain', shown.reason)
    if (shown.value === undefined) {
      gap++
      continue
    }
    gap = 0
    await bot.remove(control, [shown.value.id])
    // An album's messages follow one another, and the first bears the text.
    if (shown.value.text.trim() === attempt.text.trim()) {
      const messages = Array.from({ length: Math.max(1, attempt.photos) }, (_, i) => id + i)
      return tell(turn, { ...kept, version: attempt.version }, messages)
    }
  }
  if (kept.attempts + 1 >= mostAttempts) return posts.setApart(kept, 'failed', reason)
  await posts.again(kept, pace.retry * 2 ** kept.attempts, reason)
}
