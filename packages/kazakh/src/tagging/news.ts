import type { NewsWord } from './knowledge.js'

/** Words met less often than this say nothing reliable. */
const leastCount = 2

/** Counts the words of unlabelled text: one token a line, what follows it on the line is ignored. */
export function readNews(text: string): ReadonlyMap<string, NewsWord> {
  const counts = new Map<string, { all: number; inside: number; capital: number }>()
  let first = true
  for (const line of text.split('\n')) {
    const form = line.split(' ', 1)[0] ?? ''
    if (form === '') first = true
    const lower = form.toLowerCase()
    if (!/^\p{L}[\p{L}-]*$/u.test(lower)) continue
    const count = counts.get(lower) ?? { all: 0, inside: 0, capital: 0 }
    count.all++
    if (!first) count.inside++
    if (!first && /^\p{Lu}/u.test(form)) count.capital++
    counts.set(lower, count)
    first = false
  }
  const words = new Map<string, NewsWord>()
  for (const [word, { all, inside, capital }] of counts) {
    if (all < leastCount) continue
    words.set(word, {
      size: Math.round(Math.log2(all)),
      capital: inside === 0 ? 0 : Math.round((4 * capital) / inside),
      cluster: 0,
    })
  }
  return words
}
