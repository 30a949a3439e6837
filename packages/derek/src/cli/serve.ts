import { z } from 'zod'
import { type NatsBus, natsBus } from '../flow/nats.js'
import { usualLimits } from '../serve/limit.js'
import { type ServeOptions, type Serving, serve } from '../serve/serve.js'
import type { Queues } from '../status/status.js'
import type { Log } from '../telemetry/log.js'
import { passwordIn } from '../telemetry/secrets.js'
import { startTracing } from '../telemetry/tracing.js'
import { argumentsOf, environmentOf } from './arguments.js'
import { logsOf } from './log.js'
import { databaseUrlOf, natsUrlOf, webAddressSchema } from './place.js'
import { telegramOf } from './publish.js'
import { secretOf } from './secret.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const serveHelp = `derek serve

  Serves the site and the API over the articles kept in DEREK_DATA, an embedded database that is made if it is not
  there, with sample articles; or in PostgreSQL 15 or later at DATABASE_URL. Ctrl-C or SIGTERM ends it.

  Meanwhile it tells of saved searches (letters need DEREK_SMTP_URL and DEREK_MAIL_FROM), and posts to channels as
  derek publish does where DEREK_TELEGRAM_TOKEN is set. DEREK_URL is the public address behind a proxy, which
  feeds and exports give; DEREK_HUB a WebSub hub of the feeds. Each secret may
  be in a file instead, of mode 600: DEREK_TOKEN_FILE, DEREK_SMTP_URL_FILE, DEREK_TELEGRAM_TOKEN_FILE, DATABASE_URL_FILE. One address may ask
  DEREK_READS_A_MINUTE (600) and DEREK_WRITES_A_MINUTE (60) times; DEREK_BEHIND_PROXY=1 takes it from X-Forwarded-For.
  NATS_URL has the status page show what waits for workers. DEREK_LOG=json writes its log as lines of JSON; docs/operation.md says how it is watched over, upgraded and ended.
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
  DEREK_MAIL_FROM: z.union([z.literal(''), z.email()]).default(''),
})

/** `derek serve`: ends when it is told to, with exit code 0. */
export async function serveCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  argumentsOf('serve', args, { options: {} })
  const { data, ...where } = await servedWhere('serve')
  const { log, requestLog, events } = logsOf('serve', terminal, [
    ...secretsIn({ data, ...where }),
    ...passwordIn(natsUrlOf('serve')),
  ])
  const endTracing = await startTracing(process.env, log)
  const ending = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort(name))
  const { signal } = ending
  const streams = watchStreams(natsUrlOf('serve'), log, signal)
  try {
    const serving = await serve({
      ...where,
      data,
      log,
      events,
      signal,
      ...(streams === undefined ? {} : { queues: streams.queues }),
      ...(requestLog === undefined ? {} : { requestLog }),
    })
    terminal.print(`Derek: ${serving.url}\n`)
    tellFirst(serving, terminal)
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    await serving.close(drainOf('serve', signal))
    return exit.done
  } finally {
    ending.abort()
    await streams?.close()
    await endTracing()
  }
}

/** Looks on at the streams of workers, where there are some; the server does not wait for NATS, nor end with it. */
function watchStreams(url: string, log: Log, signal: AbortSignal) {
  if (url === '') return undefined
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
