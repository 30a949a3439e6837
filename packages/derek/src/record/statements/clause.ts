import type { Word } from '../../language/schema.js'
import { isDash } from '../../language/words.js'

/** How what is said ends: …екенін, …болғаны, тиіс; and the words of manner between it and its cue. */

/** …екенін, …болғанын, …дамитынын, …қажеттігін: a clause made a noun, in the accusative. */
export const isClause = (word: Word | undefined): boolean =>
  /^(?:жоғын|барын|керегін)$/u.test(word?.lower ?? '') ||
  /(?:[ғгқк][ае]нын|[ғгқк]енін|тынын|тінін|екенін|екендігін)$/u.test(word?.lower ?? '') ||
  (word?.analyses.some(
    ({ feats, lemma, confidence }, _, [first]) =>
      feats.Case === 'Acc' &&
      // әншілерді (the singers) might be a verb's form, and is not.
      confidence >= (first?.confidence ?? 0) - 0.1 &&
      (feats.VerbForm === 'Part' || feats.VerbForm === 'Vnoun' || /(?:тік|тық|дік|дық|лік|лық|і?гі|ығы)$/u.test(lemma)),
  ) ??
    false)

/** …болғаны айтылды, …екені хабарланды (it was said that …): the clause of a passive is its subject. */
export const isNamedClause = (word: Word | undefined): boolean =>
  /(?:[ғгқк][ае]ны|[ғгқк]ені|тыны|тіні|екені|екендігі)$/u.test(word?.lower ?? '')

/** What may stand right before деді: a finite verb, тиіс, керек: "…айналуы тиіс деді" (he said that it must become …). */
export const endsSpeech = (word: Word | undefined): boolean =>
  word !== undefined &&
  word.lower !== 'деп' &&
  (/^(тиіс|керек|қажет|жоқ|бар|мүмкін|емес|шығар|сияқты)$/u.test(word.lower) ||
    word.analyses[0]?.feats.VerbForm === 'Fin' ||
    // "жол жабық дейді" (the road is closed, they say)
    (word.analyses[0]?.upos === 'ADJ' && word.analyses[0].confidence >= 0.7))

export const isFirstPerson = (word: Word | undefined): boolean => word?.analyses[0]?.feats.Person === '1'

export const isManner = (word: Word | undefined): boolean =>
  word?.analyses.some(
    ({ upos, feats, confidence }) =>
      (confidence >= 0.5 && upos === 'ADV') || (confidence >= 0.6 && (feats.VerbForm === 'Conv' || upos === 'ADJ')),
  ) ?? false

/** The end of a clause after which only how it was said stands: "ашатынын | ресми түрде | жариялады". */
export function pastManner(words: readonly Word[], from: number, to: number): number {
  for (let i = to - 1; i >= Math.max(from, to - 4); i--) {
    const isVerb = words[i]?.analyses[0]?.feats.VerbForm !== undefined || /^екен/u.test(words[i]?.lower ?? '')
    if (isClause(words[i]) && isVerb) return i + 1
    // "кінәсін | ішінара | мойындады" (admitted his guilt in part)
    if (i < to - 1 && words[i]?.analyses[0]?.feats.Case === 'Acc') return i + 1
    if (/^(түрде|рет|мәрте)$/u.test(words[i]?.lower ?? '')) i--
    else if (!isManner(words[i])) return to
  }
  return to
}

export const isJoint = (word: Word | undefined): boolean =>
  word !== undefined && (/^[,;:]$/u.test(word.form) || isDash(word))

export const trimEnd = (words: readonly Word[], from: number, to: number): number => {
  let end = to
  while (
    end > from &&
    (isJoint(words[end - 1]) ||
      /^(?:арнайы|баса|ерекше|тағы|қоса|қатаң|қатты|шын|жүректен|ізгі|жылы|ыстық|да|де|та|те)$/u.test(
        words[end - 1]?.lower ?? '',
      ))
  )
    end--
  return end
}
