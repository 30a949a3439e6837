import type { Context } from 'hono'
import { html } from 'hono/html'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Queues } from '../status/status.js'
import type { Account } from '../store/accounts.js'
import type { Role } from '../store/schema.js'
import type { Store } from '../store/store.js'
import type { Log, Remembered } from '../telemetry/log.js'
import { RefusedPage } from './entrance.js'
import type { Desk } from './frame.js'

export interface DeskOptions {
  readonly store: Store
  /** The public address, where it is not the one that requests come to: behind a proxy with https. */
  readonly url?: string
  readonly log: Log
  /** What waits between stages, and what went wrong last: for the status page. */
  readonly queues?: Queues
  readonly events?: () => readonly Remembered[]
}

/** A request of somebody who may make it. */
export interface Visit {
  readonly c: Context
  readonly desk: Desk
  readonly account: Account
  /** What the form brought; empty for a page that is only looked at. */
  readonly sent: (name: string) => string
  /** All values of a field, as boxes that are ticked have them. */
  readonly sentAll: (name: string) => readonly string[]
}

export interface DeskRoute {
  readonly method: 'get' | 'post'
  readonly path: string
  /** The least role that may; nobody else gets past the table. */
  readonly role: Role
  readonly handle: (visit: Visit, options: DeskOptions) => Promise<Response>
}

export type Status = 200 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 500 | 503

export const page = (c: Context, made: JSX.Element, status: Status = 200): Promise<Response> =>
  Promise.resolve(c.html(html`<!doctype html>${made}`, status))

export const refuse = (c: Context, desk: Desk, status: Status, message: string): Promise<Response> =>
  page(c, <RefusedPage desk={desk} message={message} />, status)

/** What a form brought: the last value of a field, and all of them. */
export async function formOf(c: Context): Promise<Pick<Visit, 'sent' | 'sentAll'>> {
  const body = await c.req.parseBody({ all: true })
  const sentAll = (name: string): readonly string[] =>
    // No database takes a NUL character.
    [body[name]].flat().flatMap((value) => (typeof value === 'string' ? [value.replaceAll('\0', '')] : []))
  return { sent: (name) => sentAll(name).at(-1) ?? '', sentAll }
}

/** Days and hours of forms have no zone: they are Kazakhstan's, which has had one since March 2024. */
export const astanaZone = '+05:00'
