import { lookup as resolveHost } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { BlockList } from 'node:net'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { allowedAddresses, isAllowedAddress } from './address.js'
import { SourceError } from './error.js'
import { limits, mebibytes } from './limits.js'

export interface Fetched {
  readonly url: string
  readonly bytes: Uint8Array
  readonly contentType: string
}

export type HeaderList = readonly (readonly [name: string, value: string])[]

/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly url: string
  /** When it began, ISO 8601. */
  readonly at: string
  /** The IP address that answered. */
  readonly address?: string
  readonly request: HeaderList
  readonly status: number
  readonly statusText: string
  readonly headers: HeaderList
  /** The body as it was sent, compressed or not; that of a redirect is not read. */
  readonly payload: Uint8Array
}

const redirectLimit = 5
const totalMilliseconds = 20_000

/** Who asks, and where its people are reached: DEREK_CONTACT is an address of mail or of a page. */
export const userAgent = (contact: string | undefined = process.env.DEREK_CONTACT): string =>
  `Derek/0.1 (news reader; contact: ${contact?.replace(/[^\x20-\x7e]/gu, '') || 'the operator of this installation'})`

/**
 * Fetches one page over http or https. Every address that a host resolves to is checked, and the checked address is the
 * one connected to, on each redirect anew; time and size are limited.
 */
export async function fetchPage(address: string, milliseconds: number = totalMilliseconds): Promise<Fetched> {
  const signal = AbortSignal.timeout(milliseconds)
  return fetchedOf(lastOf(await follow(address, (url) => exchange(url, { signal }))))
}

/** Asks, and asks again where a redirect points, at most five times: what was answered, in order. */
export async function follow(
  address: string,
  ask: (url: URL) => Promise<Exchange>,
): Promise<readonly [Exchange, ...Exchange[]]> {
  let url = parseAddress(address)
  const first = await ask(url)
  const exchanges: [Exchange, ...Exchange[]] = [first]
  for (let last = first; ; ) {
    const location = isRedirect(last.status) ? headerOf(last, 'location') : undefined
    if (location === undefined) return exchanges
    if (exchanges.length > redirectLimit) {
      throw new SourceError('redirects', `${url.host} redirects more than ${redirectLimit} times`)
    }
    if (!URL.canParse(location, url)) throw new SourceError('bad-address', `${url.host} redirects to "${location}"`)
    url = parseAddress(new URL(location, url).href)
    last = await ask(url)
    exchanges.push(last)
  }
}

export const lastOf = (exchanges: readonly [Exchange, ...Exchange[]]): Exchange => exchanges.at(-1) ?? exchanges[0]

const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304

/** A header of the answer; several of one name are joined by commas. */
export function headerOf({ headers }: Pick<Exchange, 'headers'>, name: string): string | undefined {
  const values = headers.filter(([own]) => own.toLowerCase() === name).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

/** What an answer brought, decompressed. Throws a SourceError where it is no success. */
export async function fetchedOf(answer: Pick<Exchange, 'url' | 'status' | 'headers' | 'payload'>): Promise<Fetched> {
  if (answer.status !== 200) {
    throw new SourceError('http-status', `${new URL(answer.url).host} answered ${answer.status}`)
  }
  return { url: answer.url, bytes: await decompressed(answer), contentType: headerOf(answer, 'content-type') ?? '' }
}

export function parseAddress(address: string): URL {
  if (!URL.canParse(address)) throw new SourceError('bad-address', `"${address}" is no address`)
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError('bad-address', `"${url.protocol}" addresses are not read, only http and https`)
  }
  if (url.username !== '' || url.password !== '')
    throw new SourceError('bad-address', 'an address with a password in it is not read')
  return url
}

export interface ExchangeOptions {
  readonly signal?: AbortSignal
  /** Added to those that every request has. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent by POST, if there is one. */
  readonly body?: string
}

