import { isClosingQuote, isPossessed } from '../../language/words.js'
import { isSpeakerNoun } from './nouns.js'
import { skipConnectives } from './opening.js'
import { isAfterSpeech } from './predicate.js'
import type { Scene } from './scene.js'
import { speaksForItself } from './speaker.js'

/**
 * Whether a cue that may report the whole article ("деп хабарлайды") tells somebody's own words all the same: those of a
 * person or a body after speech, or of the body at the front of its sentence.
 */
export const isOwnWords = (scene: Scene, at: number): boolean => isSpeakersOwn(scene, at) || isSubjectsOwn(scene, at)

/** "«Жол ашық», – деп жазды Ғабит Сәрсенов", "…, – деп хабарлады ведомствоның баспасөз қызметі" */
function isSpeakersOwn({ sentence: { words }, mentions }: Scene, at: number): boolean {
  if (!isAfterSpeech(words, at)) return false
  if (mentions.some(({ from, type, case: form }) => from === at + 1 && type === 'person' && form === 'Nom')) return true
  // A body that only a common noun names, and no outlet: "деп хабарлады агенттік тілшісі" reports.
  const phrase = words.slice(at + 1, at + 4).filter(({ kind }) => kind === 'word')
  const isOutlet = phrase.some(({ capital, lower }) => capital || outletNoun.test(lower))
  return isSpeakerNoun(phrase[0]) && !isOutlet && isPossessed(phrase.slice(1).at(-1))
}

const outletNoun = /^(?:агенттік|портал|сайт|басылым|газет|арна|тілші)/u

/** "Қаржы министрлігі жол салынады деп мәлімдеді" */
function isSubjectsOwn({ sentence: { words }, mentions }: Scene, at: number): boolean {
  const next = words[at + 1]
  const isLast = next === undefined || /^[.,;!?]$/u.test(next.form)
  if (!isLast || words[at - 1]?.lower !== 'деп' || isClosingQuote(words[at - 2])) return false
  const begin = skipConnectives(words, 0, at)
  return mentions.some(
    (mention) => mention.from === begin && mention.to < at - 2 && mention.case === 'Nom' && speaksForItself(mention),
  )
}
