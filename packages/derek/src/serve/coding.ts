import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** What a page may be compressed by, the best first. */
const codings = ['br', 'gzip'] as const
export type Coding = (typeof codings)[number]

const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: 1 } }

export async function compress(body: Uint8Array, coding: Coding): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(coding === 'br' ? await promisify(brotliCompress)(body, quality) : await promisify(gzip)(body))
}

/** The best coding that a request takes. */
export function codingFor(header: string | undefined): Coding | undefined {
  const taken = (header ?? '').split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    return parameters.some((parameter) => /^q=0(?:\.0*)?$/u.test(parameter)) ? [] : [name]
  })
  return codings.find((coding) => taken.includes(coding))
}
