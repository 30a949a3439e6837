import type { Context } from 'hono'
import type { Base } from '../exports/article.js'

/** Where the site is for whoever sent a request: what absolute addresses begin with. */
export type BaseOf = (c: Context) => Base

/**
 * The public address, where one is set. Else what the request says: whoever sends a request may write any host in it, so
 * one that is no host is not taken, and what is made of it is for that sender alone (`isPublic`).
 */
export function baseAt(publicAddress: string | undefined): BaseOf {
  if (publicAddress !== undefined) return () => publicAddress
  return (c) => {
    const { protocol, host: asked } = new URL(c.req.url)
    const host = c.req.header('host') ?? asked
    return isHost(host) ? `${protocol}//${host.toLowerCase()}` : 'http://localhost'
  }
}

/** A name or address of a host, with or without a port. */
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/iu

const isHost = (host: string): boolean => hostPattern.test(host) && URL.canParse(`http://${host}`)
