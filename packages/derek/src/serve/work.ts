import { randomUUID } from 'node:crypto'
import { mailerOf } from '../notify/mail.js'
import { notify } from '../notify/notify.js'
import type { Store } from '../store/store.js'
import { botOf } from '../telegram/bot.js'
import { publish } from '../telegram/publish.js'
import type { Log } from '../telemetry/log.js'

/** What a server does beside answering, where it was told how. */
export interface WorkOptions {
  readonly telegram?: { readonly token: string; readonly control?: string; readonly root?: string }
  readonly mail?: { readonly server: string; readonly from: string }
  /** Where the site is, for links in letters. */
  readonly site: string
  readonly log: Log
}

/** Begins to tell of saved searches and to post to channels; the answer ends it, after what is under way. */
export function startWork(store: Store, { telegram, mail, site, log }: WorkOptions): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const work = [
    notify({
      store,
      say: log,
      signal,
      ...(mail === undefined ? {} : { mail: mailerOf({ ...mail, site }) }),
    }),
  ]
  if (telegram !== undefined) {
    const { token, control, root } = telegram
    work.push(
      publish({
        posts: store.posts,
        bot: botOf(token, root === undefined ? {} : { root }),
        publisher: randomUUID(),
        say: log,
        signal,
        ...(control === undefined ? {} : { control }),
      }),
    )
  }
  return async () => {
    ending.abort()
    await Promise.all(work)
  }
}
