import type { Trigger } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { caseOf, isPossessed, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import type { FoundTime } from '../times/times.js'
import { isPartOfTalks } from './discourse.js'
import type { Telling } from './events.js'
import { isNamedTeam } from './roles.js'

/** The clause of a verb, and where and when it says that its event was. */

export interface Clause {
  readonly from: number
  readonly to: number
}

/**
 * The words of the clause that a trigger ends: back to the last finite verb, colon or dash, and for a participle to the
 * comma before it. A converb ("…асып,") goes on with the same subject, and breaks nothing.
 */
export function clauseOf(words: readonly Word[], hit: PhraseHit<Trigger>): Clause {
  let from = 0
  for (let i = hit.from - 1; i > 0; i--) {
    const word = words[i]
    if (word === undefined || !/^[,;:–—]$/u.test(word.form)) continue
    // "15–16 қыркүйекте өткен": from one day to another.
    if (/^[–—]$/u.test(word.form) && words[i - 1]?.end === word.start && words[i + 1]?.start === word.end) continue
    const before = words[i - 1]?.analyses[0]?.feats.VerbForm
    const isOwn = hit.entry.type === 'compete' && before === 'Conv'
    if (hit.form === 'Part' || before === 'Fin' || isOwn || /^[;:]$/u.test(word.form)) {
      from = i + 1
      break
    }
  }
  // After a verb that ends the sentence, its subject may follow: "келді министр".
  let to = hit.to
  while (to < words.length && hit.form === 'Fin' && !isPunctuation(words[to]) && to - hit.to < 4) to++
  return { from, to }
}

/** Where: in the locative, the last before the verb; of a visit, in the dative. */
export function placeOf(
  mentions: readonly Linked[],
  words: readonly Word[],
  { type, needs, verb }: Trigger,
): Linked | undefined {
  const places = mentions.filter((mention) => mention.type === 'place')
  const inCase = (wanted: string): Linked | undefined => places.findLast((mention) => standsIn(mention, words, wanted))
  if (type === 'visit') return inCase('Dat') ?? inCase('Loc')
  // "Атбасарды су басты": what a flood takes is where it is.
  const taken = type === 'disaster' || verb === 'басып ал' ? inCase('Acc') : undefined
  // "«Ордабасы» үйінде ұтылды" (lost at home): a team is no place.
  const isSeat = (one: Linked): boolean =>
    one.type === 'organization' && one.case === 'Loc' && (type !== 'compete' || !isNamedTeam(one, words))
  // "Ұйымның Стамбулдағы саммиті өтті", "Ақтаудағы күшті жарылыстан … қаза тапты": where, before the event's own noun.
  const isMishap = /^(?:accident|disaster|attack)$/u.test(type)
  const own = places.findLast(
    ({ case: form, to }) =>
      form === 'Loc' &&
      words.slice(to, to + (isMishap ? 3 : 1)).some((next) => next.analyses.some(({ lemma }) => needs.includes(lemma))),
  )
  // "Мойынқұм ауданының мәдениет үйінде": in a house of that district.
  const owner = places.findLast(
    ({ case: form, to }) =>
      form === 'Gen' && words.slice(to, to + 3).some((word) => isPossessed(word) && caseOf(word) === 'Loc'),
  )
  // "Байқоңырдан ұшырылды": from where.
  const from = /ұшыр/u.test(verb) ? inCase('Abl') : undefined
  return (
    inCase('Loc') ??
    from ??
    own ??
    taken ??
    owner ??
    mentions.findLast((mention) => isSeat(mention) && standsIn(mention, words, 'Loc'))
  )
}

/**
 * "Қазақстандағы елшісі" (its ambassador in Kazakhstan) says where he is, not where it happens; "Қарағандыдағы шахтада"
 * (at a mine in Karaganda) does.
 */
export const standsIn = (mention: Linked, words: readonly Word[], wanted: string): boolean =>
  mention.case === wanted &&
  (!/[дт](?:ағы|егі)$/u.test(words[mention.to - 1]?.lower ?? '') || caseOf(headAfter(words, mention.to)) === wanted)

/** "Сол ауылға барып": the place spoken of. */
export const isThatSite = (words: readonly Word[], { entry, from }: PhraseHit<Trigger>): boolean =>
  entry.needs.includes('@site') &&
  words
    .slice(Math.max(0, from - 3), from)
    .some((word, i, near) => isSite(word, 'Dat') && /^(?:сол|осы|аталған|бұл)$/u.test(near[i - 1]?.lower ?? ''))

/** "Ауыл|ға", "зауыт|қа": a place by its kind alone. */
export const isSite = (word: Word, form: string): boolean =>
  !word.capital && word.analyses.some(({ lemma, feats }) => feats.Case === form && sites.test(lemma))

const sites =
  /^(?:ауыл|аудан|қала|облыс|өңір|аймақ|кент|шахта|кеніш|зауыт|фабрика|кәсіпорын|мектеп|аурухана|емхана|госпиталь|университет|елшілік|полигон|шекара|порт|жатақхана|балабақша|мұражай|театр|штаб)$/u

/** Where a place ends with the noun that says what it is: Ақтау | қаласында. */
export const endOf = ({ to, case: form }: Linked, words: readonly Word[]): number =>
  isPossessed(words[to]) && caseOf(words[to]) === form ? to + 1 : to

/** "Астық | қоймасында", "№ 11 | учаскеде". */
const isAttribute = (word: Word | undefined): boolean =>
  caseOf(word) === undefined || (caseOf(word) === 'Nom' && !isPossessed(word))

/** The noun that an attribute stands before: Астанадағы | № 11 | учаскеде. */
function headAfter(words: readonly Word[], at: number): Word | undefined {
  let i = at
  while (i - at < 4 && words[i] !== undefined && !isPunctuation(words[i]) && isAttribute(words[i])) i++
  return words[i]
}

/** When: the last day or month in the clause, but not what a plan or a treaty is for ("2024–2026 жылдарға арналған"). */
export function timeIn({ sentence, times }: Telling, clause: Clause): FoundTime | undefined {
  const { words } = sentence
  const quoted = said(words, clause)
  const from = words[clause.from]?.start ?? 0
  const to = words[clause.to - 1]?.end ?? 0
  return times.findLast((found) => {
    // "VI ғасырда": when nobody told news.
    if (/^-|X/u.test(found.time.value)) return false
    if (found.start < from || found.end > to || found.time.kind !== 'date') return false
    // "Ол 3 мамырда ұрлаған деген айып тағылды": the day of what is said.
    if (found.end < quoted) return false
    // "5 маусымнан бастап базарды жабу туралы қаулыға қол қойды": what the document says.
    const isFrom =
      /бастап$/u.test(found.time.text) ||
      words.some((word) => word.start >= found.end && word.start - found.end <= 1 && word.lower === 'бастап')
    const isOfPaper = words.some((word) => word.start > found.end && word.end <= to && word.lower === 'туралы')
    if (isFrom && isOfPaper) return false
    const next = words.find((word) => word.start >= found.end)
    // "2010 жылғы мемлекеттік сыйлықты берді": the year is the prize's.
    if (/^\d{4}$/u.test(found.time.value) && /[ғг][ыі]$/u.test(found.time.text) && next !== undefined && next.end < to)
      return false
    return (
      next === undefined ||
      !/^(арналған|дейін|дейінгі|бері|бергі|қарсаңында|қарсаңындағы|құрметіне|орай|мерекесіне|мерекесімен)$/u.test(
        next.lower,
      )
    )
  })
}

/** Where what is only said ends: "… өлтірді деген | айып тағылды". */
function said(words: readonly Word[], { from, to }: Clause): number {
  const at = words
    .slice(0, to)
    .findLastIndex(
      (word, i) => i > from && /^деген/u.test(word.lower) && words[i - 1]?.analyses[0]?.feats.VerbForm === 'Fin',
    )
  return words[at]?.start ?? 0
}

/** "Кеше Астанада келіссөз жүргізіп, … деді. Министр … кездесті": a time that opens the sentence is of all it tells. */
export function timeAbove(telling: Telling, { form, to }: PhraseHit<Trigger>): FoundTime | undefined {
  if (!/^(?:Fin|Past|Conv)$/u.test(form)) return undefined
  const found = timeIn(telling, { from: 0, to: 4 })
  return found === undefined || found.end < said(telling.sentence.words, { from: 0, to }) ? undefined : found
}

/** "Келіссөз соңында қол қойылды", or the next sentence of a paragraph: on the day last told there. */
export function dayOfTalks(
  { sentence, before, told, published }: Telling,
  { tense }: PhraseHit<Trigger>,
): string | undefined {
  if (tense !== 'Past') return undefined
  const isPast = (day: string | undefined): day is string =>
    day !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(day) && (published === undefined || day <= published)
  const near = before.findLast(({ time }) => time.kind === 'date' && isPast(time.value))
  if (near !== undefined) return near.time.value
  if (!isPartOfTalks(sentence.words)) return undefined
  return told.findLast(({ type, time }) => /^(?:meet|visit|receive|call)$/u.test(type) && isPast(time))?.time
}

/** "6 желтоқсанда … болған": what has happened is not of a day to come, but of a year before. */
export function pastDay(
  { published }: Telling,
  { entry, tense }: PhraseHit<Trigger>,
  time?: FoundTime,
): string | undefined {
  if (time === undefined || tense !== 'Past' || published === undefined || isPlanned.test(entry.verb))
    return time?.time.value
  const { value, text } = time.time
  const year = Number(value.slice(0, 4))
  const isAhead = /^\d{4}-\d{2}-\d{2}$/u.test(value) && value > published && !/\d{4}/u.test(text)
  return isAhead && year === Number(published.slice(0, 4)) + 1 ? `${year - 1}${value.slice(4)}` : value
}

const isPlanned = /(?:жоспарлан|жоспарла|белгілен|белгіле|көздел|көзде|күтіл|күт|дайындал|дайында|тағайында)$/u
