import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { terms } from 'kazakh'
import type { Kysely } from 'kysely'
import { packageFolder } from '../src/data/table.js'
import { openDatabase } from '../src/store/databases.js'
import { migrate } from '../src/store/migrate.js'
import { lexemeOf } from '../src/store/query.js'
import type { Database } from '../src/store/schema.js'
import { meantBy } from '../src/store/spelling.js'
import { suggest as complete } from '../src/store/suggest.js'
import { putVocabulary } from '../src/store/vocabulary.js'
import { newsSentences, readIob2 } from './iob2.js'
import type { Eval } from './main.js'
import { recordOf } from './retrieval.js'

const misspelt = join(packageFolder(), 'eval/suggest/misspelt.tsv')
/** Sentences of an article whose words are counted once. */
const sentencesEach = 8
const wordsEach = 240

function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Random = (below: number) => number
type Spoil = (word: string, random: Random) => string

const plain: Readonly<Record<string, string>> = {
  ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', і: 'и', һ: 'х',
} // biome-ignore format: a table

const keyboard = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю']
const sounds = ['аә', 'оө', 'еи', 'ыі', 'пб', 'тд', 'қғ', 'кг', 'сз', 'шж', 'нң', 'иі', 'ое', 'еә']

const at = (word: string, random: Random): number => 1 + random(word.length - 1)

/** What happens to words as people type them. */
const spoilings: Readonly<Record<string, Spoil>> = {
  'no Kazakh letters': (word) => word.replace(/[әғқңөұүіһ]/gu, (letter) => plain[letter] ?? letter),
  'a letter missing': (word, random) => {
    const i = at(word, random)
    return word.slice(0, i) + word.slice(i + 1)
  },
  'a letter twice': (word, random) => {
    const i = at(word, random)
    return word.slice(0, i) + word.charAt(i) + word.slice(i)
  },
  'two letters swapped': (word, random) => {
    const i = Math.min(at(word, random), word.length - 2)
    return word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2)
  },
  'the key beside': (word, random) => {
    const i = at(word, random)
    const row = keyboard.find((keys) => keys.includes(word.charAt(i)))
    const key = row?.charAt(row.indexOf(word.charAt(i)) + (random(2) === 0 ? -1 : 1)) ?? ''
    return key === '' ? word : word.slice(0, i) + key + word.slice(i + 1)
  },
  'a sound alike': (word, random) => {
    const places = [...word].flatMap((letter, i) => (sounds.some((pair) => pair.includes(letter)) ? [i] : []))
    const i = places[random(places.length)] ?? 0
    const pair = sounds.find((letters) => letters.includes(word.charAt(i))) ?? ''
    return word.slice(0, i) + pair.replace(word.charAt(i), '') + word.slice(i + 1)
  },
}

const termsOf = (text: string): string =>
  terms(text, { lemmas: 'best' })
    .map(({ term }) => lexemeOf(term))
    .join(' ')

interface Case {
  readonly written: string
  readonly meant: string
}

/** Words of articles, in the form that they stand in, each spoilt in one way; every other one is kept for measuring. */
function spoiltWords(words: readonly string[]): Readonly<Record<string, readonly Case[]>> {
  const random = randomFrom(23)
  return Object.fromEntries(
    Object.entries(spoilings).map(([name, spoil]) => {
      const cases: Case[] = []
      for (let tries = 0; cases.length < wordsEach && tries < wordsEach * 20; tries++) {
        const meant = words[random(words.length)] ?? ''
        const written = spoil(meant, random)
        if (written !== meant) cases.push({ written, meant })
      }
      return [name, cases]
    }),
  )
}

const byHand = (): readonly Case[] =>
  readFileSync(misspelt, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [written, meant] = line.split('\t')
      return written === undefined || meant === undefined || written === meant ? [] : [{ written, meant }]
    })

