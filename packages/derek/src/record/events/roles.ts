import type { Trigger } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isPossessed, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import { unique } from './merge.js'
import { holdersIn } from './sessions.js'

/** Who did it, to whom or with whom, and on what paper: ids of entities. */
export interface Roles {
  readonly actors: readonly string[]
  readonly recipients: readonly string[]
  readonly document?: string
}

interface Around {
  readonly words: readonly Word[]
  /** Of the sentence, and of the clause. */
  readonly mentions: readonly Linked[]
  readonly inClause: readonly Linked[]
}

/** The roles of an event by the cases of those named around its verb; undefined where its frame is not filled. */
export function rolesIn(around: Around, hit: PhraseHit<Trigger>): Roles | undefined {
  const { words, mentions, inClause } = around
  const { entry } = hit
  if (entry.frame === 'fact') {
    const by = entry.type === 'decree' ? deciders(inClause, words) : []
    const against = /^(?:trial|investigate)$/u.test(entry.type) ? accused(inClause) : []
    return { actors: unique(by.map(({ entity }) => entity)), recipients: unique(against.map(({ entity }) => entity)) }
  }
  if (entry.type === 'compete' && entry.frame === 'together') return contest(around)
  const document = mentions.find(
    (mention) => mention.type === 'document' && (hit.form === 'Part' ? mention.from >= hit.to : true),
  )
  const withDocument =
    document === undefined || !/^(sign|decree)$/u.test(entry.type) ? {} : { document: document.entity }
  const parties = document === undefined ? [] : partiesOf(document, mentions)
  // "Ақтауға баратын жол" (the road to Aktau): what it modifies is nobody who travels.
  if (entry.type === 'visit' && hit.form === 'Part' && !isReported(words, hit)) {
    if (modifiedBy(words, mentions, hit) === undefined) return undefined
  }
  const inVerbs = subjectsOf(around, hit)
  const subjects = inVerbs.length > 0 ? inVerbs : carriedOver(around, hit)
  const useParties = hit.form === 'Part' && parties.length > 0 && entry.type === 'sign'
  const actors = [...(useParties ? parties : subjects.length > 0 ? subjects : parties)]
  if (entry.type === 'meet') actors.push(...holdersIn(inClause, words))
  if (/^(appoint|dismiss|decree|award)$/u.test(entry.type)) actors.push(...deciders(inClause, words))
  const receiving = entry.frame === 'together' ? [] : recipientsIn(inClause, entry)
  const ids = unique(actors.map(({ entity }) => entity))
  const recipients = unique(receiving.map(({ entity }) => entity)).filter((id) => !ids.includes(id))
  // "Зауыт іске қосылды", "келісімге қол қойылды": the passive needs no doer.
  if (ids.length + recipients.length === 0 && !(hit.passive && /^(?:launch|sign)$/u.test(entry.type))) return undefined
  if (!isFilled(entry, hit, ids, [...actors, ...receiving], receiving)) return undefined
  return { actors: ids, recipients, ...withDocument }
}

/** Against whom a case is opened or a verdict goes: "Оспановқа қатысты іс қозғалды", "оған үкім шықты". */
const accused = (mentions: readonly Linked[]): readonly Linked[] =>
  mentions.filter(({ type, case: form }) => type === 'person' && form === 'Dat')

/**
 * The sides of a contest, in whatever case: "А Б-ны жеңді", "А Б-дан ұтылды", "А Б-мен тең ойнады", "А – Б матчы". Teams
 * play before countries do, and those before people; a country's championship plays not at all. The first side is the
 * subject, the others whom it met.
 */
function contest({ words, inClause, mentions }: Around): Roles | undefined {
  const isSide = (mention: Linked): boolean =>
    /^(?:Nom|Acc|Ins|Dat|Abl)$/u.test(mention.case ?? '') &&
    isActor(mention) &&
    !words.slice(mention.to, mention.to + 3).some(isTournament)
  const isTeam = ({ type }: Linked): boolean => type === 'organization'
  const isLand = ({ type, case: form }: Linked): boolean => type === 'place' && !/^(?:Dat|Abl)$/u.test(form ?? '')
  const sides = inClause.filter(isSide)
  const first = mentions.find((mention) => isSide(mention) && mention.case === 'Nom')
  const all = first === undefined || sides.includes(first) ? sides : [first, ...sides]
  const pools = [
    all.filter(isTeam),
    all.filter((side) => isTeam(side) || isLand(side)),
    all.filter(({ type }) => type === 'person'),
  ]
  const playing = pools.map((pool) => unique(pool.map(({ entity }) => entity))).find(({ length }) => length >= 2)
  return playing === undefined ? undefined : { actors: playing.slice(0, 1), recipients: playing.slice(1) }
}

