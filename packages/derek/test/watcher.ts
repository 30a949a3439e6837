import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collectionOver, type Kept } from '../src/watch/open.js'
import { watchedSources } from '../src/watch/sources.js'
import { watch } from '../src/watch/watch.js'

/**
 * `derek watch --once` with articles as files instead of the database, whose start would take most of the time that a
 * test of many kills has. Arguments: data folder, list of sources.
 */
const [data = '', list = ''] = process.argv.slice(2)
const articles = join(data, 'articles')
await mkdir(articles, { recursive: true })
const collection = await collectionOver(
  data,
  { save: (_, record) => writeFile(join(articles, record.id), record.url ?? ''), close: async () => {} } satisfies Kept,
  { pause: 0 },
)
await watch(await watchedSources(list), collection, {
  every: 1000,
  since: 24 * 60 * 60_000,
  once: true,
  signal: new AbortController().signal,
  say: () => {},
  complain: (message) => console.error(message),
})
await collection.close()
