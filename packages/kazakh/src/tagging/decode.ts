import type { Resources } from './candidates.js'
import { contextOf, edgeOf, edgeSize, type Label, place, type Word, wordOf } from './features.js'
import type { Model } from './pack.js'
import type { TaggedWord } from './tag.js'

export interface Decoder {
  decode(forms: readonly string[]): readonly TaggedWord[]
}

/** A reading with the part of its score that does not depend on the sentence. */
interface Weighed {
  readonly lemma: string
  readonly label: Label
  readonly own: number
  readonly score: number
}

interface Entry {
  readonly word: Word
  readonly readings: readonly Weighed[]
}

/** Readings so much less probable than a word's best are not weighed in context. */
const hopeless = 9

/** How many words are remembered with their readings. */
const remember = 60_000

export function createDecoder({ knowledge, weights, step }: Model, resources: Resources): Decoder {
  const entries = new Map<string, Entry>()
  const edge = new Int32Array(edgeSize)

  const sum = (features: Int32Array): number => {
    let steps = 0
    for (let i = 0; i < features.length; i++) steps += weights[features[i] ?? 0] ?? 0
    return steps * step
  }

  function entryOf(form: string): Entry {
    const known = entries.get(form)
    if (known !== undefined) return known
    const word = wordOf(form, knowledge, resources)
    const weighed = word.readings.map(({ lemma, label, own, features }) => ({
      lemma,
      label,
      own,
      score: sum(features),
    }))
    const best = Math.max(...weighed.map(({ score }) => score))
    const entry = { word, readings: weighed.filter(({ score }) => score >= best - hopeless) }
    if (entries.size >= remember) entries.clear()
    entries.set(form, entry)
    return entry
  }

  /** Scores of a word's readings in its sentence. */
  function nodesOf(entry: Entry, context: Int32Array): Float64Array {
    const { readings } = entry
    const scores = new Float64Array(readings.length)
    if (readings.length === 1) return scores
    for (let r = 0; r < readings.length; r++) {
      const reading = readings[r]
      if (reading === undefined) continue
      const { upos, coarse } = reading.label
      let steps = 0
      for (let i = 0; i < context.length; i++) {
        const attribute = context[i] ?? 0
        steps += (weights[place(attribute, upos)] ?? 0) + (weights[place(attribute, coarse)] ?? 0)
      }
      scores[r] = reading.score + steps * step
    }
    return scores
  }

  function edgesOf(before: Entry | undefined, entry: Entry): Float64Array {
    const lefts = before?.readings.length ?? 1
    const rights = entry.readings.length
    const scores = new Float64Array(lefts * rights)
    if (lefts * rights === 1) return scores
    for (let l = 0; l < lefts; l++) {
      for (let r = 0; r < rights; r++) {
        const right = entry.readings[r]
        if (right === undefined) continue
        edgeOf(before?.readings[l], right, edge)
        scores[l * rights + r] = sum(edge)
      }
    }
    return scores
  }

  return {
    decode(forms) {
      const sentence = forms.map(entryOf)
      const words = sentence.map(({ word }) => word)
      const nodes = sentence.map((entry, index) => nodesOf(entry, contextOf(words, index)))
      const edges = sentence.map((entry, index) => edgesOf(sentence[index - 1], entry))
      const probable = probabilities(nodes, edges)
      return sentence.map(({ word, readings }, index): TaggedWord => {
        const row = probable[index] ?? new Float64Array()
        let best = 0
        for (let r = 1; r < row.length; r++) if ((row[r] ?? 0) > (row[best] ?? 0)) best = r
        const reading = readings[best]
        if (reading === undefined) throw new Error(`no reading of "${word.form}"`)
        const { upos, feats } = reading.label.tag
        return { form: word.form, lemma: reading.lemma, upos, feats, confidence: Math.min(1, row[best] ?? 0) }
      })
    },
  }
}

/** The probability of each reading over all paths: forward and backward sums, each row scaled to 1. */
function probabilities(nodes: readonly Float64Array[], edges: readonly Float64Array[]): readonly Float64Array[] {
  const count = nodes.length
  const forward: Float64Array[] = []
  const joints: Float64Array[] = []
  for (let i = 0; i < count; i++) {
    const node = nodes[i] ?? new Float64Array()
    const edge = edges[i] ?? new Float64Array()
    const before = forward[i - 1]
    const lefts = before?.length ?? 1
    const rights = node.length
    // Within a word only differences matter: the most is taken away, so that nothing overflows.
    let most = -Infinity
    for (let l = 0; l < lefts; l++) {
      for (let r = 0; r < rights; r++) most = Math.max(most, (edge[l * rights + r] ?? 0) + (node[r] ?? 0))
    }
    const joint = new Float64Array(lefts * rights)
    const row = new Float64Array(rights)
    let total = 0
    for (let l = 0; l < lefts; l++) {
      const from = before === undefined ? 1 : (before[l] ?? 0)
      for (let r = 0; r < rights; r++) {
        const at = l * rights + r
        const factor = Math.exp(Math.max(-200, (edge[at] ?? 0) + (node[r] ?? 0) - most))
        joint[at] = factor
        row[r] = (row[r] ?? 0) + from * factor
        total += from * factor
      }
    }
    for (let r = 0; r < rights; r++) row[r] = (row[r] ?? 0) / total
    forward.push(row)
    joints.push(joint)
  }
  const made: Float64Array[] = new Array(count)
  let back = new Float64Array(forward[count - 1]?.length ?? 0).fill(1)
  for (let i = count - 1; i >= 0; i--) {
    const row = forward[i] ?? new Float64Array()
    const both = row.map((value, r) => value * (back[r] ?? 0))
    let total = 0
    for (const value of both) total += value
    made[i] = both.map((value) => value / total)
    const lefts = forward[i - 1]?.length ?? 1
    const joint = joints[i] ?? new Float64Array()
    const earlier = new Float64Array(lefts)
    let most = 0
    for (let l = 0; l < lefts; l++) {
      let value = 0
      for (let r = 0; r < row.length; r++) value += (joint[l * row.length + r] ?? 0) * (back[r] ?? 0)
      earlier[l] = value
      most = Math.max(most, value)
    }
    back = earlier.map((value) => value / most)
  }
  return made
}