const isTournament = (word: Word): boolean =>
  word.analyses.some(({ lemma }) => /^(?:чемпионат|лига|кубок|кубогы|турнир|премьер-лига|президент)$/u.test(lemma))

/**
 * In a row only the last is declined: "Асан, Үсен және Марат|ты". What stands before it in the row has its case.
 */
export function withRows(mentions: readonly Linked[], words: readonly Word[]): readonly Linked[] {
  const rows: Linked[] = []
  for (const mention of mentions.toReversed()) {
    const next = rows[0]
    const isInRow =
      next !== undefined &&
      mention.case === 'Nom' &&
      next.type === mention.type &&
      next.case !== undefined &&
      next.case !== 'Gen' &&
      (next.title?.from ?? next.from) === mention.to + 1 &&
      /^(?:мен|пен|бен|және|,)$/u.test(words[mention.to]?.lower ?? '')
    const own = kindCase(mention, words)
    if (own !== undefined) rows.unshift({ ...mention, case: own })
    else rows.unshift(isInRow ? { ...mention, case: next.case } : mention)
  }
  return rows
}

const kindsOfPlace =
  /^(қала|облыс|аудан|ауыл|өңір|аймақ|кент|жол|автожол|тасжол|трасса|көше|порт|аэропорт|әуежай|стадион|сарай|орталық|уәлаят|провинция|штат|губерния|республика|өлке|ықшамаудан)$/u

/** A place's case is that of the noun that says what place it is: Атбасар | қаласы|нда ("in the town of Atbasar"). */
function kindCase(mention: Linked, words: readonly Word[]): string | undefined {
  if (mention.type !== 'place' || mention.case !== 'Nom') return undefined
  const next = isClosingQuote(words[mention.to]) ? mention.to + 1 : mention.to
  return words[next]?.analyses.find(
    ({ lemma, feats }) => feats['Person[psor]'] === '3' && kindsOfPlace.test(lemma.toLowerCase()),
  )?.feats.Case
}

/** What each type cannot do without: a reception receives somebody, a meeting has two sides unless it ends the clause. */
function isFilled(
  entry: Trigger,
  hit: PhraseHit<Trigger>,
  actors: readonly string[],
  people: readonly Linked[],
  recipients: readonly Linked[],
): boolean {
  switch (entry.type) {
    case 'receive':
      return !hit.passive && recipients.some(({ type }) => type === 'person') && people.length > 1
    case 'dismiss':
    case 'appoint':
    case 'arrest':
    case 'trial':
    case 'visit':
      return people.some(({ type }) => type === 'person')
    case 'sign':
      return entry.verb.endsWith('қол қой') || actors.length >= 2
    default:
      return entry.frame !== 'together' || actors.length >= 2 || hit.form !== 'Conv'
  }
}

/** The countries or bodies that a treaty is between: "Қазақстан мен Қытай арасындағы … декларация". */
const partiesOf = (document: Linked, mentions: readonly Linked[]): readonly Linked[] =>
  mentions.filter((m) => m.type === 'place' && m.from >= document.from && m.to < document.to)

const isActor = (mention: Linked): boolean => /^(person|organization|place)$/u.test(mention.type)

/** The subject of the verb; of a participle, what it modifies: "сапармен келген | министр Баһром Сафаров". */
function subjectsOf({ words, inClause, mentions }: Around, hit: PhraseHit<Trigger>): readonly Linked[] {
  const { entry } = hit
  if (hit.form === 'Part' && entry.frame !== 'together') {
    const modified = modifiedBy(words, mentions, hit)
    if (modified !== undefined) return [modified]
  }
  // "Анкараға сапары басталды": the visit is the subject, and its owner the one who goes.
  if (entry.verb.startsWith('сапары '))
    return inClause.filter(({ type, case: form }) => type === 'person' && form === 'Gen')
  const reported = isReported(words, hit)
  const owner = reported ? ownerIn(inClause, words, hit) : undefined
  if (owner !== undefined && entry.frame !== 'together') return [owner]
  const named = reported ? withoutSpeaker(inClause) : inClause
  const people = named.filter((mention) => mention.type === 'person')
  const acting = entry.frame !== 'together' && !people.some(({ case: form }) => form === 'Nom')
  const pool = people.length > 0 && !acting ? people : named.filter(isActor)
  const isJoined = (mention: Linked): boolean => /^(мен|пен|бен|және)$/u.test(words[mention.to]?.lower ?? '')
  if (entry.frame === 'together') {
    const sides = pool.filter(
      (mention) => /^(Nom|Ins)$/u.test(mention.case ?? '') || isJoined(mention) || isBetween(mention, words),
    )
    return sides.length > 0 ? sides : pool.filter(({ type }) => type === 'organization')
  }
  const sides = pool.filter((mention) => mention.case === 'Nom')
  // "Мәжілістің отырысында заң қабылданды": the body whose session it was.
  return sides.length > 0 || entry.type !== 'vote' ? sides : named.filter(({ type }) => type === 'organization')
}

