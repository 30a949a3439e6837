import { type Cue, cues as listed } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isPunctuation } from '../../language/words.js'
import { indexPhrases, type PhraseIndex, phraseAt } from '../phrases.js'
import { withAuxiliaries } from '../statements/predicate.js'
import { isWithinName } from './phrase.js'
import { aboutWord, reference, type Text } from './text.js'

/** The verbs that report an article, and not what one of its people has said. */

let reports: PhraseIndex<Cue> | undefined

export const reportIndex = (): PhraseIndex<Cue> =>
  (reports ??= indexPhrases(listed().filter(({ frame, verb }) => frame.includes('report') || saying.has(verb))))

/** Verbs by which people say things sooner than bodies report them. */
const saying: ReadonlySet<string> = new Set(['айт', 'ескерт'])

/** A verb that reports, where its phrase begins, and whether somebody does: "хабарланды" (it was reported). */
export interface ReportCue {
  readonly from: number
  readonly at: number
  /** The index after its auxiliaries: хабарлап | отыр ("is reporting"). */
  readonly to: number
  readonly passive: boolean
  /** Whether it follows speech, which it states as well as reports: "— …, — деп хабарлайды баспасөз қызметі". */
  readonly isSpeech: boolean
}

/** Verbs that report the article: after "деп", after "бұл туралы", with a reference, or at the end of the sentence. */
export function reportCues({ words, isSpoken }: Text): readonly ReportCue[] {
  const index = reportIndex()
  return words.flatMap((_, i) => {
    const found = phraseAt(index, words, i)
    const hit = found && withAuxiliaries(index, words, found)
    if (hit === undefined || hit.negated || !/^(Fin|Part)$/u.test(hit.form)) return []
    // "Бұл туралы хабарламада айтылды", "Мұны министрлік ескертті": only so do such verbs report.
    if (saying.has(hit.entry.verb) && !isAboutThis(words, hit.from)) return []
    // "— …, — деп хабарлады ведомстводан": what a dash or a mark opens is speech, and its verb states it.
    const isSpeech = isSpoken && (isDash(words[hit.from - 2]) || isClosingQuote(words[hit.from - 2]))
    if (isSpeech && words[i]?.lower !== 'хабарлайды') return []
    const isReport =
      words[hit.from - 1]?.lower === 'деп' ||
      isReportedBy(words, hit.from) ||
      isAboutThis(words, hit.from) ||
      words.slice(0, hit.from).some((word) => reference.test(word.lower)) ||
      (words[i]?.lower === 'хабарлайды' && words.slice(i + 1).every(isPunctuation)) ||
      (i <= 6 && hit.entry.verb === 'хабарла' && words.slice(i + 1).every(isPunctuation))
    return isReport ? [{ from: hit.from, at: i, to: hit.to, passive: hit.passive, isSpeech }] : []
  })
}

/** ", деп | облыс әкімдігінің баспасөз қызметі | хабарлады": the reporter between деп and its verb. */
function isReportedBy(words: readonly Word[], cue: number): boolean {
  const joint = words.findLastIndex((word, i) => i < cue && word.lower === 'деп')
  const between = joint === -1 ? [] : words.slice(joint + 1, cue)
  return (
    between.length > 0 &&
    between.length <= 10 &&
    !between.some((word) => isPunctuation(word) && !isWithinName(word)) &&
    !between.some(({ analyses }) => /^(Fin|Conv)$/u.test(analyses[0]?.feats.VerbForm ?? ''))
  )
}

/** "Бұл туралы … хабарлады" (… reported this), "Бұл ақпаратты … таратты" (… gave out this information). */
const isAboutThis = (words: readonly Word[], cue: number): boolean =>
  /^(мұны|бұны)$/u.test(words[0]?.lower ?? '') ||
  words
    .slice(Math.max(0, cue - 14), cue)
    .some(
      (word, i, near) =>
        aboutWord.test(word.lower) &&
        (/^(бұл|осы|ол|деген)$/u.test(near[i - 1]?.lower ?? '') ||
          (word === words[0] && /т[ыі]$|д[ыі]$/u.test(word.lower))),
    )
