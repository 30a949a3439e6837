import type { Analysis } from '../morphology/features.js'
import type { Resources } from './candidates.js'
import { type TreebankWord, writeFeats } from './conllu.js'
import { edgeOf, edgeSize, place, tableSize, type Word, wordOf } from './features.js'
import { countReadings, type Knowledge, type NewsWord, tagOf } from './knowledge.js'
import { type Lattice, latticeOf, marginalsOf, scoresOf } from './lattice.js'
import { randomFrom } from './random.js'

type Sentence = readonly TreebankWord[]

export interface LearnOptions {
  /** The analyzer, without what its lexicon has from these sentences of the treebank only. */
  resourcesWithout(sentences: readonly Sentence[]): Resources
  readonly news: ReadonlyMap<string, NewsWord>
  readonly epochs?: number
  readonly rate?: number
  readonly penalty?: number
  /** What fewer sentences than this show is not learned. */
  readonly rare?: number
  readonly folds?: number
}

export interface Learned {
  readonly knowledge: Knowledge
  readonly weights: Float64Array
}

/** What the treebank writes where the analyzer, with the right lemma, says a tag. */
export function learnConventions(sentences: readonly Sentence[], resources: Resources): Knowledge['conventions'] {
  const counts = new Map<string, Map<string, number>>()
  for (const word of sentences.flat()) {
    const lemma = word.lemma.toLowerCase()
    const gold = tagOf(word)
    const analyses = resources.analyze(word.form).filter((analysis) => analysis.lemma.toLowerCase() === lemma)
    const exact = analyses.some((analysis) => analysisTag(analysis) === gold)
    for (const analysis of analyses) {
      const tag = analysisTag(analysis)
      if (exact && tag !== gold) continue
      const into = counts.get(tag) ?? new Map<string, number>()
      into.set(gold, (into.get(gold) ?? 0) + 1)
      counts.set(tag, into)
    }
  }
  return new Map(
    [...counts].map(([tag, into]) => {
      const total = [...into.values()].reduce((a, b) => a + b, 0)
      const kept = [...into]
        .filter(([gold, count]) => gold === tag || count >= 3 || count / total >= 0.2)
        .sort((a, b) => b[1] - a[1])
        .slice(0, 6)
      return [tag, kept.map(([gold, count]) => ({ tag: gold, share: count / total }))]
    }),
  )
}

const analysisTag = ({ upos, feats }: Analysis): string => `${upos}|${writeFeats(feats)}`

export const knowledgeOf = (
  sentences: readonly Sentence[],
  resources: Resources,
  news: Knowledge['news'],
): Knowledge => ({
  ...countReadings(sentences),
  conventions: learnConventions(sentences, resources),
  news,
})

interface Example {
  readonly lattice: Lattice
  readonly right: readonly Uint8Array[]
}

/** Which readings of each word are the best there are: none may be wholly right. */
function rightOf(words: readonly Word[], sentence: Sentence): readonly Uint8Array[] {
  return words.map((word, index) => {
    const gold = sentence[index]
    if (gold === undefined) return new Uint8Array(word.readings.length)
    const feats = writeFeats(gold.feats)
    const costs = word.readings.map(
      (reading) =>
        (reading.lemma === gold.lemma ? 0 : 1) +
        (reading.label.tag.upos === gold.upos ? 0 : 1) +
        (writeFeats(reading.label.tag.feats) === feats ? 0 : 0.7),
    )
    const least = Math.min(...costs)
    return Uint8Array.from(costs, (cost) => (cost === least ? 1 : 0))
  })
}

/**
 * Learns to choose among the readings of words: a conditional random field over them, by AdaGrad.
 * While it learns, each sentence is read with what the other parts of the treebank teach, so that it learns how far
 * to trust what was counted.
 */
export function learn(sentences: readonly Sentence[], options: LearnOptions): Learned {
  const { news, epochs = 6, rate = 0.1, penalty = 0.005, rare = 3, folds = 10 } = options
  const examples: Example[] = []
  for (let fold = 0; fold < folds; fold++) {
    const held = sentences.filter((_, index) => index % folds === fold)
    const rest = sentences.filter((_, index) => index % folds !== fold)
    const resources = options.resourcesWithout(held)
    const knowledge = knowledgeOf(rest, resources, news)
    for (const sentence of held) {
      const words = sentence.map(({ form }) => wordOf(form, knowledge, resources))
      examples.push({ lattice: latticeOf(words), right: rightOf(words, sentence) })
    }
  }
  const weights = train(examples, epochs, rate, penalty, rare)
  return { knowledge: knowledgeOf(sentences, options.resourcesWithout([]), news), weights }
}

function train(
  examples: readonly Example[],
  epochs: number,
  rate: number,
  penalty: number,
  rare: number,
): Float64Array {
  const weights = new Float64Array(tableSize)
  const squares = new Float64Array(tableSize).fill(0.1)
  const gradient = new Float64Array(tableSize)
  const touched: number[] = []
  const sentencesWith = new Uint16Array(tableSize)
  const random = randomFrom(7)
  const order = examples.map((_, index) => index)
  const edge = new Int32Array(edgeSize)
  const push = (at: number, value: number): void => {
    if (gradient[at] === 0) touched.push(at)
    gradient[at] = (gradient[at] ?? 0) + value
  }
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const which of order) {
      const example = examples[which]
      if (example === undefined) continue
      const { lattice, right } = example
      const scores = scoresOf(lattice, weights)
      const free = marginalsOf(scores)
      const held = marginalsOf(scores, right)
      for (const [i, word] of lattice.words.entries()) {
        const context = lattice.contexts[i] ?? new Int32Array()
        const before = lattice.words[i - 1]?.readings ?? [undefined]
        for (const [r, reading] of word.readings.entries()) {
          const difference = (held.nodes[i]?.[r] ?? 0) - (free.nodes[i]?.[r] ?? 0)
          if (Math.abs(difference) < 1e-4) continue
          for (const at of lattice.places[i]?.[r] ?? []) push(at, difference)
          for (const attribute of context) {
            push(place(attribute, reading.label.upos), difference)
            push(place(attribute, reading.label.coarse), difference)
          }
        }
        let at = 0
        for (const left of before) {
          for (const reading of word.readings) {
            const difference = (held.edges[i]?.[at] ?? 0) - (free.edges[i]?.[at] ?? 0)
            at++
            if (Math.abs(difference) < 1e-4) continue
            edgeOf(left, reading, edge)
            for (const place of edge) push(place, difference)
          }
        }
      }
      for (const at of touched) {
        if (epoch === 0) sentencesWith[at] = (sentencesWith[at] ?? 0) + 1
        else if ((sentencesWith[at] ?? 0) < rare) {
          weights[at] = 0
          gradient[at] = 0
          continue
        }
        const g = (gradient[at] ?? 0) - penalty * (weights[at] ?? 0)
        gradient[at] = 0
        const square = (squares[at] ?? 0) + g * g
        squares[at] = square
        weights[at] = (weights[at] ?? 0) + (rate * g) / Math.sqrt(square)
      }
      touched.length = 0
    }
  }
  return weights
}

function shuffle(items: number[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = items[i] ?? 0
    items[i] = items[j] ?? 0
    items[j] = kept
  }
}
