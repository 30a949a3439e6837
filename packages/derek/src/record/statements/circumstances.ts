import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isDash, isPossessed, isPunctuation } from '../../language/words.js'
import type { PhraseHit } from '../phrases.js'
import { hasCase, isOccasion, isVerbal, occasionIn } from './nouns.js'

/** What stands between the subject and what is said, and tells when, where and on what occasion it was said. */

/** Words that lead from the subject to what is said, and say nothing of it. */
const leading =
  /^(болса|де|да|те|та|бұл|сондай-ақ|сонымен|қатар|бірге|кезегінде|өз|алайда|дегенмен|керісінше|тағы|кеше|бүгін|ертең)$/u
const neverAlone = new Set(['бұл', 'өз', 'кеше', 'бүгін', 'ертең'])

/** Past what stands between the subject and what is said: connectives and occasions ("жиында", "кездескен соң"). */
export function circumstancesEnd(words: readonly Word[], from: number, to: number): number {
  let at = skipLeading(words, from, to)
  for (let occasion = occasionEnd(words, at, to); occasion !== undefined; occasion = occasionEnd(words, at, to))
    at = skipLeading(words, occasion, to)
  return at
}

/** Past what the speaker did besides, where that stands first: "балықшылармен жүздесіп, | жолдың жөнделетінін айтты". */
export function deedsEnd(words: readonly Word[], from: number, to: number): number {
  const deed = deedEnd(words, from, to)
  return deed === undefined ? from : skipLeading(words, deed, to)
}

function skipLeading(words: readonly Word[], from: number, to: number): number {
  let at = from
  while (at < to) {
    const word = words[at]
    if (word === undefined) break
    const isJoint = /^[,;:]$/u.test(word.form) || isDash(word)
    const isBefore =
      /^(бұған|осыған|бұдан|осыдан)$/u.test(word.lower) &&
      /^(дейін|бұрын|бөлек|басқа|кейін)$/u.test(words[at + 1]?.lower ?? '')
    // өз кезегінде (in turn), бұл жерде (here), осы орайда (in this regard)
    const isInTurn =
      (word.lower === 'өз' && words[at + 1]?.lower === 'кезегінде') ||
      (/^(бұл|осы|сол)$/u.test(word.lower) &&
        /^(жерде|ретте|орайда|тұста|арада|кезде|жолы|тұрғыда)$/u.test(words[at + 1]?.lower ?? ''))
    // "тағы 40 үй" (40 more houses): counted, and so of what is said.
    if (word.lower === 'тағы' && words[at + 1]?.kind === 'number') break
    if (!isJoint && !isBefore && !isInTurn && (!leading.test(word.lower) || neverAlone.has(word.lower))) break
    at += isBefore || isInTurn ? 2 : 1
  }
  return at
}

/** "кешегі жедел штаб отырысында", "Оле Транбергпен кездескен соң": the index after it, if one stands at `from`. */
function occasionEnd(words: readonly Word[], from: number, to: number): number | undefined {
  for (let i = from; i < Math.min(to - 1, from + 12); i++) {
    const word = words[i]
    if (word === undefined || isPunctuation(word)) return undefined
    const first = word.analyses[0]
    if (first?.feats.VerbForm === 'Fin' && first.feats.Tense === 'Past') return undefined
    if (i > from && /^(соң|кейін)$/u.test(word.lower)) {
      const before = words[i - 1]?.analyses[0]
      // "су тартылған соң" (once the water is gone) has a subject of its own: it belongs to what is said.
      const one = words[i - 2]
      const isOthers = one !== undefined && i - 2 >= from && mayBeSubject(one, words[i - 1])
      // "олардың өткен соң ғана келетінін" (that they come only after it is over): a subject in the genitive waits for its verb.
      const owner = words.slice(from, i).findLastIndex((one) => hasCase(one, 'Gen'))
      if (owner !== -1 && !words.slice(from + owner + 1, i).some(isPossessed)) return undefined
      return (before?.feats.VerbForm === 'Part' && !isOthers) || isOccasionIn(words[i - 1], 'Abl') ? i + 1 : undefined
    }
    if (/^(барысында|кезінде|үстінде|қорытындысында)$/u.test(word.lower)) {
      // "жаңа әкімді таныстыру | кезінде" (when introducing the new governor)
      const isDeed =
        words[i - 1]?.analyses[0]?.feats.VerbForm === 'Vnoun' &&
        !words.slice(from, i - 1).some((one, k) => mayBeSubject(one, words[from + k + 1]))
      return isDeed || isOccasion(words[i - 1]) ? i + 1 : undefined
    }
    const reading = occasionIn(word)
    if (reading?.feats.Case === 'Loc' && !/ғы|гі$/u.test(word.lower.slice(-2))) return i + 1
    const isObject =
      word.analyses[0]?.feats.Case === 'Acc' &&
      // "әкімді | таныстыру кезінде"
      !(
        words[i + 1]?.analyses[0]?.feats.VerbForm === 'Vnoun' &&
        /^(?:барысында|кезінде)$/u.test(words[i + 2]?.lower ?? '')
      ) &&
      !word.analyses.some(({ upos }) => upos === 'ADP')
    if (reading === undefined && isObject) return undefined
  }
  return undefined
}

