import { createHash, randomUUID } from 'node:crypto'
import { createGunzip, gzipSync } from 'node:zlib'
import { SourceError } from '../source/error.js'
import type { Exchange, HeaderList } from '../source/fetch.js'
import { limits } from '../source/limits.js'

/** WARC 1.1 (ISO 28500:2017), written and read. */

export interface WarcRecord {
  readonly type: string
  /** The address that the record is about. */
  readonly url?: string
  /** ISO 8601. */
  readonly date?: string
  readonly headers: HeaderList
  /** Empty where it is larger than a page may be; then `tooLarge` is true. */
  readonly block: Uint8Array
  readonly tooLarge: boolean
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function sha1(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of createHash('sha1').update(bytes).digest()) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += base32[(held >> (bits - 5)) & 31]
    held &= 255
  }
  return `sha1:${text}`
}

const newId = (): string => `<urn:uuid:${randomUUID()}>`

/** A record as one member of a gzip file, as readers that seek in it expect. */
function member(type: string, fields: HeaderList, block: Uint8Array): Buffer {
  const head = [
    'WARC/1.1',
    `WARC-Type: ${type}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
    `WARC-Block-Digest: ${sha1(block)}`,
    `Content-Length: ${block.length}`,
  ]
  return gzipSync(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), block, Buffer.from('\r\n\r\n')]))
}

/** The first record of a file: who made it and how. */
export function warcInfo(file: string, software: string, date: string): Buffer {
  const block = Buffer.from(
    `software: ${software}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\nrobots: obey\r\n`,
  )
  const fields = [
    ['WARC-Record-ID', newId()],
    ['WARC-Date', date],
    ['WARC-Filename', file],
    ['Content-Type', 'application/warc-fields'],
  ] as const
  return member('warcinfo', fields, block)
}

/** Names and values of headers are bytes; Node gives each byte as one character. */
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

/** The request and the response of an exchange, each a member of its own. */
export function warcExchange(exchange: Exchange): Buffer {
  const url = new URL(exchange.url)
  const about = [
    ['WARC-Date', exchange.at],
    ['WARC-Target-URI', exchange.url],
  ] as const
  const responseId = newId()
  const lines = exchange.headers.map(([name, value]) =>
    // The body is kept as it is without its division into chunks.
    name.toLowerCase() === 'transfer-encoding' ? `X-Archive-Orig-${name}: ${value}` : `${name}: ${value}`,
  )
  const head = latin1(`HTTP/1.1 ${exchange.status} ${exchange.statusText}\r\n${[...lines, '', ''].join('\r\n')}`)
  const cut = exchange.payload.length === 0 && exchange.status >= 300 && exchange.status < 400
  const response = member(
    'response',
    [
      ['WARC-Record-ID', responseId],
      ...about,
      ...(exchange.address === undefined ? [] : [['WARC-IP-Address', exchange.address] as const]),
      ...(cut ? [['WARC-Truncated', 'unspecified'] as const] : []),
      ['Content-Type', 'application/http;msgtype=response'],
      ['WARC-Payload-Digest', sha1(exchange.payload)],
    ],
    Buffer.concat([head, exchange.payload]),
  )
  const request = member(
    'request',
    [
      ['WARC-Record-ID', newId()],
      ...about,
      ['WARC-Concurrent-To', responseId],
      ['Content-Type', 'application/http;msgtype=request'],
    ],
    latin1(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\n${exchange.request.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    ),
  )
  return Buffer.concat([request, response])
}

const headLimit = 256 * 1024

/**
 * The records of a WARC file, gzipped or not, one after another, never more of the file in memory than one record.
 * Throws a SourceError where the file is none, or breaks off.
 */
export async function* readWarc(stream: AsyncIterable<Uint8Array>): AsyncGenerator<WarcRecord> {
  const bytes = reader(await unzipped(stream))
  try {
    for (;;) {
      let version = await bytes.line()
      while (version === '') version = await bytes.line()
      if (version === undefined) return
      if (!/^WARC\/\d+\.\d+$/u.test(version)) throw new SourceError('unreadable', 'it is no WARC file, or broken in it')
      const headers = await headerLines(bytes)
      const value = (name: string): string | undefined => headers.find(([own]) => own.toLowerCase() === name)?.[1]
      const length = Number(value('content-length'))
      if (!Number.isSafeInteger(length) || length < 0) {
        throw new SourceError('unreadable', 'a record of it does not say how long it is')
      }
      const tooLarge = length > limits.pageBytes + headLimit
      const block = await bytes.take(length, tooLarge)
      const url = value('warc-target-uri')?.replace(/^<|>$/gu, '')
      const date = value('warc-date')
      yield {
        type: value('warc-type') ?? '',
        ...(url === undefined ? {} : { url }),
        ...(date === undefined ? {} : { date }),
        headers,
        block,
        tooLarge,
      }
    }
  } finally {
    await bytes.end()
  }
}

async function headerLines(bytes: Reader): Promise<HeaderList> {
  const headers: [string, string][] = []
  let size = 0
  for (let line = await bytes.line(); line !== ''; line = await bytes.line()) {
    if (line === undefined) throw new SourceError('unreadable', 'it breaks off in the head of a record')
    size += line.length
    if (size > headLimit) throw new SourceError('unreadable', 'the head of a record in it does not end')
    const last = headers.at(-1)
    const colon = line.indexOf(':')
    if (/^[ \t]/u.test(line) && last !== undefined) last[1] += ` ${line.trim()}`
    else if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
  }
  return headers
}

interface Reader {
  /** A line without its end; nothing at the end of the file. */
  line(): Promise<string | undefined>
  /** So many bytes; none of them are kept where they are only to be passed over. */
  take(length: number, pass: boolean): Promise<Uint8Array>
  end(): Promise<void>
}

function reader(stream: AsyncIterable<Uint8Array>): Reader {
  const source = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<Buffer | undefined> => {
    try {
      const next = await source.next()
      return next.done === true ? undefined : Buffer.from(next.value)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new SourceError('unreadable', `it cannot be read to its end (${reason})`, { cause: error })
    }
  }
  return {
    async line() {
      let at = held.indexOf(10)
      while (at < 0) {
        if (held.length > headLimit) throw new SourceError('unreadable', 'it is no WARC file, or broken in it')
        const next = await more()
        if (next === undefined) break
        held = Buffer.concat([held, next])
        at = held.indexOf(10)
      }
      if (at < 0 && held.length === 0) return undefined
      const line = held.subarray(0, at < 0 ? held.length : at).toString('utf8')
      held = held.subarray(at < 0 ? held.length : at + 1)
      return line.replace(/\r$/u, '')
    },
    async take(length, pass) {
      const parts: Buffer[] = []
      let left = length
      while (left > 0) {
        if (held.length === 0) {
          const next = await more()
          if (next === undefined) throw new SourceError('unreadable', 'it breaks off in a record')
          held = next
        }
        const part = held.subarray(0, left)
        if (!pass) parts.push(part)
        left -= part.length
        held = held.subarray(part.length)
      }
      return Buffer.concat(parts)
    },
    async end() {
      await source.return?.()
    },
  }
}

/** Gzip of one member or of many is opened, by its first bytes. */
async function unzipped(stream: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const source = stream[Symbol.asyncIterator]()
  const first = await source.next()
  const rest = (async function* () {
    try {
      if (first.done === true) return
      yield first.value
      for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value
    } finally {
      await source.return?.()
    }
  })()
  if (first.done === true || first.value[0] !== 0x1f || first.value[1] !== 0x8b) return rest
  const gunzip = createGunzip()
  void (async () => {
    try {
      for await (const chunk of rest) {
        if (gunzip.destroyed) return
        if (!gunzip.write(chunk))
          await new Promise<void>((resolve) => gunzip.once('drain', resolve).once('close', resolve))
      }
      gunzip.end()
    } catch (error) {
      gunzip.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })()
  return gunzip
}

/** The answer in a response record; nothing where it is none. */
export function answerIn(record: WarcRecord): Pick<Exchange, 'url' | 'status' | 'headers' | 'payload'> | undefined {
  if (record.type !== 'response' || record.url === undefined || !/^https?:/iu.test(record.url)) return undefined
  const block = Buffer.from(record.block)
  const crlf = block.indexOf('\r\n\r\n')
  const lf = block.indexOf('\n\n')
  const at = crlf < 0 ? lf : lf < 0 ? crlf : Math.min(crlf, lf)
  if (at < 0) return undefined
  const [first = '', ...lines] = block.subarray(0, at).toString('latin1').split(/\r?\n/u)
  const status = Number(/^HTTP\/[\d.]+\s+(\d{3})/iu.exec(first)?.[1])
  if (!Number.isInteger(status)) return undefined
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    return colon <= 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]
  })
  const body = block.subarray(at + (at === crlf ? 4 : 2))
  const chunked = headers.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && /chunked/iu.test(value))
  return { url: record.url, status, headers, payload: chunked ? (unchunked(body) ?? body) : body }
}

/** A chunked body in one piece; nothing where it is not chunked, as archives often keep it. */
function unchunked(body: Buffer): Buffer | undefined {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at)
    if (end < 0 || end - at > 1024) return undefined
    const size = /^([\da-f]{1,8})\s*(?:;.*)?$/iu.exec(body.subarray(at, end).toString('latin1'))?.[1]
    if (size === undefined) return undefined
    const length = Number.parseInt(size, 16)
    if (length === 0) return Buffer.concat(parts)
    if (end + 2 + length > body.length) return undefined
    parts.push(body.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
}
