import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Export, exportOf, exportSchemas, extensionsOf, whats } from '../exports/exports.js'
import { articleFormats, type Format, type WholeArticle, type Written } from '../exports/formats.js'
import { wholeArticle } from '../exports/rows.js'
import type { BaseOf } from '../serve/address.js'
import type { Store } from '../store/store.js'
import type { Log } from '../telemetry/log.js'
import { answerOf, type Problem, problem, problemContent, problemOfRequest } from './problem.js'

/**
 * Exports. The format is the end of the address: /api/articles/{id}.jsonld, /api/export/statements.csv. An article can
 * also be asked for in a format by Accept, at its own address.
 */

export interface ExportOptions {
  readonly store: Store
  readonly baseOf: BaseOf
  readonly log: Log
}

export function exportRoutes(api: OpenAPIHono, { store, baseOf, log }: ExportOptions): void {
  api.get('/api/export/:name', async (c) => {
    const name = c.req.param('name')
    const found = exportOf(name)
    if (found === undefined) return answerOf(unknownExport(name))
    return answerExport(c, found, { name, store, baseOf, log })
  })

  api.get('/api/articles/:file{[^/.]+\\.[^/]+}', async (c) => {
    const file = c.req.param('file')
    const dot = file.indexOf('.')
    const [id, extension] = [file.slice(0, dot), file.slice(dot + 1)]
    const format = articleFormats.find((candidate) => candidate.extension === extension)
    if (format === undefined) return answerOf(unknownFormat(extension))
    return answerArticle(c, id, format)
  })

  api.get('/api/articles/:id', async (c, next) => {
    c.header('vary', 'accept', { append: true })
    const type = preferred(c.req.header('accept') ?? '*/*', negotiated)
    const format = type === json ? undefined : articleFormats.find((candidate) => candidate.type === type)
    return format === undefined ? next() : answerArticle(c, c.req.param('id'), format)
  })

  api.get('/api/articles/:id/blocks/:block', async (c) => {
    const record = await store.article(c.req.param('id'))
    const block = record?.blocks.find(({ id }) => id === c.req.param('block'))
    return block === undefined ? answerOf(noArticle) : c.text(block.text)
  })

  async function answerArticle(c: Context, id: string, format: Format<WholeArticle>): Promise<Response> {
    const article = await wholeArticle(store, id)
    if (article === undefined) return answerOf(noArticle)
    const base = baseOf(c)
    const written = format.write([article], { base, address: `${base}/api/articles/${id}.${format.extension}` })
    return c.body(await textOf(written), 200, headersOf(format.type, `${id}.${format.extension}`))
  }

  describeRoutes(api)
}

/** Answers as it is written; what is wrong before that is still said. */
async function answerExport(
  c: Context,
  { type, write }: Export,
  { name, store, baseOf, log }: ExportOptions & { readonly name: string },
): Promise<Response> {
  const base = baseOf(c)
  try {
    const written = write(store, c.req.query(), {
      base,
      address: `${base}/api/export/${name}${new URL(c.req.url).search}`,
    })
    const chunks = written[Symbol.asyncIterator]()
    const first = await chunks.next()
    return c.body(streamOf(first, chunks, log), 200, headersOf(type, name))
  } catch (error) {
    if (error instanceof z.ZodError) return answerOf(problemOfRequest(error))
    throw error
  }
}

type Chunks = AsyncIterator<string | Uint8Array>

/** So much text is put together before it is sent: a line by itself costs more to send than to write. */
const chunkSize = 64 * 1024

/** The chunks as whoever reads them takes them; when that ends before they do, no more are asked for. */
function streamOf(
  first: IteratorResult<string | Uint8Array>,
  rest: Chunks,
  log: Log,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let next: IteratorResult<string | Uint8Array> | undefined = first
  return new ReadableStream({
    async pull(controller) {
      try {
        let text = ''
        for (;;) {
          const result = next ?? (await rest.next())
          next = undefined
          const isText = result.done !== true && typeof result.value === 'string'
          if (isText) text += result.value
          if (isText && text.length < chunkSize) continue
          if (text !== '') controller.enqueue(encoder.encode(text))
          if (result.done === true) controller.close()
          else if (typeof result.value !== 'string') controller.enqueue(new Uint8Array(result.value))
          return
        }
      } catch (error) {
        log('an export broke off', { level: 'error', error })
        controller.error(error)
      }
    },
    async cancel() {
      await rest.return?.()
    },
  })
}

async function textOf(written: Written): Promise<string> {
  let text = ''
  for await (const part of written) text += String(part)
  return text
}

/**
 * A browser shows JSON; what it cannot show it keeps as a file. The addresses in it may be of what a request said of its
 * host, so that no cache gives it to others.
 */
