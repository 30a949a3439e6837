import { join } from 'node:path'
import { normalAddress } from '../article/canonical.js'
import type { RawArchive } from '../flow/archive.js'
import { openFolder } from '../flow/folder.js'
import { type Taken, take } from '../flow/take.js'
import { parseAddress } from '../source/fetch.js'
import { openStore } from '../store/store.js'
import { argumentsOf } from './arguments.js'
import { secondsOf } from './flow.js'
import { placeOf } from './place.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const fetchHelp = `derek fetch URL… [options]

  Fetches pages once, as their sites allow (robots.txt, one request at a time, only what has changed), keeps the raw
  responses as WARC files in DEREK_DATA/warc, and their articles in the store. Says what it did. DEREK_CONTACT, an
  address of mail or of a page, tells the sites whom to write to.

  --anew           fetches what has not changed, too
  --pause SECONDS  between two requests to one host (2; more where robots.txt asks for more)
  --json           one line a page, as JSON
`

/** `derek fetch`: the exit code is 0 when all was fetched and read, 1 when something was not. */
export async function fetchCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  if (positionals.length === 0) throw new UsageError('fetch: what shall be fetched? Name an address')
  const pause = secondsOf(values.pause ?? '2', 'fetch: --pause')
  const { folder, store: place } = placeOf('fetch')
  const store = await openStore(place)
  let archive: RawArchive | undefined
  let failed = 0
  try {
    archive = await openFolder(folder, store, terminal.complain)
    for (const [index, argument] of positionals.entries()) {
      terminal.progress(index, positionals.length, argument)
      try {
        const url = normalAddress(parseAddress(argument).href)
        const taken = await take(url, { store, archive, pause, anew: values.anew === true })
        if (taken.outcome === 'unread' || taken.outcome === 'disallowed') failed++
        terminal.print(
          values.json === true
            ? `${JSON.stringify({ url, ...summaryOf(taken) })}\n`
            : `${url}\n  ${said(taken, archive.folder)}\n`,
        )
      } catch (error) {
        failed++
        terminal.complain(`${argument}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    terminal.progress(positionals.length, positionals.length, '')
  } finally {
    await archive?.close()
    await store.close()
  }
  return failed > 0 ? exit.failed : exit.done
}

const parse = (args: readonly string[]) =>
  argumentsOf('fetch', args, {
    allowPositionals: true,
    options: { anew: { type: 'boolean' }, pause: { type: 'string' }, json: { type: 'boolean' } },
  })

/** What became of an address, in a line or two. */
export function said(taken: Taken, folder: string): string {
  switch (taken.outcome) {
    case 'read': {
      const { id, title, statements, events, language } = taken.record
      const claims =
        language === 'kk' ? `${statements.length} statements, ${events.length} events` : `in ${language}, not Kazakh`
      return `article ${id}: ${title ?? 'without a title'} (${claims})\n  raw response: ${rawAt(taken.place, folder)}`
    }
    case 'same':
      return `the same article as ${taken.as}, not kept again`
    case 'unread':
      return `no article: ${taken.error.message}\n  raw response: ${rawAt(taken.place, folder)}`
    case 'unchanged':
      return `not changed since it was fetched${taken.article === undefined ? '' : ` as article ${taken.article}`}`
    case 'disallowed':
      return `not fetched: robots.txt of ${new URL(taken.url).host} asks not to`
  }
}

const rawAt = ({ file, start }: { readonly file: string; readonly start: number }, folder: string): string =>
  `${join(folder, file)} at ${start}`

function summaryOf(taken: Taken): Readonly<Record<string, unknown>> {
  switch (taken.outcome) {
    case 'read':
      return { outcome: 'read', article: taken.record.id, title: taken.record.title, warc: taken.place }
    case 'unread':
      return { outcome: 'unread', kind: taken.error.kind, reason: taken.error.message, warc: taken.place }
    default:
      return taken
  }
}
