import { lookup as resolveHost } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { BlockList } from 'node:net'
import { isIP } from 'node:net'
import type { Duplex, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { allowedAddresses, isAllowedAddress } from './address.js'
import { SourceError } from './error.js'
import { limits, mebibytes } from './limits.js'

export interface Fetched {
  readonly url: string
  readonly bytes: Uint8Array
  readonly contentType: string
}

const userAgent = 'Derek/0.1 (news reader; contact: the operator of this installation)'
const redirectLimit = 5
const totalMilliseconds = 20_000

/**
 * Fetches one page over http or https. Every address that a host resolves to is checked, and the checked address is the
 * one connected to, on each redirect anew; time and size are limited.
 */
export async function fetchPage(address: string, milliseconds: number = totalMilliseconds): Promise<Fetched> {
  const deadline = AbortSignal.timeout(milliseconds)
  const allowed = allowedAddresses()
  let url = parseAddress(address)
  for (let redirects = 0; redirects <= redirectLimit; redirects++) {
    const response = await get(url, allowed, deadline)
    const location = response.headers.location
    if (
      response.statusCode !== undefined &&
      response.statusCode >= 300 &&
      response.statusCode < 400 &&
      location !== undefined
    ) {
      response.destroy()
      url = parseAddress(new URL(location, url).href)
      continue
    }
    if (response.statusCode !== 200) {
      response.destroy()
      throw new SourceError('http-status', `${url.host} answered ${response.statusCode ?? 'nothing'}`)
    }
    return {
      url: url.href,
      bytes: await body(response, url, deadline),
      contentType: response.headers['content-type'] ?? '',
    }
  }
  throw new SourceError('redirects', `${url.host} redirects more than ${redirectLimit} times`)
}

function parseAddress(address: string): URL {
  if (!URL.canParse(address)) throw new SourceError('bad-address', `"${address}" is no address`)
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError('bad-address', `"${url.protocol}" addresses are not read, only http and https`)
  }
  if (url.username !== '' || url.password !== '')
    throw new SourceError('bad-address', 'an address with a password in it is not read')
  return url
}

const refusal = (host: string, address: string): SourceError =>
  new SourceError('refused-address', `${host} is at ${address}, which is not a public address`)

function get(url: URL, allowed: BlockList, signal: AbortSignal): Promise<IncomingMessage> {
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
      lookup: checked,
      signal,
      headers: {
        'user-agent': userAgent,
        accept: 'text/html,application/xhtml+xml,text/plain;q=0.9,text/markdown;q=0.9',
        'accept-encoding': 'gzip, deflate, br',
        'accept-language': 'kk, ru;q=0.5, en;q=0.3',
      },
    })
    request.on('response', resolve)
    request.on('error', (error) => reject(asSourceError(error, url, signal)))
    request.end()
  })
}

function asSourceError(error: Error, url: URL, signal: AbortSignal): SourceError {
  if (error instanceof SourceError) return error
  if (signal.aborted) return new SourceError('timeout', `${url.host} took too long to answer`, { cause: error })
  return new SourceError('unreachable', `${url.host} cannot be reached (${error.message})`, { cause: error })
}

async function body(response: IncomingMessage, url: URL, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  const stream = decompressed(response)
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      size += bytes.length
      if (size > limits.pageBytes) {
        throw new SourceError('too-large', `${url.host} sends more than ${mebibytes(limits.pageBytes)}`)
      }
      chunks.push(bytes)
    }
  } catch (error) {
    throw asSourceError(error instanceof Error ? error : new Error(String(error)), url, signal)
  } finally {
    response.destroy()
  }
  return Buffer.concat(chunks)
}

const decoders: ReadonlyMap<string, () => Duplex> = new Map([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', () => createInflate()],
  ['br', () => createBrotliDecompress()],
])

function decompressed(response: IncomingMessage): Readable {
  const decoder = decoders.get(response.headers['content-encoding']?.trim().toLowerCase() ?? '')?.()
  if (decoder === undefined) return response
  response.on('error', (error) => decoder.destroy(error))
  return response.pipe(decoder)
}
