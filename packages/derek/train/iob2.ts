import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../src/data/table.js'
import { type NameClass, type NameSpan, nameClasses } from '../src/language/names/classes.js'

export interface NamedSentence {
  readonly words: readonly string[]
  readonly names: readonly NameSpan[]
}

/** Where the training data of names lies; undefined where ../shared is not at hand. */
export function nerFile(): string | undefined {
  const file = join(packageFolder(), '../../../shared/data/ner/train.iob2')
  return existsSync(file) ? file : undefined
}

const classOf = (name: string): NameClass | undefined => nameClasses.find((candidate) => candidate === name)

/** Reads IOB2: a word, a space or tab and its tag a line; an empty line between sentences. `file` is how errors name it. */
export function parseIob2(text: string, file: string): readonly NamedSentence[] {
  const sentences: NamedSentence[] = []
  let words: string[] = []
  let names: { start: number; end: number; class: NameClass }[] = []
  const close = (): void => {
    if (words.length > 0) sentences.push({ words, names })
    words = []
    names = []
  }
  for (const [index, line] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    if (line.trim() === '') {
      close()
      continue
    }
    const wrong = (what: string): Error => new Error(`${file}, line ${index + 1}: ${what}`)
    const { word, tag } = /^(?<word>.+?)[ \t]+(?<tag>\S+)\s*$/u.exec(line)?.groups ?? {}
    if (word === undefined || tag === undefined) throw wrong(`not a word and its tag: ${line.slice(0, 60)}`)
    if (tag !== 'O') {
      const { part, name = '' } = /^(?<part>[BI])-(?<name>.+)$/u.exec(tag)?.groups ?? {}
      const named = classOf(name)
      if (part === undefined || named === undefined) throw wrong(`not a tag of these classes: ${tag.slice(0, 60)}`)
      const open = names.at(-1)
      if (part === 'I' && open?.end === words.length && open.class === named) open.end++
      else names.push({ start: words.length, end: words.length + 1, class: named })
    }
    words.push(word)
  }
  close()
  return sentences
}

export const readIob2 = (file: string): readonly NamedSentence[] => parseIob2(readFileSync(file, 'utf8'), file)

export interface Split {
  readonly training: readonly NamedSentence[]
  readonly development: readonly NamedSentence[]
  /** How many sentences are in neither, for they say again what one of the development part says. */
  readonly twins: number
}

/**
 * Every tenth sentence is for development. The data has most sentences with a number twice, once in words and once in
 * digits, one after the other: a sentence that differs from one of the development part in no other word is left out
 * of training, or the measure would flatter.
 */
export function split(sentences: readonly NamedSentence[]): Split {
  const development = sentences.filter((_, index) => index % 10 === 9)
  const keys = new Set(development.map(keyOf).filter((key) => key.length >= leastKey))
  const rest = sentences.filter((_, index) => index % 10 !== 9)
  const training = rest.filter((sentence) => !keys.has(keyOf(sentence)))
  return { training, development, twins: rest.length - training.length }
}

/** Shorter sentences (Жоқ: "no") may well be said twice. */
const leastKey = 8
const numberLike =
  /^(?:[\d%№]|нөл|бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз|мың|миллион|миллиард|триллион|жарым|бүтін|ондық|пайыз|процент|үтір)/u

const keyOf = ({ words }: NamedSentence): string =>
  words
    .map((word) => word.toLowerCase())
    .filter((word) => /\p{L}/u.test(word) && !numberLike.test(word))
    .join(' ')
