import { createHmac } from 'node:crypto'
import { SourceError } from '../source/error.js'
import { exchange, parseAddress } from '../source/fetch.js'
import type { Notice, SavedSearch } from '../store/saved.js'

/** What came of telling somebody. */
export type Told =
  | { readonly kind: 'taken' }
  /** Not now: it is tried again. */
  | { readonly kind: 'later'; readonly reason: string }
  /** Never more: who was told says that the address is gone. */
  | { readonly kind: 'gone'; readonly reason: string }

const timeoutMilliseconds = 15_000

/**
 * Tells one notice (search.found, or search.corrected) by a request signed as Standard Webhooks has it (https://www.standardwebhooks.com): `webhook-id`
 * is the same at every try, so that whoever is told can tell a second one from a new one. Redirects are not followed,
 * and addresses that are not public are refused, as for every request that Derek makes.
 */
export async function tellByWebhook(
  { url, secret }: { readonly url: string; readonly secret: string },
  search: Pick<SavedSearch, 'id' | 'name'>,
  notice: Notice,
  at: Date = new Date(),
): Promise<Told> {
  const id = `notice_${notice.id}`
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const body = JSON.stringify({
    type: `search.${notice.kind}`,
    timestamp: at.toISOString(),
    data: { search: { id: search.id, name: search.name }, ...notice.item },
  })
  try {
    const { status, statusText } = await exchange(parseAddress(url), {
      body,
      signal: AbortSignal.timeout(timeoutMilliseconds),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf(secret, id, timestamp, body),
      },
    })
    if (status >= 200 && status < 300) return { kind: 'taken' }
    const reason = `${new URL(url).host} answered ${status} ${statusText}`.trim()
    return { kind: status === 410 ? 'gone' : 'later', reason }
  } catch (error) {
    if (error instanceof SourceError) return { kind: 'later', reason: error.message }
    throw error
  }
}

/** What stands in `webhook-signature`: who has the secret makes the same of the same request. */
export function signatureOf(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/u, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}
