import { longestWord, type Resources } from './candidates.js'
import {
  bias,
  contextInto,
  contextSize,
  edgeOf,
  edgeSize,
  type Joined,
  type Neighbour,
  place,
  wordOf,
} from './features.js'
import type { Model } from './pack.js'
import type { TaggedWord } from './tag.js'

export interface Decoder {
  decode(forms: readonly string[]): readonly TaggedWord[]
}

/** A reading with the part of its score that does not depend on the sentence. */
interface Weighed extends Joined {
  readonly lemma: string
  readonly score: number
}

/** What is remembered of a word. */
interface Entry extends Neighbour {
  readonly form: string
  readonly readings: readonly Weighed[]
}

/** Readings so much less probable than a word's best are not weighed in context. */
const hopeless = 7

/** How many words are remembered with their readings. */
const remember = 60_000

/** Smaller exponents are as good as none, and must not vanish altogether. */
const leastExponent = -200

/**
 * Reads sentences by a model: scores of readings and of pairs of neighbours are summed over all paths, forward and
 * backward, and each word has the reading that is most probable in all of them.
 */
export function createDecoder({ knowledge, weights, step }: Model, resources: Resources): Decoder {
  const entries = new Map<string, Entry>()
  const edge = new Int32Array(edgeSize)
  const context = new Int32Array(contextSize)

  const stepsOf = (places: Int32Array): number => {
    let steps = 0
    for (let i = 0; i < places.length; i++) steps += weights[places[i] ?? 0] ?? 0
    return steps
  }

  /** What attributes together with a label are worth. */
  const sum = (attributes: Int32Array, label: number): number => {
    let steps = 0
    for (let i = 0; i < attributes.length; i++) steps += weights[place(attributes[i] ?? 0, label)] ?? 0
    return steps
  }

  function entryOf(form: string): Entry {
    const known = entries.get(form)
    if (known !== undefined) return known
    const word = wordOf(form, knowledge, resources)
    const weighed = word.readings.map(({ lemma, label, own, about, removed }) => {
      const { upos, coarse, full, values } = label
      let steps = sum(word.own, upos) + sum(word.own, coarse) + sum(word.own, full)
      steps += sum(about, upos) + sum(about, coarse) + sum(about, 0)
      for (const value of values) {
        steps += (weights[place(removed, value)] ?? 0) + (weights[place(bias, value)] ?? 0) + sum(word.endings, value)
      }
      return { lemma, label, own, score: steps * step }
    })
    let best = -Infinity
    for (const { score } of weighed) best = Math.max(best, score)
    const { seen, capital, verbs } = word
    const entry = { form, readings: weighed.filter(({ score }) => score >= best - hopeless), seen, capital, verbs }
    if (form.length <= longestWord) {
      if (entries.size >= remember) entries.clear()
      entries.set(form, entry)
    }
    return entry
  }

  /** Scores of a word's readings in its sentence. */
  function scoreNodes({ readings }: Entry, words: readonly Entry[], index: number, scores: Float64Array): void {
    scores[0] = 0
    if (readings.length === 1) return
    contextInto(words, index, context)
    let uposSteps = 0
    let coarseSteps = 0
    for (let r = 0; r < readings.length; r++) {
      const reading = readings[r]
      if (reading === undefined) continue
      const { upos, coarse } = reading.label
      // Readings of one part of speech stand together, more often than not.
      const before = readings[r - 1]?.label
      if (before?.upos !== upos) uposSteps = sum(context, upos)
      if (before?.coarse !== coarse) coarseSteps = sum(context, coarse)
      scores[r] = reading.score + (uposSteps + coarseSteps) * step
    }
  }

  /** How each reading goes with each reading before it, one row for each before, beside the scores of the readings. */
  function joinsOf(before: Entry | undefined, { readings }: Entry, nodes: Float64Array): Float64Array {
    const lefts = before?.readings.length ?? 1
    const rights = readings.length
    const joins = new Float64Array(lefts * rights)
    if (joins.length === 1) {
      joins[0] = 1
      return joins
    }
    let most = -Infinity
    for (let l = 0, at = 0; l < lefts; l++) {
      for (let r = 0; r < rights; r++, at++) {
        const right = readings[r]
        if (right === undefined) continue
        edgeOf(before?.readings[l], right, edge)
        const score = stepsOf(edge) * step + (nodes[r] ?? 0)
        joins[at] = score
        if (score > most) most = score
      }
    }
    // Only differences within a word matter: the most is taken away, so that nothing overflows.
    for (let at = 0; at < joins.length; at++) {
      joins[at] = Math.exp(Math.max(leastExponent, (joins[at] ?? 0) - most))
    }
    return joins
  }

  return {
    decode(forms) {
      const sentence = forms.map(entryOf)
      const scores = new Float64Array(mostReadings(sentence))
      const joins: Float64Array[] = []
      const forward: Float64Array[] = []
      for (let i = 0; i < sentence.length; i++) {
        const entry = sentence[i]
        if (entry === undefined) continue
        scoreNodes(entry, sentence, i, scores)
        const join = joinsOf(sentence[i - 1], entry, scores)
        joins.push(join)
        forward.push(stepForward(forward[i - 1], join, entry.readings.length))
      }
      const tagged: TaggedWord[] = new Array(sentence.length)
      let backward = new Float64Array(forward[sentence.length - 1]?.length ?? 0).fill(1)
      for (let i = sentence.length - 1; i >= 0; i--) {
        const entry = sentence[i]
        const row = forward[i]
        if (entry === undefined || row === undefined) continue
        tagged[i] = bestOf(entry, row, backward)
        backward = stepBackward(backward, joins[i] ?? row, forward[i - 1]?.length ?? 1)
      }
      return tagged
    },
  }
}

