import { SourceError } from './error.js'

/** Beginnings of files that are no text, and what to call them. */
const magic: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a ZIP archive or an office document', [0x50, 0x4b, 0x03, 0x04]],
  ['an old office document', [0xd0, 0xcf, 0x11, 0xe0]],
  ['gzip data', [0x1f, 0x8b]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
]

const startsWith = (bytes: Uint8Array, wanted: readonly number[]): boolean =>
  wanted.every((byte, i) => bytes[i] === byte)

/**
 * Bytes to text: by byte order mark, by the charset that HTTP or the page declares, as UTF-8 if that holds without a
 * fault, else as windows-1251. Throws a SourceError of kind empty, binary or encoding.
 */
export function decode(bytes: Uint8Array, hint: { readonly charset?: string } = {}): string {
  if (bytes.length === 0) throw new SourceError('empty', 'it is empty')
  const kind = magic.find(([, wanted]) => startsWith(bytes, wanted))
  if (kind !== undefined) throw new SourceError('binary', `it is ${kind[0]}, not text`)
  const text = decodeText(bytes, hint.charset).replace(/^\uFEFF/u, '')
  if (text.trim() === '') throw new SourceError('empty', 'it has no text')
  if (Array.from(text.slice(0, 65_536)).some(isControl)) throw new SourceError('binary', 'it is binary, not text')
  return text
}

/** Control characters that no text has; tabs, breaks and the escape of terminals may be there. */
const isControl = (character: string): boolean => {
  const code = character.charCodeAt(0)
  return code < 9 || (code > 13 && code < 32 && code !== 27)
}

function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.subarray(0, 65_536).includes(0)) throw new SourceError('binary', 'it is binary, not text')
  const declared = charset ?? declaredCharset(bytes)
  const utf8 = tryDecode(bytes, 'utf-8')
  // A page that is valid UTF-8 and has Kazakh letters is UTF-8, whatever it declares.
  if (utf8 !== undefined) return utf8
  const mostly = mostlyUtf8(bytes)
  if (mostly !== undefined) return mostly
  const named = declared === undefined ? undefined : tryDecode(bytes, declared)
  const text = named ?? tryDecode(bytes, 'windows-1251')
  if (text === undefined) throw new SourceError('encoding', 'its encoding is none that is known: save it as UTF-8')
  return text
}

/** Of what is no ASCII, at the least this share must be whole for a text with faults to be UTF-8. */
const wholeShare = 0.9

/** UTF-8 with some faults, cut or glued by a server: other encodings of Kazakh have hardly a sequence that is whole. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes)
  const beyondAscii = text.match(/[^\p{ASCII}]/gu)?.length ?? 0
  const faults = text.match(/\uFFFD/gu)?.length ?? 0
  return faults < beyondAscii * (1 - wholeShare) ? text : undefined
}

/** The charset that the page's own head declares. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1]
}

function tryDecode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
