import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { mailerOf } from '../notify/mail.js'
import { notify } from '../notify/notify.js'
import type { Posts } from '../store/posts.js'
import type { Store } from '../store/store.js'
import { botOf } from '../telegram/bot.js'
import { publish } from '../telegram/publish.js'
import type { Log } from '../telemetry/log.js'

/** Stages that take their work from the store instead of a stream; each may run in several processes. */
export const storeStageNames = ['notify', 'publish', 'alerts'] as const
export type StoreStageName = (typeof storeStageNames)[number]

/** How Telegram is spoken to. */
export interface Telegram {
  readonly token: string
  readonly control?: string
  readonly root?: string
}

/** How letters are sent. */
export interface Mail {
  readonly server: string
  readonly from: string
}

export interface StoreStageOptions {
  readonly store: Store
  /** Nothing is published without. */
  readonly telegram?: Telegram
  /** Letters wait without. */
  readonly mail?: Mail
  /** Where the site is, for links in letters. */
  readonly site: string
  readonly say: Log
  readonly signal: AbortSignal
}

/** Runs one of these stages until the signal, and to the end of what is under way. */
export async function runStoreStage(
  name: StoreStageName,
  { store, telegram, mail, site, say, signal }: StoreStageOptions,
): Promise<void> {
  switch (name) {
    case 'notify':
      return notify({ store, say, signal, ...(mail === undefined ? {} : { mail: mailerOf({ ...mail, site }) }) })
    case 'publish':
      return telegram === undefined ? undefined : publishBy(telegram, { posts: store.posts, say, signal })
    case 'alerts':
      return keepAlerts(store, say, signal)
  }
}

/** Publishes by the bot that a token is of. */
export function publishBy(
  { token, control, root }: Telegram,
  options: { readonly posts: Posts; readonly say: Log; readonly signal: AbortSignal; readonly once?: boolean },
): Promise<void> {
  return publish({
    ...options,
    bot: botOf(token, root === undefined ? {} : { root }),
    publisher: randomUUID(),
    ...(control === undefined ? {} : { control }),
  })
}

/** Seconds between two looks for stories that changed. */
const lookEvery = 20

/** Finds the alerts of stories that changed, one story at a time: who asks for a page meanwhile waits for one at most. */
async function keepAlerts(store: Store, say: Log, signal: AbortSignal): Promise<void> {
  let away = false
  while (!signal.aborted) {
    let found = 0
    try {
      found = await store.stories.keepAlerts(1)
      away = false
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (!away) say(`alerts are not looked for meanwhile: ${reason}`, { level: 'warn', error })
      away = true
    }
    if (found === 0) await sleep(lookEvery * 1000, undefined, { signal }).catch(() => {})
  }
}
