import { type Topic, topics } from '../../data/lists.js'
import type { Analysis, Word } from '../../language/schema.js'
import { tellsNews } from '../news.js'
import type { ArticleTopic } from '../schema.js'
import { aboveOf } from './tree.js'

/** A word or phrase of data/topics.tsv, and the topic that it shows. */
interface Sign {
  readonly topic: string
  readonly words: readonly string[]
  readonly weight: number
}

interface Signs {
  /** By their first word. */
  readonly whole: ReadonlyMap<string, readonly Sign[]>
  /** By how their word begins: футбол* */
  readonly beginnings: ReadonlyMap<string, readonly Sign[]>
}

let made: Signs | undefined

function signs(): Signs {
  made ??= indexSigns(topics())
  return made
}

function indexSigns(rows: readonly Topic[]): Signs {
  const whole = new Map<string, Sign[]>()
  const beginnings = new Map<string, Sign[]>()
  for (const { id, terms } of rows) {
    for (const { term, weight } of terms) {
      const isBeginning = term.endsWith('*')
      const words = term.replace(/\*$/u, '').toLowerCase().split(' ')
      const index = isBeginning ? beginnings : whole
      const first = words[0] ?? ''
      index.set(first, [...(index.get(first) ?? []), { topic: id, words, weight }])
    }
  }
  return { whole, beginnings }
}

/** How much a sign counts where it stands: a heading says what an article is about, and so does a lead. */
const placeWeights: Readonly<Partial<Record<string, number>>> = { heading: 3, lead: 2, dateline: 0, 'photo-credit': 0 }
const mostTopics = 3
/** What a topic must weigh in an article of a hundred words; longer ones have more of everything by chance. */
const threshold = 6
/** How much less than the first topic another may weigh. */
const leastShare = 0.5
const shortestBeginning = 2

/**
 * What an article is about: at most three IPTC Media Topics, the surest first, and none where its words do not tell. A
 * topic stands for those above it, which are not given with it.
 *
 * ```ts
 * findTopics(analyze(restore(openText('Қызылордада су тасқыны: құтқарушылар тұрғындарды эвакуациялады'))))
 * // [{ id: 'medtop:20000148', confidence: 0.6 }, …]: disaster
 * ```
 */
export function findTopics(analysis: Pick<Analysis, 'language' | 'blocks'>): readonly ArticleTopic[] {
  if (analysis.language !== 'kk') return []
  const { counts, length } = count(analysis)
  const needed = threshold * Math.max(0.5, Math.log10(Math.max(10, length)) - 1)
  const weighed = weigh(counts)
  const most = weighed.reduce((greatest, { weight }) => Math.max(greatest, weight), 0)
  const enough = weighed.filter(({ weight }) => weight >= needed && weight >= most * leastShare)
  return enough
    .filter(({ id }) => !enough.some((other) => aboveOf(other.id) === id))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .slice(0, mostTopics)
    .map(({ id, weight }) => ({ id, confidence: Math.round((100 * weight) / (weight + needed)) / 100 }))
}

/** How often each sign is met, by place, and how many words there are. */
function count({ blocks }: Pick<Analysis, 'blocks'>): {
  readonly counts: ReadonlyMap<Sign, number>
  readonly length: number
} {
  const counts = new Map<Sign, number>()
  let length = 0
  for (const { block, sentences } of blocks) {
    const place = placeWeights[block.kind] ?? 1
    if (place === 0 || block.repeats !== undefined || !tellsNews(block)) continue
    for (const { words } of sentences) {
      length += words.filter(({ kind }) => kind === 'word').length
      for (let at = 0; at < words.length; at++) {
        for (const sign of signsAt(words, at)) counts.set(sign, (counts.get(sign) ?? 0) + place)
      }
    }
  }
  return { counts, length }
}

/** The signs that begin at a word; of one topic only the longest. */
function signsAt(words: readonly Word[], at: number): readonly Sign[] {
  const word = words[at]
  if (word === undefined || word.kind === 'punctuation') return []
  const { whole, beginnings } = signs()
  const found = new Map<string, Sign>()
  const keep = (sign: Sign): void => {
    const known = found.get(sign.topic)
    if (known === undefined || known.words.length < sign.words.length) found.set(sign.topic, sign)
  }
  for (const form of formsOf(word)) {
    for (const sign of whole.get(form) ?? []) {
      if (sign.words.every((wanted, i) => i === 0 || formsOf(words[at + i]).has(wanted))) keep(sign)
    }
  }
  for (let end = shortestBeginning; end <= word.lower.length; end++) {
    for (const sign of beginnings.get(word.lower.slice(0, end)) ?? []) keep(sign)
  }
  return [...found.values()]
}

/** As written, and in its dictionary forms. */
const formsOf = (word: Word | undefined): ReadonlySet<string> =>
  new Set(
    word === undefined
      ? []
      : [
          word.lower,
          ...word.analyses.filter(({ confidence }) => confidence >= 0.3).map(({ lemma }) => lemma.toLowerCase()),
        ],
  )

/** What the signs of each topic weigh together: a sign that comes again adds ever less. */
function weigh(counts: ReadonlyMap<Sign, number>): readonly { readonly id: string; readonly weight: number }[] {
  const weights = new Map<string, number>()
  for (const [{ topic, weight }, times] of counts) {
    weights.set(topic, (weights.get(topic) ?? 0) + weight * Math.log2(1 + times))
  }
  return [...weights].map(([id, weight]) => ({ id, weight }))
}
