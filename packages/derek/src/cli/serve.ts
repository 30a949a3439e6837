import { z } from 'zod'
import { memoryBus } from '../flow/memory.js'
import { type NatsBus, natsBus } from '../flow/nats.js'
import { type Flow, stageNames } from '../flow/worker.js'
import { usualLimits } from '../serve/limit.js'
import { type ServeOptions, type Serving, serve } from '../serve/serve.js'
import { stagesBeside } from '../serve/work.js'
import { noQueues, type Queues } from '../status/status.js'
import type { Log } from '../telemetry/log.js'
import { passwordIn } from '../telemetry/secrets.js'
import { startTracing } from '../telemetry/tracing.js'
import { argumentsOf, environmentOf } from './arguments.js'
import { endAtLast, longestEndOf } from './ending.js'
import { paceOf, paceOptions, sourcesOf } from './flow.js'
import { logsOf } from './log.js'
import { databaseUrlOf, natsUrlOf, placeOf, webAddressSchema } from './place.js'
import { telegramOf } from './publish.js'
import { secretOf } from './secret.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const serveHelp = `derek serve [options]

  Serves the site and the API over the articles kept in DEREK_DATA, an embedded database that is made if it is not
  there, with sample articles; or in PostgreSQL 15 or later at DATABASE_URL. Ctrl-C or SIGTERM ends it.

  --sources FILE   watches the sources of a list: discovers, fetches, reads and keeps in this process; \`all\` are those
                   of packages/derek/data/sources.tsv. DEREK_SOURCES says the same. Without it no site is asked.
  --every SECONDS  between two looks at a feed (900)
  --pause SECONDS  between two requests to one host (2; more where robots.txt asks for more)
  --since DAYS     what is older is not taken (3)

  Raw responses are kept as WARC in DEREK_DATA/warc. With NATS_URL, those stages are left to derek worker, and the
  status page shows what waits for it.

  Meanwhile it tells of saved searches (letters need DEREK_SMTP_URL and DEREK_MAIL_FROM), looks for alerts, and posts
  to channels as derek publish does where DEREK_TELEGRAM_TOKEN is set. DEREK_URL is the public address behind a proxy,
  which feeds and exports give; DEREK_HUB a WebSub hub of the feeds. Each secret may be in a file instead, of mode 600:
  DEREK_TOKEN_FILE, DEREK_SMTP_URL_FILE, DEREK_TELEGRAM_TOKEN_FILE, DATABASE_URL_FILE. One address may ask
  DEREK_READS_A_MINUTE (600) and DEREK_WRITES_A_MINUTE (60) times; DEREK_BEHIND_PROXY=1 takes it from X-Forwarded-For.
  DEREK_LOG=json writes its log as lines of JSON; docs/operation.md says how it is watched over, upgraded and ended.
`

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DEREK_DATA: z.string().min(1).default('.derek'),
  DEREK_BEHIND_PROXY: z.enum(['', '0', '1']).default(''),
  DEREK_READS_A_MINUTE: z.coerce.number().int().min(1).default(usualLimits.reads),
  DEREK_WRITES_A_MINUTE: z.coerce.number().int().min(1).default(usualLimits.writes),
  DEREK_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/u })]).default(''),
  DEREK_HUB: z.union([z.literal(''), webAddressSchema]).default(''),
  DEREK_DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(0),
  DEREK_SOURCES: z.string().default(''),
  DEREK_MAIL_FROM: z.union([z.literal(''), z.email()]).default(''),
})

