import { type Serving, serveStore } from '../serve/serve.js'
import type { Queues } from '../status/status.js'
import { startTracing } from '../telemetry/tracing.js'
import { openCollection } from '../watch/open.js'
import { watchedSources } from '../watch/sources.js'
import { watch } from '../watch/watch.js'
import { argumentsOf } from './arguments.js'
import { paceOf, paceOptions } from './flow.js'
import { logsOf } from './log.js'
import { placeOf } from './place.js'
import { drainOf, secretsIn, servedWhere, tellFirst } from './serve.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const watchHelp = `derek watch [NAME…] [options]

  Watches the sources of a list (all, or those named), and takes each article once: fetched as its site allows, raw
  response kept as WARC in DEREK_DATA/warc, article in the store. Says what it does. Ctrl-C or SIGTERM ends it; killed
  at any point, it goes on where it was. DEREK_CONTACT, an address of mail or of a page, tells the sites whom to write to.

  --sources FILE   another list than packages/derek/data/sources.tsv
  --serve          serves the site and the API over the store meanwhile, at HOST and PORT, as derek serve does
  --once           looks at each source once, takes what is there, and ends
  --every SECONDS  between two looks at a feed (900)
  --pause SECONDS  between two requests to one host (2; more where robots.txt asks for more)
  --since DAYS     what is older is not taken (3)
`

/** `derek watch`: ends when it is told to, with exit code 0. */
export async function watchCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  const pace = paceOf('watch', values)
  const all = await watchedSources(values.sources)
  const unknown = positionals.find((wanted) => !all.some(({ name }) => name === wanted))
  if (unknown !== undefined) {
    throw new UsageError(`watch: no source is named "${unknown}"; there are ${all.map(({ name }) => name).join(', ')}`)
  }
  const sources = positionals.length === 0 ? all : all.filter(({ name }) => positionals.includes(name))
  const where = values.serve === true ? await servedWhere('watch') : undefined
  const ending = new AbortController()
  const end = (name: NodeJS.Signals): void => ending.abort(name)
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, end)
  const { log, say, requestLog, events } = logsOf('watch', terminal, where === undefined ? [] : secretsIn(where))
  const endTracing = await startTracing(process.env, log)
  const collection = await openCollection(placeOf('watch'), { pause: pace.pause * 1000, signal: ending.signal })
  const { waiting } = collection.journal.state
  const queues: Queues = async () => [{ name: 'found', waiting: waiting.size }]
  let failures = 0
  let serving: Serving | undefined
  try {
    if (where !== undefined) {
      serving = await serveStore(collection.store, {
        ...where,
        log,
        events,
        queues,
        ...(requestLog === undefined ? {} : { requestLog }),
      })
      terminal.print(`Derek: ${serving.url}\n`)
      tellFirst(serving, terminal)
    }
    await watch(sources, collection, {
      every: pace.every * 1000,
      since: pace.since * 1000,
      once: values.once === true,
      signal: ending.signal,
      say,
      onLook: (look) =>
        collection.store.operation
          .looked(look)
          .catch((error: unknown) => log('a look was not written down', { level: 'warn', stage: 'fetch', error })),
      complain: (message, about) => {
        failures++
        log(message, { level: 'warn', ...about })
      },
    })
  } finally {
    // Where it ends by a fault, what waits for the turn of a host waits no longer.
    ending.abort()
    await serving?.close(drainOf('watch', ending.signal))
    await collection.close()
    await endTracing()
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, end)
  }
  return values.once === true && failures > 0 ? exit.failed : exit.done
}

const parse = (args: readonly string[]) =>
  argumentsOf('watch', args, {
    allowPositionals: true,
    options: {
      sources: { type: 'string' },
      serve: { type: 'boolean' },
      once: { type: 'boolean' },
      ...paceOptions,
    },
  })