function headersOf(type: string, name: string): Record<string, string> {
  const disposition = /json/u.test(type) ? 'inline' : 'attachment'
  return {
    'content-type': type,
    'content-disposition': `${disposition}; filename="${name.replace(/[^\w.-]/gu, '_')}"`,
    'cache-control': 'private, no-cache',
  }
}

const noArticle: Problem = problem('not-found', 404, 'There is no such article')

const unknownFormat = (extension: string): Problem =>
  problem(
    'unknown-format',
    404,
    'There is no such format',
    `an article is not given as "${extension.slice(0, 40)}", but as ${articleFormats.map((one) => one.extension).join(', ')}`,
  )

function unknownExport(name: string): Problem {
  const what = whats.find((one) => name === one || name.startsWith(`${one}.`))
  const known =
    what === undefined ? `there are ${whats.join(', ')}` : `${what} are given as ${extensionsOf(what).join(', ')}`
  return problem('unknown-format', 404, 'There is no such export', `"${name.slice(0, 60)}" is none: ${known}`)
}

const json = 'application/json'

/** What an article can be asked for by Accept: JSON, which is first, and each format that has a type of its own. */
const negotiated: readonly string[] = [
  json,
  ...articleFormats
    .filter(({ extension }) => !['ninjs.json', 'events.csv', 'conllu'].includes(extension))
    .map(({ type }) => type),
]

interface MediaType {
  readonly type: string
  readonly profile: string | undefined
  readonly quality: number
}

/** A media type or range, with what of its parameters tells them apart. */
function mediaTypeOf(written: string): MediaType {
  const [type = '', ...parameters] = written.split(';').map((part) => part.trim())
  const value = (name: string): string | undefined =>
    parameters
      .map((parameter) => /^([^=\s]+)\s*=\s*"?([^"]*)"?$/u.exec(parameter))
      .find((match) => match?.[1]?.toLowerCase() === name)?.[2]
  const quality = Number(value('q') ?? '1')
  return { type: type.toLowerCase(), profile: value('profile'), quality: Number.isNaN(quality) ? 0 : quality }
}

const mostRanges = 50

/** Which of the types offered is wanted most; the first of those wanted as much. Undefined where none is. */
export function preferred(accept: string, offered: readonly string[]): string | undefined {
  const ranges = accept.slice(0, 4_000).split(',', mostRanges).map(mediaTypeOf)
  const wanted = offered.map((written) => {
    const { type, profile } = mediaTypeOf(written)
    // How closely a range names a type goes before how much it is wanted.
    const fitting = ranges
      .map((range) => ({ quality: range.quality, closeness: closenessOf(range, type, profile) }))
      .filter(({ closeness }) => closeness > 0)
      .sort((a, b) => b.closeness - a.closeness)
    return { written, quality: fitting[0]?.quality ?? 0 }
  })
  const most = Math.max(...wanted.map(({ quality }) => quality))
  return most > 0 ? wanted.find(({ quality }) => quality === most)?.written : undefined
}

function closenessOf(range: MediaType, type: string, profile: string | undefined): number {
  if (range.type === '*/*') return 1
  if (range.type === `${type.split('/')[0]}/*`) return 2
  if (range.type !== type || (range.profile ?? profile) !== profile) return 0
  return range.profile === undefined ? 3 : 4
}

const text = { schema: z.string() }

/** What the description of the API says of them. */
function describeRoutes({ openAPIRegistry: registry }: OpenAPIHono): void {
  const extension = (list: readonly [string, ...string[]]) => z.object({ format: z.enum(list) })
  const [first = '', ...others] = articleFormats.map((format) => format.extension)
  registry.registerPath({
    method: 'get',
    path: '/api/articles/{id}.{format}',
    summary: 'An article in another format',
    description: 'The same by Accept at /api/articles/{id}, where the format has a media type of its own.',
    request: { params: z.object({ id: z.string() }).extend(extension([first, ...others]).shape) },
    responses: {
      200: { description: 'The article', content: { '*/*': text } },
      404: { description: 'No such article or format', content: problemContent },
    },
  })
  registry.registerPath({
    method: 'get',
    path: '/api/articles/{id}/blocks/{block}',
    summary: 'The text of one block of an article: what the positions of its annotations are in',
    request: { params: z.object({ id: z.string(), block: z.string() }) },
    responses: {
      200: { description: 'The text', content: { 'text/plain': text } },
      404: { description: 'No such article or block', content: problemContent },
    },
  })
  for (const what of whats) {
    const [one = '', ...more] = extensionsOf(what)
    registry.registerPath({
      method: 'get',
      path: `/api/export/${what}.{format}`,
      summary: `Export: ${what}, all that pass the filters`,
      description: 'Written as it is read from the store, in the order in which articles arrived.',
      request: { params: extension([one, ...more]), query: exportSchemas[what] },
      responses: {
        200: { description: 'The export', content: { '*/*': text } },
        400: { description: 'What is wrong', content: problemContent },
        404: { description: 'No such format', content: problemContent },
      },
    })
  }
}