/** One request and its answer; redirects are not followed. */
export async function exchange(url: URL, options: ExchangeOptions = {}): Promise<Exchange> {
  const signal = options.signal ?? AbortSignal.timeout(totalMilliseconds)
  const at = new Date().toISOString()
  const { response, request } = await send(url, allowedAddresses(), signal, options)
  const address = response.socket.remoteAddress
  const status = response.statusCode ?? 0
  const headers: [string, string][] = []
  for (let i = 0; i + 1 < response.rawHeaders.length; i += 2) {
    headers.push([response.rawHeaders[i] ?? '', response.rawHeaders[i + 1] ?? ''])
  }
  const skipped = isRedirect(status)
  if (skipped) response.destroy()
  return {
    url: url.href,
    at,
    ...(address === undefined ? {} : { address }),
    request,
    status,
    statusText: response.statusMessage ?? '',
    headers,
    payload: skipped ? new Uint8Array() : await body(response, url, signal),
  }
}

const refusal = (host: string, address: string): SourceError =>
  new SourceError('refused-address', `${host} is at ${address}, which is not a public address`)

function send(
  url: URL,
  allowed: BlockList,
  signal: AbortSignal,
  { headers = {}, body }: ExchangeOptions,
): Promise<{ readonly response: IncomingMessage; readonly request: HeaderList }> {
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  if (isIP(host) !== 0 && !isAllowedAddress(host, allowed)) return Promise.reject(refusal(url.hostname, host))
  const checked: NonNullable<RequestOptions['lookup']> = (hostname, options, answer) => {
    resolveHost(hostname, { ...options, all: true }, (error, addresses) => {
      const refusedAddress = addresses?.find(({ address }) => !isAllowedAddress(address, allowed))
      const first = addresses?.[0]
      if (error !== null) answer(error, [])
      else if (refusedAddress !== undefined) answer(refusal(hostname, refusedAddress.address), [])
      else if (options.all === true) answer(null, addresses)
      else if (first !== undefined) answer(null, first.address, first.family)
    })
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: body === undefined ? 'GET' : 'POST',
      lookup: checked,
      signal,
      headers: {
        'user-agent': userAgent(),
        accept: 'text/html,application/xhtml+xml,text/plain;q=0.9,text/markdown;q=0.9',
        'accept-encoding': 'gzip, deflate, br',
        'accept-language': 'kk, ru;q=0.5, en;q=0.3',
        ...headers,
      },
    })
    const sent = Object.entries(request.getHeaders()).map(([name, value]): [string, string] => [name, String(value)])
    request.on('response', (response) => resolve({ response, request: sent }))
    request.on('error', (error) => reject(asSourceError(error, url, signal)))
    request.end(body)
  })
}

function asSourceError(error: Error, url: URL, signal: AbortSignal): SourceError {
  if (error instanceof SourceError) return error
  if (signal.aborted) return new SourceError('timeout', `${url.host} took too long to answer`, { cause: error })
  return new SourceError('unreachable', `${url.host} cannot be reached (${error.message})`, { cause: error })
}

const tooLarge = (host: string): SourceError =>
  new SourceError('too-large', `${host} sends more than ${mebibytes(limits.pageBytes)}`)

async function body(response: IncomingMessage, url: URL, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      size += bytes.length
      if (size > limits.pageBytes) throw tooLarge(url.host)
      chunks.push(bytes)
    }
  } catch (error) {
    throw asSourceError(error instanceof Error ? error : new Error(String(error)), url, signal)
  } finally {
    response.destroy()
  }
  return Buffer.concat(chunks)
}

const limited = { maxOutputLength: limits.pageBytes }
const decoders: ReadonlyMap<string, (bytes: Uint8Array) => Promise<Uint8Array>> = new Map([
  ['gzip', (bytes) => promisify(gunzip)(bytes, limited)],
  ['x-gzip', (bytes) => promisify(gunzip)(bytes, limited)],
  ['deflate', (bytes) => promisify(inflate)(bytes, limited)],
  ['br', (bytes) => promisify(brotliDecompress)(bytes, limited)],
])

/** The body of an answer without its content encoding. */
export async function decompressed(answer: Pick<Exchange, 'url' | 'headers' | 'payload'>): Promise<Uint8Array> {
  const decoder = decoders.get(headerOf(answer, 'content-encoding')?.trim().toLowerCase() ?? '')
  if (decoder === undefined) return answer.payload
  const { host } = new URL(answer.url)
  try {
    return await decoder(answer.payload)
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(host)
    throw new SourceError('unreadable', `${host} sends what is not compressed as it says (${messageOf(error)})`)
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