/** A clause without a subject goes on with that of the clause before: "Ол зертхана басқарады, былтыр сыйлық алған". */
function carriedOver({ mentions, inClause, words }: Around, hit: PhraseHit<Trigger>): readonly Linked[] {
  const { entry } = hit
  if (entry.frame === 'together' || isReported(words, hit)) return []
  if (entry.frame === 'undergoer' && inClause.some(({ type, case: form }) => type === 'person' && form === 'Acc')) {
    return []
  }
  const subject = mentions.find(({ type, case: form }) => type === 'person' && form === 'Nom')
  return subject !== undefined && subject.to <= hit.from ? [subject] : []
}

/** "…ашылатынын айтты" (said that it would open): the subject of the sentence speaks, and does not do what is told. */
const isReported = (words: readonly Word[], hit: PhraseHit<Trigger>): boolean =>
  hit.form === 'Vnoun' ||
  (hit.form === 'Part' &&
    words[hit.to - 1]?.analyses.some(
      ({ feats }) =>
        feats.VerbForm === 'Part' &&
        ((feats.Case !== undefined && feats.Case !== 'Nom') || feats['Person[psor]'] !== undefined),
    ) === true)

/** Whose deed a nominalized verb tells: "Асанов|тың тағайындалғанын айтты", "Асанов|тың сайлануына байланысты". */
const ownerIn = (mentions: readonly Linked[], words: readonly Word[], hit: PhraseHit<Trigger>): Linked | undefined =>
  mentions.findLast(
    (mention) =>
      mention.case === 'Gen' &&
      mention.to <= hit.from &&
      /^(?:person|organization)$/u.test(mention.type) &&
      // "Үкіметтің басшысы": it owns the noun after it, not the verb.
      !isPossessed(words[mention.to]) &&
      !words.slice(mention.to, mention.to + 9).some(isDecision),
  )

function withoutSpeaker(mentions: readonly Linked[]): readonly Linked[] {
  const speaker = mentions.find(({ type, case: form }) => type === 'person' && form === 'Nom')
  return mentions.filter((mention) => mention !== speaker)
}

/** The person that a participle stands before, with nothing but a title between. */
function modifiedBy(words: readonly Word[], mentions: readonly Linked[], hit: PhraseHit<Trigger>): Linked | undefined {
  const next = mentions.find((mention) => mention.type === 'person' && mention.from >= hit.to)
  if (next === undefined || next.from - hit.to > 6) return undefined
  const between = words.slice(hit.to, next.from)
  return between.every((word) => !isPunctuation(word) && word.analyses[0]?.feats.VerbForm === undefined)
    ? next
    : undefined
}

/**
 * "Мәжіліс 23 мамырда, Сенат 21 маусымда қабылдаған": where each subject has a time of its own, each did it by itself.
 */
export const isGapped = (subjects: readonly Linked[], times: readonly { readonly start: number }[]): boolean =>
  subjects.length > 1 &&
  subjects.every((subject, i) => {
    const from = endOf(subject)
    const next = subjects[i + 1]
    const to = next === undefined ? Number.POSITIVE_INFINITY : endOf(next)
    return times.some(({ start }) => start >= from && start < to)
  })

const endOf = ({ sentence, to }: Linked): number => sentence.words[to - 1]?.end ?? 0

/** "А мен Б арасында", "А-ның Б-мен кездесуі өтті". */
const isBetween = (mention: Linked, words: readonly Word[]): boolean =>
  words[mention.to]?.lower === 'арасында' || mention.case === 'Gen'

/** Whose decision it was: "Үкіметтің 3 наурыздағы № 127 қаулысымен" (by the government's resolution). */
const deciders = (mentions: readonly Linked[], words: readonly Word[]): readonly Linked[] =>
  mentions.filter(
    (mention) =>
      mention.case === 'Gen' &&
      /^(person|organization)$/u.test(mention.type) &&
      words.slice(mention.to, mention.to + 9).some(isDecision),
  )

const isDecision = (word: Word): boolean =>
  word.analyses.some(({ lemma, feats }) => feats.Case === 'Ins' && /^(шешім|жарлық|өкім|бұйрық|қаулы)$/u.test(lemma))

function recipientsIn(mentions: readonly Linked[], { type }: Trigger): readonly Linked[] {
  const cases = type === 'receive' || type === 'arrest' ? /^Acc$/u : /^(Acc|Dat)$/u
  const isLand = /^(?:aid|attack)$/u.test(type)
  const wanted = type === 'send' ? /^(?:Acc|Dat|Abl)$/u : cases
  return mentions.filter(
    (mention) => isActor(mention) && (isLand || mention.type !== 'place') && wanted.test(mention.case ?? ''),
  )
}