const mostReadings = (sentence: readonly Entry[]): number => {
  let most = 0
  for (const { readings } of sentence) most = Math.max(most, readings.length)
  return most
}

/** The share of each reading among all paths up to it. */
function stepForward(before: Float64Array | undefined, joins: Float64Array, rights: number): Float64Array {
  const row = new Float64Array(rights)
  let total = 0
  for (let at = 0, l = 0; at < joins.length; l++) {
    const from = before?.[l] ?? 1
    for (let r = 0; r < rights; r++, at++) {
      const value = from * (joins[at] ?? 0)
      row[r] = (row[r] ?? 0) + value
      total += value
    }
  }
  for (let r = 0; r < rights; r++) row[r] = (row[r] ?? 0) / total
  return row
}

/** How good what follows is for each of the readings before, the best being 1. */
function stepBackward(after: Float64Array, joins: Float64Array, lefts: number): Float64Array<ArrayBuffer> {
  const row = new Float64Array(lefts)
  let most = 0
  for (let l = 0, at = 0; l < lefts; l++) {
    let value = 0
    for (let r = 0; r < after.length; r++, at++) value += (joins[at] ?? 0) * (after[r] ?? 0)
    row[l] = value
    if (value > most) most = value
  }
  for (let l = 0; l < lefts; l++) row[l] = (row[l] ?? 0) / most
  return row
}

/** The reading of which most is expected to be right: its lemma, its part of speech and its features, each by itself. */
function bestOf({ form, readings }: Entry, forward: Float64Array, backward: Float64Array): TaggedWord {
  let total = 0
  for (let r = 0; r < forward.length; r++) total += (forward[r] ?? 0) * (backward[r] ?? 0)
  let most = -1
  let best: Weighed | undefined
  let confidence = 0
  for (let r = 0; r < readings.length; r++) {
    const reading = readings[r]
    if (reading === undefined) continue
    let right = 0
    for (let o = 0; o < readings.length; o++) {
      const other = readings[o]
      if (other === undefined) continue
      const agreed =
        (other.lemma === reading.lemma ? 1 : 0) +
        (other.label.upos === reading.label.upos ? 1 : 0) +
        (other.label.features === reading.label.features ? 1 : 0)
      right += agreed * (forward[o] ?? 0) * (backward[o] ?? 0)
    }
    if (right <= most) continue
    most = right
    best = reading
    confidence = ((forward[r] ?? 0) * (backward[r] ?? 0)) / total
  }
  if (best === undefined) throw new Error(`no reading of "${form}"`)
  const { upos, feats } = best.label.tag
  return { form, lemma: best.lemma, upos, feats, confidence: Math.min(1, confidence) }
}
