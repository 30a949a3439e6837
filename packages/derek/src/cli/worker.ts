import { z } from 'zod'
import { openRawArchive, type RawArchive } from '../flow/archive.js'
import type { Bus } from '../flow/bus.js'
import { takeOverJournal } from '../flow/journal.js'
import { memoryBus } from '../flow/memory.js'
import { natsBus } from '../flow/nats.js'
import { runStoreStage, storeStageNames } from '../flow/store-stages.js'
import { type StageName, stageNames, work } from '../flow/worker.js'
import { listenForHealth } from '../serve/health.js'
import { openPatiently } from '../serve/serve.js'
import type { Store } from '../store/store.js'
import { passwordIn } from '../telemetry/secrets.js'
import { startTracing } from '../telemetry/tracing.js'
import { argumentsOf, environmentOf } from './arguments.js'
import { endAtLast, longestEndOf } from './ending.js'
import { paceOf, paceOptions, sourcesOf } from './flow.js'
import { logsOf } from './log.js'
import { natsUrlOf, placeOf } from './place.js'
import { secretsIn, servedWhere } from './serve.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const workerHelp = `derek worker STAGE… [options]

  Runs stages until Ctrl-C or SIGTERM: discover (looks at the feeds of sources), fetch, read (pages to records), keep
  (into the store), and notify, publish and alerts, which take their work from the store. Any number of workers share the work
  between streams of NATS JetStream at NATS_URL, with the store in PostgreSQL at DATABASE_URL. Without NATS_URL, the four
  first run together in one process, over DEREK_DATA too. What cannot be handled is shown by derek dead. At
  DEREK_HEALTH_PORT of HOST a worker answers /healthz, /readyz and /metrics. What has not ended DEREK_END_SECONDS (60)
  after it was told to is left.

  --sources FILE    another list than packages/derek/data/sources.tsv; DEREK_SOURCES says the same
  --every SECONDS   between two looks at a feed (900)
  --pause SECONDS   between two requests to one host, by all workers together (2; more where robots.txt asks for more)
  --since DAYS      what is older is not taken (3)
  --archive FOLDER  fetch keeps raw responses there as WARC; each worker has a folder of its own
`

const known = [...stageNames, ...storeStageNames] as const
type Known = (typeof known)[number]

const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  DEREK_SOURCES: z.string().default(''),
  DEREK_HEALTH_PORT: z.union([z.literal(''), z.coerce.number().int().min(0).max(65_535)]).default(''),
})

/** `derek worker`: ends when it is told to, with exit code 0, after what is under way. */
export async function workerCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  const stages = [...new Set(positionals.map(stageOf))]
  if (stages.length === 0) throw new UsageError(`worker: which stages? There are ${known.join(', ')}`)
  const flowing = stageNames.filter((name) => stages.includes(name))
  const url = natsUrlOf('worker')
  const place = placeOf('worker')
  checkPlaces(flowing, url, place.store)
  const pace = paceOf('worker', values)
  const longest = longestEndOf('worker')
  const { HOST: host, DEREK_HEALTH_PORT: port, DEREK_SOURCES } = environmentOf('worker', environmentSchema)
  const sources = flowing.includes('discover') ? await sourcesOf(values.sources ?? (DEREK_SOURCES || 'all')) : []
  const where = await servedWhere('worker')
  const { telegram, mail, publicUrl } = where
  if (stages.includes('publish') && telegram === undefined) {
    throw new UsageError('worker: publish: DEREK_TELEGRAM_TOKEN is not set')
  }
  if (stages.includes('notify') && mail !== undefined && publicUrl === undefined) {
    throw new UsageError('worker: notify: DEREK_URL: letters have links to the site')
  }
  const { log: say } = logsOf('worker', terminal, [...secretsIn(where), ...passwordIn(url)])
  const endTracing = await startTracing(process.env, say)
  const ending = new AbortController()
  const { signal } = ending
  const end = (): void => {
    ending.abort()
    endAtLast(longest, say)
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, end)
  let store: Store | undefined
  let bus: Bus | undefined
  let archive: RawArchive | undefined
  let health: Awaited<ReturnType<typeof listenForHealth>> | undefined
  try {
    const needsStore = stages.some((name) => name !== 'read')
    if (needsStore) store = await openPatiently(place.store, { log: say, signal })
    if (url === '' && store !== undefined) await takeOverJournal(place.folder, store, say)
    if (values.archive !== undefined && store !== undefined) {
      archive = await openRawArchive(values.archive, store.responses)
    }
    if (flowing.length > 0) {
      bus = url === '' ? memoryBus() : await natsBus({ url, name: `derek ${flowing.join(' ')}`, say, signal })
    }
    if (port !== '') {
      health = await listenForHealth({
        host,
        port,
        isReady: async () => {
          await Promise.all([store?.version(), bus?.waiting()])
          return true
        },
        ...(store === undefined ? {} : { store }),
        ...(bus === undefined ? {} : { queues: bus.queues }),
      })
      say(`/healthz, /readyz and /metrics at ${health.url}`)
    }
    terminal.print(`Derek works: ${stages.join(', ')}\n`)
    const works: Promise<void>[] = []
    if (bus !== undefined) {
      const raw = archive === undefined ? {} : { archive }
      works.push(work({ stages: flowing, bus, store, sources, ...pace, signal, say, ...raw }))
    }
    for (const name of storeStageNames.filter((one) => stages.includes(one))) {
      if (store === undefined) continue
      const told = { ...(mail === undefined ? {} : { mail }), ...(telegram === undefined ? {} : { telegram }) }
      works.push(runStoreStage(name, { ...told, store, site: publicUrl ?? '', say, signal }))
    }
    await Promise.all(works)
    return exit.done
  } catch (error) {
    if (signal.aborted) return exit.done
    throw error
  } finally {
    ending.abort()
    await health?.close()
    await bus?.close()
    await archive?.close()
    await store?.close()
    await endTracing()
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, end)
  }
}

/** What is not on streams must be in this process, from its beginning to its end. */
function checkPlaces(stages: readonly StageName[], url: string, store: ReturnType<typeof placeOf>['store']): void {
  if (stages.length === 0) return
  if (url === '' && stages.length < stageNames.length) {
    throw new UsageError(
      `worker: NATS_URL is not set: without streams between them, ${stageNames.join(', ')} run in one process, all of them`,
    )
  }
  if (url !== '' && 'folder' in store && stages.some((name) => name !== 'read')) {
    throw new UsageError('worker: DATABASE_URL is not set: workers share a store in PostgreSQL')
  }
}

function stageOf(name: string): Known {
  const found = known.find((one) => one === name)
  if (found === undefined) throw new UsageError(`worker: there is no stage "${name}"; there are ${known.join(', ')}`)
  return found
}

const parse = (args: readonly string[]) =>
  argumentsOf('worker', args, {
    allowPositionals: true,
    options: {
      ...paceOptions,
      sources: { type: 'string' },
      archive: { type: 'string' },
    },
  })
