import type { Word } from '../../language/schema.js'
import { isPossessed } from '../../language/words.js'
import type { Draft } from './merge.js'

/** What an event takes from those told before it: who both sides are, the day, and whether it is one of them. */

/** How far back the event may be told that a later one takes up. */
const reach = 12

/** The events told lately: looking no farther back keeps the cost linear. */
export const lately = (told: readonly Draft[]): readonly Draft[] => told.slice(-100)

const hasTwoSides = ({ actors, recipients }: Draft): boolean => actors.length + recipients.length >= 2

/** Both sides of the last talks, reception or signing: who "тараптар" (the sides) and "екі министр" are. */
export function lastSides(told: readonly Draft[]): readonly string[] {
  const near = told.slice(-reach).filter(hasTwoSides)
  const last =
    near.findLast(({ type }) => /^(?:call|meet|sign)$/u.test(type)) ?? near.findLast(({ type }) => type === 'receive')
  return last === undefined ? [] : [...last.actors, ...last.recipients]
}

const sides = /^(?:тарап|жақ|министр|президент|басшы|көшбасшы|лидер|әріптес|елші|дипломат|ел|спикер|әкім|премьер)$/u

const several: Readonly<Record<string, number>> = { екі: 2, үш: 3, төрт: 4, бес: 5 }

/** "Үш ел", "бес мемлекет": how many lands are meant. */
export const landsMeant = (words: readonly Word[]): number | undefined =>
  words
    .map((word, i) =>
      word.analyses.some(({ lemma }) => /^(?:ел|мемлекет|тарап)$/u.test(lemma))
        ? several[words[i - 1]?.lower ?? '']
        : undefined,
    )
    .find((count) => count !== undefined)

/** "Екі министр", "екі ел басшысы". */
function isOfTwo(words: readonly Word[], at: number): boolean {
  const isOwner = words[at - 1]?.analyses.some(({ lemma }) => /^(?:ел|мемлекет)$/u.test(lemma)) === true
  return /^(?:екі|қос)$/u.test(words[isOwner ? at - 2 : at - 1]?.lower ?? '')
}

/** "Тараптар", "екі министрдің", "ел басшылары", "олар": those who met, by no name; the noun, or "" for a pronoun. */
export function nounOfBoth(words: readonly Word[]): string | undefined {
  for (const [i, word] of words.entries()) {
    if (/^(?:олар|олардың|екеуі|екеуінің)$/u.test(word.lower)) return ''
    const noun = word.analyses.find(
      ({ lemma, feats }) =>
        sides.test(lemma) && /^(?:Nom|Gen)$/u.test(feats.Case ?? '') && (feats.Number === 'Plur' || isOfTwo(words, i)),
    )
    if (noun !== undefined) return noun.lemma
  }
  return undefined
}

/** Offices by the noun that means several of their holders: "екі президент", "ел басшылары", "министрлер". */
const offices: Readonly<Record<string, RegExp>> = {
  президент: /^head-of-state$/u,
  басшы: /^head-of-state$/u,
  көшбасшы: /^head-of-state$/u,
  лидер: /^head-of-state$/u,
  премьер: /^head-of-government$/u,
  министр: /minister$/u,
  спикер: /speaker$/u,
  елші: /ambassador$/u,
}

/** Who holds the offices that a noun means, by entity; nothing where the article has not named just two. */
export function holdersOf(
  noun: string,
  roles: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const office = offices[noun]
  if (office === undefined) return undefined
  const holders = [...roles].flatMap(([entity, own]) => ([...own].some((role) => office.test(role)) ? [entity] : []))
  return holders.length === 2 ? holders : undefined
}

const talks = /^(?:кездесу|келіссөз|жүздесу|әңгіме)$/u
const during = /^(?:барысында|кезінде|аясында|шеңберінде|соңында|қорытындысында|қорытындысы|нәтижесінде|соңы)$/u

/** "Кездесу соңында", "келіссөз қорытындысы бойынша", "отырыста": what follows was part of what has been told. */
export const isPartOfTalks = (words: readonly Word[]): boolean =>
  // "Қорытындысында хаттамаға қол қойылды".
  /^(?:қорытындысында|соңында|нәтижесінде)$/u.test(words[0]?.lower ?? '') ||
  words
    .slice(0, 8)
    .some(
      (word, i) =>
        word.analyses.some(({ lemma }) => talks.test(lemma.toLowerCase())) &&
        (during.test(words[i + 1]?.lower ?? '') ||
          word.analyses.some(({ feats }) => feats.Case === 'Loc' && feats['Person[psor]'] === undefined)),
    )

/** Another one of its kind: "келесі кездесу" (the next meeting), "қарымта ойын" (the return match). */
const another =
  /^(?:келесі|алдағы|қарымта|алғашқы|бірінші|екінші|үшінші|төртінші|бесінші|соңғы|тағы|жаңа|кезекті|екіжақты|бірқатар|басқа)$/u

/**
 * "Кездесу Астанада өтті", "жүлдені … табыстады": a bare noun that the article has told of, right before the verb or at
 * the start of the sentence, and no other of its kind.
 */
export const isToldNoun = (words: readonly Word[], at: number): boolean =>
  words[at] !== undefined &&
  !isPossessed(words[at]) &&
  !words.slice(Math.max(0, at - 2), at).some((word) => another.test(word.lower))
