import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../src/data/table.js'

/** A sentence of an IOB2 file: its tokens and their tags. */
export interface TaggedSentence {
  readonly tokens: readonly string[]
  readonly tags: readonly string[]
}

/** Sentences of Kazakh television news (KazNERD), where they are at hand. */
export const newsSentences = join(packageFolder(), '../../../shared/data/ner/train.iob2')

export function readIob2(file: string): readonly TaggedSentence[] {
  return readFileSync(file, 'utf8')
    .split(/\n\s*\n/u)
    .map((block) => block.split('\n').map((line) => line.trim().split(/\s+/u)))
    .map((rows) => rows.filter((row) => row.length >= 2))
    .filter((rows) => rows.length > 0)
    .map((rows) => ({ tokens: rows.map((row) => row[0] ?? ''), tags: rows.map((row) => row.at(-1) ?? 'O') }))
}
