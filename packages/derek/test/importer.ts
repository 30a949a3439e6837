import { openStore } from '../src/store/store.js'
import { importFiles } from '../src/watch/import.js'
import { readersHere, readersIn } from '../src/watch/readers.js'

/**
 * `derek import`, saying which article it has saved, so that it can be killed then. Arguments: address of a database or
 * folder, number of threads, files.
 */
const [place = '', threads = '0', ...files] = process.argv.slice(2)
const store = await openStore(URL.canParse(place) ? { url: place } : { folder: place })
const save: typeof store.save = async (page, record) => {
  await store.save(page, record)
  console.log(record.id)
}
const readers = threads === '0' ? readersHere : readersIn(Number(threads))
await importFiles(files, { store: { ...store, save }, readers })
await readers.close()
await store.close()
