import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Readable } from 'node:stream'
import { decode } from './decode.js'
import { SourceError } from './error.js'
import { type Fetched, fetchPage } from './fetch.js'
import { limits, mebibytes } from './limits.js'
import type { Page, PageFormat } from './schema.js'

/** Opens what a command line names: a file, an http(s) address, or - for standard input. Throws SourceErrors. */
export function open(argument: string): Promise<Page> {
  if (argument === '-') return openStdin()
  return /^[a-z][a-z\d+.-]*:\/\//iu.test(argument) ? openUrl(argument) : openFile(argument)
}

export async function openFile(path: string): Promise<Page> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new SourceError('not-found', 'there is no such file')
  if (found.isDirectory()) throw new SourceError('unreadable', 'it is a folder, not a file')
  if (found.size > limits.pageBytes) throw tooLarge(found.size, limits.pageBytes)
  return openStream(createReadStream(path), formatOfName(path))
}

export function openStdin(): Promise<Page> {
  return openStream(process.stdin, undefined)
}

export async function openUrl(url: string): Promise<Page> {
  return openFetched(await fetchPage(url))
}

/** What was fetched, as a page. Throws a SourceError where it is of a type that no article has. */
export function openFetched({ bytes, contentType, url }: Fetched): Page {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== '' && !/^(?:text\/(?:html|plain|markdown)|application\/xhtml\+xml)$/u.test(type)) {
    throw new SourceError(
      'unsupported-type',
      `${new URL(url).host} sends ${type}; articles come as HTML, plain text or Markdown`,
    )
  }
  const charset = charsetOf(contentType)
  const text = decode(bytes, charset === undefined ? {} : { charset })
  const format = type === 'text/markdown' ? 'markdown' : type === 'text/plain' ? 'text' : 'html'
  return pageOf(text, format, url)
}

export const charsetOf = (contentType: string): string | undefined =>
  /charset\s*=\s*"?([\w-]+)/iu.exec(contentType)?.[1]

/** A text that a person pasted or a program sent: what is no text in it is refused, as in a file. */
export function openText(text: string, format?: PageFormat): Page {
  return pageOf(decode(new TextEncoder().encode(text)), format)
}

async function openStream(stream: Readable, format: PageFormat | undefined): Promise<Page> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      size += bytes.length
      if (size > limits.pageBytes) throw tooLarge(size, limits.pageBytes)
      chunks.push(bytes)
    }
  } catch (error) {
    if (error instanceof SourceError) throw error
    throw new SourceError('unreadable', `it cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
  return pageOf(decode(Buffer.concat(chunks)), format)
}

function pageOf(content: string, format: PageFormat | undefined, url?: string): Page {
  const known = format ?? sniff(content)
  if (known !== 'html' && content.length > limits.textCharacters) {
    throw new SourceError(
      'too-large',
      `its text has ${content.length} characters; an article has ${limits.textCharacters} at most`,
    )
  }
  return url === undefined ? { content, format: known } : { content, format: known, url }
}

const tooLarge = (size: number, limit: number): SourceError =>
  new SourceError('too-large', `it has ${mebibytes(size)} or more; ${mebibytes(limit)} is the most that is read`)

const formats: Readonly<Record<string, PageFormat>> = {
  '.html': 'html', '.htm': 'html', '.xhtml': 'html', '.md': 'markdown', '.markdown': 'markdown', '.txt': 'text',
} // biome-ignore format: a table

const formatOfName = (path: string): PageFormat | undefined => formats[extname(path).toLowerCase()]

/** A text that begins with markup, or has a paragraph of it, is HTML. */
export function sniff(content: string): PageFormat {
  const head = content.slice(0, 4096)
  return /^\s*(?:<!doctype\s+html|<html|<\?xml|<head|<body|<article|<main|<div|<p[\s>])/iu.test(head) ||
    /<\/(?:p|div|article)>/iu.test(head)
    ? 'html'
    : 'text'
}
