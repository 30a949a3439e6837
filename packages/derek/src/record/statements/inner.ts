import type { Cue } from '../../data/lists.js'
import { isOpeningQuote, isPunctuation } from '../../language/words.js'
import { type PhraseHit, phraseAt } from '../phrases.js'
import { complementOf } from './complement.js'
import { verbIndex } from './cue.js'
import { type Parts, told } from './draft.js'
import type { Scene } from './scene.js'
import { unsure } from './speaker.js'

/** Statements inside of others: what is recalled, what a quotation tells of somebody else, the question that is answered. */

/**
 * A statement inside what is said: "Президенттің … деп айтқанын еске салды" (recalled that the President had said …).
 * Its speaker is in the genitive before it; without one, it is the speaker's own.
 */
export function innerStatement(scene: Scene, content: readonly [number, number] | undefined): Parts | undefined {
  if (content === undefined) return undefined
  const { words } = scene.sentence
  const hit = phraseAt(verbIndex(), words, content[1] - 1)
  if (hit === undefined || hit.form !== 'Part' || !hit.entry.frame.includes('clause')) return undefined
  const owner = scene.mentions.findLast(
    ({ from, to, case: form, type }) =>
      from >= content[0] && to < hit.from && form === 'Gen' && /^(person|organization)$/u.test(type),
  )
  if (owner === undefined) return undefined
  const joined = words[hit.from - 1]?.lower === 'деп' ? hit.from - 1 : hit.from
  let from = owner.to
  let to = joined
  while (from < to && isPunctuation(words[from])) from++
  while (to > from && isPunctuation(words[to - 1])) to--
  return {
    speaker: owner.entity,
    act: hit.negated ? (hit.entry.negated ?? hit.entry.act) : hit.entry.act,
    cue: [joined, hit.to],
    ...(to > from ? { content: [from, to] } : {}),
    kind: isOpeningQuote(words[from - 1]) ? 'direct' : 'indirect',
    polarity: hit.negated ? 'negative' : 'positive',
  }
}

/** What somebody in quoted speech says that another said: «…министр жол ашылады деді» counts where that other is named. */
export function retoldIn(scene: Scene, hit: PhraseHit<Cue>): Parts | undefined {
  if (hit.form !== 'Fin' && hit.form !== 'Part') return undefined
  const complement = complementOf({ ...scene, quotations: [] }, hit, 0)
  const isPlain = /^(де|айт|сұра|жаз)$/u.test(hit.entry.verb) && hit.mood !== 'Cnd'
  if (complement === undefined || (complement.speaker === undefined && (complement.noun === undefined || !isPlain)))
    return undefined
  const { speaker } = complement
  return { ...told(scene, hit, complement), ...(speaker === undefined ? {} : { speaker }), confidence: unsure }
}

/** "«Жол қашан ашылады?» деген сұраққа" (to the question "…"): somebody has asked it. */
export function questionAt({ quotations, mentions, sentence: { words } }: Scene, at: number): Parts | undefined {
  if (words[at]?.lower !== 'деген') return undefined
  const isQuestion = words[at + 1]?.analyses.some(({ lemma }) => /^(сұрақ|сауал)$/u.test(lemma))
  const before = words[at - 1]
  const quotation = quotations.find(({ end }) => before !== undefined && end === before.start)
  if (isQuestion !== true || quotation === undefined) return undefined
  // "… деген сұраққа министр былай деп жауап берді": who answers was asked.
  const asked = mentions.find(({ from, type, case: form, title }) => {
    const isNext = (title?.from ?? from) === at + 2 && form === 'Nom'
    const isBefore = from < at && words.slice(from, at).every((word) => word.end <= quotation.end) && form === 'Dat'
    return type === 'person' && (isNext || isBefore)
  })
  const addressee = asked === undefined ? {} : { addressee: asked.entity }
  return {
    act: 'ask',
    cue: [at, at + 2],
    quotation,
    ...addressee,
    kind: 'direct',
    polarity: 'positive',
    confidence: unsure,
  }
}
