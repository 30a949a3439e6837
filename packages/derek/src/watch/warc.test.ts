import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../source/fetch.js'
import { answerIn, readWarc, type WarcRecord, warcExchange, warcInfo } from './warc.js'

const exchange: Exchange = {
  url: 'https://example.kz/news?id=1',
  at: '2026-03-04T05:06:07.890Z',
  address: '198.51.100.7',
  request: [['host', 'example.kz']],
  status: 200,
  statusText: 'OK',
  headers: [
    ['Content-Type', 'text/html'],
    ['Transfer-Encoding', 'chunked'],
  ],
  payload: new TextEncoder().encode('<p>Ауыл</p>'),
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(bytes: Uint8Array, size = 7): Promise<readonly WarcRecord[]> {
  const records: WarcRecord[] = []
  for await (const record of readWarc(inPieces(bytes, size))) records.push(record)
  return records
}

const plain = (type: string, block: string): Buffer =>
  Buffer.from(
    `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Target-URI: <http://example.kz/>\r\nContent-Length: ${Buffer.byteLength(block)}\r\n\r\n${block}\r\n\r\n`,
  )

describe('a WARC file', () => {
  it('has a request and a response, each a gzip member, and gives them back', async () => {
    const bytes = Buffer.concat([warcInfo('a.warc.gz', 'Derek', exchange.at), warcExchange(exchange)])
    const records = await all(bytes)
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'request', 'response'])
    const last = records.at(-1)
    expect(last?.url).toBe(exchange.url)
    expect(last?.date).toBe(exchange.at)
    const answer = last === undefined ? undefined : answerIn(last)
    expect(answer?.status).toBe(200)
    expect(Buffer.from(answer?.payload ?? []).toString()).toBe('<p>Ауыл</p>')
  })

  it('says the SHA-1 of block and payload in base32', async () => {
    const [, response] = await all(warcExchange(exchange))
    const fields = new Map(response?.headers)
    // Checked against Node's own digest, written out in hexadecimal.
    const hex = (digest: string | undefined): string => {
      const bits = [...(digest ?? '').replace('sha1:', '')].map((letter) =>
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
      )
      return (bits.join('').match(/.{4}/gu) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('')
    }
    const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex')
    expect(hex(fields.get('WARC-Block-Digest'))).toBe(sha1(response?.block ?? new Uint8Array()))
    expect(hex(fields.get('WARC-Payload-Digest'))).toBe(sha1(exchange.payload))
  })

  it('can be read from the place of any record', async () => {
    const first = warcExchange(exchange)
    const both = Buffer.concat([first, warcExchange({ ...exchange, url: 'https://example.kz/2' })])
    const records = await all(both.subarray(first.length))
    expect(records.map(({ url }) => url)).toEqual(['https://example.kz/2', 'https://example.kz/2'])
    expect(gunzipSync(first).subarray(0, 8).toString()).toBe('WARC/1.1')
  })

  it('of others is read too: not gzipped, gzipped as a whole, chunked, with addresses in angle brackets', async () => {
    const block = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nАу\r\n2\r\nы\r\n0\r\n\r\n'
    const file = Buffer.concat([plain('response', block), plain('metadata', 'x: y')])
    for (const bytes of [file, gzipSync(file)]) {
      const records = await all(bytes)
      expect(records).toHaveLength(2)
      const answer = records[0] === undefined ? undefined : answerIn(records[0])
      expect(answer?.url).toBe('http://example.kz/')
      expect(Buffer.from(answer?.payload ?? []).toString()).toBe('Ауы')
    }
  })

  it('is refused by name where it is none, and where it breaks off', async () => {
    await expect(all(Buffer.from('<html><p>Ауыл'))).rejects.toThrow('no WARC file')
    await expect(all(Buffer.alloc(1_000_000, 'x'), 65_536)).rejects.toThrow('no WARC file')
    await expect(all(plain('response', 'HTTP/1.1 200 OK\r\n\r\nx').subarray(0, 110))).rejects.toThrow('breaks off')
    await expect(all(warcExchange(exchange).subarray(0, 300))).rejects.toThrow(/cannot be read to its end|breaks off/u)
  })
})
