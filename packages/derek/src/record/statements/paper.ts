import type { Word } from '../../language/schema.js'
import { isClosingQuote } from '../../language/words.js'
import { trimEnd } from './clause.js'
import type { Complement } from './complement.js'
import { hasCase } from './nouns.js'
import type { Scene } from './scene.js'

/** "«Тобыл» АҚ таратқан мәлімдемеде … айтылған" (it is said in the statement that … gave out): whose paper it is says it. */
export function paperGivenOut(scene: Scene, begin: number, end: number): Complement | undefined {
  const { words } = scene.sentence
  const at = words.findIndex(
    (word, i) => i > begin && i < end && hasCase(word, 'Loc') && isPaper(word) && isGivenOut(words[i - 1]),
  )
  const owner =
    at === -1
      ? undefined
      : scene.mentions.findLast(
          ({ to, type }) => to <= at - 1 && speaks.test(type) && words.slice(to, at - 1).every(isOfFirm),
        )
  const to = trimEnd(words, at + 1, end)
  return owner === undefined || to <= at + 1 ? undefined : { speaker: owner.entity, content: [at + 1, to] }
}

const speaks = /^(?:person|organization)$/u

/** What may follow the name of a firm: its closing mark, АҚ (joint-stock company). */
const isOfFirm = (word: Word): boolean => isClosingQuote(word) || /^(?:АҚ|ЖШС|ҚБ|КЕАҚ|ҰК)$/u.test(word.form)

const isGivenOut = (word: Word | undefined): boolean =>
  /^(?:таратқан|жариялаған|жолдаған|ұсынған)$/u.test(word?.lower ?? '')

/** What a body speaks by: хабарлама (a notice), мәлімдеме (a statement). */
export const isPaper = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma }) => /^(?:хабарлама|мәлімдеме|ақпарат|мәлімет|үндеу|жазба|есеп)$/u.test(lemma)) === true
