import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Subject } from '../stage.js'

/** What is smaller is not compressed. */
const shortest = 512
/** The most that a page may come to, uncompressed in a message with its record: what is more was not made by Derek. */
const longest = 256 * 1024 * 1024

/** A message as it goes over the wire: JSON, compressed where that is worth it. */
export async function encode(message: unknown): Promise<Uint8Array> {
  const bytes = Buffer.from(JSON.stringify(message))
  return bytes.length < shortest ? bytes : promisify(gzip)(bytes, { level: 1 })
}

/** JSON, compressed or not: none begins as gzip does. */
export async function decode<T>(
  subject: Pick<Subject<T>, 'name' | 'schema'>,
  bytes: Uint8Array,
): Promise<{ readonly message: T } | { readonly reason: string }> {
  try {
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b
    const json = isZipped ? await promisify(gunzip)(bytes, { maxOutputLength: longest }) : Buffer.from(bytes)
    return { message: subject.schema.parse(JSON.parse(json.toString('utf8'))) }
  } catch (error) {
    return {
      reason: `it is no message of "${subject.name}" (${error instanceof Error ? error.message : String(error)})`,
    }
  }
}
