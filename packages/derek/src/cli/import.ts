import { availableParallelism } from 'node:os'
import { normalAddress } from '../article/canonical.js'
import { takeOverJournal } from '../flow/journal.js'
import { natsBus } from '../flow/nats.js'
import { putPage } from '../flow/pages.js'
import type { Page } from '../source/schema.js'
import { openStore } from '../store/store.js'
import { type Imported, importFiles } from '../watch/import.js'
import { readersHere, readersIn } from '../watch/readers.js'
import { argumentsOf } from './arguments.js'
import { natsUrlOf, placeOf } from './place.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const importHelp = `derek import FILE… | FOLDER… [options]

  Imports articles into the store: from WARC files (.warc, .warc.gz), saved pages (HTML, text, Markdown), exports of
  Telegram channels (result.json), and folders of them. Interrupted, it goes on where it was; what was imported before
  is passed over. With NATS_URL, pages go on the stream of the workers that read and keep them (derek worker).

  --again          imports it all the same, to read it by the rules of today
  --workers N      threads that read (as many as the machine has cores); 0 reads without threads
`

/** `derek import`: the exit code is 0 when all was read, 1 when something was not; what, is said by kind. */
export async function importCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  if (positionals.length === 0) throw new UsageError('import: what shall be imported? Name a file or a folder')
  const threads = threadsOf(values.workers)
  const url = natsUrlOf('import')
  const { folder, store: place } = placeOf('import')
  const store = await openStore(place)
  const readers = threads === 0 || url !== '' ? readersHere : readersIn(threads)
  const bus = url === '' ? undefined : await natsBus({ url, name: 'derek import', say: terminal.complain })
  let shown = Number.NEGATIVE_INFINITY
  try {
    await takeOverJournal(folder, store, terminal.complain)
    const begun = performance.now()
    const pace = paceOf()
    const result = await importFiles(positionals, {
      store,
      readers,
      ...(bus === undefined ? {} : { sink: { put: (page) => putPage(bus, page, addressOf(page)) } }),
      again: values.again === true,
      progress({ done, all, file, result }) {
        const now = performance.now()
        if (now - shown < showEach) return
        shown = now
        terminal.progress(Math.floor((done / Math.max(1, all)) * 100), 100, `${file} ${pace(done, all, result)}`)
      },
    })
    terminal.progress(100, 100, '')
    for (const [kind, { count, first }] of result.errors) {
      terminal.complain(`${kind}: ${count}${count > 1 ? ', the first' : ''}: ${first}`)
    }
    const parts = [
      `${result.articles} articles`,
      `${result.same} the same as others`,
      `${result.passed} records without a page`,
      ...(result.before > 0 ? [`${result.before} files imported before`] : []),
    ]
    const seconds = (performance.now() - begun) / 1_000
    const rate = (result.articles / Math.max(0.001, seconds)).toFixed(1)
    terminal.print(`${result.files} files: ${parts.join(', ')}; ${rate} articles a second\n`)
    return result.errors.size > 0 ? exit.failed : exit.done
  } finally {
    await readers.close()
    await bus?.close()
    await store.close()
  }
}

/** The address that workers know a page by, where it has one. */
const addressOf = ({ url }: Page): { readonly url?: string } => {
  const address = url === undefined ? undefined : normalAddress(url)
  return address === undefined ? {} : { url: address }
}

/** Milliseconds between two pictures of how far it is. */
const showEach = 200

/** The rate, the time that is left, and errors by kind, as they are while it runs. */
function paceOf(): (done: number, all: number, result: Imported) => string {
  let first: { readonly at: number; readonly done: number } | undefined
  return (done, all, { articles, errors }) => {
    const at = performance.now()
    // What was imported before is passed over in no time, and says nothing of the rate.
    first ??= { at, done }
    const seconds = Math.max(0.001, (at - first.at) / 1_000)
    const left = ((all - done) * seconds) / Math.max(1, done - first.done)
    const faults = [...errors].map(([kind, { count }]) => `, ${count} ${kind}`).join('')
    return `${(articles / seconds).toFixed(0)}/s, ${timeOf(left)} left${faults}`
  }
}

/**
 * @example
 * timeOf(3_725) // '1:02:05'
 */
export function timeOf(seconds: number): string {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60]
  return parts
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
    .replace(/^(?:00:)?0?/u, '')
}

const mostThreads = 64

function threadsOf(value: string | undefined): number {
  if (value === undefined) return availableParallelism()
  const threads = /^\d{1,2}$/u.test(value) ? Number(value) : Number.NaN
  if (threads <= mostThreads) return threads
  throw new UsageError(`import: --workers: a number from 0 to ${mostThreads}, not ${value}`)
}

const parse = (args: readonly string[]) =>
  argumentsOf('import', args, {
    allowPositionals: true,
    options: { again: { type: 'boolean' }, workers: { type: 'string' } },
  })
