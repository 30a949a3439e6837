import { analyze, findRestorations, mend } from 'kazakh'
import { hashOf, readKazakhWords } from './kazakh-words.js'
import type { Eval } from './main.js'

/**
 * Mending: words of UniMorph with letters of other alphabets; words kept for measuring with letters replaced by
 * look-alikes; and the same typed without Kazakh letters, restored by what is known.
 */

const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a', с: 'c', е: 'e', о: 'o', р: 'p', х: 'x', у: 'y', і: 'i', һ: 'h', ә: 'ə', ө: 'ѳ', ң: 'ӊ',
} // biome-ignore format: a table
const plain: Readonly<Record<string, string>> = {
  ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и',
} // biome-ignore format: a table

const isKazakh = (word: string): boolean => /^[а-яёәғқңөұүһі-]+$/iu.test(word)

/** Every second letter that has a look-alike becomes it. */
const disguise = (word: string): string => {
  let turn = hashOf(word)
  return Array.from(word, (letter) => (turn++ % 2 === 0 ? (lookAlikes[letter] ?? letter) : letter)).join('')
}
const withoutAll = (word: string): string => Array.from(word, (letter) => plain[letter] ?? letter).join('')
function withoutOne(word: string): string {
  const places = Array.from(word).flatMap((letter, i) => (plain[letter] === undefined ? [] : [i]))
  const place = places[hashOf(word) % places.length] ?? 0
  return word.slice(0, place) + (plain[word.charAt(place)] ?? '') + word.slice(place + 1)
}

const percent = (part: number, all: number): string => (all === 0 ? '–' : ((100 * part) / all).toFixed(1)).padStart(10)

function run(): void {
  const { measuring, learned, hasStem, tables } = readKazakhWords()
  const news = [...(measuring[0]?.[1] ?? [])]

  const odd = [...new Set(tables)].filter((form) => /\p{L}/u.test(form) && !isKazakh(form))
  const mended = odd.filter((form) => isKazakh(mend(form).text))
  console.log(
    `UniMorph kaz: ${odd.length} distinct forms with other letters; Kazakh once mended:${percent(mended.length, odd.length)} %`,
  )
  const disguised = news.filter((word) => disguise(word) !== word && /\p{Script=Cyrillic}/u.test(disguise(word)))
  const undone = disguised.filter((word) => mend(disguise(word)).text === word)
  console.log(
    `Look-alikes: ${disguised.length} words of news, every other letter; mended right:${percent(undone.length, disguised.length)} %\n`,
  )

  const lexical = (word: string): boolean => learned.has(word) || hasStem(word)
  const analyzed = (word: string): boolean => (analyze(word)[0]?.confidence ?? 0) >= 0.7
  const own = news.filter((word) => withoutAll(word) !== word)
  console.log(
    `Letters restored, words of news kept for measuring (${own.length} with Kazakh letters, ${news.length} in all)`,
  )
  console.log(`${''.padEnd(44)} precision    recall  spoiled`)
  for (const [title, known] of [
    ['dictionary and other words', lexical],
    ['analyzer (confidence 0.7 or more)', analyzed],
  ] as const) {
    for (const [how, corrupt] of [
      ['all letters missing', withoutAll],
      ['one letter missing', withoutOne],
    ] as const) {
      console.log(`${title}, ${how}`)
      const best = own.map((word) => [word, findRestorations(corrupt(word), { known, atLeast: 0 })[0]] as const)
      const changed = news.flatMap((word) => findRestorations(word, { known, atLeast: 0 }))
      for (const atLeast of [0.9, 0.6, 0]) {
        const tried = best.filter(([, found]) => found !== undefined && found.confidence >= atLeast)
        const right = tried.filter(([word, found]) => word === found?.restored)
        const spoiled = changed.filter(({ confidence }) => confidence >= atLeast)
        console.log(
          `  confidence ${atLeast} or more`.padEnd(52) +
            percent(right.length, tried.length) +
            percent(right.length, own.length) +
            percent(spoiled.length, news.length),
        )
      }
    }
  }
  console.log('\nspoiled: words of news that are right as they are and were changed.')
}

export const mending: Eval = {
  name: 'mending',
  about: 'look-alikes mended, and words typed without Kazakh letters restored',
  run,
}
