import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { z } from 'zod'
import { makeDatabase, server } from '../test/database.js'
import type { Bench } from './main.js'

/** Seconds for each page, and how many ask at once. */
const seconds = 5
const connections = 8

const toldSchema = z.object({ base: z.string(), article: z.string(), speaker: z.string() })
type Told = z.infer<typeof toldSchema>

async function toldBy(child: ChildProcess): Promise<Told> {
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface(child.stdout)) return toldSchema.parse(JSON.parse(line))
  throw new Error('the server ended before it served')
}

/** The five main pages. A reader who comes again is answered by the cache: each is asked with something that differs. */
const pagesOf = ({ article, speaker }: Told): readonly (readonly [name: string, path: string])[] => [
  ['front page', '/'],
  ['article', `/articles/${article}`],
  ['search', `/search?q=${encodeURIComponent('жаңа мектеп')}`],
  ['person', `/things/${encodeURIComponent(speaker)}`],
  ['statements', '/statements'],
]

async function measure(where: string, size: number, url: string | undefined): Promise<void> {
  const program = fileURLToPath(new URL('load-server.js', import.meta.url))
  const child = spawn(process.execPath, [program, String(size), ...(url === undefined ? [] : [url])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const told = await toldBy(child)
    for (const [name, path] of pagesOf(told)) {
      for (const cached of [true, false]) {
        let asked = 0
        const result = await autocannon({
          url: told.base,
          connections,
          duration: seconds,
          requests: [
            {
              path,
              setupRequest: (request) => ({
                ...request,
                path: cached ? path : `${path}${path.includes('?') ? '&' : '?'}nth=${asked++}`,
              }),
            },
          ],
        })
        const { requests, latency, non2xx, errors } = result
        const failed = non2xx + errors
        console.log(
          `${where.padEnd(12)}${String(size).padStart(8)}  ${name.padEnd(12)}${(cached ? 'again' : 'new').padEnd(8)}` +
            `${requests.average.toFixed(0).padStart(8)}${latency.p50.toFixed(0).padStart(8)}${latency.p99.toFixed(0).padStart(8)}${String(failed).padStart(8)}`,
        )
      }
    }
  } finally {
    child.kill('SIGTERM')
  }
}

async function run(args: readonly string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [1_000]
  console.log(`${connections} at once, ${seconds} s a page, on the machine of the server; generated articles\n`)
  console.log(
    `${''.padEnd(12)}${'articles'.padStart(8)}  ${'page'.padEnd(20)}${'a second'.padStart(8)}${'p50 ms'.padStart(8)}${'p99 ms'.padStart(8)}${'failed'.padStart(8)}`,
  )
  for (const size of sizes) {
    await measure('PGlite', size, undefined)
    if (server === undefined) continue
    const place = await makeDatabase(server)
    await measure('PostgreSQL', size, place.where.url)
    await place.remove()
  }
  if (server === undefined) console.log('PostgreSQL is not measured: TEST_DATABASE_URL is not set')
}

/** `npm run bench -- load [SIZE …]`. */
export const load: Bench = {
  name: 'load',
  about: 'requests a second and p99 of the five main pages, as new pages and asked again',
  run,
}
