import { read } from '../read.js'
import { SourceError } from '../source/error.js'
import type { Log } from '../telemetry/log.js'
import { inStage } from '../telemetry/stages.js'
import { TooLargeError } from './bus.js'
import { type MessageOf, Poison, type Stage } from './stage.js'
import { page as pages, reading } from './streams.js'

/** Reads pages: nothing but work for the processor, which needs no store. Each worker reads one page at a time. */
export function readPages({ say }: { readonly say: Log }): Stage<MessageOf<typeof pages>> {
  return {
    name: 'read',
    takes: pages,
    gives: [reading.name],
    // While one is read, the next comes.
    atOnce: 2,
    async handle({ url, page }, { give }) {
      const named = url === undefined ? {} : { url }
      try {
        const record = await inStage('read', {}, () => recordOf(page))
        await give(reading, { kind: 'read', ...named, page, record })
      } catch (error) {
        if (!(error instanceof SourceError) && !(error instanceof TooLargeError)) throw error
        const name = url ?? page.url ?? 'a page'
        const { source } = page
        say(`${source === undefined ? '' : `${source}: `}${name}: ${error.message}`, {
          level: 'warn',
          stage: 'read',
          ...named,
          ...(source === undefined ? {} : { source }),
          error,
        })
        if (url !== undefined) await give(reading, { kind: 'unread', url, reason: error.message })
      }
    },
  }
}

function recordOf(page: Parameters<typeof read>[0]): ReturnType<typeof read> {
  try {
    return read(page)
  } catch (error) {
    if (error instanceof SourceError) throw error
    // It would be so each time, until Derek is mended.
    throw new Poison(`it cannot be read, by a fault of Derek (${error instanceof Error ? error.stack : String(error)})`)
  }
}