/** `derek serve`: ends when it is told to, with exit code 0. */
export async function serveCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf('serve', args, { options: { ...paceOptions, sources: { type: 'string' } } })
  const pace = paceOf('serve', values)
  const longest = longestEndOf('serve')
  const nats = natsUrlOf('serve')
  if (nats !== '' && values.sources !== undefined) {
    throw new UsageError('serve: --sources: NATS_URL is set, so workers watch: derek worker discover --sources')
  }
  const listed = values.sources ?? environmentOf('serve', environmentSchema).DEREK_SOURCES
  const sources = nats !== '' || listed === '' ? [] : await sourcesOf(listed)
  const where = await servedWhere('serve')
  const { log, requestLog, events } = logsOf('serve', terminal, [...secretsIn(where), ...passwordIn(nats)])
  const endTracing = await startTracing(process.env, log)
  const ending = new AbortController()
  const { signal } = ending
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      ending.abort(name)
      endAtLast(drainOf('serve', signal).drain + longest, log)
    })
  }
  const streams = nats === '' ? undefined : watchStreams(nats, log, signal)
  const flow: Flow | undefined =
    streams === undefined ? { stages: stageNames, bus: memoryBus(), sources, ...pace } : undefined
  try {
    const serving = await serve({
      ...where,
      log,
      events,
      signal,
      queues: flow?.bus.queues ?? streams?.queues ?? noQueues,
      ...(flow === undefined ? {} : { flow }),
      ...(sources.length === 0 ? {} : { archive: placeOf('serve').folder }),
      ...(requestLog === undefined ? {} : { requestLog }),
    })
    terminal.print(`Derek: ${serving.url}\n`)
    tellFirst(serving, terminal)
    terminal.print(`Stages: ${stagesBeside(flow, where.telegram).join(', ')}. ${watchedBy(flow)}\n`)
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    await serving.close(drainOf('serve', signal))
    return exit.done
  } finally {
    ending.abort()
    await streams?.close()
    await endTracing()
  }
}

/** What is watched, and how that is said. */
function watchedBy(flow: Flow | undefined): string {
  if (flow === undefined) return `${stageNames.join(', ')} are left to the workers at NATS_URL (derek worker)`
  if (flow.sources.length === 0) return 'No source is watched: derek serve --sources all, or --sources FILE'
  return `Watched: ${flow.sources.map(({ name }) => name).join(', ')}`
}

/** Looks on at the streams of workers; the server does not wait for NATS, nor end with it. */
function watchStreams(url: string, log: Log, signal: AbortSignal) {
  let bus: NatsBus | undefined
  const connecting = natsBus({ url, name: 'derek serve', say: log, signal }).then(
    (connected) => {
      bus = connected
    },
    (error: unknown) => log('the streams of NATS are not looked at', { level: 'error', error }),
  )
  const queues: Queues = async () => (await bus?.queues().catch(() => undefined)) ?? []
  return {
    queues,
    async close() {
      await connecting
      await bus?.close()
    },
  }
}

/** How long a server that is told to end goes on: whoever presses Ctrl-C does not wait. */
export const drainOf = (command: string, { reason }: AbortSignal): { readonly drain: number } => ({
  drain: reason === 'SIGTERM' ? environmentOf(command, environmentSchema).DEREK_DRAIN_SECONDS : 0,
})

/** What must never stand in the log of a server. */
export const secretsIn = ({ token, telegram, mail }: Omit<ServeOptions, 'log'>): readonly string[] => [
  ...(token === undefined ? [] : [token]),
  ...(telegram === undefined ? [] : [telegram.token]),
  ...(mail === undefined ? [] : passwordIn(mail.server)),
]

/** Where the environment says that Derek serves, and from which store. */
export async function servedWhere(command: string): Promise<Omit<ServeOptions, 'log'>> {
  const environment = environmentOf(command, environmentSchema)
  const { PORT: port, HOST: host, DEREK_DATA: folder, DEREK_URL: publicUrl } = environment
  const url = databaseUrlOf(command)
  const token = secretOf(command, 'DEREK_TOKEN')
  if (token !== undefined && token.length < 16) throw new UsageError(`${command}: DEREK_TOKEN: at least 16 characters`)
  const smtp = secretOf(command, 'DEREK_SMTP_URL') ?? ''
  const from = environment.DEREK_MAIL_FROM
  if (smtp !== '' && from === '') throw new UsageError(`${command}: DEREK_MAIL_FROM: whom letters are from`)
  const telegram = await telegramOf(command)
  return {
    host,
    port,
    data: url === '' ? { folder } : { url },
    limits: { reads: environment.DEREK_READS_A_MINUTE, writes: environment.DEREK_WRITES_A_MINUTE },
    behindProxy: environment.DEREK_BEHIND_PROXY === '1',
    ...(token === undefined ? {} : { token }),
    ...(publicUrl === '' ? {} : { publicUrl }),
    ...(environment.DEREK_HUB === '' ? {} : { hub: environment.DEREK_HUB }),
    ...(smtp === '' ? {} : { mail: { server: smtp, from } }),
    ...(telegram === undefined ? {} : { telegram }),
  }
}

/** Says once where the first account is made. */
export function tellFirst({ join }: Serving, terminal: Terminal): void {
  if (join !== undefined) terminal.print(`The desk's first administrator, once, within a day: ${join}\n`)
}
