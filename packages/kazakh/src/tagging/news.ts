import { clustersOf } from './clusters.js'
import type { NewsWord } from './knowledge.js'

/** Words met less often than this say nothing reliable. */
const leastCount = 2

const nominalEnding =
  /^(?:[лдт][ае]р(?:[ыі]|[ыі]м[ыі]з)?)?(?:с?[ыі])?(?:[нд][ыі]ң|т[ыі]ң|[ғгқк][ае]|[дтн][ае]н|[дт][ае]|нд[ае]|н[ае]|[мбп]ен|н)?$/u
const verbalEnding =
  /^(?:[мбп][ае])?(?:[ғгқк][ае]н(?:[дн].*)?|[ыі]?п|[аей]т[ыі]н|[аей]д[ыі]|[дт][ыі](?:[мқк])?|с[ае]|у(?:ға|ге|ды|ді|дың|дің|ы|і)?|[ае]р|м[ае]й)$/u

/** How many letters of a word may be its ending. */
const longestEnding = 9

const voiceless: Readonly<Record<string, string>> = { б: 'п', г: 'к', ғ: 'қ' }

/** How often words with an ending are met, by what stands before the ending. */
function inflections(counts: ReadonlyMap<string, number>, ending: RegExp): ReadonlyMap<string, number> {
  const made = new Map<string, number>()
  for (const [word, count] of counts) {
    for (let length = 1; length <= Math.min(longestEnding, word.length - 2); length++) {
      const stem = word.slice(0, -length)
      if (!ending.test(word.slice(-length))) continue
      made.set(stem, (made.get(stem) ?? 0) + count)
      const last = voiceless[stem.slice(-1)]
      if (last !== undefined) {
        const hard = stem.slice(0, -1) + last
        made.set(hard, (made.get(hard) ?? 0) + count)
      }
    }
  }
  return made
}

/** 0–4: a share in steps that are finer where it is small. */
const stepOf = (share: number): number => [0.02, 0.1, 0.3, 0.6].filter((least) => share > least).length

/** Counts the words of unlabelled text: one token a line, an empty line between sentences; what follows a space is ignored. */
export function readNews(text: string): ReadonlyMap<string, NewsWord> {
  const sentences = text
    .split(/\n\s*\n/u)
    .map((sentence) => sentence.split('\n').map((line) => line.split(' ', 1)[0] ?? ''))
  const counts = new Map<string, number>()
  const inside = new Map<string, number>()
  const capitals = new Map<string, number>()
  const count = (map: Map<string, number>, word: string): void => {
    map.set(word, (map.get(word) ?? 0) + 1)
  }
  for (const sentence of sentences) {
    for (const [index, form] of sentence.entries()) {
      const lower = form.toLowerCase()
      if (!/^\p{L}[\p{L}-]*$/u.test(lower)) continue
      count(counts, lower)
      if (index === 0) continue
      count(inside, lower)
      if (/^\p{Lu}/u.test(form)) count(capitals, lower)
    }
  }
  const clusters = clustersOf(
    sentences.map((sentence) => sentence.map((form) => form.toLowerCase())),
    counts,
  )
  const nominal = inflections(counts, nominalEnding)
  const verbal = inflections(counts, verbalEnding)
  const words = new Map<string, NewsWord>()
  for (const [word, all] of counts) {
    if (all < leastCount) continue
    const share = (of: ReadonlyMap<string, number>): number => (of.get(word) ?? 0) / (all + (of.get(word) ?? 0))
    words.set(word, {
      size: Math.min(9, Math.round(Math.log2(all))),
      capital: Math.round((4 * (capitals.get(word) ?? 0)) / Math.max(1, inside.get(word) ?? 0)),
      nominal: stepOf(share(nominal)),
      verbal: stepOf(share(verbal)),
      cluster: clusters.get(word) ?? 0,
    })
  }
  return words
}
