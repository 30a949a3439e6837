import type { Word } from '../../language/schema.js'
import { isDash } from '../../language/words.js'
import { isJoint } from './clause.js'
import { hasCase } from './nouns.js'
import type { Scene } from './scene.js'

/** What stands before a sentence proper and is no part of it: connectives, asides, the question that is answered. */

const connective =
  /^(және|әрі|сондай-ақ|сонымен|қатар|бірге|ал|бірақ|сонда|бұдан|бөлек|өз|кезегінде|соңында|айта|келе|әрине|кейін|дегенмен|алайда|керісінше|ендеше|онда)$/u

/** Past commas, colons and dashes, and a dateline: what no clause begins with. */
export function pastJoints(words: readonly Word[], from: number, to: number): number {
  // "KAZINFORM – Министр …": what a dateline leaves before the sentence.
  let at = from === 0 && words[0]?.capital === true && isDash(words[1]) && to > 4 ? 2 : from
  while (at < to && isJoint(words[at])) at++
  return at
}

/** Past commas and connectives that lead from one cue to the next: ", сондай-ақ," ("as well as"). */
export function skipConnectives(words: readonly Word[], from: number, to: number): number {
  let at = pastJoints(words, from, to)
  while (at < to && (isJoint(words[at]) || connective.test(words[at]?.lower ?? ''))) at++
  const aside = asideEnd(words, at, to)
  if (aside !== undefined) return skipConnectives(words, aside, to)
  // "Десе де" (even so), "сонда да", "соған қарамастан" (in spite of that)
  const isEvenSo = evenSo.test(`${words[at]?.lower} ${words[at + 1]?.lower}`)
  // "Бұған дейін" (before this), "осыдан бөлек" (apart from this)
  const isBefore =
    /^(бұған|осыған|бұдан|осыдан|оған|содан)$/u.test(words[at]?.lower ?? '') &&
    /^(дейін|бұрын|бөлек|басқа|кейін|соң)$/u.test(words[at + 1]?.lower ?? '')
  return (isBefore || isEvenSo) && at + 2 < to ? skipConnectives(words, at + 2, to) : at
}

const evenSo =
  /^(?:(?:десе|әйтсе|сонда|сөйтсе|ендігі) (?:де|да)|(?:соған|осыған|бұған) (?:қарамастан|қарамай|байланысты|орай|қоса)|осы (?:орайда|ретте|тұста|тұрғыда|жолы|арада)|сол (?:себепті|үшін)|осы (?:себепті|үшін)|бұл (?:ретте|орайда|тұрғыда|жолы)|оның (?:үстіне)|жалпы (?:алғанда)|бір (?:сөзбен))$/u

/** "Еске сала кетейік," (let us recall), "Айта кету керек," (it must be said): what the author puts before the sentence. */
function asideEnd(words: readonly Word[], from: number, to: number): number | undefined {
  const comma = words.findIndex((word, i) => i > from && i < to && word.form === ',')
  if (comma === -1 || comma - from > 4) return undefined
  const last = words[comma - 1]
  const isAside =
    /(?:рлігі|керек|жөн|кетейік|салайық|кетсек|салсақ|ескертейік)$/u.test(last?.lower ?? '') ||
    (comma - from === 1 && last?.analyses[0]?.upos === 'ADV')
  return isAside ? comma + 1 : undefined
}

/** "Журналистердің … деген сауалына | ол … деп жауап берді": a question stands before who answers it. */
export function afterQuestion({ sentence: { words }, mentions }: Scene, from: number, to: number): number {
  const at = words.findLastIndex(
    (word, i) =>
      i >= from && i < to && hasCase(word, 'Dat') && word.analyses.some(({ lemma }) => isQuestion.test(lemma)),
  )
  if (at === -1) return from
  const isAnswered =
    words[at + 1]?.lower === 'ол' ||
    mentions.some(
      (mention) =>
        (mention.title?.from ?? mention.from) === at + 1 && mention.type === 'person' && mention.case === 'Nom',
    )
  return isAnswered ? at + 1 : from
}

const isQuestion = /^(сұрақ|сауал)$/u
