import type { RawArchive } from '../flow/archive.js'
import { openFolder } from '../flow/folder.js'
import { memoryBus } from '../flow/memory.js'
import { stageNames, work } from '../flow/worker.js'
import { openPatiently, type Serving, serveStore } from '../serve/serve.js'
import type { Store } from '../store/store.js'
import type { Log } from '../telemetry/log.js'
import { startTracing } from '../telemetry/tracing.js'
import { watchedSources } from '../watch/sources.js'
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
  --once           looks at each source once, takes what is there, and ends; says what is left of hosts that ask to be
                   left alone for longer than half a minute
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
  const { folder, store: place } = placeOf('watch')
  const { signal } = ending
  const bus = memoryBus()
  let faults = 0
  const tell: Log = (message, about = {}) => {
    if (about.level === undefined || about.level === 'info') return say(message, about)
    faults++
    log(message, about)
  }
  let store: Store | undefined
  let archive: RawArchive | undefined
  let serving: Serving | undefined
  let closing: Promise<void> | undefined
  try {
    store = await openPatiently(place, { log, signal })
    archive = await openFolder(folder, store, tell)
    if (where !== undefined) {
      const requests = requestLog === undefined ? {} : { requestLog }
      serving = await serveStore(store, { ...where, ...requests, log, events, queues: bus.queues })
      terminal.print(`Derek: ${serving.url}\n`)
      tellFirst(serving, terminal)
    }
    const once = values.once === true ? { once: bus } : {}
    const working = work({ stages: stageNames, bus, store, archive, sources, ...pace, ...once, signal, say: tell })
    const told = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    await Promise.race([working, told])
    // A server says at once that it is about to end, while what was fetched is kept.
    closing = serving?.close(drainOf('watch', signal))
    await working
  } finally {
    ending.abort()
    await (closing ?? serving?.close())
    await archive?.close()
    await store?.close()
    await endTracing()
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, end)
  }
  return values.once === true && faults > 0 ? exit.failed : exit.done
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
