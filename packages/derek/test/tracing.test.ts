import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { headers } from '@nats-io/transport-node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { stageNames } from '../src/flow/worker.js'
import { openStore } from '../src/store/store.js'
import { extract, inject } from '../src/telemetry/context.js'
import { inStage, stageMetrics } from '../src/telemetry/stages.js'
import { startTracing } from '../src/telemetry/tracing.js'
import { addressOf, start } from './command.js'
import { makeDatabase, server } from './database.js'
import { hasNats, makeNats } from './nats.js'
import { newsPage, serveSite } from './web.js'

const valueSchema = z.object({ stringValue: z.string().optional(), intValue: z.unknown().optional() })
const attributesSchema = z.array(z.object({ key: z.string(), value: valueSchema })).default([])
const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: attributesSchema }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().default(''),
              name: z.string(),
              kind: z.int(),
              attributes: attributesSchema,
              status: z.object({ code: z.int().default(0) }).default({ code: 0 }),
            }),
          ),
        }),
      ),
    }),
  ),
})

const plain = (attributes: z.infer<typeof attributesSchema>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]))

type Span = Readonly<{
  service: Readonly<Record<string, unknown>>
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  kind: number
  attributes: Readonly<Record<string, unknown>>
  status: { readonly code: number }
}>

