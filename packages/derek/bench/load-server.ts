import { serveStore } from '../src/serve/serve.js'
import type { Where } from '../src/store/databases.js'
import { openStore } from '../src/store/store.js'
import { generate } from './generate.js'

/**
 * The site over so many generated articles, in a process of its own, so that who asks does not take its time. Arguments:
 * how many, and the address of an empty PostgreSQL database; without it, PGlite in memory. Prints the site's address,
 * an article and a speaker, as JSON.
 */
const [size = '1000', url] = process.argv.slice(2)
const where: Where = url === undefined ? { memory: true } : { url }
const store = await openStore(where)
let article = ''
let speaker = ''
for (const { page, record } of generate(Number(size), { changedEach: 0 })) {
  await store.save(page, record)
  article = record.id
  speaker = record.entities.find(({ id }) => id === record.statements[0]?.speaker)?.name ?? speaker
}
const unlimited = { reads: Number.MAX_SAFE_INTEGER, writes: Number.MAX_SAFE_INTEGER }
const serving = await serveStore(store, { host: '127.0.0.1', port: 0, log: () => {}, limits: unlimited })
console.log(
  JSON.stringify({ base: serving.url.replace(/\/$/u, ''), article, speaker: `person:${speaker.toLowerCase()}` }),
)
process.once('SIGTERM', () => {
  void serving.close().then(() => store.close())
})
