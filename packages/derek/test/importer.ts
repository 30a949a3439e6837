import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importFiles } from '../src/watch/import.js'
import { collectionOver, type Kept } from '../src/watch/open.js'
import { readersHere, readersIn } from '../src/watch/readers.js'

/**
 * `derek import` with articles as files instead of the database, whose start would take most of the time that a test of
 * many kills has. Arguments: data folder, number of threads, files.
 */
const [data = '', threads = '0', ...files] = process.argv.slice(2)
const articles = join(data, 'articles')
await mkdir(articles, { recursive: true })
const collection = await collectionOver(
  data,
  {
    async save({ url }, record) {
      await writeFile(join(articles, record.id), url ?? '')
      console.log(record.id)
    },
    close: async () => {},
  } satisfies Kept,
  { pause: 0 },
)
const readers = threads === '0' ? readersHere : readersIn(Number(threads))
const { errors } = await importFiles(files, { store: collection.store, journal: collection.journal, readers })
for (const [kind, { first }] of errors) console.error(`${kind}: ${first}`)
await readers.close()
await collection.close()
