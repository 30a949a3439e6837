import type { Range } from 'kazakh'
import type { AnalyzedBlock, Word } from '../../language/schema.js'
import { isDash, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { tellsNews } from '../news.js'
import { isVerbal } from './nouns.js'

/** Speech that is a block of its own, and who said it in the block before or after. */

/**
 * What a block says, where all of it is speech, in offsets of its analysis text without its marks: a block quotation, a
 * paragraph all in quotation marks, a line that a dash opens and no cue ends.
 */
export function speechOf(block: AnalyzedBlock): Range | undefined {
  if (!tellsNews(block.block)) return undefined
  const { text } = block.aligned
  const marked = inMarks.exec(text)?.groups?.speech ?? afterDash.exec(text)?.groups?.speech
  const speech = marked ?? (block.block.kind === 'quote' ? ends.exec(text)?.groups?.speech : undefined)
  if (speech === undefined || /[,!?.…»]\s*[–—―-]\s*(?:деп|деді|дейді)(?!\p{L})/u.test(text)) return undefined
  const start = text.indexOf(speech)
  return { start, end: start + speech.length }
}

const inMarks = /^[–—―-]?\s*[«“„"](?<speech>[^«»“”„"]{12,}(?:[«“„"][^«»“”„"]+[»”“"][^«»“”„"]*)*)[»”“"][\s,.–—―-]*$/u
const afterDash = /^[–—―-]\s+(?<speech>\p{Lu}[^«»]{20,}?[\p{L}\p{N}.!?…])[\s,]*[–—―-]?\s*$/u
const ends = /^[\s«“„"–—―-]*(?<speech>\S.*?)[\s,»”"–—―-]*$/su

/** The index of the verb in "– деді әкім …", "деп атап өтті …": what a block opens with whose speech stands above. */
export function cueAtStart(words: readonly Word[]): number | undefined {
  const first = words.findIndex((word) => !isPunctuation(word) && !isDash(word))
  if (first === -1 || first > 2 || words[first]?.capital === true) return undefined
  return words[first]?.lower === 'деп' ? first + 1 : first
}

/** The longest signature under a quotation, in words. */
const longestSignature = 16

/** "Айгүл Омарова, департамент директоры" under a quotation: who said it, in a line that tells nothing else. */
export function signatureIn({ sentences }: AnalyzedBlock, mentions: readonly Linked[]): Linked | undefined {
  const words = sentences[0]?.words ?? []
  if (sentences.length !== 1 || words.length > longestSignature) return undefined
  const person = mentions.find(({ type, kind, case: form }) => type === 'person' && kind === 'name' && form === 'Nom')
  if (person === undefined) return undefined
  const start = person.title?.from ?? person.from
  const isFirst = words.slice(0, start).every((word) => isPunctuation(word) || isDash(word))
  const rest = words.slice(person.to)
  const tells = rest.some(
    (word, i) => word.analyses[0]?.feats.VerbForm === 'Fin' || (isVerbal(word) && i === rest.length - 1),
  )
  const next = rest[0]
  const isParted = next === undefined || isPunctuation(next) || isDash(next)
  return isFirst && isParted && !tells && !/[!?:;]$/u.test(words.at(-1)?.form ?? '') ? person : undefined
}
