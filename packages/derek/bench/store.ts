import type { Where } from '../src/store/databases.js'
import { openStore, type Store } from '../src/store/store.js'
import { makeDatabase, server } from '../test/database.js'
import { generate, randomFrom } from './generate.js'
import type { Bench } from './main.js'

const asked = 100

/** What lists are asked for: the name, and one question of it, which differs from time to time. */
type Question = readonly [name: string, ask: (store: Store, number: number) => Promise<unknown>]

function questionsOf(names: readonly string[]): readonly Question[] {
  const random = randomFrom(5)
  const any = <T>(list: readonly T[]): T => {
    const one = list[random(list.length)]
    if (one === undefined) throw new Error('nothing to ask of')
    return one
  }
  const keyOf = (name: string): string => `person:${name.toLowerCase()}`
  const limit = 50
  const day = (year: number, month: number, of: number): string =>
    `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`
  const month = () => {
    const [year, number] = [2024 + random(2), 1 + random(12)]
    return { from: day(year, number, 1), to: day(year, number, 28) }
  }
  return [
    ['latest articles', (store) => store.latest({ limit: 20 })],
    ['statements', (store) => store.statements({ limit })],
    ['statements, ten pages', (store) => pages(10, (cursor) => store.statements({ limit, cursor }))],
    ['statements of a speaker', (store) => store.statements({ limit, speaker: keyOf(any(names)) })],
    ['statements by a part of a name', (store) => store.statements({ limit, speaker: any(names).slice(0, 6) })],
    ['statements to an addressee', (store) => store.statements({ limit, addressee: keyOf(any(names)) })],
    ['statements of an act', (store) => store.statements({ limit, act: any(['thank', 'deny', 'order'] as const) })],
    ['statements of an act that is rare', (store) => store.statements({ limit, act: 'apologize' })],
    ['statements of a month', (store) => store.statements({ limit, ...month() })],
    ['events', (store) => store.events({ limit })],
    ['events of a thing', (store) => store.events({ limit, who: keyOf(any(names)) })],
    ['events of two', (store) => store.events({ limit, who: keyOf(any(names)), with: keyOf(any(names)) })],
    ['events of a type', (store) => store.events({ limit, type: any(['visit', 'meet'] as const) })],
    ['events of a type that is rare', (store) => store.events({ limit, type: 'trial' })],
    ['events of a month', (store) => store.events({ limit, ...month() })],
    ['relations of all', (store) => store.relations({ limit: 60 })],
    ['relations of a month', (store) => store.relations({ limit: 60, ...month() })],
    ['relations of a thing', (store) => store.relations({ limit: 60, thing: keyOf(any(names)) })],
    ['people most named', (store) => store.mostNamed('person', 60)],
    ['a thing', (store) => store.thing(keyOf(any(names)))],
  ]
}

/** So many pages, one after another. */
async function pages(
  count: number,
  ask: (cursor: string | undefined) => Promise<{ readonly next?: string }>,
): Promise<void> {
  let cursor: string | undefined
  for (let page = 0; page < count; page++) cursor = (await ask(cursor)).next
}

const ms = (sorted: readonly number[], part: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1).padStart(9)

async function measure(name: string, where: Where, size: number): Promise<void> {
  const store = await openStore(where)
  try {
    const names = new Set<string>()
    const start = performance.now()
    let bytes = 0
    for (const { page, record } of generate(size)) {
      await store.save(page, record)
      bytes += page.content.length
      for (const { type, name: own } of record.entities) if (type === 'person') names.add(own)
    }
    const seconds = (performance.now() - start) / 1_000
    const rate = (size / seconds).toFixed(0)
    console.log(
      `\n${name}: ${size} articles saved, ${rate} a second (${(bytes / size / 1_000).toFixed(1)} thousand characters each)`,
    )
    console.log(`${'list'.padEnd(36)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'max ms'.padStart(9)}`)
    for (const [question, ask] of questionsOf([...names])) {
      const times: number[] = []
      for (let number = 0; number < asked; number++) {
        const from = performance.now()
        await ask(store, number)
        times.push(performance.now() - from)
        if (performance.now() - from > 2_000 && number >= 4) break
      }
      times.sort((a, b) => a - b)
      console.log(`${question.padEnd(36)}${ms(times, 0.5)}${ms(times, 0.95)}${ms(times, 1)}`)
    }
  } finally {
    await store.close()
  }
}

async function run(args: readonly string[]): Promise<void> {
  const [small = 2_000, large = 10_000] = args.map(Number)
  await measure('PGlite', { memory: true }, small)
  if (server === undefined) {
    console.log('PostgreSQL skipped: TEST_DATABASE_URL is not set')
    return
  }
  const { where, remove } = await makeDatabase(server)
  try {
    await measure('PostgreSQL', where, large)
  } finally {
    await remove()
  }
}

/** `npm run bench -- store [ON_PGLITE [ON_POSTGRESQL]]`: numbers of generated articles. */
export const store: Bench = {
  name: 'store',
  about: 'articles saved a second, and milliseconds of each list',
  run,
}
