import type { Trigger } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import { unique } from './merge.js'

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
    return { actors: unique(by.map(({ entity }) => entity)), recipients: [] }
  }
  const document = mentions.find(
    (mention) => mention.type === 'document' && (hit.form === 'Part' ? mention.from >= hit.to : true),
  )
  const withDocument =
    document === undefined || !/^(sign|decree)$/u.test(entry.type) ? {} : { document: document.entity }
  const parties = document === undefined ? [] : partiesOf(document, mentions)
  const subjects = subjectsOf(around, hit)
  const useParties = hit.form === 'Part' && parties.length > 0 && entry.type === 'sign'
  const actors = [...(useParties ? parties : subjects.length > 0 ? subjects : parties)]
  if (/^(appoint|dismiss|decree|award)$/u.test(entry.type)) actors.push(...deciders(inClause, words))
  const receiving = entry.frame === 'together' ? [] : recipientsIn(inClause, entry)
  const ids = unique(actors.map(({ entity }) => entity))
  const recipients = unique(receiving.map(({ entity }) => entity)).filter((id) => !ids.includes(id))
  if (ids.length + recipients.length === 0) return undefined
  if (!isFilled(entry, hit, ids, [...actors, ...receiving], receiving)) return undefined
  return { actors: ids, recipients, ...withDocument }
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
      return true
    default:
      return entry.frame !== 'together' || actors.length >= 2 || hit.form === 'Fin' || hit.form === 'Part'
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
  const named = isReported(words, hit) ? withoutSpeaker(inClause) : inClause
  const people = named.filter((mention) => mention.type === 'person')
  const pool = people.length > 0 ? people : named.filter(isActor)
  const isJoined = (mention: Linked): boolean => /^(мен|пен|бен|және)$/u.test(words[mention.to]?.lower ?? '')
  if (entry.frame === 'together') {
    const sides = pool.filter(
      (mention) => /^(Nom|Ins)$/u.test(mention.case ?? '') || isJoined(mention) || isBetween(mention, words),
    )
    return sides.length > 0 ? sides : pool.filter(({ type }) => type === 'organization')
  }
  return pool.filter((mention) => mention.case === 'Nom' || isJoined(mention))
}

/** "…ашылатынын айтты" (said that it would open): the subject of the sentence speaks, and does not do what is told. */
const isReported = (words: readonly Word[], hit: PhraseHit<Trigger>): boolean =>
  hit.form === 'Part' &&
  words[hit.to - 1]?.analyses.some(
    ({ feats }) => feats.VerbForm === 'Part' && feats.Case !== undefined && feats.Case !== 'Nom',
  ) === true

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
  const cases = type === 'receive' || type === 'arrest' || type === 'trial' ? /^Acc$/u : /^(Acc|Dat)$/u
  return mentions.filter((mention) => isActor(mention) && mention.type !== 'place' && cases.test(mention.case ?? ''))
}
