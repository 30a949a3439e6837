import { describe, expect, it } from 'vitest'
import { nerOptions, trainNer } from '../../../train/ner.js'
import { spansOf } from './classes.js'
import { decode } from './decode.js'
import { readModel } from './model.js'

/** "Asan went to Taraz." and so on, of invented people. */
const sentences = [
  { words: ['Асан', 'Таразға', 'барды', '.'], names: [person(0), place(1)] },
  { words: ['Үсен', 'Семейге', 'келді', '.'], names: [person(0), place(1)] },
  { words: ['Ол', 'кітап', 'оқыды', '.'], names: [] },
]

function person(at: number) {
  return { start: at, end: at + 1, class: 'PERSON' } as const
}
function place(at: number) {
  return { start: at, end: at + 1, class: 'GPE' } as const
}

const training = { epochs: 5, rate: 0.2, dropout: 0.1, seed: 1 }
const options = { ...nerOptions, crf: [training], network: { ...training, rate: 0.05 }, leastCount: 1 }
const bytes = trainNer(sentences, options)

describe('a model of names', () => {
  it('learns what it is shown', () => {
    const model = readModel(bytes, 'tiny.bin')
    for (const { words, names } of sentences) expect(spansOf(decode(words, model).labels)).toEqual(names)
  })

  it('is the same again from the same sentences', () => {
    expect(Buffer.from(trainNer(sentences, options)).equals(Buffer.from(bytes))).toBe(true)
  })

  it('is refused with the reason where its file is damaged', () => {
    expect(() => readModel(new Uint8Array(10), 'tiny.bin')).toThrow('tiny.bin: not a model of names, only 10 bytes')
    expect(() => readModel(new Uint8Array(bytes.length), 'tiny.bin')).toThrow('tiny.bin: not a model of names')
    expect(() => readModel(bytes.subarray(0, bytes.length - 1), 'tiny.bin')).toThrow('are announced')
    const damaged = Uint8Array.from(bytes)
    damaged[5000] = (damaged[5000] ?? 0) ^ 1
    expect(() => readModel(damaged, 'tiny.bin')).toThrow('tiny.bin: damaged: the checksum differs')
    const other = Uint8Array.from(bytes)
    other[4] = (other[4] ?? 0) ^ 1
    expect(() => readModel(other, 'tiny.bin')).toThrow('a model of other features than this version makes')
  })
})