describe('traces, as a collector of OTLP over HTTP gets them', () => {
  let collector: Server
  let endpoint: string
  let spans: Span[] = []

  beforeAll(async () => {
    collector = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      expect(request.url).toBe('/v1/traces')
      const { resourceSpans } = exportSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      for (const { resource, scopeSpans } of resourceSpans) {
        const service = plain(resource.attributes)
        for (const span of scopeSpans.flatMap((scope) => scope.spans)) {
          spans.push({ ...span, service, attributes: plain(span.attributes) })
        }
      }
      response.setHeader('content-type', 'application/json').end('{}')
    })
    collector.listen(0, '127.0.0.1')
    await once(collector, 'listening')
    const address = collector.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    endpoint = `http://127.0.0.1:${address.port}`
  })
  afterAll(() => collector.close())
  beforeEach(() => {
    spans = []
  })

  const named = (name: string): Span => {
    const found = spans.find((span) => span.name === name)
    if (found === undefined) throw new Error(`no span ${name} among ${spans.map((span) => span.name).join(', ')}`)
    return found
  }

  it('are of a whole server: a request, and each stage that it led to', async () => {
    const data = await mkdtemp(join(tmpdir(), 'derek-tracing-'))
    const derek = start(['serve'], { PORT: '0', DEREK_DATA: data, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })
    const base = await addressOf(derek)
    const response = await fetch(`${base}/api/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
      body: JSON.stringify({ text: 'Көпір ашылды\nҚала әкімі Болат Сәрсенов көпір ашылды деді.' }),
    })
    const { id } = z.object({ id: z.string() }).parse(await response.json())
    derek.kill('SIGTERM')
    expect(await once(derek, 'exit')).toEqual([0, null])
    await rm(data, { recursive: true })
    const request = named('POST /api/read')
    expect(request.service).toMatchObject({ 'service.name': 'derek', 'service.version': expect.any(String) })
    // A stranger does not say which trace it is of.
    expect(request.traceId).not.toBe('a'.repeat(32))
    expect(request.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/api/read',
      'derek.request.id': response.headers.get('x-request-id'),
    })
    const own = spans.filter(({ traceId }) => traceId === request.traceId)
    const [read, save, place] = ['read', 'save', 'place'].map((name) => own.find((span) => span.name === name))
    expect([read?.parentSpanId, save?.parentSpanId, place?.parentSpanId]).toEqual([
      request.spanId,
      request.spanId,
      save?.spanId,
    ])
    expect(save?.attributes).toMatchObject({ 'derek.article.id': id })
  }, 60_000)

  it.skipIf(!hasNats || server === undefined)(
    'are one for an article, whichever workers it passes (skipped without nats-server and TEST_DATABASE_URL)',
    async () => {
      const site = await serveSite((request, response) => {
        if (request.url === '/robots.txt') return response.writeHead(404).end()
        response.setHeader('content-type', 'text/html; charset=utf-8')
        if (request.url === '/feed') return response.end('<rss><item><link>/1</link></item></rss>')
        return response.end(newsPage('Көпір ашылды', 'Ауылда жаңа көпір ашылды.'))
      })
      const folder = await mkdtemp(join(tmpdir(), 'derek-tracing-'))
      const list = join(folder, 'sources.tsv')
      const { origin } = site
      await writeFile(list, `name\tkind\thome\tfeeds\tlicence\nАуыл\tportal\t${origin}\t${origin}/feed\tinvented\n`)
      const nats = await makeNats()
      await nats.start()
      const database = await makeDatabase(server ?? '')
      const store = await openStore(database.where)
      const workers = stageNames.map((name) =>
        start(['worker', name, '--pause', '0', ...(name === 'discover' ? ['--sources', list] : [])], {
          NATS_URL: nats.url,
          DATABASE_URL: database.where.url,
          DEREK_ALLOW_ADDRESSES: '127.0.0.1/32',
          OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
          OTEL_SERVICE_NAME: `derek-${name}`,
        }),
      )
      const isKept = async (): Promise<boolean> => (await store.frontier.outcome(`${origin}/1`))?.outcome === 'read'
      for (let i = 0; i < 600 && !(await isKept()); i++) await sleep(100)
      const ended = workers.map((worker) => once(worker, 'exit'))
      for (const worker of workers) worker.kill('SIGTERM')
      expect(await Promise.all(ended)).toEqual(workers.map(() => [0, null]))
      expect(await isKept()).toBe(true)
      await store.close()
      await Promise.all([nats.remove(), database.remove(), site.close(), rm(folder, { recursive: true })])
      const { traceId } = named('save')
      const own = spans.filter((span) => span.traceId === traceId)
      const way = ['process found', 'fetch', 'process page', 'read', 'process reading', 'save', 'place'].map(
        (name) => own.find((span) => span.name === name) ?? expect.fail(`no span ${name}`),
      )
      expect(way.map(({ service }) => service['service.name'])).toEqual([
        'derek-fetch',
        'derek-fetch',
        'derek-read',
        'derek-read',
        'derek-keep',
        'derek-keep',
        'derek-keep',
      ])
      const [found, fetched, page, read, reading, save, place] = way
      expect([fetched, page, read, reading, save, place].map((span) => span?.parentSpanId)).toEqual(
        [found, found, page, page, reading, save].map((span) => span?.spanId),
      )
    },
    120_000,
  )

  it('go on in another process with the headers of a message', async () => {
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = endpoint
    const end = await startTracing(process.env, () => {})
    try {
      const message = headers()
      await inStage('fetch', { 'url.full': 'https://tobyl.example/1' }, async () => {
        for (const [name, value] of Object.entries(inject())) message.set(name, value)
      })
      await extract(message, () => inStage('read', {}, () => 'read'))
      await extract(headers(), () => inStage('save', {}, () => 'saved'))
      await extract(undefined, () => inStage('place', {}, () => 'placed'))
    } finally {
      await end()
      delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
    }
    const [fetched, read, saved] = [named('fetch'), named('read'), named('save')]
    expect([read.traceId, read.parentSpanId]).toEqual([fetched.traceId, fetched.spanId])
    expect(saved.traceId).not.toBe(fetched.traceId)
    expect([fetched.kind, read.kind]).toEqual([3, 1])
  })
})

describe('the metrics of stages', () => {
  beforeEach(() => stageMetrics.resetMetrics())

  it('count and time each step, and its errors by kind', async () => {
    class Refusal extends Error {
      readonly kind = 'refused'
    }
    await inStage('publish', {}, () => 1)
    await inStage(
      'publish',
      {},
      () => 2,
      () => 'wait',
    )
    await expect(inStage('publish', {}, () => Promise.reject(new Refusal('no')))).rejects.toThrow('no')
    const text = await stageMetrics.metrics()
    expect(text).toContain('derek_stage_seconds_count{stage="publish",outcome="done"} 1')
    expect(text).toContain('derek_stage_seconds_count{stage="publish",outcome="failed"} 2')
    expect(text).toContain('derek_stage_errors_total{stage="publish",kind="wait"} 1')
    expect(text).toContain('derek_stage_errors_total{stage="publish",kind="refused"} 1')
    expect(text).toContain('derek_stage_running{stage="publish"} 0')
  })
})
