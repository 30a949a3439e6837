import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Notice, SavedSearch } from '../store/saved.js'
import type { Store } from '../store/store.js'
import type { Log } from '../telemetry/log.js'
import { inStage } from '../telemetry/stages.js'
import { findFor } from './find.js'
import type { Mailer } from './mail.js'
import { type Told, tellByWebhook } from './webhook.js'

export interface NotifyOptions {
  readonly store: Store
  /** Letters wait where there is none. */
  readonly mail?: Mailer
  readonly say: Log
  readonly signal?: AbortSignal
  readonly now?: () => Date
  /** Seconds before each further try; after the last, who is told is told no more of this. */
  readonly retries?: readonly number[]
  /** Seconds between two looks. */
  readonly every?: number
  /** Names this process among those that tell: several may, as servers do during an upgrade. */
  readonly notifier?: string
}

/** As Standard Webhooks recommends: over about three days. */
const usualRetries = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
const mostAtOnce = 50
/** For how long a search is one process's, in seconds: more than all that it tells at once can take. */
const lease = 900

/** Looks and tells until the signal. */
export async function notify(options: NotifyOptions): Promise<void> {
  const { signal, say, every = 15, notifier = randomUUID() } = options
  let away = false
  while (signal?.aborted !== true) {
    try {
      await notifyDue({ ...options, notifier })
      away = false
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (!away) say(`nobody is told meanwhile: ${reason}`, { level: 'warn', stage: 'notify', error })
      away = true
    }
    await sleep(every * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => {})
  }
}

/** Asks every saved search once, and tells what is to be told by now; a search that fails stops no other. */
export async function notifyDue(options: NotifyOptions): Promise<void> {
  const { store, signal, notifier = randomUUID() } = options
  for (const search of await store.saved.list()) {
    if (signal?.aborted === true) return
    if (search.stopped) continue
    await store.saved.found(search, await findFor(store, search.asked))
    // Where there is nothing to tell nothing is written: caches follow every write.
    if (!isTime(options, search) || (await store.saved.due(search, 1)).length === 0) continue
    if (!(await store.saved.lease(search.id, notifier, lease))) continue
    try {
      if (search.delivery.kind === 'webhook') await tellEach(options, search, search.delivery)
      else await tellTogether(options, search, search.delivery)
    } finally {
      await store.saved.release(search.id, notifier)
    }
  }
}

/** Webhooks are told at once; a letter goes once a day, at its hour or as soon after it as there is a look. */
const isTime = ({ mail, now = () => new Date() }: NotifyOptions, { delivery }: SavedSearch): boolean =>
  delivery.kind === 'webhook' || (mail !== undefined && hourOf(now()) === delivery.hour)

type Delivery<K extends SavedSearch['delivery']['kind']> = Extract<SavedSearch['delivery'], { kind: K }>

async function tellEach(options: NotifyOptions, search: SavedSearch, delivery: Delivery<'webhook'>): Promise<void> {
  const { store, now = () => new Date() } = options
  for (const notice of await store.saved.due(search, mostAtOnce)) {
    const tell = () => tellByWebhook(delivery, search, notice, now())
    const told = await inStage('notify', { 'derek.delivery': 'webhook' }, tell, faultIn)
    await settle(options, search, [notice], told)
    // Where one is not taken the next is not either; each has its own turn to be tried again.
    if (told.kind !== 'taken') return
  }
}

async function tellTogether(options: NotifyOptions, search: SavedSearch, delivery: Delivery<'mail'>): Promise<void> {
  const { store, mail } = options
  if (mail === undefined) return
  const notices = await store.saved.due(search, mostAtOnce)
  if (notices.length === 0) return
  const told = await inStage('notify', { 'derek.delivery': 'mail' }, () => mail(search, delivery, notices), faultIn)
  await settle(options, search, notices, told)
}

const faultIn = ({ kind }: Told): string | undefined => (kind === 'taken' ? undefined : kind)

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Almaty', hour: '2-digit' })
const hourOf = (moment: Date): number => Number(clock.format(moment)) % 24

async function settle(
  { store, say, retries = usualRetries }: NotifyOptions,
  search: SavedSearch,
  notices: readonly Notice[],
  told: Told,
): Promise<void> {
  if (told.kind === 'taken') return store.saved.delivered(notices)
  say(`${search.name}: ${told.reason}`, { level: 'warn', stage: 'notify' })
  if (told.kind === 'gone') return store.saved.stop(search.id, told.reason)
  return store.saved.undelivered(notices, told.reason, retries[notices[0]?.attempts ?? 0])
}