const percent = (part: number, all: number): string => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`.padStart(9)

async function run(args: readonly string[]): Promise<void> {
  if (!existsSync(newsSentences)) {
    console.log(`not here, skipped (${newsSentences})`)
    return
  }
  const isKept = args[0] !== 'tuning'
  const sentences = readIob2(newsSentences).map(({ tokens }) => tokens.join(' '))
  const half = sentences.length >> 1
  const { database, close } = await openDatabase({ memory: true })
  await migrate(database)
  const seen = new Map<string, number>()
  for (let from = 0; from < half; from += sentencesEach) {
    const record = recordOf(from, sentences.slice(from, Math.min(half, from + sentencesEach)).join(' '))
    await putVocabulary(database, [{ record, words: documentWords(record.blocks[0]?.text ?? '') }])
  }
  for (const sentence of sentences.slice(0, half)) {
    for (const word of wordsOf(sentence)) seen.set(word, (seen.get(word) ?? 0) + 1)
  }
  const known = [...seen].filter(([, count]) => count >= 5).map(([word]) => word)
  const unseen = sentences
    .slice(half)
    .flatMap(wordsOf)
    .filter((word) => !seen.has(word))
  const rare = [...new Set(unseen)]
  console.log(
    `The words of ${Math.ceil(half / sentencesEach)} articles of ${sentencesEach} sentences of television news (development data, first half);\n` +
      `${isKept ? 'cases kept for measuring' : 'cases for tuning'} (the other half: npm run eval -- suggest${isKept ? ' tuning' : ''})\n`,
  )
  console.log(`${''.padEnd(34)}   cases    right    other  nothing   p95 ms`)
  const sets = { ...spoiltWords(known), 'misspelt by hand': byHand() }
  for (const [name, all] of Object.entries(sets)) {
    const cases = all.filter((_, i) => i % 2 === (isKept ? 1 : 0))
    const { rows, last } = await offer(
      database,
      cases.map(({ written }) => written),
    )
    const right = rows.filter(
      (offered, i) => offered !== undefined && termsOf(offered) === termsOf(cases[i]?.meant ?? ''),
    )
    const other = rows.filter((offered) => offered !== undefined).length - right.length
    if (args[1] === name) {
      for (const [i, offered] of rows.entries()) {
        if (offered === undefined || termsOf(offered) !== termsOf(cases[i]?.meant ?? '')) {
          console.log(`    ${cases[i]?.written} (${cases[i]?.meant}): ${offered ?? '-'}`)
        }
      }
    }
    const rest = cases.length - right.length - other
    console.log(
      `${name.padEnd(34)}${String(cases.length).padStart(8)}${[right.length, other, rest].map((n) => percent(n, cases.length)).join('')}${last}`,
    )
  }
  console.log(`\n${'right as they are'.padEnd(34)}   cases  offered                      p95 ms`)
  const random = randomFrom(31)
  for (const [name, words] of [
    ['words that articles have', known],
    ['words that no article has', rare],
  ] as const) {
    const chosen = Array.from({ length: wordsEach }, () => words[random(words.length)] ?? '')
    const cases = chosen.filter((_, i) => i % 2 === (isKept ? 1 : 0))
    const { rows, last } = await offer(database, cases)
    const offered = rows.filter((one) => one !== undefined)
    if (args[1] === name) console.log(rows.map((one, i) => `    ${cases[i]}: ${one ?? '-'}`).join('\n'))
    console.log(
      `${name.padEnd(34)}${String(cases.length).padStart(8)}${percent(offered.length, cases.length)}${''.padEnd(18)}${last}`,
    )
  }
  await completing(database, known, isKept)
  await close()
}

const documentWords = (text: string): ReadonlyMap<string, string> =>
  new Map(terms(text).map(({ term, start, end }) => [lexemeOf(term), text.slice(start, end)]))

const wordsOf = (sentence: string): readonly string[] =>
  sentence
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => /^[а-яәғқңөұүһі]{5,}$/u.test(word))

async function offer(database: Kysely<Database>, queries: readonly string[]) {
  const rows: (string | undefined)[] = []
  const times: number[] = []
  for (const query of queries) {
    const start = performance.now()
    rows.push(await meantBy(database, query))
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { rows, last: (times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1).padStart(9) }
}

/** How often a word is among the first suggestions once so many of its letters are typed, without Kazakh letters. */
async function completing(database: Kysely<Database>, known: readonly string[], isKept: boolean): Promise<void> {
  const random = randomFrom(37)
  const chosen = Array.from({ length: wordsEach }, () => known[random(known.length)] ?? '')
  const words = chosen.filter((_, i) => i % 2 === (isKept ? 1 : 0))
  console.log(`\n${'begun, without Kazakh letters'.padEnd(34)}   cases    first  among 8   p95 ms`)
  for (const letters of [2, 3, 4, 5]) {
    let [first, among] = [0, 0]
    const times: number[] = []
    for (const word of words) {
      const wanted = termsOf(word)
      const typed = word.slice(0, letters).replace(/[әғқңөұүіһ]/gu, (letter) => plain[letter] ?? letter)
      const start = performance.now()
      const offered = (await complete(database, typed, 8)).map(({ query }) => termsOf(query))
      times.push(performance.now() - start)
      if (offered[0] === wanted) first += 1
      if (offered.includes(wanted)) among += 1
    }
    times.sort((a, b) => a - b)
    const last = (times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1).padStart(9)
    console.log(
      `${`${letters} letters`.padEnd(34)}${String(words.length).padStart(8)}${percent(first, words.length)}${percent(among, words.length)}${last}`,
    )
  }
}

/** `npm run eval -- suggest [tuning] [SET]`: misspelt and begun queries; a set is shown with what was not right. */
export const suggest: Eval = {
  name: 'suggest',
  about: 'what is offered for misspelt queries, and while one types',
  run,
}