/** жиыннан | кейін (after the meeting), but not "ақпарат кейін …" (the information … later) */
const isOccasionIn = (word: Word | undefined, form: string): boolean =>
  word !== undefined && occasionIn(word)?.feats.Case === form

/** A clause that ends in a converb and a comma, and has no subject of its own, is the speaker's other deed. */
function deedEnd(words: readonly Word[], from: number, to: number): number | undefined {
  let end: number | undefined
  for (let i = from + 1; i < to; i++) {
    if (words[i]?.form !== ',') continue
    const before = words[i - 1]?.analyses[0]
    // "үстелге отырып, келісуге дайын": how it is done, and no deed of its own.
    const isSitting = before?.lemma === 'отыр' && words[i - 2]?.analyses[0]?.feats.VerbForm !== 'Conv'
    if (before?.feats.VerbForm !== 'Conv' || isSitting) continue
    // "тергеу аяқталмайынша," (until the inquiry ends): a clause with its own subject belongs to what is said.
    if (before.feats.Voice === 'Pass' || /[мбп][ае]й[ыі]нш[ае]$/u.test(words[i - 1]?.lower ?? '')) return end
    // A noun right before the converb is its object: сөз | сөйлеп.
    if (words.slice(from, i - 2).some((word, k) => mayBeSubject(word, words[from + k + 1]))) return end
    end = i + 1
  }
  return end
}

/** A noun in the nominative that modifies no noun after it (дайындық мәселесі, "matters of preparation") and has no postposition. */
const mayBeSubject = (word: Word, next: Word | undefined): boolean => {
  const first = word.analyses[0]
  return (
    word.kind === 'word' &&
    first !== undefined &&
    /^(NOUN|PROPN|PRON)$/u.test(first.upos) &&
    first.feats.Case === 'Nom' &&
    first.feats.VerbForm === undefined &&
    // сөз ете келіп: a bare noun right before a converb is its object.
    next?.analyses[0]?.feats.VerbForm !== 'Conv' &&
    next?.analyses[0]?.feats['Person[psor]'] !== '3' &&
    next?.analyses[0]?.upos !== 'ADP'
  )
}

/** "мәлімдеген еді", "айтқан болатын": had said. */
export const isPastPerfect = (words: readonly Word[], hit: PhraseHit<Cue>): boolean =>
  hit.to - hit.from > 1 && /^(?:еді|болатын|едi)$/u.test(words[hit.to - 1]?.lower ?? '')

/** "Министр | шілде айында | … мәлімдеген еді": when somebody had said it stands before what is said. */
export function pastTime(words: readonly Word[], from: number, to: number): number {
  let end = from
  for (let i = from; i < Math.min(to - 2, from + 5); i++) {
    const word = words[i]
    if (word === undefined || isPunctuation(word) || isVerbal(word) || hasCase(word, 'Acc') || hasCase(word, 'Gen'))
      break
    if (/^(?:айында|айда|күні|жылы|жылда|аптада|аптасында|бұрын|кеше|былтыр|жақында)$/u.test(word.lower)) end = i + 1
  }
  return end
}
